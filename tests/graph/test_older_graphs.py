"""A graph of an older schema is brought up to date where it lies; a newer one is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from citeloom.graph import errors, schema
from citeloom.graph.loading.load import load
from citeloom.graph.records import Cites, Paper
from citeloom.graph.stores import schema_versions
from citeloom.graph.stores.embedded import EmbeddedStore
from tests.graph.conftest import ENGINES, neo4j_store
from tests.graph_dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Mode, Store

    Open = Callable[[Mode], Store]

NOON = "2026-01-31T12:00:00.000000+00:00"
TOMORROW = schema.SCHEMA_VERSION + 1
RECORDS = [
    Paper(id="W1", title="One", listed=True, listings=("a.bib",)),
    Paper(id="W2", title="Two", year=2020),
    Cites(start="W1", end="W2", source="openalex"),
]
NEW = schema.Property("of_tomorrow", "list of strings", "What nobody knows yet.", indexed=True)


@pytest.fixture(params=ENGINES)
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function that opens one graph, which holds `RECORDS`."""
    if request.param == "embedded":

        def reopened(mode: Mode) -> Store:
            return EmbeddedStore(tmp_path / "graph.kgl", mode)
    else:
        address = request.getfixturevalue("neo4j_address")

        def reopened(mode: Mode) -> Store:
            return neo4j_store(address, mode=mode)

    with reopened("write") as store:
        store.write("MATCH (n) DETACH DELETE n")
        load(store, RECORDS, loaded_at=NOON)
    yield reopened
    with pytest.MonkeyPatch.context() as patch:  # others use the same server
        patch.setattr(schema, "SCHEMA_VERSION", 99)
        with reopened("write") as store:
            store.write("MATCH (n) DETACH DELETE n")


@pytest.fixture
def older(reopen: Open, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The same for a graph of today opened tomorrow, when papers and citations have a property."""
    paper = replace(schema.PAPER, properties=(*schema.PAPER.properties, NEW))
    cites = replace(schema.CITES, properties=(*schema.CITES.properties, NEW))
    monkeypatch.setattr(schema, "SCHEMA_VERSION", TOMORROW)
    for name, declared in [*vars(schema).items()]:
        for now, then in ((schema.PAPER, paper), (schema.CITES, cites)):
            if isinstance(declared, tuple) and now in declared:
                later = tuple(then if each is now else each for each in declared)
                monkeypatch.setattr(schema, name, later)
    lacks = {TOMORROW - 2: "what was", TOMORROW - 1: "what will be", TOMORROW: "no"}
    monkeypatch.setattr(schema_versions, "LACKS", lacks)
    return reopen


# Each way to ask for what an older graph does not have; kglite refuses unknown names in patterns.
ASKED = (
    "MATCH (p:Paper {of_tomorrow: ['x']}) RETURN count(p)",
    "MATCH (p:Paper) WHERE p.of_tomorrow = ['x'] RETURN count(p)",
    "MATCH ()-[r:CITES {of_tomorrow: ['x']}]->() RETURN count(r)",
)


def test_an_older_graph_is_read_as_it_is(older: Open) -> None:
    with older("read") as store:
        assert [store.read(each).rows for each in ASKED] == [((0,),)] * len(ASKED)
        assert store.read("MATCH (p:Paper)-[:CITES]->(q) RETURN p.title, q.title").rows == (
            ("One", "Two"),
        )
        told = store.info().older
    assert f"is of schema {TOMORROW - 1}" in told
    assert "It does not say what will be; " in told
    assert "what was" not in told, "that was brought before"


def test_an_older_graph_is_brought_up_to_date_and_loses_nothing(older: Open) -> None:
    with older("read") as store:
        before = dump(store)
    with older("write") as store:
        assert f"has been brought to {TOMORROW}" in store.info().older
        # A write as the next version would make it.
        store.write("MATCH (p:Paper {id: 'W1'}) SET p.of_tomorrow = ['x']")
    with older("read") as store:
        assert store.info().older == ""
        assert store.read(ASKED[0]).rows == ((1,),)
        store_now = dump(store)
    store_now.nodes["Paper", "W1"].pop("of_tomorrow")
    for nodes in (before.nodes, store_now.nodes):
        nodes["Graph", "citeloom"].pop("schema_version")
    assert store_now == before


def test_a_graph_of_today_is_not_written_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with EmbeddedStore(path, "write") as store:
        load(store, RECORDS, loaded_at=NOON)
    before = path.stat().st_mtime_ns, path.read_bytes()
    modes: tuple[Mode, ...] = ("read", "write")
    for mode in modes:
        with EmbeddedStore(path, mode) as store:
            assert store.info().older == ""
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_newer_graph_is_refused_and_kept(
    reopen: Open, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "SCHEMA_VERSION", TOMORROW)
        with reopen("write") as store:
            assert store.info().older
    with pytest.raises(errors.StoreVersion, match="newer Citeloom") as caught:
        reopen(mode)
    assert "unchanged" in caught.value.kept
    assert "elete" not in str(caught.value)
