"""Opening the graph that the user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.stores.open_store import open_store
from citeloom.graph.stores.store import Credentials

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Mode, Store
    from citeloom.settings import Settings


def open_graph(
    settings: Settings, graph: str | None = None, *, mode: Mode = "read", isolated: bool = False
) -> Store:
    """Open the graph as named, as set, or by default.

    Args:
        settings: The settings.
        graph: What `--graph` says, or None.
        mode: Whether it is to be read or written.
        isolated: Whether a file is to be read in a process of its own.

    Raises:
        StoreError: It cannot be opened; the error says why.
    """
    return open_store(
        settings.graph_address(graph),
        mode=mode,
        credentials=read_credentials(settings),
        isolated=isolated,
    )


def read_credentials(settings: Settings) -> Credentials | None:
    """Return how to get into a Neo4j server, or None where no password is set."""
    if settings.neo4j_password is None:
        return None
    return Credentials(settings.neo4j_username, settings.neo4j_password, settings.neo4j_database)
