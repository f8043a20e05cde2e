"""Answers become drawings."""

from __future__ import annotations

import random

import pytest

from citeloom.graph.stores.values import Node, Path, Relationship, Table
from citeloom.graph.web_addresses import find_addresses, make_safe_address
from citeloom.viz.drawing import Caption, Drawing
from citeloom.viz.short_labels import make_short_label
from tests.viz.drawings import (
    CAPTION,
    CODE,
    FACTS,
    FOUR,
    HAS_CODE,
    cites,
    co_citation,
    draw_table,
    small,
)


def pairs(drawing: Drawing) -> set[tuple[str, str, str]]:
    return {(edge.start, edge.kind, edge.end) for edge in drawing.edges}


def test_nodes_and_relationships_are_taken_from_the_rows() -> None:
    assert pairs(small()) == {
        ("Paper:W1", "CITES", "Paper:W2"),
        ("Paper:W1", "CITES", "Paper:W3"),
        ("Paper:W2", "CITES", "Paper:W4"),
        ("Paper:W3", "CITES", "Paper:W4"),
        ("Paper:W1", "HAS_CODE", "Repository:github.com/a/csp"),
    }


def test_paths_lists_and_maps_are_walked_through() -> None:
    path = Path((FOUR[0], FOUR[1]), (cites(1, 2),))
    row = (path, [FOUR[2], {"deep": [FOUR[3], cites(3, 4)]}], None, 7)
    drawing = draw_table(Table(("p", "l", "n", "i"), (row,)), caption=CAPTION)
    assert pairs(drawing) == {("Paper:W1", "CITES", "Paper:W2"), ("Paper:W3", "CITES", "Paper:W4")}


def test_a_row_with_two_nodes_and_papers_is_an_edge_with_the_papers_behind_it() -> None:
    drawing = co_citation()
    (edge,) = drawing.edges
    assert (edge.start, edge.end, edge.weight) == ("Paper:W2", "Paper:W3", 2.0)
    assert (edge.papers, edge.directed) == (("W1", "W4"), False)
    assert [line.short for line in drawing.papers.values()] == ["Nayak 2022", "Ho 2016"]
    assert {node.id for node in drawing.nodes} == {"Paper:W2", "Paper:W3"}


def test_the_columns_of_the_catalogue_mean_the_same() -> None:
    row = (FOUR[1], FOUR[2], 2, [FOUR[0], FOUR[3]], [cites(1, 2), cites(1, 3)])
    columns = ("work", "other", "together", "papers", "citations")
    (edge,) = draw_table(Table(columns, (row,)), caption=CAPTION).edges
    assert (edge.kind, edge.weight, edge.papers) == ("CO_CITED", 2.0, ("W1", "W4"))


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [(FOUR[0], cites(1, 2)), (FOUR[1], cites(2, 4)), (FOUR[3], None), (CODE, HAS_CODE)]
    drawings = []
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        drawings.append(draw_table(Table(("n", "r"), tuple(rows)), caption=CAPTION))
    assert all(drawing == drawings[0] for drawing in drawings)


def test_links_to_what_the_answer_lacks_are_counted_not_drawn() -> None:
    table = Table(("n", "r"), ((FOUR[0], cites(1, 2)), (FOUR[0], cites(1, 3))), truncated=True)
    drawing = draw_table(table, caption=Caption("t", left_out="Some are left out."))
    assert not drawing.edges
    assert drawing.caption.left_out == (
        "Some are left out. The answer was cut after 2 rows. "
        "2 links lead to nodes that the answer does not contain."
    )


def test_the_date_of_the_data_is_that_of_the_youngest_record() -> None:
    assert small().caption.date == "2026-11-20"


def test_citations_are_those_within_the_graph_else_within_the_drawing() -> None:
    table = Table(("n", "r"), ((FOUR[0], cites(1, 2)), (FOUR[1], None)))
    without = draw_table(table, caption=CAPTION)
    assert [node.cited for node in without.nodes] == [0, 1]
    facts = {"W1": FACTS["W3"], "W2": FACTS["W4"]}
    known = draw_table(table, caption=CAPTION, facts=facts)
    assert [node.cited for node in known.nodes] == [2, 2]


def test_the_evidence_of_a_link_is_told_in_sentences() -> None:
    (code,) = [edge for edge in small().edges if edge.kind == "HAS_CODE"]
    assert code.evidence == (
        "The authors' own.", "Code is at github.com/a/csp.", "According to the abstract.",
    )  # fmt: skip


def test_nodes_of_any_label_are_drawn_even_without_an_id() -> None:
    node = Node("k", ("Thing",), {"name": "x"})
    loop = Relationship("r", "KNOWS", "k", "k", {})
    drawing = draw_table(Table(("n", "r"), ((node, loop),)), caption=CAPTION)
    assert [(one.id, one.kind, one.short) for one in drawing.nodes] == [("Thing:k", "Thing", "x")]


@pytest.mark.parametrize(
    ("title", "year", "authors", "label"),
    [
        ("Learning to compose", 2022, ("Nihal V. Nayak",), "Nayak 2022"),
        ("Visualising data", 2008, ("Laurens van der Maaten",), "van der Maaten 2008"),
        ("BERT: pre-training of deep models", 2019, (), "BERT 2019"),
        ("On the Opportunities of Foundation Models", None, (), "Opportunities of Foundation"),
        ("x" * 80, 2020, (), "x" * 27 + "… 2020"),
        ("", None, (), ""),
    ],
)
def test_a_paper_has_a_short_label(
    title: str, year: int | None, authors: tuple[str, ...], label: str
) -> None:
    assert make_short_label("Paper", title, year, authors) == label


@pytest.mark.parametrize(
    "hostile",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:alert(1)", "data:text/html,x",
     "vbscript:x", "//evil.example/x", "file:///etc/passwd", "https:///nohost", "http://[::1",
     "https://a b.example", 'https://x.example/"onclick="', "ht\ttps://x.example", "", None, 7,
     "blob:https://x.example/1", "https://x.example/" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_web_address_is_not_linked(hostile: str) -> None:
    assert make_safe_address(hostile) is None


def test_ids_become_addresses_without_breaking_out_of_them() -> None:
    said = {"doi": '10.1/x"><script>', "arxiv_id": "hep-th/9901001"}
    assert find_addresses("Paper", said) == (
        ("Paper (DOI)", "https://doi.org/10.1/x%22%3E%3Cscript%3E"),
        ("arXiv", "https://arxiv.org/abs/hep-th/9901001"),
    )
