"""Both stores with the same records, and answers made comparable across them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.graph.stores.neo4j_store import Neo4jStore
from citeloom.graph.stores.store import Credentials
from citeloom.graph.stores.values import Node, Path, Relationship, Table
from tests.queries.example_graph import wipe, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path as FilePath

    from citeloom.graph.records import Record
    from citeloom.graph.stores.store import Store
    from tests.neo4j_server import Neo4jAddress


def embedded(folder: FilePath) -> EmbeddedStore:
    """Open a new embedded store."""
    return EmbeddedStore(folder / "graph.kgl", "write")


def server(address: Neo4jAddress, *, strict: bool = True) -> Neo4jStore:
    """Open the server's store; its warnings are errors.

    A strict one does not hear of labels that are not there; `strict=False` tells in the plan.
    """
    credentials = Credentials(address.username, SecretStr(address.password), address.database)
    return Neo4jStore(address.uri, "write", credentials, strict=strict)


def fill(store: Store, records: Iterable[Record]) -> None:
    """Make a store hold these records and nothing else."""
    wipe(store)
    write(store, records)


def plain(table: Table) -> list[tuple[Any, ...]]:
    """Return the rows with keys of nodes replaced by label and id, which both stores share."""
    ids: dict[str, tuple[str, str]] = {}
    for row in table.rows:
        _collect(row, ids)
    return [tuple(_plain(cell, ids) for cell in row) for row in table.rows]


def _collect(cell: Any, ids: dict[str, tuple[str, str]]) -> None:
    if isinstance(cell, Node):
        ids[cell.key] = (cell.labels[0], cell.properties["id"])
    elif isinstance(cell, Path):
        _collect(cell.nodes, ids)
    elif isinstance(cell, (list, tuple)):
        for each in cell:
            _collect(each, ids)


def _plain(cell: Any, ids: dict[str, tuple[str, str]]) -> Any:
    match cell:
        case Node():
            return (*cell.labels, {key: _plain(each, ids) for key, each in cell.properties.items()})
        case Relationship():
            # A missing end fails here: every relationship's nodes are in the same answer.
            return (ids[cell.start], cell.kind, ids[cell.end], _plain(cell.properties, ids))
        case Path():
            return (_plain(cell.nodes, ids), _plain(cell.relationships, ids))
        case list() | tuple():
            return [_plain(each, ids) for each in cell]
        case dict():
            return {key: _plain(each, ids) for key, each in cell.items()}
    return cell
