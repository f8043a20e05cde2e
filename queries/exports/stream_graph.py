"""The whole graph, streamed in pages that are ordered by id, so that memory stays flat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.graph.schema import GRAPH, NODE_TYPES, RELATIONSHIP_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.schema import NodeType, Property, RelationshipType
    from citeloom.graph.stores.store import Store

PAGE = 2_000
# The node that says what the graph is belongs to the store, not to what it knows.
KNOWLEDGE: tuple[NodeType, ...] = tuple(kind for kind in NODE_TYPES if kind is not GRAPH)
DISPLAY = ("title", "name", "id")


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship: the ids of its ends, and its known properties."""

    start: str
    end: str
    properties: dict[str, Any]


def stream_nodes(store: Store, kind: NodeType) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a label by id, each as its known properties."""
    statement = (
        f"MATCH (n:{kind.label}) WHERE n.id > $after "
        f"RETURN {_write_columns('n', kind.properties)} ORDER BY n.id LIMIT {PAGE}"
    )
    after = ""
    while rows := store.read(statement, {"after": after}).rows:
        for row in rows:
            yield _keep_known(kind.names, row)
        after = rows[-1][0]


def stream_relationships(store: Store, kind: RelationshipType) -> Iterator[Edge]:
    """Yield the relationships of a kind, by the ids of their ends."""
    starts = (
        f"MATCH (n:{kind.start}) WHERE n.id > $after RETURN n.id AS p0 ORDER BY n.id LIMIT {PAGE}"
    )
    # Both ends of a page are named, so that a store can look the page up in its index.
    columns = _write_columns("r", kind.properties, first=2)
    page = (
        f"MATCH (a:{kind.start})-[r:{kind.kind}]->(b:{kind.end}) WHERE a.id IN $ids "
        f"RETURN a.id AS p0, b.id AS p1{', ' if columns else ''}{columns} ORDER BY p0, p1"
    )
    after = ""
    while rows := store.read(starts, {"after": after}).rows:
        ids = [row[0] for row in rows]
        for row in store.read(page, {"ids": ids}).rows:
            yield Edge(row[0], row[1], _keep_known(kind.names, row[2:]))
        after = ids[-1]


def stream_edges(store: Store) -> Iterator[tuple[RelationshipType, Edge]]:
    """Yield every relationship with its kind."""
    for kind in RELATIONSHIP_TYPES:
        for edge in stream_relationships(store, kind):
            yield kind, edge


def choose_display_name(properties: dict[str, Any]) -> str:
    """Return what a picture writes beside a node."""
    return str(next(properties[name] for name in DISPLAY if name in properties))


def _write_columns(variable: str, properties: tuple[Property, ...], first: int = 0) -> str:
    # Quoted and numbered, because a property may be called as a word of Cypher (`match`).
    return ", ".join(
        f"{variable}.`{each.name}` AS p{number}" for number, each in enumerate(properties, first)
    )


def _keep_known(names: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
    return {
        name: value
        for name, value in zip(names, values, strict=True)
        if value is not None and value != []
    }
