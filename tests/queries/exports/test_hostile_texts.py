"""Hostile texts as title, author, venue, keyword and all else, through every export and question.

Each file is read again by a real reader of its format, and holds nothing that does anything.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import bibtexparser
import networkx as nx
import pytest
import rispy
from markdown_it import MarkdownIt

from citeloom.graph.web_addresses import make_safe_address
from citeloom.queries import tabular
from citeloom.queries.catalogue import list_queries, run_query
from citeloom.queries.exports.graph_formats import GRAPH_FORMATS, export_graph
from citeloom.queries.exports.read_references import find_paper_ids, read_references
from citeloom.queries.exports.reference_formats import FORMATS, Options, render
from citeloom.viz.draw import draw_answer
from citeloom.viz.drawing import Caption
from citeloom.viz.page import make_page
from tests.hostile_graph import TEXTS, hostile_records
from tests.queries.exports import latex_tools
from tests.queries.exports.test_other_formats import RUN
from tests.queries.questions import parameters
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.queries.catalogue import Answer, Query
    from citeloom.queries.exports.reference import Reference

QUESTIONS = [pytest.param(query, id=query.name) for query in list_queries()]
DRAWN = [pytest.param(query, id=query.name) for query in list_queries() if query.kind == "graph"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with embedded(tmp_path_factory.mktemp("hostile")) as store:
        fill(store, hostile_records())
        yield store


@pytest.fixture(scope="module")
def references(hostile: Store) -> Sequence[Reference]:
    listed = hostile.read("MATCH (p:Paper) RETURN p")
    found = read_references(hostile, find_paper_ids(hostile, listed))
    used = [*found[: 2 * len(TEXTS)], *(each for each in found if each.links)]
    assert sum(any(text.strip() in (each.title or "") for text in TEXTS) for each in used) > 20
    return used


def ask(store: Store, query: Query) -> Answer:
    given = parameters(query, ("W1000", "W1001", "W1002"), ("A001", "A002"))
    return run_query(store, query, given)


# References


class Addresses(HTMLParser):
    """The elements and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def check_markdown(text: str) -> int:
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    found = Addresses(page).elements
    known = {"ol", "li", "p", "a", "strong", "em", "h2", "br", "table", "thead", "tbody", "tr",
             "th", "td"}  # fmt: skip
    assert {tag for tag, _ in found} <= known
    links = [attrs["href"] or "" for tag, attrs in found if tag == "a"]
    assert all(make_safe_address(link) for link in links)
    assert not [link for link in links if "evil" in (urlsplit(link).hostname or "")]
    return sum(tag == "li" for tag, _ in found)


def check_bibliography(text: str) -> int:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not [*library.strings, *library.preambles, *library.comments]
    return len(library.entries)


def check_ris(text: str) -> int:
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in text.split("\r\n"))
    assert not re.search(r"[^\r]\n|\r[^\n]", text)
    return len(rispy.loads(text))


def check_csl(text: str) -> int:
    items = json.loads(text)
    assert not [each for each in walk(items) if re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", each)]
    return len(items)


def check_csv(text: str) -> int:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if RUN.search(cell) and not is_number(cell)]
    return len(rows) - 1


def check_json(text: str) -> int:
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)
    found = json.loads(text)
    return len(found["papers"] if isinstance(found, dict) else found)


def check_latex(text: str) -> int:
    printed = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    assert not re.search(
        r"\\(input|write|def|immediate|csname|catcode|read|openin)\b|\^\^", printed
    )
    return len(re.findall(r"\\cite\{", printed))


