"""Which form a listing is of: what it holds counts, the file's ending only where that is open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from citeloom.enrich.listing import (
    read_bibtex,
    read_csl_json,
    read_daily_papers,
    read_lines,
    read_ris,
    read_table,
)
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.listing.piece import Piece

_PAGE = re.compile(r"\s{0,1000}<(?:!doctype|html|\?xml|head|body|!--)", re.IGNORECASE)


def read_pieces(text: str, name: str) -> tuple[str, Iterator[Piece]]:
    """Recognise the form of a listing and read it.

    Args:
        text: The listing, with `\\n` line ends.
        name: Its file name; the ending decides for a table without a known header.

    Returns:
        The name of the form, and the pieces, which together cover every line that is not empty.

    Raises:
        ListingError: The text is of none of the forms.
    """  # noqa: D301 - the backslash is doubled
    if not text.strip("\ufeff \t\n\f\v"):
        raise ListingError(f"{name} is empty", todo="Give a listing with at least one paper")
    if _PAGE.match(text):
        raise ListingError(
            f"{name} is a web page or XML, as line 1 shows",
            todo="Open the page in a browser, copy its text, and save that as a text file",
        )
    ending = PurePath(name).suffix.lower()
    if read_csl_json.is_json(text):
        return read_csl_json.FORM, read_csl_json.parse(text, name)
    if read_ris.is_ris(text):
        return read_ris.FORM, read_ris.parse(text)
    if read_bibtex.is_bibtex(text):
        return read_bibtex.FORM, read_bibtex.parse(text)
    if read_daily_papers.is_daily_papers(text):
        return read_daily_papers.FORM, read_daily_papers.parse(text)
    if ending in {".csv", ".tsv"} or read_table.header_of(text):
        return read_table.FORM, read_table.parse(text, name)
    return read_lines.FORM, read_lines.parse(text, name)
