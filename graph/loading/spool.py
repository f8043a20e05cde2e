"""A stream of records on its way into a store: kept on disk, so that memory does not grow.

A temporary SQLite file groups the records by shape, finds which of them are one, and gives them
back in order: nodes by label and id, relationships by kind and ends.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeloom.graph import identity, schema
from citeloom.graph.errors import StoreError
from citeloom.graph.records import NodeRecord, RelationshipRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Props = dict[str, Any]
    Name = tuple[str, str, str, bool]  # label, name, node, whether it only hints

_OF_THE_FOLDER = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
)
NAMED = ("Paper", "Venue", "Repository")  # labels whose nodes have more than one name
RELEASED = "_released"  # in place of properties: the holder says nothing of it
OTHERS = "_others"  # what other holders say of a node that has become another one
_ROWS = 5_000
_SHAPE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -32768;
PRAGMA temp_store = FILE;
CREATE TABLE nodes (label TEXT, id TEXT, props TEXT);
CREATE TABLE relationships (kind TEXT, start TEXT, finish TEXT, props TEXT);
CREATE TABLE names (label TEXT, name TEXT, id TEXT, is_hint INTEGER);
CREATE TABLE stored (label TEXT, id TEXT, PRIMARY KEY (label, id)) WITHOUT ROWID;
CREATE TABLE old_names (label TEXT, name TEXT, PRIMARY KEY (label, name)) WITHOUT ROWID;
CREATE TABLE merged (label TEXT, id TEXT, into_id TEXT, PRIMARY KEY (label, id)) WITHOUT ROWID;
CREATE TABLE contested (label TEXT, name TEXT, PRIMARY KEY (label, name)) WITHOUT ROWID;
CREATE TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE held (
  label TEXT, id TEXT, alone INTEGER, PRIMARY KEY (label, id)
) WITHOUT ROWID;
CREATE TABLE held_links (
  kind TEXT, start TEXT, finish TEXT, alone INTEGER, PRIMARY KEY (kind, start, finish)
) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX node_order ON nodes (label, id);
CREATE INDEX relationship_order ON relationships (kind, start, finish);
"""


