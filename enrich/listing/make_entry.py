"""Make an entry of the fields that a format names, in one way for all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.entry import Entry
from citeloom.enrich.listing.dates import read_iso_date, read_year
from citeloom.graph.clean_text import clean_characters
from citeloom.graph.markup import strip_lines
from citeloom.graph.plain_text import fold_hyphens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citeloom.graph.person_names import PersonName

LONGEST_NOTE = 20_000  # characters of the notes of one entry that are kept


def make_entry(  # noqa: PLR0913 - one argument per field that formats name
    line: int,
    *,
    title: str | None = None,
    abstract: str | None = None,
    date: str | None = None,
    year: str | None = None,
    authors: Iterable[PersonName] = (),
    ids: Mapping[str, str] | None = None,
    arxiv_class: str | None = None,
    author_count: int | None = None,
    complete: bool = True,
    key: str | None = None,
    keywords: Iterable[str | None] = (),
    notes: Iterable[str | None] = (),
    groups: Iterable[str | None] = (),
    files: Iterable[str | None] = (),
) -> Entry | None:
    """Make an entry, or None where there is neither a title nor an id.

    Args:
        line: Where it begins.
        title: The title; runs of blanks become one, tags and entities become text.
        abstract: The abstract; its paragraphs stay apart.
        date: A date in any layout that `read_iso_date` reads.
        year: A text that holds a year.
        authors: Names.
        ids: Ids by the name of their field in Entry.
        arxiv_class: Such as `cs.CL`.
        author_count: Where the source counts without naming.
        complete: Whether `authors` is the whole list; else their number is not known.
        key: The entry's own key.
        keywords: Keywords, each by itself.
        notes: Notes of the user or the source.
        groups: Groups or collections.
        files: Files that the entry names.
    """
    clean_title = fold_hyphens(join_lines(strip_lines(title)) or "") or None
    if not clean_title and not ids:
        return None
    exact = read_iso_date(date) or read_iso_date(year)
    names = tuple(authors)
    return Entry(
        line=line,
        key=join_lines(key),
        title=clean_title,
        abstract=clean_paragraphs(strip_lines(abstract)),
        date=exact,
        year=read_year(exact) or read_year(year) or read_year(date),
        authors=names,
        author_count=author_count or (len(names) if names and complete else None),
        arxiv_class=join_lines(arxiv_class),
        keywords=_once(keywords),
        note="\n".join(_once(notes, lines=True))[:LONGEST_NOTE] or None,
        groups=_once(groups),
        files=_once(files),
        **(ids or {}),
    )


def join_lines(text: str | None) -> str | None:
    """Join a text that may run over lines; None where nothing is left."""
    return " ".join(clean_characters(text).split()) or None if text else None


def clean_paragraphs(text: str | None) -> str | None:
    """Clean blanks within paragraphs, and keep the paragraphs apart by an empty line."""
    if not text:
        return None
    blocks: list[list[str]] = [[]]
    for line in clean_characters(text).split("\n"):
        words = " ".join(line.split())
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    return "\n\n".join(" ".join(block) for block in blocks if block) or None


def split_keywords(text: str | None) -> list[str]:
    """Split a list of keywords at semicolons, at bars or line ends, or else at commas."""
    value = text or ""
    separator = next((each for each in (";", "|", "\n") if each in value), ",")
    return [part.strip() for part in value.split(separator) if part.strip()]


def _once(texts: Iterable[str | None], *, lines: bool = False) -> tuple[str, ...]:
    """Clean texts, and keep each that is not empty once, in order."""
    cleaned = (_each_line(each) if lines else join_lines(each) for each in texts)
    return tuple(dict.fromkeys(each for each in cleaned if each))


def _each_line(text: str | None) -> str | None:
    lines = (join_lines(strip_lines(line)) for line in (text or "").split("\n"))
    return "\n".join(line for line in lines if line) or None
