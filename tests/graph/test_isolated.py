"""Statements of a user's own on a graph file: their limits hold, and their end is an answer."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import (
    StatementFailed,
    StatementRefused,
    StatementTimeout,
    StatementTooLarge,
    StoreDamaged,
    StoreError,
)
from citeloom.graph.loading.load import load
from citeloom.graph.records import Cites, Paper
from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.graph.stores.isolated import IsolatedStore
from citeloom.graph.stores.open_store import open_store
from citeloom.queries.guard import run_read_only

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAPERS = 400
SECONDS, PATIENCE = 1.0, 300.0
NOON = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("isolated") / "graph.kgl"
    ids = [f"W{number}" for number in range(1, PAPERS + 1)]
    links = [Cites(start=a, end=b) for a, b in itertools.pairwise(ids)]
    links += [Cites(start=a, end=b) for a, b in zip(ids, ids[7:], strict=False)]
    with EmbeddedStore(found, "write") as store:
        load(
            store,
            [*(Paper(id=each, title=f"Paper {each}") for each in ids), *links],
            loaded_at=NOON,
        )
    return found


@pytest.fixture
def store(path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(path, "read") as opened:
        yield opened


BOMBS = {
    "a text doubled thirty times": (
        "RETURN size(reduce(s = 'a', x IN range(1, 33) | s + s)) AS n",
        (StatementTooLarge,),  # and not StatementTimeout: it has all the time that it wants
    ),
    "a list doubled thirty times": (
        "RETURN size(reduce(s = [1], x IN range(1, 33) | s + s)) AS n",
        (StatementTooLarge, StatementFailed),
    ),
    "a product of papers": (
        "MATCH (a:Paper), (b:Paper), (c:Paper), (d:Paper) RETURN a.id AS a, d.id AS d",
        (StatementTooLarge, StatementTimeout),
    ),
    "a product that is sorted": (
        "MATCH (a:Paper), (b:Paper), (c:Paper) RETURN a.id + b.id + c.id AS n ORDER BY n LIMIT 5",
        (StatementTooLarge, StatementTimeout),
    ),
    "all shortest paths": (
        "MATCH p = allShortestPaths((a)-[*]-(b)) RETURN count(p) AS n",
        # Which limit comes first depends on how fast the machine is.
        (StatementTimeout, StatementTooLarge, StatementFailed),
    ),
    "all paths": (
        "MATCH p = (a:Paper)-[:CITES*1..60]->(b:Paper) RETURN count(p) AS n",
        (StatementTimeout, StatementTooLarge),
    ),
    "everything collected and unwound": (
        """MATCH (a:Paper), (b:Paper) WITH collect(a.title + b.title) AS all
        UNWIND all AS x UNWIND all AS y RETURN count(*) AS n""",
        (StatementTooLarge, StatementTimeout, StatementFailed),
    ),
    "deeply nested brackets": (
        f"RETURN {'(' * 20_000}1{')' * 20_000} AS n",
        (StatementFailed, StatementTooLarge, StatementTimeout),
    ),
    "deeply nested lists": (
        f"RETURN {'[' * 20_000}1{']' * 20_000} AS n",
        (StatementFailed, StatementTooLarge, StatementTimeout),
    ),
    "a chain of negations": (
        f"RETURN {'NOT ' * 20_000} true AS n",
        (StatementFailed, StatementTooLarge, StatementTimeout),
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_is_too_expensive_ends_as_an_answer_and_the_next_question_is_answered(
    store: EmbeddedStore, bomb: str
) -> None:
    statement, outcomes = BOMBS[bomb]
    seconds = SECONDS if StatementTimeout in outcomes else PATIENCE
    with pytest.raises(outcomes) as caught:
        run_read_only(store, statement, timeout=seconds)
    assert caught.value.kept == "The graph is as it was" or caught.type is StatementFailed
    assert run_read_only(store, "MATCH (p:Paper) RETURN count(p) AS n").rows == ((PAPERS,),)


def test_three_at_once_do_not_stop_the_others(store: EmbeddedStore) -> None:
    endless = "MATCH p = (a:Paper)-[:CITES*1..60]->(b:Paper) RETURN count(p) AS n"
    ended: list[type[BaseException]] = []

    def run() -> None:
        with pytest.raises((StatementTimeout, StatementTooLarge)) as caught:
            run_read_only(store, endless, timeout=2 * SECONDS)
        ended.append(caught.type)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    answered = 0
    while any(thread.is_alive() for thread in threads):
        # What the catalogue and the explorer ask runs here, and is not stopped by them.
        assert store.read("MATCH (p:Paper {id: 'W1'}) RETURN p.id AS id").rows == (("W1",),)
        answered += 1
        time.sleep(0.01)
    assert answered > 1
    assert len(ended) == len(threads)


def test_one_process_is_kept_and_ends_with_the_store(path: Path) -> None:
    store = EmbeddedStore(path, "read")
    isolated = store.isolated()
    assert isolated is store.isolated()
    assert isinstance(isolated, IsolatedStore)
    run_read_only(store, "RETURN 1 AS n")
    first = isolated._kept
    run_read_only(store, "RETURN 2 AS n")
    assert first is isolated._kept is not None
    child = first._child
    store.close()
    assert child.returncode is not None
    assert isolated._kept is None


def test_an_answer_that_is_too_long_is_refused(
    store: EmbeddedStore,
) -> None:
    long = "UNWIND range(1, 20) AS n RETURN reduce(s = 'a', x IN range(1, 22) | s + s) AS text"
    with pytest.raises(StatementTooLarge, match="longer than 64 MB"):
        run_read_only(store, long)


def test_a_graph_that_is_published_meanwhile_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    with EmbeddedStore(path, "write") as writer:
        load(writer, [Paper(id="W1")], loaded_at=NOON)
    with EmbeddedStore(path, "read") as store:
        assert run_read_only(store, "MATCH (p:Paper) RETURN count(p) AS n").rows == ((1,),)
        with EmbeddedStore(path, "write") as writer:
            load(writer, [Paper(id="W2")], loaded_at=NOON)
        assert run_read_only(store, "MATCH (p:Paper) RETURN count(p) AS n").rows == ((2,),)


def test_errors_are_those_of_the_store_itself(path: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.kgl"
    damaged.write_bytes(b"RGF\x00" + os.urandom(200))
    with (
        IsolatedStore(partial(open_store, str(damaged), mode="read")) as store,
        pytest.raises(StoreDamaged),
    ):
        store.info()
    with (
        IsolatedStore(partial(open_store, str(tmp_path / "none.kgl"), mode="read")) as store,
        pytest.raises(StoreError, match="There is no graph"),
    ):
        store.info()
    with IsolatedStore(partial(open_store, str(path), mode="read")) as store:
        assert store.info().engine.startswith("kglite")
        with pytest.raises(StatementRefused):
            store.write("CREATE (n:Paper {id: 'x'})")
        with pytest.raises(StatementRefused):
            store.read("MATCH (p:Paper) SET p.title = 'x'")
