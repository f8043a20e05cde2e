"""Lines of CSV that every reader takes apart alike, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN = "; "  # the items of a list in one cell
# OWASP, "CSV Injection" (CWE-1236); the wide forms are taken for the narrow ones in East Asia.
SIGN = "[=+\\-@＝＋－＠]"  # noqa: RUF001 - as said
BEGINS_FORMULA = re.compile(rf'[\s"]*{SIGN}|[\t\r\n]')
# Where a reader that knows no quotes, or another separator, begins a cell.
BEGINS_INSIDE = re.compile(rf'([";\t\r\n][\s";]*)(?={SIGN})')


class Writer(Protocol):
    """What writes rows, as `csv.writer` does."""

    def writerow(self, row: Iterable[Any], /) -> Any:
        """Write one row."""


class _File(Protocol):
    def write(self, text: str, /) -> Any: ...


class _UnixLines:
    """Ends in LF what ends in CR LF: each call writes one row."""

    def __init__(self, file: _File) -> None:
        self._file = file

    def write(self, row: str) -> None:
        self._file.write(row.removesuffix("\r\n") + "\n")


def open_csv_writer(file: _File) -> Writer:
    """Return a writer of rows, whose lines end in LF, which every reader takes and Unix needs.

    Before Python 3.13 the csv module quotes a carriage return only where that ends a line; left
    bare, it would end one for every reader.
    """
    return csv.writer(_UnixLines(file), lineterminator="\r\n")


def defuse(cell: str) -> str:
    """Return a cell with an apostrophe where a spreadsheet would begin to run it.

    That is in front, also where quotes and blanks come before the sign, and before each sign that
    follows a quote, a semicolon, a tab or a line break.
    """
    inside = BEGINS_INSIDE.sub(r"\1'", cell)
    return f"'{inside}" if BEGINS_FORMULA.match(cell) else inside
