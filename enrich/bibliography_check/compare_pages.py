"""Whether two statements of pages can be of one paper."""

from __future__ import annotations

import re

DASHES = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|\bto\b)+\s*")
PAGE = re.compile(r"(?P<letters>[a-z]{0,4})(?P<number>\d{1,7})", re.IGNORECASE)
BLANK = 1  # an empty last page is counted by some sources
IN_ARTICLE = re.compile(r"(?P<article>\d+):(?P<page>\d+)")  # 23:1-23:20, as ACM counts


def compare_pages(printed: str, first: str | None, last: str | None) -> bool | None:
    """Compare pages as printed with the first and the last page of a record.

    A range that begins with 1 counts within the paper, as files of a paper do, and a single number
    may be that of an article: neither contradicts pages that count through a volume.

    Returns:
        True, False, or None where the two cannot be compared.
    """
    here, there = read_pages(printed), read_pages("-".join(filter(None, (first, last))))
    if here is None or there is None:
        return None
    if here[0] == there[0]:
        if here[1] is None or there[1] is None:
            return None
        return abs(here[1] - there[1]) <= BLANK
    letters_here, number_here = here[0]
    letters_there, number_there = there[0]
    counts_within = 1 in (number_here, number_there)
    is_article = (here[1] is None) != (there[1] is None)
    if letters_here != letters_there or counts_within or is_article:
        return None
    return False


def read_pages(text: str) -> tuple[tuple[str, int], int | None] | None:
    """Read first and last page: the letters and the number of the first, the number of the last.

    >>> read_pages("S4171--86"), read_pages("23:1-23:20"), read_pages("xi-xv")
    ((('s', 4171), 4186), (('23', 1), 20), None)
    """
    bare = re.sub(r"^\s*pp?\.?\s*", "", text, flags=re.IGNORECASE).replace(",", "").strip()
    parts = [part for part in DASHES.split(bare) if part]
    if not 1 <= len(parts) <= 2:  # noqa: PLR2004 - several ranges are no range
        return None
    if found := IN_ARTICLE.fullmatch(parts[0]):
        end = IN_ARTICLE.fullmatch(parts[-1])
        number = int(end["page"]) if end and len(parts) > 1 else None
        return (found["article"], int(found["page"])), number
    begin = PAGE.fullmatch(parts[0])
    if begin is None:
        return None
    start = (begin["letters"].lower(), int(begin["number"]))
    if len(parts) == 1:
        return start, None
    stop = PAGE.fullmatch(parts[1])
    return start, _complete(begin["number"], stop["number"]) if stop else None


def _complete(first: str, last: str) -> int:
    """Read a last page that may lack the digits that it shares with the first."""
    if len(last) < len(first) and int(last) < int(first):
        last = first[: len(first) - len(last)] + last
    return int(last)
