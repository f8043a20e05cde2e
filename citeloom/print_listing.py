"""What a listing holds, as a table for people and as plain values for programs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from citeloom.enrich.entry import ID_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.entry import Entry, Listing
    from citeloom.graph.errors import ListingError
    from citeloom.graph.person_names import PersonName

TITLE_WIDTH = 60
FAMILY_WIDTH = 16
# How an id is written so that it says what it is.
LABELS = {
    "doi": "doi:",
    "arxiv_id": "arXiv:",
    "openalex_id": "",
    "pmid": "PMID:",
    "pmcid": "",
    "acl_id": "ACL:",
    "corpus_id": "CorpusId:",
    "s2_id": "s2:",
}


def make_listing_values(listing: Listing) -> dict[str, Any]:
    """Return a listing as plain values: format, entries, problems."""
    return {
        "name": listing.name,
        "format": listing.form,
        "entries": [_entry(each) for each in listing.entries],
        "problems": [each.model_dump() for each in listing.problems],
        "duplicates": listing.duplicates,
    }


def make_refusal_values(error: ListingError) -> dict[str, Any]:
    """Return a refusal in the shape of a listing: no format, no entries, the reason."""
    told = {"line": 1, "text": "", "reason": str(error)}
    return {"name": None, "format": None, "entries": [], "problems": [told], "duplicates": 0}


def write_listing_lines(listing: Listing) -> Iterator[str]:
    """Yield the lines of a table: each paper, and below it each problem with its line."""
    counted = describe_counts(listing)
    yield f"{listing.name}: {counted}"
    problems = sorted(listing.problems, key=lambda each: each.line)
    lines = [entry.line for entry in listing.entries] + [each.line for each in problems]
    width = len(str(max(lines, default=1)))
    place = 0
    for entry in listing.entries:
        while place < len(problems) and problems[place].line < entry.line:
            yield from _problem(
                problems[place].line, problems[place].reason, problems[place].text, width
            )
            place += 1
        family = entry.authors[0].short if entry.authors else ""
        title = textwrap.shorten(entry.title or "", TITLE_WIDTH, placeholder="…")
        yield (
            f"{entry.line:>{width}}  {title:<{TITLE_WIDTH}}  {entry.year or '':>4}  "
            f"{family[:FAMILY_WIDTH]:<{FAMILY_WIDTH}}  {write_entry_ids(entry)}"
        ).rstrip()
    for each in problems[place:]:
        yield from _problem(each.line, each.reason, each.text, width)


def describe_counts(listing: Listing) -> str:
    """Say what was read: format, papers, those with an id, duplicates and problems."""
    papers, named = len(listing.entries), sum(entry.has_id for entry in listing.entries)
    parts = [
        f"{listing.form}, {papers} {'paper' if papers == 1 else 'papers'}",
        f"{named} with an id" if papers else "",
        f"{listing.duplicates} repeated" if listing.duplicates else "",
        f"{len(listing.problems)} not read or read in part" if listing.problems else "",
    ]
    return ", ".join(part for part in parts if part)


def write_entry_ids(entry: Entry) -> str:
    """Return the ids of an entry, each with what it is."""
    ids = ((field, getattr(entry, field)) for field in ID_FIELDS)
    return " ".join(f"{LABELS[field]}{name}" for field, name in ids if name)


def _entry(entry: Entry) -> dict[str, Any]:
    values = entry.model_dump()
    values["authors"] = [_author(name) for name in entry.authors]
    first = ("line", "key", "title", "year", "date", "authors", *ID_FIELDS)
    return {**{field: values.pop(field) for field in first}, **values}


def _author(name: PersonName) -> dict[str, str | None]:
    suffix = {"suffix": name.suffix} if name.suffix else {}
    return {"family": name.short, "given": name.given or None, **suffix}


def _problem(line: int, reason: str, text: str, width: int) -> Iterator[str]:
    shown = textwrap.shorten(text, TITLE_WIDTH, placeholder="…")
    yield f"{line:>{width}}  ! {reason}{f': {shown}' if shown else ''}"
