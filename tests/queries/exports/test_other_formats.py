from __future__ import annotations

import csv
import io
import json
import re

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as citeproc_formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citeloom.graph.plain_text import clean
from citeloom.queries.exports import (
    write_csl_json,
    write_csv_table,
    write_json,
    write_markdown,
    write_ris,
)
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.csv_lines import defuse, open_csv_writer
from citeloom.queries.exports.publication import choose_published_doi
from citeloom.queries.exports.reference import Link, Reference
from tests.queries.exports import cases

slow = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


# RIS


def read_ris(papers: list[Reference] | tuple[Reference, ...]) -> list[dict[str, object]]:
    text = write_ris.write(papers)
    assert "\n" not in text.replace("\r\n", ""), "RIS ends its lines in CR LF"
    found: list[dict[str, object]] = rispy.loads(text)
    return found


def test_rispy_reads_real_papers() -> None:
    entries = {str(entry["id"]): entry for entry in read_ris(cases.REAL)}
    assert list(entries) == make_citation_keys(cases.REAL)
    maldacena = entries["maldacena1999large"]
    expected = {
        "type_of_reference": "JOUR",
        "authors": ["Maldacena, Juan"],
        "secondary_title": "International Journal of Theoretical Physics",
        "volume": "38",
        "number": "4",
        "start_page": "1113",
        "end_page": "1133",
        "year": "1999",
        "date": "1999/04/01",
        "doi": "10.1023/a:1026654312961",
        "accession_number": "arXiv:hep-th/9711200",
        "urls": ["https://doi.org/10.1023/a:1026654312961"],
    }
    assert {name: maldacena.get(name) for name in expected} == expected
    assert entries["openai2023gpt"]["type_of_reference"] == "UNPB"
    assert entries["openai2023gpt"]["authors"] == ["OpenAI"]
    assert "doi" not in entries["openai2023gpt"]
    assert entries["erdos2020erdos"]["authors"][1] == "Steele, Guy L., Jr."  # type: ignore[index]
    assert entries["erdos2020erdos"]["notes"] == ["Retracted"]


@given(cases.lists)
@slow
def test_rispy_reads_any_text(papers: list[Reference]) -> None:
    entries = read_ris(papers)
    assert [entry["id"] for entry in entries] == make_citation_keys(papers)
    for paper, entry in zip(papers, entries, strict=True):
        assert str(entry.get("title", "")).strip() == clean(paper.title)
        assert str(entry.get("doi", "")).strip() == choose_published_doi(paper)


# CSL-JSON


def render(papers: list[Reference] | tuple[Reference, ...]) -> str:
    items = json.loads(write_csl_json.write(papers))
    for item in items:
        item.pop("custom", None)  # of CSL 1.0.2, which citeproc-py does not know
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, citeproc_formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return "\n".join(str(entry) for entry in bibliography.bibliography())


def test_citeproc_renders_real_papers() -> None:
    rendered = render(cases.REAL)
    assert (
        "van der Maaten, L. and Hinton, G.E. (2008) “Visualizing Data using t-SNE”, "
        "Journal of Machine Learning Research, 9(86), pp. 2579–2605."  # noqa: RUF001
    ) in rendered
    assert "OpenAI (2023) “GPT-4 Technical Report”. arXiv." in rendered
    assert "Available at: https://doi.org/10.18653/v1/n19-1423." in rendered


def test_csl_json_has_the_words_of_csl() -> None:
    items = {item["id"]: item for item in json.loads(write_csl_json.write(cases.REAL))}
    gpt, maldacena = items["openai2023gpt"], items["maldacena1999large"]
    assert (gpt["type"], gpt["publisher"]) == ("article", "arXiv")
    assert gpt["number"] == "arXiv:2303.08774 [cs.CL]"
    assert gpt["issued"] == {"date-parts": [[2023, 3, 15]]}
    assert "DOI" not in gpt
    assert (maldacena["type"], maldacena["note"]) == ("article-journal", "arXiv:hep-th/9711200")
    assert items["devlin2019bert"]["issued"] == {"date-parts": [[2019]]}
    assert items["vaswani2017attention"]["custom"]["authors-truncated"] is True
    assert items["erdos2020erdos"]["status"] == "retracted"


@given(cases.lists)
@slow
def test_csl_json_keeps_any_text(papers: list[Reference]) -> None:
    items = json.loads(write_csl_json.write(papers))
    assert [item["id"] for item in items] == make_citation_keys(papers)
    assert [item.get("title", "") for item in items] == [clean(paper.title) for paper in papers]
    assert all(value not in ("", [], {}, None) for item in items for value in item.values())


# CSV


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_joins_lists_and_leaves_unknown_cells_empty() -> None:
    first, _, tsne, *_ = read_csv(write_csv_table.write(cases.REAL))
    assert first["authors"] == "Ashish Vaswani; Noam Shazeer; Niki Parmar"
    assert first["code"] == "https://github.com/tensorflow/tensor2tensor"
    assert first["score"] == "0.83"
    assert (tsne["doi"], tsne["date"], tsne["score"]) == ("", "", "")


