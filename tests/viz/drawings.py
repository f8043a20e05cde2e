"""Drawings that the tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from citeloom.graph.stores.values import Node, Relationship, Table
from citeloom.viz.draw import draw_elements
from citeloom.viz.drawing import Caption, Drawing, DrawnEdge, DrawnNode
from citeloom.viz.drawn_elements import find_elements
from citeloom.viz.facts import Facts, Link

if TYPE_CHECKING:
    from collections.abc import Mapping

CAPTION = Caption(
    "A small graph",
    question="What is in it?",
    parameters=(("paper", "W1"), ("at_least", "2")),
    left_out="3 of 8 cited works are shown, those cited by at least 2 papers.",
)


def paper(number: int, title: str, year: int, **said: Any) -> Node:
    values = {"id": f"W{number}", "title": title, "year": year, **said}
    return Node(f"key{number}", ("Paper",), values)


def cites(start: int, end: int) -> Relationship:
    said = {"source": "openalex", "fetched_at": "2026-11-20T08:00:00Z"}
    return Relationship(f"c{start}-{end}", "CITES", f"key{start}", f"key{end}", said)


ABSTRACT = "We compose soft prompts. It works on three data sets."
FOUR = (
    paper(1, "Learning to compose soft prompts", 2022, listed=True, abstract=ABSTRACT,
          doi="10.1000/one", arxiv_id="2204.03574"),
    paper(2, "Scaling laws for tables", 2020),
    paper(3, "A survey of graphs", 2018),
    paper(4, "Residual learning of images", 2016, listed=True),
)  # fmt: skip
CODE = Node("key9", ("Repository",), {"id": "github.com/a/csp", "name": "a/csp",
                                      "url": "https://github.com/a/csp"})  # fmt: skip
HAS_CODE = Relationship("h1", "HAS_CODE", "key1", "key9",
                        {"relation": "own", "evidence": "Code is at github.com/a/csp.",
                         "source": "abstract"})  # fmt: skip
FACTS = {
    "W1": Facts("Learning to compose soft prompts", 2022, 0, "ICLR", ("Ann B. Nayak", "Li Wu"),
                "Prompting", (Link("HAS_CODE", "github.com/a/csp", "https://github.com/a/csp",
                                   "own", "Code is at github.com/a/csp"),)),
    "W2": Facts("Scaling laws for tables", 2020, 1, None, ("Jo van der Berg",), "Scaling", ()),
    "W3": Facts("A survey of graphs", 2018, 2, None, ("Müller, K.",), "Graphs", ()),
    "W4": Facts("Residual learning of images", 2016, 2, None, ("C. Ho",), "Graphs", ()),
}  # fmt: skip


def draw_table(
    table: Table, *, caption: Caption, facts: Mapping[str, Facts] | None = None
) -> Drawing:
    """Draw an answer without a graph to ask."""
    return draw_elements(find_elements(table), caption=caption, facts=facts)


def small() -> Drawing:
    """Four papers, one repository, and four citations."""
    rows = [(FOUR[0], cites(1, 2)), (FOUR[0], cites(1, 3)), (FOUR[1], cites(2, 4)),
            (FOUR[2], cites(3, 4)), (FOUR[3], None), (CODE, HAS_CODE)]  # fmt: skip
    return draw_table(Table(("n", "r"), tuple(rows)), caption=CAPTION, facts=FACTS)


def co_citation() -> Drawing:
    """Two works that two papers cite together."""
    row = (FOUR[1], FOUR[2], 2, [FOUR[0], "W4"])
    table = Table(("source", "target", "weight", "papers"), (row,))
    return draw_table(table, caption=CAPTION, facts=FACTS)


def large(size: int, links: int, *, seed: int = 1) -> Drawing:
    """A graph with communities, of any size."""
    generator = np.random.default_rng(seed)
    groups = max(4, round(size**0.5 / 3))
    start = (size * generator.random(links) ** 2).astype(int)
    inside = generator.random(links) < 0.8
    end = generator.integers(0, size, links)
    end = np.where(inside, end - end % groups + start % groups, end) % size
    pairs = sorted({(a, b) for a, b in zip(end.tolist(), start.tolist(), strict=True) if a != b})
    cited = np.bincount([b for _, b in pairs], minlength=size)
    years = generator.integers(2000, 2026, size)
    nodes = tuple(
        DrawnNode(
            id=f"Paper:W{number}", kind="Paper", short=f"Paper {number}",
            title=f"Title of number {number}", year=int(years[number]),
            cited=int(cited[number]), topic=f"Topic {number % groups}", listed=number % 9 == 0,
        )
        for number in range(size)
    )  # fmt: skip
    edges = tuple(DrawnEdge(f"Paper:W{a}", f"Paper:W{b}", "CITES") for a, b in pairs)
    return Drawing(nodes, edges, {}, Caption(f"{size} papers"))
