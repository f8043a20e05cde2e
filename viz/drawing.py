"""A drawing: what an answer looks like as nodes and edges, before it has a place on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PAPER = "Paper"


@dataclass(frozen=True, slots=True)
class Detail:
    """A line of the side panel: a name, a text, and where the text leads to if anywhere."""

    name: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node of a drawing. `id` is the label and the id in the graph, joined by a colon.

    `cited` is the number of papers that cite it: within the graph where that is known, else
    within the drawing. `topic` is None where there is none.
    """

    id: str
    kind: str
    short: str
    title: str
    year: int | None = None
    cited: int = 0
    topic: str | None = None
    listed: bool = False
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge between two nodes of a drawing.

    `papers` are the ids, in the graph, of the papers behind it, such as those that cite both
    ends; `evidence` says in sentences why the edge is there.
    """

    start: str
    end: str
    kind: str
    weight: float = 1.0
    directed: bool = True
    papers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that is behind an edge, in one line."""

    title: str
    short: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """What a page says about itself.

    `date` is the day of the youngest record, `left_out` a sentence on what is not shown.
    """

    title: str
    question: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    date: str | None = None
    left_out: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges in an order that depends on nothing but their ids."""

    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    papers: Mapping[str, PaperLine]
    caption: Caption
