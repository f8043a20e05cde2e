"""Find a prebuilt query by its name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import process

from citeloom.graph.errors import QueryError
from citeloom.queries.catalogue.read_questions import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.queries.catalogue.prebuilt_query import Query

NEAR = 60.0  # similarity in per cent from which a name is worth suggesting


@cache
def list_queries() -> tuple[Query, ...]:
    """Return all prebuilt queries, ordered by area and name."""
    return read_catalogue()


def find_query(name: str) -> Query:
    """Return the query with a name; underscores stand for hyphens.

    Raises:
        QueryError: There is none; the nearest names are suggested.
    """
    wanted = name.strip().lower().replace("_", "-")
    by_name = {query.name: query for query in list_queries()}
    if wanted in by_name:
        return by_name[wanted]
    near = suggest_names(wanted, by_name)
    raise QueryError(
        f"There is no query called `{name}`",
        todo=f"Did you mean {near}?" if near else "`citeloom query` lists the catalogue",
    )


def suggest_names(wanted: str, names: Iterable[str]) -> str:
    """Return up to three names that come near, for a sentence; empty when none does."""
    found = process.extract(wanted, list(names), limit=3, score_cutoff=NEAR)
    return " or ".join(f"`{name}`" for name, _, _ in found)
