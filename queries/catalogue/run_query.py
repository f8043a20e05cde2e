"""Ask a prebuilt query and give typed rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from citeloom.graph.cypher_tokens import read_tokens
from citeloom.queries.catalogue.bind_parameters import bind_parameters
from citeloom.queries.catalogue.explain_empty import explain_empty
from citeloom.queries.catalogue.resolve_name import resolve_author, resolve_paper
from citeloom.queries.tabular import make_plain_rows, write_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.queries.catalogue.prebuilt_query import Query, Row

# What ids look like in the graph; such a name is tried as it is, which saves a look-up.
GRAPH_ID = {
    "paper": re.compile(r"W[1-9][0-9]{2,11}|(?:arxiv|doi|s2|title):\S+"),
    "author": re.compile(r"A[1-9][0-9]{2,11}"),
}


@dataclass(frozen=True)
class Answer:
    """What a query answered.

    `values` are the parameters that it ran with, papers and authors as ids; `notes` say in
    sentences why it is empty, or that a limit cut it.
    """

    query: Query
    values: dict[str, Any]
    table: Table
    notes: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows as instances of `query.row_model`."""
        model = self.query.row_model
        return tuple(model.model_validate(row) for row in self.table.dicts())

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a DataFrame; pandas has to be installed.

        Nodes and relationships become dictionaries, as in JSON.
        """
        import pandas as pd

        columns = list(self.table.columns)
        return pd.DataFrame(make_plain_rows(self.table), columns=columns)

    def _repr_markdown_(self) -> str:
        """Show the answer in a notebook: its title, its rows, and its notes."""
        notes = "".join(f"\n{note}\n" for note in self.notes)
        return f"**{self.query.title}**\n\n{write_markdown(self.table)}{notes}"


def run_query(
    store: Store, query: Query, raw: Mapping[str, Any], *, timeout: float | None = None
) -> Answer:
    """Run a prebuilt query.

    Args:
        store: The graph.
        query: The query.
        raw: Its parameters by name, as text or typed; see `bind_parameters`. Papers and authors
            may be named in any way that `resolve_paper` and `resolve_author` understand.
        timeout: Seconds after which StatementTimeout is raised.

    Raises:
        QueryError: A parameter does not fit, or the name of a paper or an author is unclear.
        PaperNotFound: A paper is not in the graph.
    """
    values = bind_parameters(query, raw)
    for parameter in query.parameters:
        if parameter.type in SETS:
            values[parameter.name] = _resolve_set(store, parameter.type, values[parameter.name])
    one = {p.name: p.type for p in query.parameters if p.type in GRAPH_ID}
    # An id is nearly always right; the answer is empty where it is not, and only then looked up.
    asked = all(GRAPH_ID[kind].fullmatch(values[name]) for name, kind in one.items())
    table = store.read(query.statement, values, timeout=timeout) if asked else None
    if table is None or (one and not table.rows):
        resolved = {name: RESOLVERS[kind](store, values[name]) for name, kind in one.items()}
        if table is None or any(values[name] != found for name, found in resolved.items()):
            values |= resolved
            table = store.read(query.statement, values, timeout=timeout)
    return Answer(query, values, table, tuple(_make_notes(store, query, values, table)))


def _resolve_set(store: Store, kind: str, names: list[str]) -> list[str]:
    statement, single = SETS[kind]
    known = {row[0] for row in store.read(statement, {"keys": names}).rows} if names else set()
    found = (name if name in known else RESOLVERS[single](store, name) for name in names)
    return list(dict.fromkeys(found))


RESOLVERS: dict[str, Callable[[Store, str], str]] = {
    "paper": resolve_paper,
    "author": resolve_author,
}
SETS = {
    "papers": ("MATCH (p:Paper) WHERE p.id IN $keys RETURN p.id AS id", "paper"),
    "authors": ("MATCH (a:Author) WHERE a.id IN $keys RETURN a.id AS id", "author"),
}


def _make_notes(
    store: Store, query: Query, values: Mapping[str, Any], table: Table
) -> Iterator[str]:
    if not table.rows:
        if why := explain_empty(store, query, values):
            yield why
    elif query.total and query.left_out:
        used = {token.text for token in read_tokens(query.total) if token.kind == "parameter"}
        asked = {name: values[name] for name in used}
        total = store.read(query.total, asked).rows[0][0]
        if total > len(table.rows):
            yield query.left_out.format(shown=f"{len(table.rows):,}", total=f"{total:,}", **values)
    elif len(table.rows) == values.get("limit"):
        yield f"The answer stops at limit={len(table.rows)}; there may be more."
