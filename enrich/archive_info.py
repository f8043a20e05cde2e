"""What an archive holds, one's own or an exported one, without holding it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from citeloom.enrich.archive import Archive
from citeloom.enrich.archive_export import TABLES, Row, open_export
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from citeloom.enrich.services.ledger import Spending

EXPORTED = (".jsonl", ".jsonl.gz")


@dataclass(frozen=True, slots=True)
class Kept:
    """The records of one kind: how many, how many that say "no such thing", and their dates."""

    service: str
    kind: str
    records: int
    absent: int
    oldest: str
    newest: str


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """What an archive holds.

    Attributes:
        path: Where it is.
        version: Version of the file, 0 where there is none yet.
        size: Bytes of the file, and of the log beside it.
        exported: Whether it is an exported archive.
        sample: Whether its records are made up.
        kinds: Its records by service and kind.
        rows: Rows of tables beside them, such as citation keys.
        spending: What its user has spent over all time, by service.
    """

    path: str
    version: int
    size: int
    exported: bool
    sample: bool = False
    notice: str = ""
    kinds: tuple[Kept, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    spending: Mapping[str, Spending] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """Return how many records there are."""
        return sum(each.records for each in self.kinds)

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            **asdict(self),
            "rows": dict(self.rows),
            "records": self.records,
            "spending": {
                name: {"requests": each.requests, "credits": each.credits}
                for name, each in self.spending.items()
            },
        }


def describe_archive(path: Path) -> ArchiveInfo:
    """Look at an archive; an exported one is read once, line by line.

    Raises:
        ArchiveError: It is of another version, is damaged, or something else.
    """
    if path.name.endswith(EXPORTED):
        return _describe_export(path)
    with Archive.open(path, mode="read") as archive:
        return ArchiveInfo(
            path=str(path),
            version=archive.read_version(),
            size=_measure(path),
            exported=False,
            kinds=tuple(Kept(*each) for each in archive.describe_records()),
            rows={
                table: count
                for table in TABLES
                if (count := sum(1 for _ in archive.read_table(table)))
            },
            spending=archive.read_spending(),
        )


def require_archive(path: Path) -> None:
    """Refuse to go on where there is no archive yet.

    Raises:
        ArchiveError: There is none.
    """
    if not path.exists():
        raise ArchiveError(
            f"There is no archive at {path} yet",
            todo="Build something with `citeloom build LISTING`, or name its folder with "
            "CITELOOM_HOME",
        )


def _describe_export(path: Path) -> ArchiveInfo:
    kinds: dict[tuple[str, str], Kept] = {}
    rows: dict[str, int] = {}
    with open_export(path) as export:
        for line in export.lines:
            if not isinstance(line, Row):
                rows[line.table] = rows.get(line.table, 0) + 1
                continue
            at = line.fetched_at
            now = kinds.get((line.service, line.kind), Kept(line.service, line.kind, 0, 0, at, at))
            kinds[line.service, line.kind] = Kept(
                line.service,
                line.kind,
                now.records + 1,
                now.absent + (line.body is None),
                min(now.oldest, at),
                max(now.newest, at),
            )
        return ArchiveInfo(
            path=str(path),
            version=export.version,
            size=_measure(path),
            exported=True,
            sample=export.sample,
            notice=export.notice,
            kinds=tuple(kinds[place] for place in sorted(kinds)),
            rows=rows,
        )


def _measure(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return sum(each.stat().st_size for each in (path, log) if each.exists())
