"""RIS, for EndNote, Zotero, Mendeley.

Lines end in CR LF, as the format's description has it: some importers insist on it, and readers
that do not, rispy among them, take both. rispy writes the tags. It would number the references,
with a line that is not RIS, and leaves line breaks within values, which would begin a new tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rispy

from citeloom.graph.person_names import PersonName, parse_name
from citeloom.graph.plain_text import clean
from citeloom.graph.web_addresses import make_safe_address
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.publication import (
    choose_address,
    choose_kind,
    choose_published_doi,
    choose_server,
    choose_venue,
    read_date,
    split_pages,
    write_arxiv_label,
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
    keys = make_citation_keys(references)
    records = [
        _make_record(reference, key) for reference, key in zip(references, keys, strict=True)
    ]
    return str(rispy.dumps(records, implementation=_Writer)).replace("\n", "\r\n")


def _make_record(reference: Reference, key: str) -> dict[str, Any]:
    date = read_date(reference)
    first, last = split_pages(reference)
    names = [name for name in map(parse_name, reference.authors) if name is not None]
    links = [
        choose_address(reference),
        *(make_safe_address(link.url) or "" for link in reference.links),
    ]
    record: dict[str, Any] = {
        "type_of_reference": TYPES.get(choose_kind(reference), "GEN"),
        "id": key,
        "title": clean(reference.title),
        "authors": [_write_author(name) for name in names],
        "secondary_title": choose_venue(reference) or choose_server(reference),
        "volume": clean(reference.volume),
        "number": clean(reference.issue),
        "start_page": first,
        "end_page": last,
        "year": "" if date.year is None else str(date.year),
        "date": _write_date(date),
        "doi": choose_published_doi(reference),
        "accession_number": write_arxiv_label(reference),
        "urls": [link for link in dict.fromkeys(links) if link],
        "abstract": clean(reference.abstract),
        "notes": _write_notes(reference),
        "keywords": [clean(word) for word in reference.keywords],
        "file_attachments1": "; ".join(map(clean, reference.files)),
    }
    return {tag: value for tag, value in record.items() if value}


def _write_author(name: PersonName) -> str:
    """Return "family, given, suffix". A literal keeps no comma, which would part it."""
    if name.literal:
        return name.literal.replace(",", " ")
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _write_date(date: When) -> str:
    """Return YYYY/MM/DD/, the slashes as RIS has them where a part is unknown."""
    if date.month is None:
        return ""
    return f"{date.year}/{date.month:02d}/{'' if date.day is None else f'{date.day:02d}'}"


def _write_notes(reference: Reference) -> list[str]:
    notes = [
        "Retracted" if reference.is_retracted else "",
        "The source names only the first authors" if reference.authors_truncated else "",
        clean(reference.note),
        clean(reference.reason),
    ]
    return [note for note in notes if note]
