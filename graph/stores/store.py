"""The narrow interface that both stores have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import SecretStr

    from citeloom.graph.stores.values import Counters, Plan, Table

Mode = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to a server. The password is never printed."""

    username: str
    password: SecretStr
    database: str | None = None


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store is: its kind, where it is, its engine, and the version of what it holds.

    `graph_version` grows with every load that changed something; arrays kept beside the graph
    and pages in a browser compare it to know that they are stale. `older` says that the graph is
    of an older schema, and what it lacks; it is empty on a graph of today.
    """

    kind: Literal["embedded", "neo4j"]
    address: str
    engine: str
    graph_version: int
    sample: bool
    older: str = ""


class Store(Protocol):
    """A graph that can be read and written with one dialect of Cypher."""

    def info(self) -> StoreInfo:
        """Say what this store is; asks the store, so that the version is current."""
        ...

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """Run a statement that only reads.

        Args:
            statement: Cypher that both stores understand.
            parameters: Values for its `$names`.
            timeout: Seconds after which StatementTimeout is raised.
            limit: Rows after which the answer is cut and marked as truncated.
        """
        ...

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Counters:
        """Run one statement that writes, in a transaction that is retried where that is safe."""
        ...

    def write_rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> Counters:
        """Run a statement that begins with `UNWIND $rows AS row`, for one batch of rows."""
        ...

    def explain(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Plan:
        """Say what the store would do for a statement, without doing it."""
        ...

    def isolated(self) -> Store:
        """Return a store for statements of a user's own.

        Their limits hold, whatever they ask, and they do not meet the nodes that say what
        the graph is (`hide_notes`).
        """
        ...

    def commit(self) -> None:
        """Publish what was written: readers see it, and it outlives this process."""
        ...

    def close(self) -> None:
        """Publish what was written, and release the store."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
