from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.listing import read_listing
from citeloom.enrich.listing.recognise_format import read_pieces

if TYPE_CHECKING:
    from citeloom.graph.person_names import PersonName

BIBTEX = r"""% a comment
@string{venue = "Proc."}
@inproceedings{a, title = {{BERT}: Pre-training {\&} more, 5\% done},
  author = {Devlin, Jacob and {\'E}mile Zola and \O{}stby, Bj{\o}rn and others},
  booktitle = venue # " 2019", month = jun, year = 2019, doi = {https://doi.org/10.18653/v1/N19-1423}}
@misc{b, title={A {$\alpha$}-study}, author={{The ATLAS Collaboration} and Erd{\H o}s, P.},
  eprint={2204.03574v2}, archivePrefix={arXiv}, primaryClass={cs.LG}}
@article{broken, title={No end, author={X}
}

@article{b, title={Same key}, year={2003}}
@inproceedings{child, crossref={vol}, title={Child}}
@proceedings{vol, title={The Volume}, year={2010}}
@article{nothing, year={2001}}
"""
RIS = """TY  - JOUR
TI  - A title
AU  - Müller, A.
AU  - Lovelace, Ada
PY  - 2020/01/02
DO  - 10.1000/X
AB  - It works.
ER  -

TY - CONF
T1 - Without an end
UR - https://arxiv.org/abs/2204.03574
TY  - JOUR
PY  - 2020
ER  -
stray words
"""
CSL: list[Any] = [
    {
        "title": "A title",
        "DOI": "10.1000/X",
        "author": [{"family": "Lovelace", "given": "Ada"}, {"literal": "A Group"}],
        "issued": {"date-parts": [[2020, 1, "2"]]},
        "abstract": "It works.",
    },
    {"title": "Other", "number": "arXiv:2204.03574", "issued": {"raw": "2022"}},
    {"type": "book"},
    7,
]
CSV = """Title,DOI,arXiv ID,Year,Authors,Abstract
"One, two",10.1000/X,,2020,"Lovelace, Ada; Noether, Emmy","It
works."
Two,,2204.03574v1,,Ada Lovelace and Emmy Noether,

,https://doi.org/10.1000/y,,,,
Three,nonsense,,2021,,
,,,2020,,
Four,,,2020,,,"too many",cells
"Fi"ve,,,,,
Six,,,,"Ada Lovelace, Emmy Noether",
"""
LINES = """# comment
2204.03574v2
https://arxiv.org/abs/2204.03574
- hep-th/9901001  # old
1. A title of some words
[3] Another: title (2204.03575)
2204.03576 Learning to X
https://doi.org/10.1145/3292500.3330701
W2741809807, W2741809808
[A paper](https://huggingface.co/papers/2301.00001)
https://example.org/x
arXiv:2204.3574
---
X
"""


def papers(text: str, name: str = "x") -> list[dict[str, Any]]:
    listing = read_listing(text.encode(), name=name)
    return [
        {
            field: tuple(map(shown, value)) if field == "authors" else value
            for field, value in entry
            if value != type(entry).model_fields[field].default
        }
        for entry in listing.entries
    ]


def shown(name: PersonName) -> str:
    """Print a name in the order of a title page."""
    parts = (name.literal, name.given, name.particle, name.family, name.suffix)
    return " ".join(part for part in parts if part)


def problems(text: str) -> list[int]:
    return [problem.line for problem in read_listing(text.encode(), name="x").problems]


def test_bibtex_is_read_with_accents_braces_strings_crossrefs_and_broken_entries() -> None:
    assert papers(BIBTEX) == [
        {
            "line": 3,
            "key": "a",
            "title": "BERT: Pre-training & more, 5% done",
            "date": "2019-06",
            "year": 2019,
            "authors": ("Jacob Devlin", "Émile Zola", "Bjørn Østby"),
            "doi": "10.18653/v1/n19-1423",
        },
        {
            "line": 6,
            "key": "b",
            "title": r"A $\alpha$-study",
            "authors": ("The ATLAS Collaboration", "P. Erdős"),
            "author_count": 2,
            "arxiv_id": "2204.03574",
            "arxiv_class": "cs.LG",
        },
        {"line": 11, "key": "b", "title": "Same key", "date": "2003", "year": 2003},
        {"line": 12, "key": "child", "title": "Child", "date": "2010", "year": 2010},
    ]
    assert problems(BIBTEX) == [8, 14]


def test_ris_is_read_record_by_record() -> None:
    assert papers(RIS) == [
        {
            "line": 1,
            "title": "A title",
            "abstract": "It works.",
            "date": "2020-01-02",
            "year": 2020,
            "authors": ("A. Müller", "Ada Lovelace"),
            "author_count": 2,
            "doi": "10.1000/x",
        },
        {"line": 10, "title": "Without an end", "arxiv_id": "2204.03574"},
    ]
    assert problems(RIS) == [13, 16]


