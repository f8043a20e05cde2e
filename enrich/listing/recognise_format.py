"""Which format a listing is in: the one that explains most of its text.

Each format has a sign that is cheap to look for, and a reader. Where the sign is there, the text is
read, and what the reader leaves unexplained counts against it: a format is taken only if it
explains at least half of the lines. A file's ending decides nothing but whether a table may have an
unknown header. The order is from formats that nothing else looks like to plain lines, which are
what is left, and have to earn it (`strange_lines`).
"""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import PurePath
from typing import TYPE_CHECKING

from citeloom.enrich.listing import (
    read_bbl,
    read_bibtex,
    read_daily_papers,
    read_json,
    read_lines,
    read_mixed,
    read_table,
)
from citeloom.enrich.listing.read_daily_papers_html import parse_page
from citeloom.enrich.listing.read_tagged import parse_tagged
from citeloom.enrich.listing.refused_formats import refuse_markup
from citeloom.enrich.listing.tagged_dialects import DIALECTS
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citeloom.enrich.listing.piece import Piece

    Reader = tuple[str, Callable[[], Iterable[Piece]]]

ENOUGH = 0.5  # of the lines that are not empty
_PAGE = re.compile(
    r"\ufeff?\s{0,1000}<(?:!doctype|html|\?xml|head|body|!--|[a-z][\w:.-]*[ >])", re.IGNORECASE
)


def read_pieces(text: str, name: str) -> tuple[str, Iterator[Piece]]:
    """Recognise the format of a listing and read it.

    Args:
        text: The listing, with `\\n` line ends.
        name: Its file name; the ending decides for a table without a known header.

    Returns:
        The name of the format, and the pieces, which together cover every line that is not empty.

    Raises:
        ListingError: The text is in none of the formats.
    """  # noqa: D301 - the backslash is doubled
    if not text.strip("\ufeff \t\n\f\v"):
        raise ListingError(f"{name} is empty", todo="Give a listing with at least one paper")
    if _PAGE.match(text):
        page = parse_page(text)
        if page:
            return "daily-papers-html", iter(page)
        if refused := refuse_markup(text, name):
            raise refused
    if read_json.is_json(text):
        return read_json.recognise_json(text), read_json.parse(text, name)
    for form, read in _candidates(text, name):
        pieces = list(read())
        if measure_explained(text, pieces) >= ENOUGH:
            if form == read_bibtex.FORM and _has_items_aside(pieces):
                return read_mixed.FORM, read_mixed.parse(text)
            return form, iter(pieces)
    return _read_rest(text, name)


def _read_rest(text: str, name: str) -> tuple[str, Iterator[Piece]]:
    """Read what no other format explains: lines, or prose with ids in it."""
    if refused := refuse_markup(text, name):
        raise refused
    lines, strange = read_lines.read_all(text)
    if strange is None:
        return read_lines.FORM, iter(lines)
    if strange.kind == "prose" and strange.has_ids:
        return read_mixed.FORM, read_mixed.parse(text)
    raise strange.refuse(name)


def _candidates(text: str, name: str) -> Iterator[Reader]:
    """Yield the formats of which the text has the sign, each with how to read it."""
    for dialect in DIALECTS:
        if dialect.signature.search(text):
            yield dialect.name, lambda d=dialect: parse_tagged(text, d)  # type: ignore[misc]  # bound now
    if read_bbl.is_bbl(text):
        yield read_bbl.FORM, lambda: read_bbl.parse(text)
    if read_bibtex.is_bibtex(text):
        yield read_bibtex.FORM, lambda: read_bibtex.parse(text)
    if read_daily_papers.is_daily_papers(text):
        yield read_daily_papers.FORM, lambda: read_daily_papers.parse(text)
    if PurePath(name).suffix.lower() in {".csv", ".tsv"} or read_table.find_header(text):
        yield read_table.FORM, lambda: read_table.parse(text, name)
    if read_mixed.is_mixed(text):
        yield read_mixed.FORM, lambda: read_mixed.parse(text)


def measure_explained(text: str, pieces: Iterable[Piece]) -> float:
    """Return which share of the lines that are not empty a format explains, from 0 to 1."""
    filled = [0, *accumulate(bool(line.strip()) for line in text.split("\n"))]
    explained = sum(
        filled[min(piece.last, len(filled) - 1)] - filled[piece.first - 1]
        for piece in pieces
        if piece.explained
    )
    return explained / filled[-1] if filled[-1] else 0.0


def _has_items_aside(pieces: Iterable[Piece]) -> bool:
    """Whether lines that are no BibTeX name papers: then the text is notes with BibTeX in them."""
    return any(not piece.explained and piece.problem is not None for piece in pieces)
