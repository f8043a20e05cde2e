"""From a listing in any format to entries: nothing is dropped without a word.

One module reads each format (`read_bibtex`, `read_tagged`, `read_table`, …); `recognise_format`
chooses it, `encoding` turns bytes into text, `piece` keeps the accounts. docs/listings.md shows
the formats, docs/architecture.md how one is chosen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.enrich.listing.encoding import decode
from citeloom.enrich.listing.live_listing import LiveListing, parse_live
from citeloom.enrich.listing.piece import Piece, make_problem, settle
from citeloom.enrich.listing.read_lines import FORM as LINES
from citeloom.enrich.listing.read_lines import identify_line, read_line
from citeloom.enrich.listing.recognise_format import read_pieces
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.entry import Listing

__all__ = ["LiveListing", "look_at", "parse_live", "read_listing", "read_named", "require_entries"]

FOLDER = "bibtex"


def read_listing(
    source: str | Path | bytes | bytearray | memoryview, *, name: str | None = None
) -> Listing:
    """Read a listing from a file, a folder of `.bib` files, or bytes that the caller has read.

    Args:
        source: Path of a file or folder, or the listing itself as bytes.
        name: What to call the listing; the file's name by default.

    Returns:
        Entries in the order of the listing, problems, and the number of duplicates.

    Raises:
        ListingError: The file cannot be read, is empty, is of no known format, or holds nothing
            that could be read.
    """
    return require_entries(look_at(source, name=name))


def look_at(
    source: str | Path | bytes | bytearray | memoryview, *, name: str | None = None
) -> Listing:
    """Read a listing as `read_listing` does, also one of which nothing could be read but problems.

    Raises:
        ListingError: The file cannot be read, is empty, or is of no known format.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _look_at_bytes(bytes(source), name or "stdin")
    path = Path(source)
    try:
        if path.is_dir():
            return _folder(path, name or path.resolve().name)
        data = path.read_bytes()
    except FileNotFoundError:
        if "://" in str(source):
            raise ListingError(
                f"{source} is an address that names no paper by an id",
                todo="Give the paper's DOI or arXiv id, or save the page and give the file",
            ) from None
        raise ListingError(
            f"{source} does not exist", todo="Check the path, or give an id or an address"
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        raise ListingError(f"{path} cannot be read: {why}", todo="Check the file") from None
    return _look_at_bytes(data, name or path.name)


def read_named(source: str) -> Listing | None:
    """Read a source that is itself an id or a paper's address as a listing of one paper.

    Returns:
        The listing, called by what was given, or None where it is no id: a path, then.
    """
    if not identify_line(source.strip()) or Path(source).exists():
        return None
    return settle(source.strip(), LINES, read_line(1, source.strip()))


def _look_at_bytes(data: bytes, name: str) -> Listing:
    decoded = decode(data, name)
    form, found = read_pieces(decoded.text, name)
    pieces = list(found)
    pieces += [
        Piece(line, line, None, make_problem(line, "", f"bytes that are not {decoded.encoding}"))
        for line in decoded.broken_lines
    ]
    listing = settle(name, form, pieces)
    if not (listing.entries or listing.problems):
        raise ListingError(f"{name} lists no paper", todo="Give a listing with at least one paper")
    return listing


def require_entries(listing: Listing) -> Listing:
    """Return a listing in which something could be read.

    Raises:
        ListingError: Nothing could be; says why, by its first problem.
    """
    if listing.entries:
        return listing
    first = listing.problems[0]
    raise ListingError(
        f"no paper could be read from {listing.name}; line {first.line}: {first.reason}",
        todo="Correct that line, or give the listing in another format",
    )


def _folder(path: Path, name: str) -> Listing:
    """Read the `.bib` files of a folder as one listing; a problem says in which file it is."""
    files = sorted(each for each in path.iterdir() if each.suffix.lower() == ".bib")
    if not files:
        raise ListingError(
            f"{path} is a directory without .bib files",
            todo="Name the listing's file in it instead",
        )
    return _joined(name, [look_at(each) for each in files])


def _joined(name: str, parts: Sequence[Listing]) -> Listing:
    pieces = [Piece(e.line, e.line, e) for part in parts for e in part.entries]
    pieces += [
        Piece(p.line, p.line, None, p.model_copy(update={"reason": f"{part.name}: {p.reason}"}))
        for part in parts
        for p in part.problems
    ]
    whole = settle(name, FOLDER, pieces)
    repeated = whole.duplicates + sum(part.duplicates for part in parts)
    return whole.model_copy(update={"duplicates": repeated})