# Signs that a spreadsheet takes for the beginning of a formula, and what may come before them.
RUN = re.compile(r"""(^|[";\t\r\n])[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]""")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "=cmd|'/c calc'!A0"])  # noqa: RUF001
def test_a_cell_that_a_spreadsheet_would_run_is_defused_unless_raw(cell: str) -> None:
    paper = Reference(paper_id="W1", title=cell, authors=(cell, "A B"))
    (row,) = read_csv(write_csv_table.write([paper]))
    assert (row["title"], row["authors"]) == (f"'{cell}", f"'{cell}; A B")
    (row,) = read_csv(write_csv_table.write([paper], raw=True))
    assert (row["title"], row["authors"]) == (cell, f"{cell}; A B")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param(' =1"', "' =1\"", id="after a blank"),
        pytest.param('"=1"', "'\"'=1\"", id="after a quote"),
        pytest.param('x","=1', 'x","\'=1', id="in what looks like a cell of its own"),
        pytest.param("x\n=1", "x\n'=1", id="after a line break"),
        pytest.param('x\r "@A', "x\r \"'@A", id="after a return, a blank and a quote"),
        pytest.param("x\t+1", "x\t'+1", id="after a tab"),
        pytest.param("\tx", "'\tx", id="a tab in front"),
        pytest.param("a; =1; b", "a; '=1; b", id="in a list"),
        pytest.param("a - b = c @ d", "a - b = c @ d", id="a sign within a text"),
        pytest.param('a "b" c', 'a "b" c', id="a quote without a sign"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_sign_is_defused_wherever_a_cell_may_begin(cell: str, written: str) -> None:
    assert defuse(cell) == written
    assert not RUN.search(written)


@given(st.text(alphabet="=+-@a\"';,\t\r\n \uff1d"))
def test_no_text_holds_a_sign_that_is_run(cell: str) -> None:
    assert not RUN.search(defuse(cell))


@given(
    st.lists(st.lists(st.text(alphabet="a\"',; \t\r\n\x00\x0b\x85\u2028"), min_size=2), min_size=1)
)
def test_rows_of_any_text_read_back(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    writer = open_csv_writer(text)
    for row in rows:
        writer.writerow(row)
    assert list(csv.reader(io.StringIO(text.getvalue(), newline=""), strict=True)) == rows
    assert not text.getvalue().endswith("\r\n")


@given(cases.lists)
@slow
def test_csv_reads_back_and_no_cell_begins_a_formula(papers: list[Reference]) -> None:
    rows = read_csv(write_csv_table.write(papers))
    assert not [cell for row in rows for cell in row.values() if RUN.search(cell)]
    raw = read_csv(write_csv_table.write(papers, raw=True))
    assert [row["title"] for row in raw] == [clean(paper.title) for paper in papers]


# Markdown


def test_markdown_is_grouped_with_reasons_and_links() -> None:
    text = write_markdown.write(cases.REAL, ["Rests on 5 of 7 papers."])
    lines = text.splitlines()
    assert lines[0] == "Rests on 5 of 7 papers."
    assert [line for line in lines if line.startswith("#")] == [
        r"## Sequence models \& attention",
        "## Further papers",
    ]
    assert "[Attention Is All You Need](https://arxiv.org/abs/1706.03762)" in text
    assert r"[code: github.com/tensorflow/tensor2tensor](https://github.com/tensor" in text
    assert "[model that names it: t5/base](https://huggingface.co/t5/base)" in text
    assert "   Why: Cited together with BERT by 7 papers of your list" in lines
    assert "(**retracted**)" in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x", "file:///etc/passwd", "http://[", ""]
)
def test_markdown_links_to_the_web_only(url: str) -> None:
    paper = Reference(paper_id="1", title="T", links=(Link(kind="code", name="n", url=url),))
    assert "code: n" in write_markdown.write([paper])
    assert "](" not in write_markdown.write([paper])


def test_markdown_titles_are_text() -> None:
    title = "<script>x</script> [a](javascript:b) **c** `d` | e _f_ # g $h & $5 ![i](j)"
    text = write_markdown.write([Reference(paper_id="1", title=title)])
    assert not re.search(r"(?<!\\)[<>|`$]", text.replace("1. ", ""))
    assert "](" not in re.sub(r"\\[\[\]]", "", text)


@pytest.mark.parametrize(
    ("note", "line"), [("- x", r"\- x"), ("1. x", r"1\. x"), ("# x", r"\# x"), ("= x", r"\= x")]
)
def test_a_note_begins_no_list_and_no_heading(note: str, line: str) -> None:
    assert write_markdown.write([], [note]).splitlines() == [line]


@given(cases.lists)
@slow
def test_markdown_has_a_number_for_each_paper(papers: list[Reference]) -> None:
    text = write_markdown.write(papers)
    assert len(re.findall(r"^\d+\. \*\*", text, re.MULTILINE)) == len(papers)


# JSON


def test_json_has_everything_that_is_known() -> None:
    found = json.loads(write_json.write(cases.REAL, ["Rests on 5 of 7"]))
    assert found["about"] == ["Rests on 5 of 7"]
    first = found["papers"][0]
    assert first["evidence"] == [
        {
            "text": "Cited together with BERT by 7 papers of your list",
            "signal": "co-citation",
            "weight": 0.6,
            "papers": ["W2896457183"],
        }
    ]
    assert first["links"][1] == {
        "kind": "model", "name": "t5/base", "url": "https://huggingface.co/t5/base",
        "source": "hub",
    }  # fmt: skip
    assert "doi" not in found["papers"][2]
    assert found["papers"][5]["abstract"] == cases.RANDOM_GRAPHS.abstract
