"""What an entry says of its publication, which the reading of listings does not keep.

Venue, volume, pages and kind are read from the BibTeX itself, entry by entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.source_record import is_server
from citeloom.enrich.listing.bibtex_entries import BibEntry, scan_bibtex
from citeloom.enrich.listing.entry_ids import collect_ids
from citeloom.graph.identifiers import read_short_doi
from citeloom.graph.latex_text import read_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "series")
OPEN = re.compile(
    r"\b(?:submitted|to appear|in press|forthcoming|accepted|under review|in preparation|"
    r"unpublished|manuscript|technical report|thesis|dissertation)\b",
    re.IGNORECASE,
)
BOOKS = frozenset({"book", "mvbook", "inbook", "manual", "reference", "collection"})
PREPRINT_KINDS = frozenset({"misc", "online", "article", "unpublished", "techreport", "report"})


@dataclass(frozen=True, slots=True)
class PrintedFields:
    """What a BibTeX entry says of its publication, as plain text; empty where it says nothing.

    Attributes:
        kind: The type of the entry, such as `article`, in small letters.
        venues: The names in the fields for venues, the most telling first.
        volume: Volume.
        pages: Pages, as printed.
        no_doi: What stands in the field for a DOI without being one.
        is_preprint: Whether it cites a version on a server of preprints.
        says_retracted: Whether it says itself that the paper was retracted.
    """

    kind: str = ""
    venues: tuple[str, ...] = ()
    volume: str = ""
    pages: str = ""
    no_doi: str = ""
    is_preprint: bool = False
    says_retracted: bool = False

    @property
    def is_book(self) -> bool:
        """Whether it is of a book, which has editions of many years."""
        return self.kind in BOOKS


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """A BibTeX entry, and the line where it begins, from 1."""

    line: int
    entry: BibEntry


def place_entries(text: str) -> Iterator[PlacedEntry]:
    """Yield the BibTeX entries of a text with their lines."""
    line, place = 1, 0
    for block in scan_bibtex(text):
        line += text.count("\n", place, block.start)
        place = block.start
        if isinstance(block, BibEntry):
            yield PlacedEntry(line, block)


def read_printed_fields(text: str) -> dict[tuple[int, str | None], PrintedFields]:
    """Return what the BibTeX entries of a text say, by their lines and keys."""
    placed = list(place_entries(text))
    by_key: dict[str, Mapping[str, str]] = {}
    for each in placed:
        by_key.setdefault((each.entry.key or "").lower(), each.entry.fields)
    return {(each.line, each.entry.key): _read(each.entry, by_key) for each in placed}


def _read(entry: BibEntry, by_key: Mapping[str, Mapping[str, str]]) -> PrintedFields:
    fields = dict(entry.fields)
    parent = by_key.get(fields.get("crossref", "").lower(), {})
    if "title" in parent:
        fields.setdefault("booktitle", parent["title"])
    for name in ("booktitle", "journal", "series", "volume"):
        if name in parent:
            fields.setdefault(name, parent[name])
    named = [read_latex(fields[name]) for name in VENUE_FIELDS if fields.get(name)]
    printed = [name for name in named if not OPEN.search(name)]
    notes = " ".join(fields.get(name, "") for name in ("note", "title", "howpublished", "addendum"))
    on_server = any(is_server(name) for name in named)
    has_venue = any(not is_server(name) for name in named) or "publisher" in fields
    return PrintedFields(
        kind=entry.kind,
        venues=tuple(name for name in printed if not is_server(name)),
        volume=read_latex(fields.get("volume", "")),
        pages=read_latex(fields.get("pages", "")),
        no_doi=_find_no_doi(read_latex(fields.get("doi", ""))),
        is_preprint=(not has_venue and entry.kind in PREPRINT_KINDS and len(printed) == len(named))
        or (on_server and not any(not is_server(name) for name in named)),
        says_retracted="retract" in notes.lower(),
    )


def _find_no_doi(text: str) -> str:
    """Return what stands in the field for a DOI, where it is none; a short DOI is one."""
    return "" if collect_ids([text]) or read_short_doi(text) else text
