"""Candidates for screening: every work that citation searching found, and how it was found.

A related-work list ranks and cuts; a screening list must not: all works of the graph are in it that
no listing has and that the user has not put aside, those with the most links to the list first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citeloom.queries.exports.read_references import read_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store
    from citeloom.queries.exports.reference import Reference

AT_ONCE = 1_000
WAYS = {"citing": "Forward", "near": "Iterative"}  # by which search growing added a work
UNLISTED = """
MATCH (p:Paper) WHERE NOT coalesce(p.listed, false) AND NOT coalesce(p.ignored, false)
RETURN p.id AS id, p.reason AS reason, coalesce(p.cited_by_count, 0) AS cited
"""
CITED = """
MATCH (s:Paper {listed: true})-[:CITES]->(p:Paper) WHERE NOT coalesce(p.listed, false)
RETURN p.id AS id, count(DISTINCT s) AS seeds
"""
CITING = """
MATCH (p:Paper)-[:CITES]->(s:Paper {listed: true}) WHERE NOT coalesce(p.listed, false)
RETURN p.id AS id, count(DISTINCT s) AS seeds
"""


def read_candidates(store: Store) -> list[Reference]:
    """Read the works to be screened as references; each says by which search it was found.

    Raises:
        StoreError: The graph cannot be read.
    """
    backward: dict[str, int] = dict(store.read(CITED).rows)
    forward: dict[str, int] = dict(store.read(CITING).rows)

    def order(row: dict[str, Any]) -> tuple[int, int, str]:
        links = backward.get(row["id"], 0) + forward.get(row["id"], 0)
        return -links, -row["cited"], row["id"]

    rows = sorted(store.read(UNLISTED).dicts(), key=order)
    reasons = {
        row["id"]: "; ".join(
            _tell(backward.get(row["id"], 0), forward.get(row["id"], 0), row["reason"])
        )
        for row in rows
    }
    ids = list(reasons)
    return [
        replace(reference, reason=reasons[reference.paper_id] or None)
        for start in range(0, len(ids), AT_ONCE)
        for reference in read_references(store, ids[start : start + AT_ONCE])
    ]


def _tell(backward: int, forward: int, reason: str | None) -> Iterator[str]:
    """Yield by which search a work was found, in the words of TARCiS, and its links to the list."""
    way = WAYS.get(reason or "") or ("Backward" if backward else "Forward" if forward else None)
    if way:
        yield f"{way} citation searching"
    if backward:
        yield f"cited by {_count(backward)}"
    if forward:
        yield f"cites {_count(forward)}"


def _count(seeds: int) -> str:
    return f"{seeds:,} seed reference{'' if seeds == 1 else 's'}"
