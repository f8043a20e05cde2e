"""What speaks for a paper: plain functions from an index and seeds to one value for each paper.

Each takes the seeds as an array of distinct positions and returns float32 of shape (n,), at least
0, with 0 at the seeds. Several seeds add up. A paper about which a signal knows nothing has 0.
C is the citation matrix (row cites column), in(x) and out(x) count citations and references,
d(x) = in(x) + out(x), and R is the bag of the seeds' references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from citeloom.graph.citation_index import invert

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from citeloom.graph.citation_index import CitationIndex

    Floats = NDArray[np.float32]
    Positions = NDArray[np.int64]

RESTART = 0.15
WALK_STEPS = 8
NEARNESS = 0.1
CLOSE = 0.1


def sum_rows(matrix: sparse.csr_array[Any, Any], rows: Positions) -> Floats:
    """Add up rows of a sparse matrix: how often each column is met."""
    return np.asarray(matrix[rows].sum(axis=0), np.float32).ravel()


def citation_count(index: CitationIndex, seeds: Positions) -> Floats:
    """Citations within the graph: in(x). The same for every seed; a baseline, not in the fusion."""
    return clear_seeds(index.in_degree.copy(), seeds)


def co_citation(index: CitationIndex, seeds: Positions) -> Floats:
    """Papers that cite both, over the geometric mean of citations (Salton's cosine).

    Sum over seeds s of |citers(s) ∩ citers(x)| / √(in(s) in(x)). Small, "Co-citation in the
    scientific literature", JASIS 1973; Salton and McGill, 1983.
    """
    citers = index.cited_by[seeds].T @ invert(index.in_degree[seeds], 0.5)
    return clear_seeds(index.cited_by @ citers * invert(index.in_degree, 0.5), seeds)


def coupling(index: CitationIndex, seeds: Positions) -> Floats:
    """References in common, each the heavier the fewer papers cite it.

    Sum over r cited by seed and x of 1 / ln(1 + in(r)). Kessler, "Bibliographic coupling between
    scientific papers", 1963; the weight is that of Adamic and Adar, "Friends and neighbors on
    the Web", 2003, with 1 + in(r) because here a reference may have a single other citer.
    """
    rarity = 1 / np.log1p(np.maximum(index.in_degree, 1.5))
    return clear_seeds(index.cites @ (sum_rows(index.cites, seeds) * rarity), seeds)


def references_of_coupled(index: CitationIndex, seeds: Positions) -> Floats:
    """Votes of the papers that share references with the seeds, for what they cite.

    Sum over y citing x of coupling(y) / √(out(y) in(x)). Neighbourhood-based collaborative
    filtering with papers as users and references as items: McNee et al., "On the recommending of
    citations for research papers", CSCW 2002.
    """
    votes = coupling(index, seeds) * invert(index.out_degree, 0.5)
    return clear_seeds(index.cited_by @ votes * invert(index.in_degree, 0.5), seeds)


def cited_with_references(index: CitationIndex, seeds: Positions) -> Floats:
    """Co-citation with the works that the seeds cite, instead of with the seeds themselves.

    Sum over r in R of |citers(r) ∩ citers(x) without the seeds| / √(in(r) in(x)): item-based
    collaborative filtering (Sarwar et al., WWW 2001). It works for a paper that nobody cites yet.
    """
    wanted = sum_rows(index.cites, seeds) * invert(index.in_degree, 0.5)
    citers = clear_seeds(index.cites @ wanted, seeds)
    return clear_seeds(index.cited_by @ citers * invert(index.in_degree, 0.5), seeds)


def short_walks(index: CitationIndex, seeds: Positions) -> Floats:
    """Walks of two and three steps over citations either way, whose last step cites x.

    Sum over neighbours a of a seed of P(a → x) + P(a → b → x), each step taken with
    probability 1 / d. The paths of length three of Kovács et al., "Network-based prediction of
    protein interactions", Nature Communications 2019, with the last step directed.
    """
    first = sum_rows(index.linked, seeds) * invert(index.degree)
    second = index.linked @ first * invert(index.degree)
    return clear_seeds(index.cited_by @ (first + second), seeds)


def walk(index: CitationIndex, seeds: Positions) -> Floats:
    """Personalised PageRank over citations taken either way, restarting at the seeds.

    Eight steps of x ← 0.15 e + 0.85 W D⁻¹ x from x = e, e uniform on the seeds with a link.
    Haveliwala, "Topic-sensitive PageRank", WWW 2002. Seeds keep their share here.
    """
    start = np.zeros(index.size, np.float32)
    from_here = seeds[index.degree[seeds] > 0]
    if not len(from_here):
        return start
    start[from_here] = 1 / len(from_here)
    step = invert(index.degree)
    state = start.copy()
    for _ in range(WALK_STEPS):
        state = index.linked @ (state * step)
        state *= 1 - RESTART
        state += RESTART * start
    return state


def citation_flow(index: CitationIndex, seeds: Positions) -> Floats:
    """What reaches x along citations when the walk takes one more step, and a tenth of the walk.

    0.9 · sum over y citing x of walk(y) / d(y) + 0.1 · walk(x). The plain walk also comes to a
    paper through its own references, which says that it is near, and not that anybody cites it;
    the tenth keeps what is near and too new to be cited.
    """
    reached = walk(index, seeds)
    along = index.cited_by @ (reached * invert(index.degree))
    return clear_seeds((1 - NEARNESS) * along + NEARNESS * reached, seeds)


def shared(incidence: sparse.csr_array[Any, Any], seeds: Positions) -> Floats:
    """Things in common (authors, topics, repositories, …), each the heavier the rarer it is.

    Sum over things t of seeds and x of 1 / ln(1 + papers with t): Adamic and Adar, as above.
    """
    papers_with = np.asarray(incidence.sum(axis=0), np.float32).ravel()
    rarity = 1 / np.log1p(np.maximum(papers_with, 1.5))
    return clear_seeds(incidence @ (sum_rows(incidence, seeds) * rarity), seeds)


def closeness(texts: sparse.csr_array[Any, Any], seeds: Positions) -> Floats:
    """Cosine of title and abstract (TF-IDF rows of length 1), summed over the seeds.

    Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988. A cosine
    below `CLOSE` is a word or two that happen to be the same, and counts as 0.
    """
    cosines = (texts @ texts[seeds].T).tocsr()
    cosines.data[cosines.data < CLOSE] = 0
    return clear_seeds(np.asarray(cosines.sum(axis=1), np.float32).ravel(), seeds)


def clear_seeds(values: Floats, seeds: Positions) -> Floats:
    """Set the seeds to 0, in place, and return the values as float32."""
    values = np.asarray(values, np.float32)
    values[seeds] = 0
    return values
