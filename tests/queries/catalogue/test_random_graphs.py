"""Both stores answer every query alike over random graphs, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citeloom.queries.catalogue import bind_parameters, list_queries
from tests.queries.questions import parameters
from tests.queries.random_graphs import PAPERS, PEOPLE, graphs
from tests.queries.stores import embedded, fill, plain, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.records import Record
    from citeloom.graph.stores.store import Store
    from tests.neo4j_server import Neo4jAddress


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, neo4j_address: Neo4jAddress
) -> Iterator[tuple[Store, Store]]:
    folder = tmp_path_factory.mktemp("random")
    with embedded(folder) as ours, server(neo4j_address) as theirs:
        yield ours, theirs


@settings(
    max_examples=20, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(
    records=graphs(),
    papers=st.lists(st.sampled_from(PAPERS), min_size=2, max_size=5, unique=True),
    authors=st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True),
    limit=st.sampled_from((None, 1, 3)),
)
def test_both_stores_answer_alike(
    both: tuple[Store, Store],
    records: list[Record],
    papers: list[str],
    authors: list[str],
    limit: int | None,
) -> None:
    for store in both:
        fill(store, records)
    for query in list_queries():
        asked = parameters(query, papers, authors)
        if limit and any(parameter.name == "limit" for parameter in query.parameters):
            asked["limit"] = limit
        values = bind_parameters(query, asked)
        ours, theirs = (plain(store.read(query.statement, values)) for store in both)
        assert ours == theirs, f"{query.file} with {values}: write it so that both are right"
