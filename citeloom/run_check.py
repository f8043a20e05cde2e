"""A check of a bibliography, through the rooms in their order: read, find, compare."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check import check_bibliography
from citeloom.enrich.listing import parse_live, read_listing, read_named
from citeloom.enrich.listing.encoding import decode
from citeloom.enrich.services import open_services
from citeloom.enrich.services.ledger import Meter, now
from citeloom.graph.errors import ListingError
from citeloom.pipeline import open_archive, read_access

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeloom.enrich.bibliography_check import BibliographyCheck
    from citeloom.enrich.entry import Listing
    from citeloom.pipeline import BuildOptions
    from citeloom.progress import Progress
    from citeloom.settings import Settings


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A bibliography that was read.

    Attributes:
        source: What the user named: a path, `-`, an id.
        listing: Its entries.
        text: Its text with LF line ends.
        data: Its bytes; empty where the source is itself an id.
    """

    source: str
    listing: Listing
    text: str
    data: bytes


def read_bibliography(source: str) -> Bibliography:
    """Read a bibliography in any format of listings.

    Raises:
        ListingError: It is no single file, cannot be read, or nothing in it could be.
    """
    if live := parse_live(source):
        raise ListingError(
            f"{source} is a listing that the Hub gives; there is nothing in it to check",
            todo=f"Run citeloom build {live.name}",
        )
    if source == "-":
        data = sys.stdin.buffer.read()
        return _read(source, data, "stdin")
    if not source:
        raise ListingError("The name of a bibliography is empty", todo="Name a file")
    if named := read_named(source):
        return Bibliography(source, named, source, b"")
    path = Path(source)
    if path.is_dir():
        raise ListingError(
            f"{source} is a folder, and a check is of one file", todo="Name a file in it"
        )
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        read_listing(source)  # says why
        raise
    return _read(source, data, path.name)


def check(
    bibliography: Bibliography,
    options: BuildOptions,
    settings: Settings,
    progress: Progress,
    before_asking: Callable[[tuple[Listing, ...]], None] = lambda _: None,
) -> BibliographyCheck:
    """Check a bibliography.

    Args:
        bibliography: What was read.
        options: Whether to use the network, to ask again, and which archive to read besides.
        settings: Where things are, and the keys.
        progress: Where the work reports to.
        before_asking: Is told what was read before any service is asked; it may raise.

    Raises:
        ArchiveError: The archive cannot be used.
    """
    with ExitStack() as stack:
        archive = open_archive(settings, options, stack)
        before_asking((bibliography.listing,))
        run = now()
        meter = Meter(lambda spent: archive.spend(run, spent))
        access = None if options.offline else read_access(settings)
        services = stack.enter_context(
            open_services(archive, access, meter, refresh=options.refresh)
        )
        return check_bibliography(bibliography.listing, bibliography.text, services, progress)


def _read(source: str, data: bytes, name: str) -> Bibliography:
    listing = read_listing(data, name=name)
    return Bibliography(source, listing, decode(data, name).text, data)
