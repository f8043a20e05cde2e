"""What Neo4j would do for each query, with the schema and the example graph loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.queries.catalogue import Query, bind_parameters, list_queries
from tests.queries.questions import parameters
from tests.queries.stores import server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Plan
    from tests.neo4j_server import Neo4jAddress

# Neo4j plans anew as a graph grows; on the example these choose the index, as on large graphs.
QUERIES = pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)


def complaints(plan: Plan, query: Query) -> list[str]:
    """Return what is wrong with a plan, each with the way to mend it."""
    denied = set(query.plan_deny) - set(query.plan_allow)
    found = [
        f"{query.file}: {operator} is in the plan; start from an index, or bind what is crossed"
        for operator in sorted(set(plan.operators) & denied)
    ]
    found += [f"{query.file}: {note}" for note in plan.notifications]
    if plan.kind != "r":
        found.append(f"{query.file}: it does not only read, but is {plan.kind!r}")
    return found


@pytest.fixture(scope="module")
def planner(neo4j_example: Store, neo4j_address: Neo4jAddress) -> Iterator[Store]:
    """The server with the example graph, which tells of everything that a plan has to say."""
    assert neo4j_example.info().kind == "neo4j"
    with server(neo4j_address, strict=False) as store:
        yield store


@QUERIES
def test_plans_are_sound(planner: Store, query: Query) -> None:
    values = bind_parameters(query, parameters(query, ("W1009", "W1020"), ("A000", "A005")))
    assert complaints(planner.explain(query.statement, values), query) == []


@pytest.mark.parametrize(
    "query", [query for query in list_queries() if query.total], ids=lambda query: query.name
)
def test_plans_of_totals_are_sound(planner: Store, query: Query) -> None:
    values = bind_parameters(query, parameters(query, ("W1009", "W1020"), ("A000", "A005")))
    assert complaints(planner.explain(query.total or "", values), query) == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("MATCH (n) RETURN n.id AS id", "AllNodesScan"),
        ("MATCH (a:Paper), (b:Author) RETURN a.id AS id", "CartesianProduct"),
        ("MATCH (p:Paper) RETURN p.id AS id", "NodeByLabelScan"),
        ("MATCH (p:Papier) RETURN p.id AS id", "01N50"),
        ("MATCH (p:Paper {id: 'x'})-[:ZITIERT]->() RETURN p.id AS id", "01N51"),
        ("MATCH (p:Paper {id: 'x'}) RETURN p.titel AS id", "01N52"),
        ("MATCH (p:Paper {id: 'x'}) RETURN id(p) AS id", "deprecated"),
        ("CREATE (p:Paper {id: 'x'}) RETURN p.id AS id", "does not only read"),
    ],
)
def test_the_plan_check_sees_a_bad_query(planner: Store, statement: str, says: str) -> None:
    bad = list_queries()[0].model_copy(
        update={
            "statement": statement,
            "plan_deny": ("AllNodesScan", "CartesianProduct", "NodeByLabelScan"),
        }
    )
    found = complaints(planner.explain(statement), bad)
    assert any(says in complaint for complaint in found), found
