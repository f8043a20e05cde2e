"""Make an entry of the fields that a form names, in one way for all forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.entry import Entry
from citeloom.enrich.listing.dates import iso_date, year_of
from citeloom.graph.identifiers import arxiv_id, doi, openalex_id

if TYPE_CHECKING:
    from collections.abc import Iterable


def entry(  # noqa: PLR0913 - one argument per field that forms name
    line: int,
    *,
    title: str | None = None,
    abstract: str | None = None,
    date: str | None = None,
    year: str | None = None,
    authors: Iterable[str] = (),
    ids: Iterable[str | None] = (),
    arxiv_class: str | None = None,
    author_count: int | None = None,
    complete: bool = True,
) -> Entry | None:
    """Make an entry, or None where there is neither a title nor an id.

    Args:
        line: Where it begins.
        title: The title, plain text; runs of blanks become one.
        abstract: The abstract, plain text; its paragraphs stay apart.
        date: A date in any layout that `iso_date` reads.
        year: A text that holds a year.
        authors: Names.
        ids: Whatever may be an id: each is taken for what it is, the first of a kind counts.
        arxiv_class: Such as `cs.CL`.
        author_count: Where the source counts without naming.
        complete: Whether `authors` is the whole list; else their number is not known.
    """
    found = identify(ids)
    clean_title = one_line(title)
    if not clean_title and not found:
        return None
    exact = iso_date(date) or iso_date(year)
    names = tuple(name for name in map(one_line, authors) if name)
    return Entry(
        line=line,
        title=clean_title,
        abstract=paragraphs(abstract),
        date=exact,
        year=year_of(exact) or year_of(year) or year_of(date),
        authors=names,
        author_count=author_count or (len(names) if names and complete else None),
        arxiv_class=one_line(arxiv_class),
        **found,
    )


def identify(texts: Iterable[str | None]) -> dict[str, str]:
    """Take each text for the id that it is; fields of Entry by name."""
    found: dict[str, str] = {}
    for text in texts:
        # arXiv's own DOIs name an arXiv paper, so arXiv is asked before the DOIs.
        for field, read in (("arxiv_id", arxiv_id), ("doi", doi), ("openalex_id", openalex_id)):
            name = read(text)
            if name:
                found.setdefault(field, name)
                break
    return found


def one_line(text: str | None) -> str | None:
    """Join a text that may run over lines; None where nothing is left."""
    return " ".join(text.split()) or None if text else None


def paragraphs(text: str | None) -> str | None:
    """Clean blanks within paragraphs, and keep the paragraphs apart by an empty line."""
    if not text:
        return None
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    return "\n\n".join(" ".join(block) for block in blocks if block) or None
