"""Dates as people and programs write them, to ISO 8601, as exact as they are given."""

from __future__ import annotations

import re
from datetime import date

LONGEST = 60
FIRST_YEAR, LAST_YEAR = 1500, 2199
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads as the calendar
MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)

_MONTH = rf"(?P<month>{MONTH_NAME})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NUMBER = r"(?P<month>[0-9]{1,2})"
_TIME = r"(?:[T ][0-9:.+Z-]{2,20})?"
_YEAR = r"(?P<year>[0-9]{4})"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_MONTH} {{1,3}}{_DAY},? {{1,3}}{_YEAR}",
        rf"{_DAY}[. -]{{1,3}}{_MONTH}[, -]{{1,3}}{_YEAR}",
        rf"{_MONTH},? {{1,3}}{_YEAR}",
        rf"{_YEAR}[-/.]{_NUMBER}[-/.]{_DAY}{_TIME}/?",
        rf"{_YEAR}[-/.]{_NUMBER}/{{0,2}}",
        rf"{_YEAR}/{{0,3}}",
    )
)


def read_iso_date(text: str | None) -> str | None:
    """Read a date and give it as `2025-12-02`, `2025-12` or `2025`.

    Args:
        text: The whole text that may be a date: `Dec 2, 2025`, `2 December 2025`, `2025/12/02`.
            All-number dates count only with the year first, because 2/12 means two things.

    Returns:
        The date, or None where it is no date or is not in the calendar (30 February).
    """
    if not text or len(text) > LONGEST:
        return None
    stripped = text.strip()
    for shape in _SHAPES:
        found = shape.fullmatch(stripped)
        if found:
            return _checked(found)
    return None


def read_year(text: str | None) -> int | None:
    """Read the year out of an ISO date or out of a text that holds one year, such as `c. 1998`."""
    found = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", (text or "")[:LONGEST])
    year = int(found[0]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _checked(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts.get("day")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year}"
    number = int(month) if month[0] in "0123456789" else MONTHS.index(month[:3].lower()) + 1
    try:
        whole = date(year, number, int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day else f"{year}-{number:02}"
