"""From what a user gives as a listing to the listing: a file, stdin, an id, an address."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from citeloom.enrich.listing import look_at, parse_live, read_named, require_entries
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.entry import Listing


def read_source(source: str) -> Listing:
    """Read a listing from a file, from stdin (`-`), or as the id or address that the source is.

    Raises:
        ListingError: It cannot be read, or nothing in it could be.
    """
    return require_entries(_look_at(source))


def read_sources(sources: Sequence[str]) -> dict[str, Listing]:
    """Read every source but the Hub's live listings, which only the Hub can give.

    Raises:
        ListingError: One of them cannot be read, or nothing in it could be.
    """
    return {source: read_source(source) for source in sources if parse_live(source) is None}


def look_at_source(source: str) -> Listing:
    """Read a listing as `read_source` does, also one of which nothing could be read but problems.

    Raises:
        ListingError: It is of no known format, or is a listing that only the Hub can give.
    """
    live = parse_live(source)
    if live:
        raise ListingError(
            f"{source} is a listing that the Hub gives, and reading fetches nothing",
            todo=f"Run citeloom build {live.name}",
        )
    return _look_at(source)


def _look_at(source: str) -> Listing:
    if not source:
        raise ListingError("The name of a listing is empty", todo="Name a file, or - for stdin")
    if source == "-":
        return look_at(sys.stdin.buffer.read(), name="stdin")
    return read_named(source) or look_at(source)
