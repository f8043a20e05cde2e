"""The card of a paper: all that the graph knows of it, each link with its evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import PaperNotFound
from citeloom.graph.web_addresses import find_addresses, make_safe_address
from citeloom.queries.catalogue import resolve_paper
from citeloom.viz.explorer.neighbours import TIMEOUT, Name, choose_direction, expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.viz.explorer.snapshot import Snapshot

SHOWN = 10  # references and citing papers that a card begins with
AUTHORS = (
    "MATCH (p:Paper {id: $id})<-[s:AUTHORED]-(a:Author) "
    "RETURN a.id AS id, a.name AS name, a.orcid AS orcid, s.position AS position, "
    "s.corresponding AS corresponding, s.institutions AS institutions "
    "ORDER BY coalesce(position, 100000), id"
)
INSTITUTIONS = (
    "MATCH (i:Institution) WHERE i.id IN $ids "
    "RETURN i.id AS id, i.name AS name, i.country AS country"
)
AROUND = (
    "MATCH (p:Paper {id: $id})-[r:PUBLISHED_IN|HAS_TOPIC]->(n) "
    "RETURN type(r) AS kind, n.id AS id, n.name AS name, n.category AS category, "
    "r.score AS score ORDER BY coalesce(score, 0.0) DESC, id"
)
LINKS = (
    "MATCH (p:Paper {id: $id})-[r:HAS_CODE|HAS_MODEL|HAS_DATASET|HAS_SPACE|LINKS_TO]->(n) "
    "RETURN type(r) AS kind, n.id AS id, n.url AS url, n.stars AS stars, n.language AS language, "
    "n.likes AS likes, n.downloads AS downloads, n.status AS status, r.relation AS relation, "
    "r.source AS source, r.evidence AS evidence, r.confidence AS confidence "
    "ORDER BY kind, id"
)
BRIEF = (
    "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id AS id, p.title AS title, p.year AS year, "
    "p.listed AS listed, p.cited_by_count AS cited_by_count"
)
FIELDS = (
    "id", "title", "abstract", "date", "year", "doi", "arxiv_id", "arxiv_class", "work_type",
    "language", "volume", "issue", "pages", "cited_by_count", "fwci", "is_retracted",
    "authors_truncated", "upvotes", "listed", "listings", "match", "match_step", "match_score",
    "match_evidence", "match_candidates", "references_source", "references_count",
    "references_missing", "sample", "fetched_at", "aliases",
)  # fmt: skip


def card(snapshot: Snapshot, named: str) -> dict[str, Any]:
    """Return the card of a paper.

    Args:
        snapshot: The graph.
        named: An id, arXiv id, DOI or title.

    Raises:
        PaperNotFound: The graph does not have it.
    """
    store = snapshot.store
    rows = _paper(store, named) or _paper(store, resolve_paper(store, named))
    if not rows:
        raise PaperNotFound(f"There is no paper {named}", todo="Look for its title")
    properties = rows[0][0].properties
    paper = properties["id"]
    authors = _dicts(store, AUTHORS, paper)
    places = _institutions(store, authors)
    around = _dicts(store, AROUND, paper)
    return {
        "paper": {field: properties[field] for field in FIELDS if field in properties},
        "links": [list(each) for each in find_addresses("Paper", properties)],
        "authors": [
            {**author, "institutions": [places[i] for i in author["institutions"] or ()
                                        if i in places]}
            for author in authors
        ],
        "venues": [each for each in around if each["kind"] == "PUBLISHED_IN"],
        "topics": [each for each in around if each["kind"] == "HAS_TOPIC"],
        "artefacts": [
            {**each, "url": make_safe_address(each["url"])} for each in _dicts(store, LINKS, paper)
        ],
        "references": citing(snapshot, paper, "out", SHOWN),
        "citations": citing(snapshot, paper, "in", SHOWN),
    }  # fmt: skip


def citing(snapshot: Snapshot, paper: str, way: str, limit: int) -> dict[str, Any]:
    """Return what a paper cites, or what cites it: the most cited by the list first."""
    found, total = expand(
        snapshot, Name("Paper", paper), choose_direction("Paper", "CITES", way), limit
    )
    return {"total": total, "papers": brief(snapshot.store, [name.id for name in found])}


def brief(store: Store, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return papers in one line each, in the order of their ids; unknown ones are left out."""
    rows = store.read(BRIEF, {"ids": list(ids)}, timeout=TIMEOUT).dicts()
    by_id = {row["id"]: row for row in rows}
    authors: dict[str, list[str]] = defaultdict(list)
    for row in store.read(
        "MATCH (a:Author)-[s:AUTHORED]->(p:Paper) WHERE p.id IN $ids AND s.position < 4 "
        "RETURN p.id AS paper, a.name AS name ORDER BY paper, s.position",
        {"ids": list(ids)},
        timeout=TIMEOUT,
    ).dicts():
        if row["name"]:
            authors[row["paper"]].append(row["name"])
    return [{**by_id[key], "authors": authors[key]} for key in ids if key in by_id]


def _paper(store: Store, key: str) -> list[Any]:
    statement = "MATCH (p:Paper {id: $id}) RETURN p AS paper"
    return list(store.read(statement, {"id": key}, timeout=TIMEOUT).rows)


def _dicts(store: Store, statement: str, paper: str) -> list[dict[str, Any]]:
    return store.read(statement, {"id": paper}, timeout=TIMEOUT).dicts()


def _institutions(store: Store, authors: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    ids = sorted({each for author in authors for each in author["institutions"] or ()})
    if not ids:
        return {}
    rows = store.read(INSTITUTIONS, {"ids": ids}, timeout=TIMEOUT).dicts()
    return {row["id"]: row for row in rows}
