"""A drawing and its layout as plain columns, which the drawing code in the browser reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from citeloom.graph.vocabulary import find_label_words, find_relationship_words
from citeloom.viz.layout import lay_out
from citeloom.viz.legend import choose_colour, make_legends, name_communities

if TYPE_CHECKING:
    from citeloom.viz.drawing import Drawing, DrawnNode
    from citeloom.viz.layout import Layout
    from citeloom.viz.legend import Colour

ABSTRACTS_UP_TO = 5000


def make_columns(drawing: Drawing, *, colour: Colour | None = None) -> dict[str, Any]:
    """Lay out a drawing and give all that the browser needs of it, in lists by column.

    A page, an answer and the explorer are sent the same columns for the same drawing;
    docs/pages.md says what each is. Coordinates are rounded to a tenth of a pixel at full size.
    In drawings of more than `ABSTRACTS_UP_TO` nodes abstracts are left out.

    Args:
        drawing: What to draw.
        colour: What colours mean at first; by default what `legend.choose_colour` chooses.
    """
    layout = lay_out(drawing)
    nodes, edges = drawing.nodes, drawing.edges
    position = {node.id: number for number, node in enumerate(nodes)}
    kinds = sorted({node.kind for node in nodes}, key=lambda kind: (kind != "Paper", kind))
    edge_kinds = sorted({edge.kind for edge in edges})
    paper_numbers = {paper: number for number, paper in enumerate(drawing.papers)}
    kind_number = {kind: number for number, kind in enumerate(kinds)}
    edge_number = {kind: number for number, kind in enumerate(edge_kinds)}
    community = layout.community.tolist()
    return {
        "kinds": kinds,
        "kindNames": [[words.one, words.many] for words in map(find_label_words, kinds)],
        "edgeKinds": edge_kinds,
        "phrases": [
            [words.forward, words.backward] for words in map(find_relationship_words, edge_kinds)
        ],
        "nodes": {
            "id": [node.id for node in nodes],
            "kind": [kind_number[node.kind] for node in nodes],
            "short": [node.short for node in nodes],
            "title": [node.title for node in nodes],
            "year": [node.year for node in nodes],
            "cited": [node.cited for node in nodes],
            "topic": [node.topic for node in nodes],
            "listed": [int(node.listed) for node in nodes],
            "details": [_list_details(node, full=len(nodes) <= ABSTRACTS_UP_TO) for node in nodes],
            "x": layout.x.round(1).tolist(),
            "y": layout.y.round(1).tolist(),
            "tx": layout.timeline.x.round(1).tolist(),
            "ty": layout.timeline.y.round(1).tolist(),
            "r": layout.radius.round(1).tolist(),
            "group": layout.group.tolist(),
        },
        "edges": {
            "start": [position[edge.start] for edge in edges],
            "end": [position[edge.end] for edge in edges],
            "kind": [edge_number[edge.kind] for edge in edges],
            "weight": [round(edge.weight, 3) for edge in edges],
            "directed": [int(edge.directed) for edge in edges],
            # Few edges have either, so they are kept by the edge's number.
            "papers": {
                number: [paper_numbers[paper] for paper in edge.papers]
                for number, edge in enumerate(edges)
                if edge.papers
            },
            "evidence": {
                number: list(edge.evidence) for number, edge in enumerate(edges) if edge.evidence
            },
        },
        "papers": [
            [line.title, line.short, line.url, position.get(f"Paper:{paper}", -1)]
            for paper, line in drawing.papers.items()
        ],
        "groups": {
            "parent": [group.parent for group in layout.groups],
            "label": _label_groups(drawing, layout),
            "members": [group.members for group in layout.groups],
            "x": [round(group.x, 1) for group in layout.groups],
            "y": [round(group.y, 1) for group in layout.groups],
            "r": [round(group.radius, 1) for group in layout.groups],
            "tx": [round(group.time_x, 1) for group in layout.groups],
            "ty": [round(group.time_y, 1) for group in layout.groups],
        },
        "bands": [
            [band.year, round(band.left, 1), round(band.right, 1)] for band in layout.timeline.bands
        ],
        "legends": make_legends(drawing, community),
        "colour": colour or choose_colour(drawing, folded=bool(layout.groups)),
    }


def _list_details(node: DrawnNode, *, full: bool) -> list[list[str | None]]:
    return [
        [detail.name, detail.text, detail.url]
        for detail in node.details
        if full or detail.name != "Abstract"
    ]


def _label_groups(drawing: Drawing, layout: Layout) -> list[str]:
    """Name the groups, each by what is in it at any depth."""
    if not layout.groups:
        return []
    names: dict[int, str] = {}
    parents = [group.parent for group in layout.groups]
    holder = layout.group.copy()
    while (holder >= 0).any():
        found = name_communities(drawing, holder.tolist())
        for number, name in found.items():
            if number >= 0:
                names.setdefault(number, name)
        holder = _move_outward(holder, parents)
    return [
        "Small communities" if group.rest else names.get(number, f"Group {number + 1}")
        for number, group in enumerate(layout.groups)
    ]


def _move_outward(holder: Any, parents: list[int]) -> Any:
    """Replace each group by the one around it."""
    return np.where(holder >= 0, np.array(parents)[holder], -1)
