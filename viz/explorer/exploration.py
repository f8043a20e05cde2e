"""What is on the screen: nodes and links for the steps that somebody took.

A step shows a node, opens a node in one direction, asks a query, or joins two nodes by a path.
The address bar holds the steps, so that the same address gives the same drawing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.graph.errors import CiteloomError, UsageError
from citeloom.graph.stores.values import Path
from citeloom.queries.catalogue import find_query, run_query
from citeloom.viz.columns import make_columns
from citeloom.viz.draw import draw_elements
from citeloom.viz.drawing import Caption
from citeloom.viz.drawn_elements import Elements, find_elements, join_elements
from citeloom.viz.explorer import neighbours
from citeloom.viz.explorer.neighbours import TIMEOUT, Name
from citeloom.viz.explorer.read_elements import read_links, read_names, read_nodes
from citeloom.viz.explorer.responses import read_number, read_text, read_texts
from citeloom.viz.facts import read_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citeloom.viz.drawing import Drawing, DrawnEdge
    from citeloom.viz.explorer.snapshot import Snapshot

STEPS = 200
REMEMBERED = 64  # steps whose outcome is kept, so that one more step asks only for itself
SHOWN = 5_000  # nodes that the screen may have
FARTHEST = 8  # steps of a path
# Topics and venues join nearly everything with everything, which says little.
TELLING = ("CITES", "AUTHORED", "HAS_CODE", "HAS_MODEL", "HAS_DATASET", "HAS_SPACE")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step brings to the screen.

    Attributes:
        names: Nodes that it names; they are read from the graph, and so are the links among them.
        elements: What a query brings, which draws its own nodes and links.
        total: Nodes that a direction leads to in all, where a step opens one.
        left_out: Sentences on what a query leaves out.
    """

    names: tuple[Name, ...] = ()
    elements: Elements = field(default_factory=Elements)
    total: int | None = None
    left_out: str = ""

    def list_nodes(self) -> list[str]:
        """Name the nodes as the drawing does."""
        return list(dict.fromkeys([*map(str, self.names), *sorted(self.elements.nodes)]))


def explore(snapshot: Snapshot, given: dict[str, Any]) -> dict[str, Any]:
    """Return what steps bring to the screen.

    Args:
        snapshot: The graph.
        given: `steps`, each an object with `show`, `open`, `query` or `path`; `hidden`, names of
            nodes that are not to be drawn.

    Returns:
        `columns`, what the browser draws (`viz.columns`), or None where nothing is left; and
        `steps`, for each step the `nodes` that it brings, or the `error` that it met.

    Raises:
        UsageError: The steps cannot be read, or bring too much to the screen.
    """
    steps = given.get("steps")
    if not isinstance(steps, list) or len(steps) > STEPS:
        raise UsageError(f"`steps` has to be a list of at most {STEPS}")
    hidden = set(read_texts(given, "hidden", most=SHOWN))
    reports: list[dict[str, Any]] = []
    outcomes: list[Outcome] = []
    for step in steps:
        try:
            outcome = _remember_outcomes(snapshot)(json.dumps(step, sort_keys=True))
        except CiteloomError as error:
            said = {"what": error.what, "kept": error.kept, "todo": error.todo}
            reports.append({"nodes": [], "error": said})
        else:
            outcomes.append(outcome)
            reports.append(_report(outcome))
    drawing = _draw_outcomes(snapshot, outcomes, hidden)
    there = {node.id for node in drawing.nodes} | hidden
    for report in reports:  # what the graph no longer has is no part of the answer
        report["nodes"] = [node for node in report["nodes"] if node in there]
    return {"columns": make_columns(drawing) if drawing.nodes else None, "steps": reports}


def count_directions(snapshot: Snapshot, name: Name) -> dict[str, Any]:
    """Return what a node leads to: counts by direction, and which neighbours come first.

    Raises:
        UsageError: The graph does not have it.
    """
    found = neighbours.count_neighbours(snapshot, name)
    if found is None:
        raise UsageError(
            f"The graph has no {name.label} with the id {name.id}",
            todo="It may have been there before the graph was built anew; begin from the search",
        )
    return {"id": str(name), "kinds": found}


