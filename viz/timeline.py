"""Places by year: time runs from left to right, one band for each year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import isotonic_regression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ROW = 44.0
COLUMN = 56.0
EMPTY = 14.0


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch of the horizontal axis that belongs to a year; None for nodes without one."""

    year: int | None
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Coordinates of each node, and the bands of the years."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    bands: tuple[Band, ...]


def place_by_year(height: NDArray[np.float64], years: Sequence[int | None]) -> Timeline:
    """Place nodes in the band of their year, near a height that they have from elsewhere.

    A year with many nodes has a wider band, a year with none a narrow one. Nodes without a year
    stand at the right.

    Args:
        height: Wanted vertical place of each node, in any unit.
        years: Year of each node.
    """
    size = height.size
    x, y = np.zeros(size), np.zeros(size)
    if not size:
        return Timeline(x, y, ())
    tall = max(np.sqrt(size * ROW * COLUMN * 2.2 * 9 / 16), 4 * ROW)
    middle = float(np.median(height))
    spread = max(float(np.percentile(np.abs(height - middle), 95)), 1e-9)
    wanted = np.clip((height - middle) / spread, -1.2, 1.2) * tall / 2
    year = np.array([np.iinfo(np.int64).max if one is None else one for one in years])
    known = [one for one in years if one is not None]
    order: list[int | None] = list(range(min(known), max(known) + 1)) if known else []
    if len(known) < size:
        order.append(None)
    left = 0.0
    bands = []
    of_year = {
        one: np.flatnonzero(year == (np.iinfo(np.int64).max if one is None else one))
        for one in order
    }
    all_columns = sum(int(np.ceil(here.size * ROW / tall)) for here in of_year.values())
    wide = max(COLUMN, tall * 2.0 / all_columns)  # few columns spread over the screen
    for one, members in of_year.items():
        columns = int(np.ceil(members.size * ROW / tall))
        right = left + (columns * wide if columns else EMPTY)
        here = members[np.argsort(wanted[members], kind="stable")]
        for column in range(columns):
            stack = here[column::columns]
            steps = np.arange(stack.size) * ROW
            x[stack] = left + (column + 0.5) * wide
            y[stack] = isotonic_regression(wanted[stack] - steps).x + steps
        bands.append(Band(one, left, right))
        left = right
    return Timeline(x, y, tuple(bands))
