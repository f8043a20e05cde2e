"""Communities of a graph: which papers hang together.

Louvain's method (Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large
networks", 2008), with each sweep done for many nodes at once on sparse matrices, and then again
from single nodes within what was found (Rotta and Noack, "Multilevel local search algorithms for
modularity clustering", 2011). `make bench-communities` prints how it compares with networkx
(docs/decisions/ranking.md). The headings of related work and the colours of a map both come from
here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 7
SWEEPS = 16
LEVELS = 8
REFINEMENTS = 2
MOVING = 0.5  # share of the nodes that may move at a time


def connect(
    size: int,
    start: NDArray[np.integer[Any]],
    end: NDArray[np.integer[Any]],
    weight: NDArray[np.float64],
) -> Any:
    """Make the symmetric weighted matrix of a graph, without loops; a sparse csr of (size, size).

    Args:
        size: Number of nodes.
        start: Node at which each link starts, from 0.
        end: Node at which each link ends.
        weight: Weight of each link; parallel links add up.
    """
    proper = start != end
    start, end, weight = start[proper], end[proper], weight[proper].astype(np.float64)
    half = sparse.coo_array((weight, (start, end)), shape=(size, size))
    return (half + half.T).tocsr()


def find_communities(matrix: Any, *, resolution: float = 1.0) -> NDArray[np.int64]:
    """Give each node the number of its community; the largest community is 0.

    The same matrix gives the same communities every time.

    Args:
        matrix: Symmetric weighted matrix without loops, as from `connect`; sparse csr.
        resolution: Above 1 for more and smaller communities.
    """
    generator = np.random.default_rng(SEED)
    member = _join_upwards(matrix, np.arange(matrix.shape[0]), resolution, generator)
    for _ in range(REFINEMENTS):
        moved = _move_nodes(matrix, member, resolution, generator)
        if np.array_equal(moved, member):
            break
        member = _join_upwards(matrix, moved, resolution, generator)
    order = np.argsort(-np.bincount(member, minlength=1), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    return rank[member]


def _join_upwards(
    matrix: Any, member: NDArray[np.int64], resolution: float, generator: np.random.Generator
) -> NDArray[np.int64]:
    """Join whole communities while modularity grows, from those given; labels are dense."""
    coarse = _merge(matrix, member)
    for _ in range(LEVELS):
        alone = np.arange(coarse.shape[0])
        labels = _move_nodes(coarse, alone, resolution, generator)
        if int(labels.max(initial=-1)) + 1 == coarse.shape[0]:
            break
        member = labels[member]
        coarse = _merge(coarse, labels)
    return member


def _merge(matrix: Any, labels: NDArray[np.int64]) -> Any:
    """Make one node of each community; the links within it become its loop."""
    size = labels.size
    choose = sparse.csr_array(
        (np.ones(size), (np.arange(size), labels)), shape=(size, int(labels.max(initial=-1)) + 1)
    )
    return (choose.T @ matrix @ choose).tocsr()


def _move_nodes(
    matrix: Any, labels: NDArray[np.int64], resolution: float, generator: np.random.Generator
) -> NDArray[np.int64]:
    """Move nodes between communities while modularity grows; return dense labels from 0."""
    size = matrix.shape[0]
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    total = degree.sum()
    if total == 0:
        return labels
    loops = matrix.diagonal()
    links = (matrix - sparse.diags_array(loops)).tocsr()
    for _ in range(SWEEPS):
        mass = np.bincount(labels, weights=degree, minlength=size)
        choose = sparse.csr_array((np.ones(size), (np.arange(size), labels)), shape=(size, size))
        toward = (links @ choose).tocsr()
        row = np.repeat(np.arange(size), np.diff(toward.indptr))
        column = toward.indices
        others = mass[column] - np.where(labels[row] == column, degree[row], 0.0)
        gain = toward.data - resolution * degree[row] * others / total
        best, where = _find_largest(gain, column, toward.indptr)
        stay = _compute_stay(gain, column, row, labels, size)
        alone = -resolution * degree * (mass[labels] - degree) / total
        stay = np.where(np.isneginf(stay), alone, stay)
        # A part of the nodes moves at a time: neighbours that swap at once would chase each other.
        wants = best > stay + 1e-12
        if not wants.any():
            break
        mover = wants & (generator.random(size) < MOVING)
        # Two lone nodes that want each other: the one with the higher number goes.
        mover &= ~((mass[where] <= degree[where]) & (labels[where] == where) & (where > labels))
        labels = np.where(mover, where, labels)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _find_largest(
    gain: NDArray[np.float64], column: NDArray[np.int64], pointer: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Find, row by row, the largest gain and the column where it is."""
    size = pointer.size - 1
    best = np.full(size, -np.inf)
    where = np.arange(size)
    filled = np.diff(pointer) > 0
    if not filled.any():
        return best, where
    best[filled] = np.maximum.reduceat(gain, pointer[:-1][filled])
    row = np.repeat(np.arange(size), np.diff(pointer))
    hits = np.flatnonzero(gain == best[row])
    # Backwards, so that the first of equal columns is the one that stays.
    where[row[hits[::-1]]] = column[hits[::-1]]
    return best, where


def _compute_stay(
    gain: NDArray[np.float64],
    column: NDArray[np.int64],
    row: NDArray[np.int64],
    labels: NDArray[np.int64],
    size: int,
) -> NDArray[np.float64]:
    """Gain of staying, for nodes with a link into their own community; -inf for the others."""
    stay = np.full(size, -np.inf)
    own = labels[row] == column
    stay[row[own]] = gain[own]
    return stay
