from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

import pytest
from bibtexparser.entrypoint import parse_string as parse_bibtex
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import HealthCheck, example, given, settings
from pybtex.database import parse_string
from pybtex.database.input.bibtex import Parser

from citeloom.graph.plain_text import clean
from citeloom.queries.exports import write_biblatex, write_bibtex
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.publication import choose_published_doi
from citeloom.queries.exports.reference import Reference
from tests.queries.exports import cases, latex_tools

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

# What readers of LaTeX show for signs of mathematics.
SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{PRIME}": "'", "\N{FRACTION SLASH}": "/",
                       "\N{DOT OPERATOR}": "\N{MIDDLE DOT}"})  # fmt: skip
BOTH = pytest.mark.parametrize("form", [write_bibtex, write_biblatex], ids=["bibtex", "biblatex"])


def read_with_bibtexparser(text: str) -> dict[str, dict[str, str]]:
    library = parse_bibtex(
        text, append_middleware=[LatexDecodingMiddleware(decoder=latex_tools.READER)]
    )
    assert library.failed_blocks == []
    return {
        entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries
    }


def read_with_pybtex(text: str) -> dict[str, dict[str, str]]:
    return {
        key: {name: latex_tools.READER.latex_to_text(value) for name, value in entry.fields.items()}
        for key, entry in parse_string(text, "bibtex").entries.items()
    }


@BOTH
@pytest.mark.parametrize("read", [read_with_bibtexparser, read_with_pybtex])
def test_real_papers_read_back_to_the_same_fields(form: ModuleType, read: object) -> None:
    assert callable(read)
    entries = read(form.write(cases.REAL))
    assert list(entries) == make_citation_keys(cases.REAL)
    for paper, fields in zip(cases.REAL, entries.values(), strict=True):
        assert fields["title"] == clean(paper.title)
        assert fields.get("doi", "") == choose_published_doi(paper)
        assert fields.get("eprint", "") == (paper.arxiv_id or "")
        assert fields.get("volume", "") == (paper.volume or "")
    maldacena = entries["maldacena1999large"]
    place = {write_bibtex: "journal", write_biblatex: "journaltitle"}[form]
    assert maldacena[place] == "International Journal of Theoretical Physics"
    assert maldacena["pages"] in {"1113–1133", "1113--1133"}  # noqa: RUF001 - as a reader prints it


@BOTH
@given(papers=cases.lists)
@example(papers=list(cases.REAL))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_reads_back_through_both_readers(
    form: ModuleType, papers: list[Reference]
) -> None:
    text = form.write(papers)
    parsed, other = read_with_bibtexparser(text), read_with_pybtex(text)
    assert list(parsed) == list(other) == make_citation_keys(papers)
    for paper, key in zip(papers, make_citation_keys(papers), strict=True):
        title = make_plain(clean(paper.title))
        assert make_plain(parsed[key].get("title", "")) == title
        assert make_plain(other[key].get("title", "")) == title


