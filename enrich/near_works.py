"""Which works outside a graph the works in it point at most strongly."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Works = Iterable[tuple[str, tuple[str, ...]]]

DIGITS = 18  # of a W-id, so that its number fits 64 bits


def rank_near(
    works: Works,
    listed: Collection[str],
    cited_by_listed: Mapping[str, int],
    known: Collection[str],
    count: int,
) -> list[str]:
    """Return the works that the works around a list cite most, weighed by how near these are.

    A work counts for what it cites as much as it has links with listed papers, over the root of
    the length of its reference list, as in Salton's cosine.

    Args:
        works: The works around the list with their references; in one order always, since sums
            of floats depend on it.
        listed: W-ids of the listed papers.
        cited_by_listed: W-id → number of listed papers that cite the work.
        known: W-ids that are not looked for.
        count: How many are wanted.

    Returns:
        W-ids, the strongest first; of equal ones the older id.
    """
    listed, known = frozenset(listed), frozenset(known)
    cited, weights = array("q"), array("d")
    for work, references in works:
        links = cited_by_listed.get(work, 0) + sum(each in listed for each in references)
        if links and references:
            weight = links / math.sqrt(len(references))
            numbers = [int(each[1:]) for each in references if _is_sought(each, known)]
            cited.extend(numbers)
            weights.extend([weight] * len(numbers))
    if not cited:
        return []
    ids, place = np.unique(np.frombuffer(cited, np.int64), return_inverse=True)
    strength = np.bincount(place, weights=np.frombuffer(weights, np.float64))
    order = np.lexsort((ids, -strength))
    return [f"W{number}" for number in ids[order[:count]].tolist()]


def _is_sought(work: str, known: Collection[str]) -> bool:
    return work not in known and len(work) <= DIGITS and work[1] != "0"
