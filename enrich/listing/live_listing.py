"""The words for the Hub's live listings (`hf:daily`, `hf:2025-W49`), and their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from citeloom.graph.errors import ListingError

PREFIX = "hf:"
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/papers/?"
    r"(?:date/(?P<date>[^/?#]{1,20})|week/(?P<week>[^/?#]{1,20})|\?date=(?P<asked>[^/?&#]{1,20}))?/?"
    r"(?:[?#].*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LiveListing:
    """A listing of the Hub: the newest day's, a day's (`2025-12-02`), a week's (`2025-W49`).

    `value` is empty for `daily`. `name` is what the listing is called in the graph.
    """

    kind: Literal["daily", "date", "week"]
    value: str

    @property
    def name(self) -> str:
        """The word that asks for this listing."""
        return PREFIX + (self.value or self.kind)

    def find_first_day(self) -> str:
        """Return its first day, ISO 8601; an empty string for `daily`."""
        if self.kind == "week":
            year, _, week = self.value.partition("-W")
            return date.fromisocalendar(int(year), int(week), 1).isoformat()
        return self.value


def parse_live(source: str) -> LiveListing | None:
    """Read the word for a live listing.

    Args:
        source: What the user gave as a listing.

    Returns:
        The live listing, or None where the word neither begins with `hf:` nor is the address of
        one of the Hub's pages (`https://huggingface.co/papers/date/2025-12-02`).

    Raises:
        ListingError: It does, but names no day and no week.
    """
    page = _PAGE.fullmatch(source.strip())
    if page:
        word = page["date"] or page["week"] or page["asked"] or "daily"
    elif source[: len(PREFIX)].lower() == PREFIX:
        word = source[len(PREFIX) :].strip()
    else:
        return None
    if word.lower() == "daily":
        return LiveListing("daily", "")
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return LiveListing("date", date.fromisoformat(word).isoformat())
        week = re.fullmatch(r"([0-9]{4})-?[Ww]([0-9]{1,2})", word)
        if week:
            date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return LiveListing("week", f"{week[1]}-W{int(week[2]):02}")
    except ValueError:
        raise ListingError(
            f"{source} names a day or a week that is not in the calendar",
            todo="Write a date such as hf:2025-12-02 or a week such as hf:2025-W49",
        ) from None
    raise ListingError(
        f"{source} names no listing of the Hub",
        todo="Write hf:daily, a date such as hf:2025-12-02, or a week such as hf:2025-W49",
    )
