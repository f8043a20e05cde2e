"""What speaks for a paper: plain functions to one value for each paper of a neighbourhood.

Each takes the seeds as an array of distinct positions and returns float32 of shape (n,), at least
0, with 0 at the seeds; NaN says that it is not known. Sums over seeds are divided by their number
k, so that lists of any length compare. C is the citation matrix (row cites column), in(x) and
out(x) count citations and references, d(x) = in(x) + out(x), and q(y) is how many seeds y cites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from citeloom.graph.citation_index import invert

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from citeloom.graph.citation_index import CitationIndex

    Floats = NDArray[np.float32]
    Positions = NDArray[np.int64]
    Texts = sparse.csr_array[Any, Any]

RESTART = 0.15
WALK_STEPS = 8
NEARNESS = 0.1
CLOSE = 0.1  # cosines below it are a word or two that happen to be the same


def sum_rows(matrix: sparse.csr_array[Any, Any], rows: Positions) -> Floats:
    """Add up rows of a sparse matrix: how often each column is met."""
    return np.asarray(matrix[rows].sum(axis=0), np.float32).ravel()


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


def votes_of_citing(index: CitationIndex, seeds: Positions) -> Floats:
    """Votes of the papers that cite seeds, the more of them the heavier, for what they cite.

    Sum over y citing x of q(y)² / out(y), over k. Neighbourhood-based collaborative filtering
    with papers as users and references as items: McNee et al., "On the recommending of citations
    for research papers", CSCW 2002; the list is one more user, and the square makes the papers
    that cite much of it count.
    """
    mine = clear_seeds(count_cited_seeds(index, seeds), seeds)
    votes = mine**2 * invert(index.out_degree)
    return clear_seeds(index.cited_by @ votes / np.float32(len(seeds)), seeds)


def co_citation(index: CitationIndex, seeds: Positions) -> Floats:
    """Share of the seeds that some paper cites together with x.

    Small, "Co-citation in the scientific literature", JASIS 1973.
    """
    return _share_met(index.cited_by, index.cited_by[seeds], seeds)


def coupling(index: CitationIndex, seeds: Positions) -> Floats:
    """Share of the seeds with which x has a reference in common; NaN without known references.

    Kessler, "Bibliographic coupling between scientific papers", 1963.
    """
    found = _share_met(index.cites, index.cites[seeds], seeds)
    found[index.out_degree == 0] = np.nan
    return clear_seeds(found, seeds)


def citing(index: CitationIndex, seeds: Positions) -> Floats:
    """Share of the seeds that x cites; NaN without known references."""
    found = count_cited_seeds(index, seeds) / np.float32(len(seeds))
    found[index.out_degree == 0] = np.nan
    return clear_seeds(found, seeds)


def count_cited_seeds(index: CitationIndex, seeds: Positions) -> Floats:
    """Count the seeds that each paper cites: q. Shape (n,)."""
    return sum_rows(index.cited_by, seeds)


def citations_a_year(index: CitationIndex, years: Floats, newest: float) -> Floats:
    """Citations of x for each year that it had: in(x) / (1 + years from x to the newest seed)."""
    age = np.maximum(newest - years, 0) + 1
    return np.asarray(index.in_degree / age, np.float32)


def shared(incidence: sparse.csr_array[Any, Any], seeds: Positions) -> Floats:
    """Things in common (topics, repositories, …), each the heavier the rarer it is.

    Sum over things t of seeds and x of 1 / ln(1 + papers with t), over k: Adamic and Adar,
    "Friends and neighbors on the Web", 2003; a thing of a single paper counts as if of 1.5.
    """
    papers_with = np.asarray(incidence.sum(axis=0), np.float32).ravel()
    rarity = 1 / np.log1p(np.maximum(papers_with, 1.5))
    in_common = incidence @ (sum_rows(incidence, seeds) * rarity)
    return clear_seeds(np.asarray(in_common / len(seeds), np.float32), seeds)


def has_author_of(incidence: sparse.csr_array[Any, Any], seeds: Positions) -> Floats:
    """Count the authors of x who are authors of a seed; NaN where no author of x is known."""
    theirs = (sum_rows(incidence, seeds) > 0).astype(np.float32)
    found = np.asarray(incidence @ theirs, np.float32)
    found[np.diff(incidence.indptr) == 0] = np.nan
    return clear_seeds(found, seeds)


def closeness(texts: Texts, seeds: Positions) -> Floats:
    """Cosine between the words of x and those of all seeds together; NaN where x has no words.

    Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988.

    Args:
        texts: TF-IDF rows of length 1, or 0 where there are no words. Shape (n, words).
        seeds: Places of the seeds.
    """
    together = sparse.csr_array(texts[seeds].sum(axis=0)[None, :])
    length = float(np.sqrt((together.data**2).sum())) or 1.0
    cosines = np.asarray((texts @ together.T).todense(), np.float32).ravel() / np.float32(length)
    cosines[np.diff(texts.indptr) == 0] = np.nan
    return clear_seeds(cosines, seeds)


def make_profiles(index: CitationIndex, texts: Texts) -> Texts:
    """Return what papers are known for: the words of their titles and of the titles that cite them.

    Citation contexts in their shortest form: Ritchie et al., "Comparing citation contexts for
    information retrieval", CIKM 2008. Rows of length 1, or 0. Shape (n, words).
    """
    added = sparse.csr_array(texts + index.cited_by @ texts)
    length = np.sqrt(np.asarray(added.multiply(added).sum(axis=1), np.float32).ravel())
    return sparse.csr_array(sparse.diags_array(invert_any(length)) @ added)


def invert_any(lengths: Floats) -> Floats:
    """Return one over each length, and 0 where a length is 0."""
    return np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)


def clear_seeds(values: Floats, seeds: Positions) -> Floats:
    """Set the seeds to 0, in place, and return the values as float32."""
    values = np.asarray(values, np.float32)
    values[seeds] = 0
    return values


def _share_met(
    of_papers: sparse.csr_array[Any, Any], of_seeds: sparse.csr_array[Any, Any], seeds: Positions
) -> Floats:
    """Return the share of seeds with which each paper has something in common. Shape (n,)."""
    met = of_papers @ of_seeds.T.tocsr()
    return clear_seeds(np.diff(met.tocsr().indptr) / np.float32(len(seeds)), seeds)
