"""What `status` tells: the graph, the coverage, the archive, the services."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from citeloom.queries.graph_counts import count_contents, count_coverage

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store, StoreInfo

COVERAGE = ("listed", "found", "ambiguous", "not_found", "without_references")


@dataclass(frozen=True, slots=True)
class GraphOverview:
    """What is in a graph.

    Attributes:
        info: What the store says of itself.
        nodes: Nodes by label, without labels that have none.
        relationships: Relationships by kind, likewise.
        grown: How many of the papers came by growing.
        coverage: Listed papers, and how many of them were found, are ambiguous, and so on.
    """

    info: StoreInfo
    nodes: dict[str, int]
    relationships: dict[str, int]
    grown: int
    coverage: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def read_graph_overview(store: Store) -> GraphOverview:
    """Count what is in a graph."""
    counts, coverage = count_contents(store), count_coverage(store)
    return GraphOverview(
        info=store.info(),
        nodes=counts.nodes,
        relationships=counts.relationships,
        grown=counts.grown,
        coverage={name: getattr(coverage, name) for name in COVERAGE},
    )
