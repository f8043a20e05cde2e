"""Papers read from a graph by their ids: what each caller asks for, and nothing else.

Cards, drawings, exports and rankings all read papers here, so that each of them says the same of a
paper. Ids are asked for in batches, so that an answer of a store stays bounded.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

from citeloom.queries.known_paper import (
    KnownPaper,
    PaperAuthor,
    PaperLink,
    PaperTopic,
    PaperVenue,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citeloom.graph.stores.store import Store

BATCH = 2_000
FIRST_AUTHORS = 4  # who are named where a paper has one line

Part = Literal["authors", "first authors", "venues", "topics", "links", "citations"]


# What follows `(p:Paper …)`, and where in it the fields of the value are, in their order.
_AUTHORS = "<-[r:AUTHORED]-(n:Author)"
_AUTHOR = {
    "id": "n.id", "name": "n.name", "position": "r.position", "orcid": "n.orcid",
    "corresponding": "r.corresponding", "institutions": "r.institutions",
}  # fmt: skip
_LINK = {
    "kind": "type(r)", "id": "n.id", "url": "n.url", "relation": "r.relation",
    "source": "r.source", "evidence": "r.evidence", "confidence": "r.confidence",
    "status": "n.status", "stars": "n.stars", "language": "n.language", "likes": "n.likes",
    "downloads": "n.downloads",
}  # fmt: skip
_PARTS: dict[Part, tuple[str, dict[str, str]]] = {
    "authors": (_AUTHORS, _AUTHOR),
    "first authors": (f"{_AUTHORS} WHERE r.position < {FIRST_AUTHORS}", _AUTHOR),
    "venues": (
        "-[:PUBLISHED_IN]->(n:Venue)", {"id": "n.id", "name": "n.name", "category": "n.category"},
    ),
    "topics": (
        "-[r:HAS_TOPIC]->(n:Topic)", {"id": "n.id", "name": "n.name", "score": "r.score"},
    ),
    "links": ("-[r:HAS_CODE|HAS_MODEL|HAS_DATASET|HAS_SPACE|LINKS_TO]->(n)", _LINK),
    "citations": ("", {"citations": "COUNT { (p)<-[:CITES]-(:Paper) }"}),
}  # fmt: skip


def read_papers(
    store: Store,
    ids: Iterable[str],
    *,
    fields: Sequence[str] = (),
    parts: Iterable[Part] = (),
    timeout: float | None = None,
) -> dict[str, KnownPaper]:
    """Read papers by id, in the order of the ids; ids that the graph does not have are left out.

    Args:
        store: The graph.
        ids: Ids of papers; repetitions count once.
        fields: Which properties to read, such as `title` and `year`; those that are not known
            are left out of `KnownPaper.properties`.
        parts: What else to read. Each part costs a statement a batch.
        timeout: Seconds after which a statement raises StatementTimeout.

    Raises:
        StoreError: The graph cannot be read.
    """
    wanted = list(dict.fromkeys(ids))
    found = {row[0]: row[1:] for row in read_fields(store, wanted, fields, timeout=timeout)}
    there = [paper for paper in wanted if paper in found]
    asked = set(parts)

    def rows(*names: Part) -> dict[str, list[tuple[Any, ...]]]:
        by_paper: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for name in names:
            if name in asked:
                for paper, *row in read_part(store, name, there, timeout=timeout):
                    by_paper[paper].append(tuple(row))
        return by_paper

    authors, venues = rows("authors", "first authors"), rows("venues")
    topics, links, citations = rows("topics"), rows("links"), rows("citations")
    return {
        paper: KnownPaper(
            id=paper,
            properties={
                name: value
                for name, value in zip(fields, found[paper], strict=True)
                if value is not None
            },
            authors=_make_authors(authors[paper]),
            venues=tuple(sorted((PaperVenue(*row) for row in venues[paper]), key=_id_of)),
            topics=tuple(sorted((PaperTopic(*row) for row in topics[paper]), key=_surest_first)),
            links=tuple(sorted((PaperLink(*row) for row in links[paper]), key=_by_kind)),
            citations=citations[paper][0][0] if citations[paper] else 0,
        )
        for paper in there
    }


def read_fields(
    store: Store, ids: Sequence[str], fields: Sequence[str], *, timeout: float | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield the id and the named properties of papers, those that there are, in no order."""
    return _read(store, "", [f"p.`{name}` AS `{name}`" for name in fields], ids, timeout)


def read_part(
    store: Store,
    part: Part,
    ids: Sequence[str],
    *,
    fields: Sequence[str] = (),
    timeout: float | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Yield rows of one part, in no order: a paper's id, then fields of the part's value.

    This is for whoever makes arrays of many papers; `read_papers` makes values. Without `fields`
    a row has all of them.
    """
    pattern, known = _PARTS[part]
    return _read(
        store, pattern, [f"{known[name]} AS {name}" for name in fields or known], ids, timeout
    )


def find_known_papers(
    store: Store, ids: Iterable[str], *, timeout: float | None = None
) -> list[str]:
    """Return those ids that are papers of the graph, each once, in their order."""
    return list(read_papers(store, ids, timeout=timeout))


def _read(
    store: Store, pattern: str, columns: Sequence[str], ids: Sequence[str], timeout: float | None
) -> Iterator[tuple[Any, ...]]:
    statement = (
        f"UNWIND $ids AS key MATCH (p:Paper {{id: key}}){pattern} "
        f"RETURN {', '.join(['p.id AS paper', *columns])}"
    )
    for begin in range(0, len(ids), BATCH):
        batch = list(ids[begin : begin + BATCH])
        yield from store.read(statement, {"ids": batch}, timeout=timeout).rows


def _make_authors(rows: Iterable[tuple[Any, ...]]) -> tuple[PaperAuthor, ...]:
    made = [
        PaperAuthor(author, name, position, orcid, corresponding, tuple(institutions or ()))
        for author, name, position, orcid, corresponding, institutions in rows
    ]
    return tuple(sorted(made, key=_in_order))


def _in_order(author: PaperAuthor) -> tuple[bool, int, str]:
    return author.position is None, author.position or 0, author.id


def _id_of(venue: PaperVenue) -> str:
    return venue.id


def _surest_first(topic: PaperTopic) -> tuple[float, str, str]:
    return -(topic.score or 0.0), topic.name or "", topic.id


def _by_kind(link: PaperLink) -> tuple[str, str]:
    return link.kind, link.id
