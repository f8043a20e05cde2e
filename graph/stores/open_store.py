"""Open a graph by its address: a file, or a Neo4j server."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.graph.errors import SettingsError

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Credentials, Mode, Store

SERVER = re.compile(r"(neo4j|bolt)(\+s|\+ssc)?://", re.IGNORECASE)


def is_server(address: str) -> bool:
    """Say whether an address names a server and not a file."""
    return SERVER.match(address) is not None


def open_store(
    address: str, *, mode: Mode, credentials: Credentials | None = None, isolated: bool = False
) -> Store:
    """Open the graph at an address.

    Args:
        address: A path means the embedded store; `neo4j://`, `bolt://`, and both with `+s` or
            `+ssc`, a server.
        mode: `read`, or `write`, which makes the graph where there is none. A file has one
            writer at a time; readers never wait.
        credentials: For a server; an address never carries any.
        isolated: Read a file in another process, whose time and memory have limits.

    Raises:
        StoreError: One of its kinds says what is wrong.
        SettingsError: The address carries a password or is of no known kind.
    """
    if is_server(address):
        if "@" in address:
            raise SettingsError(
                "The address of the graph carries credentials",
                todo="Set NEO4J_USERNAME and NEO4J_PASSWORD, and leave them out of the address",
            )
        # The engines are imported where they are used: the command line starts without them.
        from citeloom.graph.stores.neo4j_store import Neo4jStore

        return Neo4jStore(address, mode, credentials)
    if "://" in address:
        raise SettingsError(
            f"{address.partition('://')[0]}:// is not a graph that Citeloom knows",
            todo="Give a path, or an address that begins with neo4j:// or bolt://",
        )
    if isolated and mode == "read":
        from citeloom.graph.stores.isolated import IsolatedStore

        return IsolatedStore(partial(_open_without_notes, address))
    from citeloom.graph.stores.embedded import EmbeddedStore

    return EmbeddedStore(Path(address).expanduser(), mode)


def _open_without_notes(address: str) -> Store:
    from citeloom.graph.stores.embedded import EmbeddedStore

    return EmbeddedStore(Path(address).expanduser(), "read", notes=False)
