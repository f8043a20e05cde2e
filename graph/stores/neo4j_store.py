"""The server store: Neo4j 5.26 and later, through the official driver."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

import neo4j
from neo4j import exceptions, graph, time

from citeloom.graph import schema
from citeloom.graph.errors import StatementRefused
from citeloom.graph.stores.hide_notes import WithoutNotes
from citeloom.graph.stores.neo4j_errors import translated
from citeloom.graph.stores.schema_versions import refuse_newer, tell_older
from citeloom.graph.stores.statements import EXPLAIN, check_reading, find_procedures, written_places
from citeloom.graph.stores.store import StoreInfo
from citeloom.graph.stores.values import Counters, Node, Path, Plan, Relationship, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citeloom.graph.stores.store import Credentials, Mode, Store

# The driver logs each try that failed; without a handler Python would print that to stderr.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

RETRY_SECONDS = 15.0
CONNECT_SECONDS = 10.0
_ATTEMPTS = 3
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Neo4jStore:
    """A graph on a Neo4j server. See `graph.stores.store.Store`. One driver; threads may share it.

    Args:
        address: `neo4j://`, `neo4j+s://`, `bolt://`, `bolt+s://` and so on.
        mode: `read` never writes; `write` creates constraints and indexes where there are none.
        credentials: Who we are, or None where the server asks for nothing.
        strict: Let the server's notifications be Python warnings; for tests.
        retry_seconds: How long a transaction is tried again after a transient failure.

    Raises:
        StoreUnreachable: No server answers.
        StoreRefused: It refuses the credentials.
        StoreVersion: The graph was written by a newer Citeloom.
    """

    def __init__(
        self,
        address: str,
        mode: Mode,
        credentials: Credentials | None = None,
        *,
        strict: bool = False,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._address = address
        self._mode = mode
        self._schema_version: int | None = None
        self._database = credentials.database if credentials else None
        auth = (
            (credentials.username, credentials.password.get_secret_value()) if credentials else None
        )
        # Questions about labels that the graph does not have yet are no mistake.
        notifications: dict[str, Any] = (
            {
                "warn_notification_severity": "WARNING",
                "notifications_disabled_classifications": ["UNRECOGNIZED"],
            }
            if strict
            else {"notifications_min_severity": "OFF"}
        )
        with translated(address):
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=auth,
                user_agent="citeloom",
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=2 * CONNECT_SECONDS,
                max_transaction_retry_time=retry_seconds,
                **notifications,
            )
        try:
            with translated(address):
                self._driver.verify_connectivity()
            self._prepare()
        except BaseException:
            self._driver.close()
            raise

    def info(self) -> StoreInfo:
        """Say what this store is; asks the server."""
        with translated(self._address):
            server = self._driver.get_server_info()
        found = self._bookkeeping()
        return StoreInfo(
            "neo4j",
            self._address,
            server.agent.replace("/", " "),
            found.get("version") or 0,
            bool(found.get("sample")),
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
        """Run a statement that only reads, in a managed transaction of reading access."""
        check_reading(statement)

        @neo4j.unit_of_work(timeout=timeout)
        def work(transaction: neo4j.ManagedTransaction) -> Table:
            result = transaction.run(statement, dict(parameters or {}))
            columns = tuple(result.keys())
            rows: list[tuple[Any, ...]] = []
            for record in result:
                if limit is not None and len(rows) >= limit:
                    result.consume()  # tells the server to stop
                    return Table(columns, tuple(rows), truncated=True)
                rows.append(tuple(map(_cell, record.values())))
            return Table(columns, tuple(rows))

        with translated(self._address), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Counters:
        """Run one statement that writes, in a managed transaction.

        The driver tries again what it calls transient. A connection lost during the commit
        leaves open whether it happened; every statement of Citeloom that writes gives the same
        graph when it runs twice, so that is tried again as well.
        """
        if self._mode == "read":
            raise StatementRefused("This graph was opened for reading")

        def work(transaction: neo4j.ManagedTransaction) -> neo4j.SummaryCounters:
            result = transaction.run(statement, dict(parameters or {}))
            return result.consume().counters

        with translated(self._address):
            for attempt in range(1, _ATTEMPTS + 1):
                try:
                    with self._session(neo4j.WRITE_ACCESS) as session:
                        counted = session.execute_write(work)
                    break
                except exceptions.IncompleteCommit:
                    if attempt == _ATTEMPTS:
                        raise
        return Counters(
            nodes_created=counted.nodes_created,
            relationships_created=counted.relationships_created,
            nodes_deleted=counted.nodes_deleted,
            relationships_deleted=counted.relationships_deleted,
        )

    def write_rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> Counters:
        """Run a statement that begins with `UNWIND $rows AS row`, for one batch of rows."""
        return self.write(statement, {"rows": list(rows)})

    def explain(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Plan:
        """Say what the server would do for a statement, without doing it."""
        check_reading(statement)
        explained = f"{EXPLAIN}{statement}"

        def work(transaction: neo4j.ManagedTransaction) -> neo4j.ResultSummary:
            return transaction.run(explained, dict(parameters or {})).consume()

        with (
            written_places(explained, range(len(EXPLAIN))),
            translated(self._address),
            self._driver.session(
                database=self._database,
                default_access_mode=neo4j.READ_ACCESS,
                notifications_min_severity="WARNING",
            ) as session,
        ):
            summary = session.execute_read(work)
        notes = tuple(
            f"{each.gql_status} {each.status_description}"
            for each in summary.gql_status_objects
            if each.is_notification
        )
        operators = tuple(_operators(summary.plan)) if summary.plan else ()
        return Plan(summary.query_type or "r", operators, find_procedures(statement), notes)

    def isolated(self) -> Store:
        """Return a store for statements that do not meet the graph's notes.

        They run on the server, whose limits hold.
        """
        return WithoutNotes(self)

    def commit(self) -> None:
        """Do nothing: the server keeps each statement once it has run."""

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=access)

    def _bookkeeping(self) -> dict[str, Any]:
        found = self.read(
            "MATCH (g:Graph {id: $id}) RETURN g.schema_version AS schema_version, "
            "g.version AS version, g.sample AS sample",
            {"id": schema.GRAPH_ID},
        )
        return found.dicts()[0] if found.rows else {}

    def _prepare(self) -> None:
        self._schema_version = self._bookkeeping().get("schema_version")
        refuse_newer(self._schema_version, self._address)
        if self._mode == "write":
            for statement in (*schema.list_definitions(), schema.write_full_text_definition()):
                self.write(statement)
            if self._schema_version not in (None, schema.SCHEMA_VERSION):
                self.write(
                    "MATCH (g:Graph {id: $id}) SET g.schema_version = $version",
                    {"id": schema.GRAPH_ID, "version": schema.SCHEMA_VERSION},
                )
            self.read("CALL db.awaitIndexes(300)")
            self._name_properties()

    def _name_properties(self) -> None:
        """Make the names of all properties known, so that no question is warned about one."""
        rows = self.read("CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey").rows
        wanted = {each.name for shape in schema.STORED_TYPES for each in shape.properties}
        wanted |= {each.name for kind in schema.RELATIONSHIP_TYPES for each in kind.properties}
        for name in sorted(wanted - {row[0] for row in rows}):
            self.write("CALL db.createProperty($name)", {"name": name})


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).split("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


def _cell(cell: Any) -> Any:
    return cell if type(cell) in _PLAIN else _value(cell)


def _value(cell: Any) -> Any:
    if isinstance(cell, graph.Node | graph.Relationship | graph.Path):
        return _entity(cell)
    if isinstance(cell, list | tuple):
        return [_cell(each) for each in cell]
    if isinstance(cell, dict):
        return {key: _cell(each) for key, each in cell.items()}
    if isinstance(cell, time.Date | time.Time | time.DateTime | time.Duration):
        return cell.iso_format()
    return cell


def _entity(cell: graph.Node | graph.Relationship | graph.Path) -> Node | Relationship | Path:
    if isinstance(cell, graph.Path):
        return Path(tuple(map(_node, cell.nodes)), tuple(map(_relationship, cell.relationships)))
    return _node(cell) if isinstance(cell, graph.Node) else _relationship(cell)


def _node(cell: graph.Node) -> Node:
    return Node(cell.element_id, tuple(sorted(cell.labels)), _properties(cell))


def _relationship(cell: graph.Relationship) -> Relationship:
    start, end = cell.nodes
    if start is None or end is None:  # the driver's types allow it; a result never has it
        raise ValueError("a relationship without ends")
    return Relationship(
        cell.element_id,
        cell.type,
        start.element_id,
        end.element_id,
        _properties(cell),
    )


def _properties(cell: graph.Entity) -> dict[str, Any]:
    return {key: _cell(each) for key, each in sorted(cell.items())}
