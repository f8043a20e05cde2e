"""The part of a graph that a ranking looks at: bounded, whatever the size of the graph.

A small graph is taken whole. Of a larger one a few statements read a neighbourhood: what the seeds
cite, what cites them, what shares people, code or topics with them, and the works that all these
point at most strongly. Each statement ranks in the store before it cuts, by whole numbers and then
by id, so that both stores cut alike. Citations of the papers to and from outside are counted too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from citeloom.graph.citation_index import CitationIndex
from citeloom.queries.listed_papers import list_listed_papers
from citeloom.queries.related_work.word_weights import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from citeloom.graph.stores.store import Store

    Positions = NDArray[np.int64]

WHOLE = 4_000  # papers of a graph that is not cut
SEEDS = 1_000  # seeds from which a neighbourhood is read, listed papers or references of one
REFERENCES = 3_000
CITING = 2_000
OUTSIDE = 2_000
SHARING = 300  # of each kind of thing
ALIKE = 300
FEW = 1_000  # a neighbourhood smaller than this is widened by another step
STEPS = 3
HUB = 2_000  # citations over which a paper is not widened from, since it leads everywhere
FINE = 1_000  # a vote is a whole number of thousandths

_TAB = "\x1f"  # the separator of units; no id has it

_COUNT = "MATCH (p:Paper) RETURN count(p) AS papers"
_ALL = "MATCH (p:Paper) RETURN p.id AS id"
_REFERENCES_OF = "MATCH (:Paper {id: $id})-[:CITES]->(r:Paper) RETURN DISTINCT r.id AS id"
_CITED = """
UNWIND $ids AS key MATCH (:Paper {id: key})-[:CITES]->(p:Paper)
WITH p, count(*) AS links ORDER BY links DESC, p.id LIMIT $most
RETURN p.id AS id, links, COUNT { (p)-[:CITES]->(:Paper) } AS references
"""
_CITING = """
UNWIND $ids AS key MATCH (:Paper {id: key})<-[:CITES]-(p:Paper)
WITH p, count(*) AS links
WITH p, links, coalesce(p.cited_by_count, 0) AS cited ORDER BY links DESC, cited DESC, p.id
LIMIT $most
RETURN p.id AS id, links, COUNT { (p)-[:CITES]->(:Paper) } AS references
"""
_POINTED_AT = """
UNWIND $rows AS row MATCH (:Paper {id: row.id})-[:CITES]->(p:Paper)
WITH p, sum(row.votes) AS votes ORDER BY votes DESC, p.id LIMIT $most
RETURN p.id AS id
"""
_AROUND = """
UNWIND $ids AS key MATCH (q:Paper {id: key})
WHERE COUNT { (q)<-[:CITES]-(:Paper) } < $hub
MATCH (q)-[:CITES]-(p:Paper)
WITH p, count(*) AS links ORDER BY links DESC, p.id LIMIT $most
RETURN p.id AS id
"""
_SHARING = (
    """
UNWIND $ids AS key MATCH (:Paper {id: key})<-[:AUTHORED]-(t:Author)-[:AUTHORED]->(p:Paper)
WITH p, count(DISTINCT t) AS things ORDER BY things DESC, p.id LIMIT $most RETURN p.id AS id
""",
    """
UNWIND $ids AS key
MATCH (:Paper {id: key})-[:HAS_CODE|HAS_MODEL|HAS_DATASET]->(t)
MATCH (t)<-[:HAS_CODE|HAS_MODEL|HAS_DATASET]-(p:Paper)
WITH p, count(DISTINCT t) AS things ORDER BY things DESC, p.id LIMIT $most RETURN p.id AS id
""",
)
_ALIKE = """
MATCH (p:Paper) WHERE p.title IS NOT NULL
WITH p, toLower(p.title) AS title
WITH p, size([word IN $words WHERE title CONTAINS word]) AS found
WHERE found > 1
WITH p, found ORDER BY found DESC, p.id LIMIT $most RETURN p.id AS id
"""
_TITLES = "UNWIND $ids AS key MATCH (p:Paper {id: key}) RETURN p.title AS title"
_LINKS = """
UNWIND $ids AS key MATCH (p:Paper {id: key})
OPTIONAL MATCH (p)-[:CITES]->(r:Paper)
WITH p, collect(r.id) AS cited
RETURN p.id AS id, coalesce(p.listed, false) AS listed,
       COUNT { (p)<-[:CITES]-(:Paper) } AS citations, size(cited) AS references,
       reduce(text = '', id IN cited | text + $tab + id) AS cited