class Spool:
    """Records on disk. Use `opened`, which takes the file away again."""

    def __init__(self, path: Path) -> None:
        self.sql = sqlite3.connect(path, isolation_level=None)
        self.sql.executescript(_SHAPE)

    def fill(
        self,
        records: Iterable[NodeRecord | RelationshipRecord],
        on_rows: Callable[[int], None],
    ) -> None:
        """Take in a stream of records."""
        nodes: list[tuple[str, str, str]] = []
        relationships: list[tuple[str, str, str, str]] = []
        names: list[Name] = []
        count = 0
        self.sql.execute("BEGIN")
        for count, record in enumerate(records, start=1):
            values = record.__dict__
            if isinstance(record, RelationshipRecord):
                relationships.append((record.kind, values["start"], values["end"], _text(values)))
            else:
                label = record.label
                nodes.append((label, values["id"], _text(values)))
                if label in NAMED:
                    names += _names(label, values["id"], values)
            if count % _ROWS == 0:
                self._insert(nodes, relationships, names)
                on_rows(count)
        self._insert(nodes, relationships, names)
        self.sql.execute("COMMIT")
        self.sql.executescript(_INDEXES)
        on_rows(count)

    def add_node(self, label: str, node: str, props: Props) -> None:
        """Add what a store knows about a node."""
        self._insert([(label, node, _text(props))], [], _names(label, node, props))

    def add_relationship(self, kind: str, start: str, end: str, props: Props) -> None:
        """Add what a store knows about a relationship."""
        self._insert([], [(kind, start, end, _text(props))], [])

    def add_held(self, label: str, nodes: Iterable[tuple[str, bool]]) -> None:
        """Remember nodes of the store that the holder has: alone, or with others."""
        self.sql.executemany(
            "INSERT INTO held VALUES (?, ?, ?)", ((label, node, alone) for node, alone in nodes)
        )

    def add_held_links(self, kind: str, links: Iterable[tuple[str, str, bool]]) -> None:
        """Remember relationships of the store that the holder has: alone, or with others."""
        self.sql.executemany(
            "INSERT OR IGNORE INTO held_links VALUES (?, ?, ?, ?)",
            ((kind, start, end, alone) for start, end, alone in links),
        )

    def held(self, label: str) -> Iterator[list[str]]:
        """Yield the ids of the nodes of a label that the holder has, some at a time."""
        ids = list(self.column("SELECT id FROM held WHERE label = ?", label))
        for start in range(0, len(ids), _ROWS):
            yield ids[start : start + _ROWS]

    def is_replaced(self, label: str, node: str) -> bool:
        """Tell whether a node of the store counts as not there; see `holders`."""
        row = self.sql.execute(
            "SELECT 1 FROM held WHERE label = ? AND id = ? AND alone", (label, node)
        )
        return row.fetchone() is not None

    def release(self) -> None:
        """Add what the holder has with others and does not bring, so that its part is taken out."""
        released = _encode({RELEASED: True})
        self.sql.execute(
            "INSERT INTO nodes SELECT label, id, ? FROM held WHERE NOT alone "
            "AND (label, id) NOT IN (SELECT label, id FROM nodes)",
            (released,),
        )
        self.sql.execute(
            "INSERT INTO relationships SELECT kind, start, finish, ? FROM held_links "
            "WHERE NOT alone AND (kind, start, finish) NOT IN "
            "(SELECT kind, start, finish FROM relationships)",
            (released,),
        )

    def nodes_left_over(self, label: str) -> Iterator[str]:
        """Yield the nodes that only the holder has, and that the load does not bring."""
        return self.column(
            "SELECT id FROM held WHERE label = ?1 AND alone "
            "AND id NOT IN (SELECT id FROM nodes WHERE label = ?1)",
            label,
        )

    def links_left_over(self, kind: str) -> Iterator[tuple[str, str]]:
        """Yield the ends of relationships that only the holder has and does not bring."""
        yield from self.sql.execute(
            "SELECT start, finish FROM held_links WHERE kind = ?1 AND alone "
            "EXCEPT SELECT start, finish FROM relationships WHERE kind = ?1",
            (kind,),
        )

    def labels(self) -> list[str]:
        """Return the labels of the nodes, in the order of the schema."""
        found = {row[0] for row in self.sql.execute("SELECT DISTINCT label FROM nodes")}
        return [each.label for each in schema.NODE_TYPES if each.label in found]

    def kinds(self) -> list[str]:
        """Return the kinds of the relationships, in the order of the schema."""
        found = {row[0] for row in self.sql.execute("SELECT DISTINCT kind FROM relationships")}
        return [each.kind for each in schema.RELATIONSHIP_TYPES if each.kind in found]

    def nodes(self, label: str) -> Iterator[tuple[str, list[Props], int]]:
        """Yield id, records and their size in characters for each node of a label, by id."""
        rows = self.sql.execute(
            "SELECT id, props FROM nodes WHERE label = ? ORDER BY id, props", (label,)
        )
        for node, group in groupby(rows, key=itemgetter(0)):
            texts = [row[1] for row in group]
            yield node, [json.loads(text) for text in texts], sum(map(len, texts))

    def relationships(self, kind: str) -> Iterator[tuple[tuple[str, str], list[Props], int]]:
        """Yield ends, records and their size for each relationship of a kind, by its ends."""
        rows = self.sql.execute(
            "SELECT start, finish, props FROM relationships WHERE kind = ? "
            "ORDER BY start, finish, props",
            (kind,),
        )
        for ends, group in groupby(rows, key=itemgetter(0, 1)):
            texts = [row[2] for row in group]
            yield ends, [_parsed(text) for text in texts], sum(map(len, texts))

    def count(self, table: str, column: str, value: str) -> int:
        """Return how many rows of a table have a value."""
        statement = f"SELECT COUNT(*) FROM {table} WHERE {column} = ?"  # noqa: S608 - our own names
        return int(self.sql.execute(statement, (value,)).fetchone()[0])

    def contest(self, label: str, names: Iterable[str]) -> None:
        """Remember names that only hint, and at several nodes: they are nobody's alias."""
        self.sql.executemany(
            "INSERT OR IGNORE INTO contested VALUES (?, ?)", ((label, name) for name in names)
        )

    def list_contested(self, label: str) -> frozenset[str]:
        """Return the names of a label that are nobody's alias."""
        return frozenset(self.column("SELECT name FROM contested WHERE label = ?", label))

    def touch(self, authors: Iterable[str]) -> None:
        """Remember authors whose affiliations are to be counted again."""
        self.sql.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)", ((author,) for author in authors)
        )

    def column(self, statement: str, *values: str) -> Iterator[str]:
        """Yield the one column of a statement."""
        for row in self.sql.execute(statement, values):
            yield row[0]

    def _insert(
        self,
        nodes: list[tuple[str, str, str]],
        relationships: list[tuple[str, str, str, str]],
        names: list[Name],
    ) -> None:
        self.sql.executemany("INSERT INTO nodes VALUES (?, ?, ?)", nodes)
        self.sql.executemany("INSERT INTO relationships VALUES (?, ?, ?, ?)", relationships)
        self.sql.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names)
        nodes.clear()
        relationships.clear()
        names.clear()


@contextmanager
def opened() -> Iterator[Spool]:
    """Open a spool in the folder for temporary files, and take it away afterwards.

    Raises:
        StoreError: The folder is full or cannot be written, or a record holds what nothing can.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="citeloom-")
    except OSError as error:
        raise _unusable(error) from error
    with folder as name:
        try:
            spool = Spool(Path(name) / "spool.sqlite")
            with closing(spool.sql):
                yield spool
        except (sqlite3.Error, UnicodeEncodeError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_FOLDER:
                raise _unusable(error) from error
            raise StoreError(
                f"The records cannot be brought into order ({error})",
                kept="The graph is as it was",
                todo="This is likely a fault of Citeloom; please report it",
            ) from error


def _unusable(error: Exception) -> StoreError:
    return StoreError(
        f"The folder for temporary files cannot be used ({error})",
        kept="The graph is as it was",
        todo="Make room in it, or name another one in TMPDIR",
    )


_ENDS = ("id", "start", "end", *(each.name for each in schema.MARKS))
_parsed = lru_cache(maxsize=1024)(json.loads)  # most citations say the same; never changed
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _text(values: Props) -> str:
    return _encode(
        {key: each for key, each in values.items() if each is not None and key not in _ENDS}
    )


def _names(label: str, node: str, values: Props) -> list[Name]:
    hints = identity.list_hints(label, node, values)
    return [(label, name, node, name in hints) for name in identity.list_names(label, node, values)]
