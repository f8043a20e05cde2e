"""Tables: CSV, TSV and their like, whose header names the columns."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.listing.author_lists import parse_names, split_authors, split_glued
from citeloom.enrich.listing.entry_ids import (
    collect_ids,
    explain_no_id,
    label_arxiv,
    label_central,
    label_pubmed,
)
from citeloom.enrich.listing.make_entry import make_entry, split_keywords
from citeloom.enrich.listing.piece import Piece, list_lines_aside, make_problem
from citeloom.enrich.listing.table_columns import (
    IDENTIFYING,
    NOT_ASKED,
    find_meaning,
    is_known,
    simplify_column,
)
from citeloom.graph.errors import ListingError
from citeloom.graph.find_identifiers import identify
from citeloom.graph.latex_text import read_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeloom.graph.person_names import PersonName

FORM = "csv"
DELIMITERS = ",\t;|"
LONGEST_HEADER = 100_000  # characters; csv itself refuses a cell of 128 KB
LONGEST_NAME = 100  # characters of the name of a column
ENOUGH_COLUMNS = 3
NEARLY_ALL = 0.75
PREAMBLE = 20  # filled lines that may stand above a header
NOTHING = frozenset({"", "nan", "none", "null", "n/a", "na", "-", "--", "#n/a", "undefined"})
_MARKDOWN_RULE = re.compile(r"[ \t|:-]*-{3}[ \t|:-]*\|[ \t|:-]*")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_SCOPUS_ID = re.compile(r"\s*\([0-9]{6,14}\)")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}|\\[\"'`^~=.][{A-Za-z]")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    Attributes:
        line: Its line, from 1.
        delimiter: What stands between cells.
        names: The names as they stand.
        meanings: What each column means; None for one of no use.
    """

    line: int
    delimiter: str
    names: tuple[str, ...]
    meanings: tuple[str | None, ...]


def find_header(text: str, *, is_table: bool = False) -> Header | None:
    """Find the header of a table: a row whose cells equal names of columns and hold no id.

    It may stand below a preamble. One of its columns must identify a paper; two, and half of all,
    must be known, unless `is_table` says that the text is a table anyway and it is the first line.
    """
    filled = 0
    delimiters = DELIMITERS
    for number, line in enumerate(text.split("\n"), 1):
        if _MARKDOWN_RULE.fullmatch(line[:LONGEST_HEADER]):
            return None  # a table of Markdown
        if not line.strip():
            continue
        told = _SEPARATOR_LINE.fullmatch(line)
        if told:
            delimiters = told[1]
            continue
        filled += 1
        if filled > PREAMBLE:
            return None
        for delimiter in delimiters:
            header = _header(line, number, delimiter)
            if header and delimiter == "|" and _MARKDOWN_RULE.fullmatch(_line_after(text, number)):
                return None
            if header and _is_header(header, is_first=filled == 1, is_table=is_table):
                return header
    return None


def _line_after(text: str, number: int) -> str:
    return next(iter(text.split("\n", number + 1)[number : number + 1]), "")[:LONGEST_HEADER]


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:
    """Read the rows under the header.

    Raises:
        ListingError: No line names columns of which one identifies a paper.
    """
    header = find_header(text, is_table=True)
    if header is None:
        raise _no_header(text, name)
    above = "\n".join(text.split("\n")[: header.line - 1])
    yield from (
        Piece(one.first, one.last, None, one.problem)
        for one in list_lines_aside(above, 1, "stands above the table's header")
    )
    yield Piece(header.line, header.line)
    glues = {simplify_column(cell) for cell in header.names} >= {"itemtitle", "contenttype"}
    for first, last, row in _rows(text, header.line, header.delimiter):
        if isinstance(row, str):
            yield Piece(first, last, None, make_problem(first, row, "its quotes do not pair"))
        elif any(cell.strip() for cell in row):
            yield _piece(first, last, row, header, glues=glues)


def _header(line: str, number: int, delimiter: str) -> Header | None:
    cells = next(csv.reader([line[:LONGEST_HEADER]], delimiter=delimiter), [])
    if not cells or any(identify(cell) for cell in cells[:50]):
        return None
    return Header(number, delimiter, tuple(cells), tuple(map(find_meaning, cells)))


def _is_header(header: Header, *, is_first: bool, is_table: bool) -> bool:
    """Whether so many cells are known that it is no chance: below a preamble, nearly all."""
    useful = [meaning for meaning in header.meanings if meaning]
    if not IDENTIFYING & set(useful) or max(map(len, header.names)) > LONGEST_NAME:
        return False
    if is_first and (is_table or len(header.names) == 1):
        return True
    known = sum(map(is_known, header.names))
    filled = sum(bool(cell.strip()) for cell in header.names)
    if not is_first:
        return len(useful) >= ENOUGH_COLUMNS and known >= NEARLY_ALL * filled
    return len(useful) > 1 and (2 * known >= filled or len(useful) > ENOUGH_COLUMNS)


