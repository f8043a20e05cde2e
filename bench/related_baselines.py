"""What other systems and textbooks do, for the same index and seeds as ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from citeloom.graph.citation_index import invert
from citeloom.queries.related_work import signals

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeloom.graph.citation_index import CitationIndex
    from citeloom.queries.related_work.signals import Floats, Positions

    Method = Callable[[CitationIndex, Positions], Floats]

RANK_OFFSET = 60  # Cormack, Clarke, Büttcher, "Reciprocal rank fusion", SIGIR 2009


def before(index: CitationIndex, seeds: Positions) -> Floats:
    """Citeloom's ranking before weights were fitted: six signals, each with the same weight.

    Sum of weight · ln(1 + value / scale): 1 and 1e-7 for the flow, 0.5 and 0.1 for the others.
    """
    score = np.log1p(signals.citation_flow(index, seeds) / 1e-7)
    others = (short_walks, salton, adamic_adar, cited_with_references, references_of_coupled)
    for method in others:
        score += 0.5 * np.log1p(method(index, seeds) / 0.1)
    if len(seeds) > 1:
        cited = signals.clear_seeds(signals.sum_rows(index.cites, seeds), seeds)
        score += 0.5 * np.log1p(cited)
    return np.asarray(score, np.float32)


def short_walks(index: CitationIndex, seeds: Positions) -> Floats:
    """Walks of two and three steps over citations either way, whose last step cites x.

    The paths of length three of Kovács et al., "Network-based prediction of protein
    interactions", Nature Communications 2019, with the last step directed.
    """
    first = signals.sum_rows(index.linked, seeds) * invert(index.degree)
    second = index.linked @ first * invert(index.degree)
    return signals.clear_seeds(index.cited_by @ (first + second), seeds)


def salton(index: CitationIndex, seeds: Positions) -> Floats:
    """Papers that cite both, over the geometric mean of citations; summed over seeds."""
    citers = index.cited_by[seeds].T @ invert(index.in_degree[seeds], 0.5)
    return signals.clear_seeds(index.cited_by @ citers * invert(index.in_degree, 0.5), seeds)


def adamic_adar(index: CitationIndex, seeds: Positions) -> Floats:
    """References in common, each over the logarithm of one more than its citations."""
    rarity = 1 / np.log1p(np.maximum(index.in_degree, 1.5))
    return signals.clear_seeds(index.cites @ (signals.sum_rows(index.cites, seeds) * rarity), seeds)


def references_of_coupled(index: CitationIndex, seeds: Positions) -> Floats:
    """Votes of the papers that share references with the seeds, for what they cite."""
    votes = adamic_adar(index, seeds) * invert(index.out_degree, 0.5)
    return signals.clear_seeds(index.cited_by @ votes * invert(index.in_degree, 0.5), seeds)


def cited_with_references(index: CitationIndex, seeds: Positions) -> Floats:
    """Item-based collaborative filtering over the seeds' references (Sarwar et al., WWW 2001)."""
    wanted = signals.sum_rows(index.cites, seeds) * invert(index.in_degree, 0.5)
    citers = signals.clear_seeds(index.cites @ wanted, seeds)
    return signals.clear_seeds(index.cited_by @ citers * invert(index.in_degree, 0.5), seeds)


def citation_count(index: CitationIndex, seeds: Positions) -> Floats:
    """Citations within the graph, the same for every seed."""
    return signals.clear_seeds(index.in_degree.copy(), seeds)


def cosine_coupling(index: CitationIndex, seeds: Positions) -> Floats:
    """Count of shared references over the geometric mean of references."""
    common = index.cites @ signals.sum_rows(index.cites, seeds)
    of_seed = invert(index.out_degree[seeds], 0.5).sum()
    return signals.clear_seeds(common * invert(index.out_degree, 0.5) * of_seed, seeds)


def co_citation_and_coupling(index: CitationIndex, seeds: Positions) -> Floats:
    """Similarity as Connected Papers describes it: both, as cosines, added."""
    return salton(index, seeds) + cosine_coupling(index, seeds)


def salton_and_adamic_adar(index: CitationIndex, seeds: Positions) -> Floats:
    """Similarity as Inciteful describes it: Salton's index plus Adamic and Adar's."""
    return salton(index, seeds) + adamic_adar(index, seeds)


def counted_with_references(index: CitationIndex, seeds: Positions) -> Floats:
    """Times that a work is cited together with a reference of the seed, without any weight."""
    citers = signals.clear_seeds(index.cites @ signals.sum_rows(index.cites, seeds), seeds)
    return signals.clear_seeds(index.cited_by @ citers, seeds)


def coupled_votes(index: CitationIndex, seeds: Positions) -> Floats:
    """References of the papers coupled with the seed, weighted by Adamic and Adar's index."""
    return signals.clear_seeds(index.cited_by @ adamic_adar(index, seeds), seeds)


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
    "ours before": before,
    "reciprocal-rank fusion of the next two": reciprocal_ranks,
    "references of coupled papers": coupled_votes,
    "personalised PageRank": personalised_pagerank,
    "cited with my references": counted_with_references,
    "Salton + Adamic/Adar (as Inciteful)": salton_and_adamic_adar,
    "co-citation + coupling (as Connected Papers)": co_citation_and_coupling,
    "coupling": adamic_adar,
    "co-citation": salton,
    "citation count": citation_count,
}
