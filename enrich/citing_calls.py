"""Which works are asked for together, so that all that cites them fits into one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.services.openalex_query import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citeloom.enrich.finding import Finding

UNKNOWN = AT_ONCE + 1  # how often a work is taken to be cited of which OpenAlex does not say it


def count_citations(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how often each found paper is cited, by W-id in their order.

    A W-id of a listing that leads to no work is not cited.
    """
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.openalex_id:
            work = finding.work.value
            cited = work.cited_by_count if work else 0
            counts[finding.openalex_id] = UNKNOWN if cited is None else cited
    return dict(sorted(counts.items()))


def pack(counts: Mapping[str, int], *, at_most: int | None = None) -> list[list[str]]:
    """Put works together that are cited at most a hundred times in all; others stand alone.

    First fit decreasing, which takes at most 11/9 of the calls that are needed, and one: D. S.
    Johnson, "Near-optimal bin packing algorithms", MIT 1973.

    Args:
        counts: W-id → how often the work is cited.
        at_most: Give up as soon as there are more calls than this.

    Returns:
        The works of each call; more than `at_most` lists where they do not fit.
    """
    packs: list[list[str]] = []
    free: list[int] = []
    for key in sorted(counts, key=lambda each: (-counts[each], each)):
        needed = max(counts[key], 1)
        place = next(
            (at for at, left in enumerate(free) if left >= needed and len(packs[at]) < AT_ONCE),
            None,
        )
        if place is None:
            packs.append([key])
            free.append(AT_ONCE - needed)
        else:
            packs[place].append(key)
            free[place] -= needed
        if at_most is not None and len(packs) > at_most:
            break
    return packs


def choose_asked(counts: Mapping[str, int], calls: int) -> Sequence[str]:
    """Return the works that so many calls reach: the least cited, of which most share a call."""
    order = sorted(counts, key=lambda each: (counts[each], each))
    low, high = 0, len(order)
    while low < high:
        middle = (low + high + 1) // 2
        some = {key: counts[key] for key in order[:middle]}
        if len(pack(some, at_most=calls)) <= calls:
            low = middle
        else:
            high = middle - 1
    return sorted(order[:low])
