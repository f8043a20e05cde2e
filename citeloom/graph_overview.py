"""What `status` tells: the graph, the coverage, the archive, the services."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from citeloom.graph.schema import GRAPH, NODE_TYPES, RELATIONSHIP_TYPES

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store, StoreInfo

# `match` is a word of Cypher, which kglite takes as a name only in backticks.
COVERAGE = """
MATCH (p:Paper {listed: true})
RETURN count(p) AS listed,
       count(CASE WHEN p.`match` IN ['exact', 'id', 'fuzzy'] THEN 1 END) AS found,
       count(CASE WHEN p.`match` = 'ambiguous' THEN 1 END) AS ambiguous,
       count(CASE WHEN p.`match` = 'none' THEN 1 END) AS not_found,
       count(CASE WHEN p.references_source IS NULL THEN 1 END) AS without_references
"""


@dataclass(frozen=True, slots=True)
class GraphOverview:
    """What is in a graph.

    Attributes:
        info: What the store says of itself.
        nodes: Nodes by label, without labels that have none.
        relationships: Relationships by kind, likewise.
        coverage: Listed papers, and how many of them were found, are ambiguous, and so on.
    """

    info: StoreInfo
    nodes: dict[str, int]
    relationships: dict[str, int]
    coverage: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def graph_overview(store: Store) -> GraphOverview:
    """Count what is in a graph."""
    labels = {
        each.label: store.read(f"MATCH (n:{each.label}) RETURN count(n) AS n").rows[0][0]
        for each in NODE_TYPES
        if each is not GRAPH  # what the graph says of itself
    }
    kinds = {
        each.kind: store.read(f"MATCH ()-[r:{each.kind}]->() RETURN count(r) AS n").rows[0][0]
        for each in RELATIONSHIP_TYPES
    }
    return GraphOverview(
        info=store.info(),
        nodes={label: count for label, count in labels.items() if count},
        relationships={kind: count for kind, count in kinds.items() if count},
        coverage=store.read(COVERAGE).dicts()[0],
    )
