"""Questions: the catalogue's, with a form for each, and one's own in Cypher."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import CiteloomError, QueryError, UsageError
from citeloom.queries import guard, tabular
from citeloom.queries.catalogue import (
    bind_parameters,
    find_query,
    resolve_author,
    resolve_paper,
    run_query,
)
from citeloom.queries.papers import read_papers
from citeloom.viz.columns import make_columns
from citeloom.viz.draw import draw_answer
from citeloom.viz.drawing import Caption
from citeloom.viz.explorer.responses import Fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.queries.catalogue import Parameter, Query
    from citeloom.viz.explorer.snapshot import Snapshot

SECONDS = 30.0
ROWS = 2_000  # of one's own Cypher
NAMED = 5_000  # ids in an answer that are given their titles
RESOLVE: dict[str, Callable[[Store, str], str]] = {"paper": resolve_paper, "author": resolve_author}
NAMES = "MATCH (n:Author) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"


def ask(snapshot: Snapshot, name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a query of the catalogue as columns and rows.

    Args:
        snapshot: The graph.
        name: The query.
        raw: Its parameters by name, as typed into the form; empty ones count as not given.

    Raises:
        Fields: Some parameters do not fit; says which and why.
        QueryError: There is no such query.
    """
    query = find_query(name)
    answer = run_query(snapshot.store, query, _checked(snapshot.store, query, raw), timeout=SECONDS)
    shown = _table(snapshot.store, answer.table, {c.name: c.type for c in query.columns})
    return {
        **shown,
        "notes": list(answer.notes),
        "values": answer.values,
        "described": {column.name: column.description for column in query.columns},
    }


def write_text(snapshot: Snapshot, name: str, raw: Mapping[str, Any], form: str) -> str:
    """Answer a query of the catalogue as a text of one of `tabular.FORMATS`.

    Raises:
        UsageError: There is no such form.
    """
    if form not in tabular.FORMATS:
        raise UsageError(f"There is no format {form}")
    query = find_query(name)
    answer = run_query(snapshot.store, query, _checked(snapshot.store, query, raw), timeout=SECONDS)
    return tabular.FORMATS[form](answer.table)


def draw(snapshot: Snapshot, name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a query of the catalogue as a drawing, in the form that the drawing code reads."""
    query = find_query(name)
    answer = run_query(snapshot.store, query, _checked(snapshot.store, query, raw), timeout=SECONDS)
    return _drawing(snapshot, answer.table, Caption(query.title, left_out=" ".join(answer.notes)))


def find_names(store: Store, ids: list[str]) -> dict[str, Any]:
    """Return title or name, year, and being listed, of papers and authors by id."""
    found: dict[str, Any] = {}
    for paper in read_papers(
        store, ids, fields=("title", "year", "listed"), timeout=SECONDS
    ).values():
        known = paper.properties
        found[paper.id] = [known.get("title"), known.get("year"), bool(known.get("listed"))]
    for key, name in store.read(NAMES, {"ids": ids}, timeout=SECONDS).rows:
        found[key] = [name, None, False]
    return found


def ask_own(snapshot: Snapshot, statement: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a statement of one's own, which may only read.

    Raises:
        StatementRefused: It might do more.
        StatementFailed: The store does not accept it.
        StatementTimeout: It took longer than allowed.
    """
    table = guard.run_read_only(snapshot.store, statement, parameters, timeout=SECONDS, limit=ROWS)
    shown = _table(snapshot.store, table, {})
    if table.truncated:
        shown["notes"] = [f"The answer was cut after {ROWS:,} rows."]
    if any(tabular.find_nodes(table.rows)):
        shown["drawing"] = _drawing(snapshot, table, Caption("An answer"))
    return shown


def _checked(store: Store, query: Query, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters, papers and authors as ids, or say which fields do not fit."""
    given = {name: value for name, value in raw.items() if value not in ("", None, [])}
    known = {parameter.name for parameter in query.parameters}
    if unknown := sorted(set(given) - known):
        raise QueryError(f"`{query.name}` has no parameter `{unknown[0]}`")
    wrong: dict[str, dict[str, str]] = {}
    fitting: dict[str, Any] = {}
    for parameter in query.parameters:
        try:
            fitting[parameter.name] = _one(store, query, parameter, given.get(parameter.name))
        except CiteloomError as error:
            if not isinstance(error, UsageError):
                raise
            todo = re.sub(r"-p \w+=", "", error.todo)  # that is how the command line writes it
            wrong[parameter.name] = {"what": error.what.replace("`", ""), "todo": todo}
    if wrong:
        raise Fields(wrong)
    return {name: value for name, value in fitting.items() if value is not None}


def _one(store: Store, query: Query, parameter: Parameter, value: Any) -> Any:
    if value is None and parameter.required:
        raise QueryError(f"{parameter.name.replace('_', ' ').capitalize()} is needed",
                         todo=parameter.description)  # fmt: skip
    alone = query.model_copy(update={"parameters": (parameter,)})
    bound = bind_parameters(alone, {} if value is None else {parameter.name: value})[parameter.name]
    if bound is None:
        return None
    kind = parameter.type.removesuffix("s")
    if kind in RESOLVE:
        if isinstance(bound, list):
            return [RESOLVE[kind](store, each) for each in bound]
        return RESOLVE[kind](store, bound)
    return bound


def _table(store: Store, table: Table, types: Mapping[str, str]) -> dict[str, Any]:
    rows = tabular.make_plain_rows(table)
    ids: dict[str, dict[Any, None]] = {"paper": {}, "author": {}}
    for column in table.columns:
        kind = types.get(column, "").removesuffix("s")
        if kind in ids:
            for row in rows:
                value = row[column]
                ids[kind] |= dict.fromkeys(value if isinstance(value, list) else [value])
    wanted = [each for kind in ids.values() for each in kind if isinstance(each, str)][:NAMED]
    return {
        "columns": [[column, types.get(column, "")] for column in table.columns],
        "rows": [list(row.values()) for row in rows],
        "names": find_names(store, wanted) if wanted else {},
        "notes": [],
    }


def _drawing(snapshot: Snapshot, table: Table, caption: Caption) -> dict[str, Any]:
    drawing = draw_answer(snapshot.store, table, caption)
    if not drawing.nodes:
        return {"columns": None}
    return {"columns": make_columns(drawing), "left_out": drawing.caption.left_out}
