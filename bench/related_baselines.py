"""What other systems and textbooks do, for the same index and seeds as ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from citeloom.graph.citation_index import invert
from citeloom.queries.related_work import fusion, signals

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeloom.graph.citation_index import CitationIndex
    from citeloom.queries.related_work.signals import Floats, Positions

    Method = Callable[[CitationIndex, Positions], Floats]

RANK_OFFSET = 60  # Cormack, Clarke, Büttcher, "Reciprocal rank fusion", SIGIR 2009


def ours(index: CitationIndex, seeds: Positions) -> Floats:
    """Citeloom's fusion by structure alone."""
    return fusion.fuse(fusion.compute_structure(index, seeds), index.size)


def cosine_coupling(index: CitationIndex, seeds: Positions) -> Floats:
    """Count of shared references over the geometric mean of references."""
    common = index.cites @ signals.sum_rows(index.cites, seeds)
    of_seed = invert(index.out_degree[seeds], 0.5).sum()
    return signals.clear_seeds(common * invert(index.out_degree, 0.5) * of_seed, seeds)


def co_citation_and_coupling(index: CitationIndex, seeds: Positions) -> Floats:
    """Similarity as Connected Papers describes it: both, as cosines, added."""
    return signals.co_citation(index, seeds) + cosine_coupling(index, seeds)


def salton_and_adamic_adar(index: CitationIndex, seeds: Positions) -> Floats:
    """Similarity as Inciteful describes it: Salton's index plus Adamic and Adar's."""
    return signals.co_citation(index, seeds) + signals.coupling(index, seeds)


def counted_with_references(index: CitationIndex, seeds: Positions) -> Floats:
    """Times that a work is cited together with a reference of the seed, without any weight."""
    citers = signals.clear_seeds(index.cites @ signals.sum_rows(index.cites, seeds), seeds)
    return signals.clear_seeds(index.cited_by @ citers, seeds)


def coupled_votes(index: CitationIndex, seeds: Positions) -> Floats:
    """References of the papers coupled with the seed, weighted by Adamic and Adar's index."""
    return signals.clear_seeds(index.cited_by @ signals.coupling(index, seeds), seeds)


def personalised_pagerank(index: CitationIndex, seeds: Positions) -> Floats:
    """The walk alone."""
    return signals.clear_seeds(signals.walk(index, seeds), seeds)


def reciprocal_ranks(index: CitationIndex, seeds: Positions) -> Floats:
    """Reciprocal-rank fusion of the walk and the references of coupled papers."""
    known = signals.sum_rows(index.cites, seeds) > 0
    total = np.zeros(index.size, np.float32)
    for method in (personalised_pagerank, coupled_votes):
        values = method(index, seeds)
        values[known] = 0
        found = np.flatnonzero(values > 0)
        best_first = found[np.argsort(-values[found], kind="stable")]
        total[best_first] += 1 / (RANK_OFFSET + 1 + np.arange(len(found), dtype=np.float32))
    return total


METHODS: dict[str, Method] = {
    "ours": ours,
    "reciprocal-rank fusion of the next two": reciprocal_ranks,
    "references of coupled papers": coupled_votes,
    "personalised PageRank": personalised_pagerank,
    "cited with my references": counted_with_references,
    "Salton + Adamic/Adar (as Inciteful)": salton_and_adamic_adar,
    "co-citation + coupling (as Connected Papers)": co_citation_and_coupling,
    "coupling": signals.coupling,
    "co-citation": signals.co_citation,
    "citation count": signals.citation_count,
}
