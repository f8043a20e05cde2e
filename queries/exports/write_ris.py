"""RIS, for EndNote, Zotero, Mendeley.

Lines end in CR LF, as the format's description has it: some importers insist on it, and readers
that do not, rispy among them, take both. rispy writes the tags. It would number the references,
with a line that is not RIS, and leaves line breaks within values, which would begin a new tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rispy

from citeloom.graph.person_names import Name, parse_name
from citeloom.graph.plain_text import clean
from citeloom.queries.exports.citation_keys import citation_keys
from citeloom.queries.exports.publication import (
    address,
    arxiv_label,
    first_and_last_page,
    form,
    published_doi,
    safe_address,
    server,
    venue,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.exports.publication import When
    from citeloom.queries.exports.reference import Reference

TYPES = {
    "article": "JOUR",
    "conference": "CPAPER",
    "chapter": "CHAP",
    "book": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "software": "COMP",
    "preprint": "UNPB",
}


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy ships no types
    def set_header(self, count: int) -> str:  # noqa: ARG002 - as declared by rispy
        return ""


def write(references: Sequence[Reference]) -> str:
    """Return the references as RIS; lines end in CR LF."""
    keys = citation_keys(references)
    records = [_record(reference, key) for reference, key in zip(references, keys, strict=True)]
    return str(rispy.dumps(records, implementation=_Writer)).replace("\n", "\r\n")


def _record(reference: Reference, key: str) -> dict[str, Any]:
    date = when(reference)
    first, last = first_and_last_page(reference)
    names = [name for name in map(parse_name, reference.authors) if name is not None]
    links = [
        safe_address(address(reference)),
        *(safe_address(link.url) for link in reference.links),
    ]
    record: dict[str, Any] = {
        "type_of_reference": TYPES.get(form(reference), "GEN"),
        "id": key,
        "title": clean(reference.title),
        "authors": [_author(name) for name in names],
        "secondary_title": venue(reference) or server(reference),
        "volume": clean(reference.volume),
        "number": clean(reference.issue),
        "start_page": first,
        "end_page": last,
        "year": "" if date.year is None else str(date.year),
        "date": _date(date),
        "doi": published_doi(reference),
        "accession_number": arxiv_label(reference),
        "urls": [link for link in dict.fromkeys(links) if link],
        "abstract": clean(reference.abstract),
        "notes": _notes(reference),
        "keywords": [clean(word) for word in reference.keywords],
    }
    return {tag: value for tag, value in record.items() if value}


def _author(name: Name) -> str:
    """Return "family, given, suffix". A literal keeps no comma, which would part it."""
    if name.literal:
        return name.literal.replace(",", " ")
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _date(date: When) -> str:
    """Return YYYY/MM/DD/, the slashes as RIS has them where a part is unknown."""
    if date.month is None:
        return ""
    return f"{date.year}/{date.month:02d}/{'' if date.day is None else f'{date.day:02d}'}"


def _notes(reference: Reference) -> list[str]:
    notes = [
        "Retracted" if reference.is_retracted else "",
        "The source names only the first authors" if reference.authors_truncated else "",
        clean(reference.note),
        clean(reference.reason),
    ]
    return [note for note in notes if note]
