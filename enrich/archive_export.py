"""An archive as text: a header, then a record a line; the same records, the same bytes.

Citation keys, where there are any, and what is kept of news, where that is asked for, follow as
lines of their own: the name of the table, and a row of it.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citeloom.enrich.archive_file import (
    make_not_an_archive,
    make_other_version,
    make_unusable,
)
from citeloom.enrich.services.clean_answer import read_kept
from citeloom.graph.clean_text import clean_characters
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import BufferedIOBase


VERSION = 2  # of exported archives that have rows of tables; with records alone it is 1, as ever
LONGEST_LINE = 64 * 2**20  # bytes; the longest records that services give have a thousandth of it
MOST_LEFT_OUT = 1_000  # values that are told; a file of somebody else may have any number

# The tables that may follow the records, with their columns. What was spent is the user's own.
KEYS = "citation_key"
TABLES: dict[str, tuple[str, ...]] = {
    KEYS: ("key", "paper"),
    "seen": ("holder", "thing", "day"),
    "news": ("holder", "found_at", "kind", "subject", "body"),
}


class Row(NamedTuple):
    """A record to be put: the service, the kind of key, the key, the body, and its date."""

    service: str
    kind: str
    key: str
    body: Any | None
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A record of the archive. `body` None means that the service says there is no such thing.

    `sample` tells that the record comes from an archive of made-up data.
    """

    body: Any | None
    fetched_at: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """That a key has been fetched; `exists` tells whether there is such a thing."""

    exists: bool
    fetched_at: str
    sample: bool = False


Rows = dict[tuple[str, str], dict[str, Fetched]]


@dataclass(frozen=True, slots=True)
class Memory:
    """An exported archive, read; `left_out` is what it says and nothing can hold, by service."""

    sample: bool
    notice: str
    rows: Rows = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)


class TableRow(NamedTuple):
    """A row of one of `TABLES`."""

    table: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """An exported archive, open: what its header says, and its lines, one by one.

    `left_out` fills while they are read: what they say and nothing can hold, by service.
    """

    sample: bool
    notice: str
    version: int
    lines: Iterator[Row | TableRow]
    left_out: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def open_export(path: Path) -> Iterator[Export]:
    """Open an exported archive to be read line by line, whatever its length.

    Raises:
        ArchiveError: It is missing, of another version, broken off, or something else.
    """
    try:
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as file:
            header = json.loads(_read_line(file) or b"null")
            if not isinstance(header, dict) or "citeloom_archive" not in header:
                raise make_not_an_archive(path)
            version = header["citeloom_archive"]
            if version not in range(1, VERSION + 1):
                raise make_other_version(path, version, VERSION)
            left_out: list[tuple[str, str]] = []
            yield Export(
                bool(header.get("sample")),
                str(header.get("notice") or ""),
                version,
                _read_lines(file, left_out),
                left_out,
            )
    except FileNotFoundError:
        raise ArchiveError(
            f"There is no archive at {path}", todo="Check the name of the file"
        ) from None
    except (ValueError, KeyError, TypeError, EOFError, zlib.error, RecursionError) as error:
        raise make_not_an_archive(path) from error
    except OSError as error:
        raise make_unusable(path, error.strerror or str(error)) from error


def read_export(path: Path) -> Memory:
    """Read an exported archive into memory; what stands beside its records is not needed there.

    Raises:
        ArchiveError: As `open_export`.
    """
    with open_export(path) as export:
        memory = Memory(export.sample, export.notice, left_out=export.left_out)
        for row in export.lines:
            if isinstance(row, Row):
                place = memory.rows.setdefault((row.service, row.kind), {})
                place[row.key] = Fetched(row.body, row.fetched_at, memory.sample)
    return memory


def _read_lines(file: BufferedIOBase, left_out: list[tuple[str, str]]) -> Iterator[Row | TableRow]:
    while line := _read_line(file):
        read, strange = read_kept(line, "a line")
        if "table" in read:
            yield _read_table_row(line)
            continue
        row = Row(*(read[name] for name in Row._fields))
        if not all(
            isinstance(each, str) for each in (row.service, row.kind, row.key, row.fetched_at)
        ):
            raise ValueError(row.key)
        if len(left_out) < MOST_LEFT_OUT:
            left_out.extend((row.service, each) for each in strange)
        yield row


def _read_line(file: BufferedIOBase) -> bytes:
    line = file.readline(LONGEST_LINE)
    if len(line) == LONGEST_LINE:
        raise ValueError("a line without end")
    return line


def _read_table_row(line: bytes) -> TableRow:
    """Read a row of a table: texts are cleaned, whole numbers are as large as SQLite has them."""
    read = json.loads(line)
    table, values = read["table"], read["row"]
    if len(values) != len(TABLES[table]):
        raise ValueError(table)
    return TableRow(table, tuple(map(_read_plain, values)))


def _read_plain(value: object) -> str | int:
    if isinstance(value, str):
        return clean_characters(value)
    if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
        return value
    raise ValueError(value)


def write_export(
    path: Path,
    rows: Iterable[Row],
    *,
    sample: bool,
    notice: str,
    beside: Iterable[TableRow] = (),
) -> int:
    """Write records as text and return how many; the file is replaced as a whole.

    Args:
        path: A file that ends in `.jsonl` or `.jsonl.gz`.
        rows: The records.
        sample: Whether they are made up.
        notice: What is to be said about them.
        beside: Rows of tables that follow them.

    Raises:
        ArchiveError: The file cannot be written.
    """
    count = 0
    beside = iter(beside)
    first = next(beside, None)
    version = 1 if first is None else VERSION
    try:
        with _replacing(path) as write:
            write(_line({"citeloom_archive": version, "sample": sample, "notice": notice}))
            for row in rows:
                write(_line(row._asdict()))
                count += 1
            for each in () if first is None else chain((first,), beside):
                write(_line({"table": each.table, "row": each.values}))
    except OSError as error:
        raise ArchiveError(
            f"The archive cannot be exported to {path}: {error.strerror or error}",
            kept="The archive itself is unchanged",
            todo="Name a file in a folder that can be written and has room",
        ) from error
    return count


@contextmanager
def _replacing(path: Path) -> Iterator[Any]:
    """Give a function that writes bytes; the file appears, whole, when the block ends well."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as raw:
            if path.name.endswith(".gz"):
                # Neither name nor time goes into the header, so that the bytes are the same.
                with gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
                    yield packed.write
            else:
                yield raw.write
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _line(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A lone surrogate, which JSON allows and UTF-8 does not, is written as its escape.
    return text.encode("utf-8", "backslashreplace") + b"\n"
