"""What a drawing says about a paper beyond the answer that it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeloom.graph.stores.store import Store

BATCH = 2000

PAPERS = """
UNWIND $ids AS id
MATCH (p:Paper {id: id})
OPTIONAL MATCH (p)-[:PUBLISHED_IN]->(v:Venue)
RETURN id, p.title AS title, p.year AS year, COUNT { (p)<-[:CITES]-() } AS cited,
       collect(v.name) AS venues
"""
AUTHORS = """
UNWIND $ids AS id
MATCH (p:Paper {id: id})<-[s:AUTHORED]-(a:Author)
RETURN id, a.name AS name, s.position AS position ORDER BY id, position
"""
TOPICS = """
UNWIND $ids AS id
MATCH (p:Paper {id: id})-[h:HAS_TOPIC]->(t:Topic)
RETURN id, t.name AS name, h.score AS score ORDER BY id, score DESC, name
"""
LINKS = """
UNWIND $ids AS id
MATCH (p:Paper {id: id})-[r:HAS_CODE|HAS_MODEL|HAS_DATASET|HAS_SPACE|LINKS_TO]->(item)
RETURN id, type(r) AS kind, item.id AS item, item.url AS url, r.relation AS relation,
       r.evidence AS evidence
ORDER BY id, kind, item
"""


@dataclass(frozen=True, slots=True)
class Link:
    """Something that belongs to a paper on the web, and what says so."""

    kind: str
    item: str
    url: str | None
    relation: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the graph knows of one paper. `cited` counts the papers of the graph that cite it."""

    title: str | None
    year: int | None
    cited: int
    venue: str | None
    authors: tuple[str, ...]
    topic: str | None
    links: tuple[Link, ...]


def facts_of(store: Store, ids: Iterable[str]) -> dict[str, Facts]:
    """Read what the graph knows of papers: authors in order, venue, topic, citations, links.

    Args:
        store: The graph; it is only read.
        ids: Ids of papers; unknown ones are left out of the answer.

    Raises:
        StoreError: The graph cannot be read.
    """
    wanted = sorted(set(ids))
    facts: dict[str, Facts] = {}
    for batch in _batches(wanted):
        parameters = {"ids": batch}
        authors: dict[str, list[str]] = {}
        for row in store.read(AUTHORS, parameters).dicts():
            if row["name"]:
                authors.setdefault(row["id"], []).append(row["name"])
        topics: dict[str, str] = {}
        for row in store.read(TOPICS, parameters).dicts():
            if row["name"]:
                topics.setdefault(row["id"], row["name"])
        links: dict[str, list[Link]] = {}
        for row in store.read(LINKS, parameters).dicts():
            link = Link(row["kind"], row["item"], row["url"], row["relation"], row["evidence"])
            links.setdefault(row["id"], []).append(link)
        for row in store.read(PAPERS, parameters).dicts():
            venues = sorted(name for name in row["venues"] if name)
            facts[row["id"]] = Facts(
                title=row["title"],
                year=row["year"],
                cited=row["cited"],
                venue=venues[0] if venues else None,
                authors=tuple(authors.get(row["id"], ())),
                topic=topics.get(row["id"]),
                links=tuple(links.get(row["id"], ())),
            )
    return facts


def _batches(ids: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(ids), BATCH):
        yield ids[begin : begin + BATCH]
