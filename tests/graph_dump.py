"""The whole content of a graph in one comparable form, the same for the same graph in any store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.graph import schema

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

BOOKKEEPING = ("loaded_at", "version")  # how often and when it was loaded, not what is in it


@dataclass(frozen=True, slots=True)
class Dump:
    """Nodes by (label, id) and relationships by (kind, start, end), sorted, with properties."""

    nodes: dict[tuple[str, str], dict[str, Any]]
    relationships: dict[tuple[str, str, str], tuple[dict[str, Any], ...]]


def dump(store: Store, *, bookkeeping: bool = False) -> Dump:
    """Return all that a graph holds.

    Args:
        store: The graph; it is read whole into memory.
        bookkeeping: Keep also when and how often it was loaded.
    """
    nodes: dict[tuple[str, str], dict[str, Any]] = {}
    for node_type in schema.NODE_TYPES:
        for (node,) in store.read(f"MATCH (n:{node_type.label}) RETURN n").rows:
            properties = dict(sorted(node.properties.items()))
            if node_type is schema.GRAPH and not bookkeeping:
                properties = {k: v for k, v in properties.items() if k not in BOOKKEEPING}
            nodes[node_type.label, properties["id"]] = properties
    relationships: dict[tuple[str, str, str], tuple[dict[str, Any], ...]] = {}
    for kind in schema.RELATIONSHIP_TYPES:
        rows = store.read(
            f"MATCH (a:{kind.start})-[r:{kind.kind}]->(b:{kind.end}) "
            "RETURN a.id AS start, b.id AS finish, r"
        ).rows
        for start, end, found in rows:
            key = (kind.kind, start, end)
            same = (*relationships.get(key, ()), dict(sorted(found.properties.items())))
            relationships[key] = tuple(sorted(same, key=repr))
    return Dump(dict(sorted(nodes.items())), dict(sorted(relationships.items())))
