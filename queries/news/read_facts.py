"""Reading from a graph what may become news."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from citeloom.queries.news.remembered_facts import (
    Facts,
    LinkFact,
    PaperFacts,
    RepositoryFacts,
    VenueFact,
)

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

PAPERS = """
MATCH (p:Paper)
RETURN p.id, p.title, p.year, p.date, p.doi, p.arxiv_id, p.openalex_id, p.s2_id, p.aliases,
  p.is_retracted, p.listed, p.`match`, p.match_evidence
"""
VENUES = "MATCH (p:Paper)-[:PUBLISHED_IN]->(v:Venue) RETURN p.id, v.id, v.name, v.category"
REPOSITORIES = "MATCH (r:Repository) RETURN r.id, r.url, r.status, r.archived, r.aliases"
CITING = "MATCH (a:Paper)-[:CITES]->(p:Paper) WHERE p.listed = true RETURN p.id, a.id"
CITED = "MATCH (p:Paper)-[:CITES]->(a:Paper) WHERE p.listed = true RETURN a.id"
CODE = """
MATCH (p:Paper)-[h:HAS_CODE]->(r:Repository)
RETURN p.id, r.id, h.evidence, h.source, h.relation
"""
MODELS = "MATCH (p:Paper)-[h:HAS_MODEL]->(m:Model) RETURN p.id, m.id, h.evidence, h.source"
DATASETS = "MATCH (p:Paper)-[h:HAS_DATASET]->(d:Dataset) RETURN p.id, d.id, h.evidence, h.source"


def read_facts(store: Store) -> Facts:
    """Read what a graph says now.

    Raises:
        StoreError: The graph cannot be read.
    """
    venues = _gather(store, VENUES, VenueFact)
    code, models, datasets = (_gather(store, each, LinkFact) for each in (CODE, MODELS, DATASETS))
    papers = {}
    for row in store.read(PAPERS).rows:
        key, title, year, date, doi, arxiv_id, openalex_id, s2_id, aliases = row[:9]
        retracted, listed, match, evidence = row[9:]
        papers[key] = PaperFacts(
            title=title, year=year, date=date, doi=doi, arxiv_id=arxiv_id,
            openalex_id=openalex_id, s2_id=s2_id, aliases=tuple(aliases or ()),
            retracted=bool(retracted), listed=bool(listed), match=match, evidence=evidence,
            venues=venues[key], code=code[key], models=models[key], datasets=datasets[key],
        )  # fmt: skip
    repositories = {
        key: RepositoryFacts(
            url=url, status=status, archived=archived, aliases=tuple(aliases or ())
        )
        for key, url, status, archived, aliases in store.read(REPOSITORIES).rows
    }
    citing: defaultdict[str, list[str]] = defaultdict(list)
    for cited, key in store.read(CITING).rows:
        citing[cited].append(key)
    return Facts(
        papers=papers,
        repositories=repositories,
        citing={key: tuple(sorted(works)) for key, works in sorted(citing.items())},
        cited=Counter(row[0] for row in store.read(CITED).rows),
    )


def _gather(store: Store, statement: str, make: Any) -> defaultdict[str, tuple[Any, ...]]:
    """Read what papers have, sorted, by paper."""
    found: defaultdict[str, tuple[Any, ...]] = defaultdict(tuple)
    for key, *values in sorted(store.read(statement).rows, key=lambda row: row[:2]):
        found[key] = (*found[key], make(*values))
    return found
