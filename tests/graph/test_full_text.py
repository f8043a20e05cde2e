"""Search as one types on a server; over a file the explorer has an index of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph import records as r
from citeloom.graph.errors import StatementFailed
from citeloom.graph.full_text import search
from citeloom.graph.loading.load import load
from tests.graph.conftest import neo4j_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store
    from tests.neo4j_server import Neo4jAddress

RECORDS = (
    r.Paper(id="W1", title="Graph Neural Networks", listed=True),
    r.Paper(id="W2", title="A survey of graph-neural networks", cited_by_count=9),
    r.Paper(id="W3", title="Retrieval", abstract="We use neural graphs.", cited_by_count=99),
    r.Paper(id="W4", title="Paragraph ordering"),
    r.Paper(id="W5"),
    r.Author(id="A1", name="José Graphe"),
    r.Author(id="A2", name="Ada Or"),
    r.Repository(id="github.com/a/graphs", name="graphs"),
    r.Model(id="graph"),
)


@pytest.fixture
def server(neo4j_address: Neo4jAddress) -> Iterator[Store]:
    with neo4j_store(neo4j_address) as opened:
        opened.write("MATCH (n) DETACH DELETE n")
        load(opened, RECORDS, loaded_at="2026-11-24")
        opened.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        yield opened


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("graph neural", ["W1", "W2", "W3"]),
        ("GRAPH neur", ["W1", "W2", "W3"]),
        ("survey", ["W2"]),
        ("jos", ["A1"]),
        ("ada or", ["A2"]),
        ("graph", ["W1", "github.com/a/graphs", "W2", "A1", "W3"]),
        ("aragraph", []),
        ("nothing here", []),
        ("", []),
        ("*", []),
        ('graph" OR title:(a~ AND [', []),
        ("+-&|!(){}[]^~?:\\/", []),
    ],
)
def test_words_are_found_by_their_beginning(server: Store, text: str, expected: list[str]) -> None:
    assert [hit.id for hit in search(server, text)] == expected


@pytest.mark.neo4j
def test_labels_and_limit_narrow_the_search(server: Store) -> None:
    assert [hit.id for hit in search(server, "graph", ["Author"])] == ["A1"]
    assert [hit.id for hit in search(server, "graph", ["Paper"], 1)] == ["W1"]
    assert search(server, "graph", limit=0) == []


def test_only_what_has_words_is_searched(store: Store) -> None:
    with pytest.raises(StatementFailed, match="no search for Model"):
        search(store, "graph", ["Model"])
