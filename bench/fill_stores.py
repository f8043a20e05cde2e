"""Fill a graph file or a Neo4j server with made-up rows, in the quickest way that each has.

Rows come in parts: the name of a label or of a kind of relationship, and dictionaries of
properties, with `start` and `finish` for relationships. Nodes come before what links them.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from citeloom.graph.schema import (
    NODE_TYPE,
    RELATIONSHIP_TYPE,
    merge_nodes,
    merge_relationships,
)
from citeloom.graph.stores.open_store import open_store
from citeloom.graph.stores.store import Credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.neo4j_server import Neo4jAddress, Server

BATCH = 20_000

Row = dict[str, Any]
Part = tuple[str, "Iterable[Row]"]


def fill_file(path: Path, parts: Iterable[Part]) -> None:
    """Make a graph file of rows, whole or not at all."""
    fresh = path.with_name(f"fresh-{path.name}")
    fresh.unlink(missing_ok=True)
    with open_store(str(fresh), mode="write") as store:
        for name, rows in parts:
            for batch in _batches(rows):
                if name in NODE_TYPE:
                    shaped = [{"id": row["id"], "props": row} for row in batch]
                    store.write_rows(merge_nodes(name), shaped)
                else:
                    shaped = [
                        {"start": row["start"], "finish": row["finish"],
                         "props": {k: v for k, v in row.items() if k not in ("start", "finish")}}
                        for row in batch
                    ]  # fmt: skip
                    store.write_rows(merge_relationships(name), shaped)
    fresh.rename(path)


def write_tables(folder: Path, parts: Iterable[Part]) -> None:
    """Write rows as the tables that `import_tables` takes; whole ones stay as they are."""
    if (folder / "complete").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in parts:
        if name in NODE_TYPE:
            known = {each.name: each.type for each in NODE_TYPE[name].properties}
            names = list(known)
            header = [f"id:ID({name})" if n == "id" else _typed(n, known[n]) for n in names]
            _write_table(folder / f"{name}.csv", header, names, iter(rows))
        else:
            of = RELATIONSHIP_TYPE[name]
            known = {each.name: each.type for each in of.properties}
            stream = iter(rows)
            head = list(islice(stream, 1))
            names = [key for key in head[0] if key in known]
            header = [
                f":START_ID({of.start})",
                f":END_ID({of.end})",
                *(_typed(n, known[n]) for n in names),
            ]
            cells = ["start", "finish", *names]
            _write_table(folder / f"{name}.csv", header, cells, chain(head, stream))
    (folder / "complete").touch()


def import_tables(server: Server, tables: Path, heap: str = "2g") -> None:
    """Fill a server that runs with the rows of tables; it is stopped meanwhile."""
    arguments = [
        f"--{group}={name}={tables / name}.csv"
        for group, names in (("nodes", NODE_TYPE), ("relationships", RELATIONSHIP_TYPE))
        for name in names
        if (tables / f"{name}.csv").exists()
    ]
    server.stop()
    done = subprocess.run(  # noqa: S603 - a fixed command
        [shutil.which("java") or "java", "-Xmx2g", "-cp", f"{server.home}/lib/*",
         "org.neo4j.server.startup.Neo4jAdminCommand", "database", "import", "full",
         *arguments, "--multiline-fields=false", "--overwrite-destination", "neo4j"],
        cwd=tables,  # where the import writes its report
        env={**os.environ, "NEO4J_HOME": str(server.home)}, check=False, capture_output=True,
        text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The import failed:\n{(done.stdout + done.stderr)[-2000:]}")
    server.start(heap)
    index_server(server.address)


def index_server(address: Neo4jAddress) -> None:
    """Make Citeloom's constraints and indexes, and wait until they are filled."""
    given = Credentials(address.username, SecretStr(address.password), address.database)
    with open_store(address.uri, mode="write", credentials=given) as store:
        store.write("CALL db.awaitIndexes(3600)")


def _typed(name: str, kind: str) -> str:
    types = {"string": "string", "integer": "long", "float": "double", "boolean": "boolean",
             "list of strings": "string[]"}  # fmt: skip
    return f"{name}:{types[kind]}"


def _write_table(path: Path, header: list[str], names: Sequence[str], rows: Iterator[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_field(row.get(name)) for name in names] for row in rows)


def _field(value: Any) -> Any:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return ";".join(value)
    return value


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch
