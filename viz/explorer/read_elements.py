"""Nodes by their names, and the links among them, read from the graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from citeloom.graph import schema
from citeloom.viz.drawn_elements import find_node_id, make_edge
from citeloom.viz.explorer.neighbours import TIMEOUT, Name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Node
    from citeloom.viz.drawing import DrawnEdge
    from citeloom.viz.explorer.snapshot import Snapshot

# From which end of a relationship it is read: that which has few of its kind. A topic or a venue
# may have half of the graph, a paper has a handful of each.
FROM_END = {"AUTHORED"}


def read_names(nodes: Iterable[str]) -> set[Name]:
    """Read the names of nodes; those of labels that the schema does not have are left out."""
    parts = (node.partition(":") for node in nodes)
    return {Name(label, key) for label, _, key in parts if label in schema.NODE_TYPE and key}


def read_nodes(store: Store, names: Iterable[Name]) -> dict[str, Node]:
    """Read nodes by name; what the graph does not have is left out."""
    found: dict[str, Node] = {}
    for label, ids in _group_by_label(names).items():
        statement = f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n AS node"
        for (node,) in store.read(statement, {"ids": ids}, timeout=TIMEOUT).rows:
            found[find_node_id(node)] = node
    return found


def read_links(
    snapshot: Snapshot, names: Collection[Name], *, fresh: Collection[Name]
) -> Iterator[DrawnEdge]:
    """Read the relationships among nodes, those of which at least one end is fresh.

    Args:
        snapshot: The graph.
        names: All nodes between which links may run.
        fresh: Nodes of which each link has at least one.
    """
    every = _group_by_label(names)
    new = _group_by_label(name for name in names if name in fresh)
    for each in schema.RELATIONSHIP_TYPES:
        if each.kind == "CITES":
            yield from _read_citations(snapshot, set(new["Paper"]), every["Paper"])
            continue
        pairs = (new[each.start], every[each.end]), (every[each.start], new[each.end])
        read: set[tuple[str, str]] = set()
        for starts, ends in pairs:
            if not starts or not ends:
                continue
            for edge in _read_between(snapshot.store, each, starts, ends):
                if (edge.start, edge.end) not in read:
                    read.add((edge.start, edge.end))
                    yield edge


def _group_by_label(names: Iterable[Name]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[name.label].append(name.id)
    return found


def _read_between(
    store: Store, each: schema.RelationshipType, starts: list[str], ends: list[str]
) -> Iterator[DrawnEdge]:
    pattern = f"(a:{each.start})-[r:{each.kind}]->(b:{each.end})"
    first, second = "a", "b"
    if each.kind in FROM_END:
        pattern = f"(b:{each.end})<-[r:{each.kind}]-(a:{each.start})"
        first, second = "b", "a"
    statement = (
        f"MATCH {pattern} WHERE {first}.id IN ${first} AND {second}.id IN ${second} "
        "RETURN a.id AS start, r AS link, b.id AS finish"
    )
    for start, link, end in store.read(statement, {"a": starts, "b": ends}, timeout=TIMEOUT).rows:
        yield make_edge(link, f"{each.start}:{start}", f"{each.end}:{end}")


def _read_citations(snapshot: Snapshot, new: set[str], every: list[str]) -> Iterator[DrawnEdge]:
    """Read the citations among papers of which at least one is new; the arrays know which."""
    citations = snapshot.citations
    numbers = {place: paper for paper in every if (place := citations.index(paper)) is not None}
    pairs = [
        [paper, numbers[other]]
        for place, paper in numbers.items()
        for other in snapshot.index.references(place).tolist()
        if other in numbers and (paper in new or numbers[other] in new)
    ]
    if not pairs:
        return
    statement = (
        "UNWIND $pairs AS pair MATCH (a:Paper {id: pair[0]})-[r:CITES]->(b:Paper {id: pair[1]}) "
        "RETURN a.id AS start, r AS link, b.id AS finish"
    )
    for start, link, end in snapshot.store.read(statement, {"pairs": pairs}, timeout=TIMEOUT).rows:
        yield make_edge(link, f"Paper:{start}", f"Paper:{end}")
