"""Entries that repeat an earlier one word for word, which the reading of listings leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.check_result import EntryCheck
from citeloom.enrich.bibliography_check.printed_fields import place_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.entry import Listing


def list_repeated_entries(listing: Listing, text: str) -> Iterator[EntryCheck]:
    """Yield a check for each BibTeX entry that is there twice with the same key.

    Args:
        listing: The bibliography as it was read.
        text: Its text.
    """
    read = {entry.line for entry in listing.entries}
    told = {problem.line for problem in listing.problems}
    first = {entry.key: entry.line for entry in reversed(listing.entries) if entry.key}
    for placed in place_entries(text) if listing.duplicates else ():
        key = placed.entry.key
        if key in first and placed.line not in read | told:
            yield EntryCheck(
                key=key,
                line=placed.line,
                verdict="duplicate",
                fields=(),
                evidence=f"It repeats the entry of this key in line {first[key]}.",
                suggestion="Take it out.",
            )
