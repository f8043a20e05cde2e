"""The list at a glance: what the start page shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from citeloom.graph.vocabulary import find_label_words
from citeloom.queries.catalogue import find_query, list_queries, run_query
from citeloom.queries.graph_counts import count_contents, count_coverage

if TYPE_CHECKING:
    from citeloom.viz.explorer.snapshot import Snapshot

TIMEOUT = 30.0
TOPICS = 12
# What the page says of the listing, and which query tells more.
COVERAGE = {
    "listed": ("listed papers", "listing"),
    "found": ("found", "not-found"),
    "with_references": ("with references", "without-references"),
    "with_authors": ("with authors", "coverage"),
    "with_topics": ("with topics", "by-topic"),
    "with_own_code": ("with code of their own", "with-code"),
    "with_artefacts": ("with models, data or Spaces", "list-artefacts"),
}
YEARS = "MATCH (p:Paper {listed: true}) RETURN p.year AS year, count(p) AS papers ORDER BY year"
READ = 5  # lines of what is worth reading


def describe_contents(snapshot: Snapshot) -> dict[str, Any]:
    """Say what is in the graph."""
    store = snapshot.store
    counts = count_contents(store, timeout=TIMEOUT)
    found = store.read(
        "MATCH (g:Graph) RETURN g.listings AS listings, g.loaded_at AS loaded", timeout=TIMEOUT
    ).rows
    listings, loaded = found[0] if found else ([], None)
    return {
        "nodes": [[find_label_words(label).many, count] for label, count in counts.nodes.items()],
        "grown": counts.grown,
        "citations": counts.relationships.get("CITES", 0),
        "listings": listings or [],
        "loaded": str(loaded)[:10] if loaded else None,
        "sample": snapshot.sample,
    }


def measure_coverage(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Say of how many listed papers something is known, and which query tells more."""
    found = asdict(count_coverage(snapshot.store, timeout=TIMEOUT))
    return [
        {"what": what, "count": found[name], "query": query}
        for name, (what, query) in COVERAGE.items()
    ]


def count_years(snapshot: Snapshot) -> list[list[int | None]]:
    """Count listed papers by year; None stands for those without one."""
    return [list(row) for row in snapshot.store.read(YEARS, timeout=TIMEOUT).rows]


def count_topics(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Give the most frequent topics of the list."""
    rows = run_query(
        snapshot.store, find_query("by-topic"), {"limit": TOPICS}, timeout=TIMEOUT
    ).table.dicts()
    return [{"id": f"Topic:{row['id']}", "name": row["topic"], "count": row["count"]}
            for row in rows]  # fmt: skip


def list_foundations(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Give the works outside the list that the list cites most."""
    found = run_query(snapshot.store, find_query("foundations"), {"limit": READ}, timeout=TIMEOUT)
    return [
        {name: row[name] for name in ("id", "title", "year", "cited_by_list")}
        for row in found.table.dicts()
    ]


def list_code(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Give the repositories of the list's papers, those with most stars first."""
    rows = snapshot.store.read(
        "MATCH (p:Paper {listed: true})-[c:HAS_CODE]->(r:Repository) WHERE c.relation = 'own' "
        "RETURN r.id AS id, r.name AS name, r.stars AS stars, r.language AS language, "
        "p.id AS paper, p.title AS title "
        "ORDER BY coalesce(r.stars, -1) DESC, id, paper LIMIT $limit",
        {"limit": READ},
        timeout=TIMEOUT,
    )
    return rows.dicts()


PARTS = {
    "contents": describe_contents, "coverage": measure_coverage, "years": count_years,
    "topics": count_topics, "foundations": list_foundations, "code": list_code,
}  # fmt: skip


def list_areas() -> list[dict[str, Any]]:
    """Return the catalogue by area."""
    found: dict[str, list[dict[str, Any]]] = {}
    for query in list_queries():
        found.setdefault(query.area, []).append({**query.describe(), "statement": query.statement})
    return [{"area": area, "queries": queries} for area, queries in found.items()]
