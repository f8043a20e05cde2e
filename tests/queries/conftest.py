from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.queries.example_graph import example_records
from tests.queries.stores import embedded, fill, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store
    from tests.neo4j_server import Neo4jAddress


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example graph in an embedded store."""
    with embedded(tmp_path_factory.mktemp("example")) as store:
        fill(store, example_records())
        yield store


@pytest.fixture(scope="module")
def neo4j_example(neo4j_address: Neo4jAddress) -> Iterator[Store]:
    """The example graph on the server."""
    with server(neo4j_address) as store:
        fill(store, example_records())
        yield store


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def either(request: pytest.FixtureRequest) -> Store:
    """The example graph in one store after the other."""
    name = "example" if request.param == "embedded" else "neo4j_example"
    store: Store = request.getfixturevalue(name)
    return store
