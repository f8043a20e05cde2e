"""The archive's file: opening it, telling it from other files, and what can go wrong with it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 3
APPLICATION = 0x4369746C  # "Citl", kept in the file's header so that other databases are told apart
BUSY_SECONDS = 30

SCHEMA = """
CREATE TABLE record (
  service TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  fetched_at TEXT NOT NULL, body BLOB,
  UNIQUE (service, kind, key)
);
CREATE TABLE spending (
  run TEXT NOT NULL, day TEXT NOT NULL, service TEXT NOT NULL,
  requests INTEGER NOT NULL, credits INTEGER NOT NULL,
  PRIMARY KEY (run, day, service)
) WITHOUT ROWID;
CREATE TABLE budget (
  service TEXT PRIMARY KEY, seen_at TEXT NOT NULL,
  allowed INTEGER, remaining INTEGER, resets_at TEXT
) WITHOUT ROWID;
"""
# What each version added to the one before; an archive of any earlier version is brought up to
# date when it is opened for writing, and is read as it is, without what it does not have yet.
ADDED = {
    2: """
CREATE TABLE seen (
  holder TEXT NOT NULL, thing INTEGER NOT NULL, day TEXT NOT NULL,
  PRIMARY KEY (holder, thing)
) WITHOUT ROWID;
CREATE TABLE news (
  holder TEXT NOT NULL, found_at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (holder, found_at, kind, subject)
) WITHOUT ROWID;
CREATE TABLE citation_key (
  key TEXT PRIMARY KEY, paper TEXT NOT NULL
) WITHOUT ROWID;
""",
    # What a holder of a graph was last told, which news are compared with: see `Archive.remember`.
    3: """
CREATE TABLE memory (
  holder TEXT PRIMARY KEY, asked_since TEXT NOT NULL, told_at TEXT NOT NULL, facts BLOB
) WITHOUT ROWID;
""",
}


def connect_to_write(path: Path, patience: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open or make an archive; wait so many seconds where another process writes to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, "rwc", patience)
    try:
        _check(path, connection)
        connection.execute("PRAGMA journal_mode = WAL")
        # NORMAL survives the death of the process at any point. After a power cut the newest
        # records may be missing, and are then fetched again; waiting for the disk on each record
        # costs more than that.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        _bring_up_to_date(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the tables that are missing, in one transaction with the number of the version."""
    written = connection.execute("PRAGMA user_version").fetchone()[0]
    if written == VERSION:
        return
    if not written:
        _run(connection, SCHEMA)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    for version, added in ADDED.items():
        if version > written:
            _run(connection, added)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";"):
        connection.execute(statement)


def connect_to_read(path: Path, patience: float = BUSY_SECONDS) -> sqlite3.Connection | None:
    """Open an archive that nothing is written to; None where there is none yet."""
    if not path.exists():
        return None
    connection = _connect(path, "ro", patience)
    try:
        connection.execute("PRAGMA user_version")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # In a folder that cannot be written SQLite cannot make the shared memory that WAL needs.
        # With no log beside it the file is complete and nobody is writing: read it as it is.
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = _connect(path, "ro&immutable=1")
    except BaseException:
        connection.close()
        raise
    try:
        if not _check(path, connection):
            connection.close()
            return None
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, mode: str, patience: float = BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def _check(path: Path, connection: sqlite3.Connection) -> bool:
    """Say whether the file holds an archive yet; raise where it holds something else."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    written = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION:
        if tables or application or written:
            raise make_not_an_archive(path)
        return False
    if not 1 <= written <= VERSION:
        raise make_other_version(path, written)
    return True


@contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system report into a sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, error) from error
    except sqlite3.ProgrammingError:  # such as use after close: a fault of ours, not of the file
        raise
    except (sqlite3.DatabaseError, zlib.error, json.JSONDecodeError) as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise make_not_an_archive(path) from error
        raise ArchiveError(
            f"The archive {path} is damaged ({error})",
            kept="Nothing in it was changed",
            todo="Move it away to start a new one, or bring it back from a backup",
        ) from error
    except OSError as error:
        raise make_unusable(path, error.strerror or str(error)) from error


def _operational(path: Path, error: sqlite3.OperationalError) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return ArchiveError(
            f"The disk is full: the archive {path} cannot grow",
            kept="What was fetched before is kept",
            todo="Make room, and run the same command again to go on from there",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveError(
            f"Another process has been writing to the archive {path} for too long",
            kept="What was fetched before is kept",
            todo="Wait until it is done, and run the same command again",
        )
    return make_unusable(path, str(error))


def make_unusable(path: Path, why: str) -> ArchiveError:
    """Return the error for a file that cannot be read or written."""
    return ArchiveError(
        f"The archive {path} cannot be read or written: {why}",
        kept="What is in it is unchanged",
        todo="Choose a folder that can be written with CITELOOM_HOME, or mend its permissions",
    )


def make_not_an_archive(path: Path) -> ArchiveError:
    """Return the error for a file that is something else."""
    return ArchiveError(
        f"{path} is not an archive of Citeloom",
        kept="The file is unchanged",
        todo="Move it away, or name another folder with CITELOOM_HOME",
    )


def make_other_version(path: Path, version: object, newest: int = VERSION) -> ArchiveError:
    """Return the error for an archive, or an export of one, that this version does not read."""
    return ArchiveError(
        f"The archive {path} is of version {version!s:.20}; this Citeloom reads up to {newest}",
        kept="The file is unchanged",
        todo="Use the Citeloom that wrote it, or a newer one",
    )
