"""The embedded store: one kglite file. Everything that is peculiar to kglite stays in here.

A writer keeps its changes in memory and publishes them whole, by an atomic rename, when it
commits or closes; until then, and if it dies, the file holds the last build. Readers take no
lock: they see the last build and notice when a newer one is published.
"""

from __future__ import annotations

import datetime as dt
import threading
import warnings
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self

import kglite

from citeloom.graph import errors, schema
from citeloom.graph.stores.declare import declare_properties
from citeloom.graph.stores.file_lock import HeldError, lock_file
from citeloom.graph.stores.isolated import IsolatedStore
from citeloom.graph.stores.schema_versions import refuse_newer, tell_older
from citeloom.graph.stores.statements import EXPLAIN, check_reading, find_procedures, written_places
from citeloom.graph.stores.store import StoreInfo
from citeloom.graph.stores.values import Counters, Node, Path, Plan, Relationship, Table

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path as FilePath

    from citeloom.graph.stores.store import Mode, Store

kglite.set_query_warning_policy("silent")  # it prints to stderr for each label that is not there

_NODE = {"id", "labels", "properties"}
_RELATIONSHIP = {"id", "start", "end", "type", "properties"}
_PATH = {"nodes", "relationships"}
_PLAIN = frozenset({str, int, float, bool, type(None)})
_NEW = (0, 0, 0)


