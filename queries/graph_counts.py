"""How much a graph holds, and how much of the listing is known: asked of the catalogue.

The queries `contents` and `coverage` are the place where both are told; whoever shows a figure of
them, the command line or a page, takes it from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.graph import schema
from citeloom.queries.catalogue import find_query, run_query

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

EVERY_LINE = 1_000  # more than either query has
FOUND = ("exact", "id", "fuzzy")  # the values of `match` of a paper that was found


@dataclass(frozen=True, slots=True)
class Contents:
    """How much there is.

    Attributes:
        nodes: Nodes by label, in the order of the schema, without those of 0.
        relationships: Relationships by kind, likewise.
        grown: How many of the papers came by growing.
    """

    nodes: dict[str, int]
    relationships: dict[str, int]
    grown: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Listed papers, and of how many of them something is known."""

    listed: int
    found: int
    ambiguous: int
    not_found: int
    with_references: int
    with_authors: int
    with_topics: int
    with_own_code: int
    with_artefacts: int

    @property
    def without_references(self) -> int:
        """Listed papers of which the graph knows no reference."""
        return self.listed - self.with_references


def count_contents(store: Store, *, timeout: float | None = None) -> Contents:
    """Count nodes and relationships.

    Raises:
        StoreError: The graph cannot be read.
    """
    answer = run_query(store, find_query("contents"), {"limit": EVERY_LINE}, timeout=timeout)
    counts = {(row["kind"], row["name"]): row["count"] for row in answer.table.dicts()}
    return Contents(
        nodes={
            each.label: counts["node", each.label]
            for each in schema.NODE_TYPES
            if ("node", each.label) in counts
        },
        relationships={
            each.kind: counts["relationship", each.kind]
            for each in schema.RELATIONSHIP_TYPES
            if ("relationship", each.kind) in counts
        },
        grown=counts.get(("growing", "Paper"), 0),
    )


def count_coverage(store: Store, *, timeout: float | None = None) -> Coverage:
    """Count of how many listed papers something is known.

    Raises:
        StoreError: The graph cannot be read.
    """
    answer = run_query(store, find_query("coverage"), {"limit": EVERY_LINE}, timeout=timeout)
    counts: dict[tuple[str, str], int] = {
        (row["aspect"], row["value"]): row["count"] for row in answer.table.dicts()
    }
    listed = sum(count for (aspect, _), count in counts.items() if aspect == "found")

    def known(aspect: str) -> int:
        return counts.get((aspect, "yes"), 0)

    return Coverage(
        listed=listed,
        found=sum(counts.get(("found", value), 0) for value in FOUND),
        ambiguous=counts.get(("found", "ambiguous"), 0),
        not_found=counts.get(("found", "none"), 0),
        with_references=listed - counts.get(("references", "none"), 0),
        with_authors=known("authors"),
        with_topics=known("topics"),
        with_own_code=known("own code"),
        with_artefacts=known("artefacts"),
    )
