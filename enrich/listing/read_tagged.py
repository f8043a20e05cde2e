"""Tagged formats: RIS, PubMed, Ovid, Web of Science, EndNote, RefWorks.

One reader for all: a line with a tag begins a field, a line without one goes on with the field
before it, and a record begins at the tag that the dialect names. What the dialects differ in is
written down in `tagged_dialects`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citeloom.enrich.listing.author_lists import (
    parse_family_first,
    read_name,
    split_authors,
)
from citeloom.enrich.listing.dates import read_iso_date
from citeloom.enrich.listing.entry_ids import collect_ids, explain_no_id, label_arxiv, label_pubmed
from citeloom.enrich.listing.make_entry import make_entry, split_keywords
from citeloom.enrich.listing.piece import Piece, make_problem
from citeloom.graph.latex_text import read_latex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.listing.tagged_dialects import Dialect
    from citeloom.graph.person_names import PersonName

_PUBMED = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)
# Rayyan prints the next tag behind a value: "10.1000/x     LK  - https://…".
_GLUED = re.compile(
    r"(?<=\S)\s{2,200}(?P<tag>[A-Z][A-Z0-9])\s{0,4}-\s{1,4}(?=\S)"
    r"|(?<=\S) (?P<near>[A-Z][A-Z0-9])  - (?=\S)"
)
_COMMAND = re.compile(r"\\[A-Za-z]{2,}|\\[\"'`^~=.][{A-Za-z]")


@dataclass(slots=True)
class _Record:
    """A record in the making: its tags with the lines of their values, in the order of the file."""

    first: int
    last: int
    tags: list[tuple[str, list[str]]] = field(default_factory=list)

    def values(self, *tags: str) -> list[str]:
        """Return the values of the tags that are not empty, tag by tag."""
        found = ("\n".join(lines) for tag in tags for name, lines in self.tags if name == tag)
        return [value for value in found if value.strip()]

    def take(self, number: int, line: str, tagged: re.Match[str] | None) -> None:
        """Take a line: a new tag, or more of the value before it."""
        self.last = number
        if tagged is None:
            if self.tags:
                self.tags[-1][1].append(line.strip())
            return
        parts = _GLUED.split(tagged[2] or "")
        self.tags.append((tagged[1], [parts[0].strip()]))
        for glued, near, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            self.tags.append((glued or near, [rest.strip()]))


def parse_tagged(text: str, dialect: Dialect) -> Iterator[Piece]:
    """Read the records; together the pieces are every line that is not empty."""
    for found in _records(text, dialect):
        yield found if isinstance(found, Piece) else _read(found, dialect)


def _records(text: str, dialect: Dialect) -> Iterator[_Record | Piece]:
    """Cut a text into records, and the lines that belong to none."""
    record: _Record | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        tagged = dialect.tag.match(line)
        tag = tagged[1] if tagged else ""
        is_between = (record is None or not dialect.ends) and dialect.between.fullmatch(line)
        if record and (tag == dialect.begins or is_between):
            yield record
            record = None
        if tag == dialect.begins:
            record = _Record(number, number)
        if is_between:
            yield Piece(number, number)
        elif record is None:
            reason = f"stands outside of a record (a record begins with {dialect.begins})"
            yield Piece(number, number, None, make_problem(number, line, reason), explained=False)
        else:
            record.take(number, line, tagged)
            if tag and tag == dialect.ends:
                yield record
                record = None
    if record:
        yield record


def _read(record: _Record, dialect: Dialect) -> Piece:
    authors, complete = _authors(record, dialect)
    ids, wrong = _ids(record, dialect)
    years = record.values(*dialect.years)
    dates = record.values(*dialect.dates) or years
    paper = make_entry(
        record.first,
        title=_title(record, dialect),
        abstract=next(iter(record.values(*dialect.abstracts)), None),
        date=next((each for each in map(_date, dates) if read_iso_date(each)), None),
        year=next(iter(years), None),
        authors=authors,
        ids=ids,
        complete=complete,
        key=next(iter(record.values(*dialect.keys)), None),
        keywords=[w for v in record.values(*dialect.keywords) for w in _keywords(v, dialect)],
        notes=record.values(*dialect.notes),
        groups=record.values(*dialect.groups),
        files=record.values(*dialect.files),
    )
    shown = " ".join(f"{tag} {' '.join(lines)}" for tag, lines in record.tags[:12])
    if paper is None:
        reason = "a record without title and ids"
        return Piece(record.first, record.last, None, make_problem(record.first, shown, reason))
    told = make_problem(record.first, shown, "; ".join(wrong)) if wrong else None
    return Piece(record.first, record.last, paper, told)


def _title(record: _Record, dialect: Dialect) -> str | None:
    title = next(iter(record.values(*dialect.titles)), None)
    if title is None:
        return None
    title = " ".join(title.split())
    if dialect.family_first and title.endswith(".") and not title.endswith(".."):
        title = title[:-1]  # PubMed and Ovid print a full stop behind each title
    return read_latex(title) if _COMMAND.search(title) else title


def _authors(record: _Record, dialect: Dialect) -> tuple[list[PersonName], bool]:
    names: list[PersonName] = []
    complete = True
    for tags in dialect.authors:
        lines = [
            one.strip()
            for tag, value in record.tags
            if tag in tags
            for one in (value if dialect.name == "web-of-science" else [" ".join(value)])
            if one.strip()
        ]
        for text in lines:
            found, whole = _one_or_more(" ".join(text.split()), dialect)
            names += found
            complete = complete and whole
        if names:
            break
    return names, complete


def _one_or_more(text: str, dialect: Dialect) -> tuple[list[PersonName], bool]:
    if re.fullmatch(r"et\.? ?al\.?|others|\[?anonymous\]?", text, re.IGNORECASE):
        return [], False
    if ";" in text or re.search(r"\w\.?,? and \w", text):
        return split_authors(text)
    name = parse_family_first(text) if dialect.family_first and "," not in text else read_name(text)
    return ([name] if name else []), True


def _ids(record: _Record, dialect: Dialect) -> tuple[dict[str, str], list[str]]:
    named = [
        re.sub(r"\s\[(?:doi|pii|bookaccession)\]$", "", v) for v in record.values(*dialect.named)
    ]
    pubmed = record.values(dialect.pmid) if dialect.pmid else []
    if dialect.pmid_if and not any(map(_PUBMED.search, record.values(dialect.pmid_if))):
        pubmed = []
    elif pubmed and pubmed[0] in named:
        named.remove(pubmed[0])
    named += [each for each in map(label_pubmed, pubmed[:1]) if each]
    # Zotero writes the number of a preprint without its prefix.
    numbers = [
        label_arxiv(value) for value in record.values("IS") if re.match(r"[0-9]{4}\.", value)
    ]
    asked = {*dialect.named, *dialect.not_asked}
    other = ["\n".join(lines) for tag, lines in record.tags if tag not in asked]
    wrong = [
        explain_no_id(tag, value)
        for tag in ("DO", "DI", "R")
        if tag in dialect.named
        for value in record.values(tag)[:1]
        if not collect_ids([value])
    ]
    return collect_ids(named, [*filter(None, numbers), *other]), wrong


def _keywords(value: str, dialect: Dialect) -> list[str]:
    parts = value.split("\n") if ";" not in value and dialect.name != "web-of-science" else None
    return (
        [part.strip(" *") for part in parts] if parts else split_keywords(value.replace("\n", " "))
    )


def _date(value: str) -> str:
    """Turn `2020 Dec 31`, `2020/01/02/` and `20200102` into what `read_iso_date` reads."""
    text = value.strip()
    spelled = re.fullmatch(
        r"([0-9]{4}) ([A-Za-z]{3,9})\.?(?:-[A-Za-z]{3})?(?: ([0-9]{1,2}))?", text
    )
    if spelled:
        year, month, day = spelled.groups()
        return f"{month} {day}, {year}" if day else f"{month} {year}"
    packed = re.fullmatch(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])", text)
    return "-".join(packed.groups()) if packed else text
