"""What a user's own Cypher answers about a whole graph, on both stores: its notes are not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import StoreError
from citeloom.graph.loading.load import load
from citeloom.graph.records import Author, Authored, Cites, Paper
from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.graph.stores.open_store import open_store
from citeloom.queries.catalogue import list_queries
from citeloom.queries.guard import run_read_only
from tests.queries.example_graph import wipe
from tests.queries.stores import embedded, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.stores.store import Store

RECORDS = [
    Paper(id="W1"), Paper(id="W2"), Author(id="A1", name="Ada"),
    Cites(start="W1", end="W2"), Authored(start="A1", end="W1"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["file", "its process", "neo4j"])
def graph(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("notes")
    if request.param == "neo4j":
        with server(request.getfixturevalue("neo4j_address")) as store:
            store.write("MATCH (n) DETACH DELETE n")
            load(store, RECORDS, loaded_at="2026-11-24", sample=True, holder="home", told="{}")
            yield store
            wipe(store)
            store.write("MATCH (n) DETACH DELETE n")
        return
    with embedded(folder) as store:
        load(store, RECORDS, loaded_at="2026-11-24", sample=True, holder="home", told="{}")
    if request.param == "file":
        with EmbeddedStore(folder / "graph.kgl", "read") as store:
            yield store
    else:
        with open_store(str(folder / "graph.kgl"), mode="read", isolated=True) as store:
            yield store


ANSWERS = {
    "MATCH (n) RETURN count(n) AS n": [(3,)],
    "MATCH (n) RETURN count(*)": [(3,)],
    "MATCH () RETURN count(*) AS n": [(3,)],
    "MATCH (n) RETURN n.id AS id ORDER BY id": [("A1",), ("W1",), ("W2",)],
    "MATCH (n) RETURN DISTINCT labels(n) AS l ORDER BY l": [(["Author"],), (["Paper"],)],
    "MATCH (n) RETURN labels(n) AS l, count(*) AS c ORDER BY c": [(["Author"], 1), (["Paper"], 2)],
    "MATCH (n) WHERE n.sample IS NULL RETURN count(n) AS n": [(3,)],
    "MATCH (n) WHERE NOT n:Paper RETURN n.id AS id": [("A1",)],
    "MATCH (a), (b) RETURN count(*) AS n": [(9,)],
    "MATCH (n) WHERE NOT (n)--() RETURN count(n) AS n": [(0,)],
    "MATCH p = (a)-[*0..1]->(b) RETURN count(p) AS n": [(5,)],
    "OPTIONAL MATCH (n {id: 'citeloom'}) RETURN n.id AS id": [(None,)],
    "MATCH (a)-->(b) RETURN count(*) AS n": [(2,)],
    "MATCH (g:Graph) RETURN count(g) AS n": [(0,)],
    "MATCH (h:Holder) RETURN count(h) AS n": [(0,)],
    "MATCH (n) WHERE n:Graph RETURN count(n) AS n": [(0,)],
    "MATCH (n) WITH n ORDER BY n.id SKIP 1 LIMIT 1 RETURN n.id AS id": [("W1",)],
}


@pytest.mark.parametrize("statement", ANSWERS)
def test_a_statement_about_all_nodes_does_not_meet_the_notes(graph: Store, statement: str) -> None:
    assert [*run_read_only(graph, statement).rows] == ANSWERS[statement]


def test_whole_nodes_are_those_of_the_reader(graph: Store) -> None:
    found = run_read_only(graph, "MATCH (n) RETURN n").rows
    assert sorted(row[0].labels[0] for row in found) == ["Author", "Paper", "Paper"]


@pytest.mark.parametrize("called", ["CALL db.labels()", "CALL db.labels() YIELD label"])
def test_the_label_of_the_notes_is_none_of_the_graph(graph: Store, called: str) -> None:
    returned = " RETURN label" if "YIELD" in called else ""
    labels = {row[0] for row in run_read_only(graph, called + returned).rows}
    assert {"Author", "Paper"} <= labels
    assert not labels & {"Graph", "Holder"}


def test_a_column_is_called_as_it_was_written(graph: Store) -> None:
    assert run_read_only(graph, "MATCH (n) RETURN count(n)").columns == ("count(n)",)


def test_what_the_graph_is_can_still_be_told(graph: Store) -> None:
    for store in (graph, graph.isolated()):
        info = store.info()
        assert (info.graph_version, info.sample) == (1, True)


def test_every_prebuilt_question_is_still_one_when_it_is_asked_as_ones_own(graph: Store) -> None:
    refused = {}
    for query in list_queries():
        values = {
            each.name: each.default if not each.required else ["x"] if each.type[-1] == "s" else "x"
            for each in query.parameters
        }
        try:
            graph.isolated().explain(query.statement, values)
        except StoreError as error:
            refused[query.name] = str(error)
    assert refused == {}
