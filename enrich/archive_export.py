"""An archive as text: a header, then a record a line; the same records, the same bytes."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citeloom.enrich.archive_file import (
    make_not_an_archive,
    make_other_version,
    make_unusable,
)
from citeloom.enrich.services.clean_answer import read_kept
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


VERSION = 1  # of exported archives; a record is written as ever


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


def read_export(path: Path) -> Memory:
    """Read an exported archive into memory.

    Raises:
        ArchiveError: It is missing, of another version, or something else.
    """
    try:
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as lines:
            header = json.loads(next(iter(lines), b"null"))
            if not isinstance(header, dict) or "citeloom_archive" not in header:
                raise make_not_an_archive(path)
            if header["citeloom_archive"] != VERSION:
                raise make_other_version(path, header["citeloom_archive"])
            memory = Memory(bool(header.get("sample")), str(header.get("notice") or ""))
            for line in lines:
                row, left_out = read_kept(line, "a line")
                memory.left_out.extend((row["service"], each) for each in left_out)
                place = memory.rows.setdefault((row["service"], row["kind"]), {})
                place[row["key"]] = Fetched(row["body"], row["fetched_at"], memory.sample)
    except FileNotFoundError:
        raise ArchiveError(
            f"There is no archive at {path}", todo="Check the name of the file"
        ) from None
    except (ValueError, KeyError, TypeError, EOFError, zlib.error, RecursionError) as error:
        raise make_not_an_archive(path) from error
    except OSError as error:
        raise make_unusable(path, error.strerror or str(error)) from error
    return memory


def write_export(path: Path, rows: Iterable[Row], *, sample: bool, notice: str) -> int:
    """Write records as text and return how many; the file is replaced as a whole.

    Raises:
        ArchiveError: The file cannot be written.
    """
    count = 0
    try:
        with _replacing(path) as write:
            write(_line({"citeloom_archive": VERSION, "sample": sample, "notice": notice}))
            for row in rows:
                write(_line(row._asdict()))
                count += 1
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
