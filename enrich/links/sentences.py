"""The sentence that an address stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 500  # characters of a sentence that are kept

_STOP = re.compile(r"[.!?][)\]\"'\u201d}]{0,3}(?=\s)|\n[ \t]{0,80}\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|al|cf|vs|etc|approx|resp|ca|no|fig|figs|eq|eqs|sec|secs|tab|ref|refs|app"
    r"|dr|prof|mr|mrs|ms|st|incl|viz|w\.r\.t)|(?:^|[\s(])[A-Za-z])\.$",
    re.IGNORECASE,
)
_SHORT = 12  # characters that the longest abbreviation needs


def find_breaks(text: str, addresses: Sequence[tuple[int, int]]) -> list[int]:
    """Find where sentences end.

    Args:
        text: The text.
        addresses: Start and end of each address, in order; a full stop in one ends no sentence.

    Returns:
        The places behind each end, rising.
    """
    starts = [start for start, _ in addresses]
    found = []
    for stop in _STOP.finditer(text):
        place = bisect_right(starts, stop.start()) - 1
        if place >= 0 and stop.start() < addresses[place][1]:
            continue
        if stop[0] == "." and _is_abbreviation(text, stop.end()):
            continue
        found.append(stop.end())
    return found


def cut_sentence(text: str, start: int, end: int, stops: Sequence[int]) -> tuple[str, int, int]:
    """Give the sentence around a place, and where the kept part of it begins and ends.

    A sentence of more than 500 characters is cut around the place.
    """
    place = bisect_right(stops, start)
    begin = stops[place - 1] if place else 0
    after = bisect_right(stops, end - 1, lo=place)
    finish = stops[after] if after < len(stops) else len(text)
    if finish - begin > LONGEST:
        begin = max(begin, min(start, end - LONGEST // 2) - LONGEST // 2)
        finish = min(finish, max(begin + LONGEST, min(end, begin + 2 * LONGEST)))
    return " ".join(text[begin:finish].split()), begin, finish


def _is_abbreviation(text: str, end: int) -> bool:
    before = text[max(0, end - _SHORT) : end]
    found = _ABBREVIATION.search(before)
    if not found:
        return False
    following = text[end : end + 3].lstrip()
    # "et al." and single letters may end a sentence too: then a capital follows a line's end.
    return not (following[:1].isupper() and "\n" in text[end : end + 2])
