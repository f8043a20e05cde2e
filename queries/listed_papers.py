"""The papers that a question is about where none is named: those of the user's listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.errors import UsageError

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

_LISTED = "MATCH (p:Paper {listed: true}) RETURN p.id AS id"


def list_listed_papers(store: Store, unclear: str) -> list[str]:
    """Return the ids of all listed papers, sorted.

    Args:
        store: The graph.
        unclear: What is not clear where none is listed, as the end of a sentence.

    Raises:
        UsageError: None is listed.
    """
    listed = sorted(str(row[0]) for row in store.read(_LISTED).rows)
    if not listed:
        raise UsageError(
            f"The graph has no listed papers, so that it is not clear {unclear}",
            todo="Name a paper, or build the graph from a listing with `citeloom build`",
        )
    return listed
