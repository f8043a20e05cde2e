"""References read from a graph: chosen papers, and the papers of an answer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import PaperNotFound
from citeloom.graph.stores.values import Node, Path
from citeloom.queries.exports.reference import Link, LinkKind, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table

BATCH = 1_000
PAPER_FIELDS = (
    "title", "year", "date", "volume", "issue", "pages", "doi", "arxiv_id", "arxiv_class",
    "openalex_id", "s2_id", "work_type", "language", "abstract", "cited_by_count", "note",
)  # fmt: skip
# In an answer, a column of this name holds ids of papers.
ID_COLUMNS = frozenset({"id", "paper", "papers"})
PAPERS = (
    "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id AS paper_id, "
    + ", ".join(f"p.{field} AS {field}" for field in PAPER_FIELDS)
    + ", p.is_retracted AS is_retracted, p.authors_truncated AS authors_truncated"
    + ", p.citation_key AS key, p.keywords AS keywords"
)
AUTHORS = (
    "MATCH (a:Author)-[r:AUTHORED]->(p:Paper) WHERE p.id IN $ids "
    "RETURN p.id AS paper, a.name AS name, r.position AS position, a.id AS author "
    "ORDER BY paper, position, author"
)
VENUES = (
    "MATCH (p:Paper)-[:PUBLISHED_IN]->(v:Venue) WHERE p.id IN $ids "
    "RETURN p.id AS paper, v.name AS name, v.category AS category, v.id AS venue "
    "ORDER BY paper, venue"
)
LINKED: tuple[tuple[LinkKind, str, str, str], ...] = (
    ("code", "HAS_CODE", "Repository", "r.relation"),
    ("model", "HAS_MODEL", "Model", "null"),
    ("dataset", "HAS_DATASET", "Dataset", "null"),
    ("space", "HAS_SPACE", "Space", "null"),
)
LINKS: dict[LinkKind, str] = {
    kind: (
        f"MATCH (p:Paper)-[r:{relationship}]->(t:{label}) WHERE p.id IN $ids "
        f"RETURN p.id AS paper, t.id AS name, t.url AS url, {relation} AS relation, "
        "r.source AS source, r.evidence AS evidence ORDER BY paper, name"
    )
    for kind, relationship, label, relation in LINKED
}
RELATION_ORDER = {None: 0, "own": 0, "mentioned": 1, "candidate": 2}


def references(store: Store, paper_ids: Sequence[str]) -> list[Reference]:
    """Read papers as references, in the order of their ids.

    Where a paper appeared in several venues, one that is not a repository of preprints is taken.
    Code that is the paper's own comes before code that it mentions.

    Raises:
        PaperNotFound: The graph has no paper of one of these ids.
    """
    found: dict[str, Reference] = {}
    for ids in _batches(list(dict.fromkeys(paper_ids))):
        found |= _batch(store, ids)
    missing = [paper for paper in paper_ids if paper not in found]
    if missing:
        raise PaperNotFound(f"the graph has no paper {missing[0]}")
    return [found[paper] for paper in paper_ids]


def paper_ids(store: Store, answer: Table) -> list[str]:
    """Return the ids of the papers in an answer, in the order in which they stand there.

    Papers are nodes, also within paths and lists, and texts in a column called `id`, `paper`,
    `papers`, or ending in `_id`, that the graph knows as the id of a paper.
    """
    named = [column in ID_COLUMNS or column.endswith("_id") for column in answer.columns]
    candidates = [
        candidate
        for row in answer.rows
        for value, is_id in zip(row, named, strict=True)
        for candidate in _papers_in(value, is_id=is_id)
    ]
    distinct = list(dict.fromkeys(candidates))
    statement = "MATCH (p:Paper) WHERE p.id IN $ids RETURN p.id AS paper"
    known = {
        row[0] for ids in _batches(distinct) for row in store.read(statement, {"ids": ids}).rows
    }
    return [paper for paper in distinct if paper in known]


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _batch(store: Store, ids: list[str]) -> dict[str, Reference]:
    authors: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, AUTHORS, ids):
        if row["name"]:
            authors[row["paper"]].append(row["name"])
    venues: dict[str, tuple[str | None, str | None]] = {}
    for row in _rows(store, VENUES, ids):
        if row["paper"] not in venues or venues[row["paper"]][1] == "repository":
            venues[row["paper"]] = (row["name"], row["category"])
    links: dict[str, list[Link]] = defaultdict(list)
    for kind, statement in LINKS.items():
        rows = _rows(store, statement, ids)
        for row in sorted(rows, key=lambda row: RELATION_ORDER[row["relation"]]):
            paper = row.pop("paper")
            if row["url"]:
                links[paper].append(Link(kind=kind, **row))
    found = {}
    for row in _rows(store, PAPERS, ids):
        paper = row["paper_id"]
        venue, category = venues.get(paper, (None, None))
        flags = {name: bool(row[name]) for name in ("is_retracted", "authors_truncated")}
        found[paper] = Reference(
            **(row | flags | {"keywords": tuple(row["keywords"] or ())}),
            authors=tuple(authors[paper]),
            venue=venue,
            venue_category=category,
            links=tuple(links[paper]),
        )
    return found


def _rows(store: Store, statement: str, ids: list[str]) -> list[dict[str, Any]]:
    return store.read(statement, {"ids": ids}).dicts()


def _papers_in(value: Any, *, is_id: bool) -> Iterator[str]:
    if isinstance(value, Node):
        if "Paper" in value.labels and isinstance(value.properties.get("id"), str):
            yield value.properties["id"]
    elif isinstance(value, Path):
        yield from _papers_in_all(value.nodes)
    elif isinstance(value, list | tuple):
        yield from _papers_in_all(value, is_id=is_id)
    elif is_id and isinstance(value, str):
        yield value


def _papers_in_all(values: Iterable[Any], *, is_id: bool = False) -> Iterator[str]:
    for value in values:
        yield from _papers_in(value, is_id=is_id)