def walk(value: Any) -> Iterator[str]:
    """Yield all texts of a JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from walk(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from walk(each)


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


CHECKS: dict[str, Callable[[str], int]] = {
    "markdown": check_markdown,
    "bibtex": check_bibliography,
    "biblatex": check_bibliography,
    "ris": check_ris,
    "csl-json": check_csl,
    "csv": check_csv,
    "latex": check_latex,
    "json": check_json,
}


@pytest.mark.parametrize("form", FORMATS)
def test_references_read_back_and_do_nothing(form: str, references: Sequence[Reference]) -> None:
    distinct = len({each.paper_id for each in references})
    text = next(iter(render(form, references, Options(about=TEXTS[:3])).values()))
    if form in ("bibtex", "biblatex"):
        text = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    assert CHECKS[form](text) == distinct


def test_pdflatex_compiles_the_section_and_its_bibliography(
    references: Sequence[Reference], tmp_path: Path
) -> None:
    texts = render("latex", references, Options(about=TEXTS, bibliography="list"))
    (tmp_path / "list.tex").write_text(texts[".tex"], encoding="utf-8")
    (tmp_path / "list.bib").write_text(texts[".bib"], encoding="utf-8")
    latex_tools.pdflatex(tmp_path, "list")
    assert (tmp_path / "list.pdf").stat().st_size > 0


# The whole graph


def check_graphml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "<!DOCTYPE" not in text
    assert text.count("<?") == 1
    names = {element.tag.rpartition("}")[2] for element in ET.fromstring(text).iter()}  # noqa: S314 - our own file
    assert names == {"graphml", "key", "graph", "node", "edge", "data"}
    assert nx.read_graphml(path).number_of_nodes() > 200


def check_json_lines(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    assert len([json.loads(line) for line in lines if line]) > 500


def check_csv_folder(path: Path) -> None:
    assert sum(check_csv(each.read_bytes().decode()) for each in path.glob("*.csv")) > 500


def check_import(path: Path) -> None:
    """Read what only a program reads: a table of each label, each line as wide as its head."""
    rows = 0
    for each in path.glob("*.csv"):
        read = list(csv.reader(io.StringIO(each.read_bytes().decode(), newline=""), strict=True))
        assert {len(row) for row in read} == {len(read[0])}
        rows += len(read) - 1
    assert rows > 500


WHOLE: dict[str, Callable[[Path], None]] = {
    "graphml": check_graphml,
    "jsonl": check_json_lines,
    "csv": check_csv_folder,
    "neo4j-admin": check_import,
}


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_the_whole_graph_reads_back_and_does_nothing(
    form: str, hostile: Store, tmp_path: Path
) -> None:
    export_graph(hostile, form, tmp_path / "whole")
    WHOLE[form](tmp_path / "whole")


# Answers


def check_table(text: str, table: Table) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    assert sum(token.type == "tr_open" for token in tokens) == len(table.rows) + 1
    cells = sum(token.type in ("td_open", "th_open") for token in tokens)
    assert cells == (len(table.rows) + 1) * len(table.columns)
    check_markdown(text)


@pytest.mark.parametrize("query", QUESTIONS)
def test_every_answer_reads_back_and_does_nothing(query: Query, hostile: Store) -> None:
    table = ask(hostile, query).table
    rows = len(table.rows)
    assert check_csv(tabular.write_csv(table)) == rows
    assert check_json(tabular.write_json(table)) == rows
    lines = tabular.write_json_lines(table).split("\n")
    assert [json.loads(line) for line in lines if line] == tabular.make_plain_rows(table)
    check_table(tabular.write_markdown(table), table)


@pytest.mark.parametrize("query", DRAWN)
def test_every_drawing_is_a_page_with_our_scripts_alone(query: Query, hostile: Store) -> None:
    answer = ask(hostile, query)
    page = make_page(draw_answer(hostile, answer.table, Caption(query.title, query.summary))).html
    elements = Addresses(page).elements
    policy = [attrs.get("content") or "" for tag, attrs in elements if tag == "meta"]
    assert any("default-src 'none'" in each for each in policy)
    assert not [name for _, attrs in elements for name in attrs if name.startswith("on")]
    assert {tag for tag, _ in elements} & {"iframe", "base", "object", "embed"} == set()
    assert [attrs for tag, attrs in elements if tag == "img"] == [{"id": "print", "alt": ""}]
    addresses = [
        attrs[name] or "" for _, attrs in elements for name in ("href", "src") if name in attrs
    ]
    assert not [each for each in addresses if "evil" in each or "javascript:" in each]
