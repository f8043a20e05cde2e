from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph.stores.embedded import EmbeddedStore
from tests.queries.example_graph import example_records
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example graph in a file that is open for reading, as users' own statements meet it."""
    folder = tmp_path_factory.mktemp("example")
    with embedded(folder) as store:
        fill(store, example_records())
    with EmbeddedStore(folder / "graph.kgl", "read") as store:
        yield store
