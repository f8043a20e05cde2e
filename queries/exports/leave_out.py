"""Papers that a reader has already are left out of a bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.queries.papers import read_fields
from citeloom.queries.related_work.paper_facts import list_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.queries.related_work.wishes import Known

FIELDS = ("title", "year", "doi", "arxiv_id", "s2_id", "openalex_id", "aliases")


def leave_out_known(store: Store, papers: Sequence[str], known: Known) -> list[str]:
    """Return the ids of those papers that the reader does not have, in their order."""
    has: set[str] = set()
    for paper, *values in read_fields(store, papers, FIELDS):
        row = dict(zip(FIELDS, values, strict=True))
        if known.holds(list_names(paper, row), row["title"], row["year"]):
            has.add(paper)
    return [paper for paper in papers if paper not in has]
