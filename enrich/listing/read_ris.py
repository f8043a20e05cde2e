"""RIS, read by rispy record by record, so that a broken record does not harm the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import rispy

from citeloom.enrich.listing.make_entry import entry
from citeloom.enrich.listing.piece import Piece, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeloom.enrich.entry import Entry

FORM = "ris"
_TAG = re.compile(r"^\ufeff?([A-Z][A-Z0-9]) {0,4}- ?")
TITLES = ("title", "primary_title", "translated_title", "short_title")


def is_ris(text: str) -> bool:
    """Whether a record begins somewhere (`TY  - `)."""
    return bool(re.search(r"^TY {0,4}- ?[A-Z]", text, re.MULTILINE))


def parse(text: str) -> Iterator[Piece]:
    """Read the records; a record ends at `ER` or where the next one begins."""
    record: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line)
        tag = found[1] if found else None
        if tag == "TY":
            if record:
                yield _read(record, first, number - 1)
            record, first = [], number
        if found and (record or tag == "TY"):
            record.append(f"{found[1]}  - {line[found.end() :]}")
        elif record and line.strip():
            record.append(line)
        elif line.strip():
            reason = "stands outside of a record (a record begins with TY)"
            yield Piece(number, number, None, problem(number, line, reason))
        if tag == "ER" and record:
            yield _read(record, first, number)
            record = []
    if record:
        yield _read(record, first, first + len(record) - 1)


def _read(lines: list[str], first: int, last: int) -> Piece:
    if not lines[-1].startswith("ER  -"):
        lines = [*lines, "ER  - "]  # rispy drops a record that does not end
    try:
        (fields,) = rispy.loads("\n".join(lines))
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        reason = f"not read as RIS: {type(error).__name__}"
        return Piece(first, last, None, problem(first, " ".join(lines), reason))
    paper = _entry(fields, first)
    if paper is None:
        reason = "a record without title and ids"
        return Piece(first, last, None, problem(first, " ".join(lines), reason))
    return Piece(first, last, paper)


def _entry(fields: Mapping[str, Any], line: int) -> Entry | None:
    authors = [*_many(fields.get("authors")), *_many(fields.get("first_authors"))]
    number = [f"arXiv:{one}" for one in _many(fields.get("number"))]
    return entry(
        line,
        title=next((_one(fields[name]) for name in TITLES if fields.get(name)), None),
        abstract=_one(fields.get("abstract")) or _one(fields.get("notes_abstract")),
        date=_one(fields.get("date")) or _one(fields.get("publication_year")),
        year=_one(fields.get("year")) or _one(fields.get("publication_year")),
        authors=[_turned(name) for name in authors],
        ids=[
            *_many(fields.get("doi")),
            *_many(fields.get("accession_number")),
            *_many(fields.get("urls")),
            *_many(fields.get("url")),
            *_many(fields.get("notes")),
            *number,
        ],
    )


def _many(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _one(value: Any) -> str | None:
    values = _many(value)
    return values[0] if values else None


def _turned(name: str) -> str:
    """Turn `Last, First, Suffix` into `First Last Suffix`."""
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return " ".join(part for part in (first.strip(), last.strip(), suffix.strip()) if part)
