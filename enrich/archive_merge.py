"""Taking records of another archive into one's own: the newer answer wins, and none is lost."""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from citeloom.enrich.archive_export import Row, TableRow, open_export
from citeloom.enrich.services.ledger import now
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from citeloom.enrich.archive import Archive

AT_ONCE = 200  # lines that are held and committed together

NEWER = """
INSERT INTO record (service, kind, key, fetched_at, body) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (service, kind, key)
DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body
"""
DATE = "SELECT fetched_at FROM record WHERE service = ? AND kind = ? AND key = ?"
# Own keys stay: neither a key nor a paper gets a second one.
ADD = {
    "citation_key": (
        "INSERT INTO citation_key (key, paper) SELECT ?1, ?2 "
        "WHERE NOT EXISTS (SELECT 1 FROM citation_key WHERE key = ?1 OR paper = ?2)"
    ),
    "seen": (
        "INSERT INTO seen (holder, thing, day) VALUES (?, ?, ?) ON CONFLICT (holder, thing) "
        "DO UPDATE SET day = excluded.day WHERE excluded.day < day"
    ),
    "news": (
        "INSERT INTO news (holder, found_at, kind, subject, body) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING"
    ),
}


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the lines of an exported archive.

    Attributes:
        new: Records that there were none of.
        newer: Records that replaced an older answer.
        kept: Records of which one's own is as new, or newer.
        rows: Rows that were added by table, such as citation keys.
        left_out: What records say and nothing can hold, by service.
    """

    new: int = 0
    newer: int = 0
    kept: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()


def import_archive(archive: Archive, path: Path) -> Merged:
    """Merge an exported archive into one that is open for writing.

    It is read line by line, and 200 lines are committed together: killed anywhere, what was read
    is kept, and the same call goes on from there. A record cannot have been fetched later than
    now, so that no date in a file keeps later answers out.

    Raises:
        ArchiveError: It is missing, of another version, broken off, something else, or sample
            data, which would be taken for real; or the archive cannot be written.
    """
    counts: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    latest = now()
    with open_export(path) as export:
        if export.sample:
            raise ArchiveError(
                f"{path} holds sample data, which would be taken for real",
                kept="Nothing was taken from it",
                todo=f"Build with `--archive {path}`, which keeps it apart",
            )
        waiting: list[Row | TableRow] = []

        def flush() -> None:
            if waiting:
                told, added = archive.merge(waiting)
                counts.update(told)
                rows.update(added)
                waiting.clear()

        try:
            for line in export.lines:
                if isinstance(line, Row):
                    waiting.append(line._replace(fetched_at=read_date(line.fetched_at, latest)))
                else:
                    waiting.append(line)
                if len(waiting) >= AT_ONCE:
                    flush()
            flush()
        except (
            ValueError,
            KeyError,
            TypeError,
            EOFError,
            RecursionError,
            zlib.error,
            OSError,
        ) as error:
            flush()
            raise ArchiveError(
                f"{path} is damaged after {counts.total()} records",
                kept="Those are in your archive",
                todo="Get the file again, and import it again",
            ) from error
        left_out = tuple(dict.fromkeys(export.left_out))
    return Merged(counts["new"], counts["newer"], counts["kept"], dict(rows), left_out)


def read_date(text: str, latest: str) -> str:
    """Return a date as archives have it: in UTC, with microseconds, and not after `latest`.

    Raises:
        ValueError: It is no date.
    """
    date = datetime.fromisoformat(text)
    date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    return min(date.isoformat(timespec="microseconds"), latest)


def merge_records(
    connection: sqlite3.Connection, packed: Iterable[tuple[str, str, str, str, Any]]
) -> Counter[str]:
    """Put records that are new or newer, within a transaction; count `new`, `newer`, `kept`."""
    counts: Counter[str] = Counter()
    for service, kind, key, fetched_at, body in packed:
        found = connection.execute(DATE, (service, kind, key)).fetchone()
        told = "new" if found is None else "newer" if found[0] < fetched_at else "kept"
        if told != "kept":
            connection.execute(NEWER, (service, kind, key, fetched_at, body))
        counts[told] += 1
    return counts


def merge_table_rows(connection: sqlite3.Connection, rows: Sequence[TableRow]) -> Counter[str]:
    """Add the rows of tables that are not there, within a transaction; count them by table."""
    added: Counter[str] = Counter()
    for row in rows:
        added[row.table] += connection.execute(ADD[row.table], row.values).rowcount
    return added
