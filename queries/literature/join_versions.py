"""Versions of one paper that are several works of a graph, counted as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.normalise_title import compact, normalise
from citeloom.queries.related_work.versions import is_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.literature.works_around import Work


def join_versions(works: Sequence[Work], rank: Sequence[int]) -> list[int]:
    """Return for each work the number of the one that stands for it, mostly its own.

    Works are versions of one paper where they have the same title and years that can be those of
    one paper; a work without a title is no version of another.

    Args:
        works: The works.
        rank: Place of each in an order; of versions the first one in it stands for all.
    """
    stands = list(range(len(works)))
    by_title: dict[str, list[int]] = {}
    for number in sorted(stands, key=rank.__getitem__):
        title = compact(normalise(works[number].title or ""))
        if not title:
            continue
        firsts = by_title.setdefault(title, [])
        near = (first for first in firsts if is_near(works[first].year, works[number].year))
        stands[number] = next(near, number)
        if stands[number] == number:
            firsts.append(number)
    return stands
