"""How the papers of a graph were searched for and found, in numbers and dates, for a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.graph.vocabulary import MATCHES

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store, StoreInfo

SEEDS = """
MATCH (p:Paper {listed: true})
RETURN p.id AS id, p.title AS title, p.listings AS listings, p.`match` AS found_by,
  p.match_step AS step, p.match_evidence AS evidence, p.match_candidates AS candidates,
  p.match_tried AS tried, p.fetched_at AS fetched_at, p.references_source AS source,
  p.references_count AS named, p.references_missing AS missing,
  coalesce(p.is_retracted, false) AS retracted
ORDER BY coalesce(p.title, p.id), p.id
"""
CITED = """
MATCH (s:Paper {listed: true})-[r:CITES]->(p:Paper)
WHERE NOT coalesce(p.listed, false)
RETURN r.source AS source, count(DISTINCT p) AS works, min(r.fetched_at) AS oldest,
  max(r.fetched_at) AS newest
ORDER BY source
"""
CITED_WORKS = """
MATCH (s:Paper {listed: true})-[:CITES]->(p:Paper) WHERE NOT coalesce(p.listed, false)
RETURN count(DISTINCT p) AS works
"""
CITING = """
MATCH (p:Paper)-[:CITES]->(s:Paper {listed: true})
WHERE NOT coalesce(p.listed, false) AND coalesce(p.reason, 'none') <> 'near'
RETURN coalesce(p.reason, 'none') AS reason, count(DISTINCT p) AS works,
  min(p.fetched_at) AS oldest, max(p.fetched_at) AS newest
ORDER BY reason
"""
NEAR = """
MATCH (p:Paper {reason: 'near'}) WHERE NOT coalesce(p.listed, false)
RETURN count(p) AS works, min(p.fetched_at) AS oldest, max(p.fetched_at) AS newest
"""
ALL = """
MATCH (p:Paper)
RETURN count(p) AS papers, sum(CASE WHEN coalesce(p.listed, false) THEN 0 ELSE 1 END) AS unlisted,
  sum(CASE WHEN p.aliases IS NULL THEN 0 ELSE 1 END) AS united,
  sum(CASE WHEN coalesce(p.is_retracted, false) THEN 1 ELSE 0 END) AS retracted,
  sum(CASE WHEN coalesce(p.ignored, false) THEN 1 ELSE 0 END) AS ignored,
  min(p.fetched_at) AS oldest, max(p.fetched_at) AS newest
"""


@dataclass(frozen=True, slots=True)
class Seed:
    """A listed paper: how it was found, and where its reference list is from."""

    id: str
    title: str | None
    listings: tuple[str, ...]
    found_by: str
    step: str | None
    evidence: str | None
    candidates: tuple[str, ...]
    tried: tuple[str, ...]
    fetched_at: str | None
    source: str | None
    named: int
    missing: int
    retracted: bool

    @property
    def counted(self) -> str:
        """Return where it is counted: `found`, `ambiguous` or `not found`."""
        words = MATCHES.get(self.found_by)
        return words.counted if words else self.found_by


@dataclass(frozen=True, slots=True)
class Round:
    """Works that one way of citation searching found, and between which dates."""

    works: int
    oldest: str | None
    newest: str | None


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """What a graph says of the search that made it.

    Attributes:
        info: What the store says of itself.
        loaded_at: When the last build ended that changed it.
        seeds: The listed papers, by title.
        backward: Works that listed papers cite, by the source of the reference lists.
        cited: How many they are together.
        forward: Works that cite listed papers, by reason: `citing` for those that growing added,
            `none` for those that the user asked for or that listed papers cite as well.
        near: Works that growing added because works around the list cite them.
        papers: All papers; `unlisted`, `united`, `retracted` and `ignored` count among them.
        oldest, newest: Between which dates the records of papers were fetched.
    """

    info: StoreInfo
    loaded_at: str | None
    seeds: tuple[Seed, ...]
    backward: dict[str, Round]
    cited: int
    forward: dict[str, Round]
    near: Round
    papers: int
    unlisted: int
    united: int
    retracted: int
    ignored: int
    oldest: str | None
    newest: str | None

    @property
    def listings(self) -> dict[str, int]:
        """Return the listings, with how many papers each lists."""
        named = sorted({name for seed in self.seeds for name in seed.listings})
        return {name: sum(name in seed.listings for seed in self.seeds) for name in named}


def read_search_facts(store: Store) -> SearchFacts:
    """Read what a graph says of the search that made it.

    Raises:
        StoreError: The graph cannot be read.
    """

    def ask(statement: str) -> list[dict[str, Any]]:
        return store.read(statement).dicts()

    graph = store.read(
        "MATCH (g:Graph {id: $id}) RETURN g.loaded_at AS loaded_at", {"id": schema.GRAPH_ID}
    ).dicts()
    return SearchFacts(
        info=store.info(),
        loaded_at=graph[0]["loaded_at"] if graph else None,
        seeds=tuple(map(_make_seed, ask(SEEDS))),
        backward={each.pop("source") or "unknown": Round(**each) for each in ask(CITED)},
        cited=ask(CITED_WORKS)[0]["works"],
        forward={each.pop("reason"): Round(**each) for each in ask(CITING)},
        near=Round(**ask(NEAR)[0]),
        **ask(ALL)[0],
    )


def _make_seed(row: dict[str, Any]) -> Seed:
    lists = {name: tuple(row[name] or ()) for name in ("listings", "candidates", "tried")}
    counts = {name: row[name] or 0 for name in ("named", "missing")}
    return Seed(**{**row, **lists, **counts, "found_by": row["found_by"] or "none"})
