"""The card of a paper: all that the graph knows of it, each link with its evidence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import PaperNotFound
from citeloom.graph.web_addresses import find_addresses, make_safe_address
from citeloom.queries.catalogue import resolve_paper
from citeloom.queries.papers import read_papers
from citeloom.viz.explorer.neighbours import TIMEOUT, find_cited_or_citing, order_papers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.queries.known_paper import KnownPaper, PaperAuthor
    from citeloom.queries.papers import Part
    from citeloom.viz.explorer.snapshot import Snapshot

LINE = ("title", "year", "listed", "cited_by_count")
IDS = ("openalex_id", "s2_id")  # what addresses are made of, besides
SHOWN = 10  # references and citing papers that a card begins with
INSTITUTIONS = (
    "MATCH (i:Institution) WHERE i.id IN $ids "
    "RETURN i.id AS id, i.name AS name, i.country AS country"
)
SHOWN_FIELDS = (
    "id", "title", "abstract", "date", "year", "doi", "arxiv_id", "arxiv_class", "work_type",
    "language", "volume", "issue", "pages", "cited_by_count", "fwci", "is_retracted",
    "authors_truncated", "upvotes", "listed", "listings", "reason", "match", "match_step",
    "match_score", "match_evidence", "match_candidates", "references_source", "references_count",
    "references_missing", "overruled", "sample", "fetched_at", "aliases",
    "entries", "citation_key", "keywords", "note", "tags", "read", "ignored", "collections",
    "first_seen",
)  # fmt: skip


def make_card(snapshot: Snapshot, named: str) -> dict[str, Any]:
    """Return the card of a paper.

    Args:
        snapshot: The graph.
        named: An id, arXiv id, DOI or title.

    Raises:
        PaperNotFound: The graph does not have it.
    """
    store = snapshot.store
    found = _read_paper(store, named) or _read_paper(store, resolve_paper(store, named))
    if found is None:
        raise PaperNotFound(f"There is no paper {named}", todo="Look for its title")
    places = _read_institutions(store, found.authors)
    return {
        "paper": {name: found.properties[name] for name in SHOWN_FIELDS
                  if name in found.properties},
        "links": [list(each) for each in find_addresses("Paper", found.properties)],
        "authors": [
            {**asdict(each), "institutions": [places[i] for i in each.institutions if i in places]}
            for each in found.authors
        ],
        "venues": [asdict(each) for each in found.venues],
        "topics": [asdict(each) for each in found.topics],
        "artefacts": [
            {**asdict(each), "url": make_safe_address(each.url)} for each in found.links
        ],
        "references": list_citing(snapshot, found.id, "out", SHOWN),
        "citations": list_citing(snapshot, found.id, "in", SHOWN),
    }  # fmt: skip


def list_citing(snapshot: Snapshot, paper: str, way: str, limit: int) -> dict[str, Any]:
    """Return what a paper cites, or what cites it: the most cited by the list first."""
    others = find_cited_or_citing(snapshot, paper, way)
    first = order_papers(snapshot, others)[:limit]
    ids = snapshot.citations.ids[first].tolist()
    return {"total": len(others), "papers": describe_briefly(snapshot.store, ids)}


def describe_briefly(store: Store, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return papers in one line each, in the order of their ids; unknown ones are left out."""
    found = read_papers(store, ids, fields=LINE, parts=["first authors"], timeout=TIMEOUT)
    return [
        {
            "id": paper.id,
            **{name: paper.properties.get(name) for name in LINE},
            "authors": list(paper.author_names),
        }
        for paper in found.values()
    ]


def _read_paper(store: Store, paper: str) -> KnownPaper | None:
    parts: tuple[Part, ...] = ("authors", "venues", "topics", "links")
    fields = [*SHOWN_FIELDS, *IDS]
    return read_papers(store, [paper], fields=fields, parts=parts, timeout=TIMEOUT).get(paper)


def _read_institutions(store: Store, authors: Sequence[PaperAuthor]) -> dict[str, dict[str, Any]]:
    ids = sorted({each for author in authors for each in author.institutions})
    if not ids:
        return {}
    rows = store.read(INSTITUTIONS, {"ids": ids}, timeout=TIMEOUT).dicts()
    return {row["id"]: row for row in rows}
