"""Every query over the example graph: both stores alike, typed, ordered, and cut by its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.queries.catalogue import Query, bind_parameters, list_queries, run_query
from tests.queries.questions import parameters
from tests.queries.stores import plain

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

QUERIES = pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
PAPERS = ("W1002", "W2000", "W1001", "W1009")
AUTHORS = ("A000", "A005")


@QUERIES
def test_both_stores_give_the_same_rows(example: Store, neo4j_example: Store, query: Query) -> None:
    values = bind_parameters(query, parameters(query, PAPERS, AUTHORS))
    ours, theirs = (store.read(query.statement, values) for store in (example, neo4j_example))
    assert ours.columns == theirs.columns
    assert plain(ours) == plain(theirs), f"the stores disagree on {query.file}: write it otherwise"


@QUERIES
def test_the_example_has_an_answer_that_fits_the_header(example: Store, query: Query) -> None:
    answer = run_query(example, query, parameters(query, PAPERS, AUTHORS))
    assert answer.rows, "the example should show every query"
    assert answer.table.columns == tuple(column.name for column in query.columns)
    assert all(isinstance(row, query.row_model) for row in answer.rows)


@pytest.mark.parametrize(
    "query",
    [q for q in list_queries() if any(p.name == "limit" for p in q.parameters)],
    ids=lambda query: query.name,
)
def test_a_limit_cuts_and_does_not_reorder(example: Store, query: Query) -> None:
    given = parameters(query, PAPERS, AUTHORS)
    whole = plain(run_query(example, query, {**given, "limit": 10_000}).table)
    for limit in (1, 2, 7):
        cut = plain(run_query(example, query, {**given, "limit": limit}).table)
        if query.name == "listing-citations":
            # Fewer papers have fewer citations among them, so that only the papers are compared.
            assert {row[0][1]["id"] for row in cut} <= {row[0][1]["id"] for row in whole}
        else:
            assert cut == whole[:limit], f"{query.file} orders otherwise under a limit"


@pytest.mark.parametrize(
    "query", [q for q in list_queries() if q.total], ids=lambda query: query.name
)
def test_what_is_left_out_adds_up(example: Store, neo4j_example: Store, query: Query) -> None:
    given = parameters(query, PAPERS, AUTHORS)
    least = {"at_least": 1} if any(p.name == "at_least" for p in query.parameters) else {}
    whole = run_query(example, query, {**given, **least, "limit": 10_000})
    assert whole.notes == (), "with nothing filtered, `total` is the number of rows"
    for store in (example, neo4j_example):
        (said,) = run_query(store, query, {**given, **least, "limit": 1}).notes
        assert said.startswith(f"1 of {len(whole.table.rows):,} ")