def make_plain(text: str) -> str:
    """Return a text with plain characters for wide ones, ligatures and the like, as LaTeX's are."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(SIGNS).split())


def test_pybtex_takes_the_names_apart_as_we_do() -> None:
    people = {
        key: [
            (
                " ".join(person.prelast_names),
                " ".join(person.last_names),
                " ".join(person.lineage_names),
                " ".join(person.first_names + person.middle_names),
            )
            for person in entry.persons["author"]
        ]
        for key, entry in parse_string(write_bibtex.write(cases.REAL), "bibtex").entries.items()
    }
    assert people["vandermaaten2008visualizing"] == [
        ("van der", "Maaten", "", "Laurens"),
        ("", "Hinton", "", "Geoffrey E."),
    ]
    assert people["openai2023gpt"] == [("", "{OpenAI}", "", "")]
    assert people["vaswani2017attention"][-1] == ("", "others", "", "")
    assert people["erdos2020erdos"] == [
        ("", r"Erd{\H{o}}s", "", r"P{\'a}l"),
        ("", "Steele", "Jr.", "Guy L."),
        ("", "{王小明}", "", ""),
        ("", r"{Garc{\'\i}a y Vega}", "", r"Mar{\'\i}a"),
        ("", r"T{\`{\^{a}}}n", "", r"{\DJ}{\u{\d{a}}}ng V{\u{a}}n"),
    ]


@given(cases.lists)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_there_are_as_many_authors_as_there_were(papers: list[Reference]) -> None:
    parser = Parser()
    parser.parse_stream(io.StringIO(write_bibtex.write(papers)))
    for paper, entry in zip(papers, parser.data.entries.values(), strict=True):
        named = [author for author in paper.authors if clean(author).strip(" ,;")]
        others = 1 if paper.authors_truncated and named else 0
        assert len(entry.persons.get("author", [])) == len(named) + others


@pytest.mark.parametrize(
    ("paper", "kind", "present", "absent"),
    [
        (cases.ATTENTION, "inproceedings", {"eprint", "archivePrefix", "primaryClass"}, {"doi"}),
        (cases.BERT, "inproceedings", {"doi", "eprint", "archivePrefix"}, {"month", "url"}),
        (cases.TSNE, "article", {"journal", "number"}, {"doi", "eprint", "url", "month"}),
        (cases.GPT4, "misc", {"eprint", "primaryClass", "month", "url"}, {"doi", "journal"}),
        (cases.MALDACENA, "article", {"doi", "eprint", "month"}, {"primaryClass"}),
        (cases.RANDOM_GRAPHS, "misc", {"doi", "note"}, {"eprint", "url", "abstract"}),
    ],
    ids=["proceedings", "published with eprint", "journal", "preprint", "old arXiv id", "bare"],
)
def test_what_is_known_is_there_and_nothing_else(
    paper: Reference, kind: str, present: set[str], absent: set[str]
) -> None:
    (entry,) = parse_bibtex(write_bibtex.write([paper])).entries
    names = {field.key for field in entry.fields}
    assert entry.entry_type == kind
    assert present <= names
    assert not absent & names
    assert "" not in {field.value for field in entry.fields}


@BOTH
def test_arxiv_is_never_the_doi_of_a_published_paper(form: ModuleType) -> None:
    assert "10.48550" not in form.write(cases.REAL)


@BOTH
def test_notes_about_the_list_are_comments(form: ModuleType) -> None:
    text = form.write([cases.BERT], ["Rests on @article{x, 5 of 7}\nand more"])
    assert text.startswith("% Rests on at article{x, 5 of 7} and more\n")
    assert list(read_with_pybtex(text)) == ["devlin2019bert"]


@BOTH
def test_no_paper_is_no_entry(form: ModuleType) -> None:
    assert form.write([]) == ""


@pytest.mark.parametrize("style", ["plain", "abbrv", "alpha", "plainnat"])
def test_bibtex_itself_compiles_it(tmp_path: Path, style: str) -> None:
    # The labels of alpha are the first bytes of names: see docs/exports.md.
    papers = cases.REAL[:-1] if style == "alpha" else cases.REAL
    output = latex_tools.compile_bibliography(tmp_path, write_bibtex.write(papers), style)
    assert "I couldn't" not in output
    assert "error message" not in output
    assert "{BERT}: Pre-training of deep bidirectional transformers" in " ".join(output.split())


def test_bibtex_abbreviates_accented_names_and_leaves_others_whole(tmp_path: Path) -> None:
    papers = [
        Reference(paper_id="1", title="A", year=2024, authors=("Émile Zola", "Łukasz Kaiser")),
        Reference(paper_id="2", title="B", year=2024, authors=("王 小明", "Иван Иванов", "OpenAI")),
    ]
    output = latex_tools.compile_bibliography(tmp_path, write_bibtex.write(papers), "abbrv")
    assert r"{\'E}.~Zola and {\L}.~Kaiser" in output
    assert "{王 小明}, {Иван Иванов}, and {OpenAI}" in output


@given(papers=cases.lists)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bibtex_itself_compiles_any_text(tmp_path: Path, papers: list[Reference]) -> None:
    if not papers:
        return
    keys = tuple(make_citation_keys(papers))
    output = latex_tools.compile_bibliography(tmp_path, write_bibtex.write(papers), "plain", keys)
    assert "error message" not in output
    assert output.count(r"\bibitem") == len(papers)