def _no_header(text: str, name: str) -> ListingError:
    lines = enumerate(text.split("\n"), 1)
    number, line = next(((n, one) for n, one in lines if one.strip()), (1, ""))
    delimiter = max(DELIMITERS, key=line[:LONGEST_HEADER].count)
    cells = next(csv.reader([line[:LONGEST_HEADER]], delimiter=delimiter), [])[:20]
    understood = [cell.strip() for cell in cells if is_known(cell)]
    others = [cell.strip()[:30] for cell in cells if not is_known(cell)]
    return ListingError(
        f"line {number} of {name} names no column that is known to identify a paper; understood: "
        f"{', '.join(understood) or 'none'}; not understood: {', '.join(others)[:200] or 'none'}",
        todo="Name the columns in the first line: title, doi, arxiv, pmid, year, authors, abstract",
    )


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


def _piece(first: int, last: int, row: Sequence[str], header: Header, *, glues: bool) -> Piece:
    said: list[str] = []
    if any(cell.strip() for cell in row[len(header.names) :]):
        said.append(
            f"has {len(row)} cells where the header has {len(header.names)}; the first were read"
        )
    cells: dict[str, list[str]] = {}
    other: list[str] = []
    for cell_name, meaning, cell in zip(header.names, header.meanings, row, strict=False):
        if not cell.strip():
            continue
        if meaning:
            cells.setdefault(meaning, []).append(cell.strip())
        if meaning in (None, "citation", "note") and simplify_column(cell_name) not in NOT_ASKED:
            other.append(cell)

    def one(meaning: str) -> str:
        return next(iter(cells.get(meaning, ())), "")

    ids, wrong = _ids(cells, other)
    authors, complete = _authors(cells, glues=glues)
    count = one("authorcount")
    title = one("title")
    paper = make_entry(
        first,
        title=read_latex(title) if _COMMAND.search(title) else title,
        abstract=one("abstract"),
        date=one("date"),
        year=one("year") or _year_of_source(one("citation")),
        authors=authors,
        ids=ids,
        arxiv_class=one("arxivclass"),
        author_count=int(count) if re.fullmatch("[0-9]{1,6}", count) else None,
        complete=complete,
        key=one("key"),
        keywords=[word for cell in cells.get("keywords", ()) for word in split_keywords(cell)],
        notes=cells.get("note", ()),
        groups=[word for cell in cells.get("groups", ()) for word in split_keywords(cell)],
        files=cells.get("files", ()),
    )
    if paper is None:
        said += wrong or ["a row without title and ids"]
    else:
        said += wrong
    reason = "; ".join(said)
    told = make_problem(first, ", ".join(row), reason) if said else None
    return Piece(first, last, paper, told)


def _ids(cells: dict[str, list[str]], other: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the ids of a row, and what stands in columns for ids without being one."""

    def values(meaning: str) -> list[str]:
        return [cell for cell in cells.get(meaning, ()) if cell.lower() not in NOTHING]

    read = [
        *((cell, label_arxiv(cell)) for cell in values("arxiv")),
        *((cell, cell if collect_ids([cell]) else None) for cell in values("doi")),
        *((cell, cell if identify(cell) else None) for cell in values("openalex")),
        *((cell, label_pubmed(cell)) for cell in values("pmid")),
        *((cell, label_central(cell)) for cell in values("pmcid")),
        *((cell, f"CorpusId:{cell}" if cell.isdecimal() else None) for cell in values("corpus")),
        *((cell, cell if identify(cell) else None) for cell in values("acl")),
    ]
    links = [
        part for cell in (*values("link"), *values("s2")) for part in (cell, *cell.split()[:50])
    ]
    wrong = [explain_no_id("id", cell) for cell, named in read if named is None]
    return collect_ids([*(named for _, named in read), *links], other), wrong


def _authors(cells: dict[str, list[str]], *, glues: bool) -> tuple[list[PersonName], bool]:
    for meaning in ("authorsfull", "authors"):
        cell = next(iter(cells.get(meaning, ())), "")
        if glues and cell:
            return parse_names(split_glued(cell)), False
        if cell.strip().lower() not in NOTHING:
            return split_authors(_SCOPUS_ID.sub("", cell))
    return [], False


def _year_of_source(source: str) -> str:
    """Read the year out of what Embase calls the source: `Cancer (2004) 102:4 (253-258)`."""
    found = re.search(r"\(((?:19|20)[0-9]{2})\)", source[:1_000])
    return found[1] if found else ""