@pytest.mark.parametrize("wrap", ["{}", '{{"items": {}}}', '{{"references": {}}}'])
@pytest.mark.parametrize("indent", [None, 1])
def test_csl_json_is_read_item_by_item(wrap: str, indent: int | None) -> None:
    text = wrap.format(json.dumps(CSL, indent=indent))
    found = papers(text)
    assert found[0].pop("line") == (1 if indent is None else 2)
    del found[1]["line"]
    assert found == [
        {
            "title": "A title",
            "abstract": "It works.",
            "date": "2020-01-02",
            "year": 2020,
            "authors": ("Ada Lovelace", "A Group"),
            "author_count": 2,
            "doi": "10.1000/x",
        },
        {"title": "Other", "date": "2022", "year": 2022, "arxiv_id": "2204.03574"},
    ]
    assert len(problems(text)) == 2


def test_one_item_of_csl_json_is_a_listing() -> None:
    assert papers('{"title": "Alone"}') == [{"line": 1, "title": "Alone"}]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_is_read_by_the_names_of_its_columns(delimiter: str) -> None:
    text = CSV if delimiter == "," else f"Title{delimiter}Year\nOne{delimiter}2020\n"
    found = papers(text)
    if delimiter != ",":
        assert found == [{"line": 2, "title": "One", "date": "2020", "year": 2020}]
        return
    pair = {"authors": ("Ada Lovelace", "Emmy Noether"), "author_count": 2}
    assert found == [
        {
            "line": 2,
            "title": "One, two",
            "abstract": "It works.",
            "date": "2020",
            "year": 2020,
            "authors": ("Ada Lovelace", "Emmy Noether"),
            "author_count": 2,
            "doi": "10.1000/x",
        },
        {"line": 4, "title": "Two", "arxiv_id": "2204.03574", **pair},
        {"line": 6, "doi": "10.1000/y"},
        {"line": 7, "title": "Three", "date": "2021", "year": 2021},
        {"line": 9, "title": "Four", "date": "2020", "year": 2020},
        {"line": 11, "title": "Six", **pair},
    ]
    assert problems(text) == [7, 8, 9, 10]


def test_lines_hold_ids_addresses_or_titles() -> None:
    assert papers(LINES) == [
        {"line": 2, "arxiv_id": "2204.03574"},
        {"line": 4, "arxiv_id": "hep-th/9901001"},
        {"line": 5, "title": "A title of some words"},
        {"line": 6, "title": "Another: title", "arxiv_id": "2204.03575"},
        {"line": 7, "title": "Learning to X", "arxiv_id": "2204.03576"},
        {"line": 8, "doi": "10.1145/3292500.3330701"},
        {"line": 9, "openalex_id": "W2741809807"},
        {"line": 9, "openalex_id": "W2741809808"},
        {"line": 10, "title": "A paper", "arxiv_id": "2301.00001"},
        {"line": 14, "title": "X"},
    ]
    assert problems(LINES) == [11, 12, 13]
    assert read_listing(LINES.encode(), name="x").duplicates == 1


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        pytest.param(BIBTEX, "x.txt", "bibtex", id="BibTeX"),
        pytest.param(RIS, "x.txt", "ris", id="RIS"),
        pytest.param(json.dumps(CSL), "x.txt", "csl-json", id="CSL-JSON"),
        pytest.param(CSV, "x.txt", "csv", id="CSV"),
        pytest.param("title,rating\nA,5\n", "x.csv", "csv", id="one known column, by its ending"),
        pytest.param("title\nA\nB\n", "x.txt", "csv", id="one column"),
        pytest.param(LINES, "x.bib", "lines", id="lines under another ending"),
        pytest.param("Title, a paper on naming things\n", "x", "lines", id="title with a comma"),
        pytest.param("A\n\n• 2 authors\n·\nMay 2, 2025\n", "x", "daily-papers", id="Daily Papers"),
    ],
)
def test_the_form_is_recognised_by_what_the_listing_holds(text: str, name: str, form: str) -> None:
    assert read_listing(text.encode(), name=name).form == form


@pytest.mark.parametrize("text", [BIBTEX, RIS, CSV, LINES], ids=["bibtex", "ris", "csv", "lines"])
def test_every_line_is_in_a_piece_and_the_counts_add_up(text: str) -> None:
    _, found = read_pieces(text, "x")
    pieces = list(found)
    covered = {line for piece in pieces for line in range(piece.first, piece.last + 1)}
    filled = {number for number, line in enumerate(text.split("\n"), 1) if line.strip(", ")}
    assert filled <= covered, f"dropped lines: {sorted(filled - covered)}"
    listing = read_listing(text.encode(), name="x")
    assert sum(piece.entry is not None for piece in pieces) == (
        len(listing.entries) + listing.duplicates
    )
    assert sum(piece.problem is not None for piece in pieces) == len(listing.problems)


@pytest.mark.parametrize("text", [BIBTEX, RIS, json.dumps(CSL), CSV, LINES])
def test_word_for_word_repeats_are_counted_in_every_form(text: str) -> None:
    once = read_listing(text.encode(), name="x")
    body = text.split("\n", 1)[1] if text is CSV else text
    twice = json.dumps(CSL + CSL) if text.startswith("[") else text + "\n" + body
    listing = read_listing(twice.encode(), name="x")
    assert listing.duplicates == 2 * once.duplicates + len(once.entries)
    assert len(listing.problems) == 2 * len(once.problems)
