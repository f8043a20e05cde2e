"""What all tests share: a real Neo4j server, started once and only when a test asks for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.neo4j_server import Neo4jAddress, Neo4jMissing, from_environment, running

if TYPE_CHECKING:
    from collections.abc import Iterator

# A busy machine must not fail a test: no time limits.
settings.register_profile("citeloom", deadline=None)
settings.load_profile("citeloom")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests' graphs leave in a cache out of the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "neo4j_address" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.neo4j)


@pytest.fixture(scope="session")
def neo4j_address() -> Iterator[Neo4jAddress]:
    """A server of our own, or the one that CITELOOM_TEST_NEO4J names. Wipe it before use.

    Community has one database, so that tests which run at the same time must not share a server:
    under pytest-xdist each worker that needs one starts its own. `-m neo4j` without xdist needs
    only one.
    """
    address = None if "PYTEST_XDIST_WORKER" in os.environ else from_environment()
    if address:
        yield address
        return
    try:
        with running() as server:
            yield server.address
    except Neo4jMissing as missing:
        if os.environ.get("CITELOOM_REQUIRE_NEO4J") == "1":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
