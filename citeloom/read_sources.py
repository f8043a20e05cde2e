"""From what a user gives as a listing to the listing: a file, stdin, an id, an address."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from citeloom.enrich.listing import look_at, parse_live, read_listing, read_named
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.entry import Listing


def read_source(source: str) -> Listing:
    """Read a listing from a file, from stdin (`-`), or as the id or address that the source is.

    Raises:
        ListingError: It cannot be read, or nothing in it could be.
    """
    _check(source)
    return read_named(source) or (
        read_listing(_stdin(), name="stdin") if source == "-" else read_listing(source)
    )


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
    _check(source)
    live = parse_live(source)
    if live:
        raise ListingError(
            f"{source} is a listing that the Hub gives, and reading fetches nothing",
            todo=f"Run citeloom build {live.name}",
        )
    return read_named(source) or (
        look_at(_stdin(), name="stdin") if source == "-" else look_at(source)
    )


def _check(source: str) -> None:
    if not source:
        raise ListingError("The name of a listing is empty", todo="Name a file, or - for stdin")


def _stdin() -> bytes:
    return sys.stdin.buffer.read()
