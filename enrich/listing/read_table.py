"""Tables: CSV, TSV and their like, whose first line names the columns."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from citeloom.enrich.listing.make_entry import entry, identify
from citeloom.enrich.listing.piece import Piece, problem
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORM = "csv"
DELIMITERS = ",\t;|"
COLUMNS = {
    "title": "title papertitle articletitle documenttitle displayname",
    "doi": "doi doilink articledoi",
    "arxiv": "arxiv arxivid arxivnumber eprint arxivurl",
    "openalex": "openalex openalexid workid",
    "link": "id url link paperurl pdf pdfurl links urls",
    "year": "year publicationyear pubyear yearpublished py",
    "date": "date publicationdate published publisheddate pubdate dateadded",
    "authors": "authors author authornames authorfullnames authorshipsauthordisplayname creators",
    "abstract": "abstract abstractnote summary description",
    "authorcount": "authorcount numberofauthors numauthors nauthors",
    "arxivclass": "arxivclass primaryclass primarycategory",
}
MEANINGS = {name: meaning for meaning, names in COLUMNS.items() for name in names.split()}
LONGEST_HEADER = 20_000  # characters; csv itself refuses a cell of 128 KB
IDENTIFYING = {"title", "doi", "arxiv", "openalex", "link"}


def header_of(text: str, *, is_table: bool = False) -> tuple[str, list[str | None]] | None:
    """Read the first line as a header.

    Returns:
        The delimiter and the meaning of each column (None for a column of no use here), or None
        where the line is no header: one known name must identify a paper. Unless `is_table`
        says that the text is a table anyway, half of the names, and two, must be known.
    """
    line = _first_line(text)[1][:LONGEST_HEADER]
    for delimiter in DELIMITERS:
        names = next(csv.reader([line], delimiter=delimiter), [])
        meanings = [MEANINGS.get(re.sub(r"[^a-z]", "", name.lower())) for name in names]
        known = [meaning for meaning in meanings if meaning]
        needed = 1 if is_table or len(names) == 1 else max(2, min(len(names), 6) / 2)
        if IDENTIFYING & set(known) and len(known) >= needed:
            return delimiter, meanings
    return None


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:
    """Read the rows under the header.

    Raises:
        ListingError: The first line names no column that identifies a paper.
    """
    number, line = _first_line(text)
    header = header_of(text, is_table=True)
    if header is None:
        raise ListingError(
            f"line {number} of {name} names no column that is known: {' '.join(line.split())[:80]}",
            todo="Name the columns in the first line: title, doi, arxiv, year, authors, abstract",
        )
    yield Piece(number, number)
    delimiter, meanings = header
    for first, last, row in _rows(text, number, delimiter):
        if isinstance(row, str):
            yield Piece(first, last, None, problem(first, row, "its quotes do not pair"))
        elif any(cell.strip() for cell in row):
            yield _piece(first, last, row, meanings)


def _rows(
    text: str, skip: int, delimiter: str
) -> Iterator[tuple[int, int, list[str]] | tuple[int, int, str]]:
    """Give rows with their lines; a line whose quotes do not close is given as text."""
    # A cell may be an abstract of any length; the limit of 128 KB is csv's own and global.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = text.split("\n")
    position = skip
    while position < len(lines):
        reader = csv.reader(
            (f"{lines[number]}\n" for number in range(position, len(lines))),
            delimiter=delimiter,
            strict=True,
        )
        start = 0
        try:
            for row in reader:
                yield position + start + 1, position + reader.line_num, row
                start = reader.line_num
        except csv.Error:
            broken = position + start
            yield broken + 1, broken + 1, lines[broken]
            position = broken + 1
        else:
            return


def _piece(first: int, last: int, row: Sequence[str], meanings: Sequence[str | None]) -> Piece:
    shown = ", ".join(row)
    if any(cell.strip() for cell in row[len(meanings) :]):
        reason = (
            f"has {len(row)} cells where the header has {len(meanings)}; "
            "a cell that holds the delimiter must stand in quotes"
        )
        return Piece(first, last, None, problem(first, shown, reason))
    cells: dict[str, str] = {}
    for meaning, cell in zip(meanings, row, strict=False):
        if meaning and cell.strip():
            cells.setdefault(meaning, cell.strip())
    if cells.get("arxiv"):
        cells["arxiv"] = re.sub(r"^(?=[0-9])", "arXiv:", cells["arxiv"])
    given = [cells.get(kind) for kind in ("arxiv", "doi", "openalex")]
    count = cells.get("authorcount", "")
    paper = entry(
        first,
        title=cells.get("title"),
        abstract=cells.get("abstract"),
        date=cells.get("date"),
        year=cells.get("year"),
        authors=_names(cells.get("authors", "")),
        ids=[*given, *cells.get("link", "").split()],
        arxiv_class=cells.get("arxivclass"),
        author_count=int(count) if re.fullmatch("[0-9]{1,6}", count) else None,
    )
    wrong = next((one for one in given if one and not identify([one])), None)
    if paper is None:
        reason = f"{wrong} is no id" if wrong else "a row without title and ids"
        return Piece(first, last, None, problem(first, shown, reason))
    if wrong:
        return Piece(first, last, paper, problem(first, wrong, "is no id; the rest was read"))
    return Piece(first, last, paper)


def _names(cell: str) -> list[str]:
    """Split names at `;`, `|` or ` and `; at commas only where no name can be `Last, First`."""
    for pattern in (r"[;|]", r" and | & "):
        if re.search(pattern, cell):
            parts = [part for one in re.split(pattern, cell) for part in _names(one)]
            return parts if pattern != "[;|]" else [one.strip() for one in re.split(pattern, cell)]
    parts = [part.strip() for part in cell.split(",")]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    return [cell.strip()] if cell.strip() else []


def _first_line(text: str) -> tuple[int, str]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            return number, line
    return 1, ""
