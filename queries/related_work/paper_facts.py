"""What else is known about papers: titles, people, topics, code, and how citations were fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from citeloom.queries.related_work.word_weights import weigh_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citeloom.graph.stores.store import Store

PAPERS = """
MATCH (p:Paper)
RETURN p.id AS id, p.title AS title, p.abstract AS abstract, p.year AS year,
       p.is_retracted AS retracted, p.aliases AS aliases,
       p.references_source AS source, p.fetched_at AS fetched
"""
# A candidate repository is one that nobody has confirmed: it is no reason to suggest a paper.
LINKS = {
    "repository": """
MATCH (p:Paper)-[r:HAS_CODE]->(t:Repository)
WHERE r.relation IS NULL OR r.relation <> 'candidate'
RETURN p.id AS paper, t.id AS id, t.id AS name
""",
    "model": """
MATCH (p:Paper)-[:HAS_MODEL]->(t:Model)
RETURN p.id AS paper, t.id AS id, t.id AS name
""",
    "dataset": """
MATCH (p:Paper)-[:HAS_DATASET]->(t:Dataset)
RETURN p.id AS paper, t.id AS id, t.id AS name
""",
    "author": """
MATCH (t:Author)-[:AUTHORED]->(p:Paper)
RETURN p.id AS paper, t.id AS id, t.name AS name
""",
    "topic": """
MATCH (p:Paper)-[:HAS_TOPIC]->(t:Topic)
RETURN p.id AS paper, t.id AS id, t.name AS name
""",
}


@dataclass(frozen=True, slots=True, eq=False)
class Things:
    """Things of one kind that papers have: `has[i, t]` is 1 where paper i has thing t."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    has: sparse.csr_array[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known about the n papers of an index, in its order; absent things are None.

    `things` has the kinds of `LINKS`; `texts` holds TF-IDF rows of length 1 (or 0), shape (n, t).
    """

    ids: tuple[str, ...]
    titles: tuple[str | None, ...]
    years: tuple[int | None, ...]
    retracted: frozenset[int] = frozenset()
    aliases: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)
    fetched: Mapping[int, str] = field(default_factory=dict)
    things: Mapping[str, Things] = field(default_factory=dict)
    texts: sparse.csr_array[Any, Any] | None = None

    def title(self, paper: int) -> str:
        """Return what to call a paper in a sentence: its title, else its id."""
        return self.titles[paper] or self.ids[paper]


def make_unknown_facts(ids: Sequence[str]) -> Facts:
    """Return facts about papers of which only the ids and the citations are known."""
    return Facts(ids=tuple(ids), titles=(None,) * len(ids), years=(None,) * len(ids))


def read_facts(store: Store, ids: Sequence[str]) -> Facts:
    """Read what a store knows about papers, in six statements.

    Args:
        store: The graph.
        ids: The papers' ids in the order of the index; papers that the store has and this has
            not are left out.
    """
    place = {paper: at for at, paper in enumerate(ids)}
    rows = [row for row in store.read(PAPERS).dicts() if row["id"] in place]
    by_place = {place[row["id"]]: row for row in rows}
    titles = tuple(by_place.get(at, {}).get("title") for at in range(len(ids)))
    abstracts = tuple(by_place.get(at, {}).get("abstract") for at in range(len(ids)))
    return Facts(
        ids=tuple(ids),
        titles=titles,
        years=tuple(by_place.get(at, {}).get("year") for at in range(len(ids))),
        retracted=frozenset(at for at, row in by_place.items() if row["retracted"]),
        aliases={at: tuple(row["aliases"]) for at, row in by_place.items() if row["aliases"]},
        sources={at: row["source"] for at, row in by_place.items() if row["source"]},
        fetched={at: row["fetched"] for at, row in by_place.items() if row["fetched"]},
        things={
            kind: make_things(store.read(statement).rows, place)
            for kind, statement in LINKS.items()
        },
        texts=weigh_words(
            [
                " ".join(part for part in both if part)
                for both in zip(titles, abstracts, strict=True)
            ]
        ),
    )


def make_things(rows: Iterable[Sequence[Any]], place: Mapping[str, int]) -> Things:
    """Make `Things` of rows (paper's id, thing's id, thing's name or None)."""
    found = [(place[paper], thing, name or thing) for paper, thing, name in rows if paper in place]
    names = dict(sorted((thing, name) for _, thing, name in found))
    column = {thing: at for at, thing in enumerate(names)}
    has = sparse.csr_array(
        (
            np.ones(len(found), np.float32),
            (
                np.array([paper for paper, _, _ in found], np.int32),
                np.array([column[thing] for _, thing, _ in found], np.int32),
            ),
        ),
        shape=(len(place), len(names)),
    )
    has.sum_duplicates()
    has.data[:] = 1
    return Things(ids=tuple(names), names=tuple(names.values()), has=has)
