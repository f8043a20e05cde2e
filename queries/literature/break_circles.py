"""Citations in a circle, of which the most doubtful are left out until no circle remains.

Papers cannot build upon each other in a circle; circles come from works in press at one time, from
wrong years, and from versions that are several works. Within each strongly connected component the
citations that go to a newer work are left out first, those with the largest distance in years
before the others; then, of works of one year or of no known year, those from the id that comes
first to the one that comes later. What is no part of a circle is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

SAME_TIME, LATER_ID, SURE = 0, -1, -2  # doubt in a citation; above 0 it is a distance in years


@dataclass(frozen=True, slots=True)
class WithoutCircles:
    """Citations without circles, and those that were left out for it: places in what was given."""

    kept: Numbers
    left_out: Numbers


def break_circles(citing: Numbers, cited: Numbers, years: Sequence[int | None]) -> WithoutCircles:
    """Leave out citations until none is part of a circle; the same ones every time.

    Args:
        citing: Number of the work that cites, for each citation. Shape (m,), int64.
        cited: Number of the work that is cited. Shape (m,), int64.
        years: Year of each work, None where it is not known. Works are in the order of their ids.
    """
    doubt = _doubt(citing, cited, years)
    kept = np.flatnonzero(citing != cited)
    while True:
        component = _find_components(citing[kept], cited[kept], len(years))
        within = kept[component[citing[kept]] == component[cited[kept]]]
        if not within.size:
            break
        of = component[citing[within]]
        most = np.full(len(years), SURE)
        np.maximum.at(most, of, doubt[within])
        kept = np.setdiff1d(kept, within[doubt[within] == most[of]], assume_unique=True)
    left_out = np.setdiff1d(np.arange(len(citing)), kept, assume_unique=True)
    return WithoutCircles(kept, left_out)


def _doubt(citing: Numbers, cited: Numbers, years: Sequence[int | None]) -> Numbers:
    """Return how doubtful each citation is, if it is part of a circle.

    In every circle some citation goes to a later id, so that something is always found to leave
    out: a citation is only `SURE` where it goes to an earlier one.
    """
    known = np.array([year is not None for year in years], dtype=bool)
    year = np.array([0 if year is None else year for year in years], dtype=np.int64)
    both = known[citing] & known[cited]
    newer = np.where(both, year[cited] - year[citing], 0)
    later = np.where(newer == 0, SAME_TIME, LATER_ID)
    return np.where(newer > 0, newer, np.where(citing < cited, later, SURE))


def _find_components(citing: Numbers, cited: Numbers, size: int) -> Numbers:
    ones = np.ones(len(citing), np.int8)
    matrix = sparse.csr_array((ones, (citing, cited)), shape=(size, size))
    _, component = connected_components(matrix, directed=True, connection="strong")
    return np.asarray(component, dtype=np.int64)
