"""From a graph query of the catalogue to a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import QueryError
from citeloom.queries.catalogue import find_query, list_queries, run_query
from citeloom.viz.draw import draw_answer
from citeloom.viz.drawing import Caption

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.queries.catalogue import Answer
    from citeloom.viz.drawing import Drawing


def draw(store: Store, name: str, raw: Mapping[str, Any]) -> tuple[Answer, Drawing]:
    """Answer a graph query and make a drawing of the answer.

    Args:
        store: The graph.
        name: Name of a query of the kind graph.
        raw: Its parameters, as `run_query` takes them.

    Raises:
        QueryError: There is no such query, it gives a table, or a parameter does not fit.
    """
    query = find_query(name)
    if query.kind != "graph":
        drawn = ", ".join(each.name for each in list_queries() if each.kind == "graph")
        raise QueryError(
            f"`{name}` answers with a table, which cannot be drawn", todo=f"Draw one of {drawn}"
        )
    answer = run_query(store, query, raw)
    caption = Caption(
        title=query.title,
        question=query.summary,
        parameters=tuple((key, str(value)) for key, value in answer.values.items()),
        left_out=" ".join(answer.notes),
        sample=store.info().sample,
    )
    return answer, draw_answer(store, answer.table, caption)


def draw_table(store: Store, table: Table, statement: str, notes: Iterable[str] = ()) -> Drawing:
    """Draw the answer to a statement of one's own.

    Args:
        store: The graph.
        table: The answer.
        statement: The statement, which the page shows.
        notes: What is to be said about the answer.

    Raises:
        QueryError: It holds no nodes.
    """
    caption = Caption(
        title="An answer",
        question=statement,
        left_out=" ".join(notes),
        sample=store.info().sample,
    )
    drawing = draw_answer(store, table, caption)
    if not drawing.nodes:
        raise QueryError(
            "The answer holds no nodes, so that there is nothing to draw",
            todo="Return nodes, relationships or paths, or choose another ending of the file",
        )
    return drawing