class EmbeddedStore:
    """A graph in one file on this machine. See `graph.stores.store.Store`.

    Args:
        path: The file; in writing mode it is made where there is none.
        mode: `read` takes no lock; `write` is for one process at a time.
        notes: Whether statements meet the nodes that say what the graph is; only when reading.

    Raises:
        StoreHeld: Another process is writing to it.
        StoreDamaged: It cannot be read.
        StoreVersion: It was written by a newer Citeloom, or by something else.
        StoreError: It is missing, or its folder cannot be written.
    """

    def __init__(self, path: FilePath, mode: Mode, *, notes: bool = True) -> None:
        self._path = path
        self._mode = mode
        self._notes = notes
        self._noted: tuple[int | None, bool | None] | None = None
        self._lock = threading.Lock()
        self._changed = False
        self._schema_version: int | None = None
        self._isolated: IsolatedStore | None = None
        if path.is_dir():
            raise errors.StoreError(f"{path} is a folder, not a graph", todo="Name a file in it")
        if mode == "read":
            self._stamp = _NEW
            self._reload()
        else:
            with _translated(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                self._let_go = lock_file(path)
            try:
                with _translated(path):
                    self._graph = kglite.open(str(path), durable="off", lock=False)
            except BaseException:
                self._let_go()
                raise
            try:
                self._check_version()
                self._bring_up_to_date()
            except BaseException:
                self._discard()
                raise

    def info(self) -> StoreInfo:
        """Say what this store is, from the file as it is now."""
        self._refresh()
        number, sample = self._noted or self._read_notes()
        engine = f"kglite {version('kglite')}"
        return StoreInfo(
            "embedded",
            str(self._path),
            engine,
            number or 0,
            bool(sample),
            tell_older(self._schema_version, self._mode),
        )

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """Run a statement that only reads, on the last build."""
        check_reading(statement)
        self._refresh()
        with _translated(self._path):
            # A frozen graph refuses to write, and threads may share it.
            found = _view(
                self._graph.freeze().cypher(
                    statement,
                    params=dict(parameters or {}),
                    timeout_ms=0 if timeout is None else max(1, round(timeout * 1000)),
                    row_limit=limit,
                )
            )
            columns = tuple(found.columns)
            cells = [_values(found.column(name)) for name in columns]
            cut = (found.diagnostics or {}).get("total_rows") is not None
        return Table(columns, tuple(zip(*cells, strict=True)), truncated=cut)

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Counters:
        """Run one statement that writes. kglite runs a statement whole or not at all."""
        if self._mode == "read":
            raise errors.StatementRefused("This graph was opened for reading")
        with _translated(self._path):
            found = _view(
                self._graph.cypher(statement, params=dict(parameters or {}), timeout_ms=0)
            )
            stats: dict[str, int] = found.stats or {}
        self._changed = self._changed or any(stats.values())
        return Counters(
            nodes_created=stats.get("nodes_created", 0),
            relationships_created=stats.get("relationships_created", 0),
            nodes_deleted=stats.get("nodes_deleted", 0),
            relationships_deleted=stats.get("relationships_deleted", 0),
        )

    def write_rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> Counters:
        """Run a statement that begins with `UNWIND $rows AS row`, for one batch of rows."""
        return self.write(statement, {"rows": list(rows)})

    def explain(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Plan:
        """Say what the store would do for a statement, without doing it."""
        check_reading(statement)
        self._refresh()
        explained = f"{EXPLAIN}{statement}"
        with written_places(explained, range(len(EXPLAIN))), _translated(self._path):
            found = _view(self._graph.cypher(explained, params=dict(parameters or {})))
            operators = tuple(str(step["operation"]) for step in found.to_list())
        return Plan(_kind(operators), operators, find_procedures(statement), tuple(found.warnings))

    def isolated(self) -> Store:
        """Return a store that reads this file in other processes, which may end without harm.

        What a writer has not published yet only this process knows, so that a writer is its own.
        """
        if self._mode == "write":
            return self
        with self._lock:
            if self._isolated is None:
                self._isolated = IsolatedStore(
                    partial(EmbeddedStore, self._path, "read", notes=False)
                )
            return self._isolated

    def commit(self) -> None:
        """Publish what was written: readers see it, and it outlives this process."""
        if self._mode == "write" and self._changed:
            with _translated(self._path), warnings.catch_warnings():
                # Lists of strings cannot be read in place; nothing that a user could change.
                warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
                self._graph.save()
            self._changed = False

    def close(self) -> None:
        """Publish what was written, and let others write."""
        try:
            self.commit()
        finally:
            self._discard()
            if self._isolated is not None:
                self._isolated.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if not exc or exc[0] is None:
            self.close()
        else:  # half a build is not published; the file keeps the last whole one
            self._discard()

    def _discard(self) -> None:
        # Leaving kglite's own `with` by an exception ends it without saving.
        if self._mode == "write":
            self._graph.__exit__(RuntimeError, RuntimeError("not published"), None)
            self._let_go()

    def _bring_up_to_date(self) -> None:
        missing = declare_properties(self._graph)
        if missing or self._schema_version != schema.SCHEMA_VERSION:
            for statement in schema.list_definitions():
                self._graph.cypher(statement)
            self._graph.set_schema_version(schema.SCHEMA_VERSION)
            self._changed = True

    def _check_version(self) -> None:
        self._schema_version = self._graph.schema_version or None
        labels = self._graph.node_types
        if labels and (self._schema_version is None or schema.GRAPH.label not in labels):
            raise errors.StoreVersion(
                f"{self._path} holds a graph that Citeloom did not make",
                kept="It is unchanged",
                todo="Name another file with --graph",
            )
        refuse_newer(self._schema_version, str(self._path))

    def _read_notes(self) -> tuple[int | None, bool | None]:
        found = _view(
            self._graph.cypher(
                "MATCH (g:Graph {id: $id}) RETURN g.version AS version, g.sample AS sample",
                params={"id": schema.GRAPH_ID},
            )
        ).to_list()
        return (found[0]["version"], found[0]["sample"]) if found else (0, False)

    def _refresh(self) -> None:
        if self._mode == "read":
            with self._lock:
                if _stamp(self._path) != self._stamp:
                    self._reload()

    def _reload(self) -> None:
        stamp = _stamp(self._path)
        if stamp == _NEW:
            raise errors.StoreError(
                f"There is no graph at {self._path}",
                todo=f"Make one with `citeloom build LISTING --graph {self._path}`",
            )
        with _translated(self._path):
            self._graph = kglite.load(str(self._path))
        self._check_version()
        declare_properties(self._graph)  # in memory: an older graph has none of what came later
        if not self._notes:
            # From the copy that is in memory; the file is never written from here.
            self._noted = self._read_notes()
            for each in schema.NOTES:
                self._graph.cypher(f"MATCH (n:{each.label}) DELETE n")
            self._graph.vacuum()  # or counts by label name what has been deleted, with 0
        self._stamp = stamp


def _view(found: object) -> kglite.ResultView:
    if not isinstance(found, kglite.ResultView):
        raise errors.StatementFailed("FORMAT CSV is not part of Cypher")
    return found


def _stamp(path: FilePath) -> tuple[int, int, int]:
    try:
        found: os.stat_result = path.stat()
    except OSError:
        return _NEW
    return found.st_ino, found.st_mtime_ns, found.st_size


def _kind(operators: tuple[str, ...]) -> str:
    words = [operator.split(" ")[0] for operator in operators]
    if any(
        word.startswith(("Create", "Drop")) and word not in {"Create", "Drop"} for word in words
    ):
        return "s"
    if not {"Create", "Insert", "Merge", "Set", "Delete", "Remove", "Foreach"} & set(words):
        return "r"
    return "rw" if {"Match", "OptionalMatch", "Return"} & set(words) else "w"


def _values(cells: list[Any]) -> list[Any]:
    return [cell if type(cell) in _PLAIN else _value(cell) for cell in cells]


def _value(cell: Any) -> Any:
    match cell:
        case dict():
            return _map(cell)
        case list() | tuple():
            return _values(list(cell))
        case dt.date() | dt.time():
            return cell.isoformat()
    return cell


def _map(cell: dict[str, Any]) -> Any:
    # kglite answers nodes, relationships and paths as maps of these keys.
    keys = cell.keys()
    if keys == _NODE and isinstance(cell["labels"], list):
        return _node(cell)
    if keys == _RELATIONSHIP:
        return _relationship(cell)
    if keys == _PATH:
        return Path(
            tuple(_node(each) for each in cell["nodes"]),
            tuple(_relationship(each) for each in cell["relationships"]),
        )
    return {key: _value(each) for key, each in cell.items()}


def _node(cell: dict[str, Any]) -> Node:
    labels = tuple(cell["labels"])
    known = schema.NODE_TYPE.get(labels[0]) if labels else None
    # kglite shows the label as `type`, and one field as both `title` and `name`.
    hidden = {"type"}
    if known:
        hidden |= {"title", "name"} - set(known.names)
    properties = {
        key: _value(each)
        for key, each in cell["properties"].items()
        if each is not None and key not in hidden
    }
    return Node(str(cell["id"]), labels, properties)


def _relationship(cell: dict[str, Any]) -> Relationship:
    properties = {key: _value(each) for key, each in cell["properties"].items() if each is not None}
    return Relationship(
        str(cell["id"]), cell["type"], str(cell["start"]), str(cell["end"]), properties
    )


def _anew(path: FilePath) -> str:
    # It need not be a graph of the user's, nor a graph at all: never advise to delete it.
    return (
        "Name another file with --graph; if this is a graph of yours, move it away and make it "
        f"anew with `citeloom build LISTING --graph {path} --offline`"
    )


_KEPT = "The file is unchanged, and what was fetched is safe in the archive"


@contextmanager
def _translated(path: FilePath) -> Iterator[None]:
    """Turn kglite's errors into ours."""
    try:
        yield
    except HeldError as error:
        number = f" (number {error.holder})" if error.holder else ""
        raise errors.StoreHeld(
            f"Another process{number} is writing to {path}",
            kept="Its readers are not disturbed",
            todo="Wait until it is done, or stop it",
        ) from error
    except kglite.FileFormatError as error:
        raise errors.StoreDamaged(
            f"{path} is not a graph, or it is damaged", kept=_KEPT, todo=_anew(path)
        ) from error
    except (kglite.FileError, kglite.FileIoError, OSError) as error:
        raise errors.StoreError(
            f"{path} cannot be read or written ({_reason(error)})",
            kept="The last build of the graph is as it was",
            todo="Look at the folder's permissions and the free space, or name another place "
            "with --graph",
        ) from error
    except kglite.CypherTimeoutError as error:
        raise errors.StatementTimeout(
            "The statement took longer than allowed", todo="Ask for less, or allow more time"
        ) from error
    except kglite.ReadOnlyError as error:
        raise errors.StatementRefused("A question may only read the graph") from error
    except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
        # Below its first line a syntax error shows the statement once more.
        said = str(error).strip().split("\n")[0]
        raise errors.StatementFailed(f"The graph does not accept this: {said}") from error


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