def find_path(snapshot: Snapshot, begin: Name, end: Name) -> list[Name]:
    """Return the nodes of a shortest path, both ends included.

    Raises:
        UsageError: There is none, or both ends are the same.
    """
    if begin == end:
        raise UsageError("A path joins two different nodes", todo="Choose another node")
    ends = {begin.label, end.label}
    kinds = [
        each.kind
        for each in schema.RELATIONSHIP_TYPES
        if each.kind in TELLING or ends & {each.start, each.end} - {"Paper", "Author"}
    ]
    rows = snapshot.store.read(
        f"MATCH (a:{begin.label} {{id: $begin}}) MATCH (b:{end.label} {{id: $end}}) "
        f"MATCH p = shortestPath((a)-[:{'|'.join(kinds)}*..{FARTHEST}]-(b)) RETURN p AS path",
        {"begin": begin.id, "end": end.id},
        timeout=TIMEOUT,
    ).rows
    if not rows or not isinstance(rows[0][0], Path):
        raise UsageError(
            f"No path of up to {FARTHEST} steps joins these two",
            todo="Show more around them first, or choose other ends; common topics and venues "
            "are not counted as a connection",
        )
    return [Name(each.labels[0], str(each.properties["id"])) for each in rows[0][0].nodes]


def _remember_outcomes(snapshot: Snapshot) -> Callable[[str], Outcome]:
    """Return a function that takes a step, given as JSON, and remembers the last ones."""
    return snapshot.once(
        "steps",
        lambda: lru_cache(REMEMBERED)(lambda step: _take_step(snapshot, json.loads(step))),
    )


def _take_step(snapshot: Snapshot, step: Any) -> Outcome:
    match step:
        case {"show": str(shown)}:
            return Outcome((Name.read(shown),))
        case {"open": dict(opened)}:
            name = Name.read(read_text(opened, "node", longest=1000))
            at = neighbours.choose_direction(
                name.label,
                read_text(opened, "kind", longest=40),
                read_text(opened, "way", longest=3),
            )
            limit = read_number(opened, "limit", 25, neighbours.MOST)
            names, total = neighbours.expand(snapshot, name, at, limit)
            return Outcome((name, *names), total=total)
        case {"query": {"name": str(name), "parameters": dict(parameters)}}:
            answer = run_query(snapshot.store, find_query(name), parameters, timeout=TIMEOUT)
            elements = find_elements(answer.table)
            left_out = " ".join(filter(None, (*answer.notes, elements.left_out)))
            return Outcome(elements=elements, left_out=left_out)
        case {"path": [str(begin), str(end)]}:
            return Outcome(tuple(find_path(snapshot, Name.read(begin), Name.read(end))))
    raise UsageError("A step of this address cannot be read", todo="Begin from the search")


def _report(outcome: Outcome) -> dict[str, Any]:
    report: dict[str, Any] = {"nodes": outcome.list_nodes()}
    if outcome.total is not None:
        report["total"] = outcome.total
    if outcome.left_out:
        report["left_out"] = outcome.left_out
    return report


def _draw_outcomes(snapshot: Snapshot, outcomes: Iterable[Outcome], hidden: set[str]) -> Drawing:
    """Draw what steps bring, with all links among it but those that a query left out."""
    asked = [_hide(outcome.elements, hidden) for outcome in outcomes if outcome.elements.nodes]
    drawn = {node for elements in asked for node in elements.nodes}
    named = {str(name): name for outcome in outcomes for name in outcome.names}
    wanted = [name for node, name in named.items() if node not in drawn | hidden]
    if len(drawn) + len(wanted) > SHOWN:
        raise UsageError(f"That is more than {SHOWN:,} nodes at once", todo="Ask for less at once")
    nodes = read_nodes(snapshot.store, wanted)
    there = read_names([*drawn, *nodes])
    fresh = there if len(asked) > 1 else there & set(named.values())
    links = [
        link
        for link in read_links(snapshot, there, fresh=fresh)
        if {link.start, link.end} <= named.keys() or not _is_within_one(link, asked)
    ]
    elements = join_elements([*asked, Elements(nodes, tuple(links))])
    facts = read_facts(snapshot.store, elements.list_papers())
    return draw_elements(elements, caption=Caption(""), facts=facts)


def _is_within_one(link: DrawnEdge, asked: Iterable[Elements]) -> bool:
    """Say whether both ends of a link come from one query, which draws its links itself."""
    return any(link.start in each.nodes and link.end in each.nodes for each in asked)


def _hide(elements: Elements, hidden: set[str]) -> Elements:
    return replace(
        elements,
        nodes={name: node for name, node in elements.nodes.items() if name not in hidden},
        edges=tuple(edge for edge in elements.edges if not {edge.start, edge.end} & hidden),
    )
