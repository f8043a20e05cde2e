"""Groups of papers for a related-work section, each with a heading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from citeloom.graph.citation_index import invert
from citeloom.queries.communities import connect, find_communities
from citeloom.queries.related_work.signals import sum_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.citation_index import CitationIndex
    from citeloom.queries.related_work.paper_facts import Facts

LEAST = 2
REST = "Further work"


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that hang together; `papers` keep the order in which they were given."""

    heading: str
    papers: tuple[int, ...]


def group_papers(index: CitationIndex, facts: Facts, papers: Sequence[int]) -> tuple[Group, ...]:
    """Group papers by community of the citation graph.

    Papers are tied by citations between them, and by the cosines of what they cite and of what
    cites them; `queries.communities` finds which hang together, as it does for the colours of a
    map. The same papers give the same groups. The group of the first paper comes first; papers
    that hang together with no other come last.

    Args:
        index: The citations.
        facts: Where headings come from: the topic that sets a group apart.
        papers: Places of the papers, best first; repetitions count once.
    """
    chosen = list(dict.fromkeys(int(paper) for paper in papers))
    ties = sparse.coo_array(sparse.triu(measure_similarity(index, chosen), 1))
    matrix = connect(len(chosen), ties.row, ties.col, ties.data.astype(np.float64))
    member = find_communities(matrix)
    parts = sorted(np.flatnonzero(member == one).tolist() for one in np.unique(member))
    large = [part for part in parts if len(part) >= LEAST]
    alone = sorted(at for part in parts if len(part) < LEAST for at in part)
    named = choose_headings(facts, [[chosen[at] for at in part] for part in large])
    made = [
        Group(heading, tuple(chosen[at] for at in part))
        for heading, part in zip(named, large, strict=True)
    ]
    if alone:
        made.append(Group(REST, tuple(chosen[at] for at in alone)))
    return tuple(made)


def measure_similarity(index: CitationIndex, papers: Sequence[int]) -> sparse.csr_array[Any, Any]:
    """Return how closely papers are tied: shape (k, k), symmetric, 0 where they are not."""
    at = np.array(papers, np.int64)
    cites, cited_by = index.cites[at], index.cited_by[at]
    own = sparse.diags_array(invert(index.out_degree[at], 0.5))
    their = sparse.diags_array(invert(index.in_degree[at], 0.5))
    coupled = own @ (cites @ cites.T) @ own
    co_cited = their @ (cited_by @ cited_by.T) @ their
    return sparse.csr_array(index.linked[at][:, at] + coupled + co_cited)


def choose_headings(facts: Facts, parts: Sequence[Sequence[int]]) -> list[str]:
    """Name each group by the topic that it has more often than the other groups have.

    A topic counts by its share of the group times its share of the topic's papers that are in
    the group. Without topics a group is named by its number; a heading is given once.
    """
    topics = facts.things.get("topic")
    counts = [
        sum_rows(topics.has, np.array(part, np.int64)) if topics else np.zeros(0) for part in parts
    ]
    everywhere = sum(counts, np.zeros(len(topics.ids) if topics else 0))
    given: Counter[str] = Counter()
    named = []
    for number, (part, count) in enumerate(zip(parts, counts, strict=True), 1):
        weight = count / len(part) * count / np.maximum(everywhere, 1)
        best = int(weight.argmax()) if weight.any() else None  # there may be no topic at all
        heading = f"Group {number}" if topics is None or best is None else topics.names[best]
        given[heading] += 1
        named.append(heading if given[heading] == 1 else f"{heading} ({given[heading]})")
    return named
