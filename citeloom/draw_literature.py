"""Drawings of a main path and of the works that a literature stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.stores.values import Node, Table
from citeloom.queries.papers import BATCH
from citeloom.viz.draw import draw_elements
from citeloom.viz.drawing import PAPER, Caption, DrawnEdge
from citeloom.viz.drawn_elements import Elements, find_elements
from citeloom.viz.facts import read_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.graph.stores.store import Store
    from citeloom.queries.literature.main_path import MainPath
    from citeloom.queries.literature.origins import Origins
    from citeloom.viz.drawing import Drawing

NAMED = 3  # papers that a caption names; of more it says how many there are
_PAPERS = "UNWIND $ids AS key MATCH (p:Paper {id: key}) RETURN p"


def draw_main_path(store: Store, found: MainPath) -> Drawing:
    """Draw the works of a main path; a citation is as wide as its share of the search paths."""
    edges = (
        _cite(each.citing, each.cited, 100 * each.share, each.reason) for each in found.citations
    )
    works = [each.work.id for each in found.works]
    caption = Caption(
        title="Main path",
        question="The works through which most chains of citations lead.",
        parameters=_name_papers(found.papers),
        left_out=" ".join(found.notes),
        sample=store.info().sample,
    )
    return _draw(store, works, edges, caption)


def draw_origins(store: Store, found: Origins) -> Drawing:
    """Draw the most cited works of the years that stand out, and the papers that cite them."""
    works = [(each, work) for each in found.years for work in each.most_cited]
    edges = [
        _cite(paper, work.id, 1.0, f"{year.year} stands out with {year.references:,} references.")
        for year, work in works
        for paper in work.citing
    ]
    ids = [work.id for _, work in works] + [paper for _, work in works for paper in work.citing]
    caption = Caption(
        title="Origins",
        question="The most cited works of the years that stand out, and the papers that cite them.",
        parameters=_name_papers(found.papers),
        left_out=" ".join(found.notes),
        sample=store.info().sample,
    )
    return _draw(store, ids, edges, caption)


def _draw(
    store: Store, ids: Iterable[str], edges: Iterable[DrawnEdge], caption: Caption
) -> Drawing:
    wanted = sorted(set(ids))
    rows: list[tuple[Node]] = []
    for begin in range(0, len(wanted), BATCH):
        rows += store.read(_PAPERS, {"ids": wanted[begin : begin + BATCH]}).rows
    read = find_elements(Table(("p",), tuple(rows)))
    elements = Elements(read.nodes, tuple(edges), fetched=read.fetched)
    return draw_elements(elements, caption=caption, facts=read_facts(store, wanted))


def _cite(citing: str, cited: str, weight: float, evidence: str) -> DrawnEdge:
    return DrawnEdge(
        f"{PAPER}:{citing}", f"{PAPER}:{cited}", "CITES", weight=weight, evidence=(evidence,)
    )


def _name_papers(papers: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("papers", ", ".join(papers) if len(papers) <= NAMED else f"{len(papers):,}"),)
