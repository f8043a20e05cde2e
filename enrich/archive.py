"""The archive: what the services answered, record by record, with its date.

One SQLite file in WAL mode. Each record is committed before `put` returns, so that a process that
is killed has paid for nothing that it has to pay for again. The body of a record is the service's
own JSON, compressed; a record without a body says that the service has no such thing.

An exported archive is a text file (``.jsonl`` or ``.jsonl.gz``): a header, then one record a line.
It is read into memory and never written to. The example's sample archive is one.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from contextlib import contextmanager, suppress
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from citeloom.enrich.archive_export import (
    KEYS,
    TABLES,
    Fetched,
    Memory,
    Presence,
    Row,
    TableRow,
    read_export,
    write_export,
)
from citeloom.enrich.archive_file import connect_to_read, connect_to_write, explain_errors
from citeloom.enrich.archive_merge import merge_records, merge_table_rows
from citeloom.enrich.services.clean_answer import read_kept
from citeloom.enrich.services.ledger import Budget, Spending, now
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

__all__ = ["Archive", "Fetched", "Presence", "Row"]

AT_ONCE = 500  # keys per SELECT; SQLite's oldest limit of variables is 999
ON_A_PAGE = 200  # records that are held at once where all are read

PUT = """
INSERT INTO record (service, kind, key, fetched_at, body) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (service, kind, key)
DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body
"""
SPEND = """
INSERT INTO spending (run, day, service, requests, credits) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (run, day, service)
DO UPDATE SET requests = requests + excluded.requests, credits = credits + excluded.credits
"""
BUDGET = """
INSERT INTO budget (service, seen_at, allowed, remaining, resets_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (service) DO UPDATE SET seen_at = excluded.seen_at, allowed = excluded.allowed,
  remaining = excluded.remaining, resets_at = excluded.resets_at
"""


class Memorised(NamedTuple):
    """What a holder of a graph was told.

    Attributes:
        asked_since: Answers from this moment on belong to the holder's last update, or to one
            that did not come to its end; ISO 8601 in UTC, empty where there was none.
        told_at: When the last update ended for which all services answered, likewise.
        facts: What was so then, as JSON.
    """

    asked_since: str
    told_at: str
    facts: Any


class NewsRow(NamedTuple):
    """One of the news: when it was found, of which kind, about which paper, and the rest of it."""

    found_at: str
    kind: str
    subject: str
    body: dict[str, Any]


class Archive:
    """An archive, open. Made by `Archive.open`; may be used from several threads.

    Attributes:
        path: Where it lies.
        base: An archive that is asked for what this one does not have, or None.
        sample: Whether its own records are made up.
        notice: What is to be said about its records, such as that they are sample data.
    """

    def __init__(
        self,
        path: Path,
        source: sqlite3.Connection | Memory | None,
        *,
        writable: bool,
        base: Archive | None,
    ) -> None:
        self.path = path
        self.base = base
        self.writable = writable
        self._source = source
        self._lock = threading.RLock()
        self.sample = isinstance(source, Memory) and source.sample
        self.notice = source.notice if isinstance(source, Memory) else ""
        self._left_out: dict[tuple[str, str], None] = {}
        if isinstance(source, Memory):
            self._left_out.update(dict.fromkeys(source.left_out))

    @classmethod
    def open(
        cls, path: Path | str, *, mode: Literal["read", "write"], base: Archive | None = None
    ) -> Self:
        """Open an archive.

        Args:
            path: A file; one that ends in `.jsonl` or `.jsonl.gz` is an exported archive and can
                only be read. In mode `write` the file and its folder are created where missing;
                in mode `read` a missing file is an empty archive.
            mode: `read` never changes anything.
            base: A further archive, only read, for what is not in this one.

        Raises:
            ArchiveError: The file is not an archive, is of another version, is damaged, or
                cannot be written.
        """
        path = Path(path)
        if path.name.endswith((".jsonl", ".jsonl.gz")):
            if mode == "write":
                raise ArchiveError(
                    f"{path} is an exported archive, which can only be read",
                    todo="Name a file that does not end in .jsonl",
                )
            return cls(path, read_export(path), writable=False, base=base)
        with explain_errors(path):
            connection = connect_to_write(path) if mode == "write" else connect_to_read(path)
        return cls(path, connection, writable=mode == "write", base=base)

    def close(self) -> None:
        """Release the file; everything is on disk already."""
        with self._lock:
            if isinstance(self._source, sqlite3.Connection):
                self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def get(self, service: str, kind: str, key: str) -> Fetched | None:
        """Return one record, or None where it has never been fetched."""
        return self.get_many(service, kind, (key,)).get(key)

    def get_many(self, service: str, kind: str, keys: Iterable[str]) -> dict[str, Fetched]:
        """Return the records of those keys that have been fetched.

        Raises:
            ArchiveError: The archive is damaged.
        """
        wanted = tuple(dict.fromkeys(keys))
        found = self._own(service, kind, wanted)
        if self.base is not None:
            rest = [key for key in wanted if key not in found]
            found |= self.base.get_many(service, kind, rest)
        return {key: found[key] for key in wanted if key in found}

    def find(self, service: str, kind: str, keys: Iterable[str]) -> dict[str, Presence]:
        """Tell which of those keys have been fetched, without unpacking what was answered.

        Raises:
            ArchiveError: The archive is damaged.
        """
        wanted = tuple(dict.fromkeys(keys))
        found = self._find_own(service, kind, wanted)
        if self.base is not None:
            rest = [key for key in wanted if key not in found]
            found |= self.base.find(service, kind, rest)
        return {key: found[key] for key in wanted if key in found}

    def put(self, service: str, kind: str, key: str, body: Any | None, fetched_at: str) -> None:
        """Keep one record; it replaces an older one. On disk when this returns."""
        self.put_many((Row(service, kind, key, body, fetched_at),))

    def put_many(self, rows: Iterable[Row | tuple[str, str, str, Any | None, str]]) -> None:
        """Keep several records in one commit: after a crash all of them are there, or none.

        Raises:
            ArchiveError: The disk is full, or the archive cannot be written.
        """
        packed = [
            (service, kind, key, fetched_at, _pack_or_none(body))
            for service, kind, key, body, fetched_at in rows
        ]
        if packed:
            with self._writing() as connection:
                connection.executemany(PUT, packed)

    def spend(self, run: str, spent: Spending) -> None:
        """Add to the ledger what a run has just spent; see `ledger.Meter`.

        Args:
            run: Name of the run, such as the time when it began.
            spent: Requests, credits, and the allowance that the headers told.
        """
        moment = now()
        with self._writing() as connection:
            connection.execute(
                SPEND, (run, moment[:10], spent.service, spent.requests, spent.credits)
            )
            if spent.budget is not None:
                budget = spent.budget
                connection.execute(
                    BUDGET, (spent.service, moment, budget.limit, budget.left, budget.resets_at)
                )

    def read_seen(self, holder: str, things: Sequence[int]) -> dict[int, str]:
        """Return the days on which things of a holder came; see `first_seen`."""
        found: dict[int, str] = {}
        with suppress(ArchiveError):  # an archive of before has no such table
            for start in range(0, len(things), AT_ONCE):
                some = things[start : start + AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._select(
                    f"SELECT thing, day FROM seen WHERE holder = ? AND thing IN ({marks})",  # noqa: S608 - question marks
                    (holder, *some),
                )
                found.update((thing, day) for thing, day in rows)
        return found

    def add_seen(self, holder: str, days: Mapping[int, str]) -> None:
        """Keep the days on which things of a holder came; the first day of each stays."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)",
                ((holder, thing, day) for thing, day in days.items()),
            )

    def read_spending(
        self, *, run: str | None = None, day: str | None = None
    ) -> dict[str, Spending]:
        """Return by service what was spent, with the allowance that was last reported.

        Args:
            run: Only this run.
            day: Only this day in UTC, `2026-01-31`; OpenAlex counts by it.
        """
        rows = self._select(
            "SELECT service, SUM(requests), SUM(credits) FROM spending "
            "WHERE (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR day = ?2) "
            "GROUP BY service ORDER BY service",
            (run, day),
        )
        budgets = self.read_budgets()
        return {
            service: Spending(service, requests, credits_, budgets.get(service, (None, ""))[0])
            for service, requests, credits_ in rows
        }

    def read_budgets(self) -> dict[str, tuple[Budget, str]]:
        """Return by service the allowance that its headers last reported, and when."""
        rows = self._select(
            "SELECT service, allowed, remaining, resets_at, seen_at FROM budget ORDER BY service"
        )
        return {row[0]: (Budget(row[1], row[2], row[3]), row[4]) for row in rows}

    def read_memory(self, holder: str) -> Memorised | None:
        """Return what a holder of a graph was last told, or None where nothing is remembered."""
        if not self._has_table("memory"):
            return None
        rows = self._select(
            "SELECT asked_since, told_at, facts FROM memory WHERE holder = ?", (holder,)
        )
        for asked_since, told_at, packed in rows:
            with explain_errors(self.path):
                return Memorised(asked_since, told_at, _unpack(packed, holder)[0])
        return None

    def remember(self, holder: str, memory: Memorised, news: Iterable[NewsRow] = ()) -> None:
        """Keep what a holder is told now, and the news that follow from it, in one commit.

        Raises:
            ArchiveError: The disk is full, or the archive cannot be written.
        """
        facts = None if memory.facts is None else _pack(memory.facts)
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO news (holder, found_at, kind, subject, body) "
                "VALUES (?, ?, ?, ?, ?)",
                [(holder, row.found_at, row.kind, row.subject, json.dumps(row.body))
                 for row in news],
            )  # fmt: skip
            connection.execute(
                "INSERT OR REPLACE INTO memory (holder, asked_since, told_at, facts) "
                "VALUES (?, ?, ?, ?)",
                (holder, memory.asked_since, memory.told_at, facts),
            )

    def read_news(self, holder: str, since: str = "") -> list[NewsRow]:
        """Return a holder's news, the newest first.

        Args:
            holder: Whose.
            since: Only those found at this moment or later, ISO 8601.
        """
        if not self._has_table("news"):
            return []
        rows = self._select(
            "SELECT found_at, kind, subject, body FROM news WHERE holder = ? AND found_at >= ? "
            "ORDER BY found_at DESC, kind, subject",
            (holder, since),
        )
        with explain_errors(self.path):
            return [NewsRow(at, kind, on, json.loads(body)) for at, kind, on, body in rows]

    def _has_table(self, name: str) -> bool:
        """Tell whether an archive that is only read is new enough to have a table."""
        there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        return bool(self._select(there, (name,)))

    def count_records(self) -> dict[tuple[str, str], int]:
        """Return how many records there are by service and kind, without those of the base."""
        if isinstance(self._source, Memory):
            return {place: len(rows) for place, rows in sorted(self._source.rows.items())}
        rows = self._select(
            "SELECT service, kind, COUNT(*) FROM record GROUP BY service, kind "
            "ORDER BY service, kind"
        )
        return {(service, kind): count for service, kind, count in rows}

    def describe_records(self) -> list[tuple[str, str, int, int, str, str]]:
        """Return service, kind, how many records, how many without a body, oldest, newest date."""
        return self._select(
            "SELECT service, kind, COUNT(*), SUM(body IS NULL), MIN(fetched_at), MAX(fetched_at) "
            "FROM record GROUP BY service, kind ORDER BY service, kind"
        )

    def read_version(self) -> int:
        """Return the version of the file, 0 where there is none yet."""
        found = self._select("PRAGMA user_version")
        return int(found[0][0]) if found else 0

    def read_all(self) -> Iterator[Row]:
        """Yield all records, sorted by service, kind and key, without those of the base."""
        if isinstance(self._source, Memory):
            for (service, kind), rows in sorted(self._source.rows.items()):
                for key, fetched in sorted(rows.items()):
                    yield Row(service, kind, key, fetched.body, fetched.fetched_at)
            return
        places = self._select_all("record", ("service", "kind", "key"))
        while page := tuple(islice(places, ON_A_PAGE)):
            for (service, kind), group in groupby(page, key=lambda place: place[:2]):
                own = self._own(service, kind, [place[2] for place in group])
                for key, fetched in sorted(own.items()):
                    yield Row(service, kind, key, fetched.body, fetched.fetched_at)

    def read_table(self, table: str) -> Iterator[TableRow]:
        """Yield the rows of one of `archive_export.TABLES`, in their order; none where it is not.

        An exported archive that is open has none: they are needed where it is imported only.
        """
        there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        if self._select(there, (table,)):
            for values in self._select_all(table, TABLES[table]):
                yield TableRow(table, values)

    def merge(self, rows: Sequence[Row | TableRow]) -> tuple[Counter[str], Counter[str]]:
        """Take in what another archive has, in one commit: the newer answer wins.

        Returns:
            How many records were `new`, `newer` and `kept`, and by table how many rows were added.

        Raises:
            ArchiveError: The disk is full, or the archive cannot be written.
        """
        packed = [
            (row.service, row.kind, row.key, row.fetched_at, _pack_or_none(row.body))
            for row in rows
            if isinstance(row, Row)
        ]
        with self._writing() as connection:
            counts = merge_records(connection, packed)
            added = merge_table_rows(connection, [row for row in rows if isinstance(row, TableRow)])
        return counts, added

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Return what records say and nothing can hold, as far as they were read: see `Meter`."""
        below = self.base.left_out() if self.base else ()
        return (*self._left_out, *below)

    def export_jsonl(
        self,
        path: Path | str,
        *,
        sample: bool | None = None,
        notice: str | None = None,
        wanted: Container[tuple[str, str, str]] | None = None,
        beside: Iterable[TableRow] | None = None,
    ) -> int:
        """Write the archive's own records as text; the same records give the same bytes.

        Args:
            path: A file that ends in `.jsonl` or `.jsonl.gz`; it is replaced as a whole.
            wanted: Service, kind and key of the records that are written; all by default.
            beside: Rows of tables that follow the records; the citation keys by default.
            sample: Whether the records are made up; as the archive says where not given.
            notice: What is to be said about them; as the archive says where not given.

        Returns:
            How many records were written.

        Raises:
            ArchiveError: The file cannot be written.
        """
        return write_export(
            Path(path),
            (row for row in self.read_all() if wanted is None or row[:3] in wanted),
            sample=self.sample if sample is None else sample,
            notice=self.notice if notice is None else notice,
            beside=self.read_table(KEYS) if beside is None else beside,
        )

    def _own(self, service: str, kind: str, keys: Sequence[str]) -> dict[str, Fetched]:
        if isinstance(self._source, Memory):
            rows = self._source.rows.get((service, kind), {})
            return {key: rows[key] for key in keys if key in rows}
        found: dict[str, Fetched] = {}
        with explain_errors(self.path):
            for key, packed, fetched_at in self._select_keys("body", service, kind, keys):
                try:
                    body, left_out = _unpack(packed, key)
                except RecursionError:  # as if it had never been fetched
                    left_out = (f"{key}: it is nested too deep",)
                else:
                    found[key] = Fetched(body, fetched_at)
                for each in left_out:
                    self._left_out[service, each] = None
        return found

    def _find_own(self, service: str, kind: str, keys: Sequence[str]) -> dict[str, Presence]:
        if isinstance(self._source, Memory):
            rows = self._own(service, kind, keys)
            return {
                key: Presence(row.body is not None, row.fetched_at, row.sample)
                for key, row in rows.items()
            }
        return {
            key: Presence(bool(there), fetched_at)
            for key, there, fetched_at in self._select_keys("body IS NOT NULL", service, kind, keys)
        }

    def _select_keys(
        self, column: str, service: str, kind: str, keys: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """Select key, one column and date of those keys that there are."""
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from self._select(
                f"SELECT key, {column}, fetched_at FROM record "  # noqa: S608 - words of ours, and question marks
                f"WHERE service = ? AND kind = ? AND key IN ({marks})",
                (service, kind, *some),
            )

    def _select_all(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Select columns of all rows, which are unique and in their order, page by page."""
        named = ", ".join(columns)
        begin = f"SELECT {named} FROM {table}"  # noqa: S608 - words of ours
        end = f"ORDER BY {named} LIMIT {ON_A_PAGE}"
        after = f"WHERE ({named}) > ({', '.join('?' * len(columns))})"
        rows = self._select(f"{begin} {end}")
        while rows:
            yield from rows
            rows = self._select(f"{begin} {after} {end}", rows[-1])

    def _select(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        if not isinstance(self._source, sqlite3.Connection):
            return []
        with self._lock, explain_errors(self.path):
            return self._source.execute(statement, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction, committed at the end or undone."""
        with self._lock, explain_errors(self.path):
            connection = self._source
            if not (self.writable and isinstance(connection, sqlite3.Connection)):
                raise ArchiveError(
                    f"The archive {self.path} is not open for writing",
                    kept="Nothing in it was changed",
                )
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has already undone it
                    connection.execute("ROLLBACK")
                raise


def _pack_or_none(body: Any | None) -> bytes | None:
    return None if body is None else _pack(body)


def _pack(body: Any) -> bytes:
    return zlib.compress(json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode(), 6)


def _unpack(body: bytes | None, key: str) -> tuple[Any | None, tuple[str, ...]]:
    return (None, ()) if body is None else read_kept(zlib.decompress(body), key)
