"""Where authors work, counted from what their papers in the graph name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.graph.loading.unify import split_batches

if TYPE_CHECKING:
    from citeloom.graph.loading.spool import Spool
    from citeloom.graph.stores.store import Store

_WANTED = """
UNWIND $rows AS row
MATCH (a:Author {id: row.id})-[r:AUTHORED]->(p:Paper)
UNWIND r.institutions AS place
MATCH (i:Institution {id: place})
RETURN a.id AS start, i.id AS finish, count(DISTINCT p) AS papers
"""
_THERE = """
UNWIND $rows AS row
MATCH (a:Author {id: row.id})-[r:AFFILIATED_WITH]->(i:Institution)
RETURN a.id AS start, i.id AS finish, r.papers AS papers
"""
# Authors whose institution has only now become a node.
_WAITING = """
MATCH (a:Author)-[r:AUTHORED]->(:Paper)
UNWIND r.institutions AS place
MATCH (i:Institution {id: place})
WHERE NOT EXISTS { (a)-[:AFFILIATED_WITH]->(i) }
RETURN DISTINCT a.id AS id
"""
_EVERYBODY = """
MATCH (a:Author)-[r:AUTHORED]->(:Paper)
WHERE r.institutions IS NOT NULL
RETURN DISTINCT a.id AS id
"""
_REMOVE = """
UNWIND $rows AS row
MATCH (:Author {id: row.start})-[r:AFFILIATED_WITH]->(:Institution {id: row.finish})
DELETE r
"""


def derive(
    spool: Spool, store: Store, *, day: str | None, search: bool, interrupted: bool = False
) -> int:
    """Bring AFFILIATED_WITH up to date for the authors that the load touched.

    Args:
        spool: Its table `touched` names the authors.
        store: Where the papers are.
        day: Today, ISO 8601; None where nobody says when things were first seen.
        search: Also look for authors whose institution came later than their paper.
        interrupted: Look at all authors, because an earlier load may have ended between their
            papers and this.

    Returns:
        How many relationships were created, changed or taken away.
    """
    if search or interrupted:
        found = store.read(_EVERYBODY if interrupted else _WAITING)
        spool.touch(row[0] for row in found.rows)
    done = 0
    for authors in split_batches(spool.column("SELECT id FROM touched")):
        rows = [{"id": author} for author in authors]
        wanted = _papers(store, _WANTED, rows)
        there = _papers(store, _THERE, rows)
        wrong = [
            {
                "start": start,
                "finish": end,
                "props": _tell(papers, None if (start, end) in there else day),
            }
            for (start, end), papers in wanted.items()
            if there.get((start, end)) != papers
        ]
        stale = [
            {"start": start, "finish": end} for start, end in there if (start, end) not in wanted
        ]
        if wrong:
            store.write_rows(schema.merge_relationships("AFFILIATED_WITH"), wrong)
        if stale:
            store.write_rows(_REMOVE, stale)
        done += len(wrong) + len(stale)
    return done


def _tell(papers: int, day: str | None) -> dict[str, Any]:
    return {"papers": papers, "first_seen": day} if day else {"papers": papers}


def _papers(store: Store, statement: str, rows: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    return {
        (start, end): papers for start, end, papers in store.read(statement, {"rows": rows}).rows
    }
