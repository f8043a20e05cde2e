"""From a listing in any form to entries: nothing is dropped without a word.

One module reads each form (`daily_papers`, `bibtex`, `ris`, `csl_json`, `table`, `lines`);
`recognise` chooses it, `encoding` turns bytes into text, `pieces` keeps the accounts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.enrich.listing.encoding import decode
from citeloom.enrich.listing.live_listing import LiveListing, parse_live
from citeloom.enrich.listing.piece import Piece, problem, settle
from citeloom.enrich.listing.recognise_format import read_pieces
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from citeloom.enrich.entry import Listing

__all__ = ["LiveListing", "parse_live", "read_bytes", "read_listing"]


def read_listing(
    source: str | Path | bytes | bytearray | memoryview, *, name: str | None = None
) -> Listing:
    """Read a listing from a file, or from bytes that the caller has read.

    Args:
        source: Path of a file, or the listing itself as bytes.
        name: What to call the listing; the file's name by default.

    Returns:
        Entries in the order of the listing, problems, and the number of duplicates.

    Raises:
        ListingError: The file cannot be read, is empty, or is of no known form.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return read_bytes(bytes(source), name or "stdin")
    path = Path(source)
    try:
        if path.is_dir():
            raise ListingError(
                f"{path} is a directory", todo="Name the listing's file in it instead"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ListingError(f"{path} does not exist", todo="Check the path") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        raise ListingError(f"{path} cannot be read: {why}", todo="Check the file") from None
    return read_bytes(data, name or path.name)


def read_bytes(data: bytes, name: str) -> Listing:
    """Read a listing from bytes; `name` is what to call it.

    Raises:
        ListingError: It is empty, binary, or of no known form; or nothing in it could be read.
    """
    decoded = decode(data, name)
    form, found = read_pieces(decoded.text, name)
    pieces = list(found)
    pieces += [
        Piece(line, line, None, problem(line, "", f"bytes that are not {decoded.encoding}"))
        for line in decoded.broken_lines
    ]
    listing = settle(name, form, pieces)
    if listing.entries:
        return listing
    if not listing.problems:
        raise ListingError(f"{name} lists no paper", todo="Give a listing with at least one paper")
    first = listing.problems[0]
    raise ListingError(
        f"no paper could be read from {name}; line {first.line}: {first.reason}",
        todo="Correct that line, or give the listing in another form",
    )
