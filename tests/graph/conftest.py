"""One store of each kind, empty at the start of each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.graph.stores.neo4j_store import Neo4jStore
from citeloom.graph.stores.store import Credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Mode, Store
    from tests.neo4j_server import Neo4jAddress

    NewStore = Callable[[], Store]

ENGINES = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=ENGINES)
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewStore]:
    """A function that gives an empty store, opened for writing."""
    opened: list[Store] = []

    def embedded() -> Store:
        opened.append(EmbeddedStore(tmp_path / f"graph-{len(opened)}.kgl", "write"))
        return opened[-1]

    def neo4j() -> Store:
        if not opened:
            opened.append(neo4j_store(request.getfixturevalue("neo4j_address")))
        opened[0].write("MATCH (n) DETACH DELETE n")
        return opened[0]

    yield embedded if request.param == "embedded" else neo4j
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: NewStore) -> Store:
    return new_store()


def neo4j_store(
    address: Neo4jAddress,
    uri: str | None = None,
    *,
    retry_seconds: float = 5,
    mode: Mode = "write",
) -> Store:
    return Neo4jStore(
        uri or address.uri,
        mode,
        Credentials(address.username, SecretStr(address.password), address.database),
        strict=True,
        retry_seconds=retry_seconds,
    )
