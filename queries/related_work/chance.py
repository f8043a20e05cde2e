"""How likely suggestions belong, and how many more papers a list lacks.

Chances are those of an experiment, and hold as far as a question is like it: for a list, half of
a bibliography was hidden and the other half given; for one paper, a fifth of its references was.
From a list alone nobody can tell whether half of it is missing or a tenth: over lists of which
other shares were hidden the evidence looks the same (docs/related-work.md has the figures).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from citeloom.queries.related_work.fusion import Model
    from citeloom.queries.related_work.signals import Floats


@dataclass(frozen=True, slots=True)
class Missing:
    """About how many papers of the graph belong to a list and are not in it.

    `low` and `high` bound the number in four of five lists.
    """

    expected: float
    low: int
    high: int


def compute_chances(
    model: Model, score: Floats, candidates: NDArray[np.bool_], given: int
) -> Floats:
    """Return the chance of each candidate, 0 to 1, and 0 for all other papers. Shape (n,).

    Args:
        model: What was fitted.
        score: Of each paper.
        candidates: Which papers are ranked.
        given: How many papers the ranking is for.
    """
    chances = np.zeros(len(score), np.float32)
    among = score[candidates].astype(np.float64)
    if len(among):
        odds = compute_log_odds(among, given, *_parameters(model))
        chances[candidates] = 1 / (1 + np.exp(-np.clip(odds, -60, 60)))
    return chances


def compute_log_odds(
    scores: NDArray[np.float64], given: int, offset: float, slope: float, size: float
) -> NDArray[np.float64]:
    """Return the log odds of candidates from their scores, see `fusion.Chance`."""
    odds: NDArray[np.float64] = offset + slope * measure_above_level(scores) + size * np.log(given)
    return odds


def measure_above_level(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores less ln Σ exp(score): adding the same to all scores changes nothing."""
    best = scores.max()
    level: np.float64 = best + np.log(np.exp(scores - best).sum())
    return scores - level


def count_missing(model: Model, chances: Floats) -> Missing:
    """Estimate how many of the papers belong to the list, with a range that holds in 80 %."""
    expected = float(chances.sum(dtype=np.float64))
    least, most = (expected + each * expected**0.5 for each in model.spread)
    # The whole numbers between; around a small number there may be none but the nearest.
    low, high = min(math.ceil(least), round(expected)), max(math.floor(most), round(expected))
    return Missing(expected, max(low, 0), high)


def _parameters(model: Model) -> tuple[float, float, float]:
    return model.chance.offset, model.chance.slope, model.chance.size
