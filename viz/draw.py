"""From what an answer holds, and what the graph knows of it, to a drawing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from citeloom.graph.web_addresses import find_addresses
from citeloom.viz.drawing import PAPER, Drawing, DrawnNode, PaperLine
from citeloom.viz.drawn_elements import find_elements, find_label, join_edges
from citeloom.viz.facts import read_facts
from citeloom.viz.node_details import list_details
from citeloom.viz.short_labels import find_title, make_short_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Node, Table
    from citeloom.viz.drawing import Caption, DrawnEdge
    from citeloom.viz.drawn_elements import Elements
    from citeloom.viz.facts import Facts


def draw_answer(store: Store, table: Table, caption: Caption) -> Drawing:
    """Draw an answer, with what the graph knows of its papers.

    Args:
        store: The graph that was asked.
        table: The answer.
        caption: What the page is to say about itself (see `draw_elements`).

    Raises:
        StoreError: The graph cannot be read.
    """
    elements = find_elements(table)
    facts = read_facts(store, elements.list_papers())
    return draw_elements(elements, caption=caption, facts=facts)


def draw_elements(
    elements: Elements, *, caption: Caption, facts: Mapping[str, Facts] | None = None
) -> Drawing:
    """Make a drawing of what an answer holds.

    Args:
        elements: The nodes and edges.
        caption: What the page is to say about itself; a missing date is taken from the records,
            and what the answer itself lacks is added to what was left out.
        facts: What the graph knows of the papers, by id (`facts.read_facts`).
    """
    facts = facts or {}
    nodes = elements.nodes
    edges = join_edges(elements.edges)
    cited = Counter(edge.end for edge in edges if edge.kind == "CITES")
    topics = _find_topics(nodes, edges)
    drawn = tuple(
        _draw_node(name, nodes[name], facts, cited[name], topics.get(name))
        for name in sorted(nodes)
    )
    lines = {
        paper: _make_line(
            paper, facts.get(paper), elements.behind.get(paper) or nodes.get(f"{PAPER}:{paper}")
        )
        for paper in sorted({paper for edge in edges for paper in edge.papers})
    }
    caption = replace(
        caption,
        date=caption.date or elements.fetched or None,
        left_out=" ".join(part for part in (caption.left_out, elements.left_out) if part),
        sample=caption.sample or any(node.properties.get("sample") for node in nodes.values()),
    )
    return Drawing(drawn, edges, lines, caption)


def _find_topics(nodes: Mapping[str, Node], edges: Iterable[DrawnEdge]) -> dict[str, str]:
    """Find the topic of each paper, where the answer brings it; the first by name of several."""
    topics: dict[str, str] = {}
    for edge in edges:
        if edge.kind == "HAS_TOPIC" and edge.end in nodes:
            name = str(nodes[edge.end].properties.get("name") or "")
            topics[edge.start] = min(topics.get(edge.start, name), name)
    return topics


def _draw_node(
    name: str, node: Node, facts: Mapping[str, Facts], cited: int, topic: str | None
) -> DrawnNode:
    kind, said = find_label(node), node.properties
    known = facts.get(str(said.get("id"))) if kind == PAPER else None
    year = said.get("year")
    title = find_title(kind, said)
    return DrawnNode(
        id=name,
        kind=kind,
        short=make_short_label(kind, title, year, known.authors if known else ()),
        title=title,
        year=year if isinstance(year, int) else None,
        cited=known.cited if known else cited,
        topic=(known.topic if known else None) or topic,
        listed=bool(said.get("listed")),
        details=tuple(list_details(kind, said, known)),
    )


def _make_line(paper: str, known: Facts | None, node: Node | None) -> PaperLine:
    said = node.properties if node else {}
    title = (known.title if known else None) or said.get("title") or paper
    year = (known.year if known else None) or said.get("year")
    url = next((url for _, url in find_addresses(PAPER, said)), None)
    if url is None and paper[:1] == "W" and paper[1:].isdigit():
        url = f"https://openalex.org/{paper}"
    return PaperLine(
        title=str(title),
        short=make_short_label(PAPER, str(title), year, known.authors if known else ()),
        url=url,
    )