"""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """Papers, and who cites whom among them.

    Attributes:
        ids: The papers' ids, sorted; a paper's place is that in here. Length n.
        listed: Whether a listing of the user has it. Shape (n,), bool.
        index: The citations among them; its degrees count those to and from outside too.
        given: Places of the papers that the ranking is for.
        seeds: Places of the papers that it starts from: those given, and what a single one cites.
        papers: How many papers the whole graph has.
        left_out: How many seeds the neighbourhood was not read from, as there are too many.
    """

    ids: tuple[str, ...]
    listed: NDArray[np.bool_]
    index: CitationIndex
    given: Positions
    seeds: Positions
    papers: int
    left_out: int = 0


def read_neighbourhood(store: Store, papers: Sequence[str]) -> Neighbourhood:
    """Read the neighbourhood of some papers, or of all listed ones where none is named.

    Args:
        store: The graph.
        papers: Ids of papers of the graph.

    Raises:
        UsageError: None is named and none is listed.
        StoreError: The graph cannot be read.
    """
    size = int(store.read(_COUNT).rows[0][0])
    given = list(dict.fromkeys(papers)) or list_listed_papers(store, "what the list is for")
    seeds = dict.fromkeys(given)
    if len(given) == 1:
        seeds |= dict.fromkeys(sorted(_take_ids(store, _REFERENCES_OF, {"id": given[0]})))
    started = list(seeds)[:SEEDS]
    if size <= WHOLE:
        chosen = set(_take_ids(store, _ALL, {}))
    else:
        chosen = {*seeds, *_find_around(store, started, given[:SEEDS])}
    found = _read_links(store, sorted(chosen), given, list(seeds))
    return replace(found, papers=size, left_out=len(seeds) - len(started))


def _find_around(store: Store, seeds: Sequence[str], given: Sequence[str]) -> set[str]:
    """Return the ids of the papers around some seeds."""
    votes: dict[str, float] = defaultdict(float, dict.fromkeys(seeds, 1.0))
    for statement, most in ((_CITED, REFERENCES), (_CITING, CITING)):
        for paper, links, references in store.read(statement, {"ids": seeds, "most": most}).rows:
            votes[paper] += links / max(references, 1) ** 0.5
    rows = [{"id": paper, "votes": round(FINE * vote)} for paper, vote in sorted(votes.items())]
    found = set(votes)
    pointed_at = _take_ids(store, _POINTED_AT, {"rows": rows, "most": OUTSIDE + len(found)})
    found.update([paper for paper in pointed_at if paper not in found][:OUTSIDE])
    for statement in _SHARING:
        found.update(_take_ids(store, statement, {"ids": given, "most": SHARING}))
    for _ in range(STEPS):
        if len(found) >= FEW:
            break
        before = len(found)
        asked = {"ids": sorted(found), "hub": HUB, "most": OUTSIDE + before}
        around = _take_ids(store, _AROUND, asked)
        found.update([paper for paper in around if paper not in found][:OUTSIDE])
        if len(found) == before:
            break
    if len(found) < FEW:
        found.update(_find_alike(store, given))
    return found


def _find_alike(store: Store, given: Sequence[str]) -> list[str]:
    """Return papers whose titles have at least two words of a title that is given."""
    titles = [title for (title,) in store.read(_TITLES, {"ids": given}).rows if title]
    words = sorted({word for title in titles[:ALIKE] for word in split_words(title)})
    return _take_ids(store, _ALIKE, {"words": words[:ALIKE], "most": ALIKE}) if words else []


def _take_ids(store: Store, statement: str, parameters: Mapping[str, Any]) -> list[str]:
    return [row[0] for row in store.read(statement, parameters).rows]


def _read_links(
    store: Store, ids: Sequence[str], given: Sequence[str], seeds: Sequence[str]
) -> Neighbourhood:
    """Read who cites whom among some papers; the ids are sorted here, as stores sort otherwise."""
    place = {paper: at for at, paper in enumerate(ids)}
    listed = np.zeros(len(ids), np.bool_)
    degrees = np.zeros((2, len(ids)), np.float32)
    citing: list[int] = []
    cited: list[int] = []
    for paper, mine, citations, references, text in store.read(
        _LINKS, {"ids": ids, "tab": _TAB}
    ).rows:
        at = place[paper]
        listed[at] = mine
        degrees[:, at] = references, citations
        inside = [place[other] for other in text.split(_TAB)[1:] if other in place]
        citing += [at] * len(inside)
        cited += inside
    index = CitationIndex.build(np.array(citing, np.int64), np.array(cited, np.int64), len(ids))
    return Neighbourhood(
        ids=tuple(ids),
        listed=listed,
        index=index.with_degrees(*degrees),
        given=np.array(sorted(place[paper] for paper in given), np.int64),
        seeds=np.array(sorted(place[paper] for paper in seeds), np.int64),
        papers=len(ids),
    )
