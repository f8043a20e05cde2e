"""Who cites whom from both ends, as sparse matrices: made once for a graph and then only read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from citeloom.graph.projection import Citations

    Floats = NDArray[np.float32]
    Matrix = sparse.csr_array[Any, Any]


@dataclass(frozen=True, eq=False)
class CitationIndex:
    """The citations of n papers, from both ends. Self-citations and repetitions are left out.

    `cites[i, j]` and `cited_by[j, i]` are 1 where paper i cites paper j. Degrees are float32
    arrays of shape (n,); of a part of a graph they may count citations to and from outside.
    """

    size: int
    cites: Matrix
    cited_by: Matrix
    out_degree: Floats
    in_degree: Floats
    degree: Floats

    @classmethod
    def of(cls, citations: Citations) -> CitationIndex:
        """Make the index of a graph's citations; a paper's place is that in `citations.ids`."""
        return cls.build(citations.citing, citations.cited, len(citations.ids))

    @classmethod
    def build(
        cls, citing: NDArray[np.integer[Any]], cited: NDArray[np.integer[Any]], size: int
    ) -> CitationIndex:
        """Make the index from two arrays of equal length: `citing[k]` cites `cited[k]`.

        Raises:
            ValueError: The arrays differ in length or name a paper outside 0 … size - 1.
        """
        if citing.shape != cited.shape:
            raise ValueError("each citation needs a citing and a cited paper")
        if len(citing) and not (
            min(citing.min(), cited.min()) >= 0 and max(citing.max(), cited.max()) < size
        ):
            raise ValueError(f"a citation names a paper outside 0 … {size - 1}")
        other = citing != cited
        ones = np.ones(int(other.sum()), np.float32)
        cites = sparse.csr_array((ones, (citing[other], cited[other])), shape=(size, size))
        cites.sum_duplicates()
        cites.data[:] = 1
        cited_by = cites.T.tocsr()
        cited_by.sort_indices()
        out_degree = np.diff(cites.indptr).astype(np.float32)
        in_degree = np.diff(cited_by.indptr).astype(np.float32)
        return cls(
            size=size,
            cites=cites,
            cited_by=cited_by,
            out_degree=out_degree,
            in_degree=in_degree,
            degree=out_degree + in_degree,
        )

    def with_degrees(self, references: Floats, citations: Floats) -> CitationIndex:
        """Return the same citations with degrees that were counted in the whole graph.

        Args:
            references: How many papers each paper cites. Shape (n,).
            citations: How many papers cite it. Shape (n,).
        """
        out_degree = np.maximum(references, self.out_degree).astype(np.float32)
        in_degree = np.maximum(citations, self.in_degree).astype(np.float32)
        return replace(
            self, out_degree=out_degree, in_degree=in_degree, degree=out_degree + in_degree
        )

    @cached_property
    def linked(self) -> Matrix:
        """The sum of both directions: 2 where two papers cite each other."""
        return (self.cites + self.cited_by).tocsr()

    def references(self, paper: int) -> NDArray[np.int32]:
        """Return the papers that `paper` cites, ascending."""
        return self.cites.indices[self.cites.indptr[paper] : self.cites.indptr[paper + 1]]

    def citers(self, paper: int) -> NDArray[np.int32]:
        """Return the papers that cite `paper`, ascending."""
        return self.cited_by.indices[self.cited_by.indptr[paper] : self.cited_by.indptr[paper + 1]]


def invert(degrees: Floats, power: float = 1.0) -> Floats:
    """Return degrees to the power of -`power`, and 0 where a degree is 0."""
    return np.where(degrees > 0, np.maximum(degrees, 1) ** np.float32(-power), 0).astype(np.float32)
