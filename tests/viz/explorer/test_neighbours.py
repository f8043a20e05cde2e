"""What a paper cites and what cites it, counted and ordered in one way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from citeloom.viz.explorer.neighbours import Name, choose_direction, count_neighbours, expand
from citeloom.viz.explorer.snapshot import Current, Snapshot
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# L1 and L2 are listed. W1 is cited by both, W2 by one of them and by two others, W3 by three
# others, W4 by nobody but W0; W0 cites them all, and itself.
CITES = {
    "W0": ("W0", "W1", "W2", "W3", "W4"),
    "L1": ("W1", "W2"), "L2": ("W1",), "O1": ("W2", "W3"), "O2": ("W2", "W3"), "O3": ("W3",),
}  # fmt: skip


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    papers = sorted({*CITES, *(each for cited in CITES.values() for each in cited)})
    records: list[r.Record] = [r.Paper(id=each, listed=each.startswith("L")) for each in papers]
    records += [r.Cites(start=start, end=end) for start, ends in CITES.items() for end in ends]
    with embedded(tmp_path) as store:
        fill(store, records)
        yield Snapshot(store, "stamp", sample=False)


def shown(snapshot: Snapshot, paper: str, way: str, limit: int = 25) -> tuple[list[str], int]:
    names, total = expand(
        snapshot, Name("Paper", paper), choose_direction("Paper", "CITES", way), limit
    )
    return [name.id for name in names], total


def test_what_the_list_cites_most_comes_first_then_what_all_others_do(snapshot: Snapshot) -> None:
    assert shown(snapshot, "W0", "out") == (["W1", "W2", "W3", "W4"], 4)
    assert shown(snapshot, "W0", "out", limit=2) == (["W1", "W2"], 4)
    assert shown(snapshot, "W3", "in") == (["O1", "O2", "O3", "W0"], 4)


@pytest.mark.parametrize("paper", ["W0", "W1", "W4", "L1", "absent"])
def test_what_is_counted_is_what_opens(snapshot: Snapshot, paper: str) -> None:
    counted = {
        each["way"]: each["count"]
        for each in count_neighbours(snapshot, Name("Paper", paper)) or []
        if each["kind"] == "CITES"
    }
    for way in ("out", "in"):
        names, total = shown(snapshot, paper, way)
        assert counted.get(way, 0) == total == len(names)
        assert paper not in names, "a paper is not its own neighbour"


def test_a_snapshot_reads_the_citations_once(snapshot: Snapshot) -> None:
    assert snapshot.citations is snapshot.citations
    assert snapshot.index is snapshot.index


def test_another_version_of_the_graph_is_another_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeloom.viz.explorer.snapshot.LOOK_AGAIN", -1)
    with embedded(tmp_path) as store:
        current = Current(lambda: store)
        load(store, [r.Paper(id="W1")], loaded_at="2026-11-24")
        first = current.snapshot()
        assert current.snapshot() is first
        load(store, [r.Paper(id="W2")], loaded_at="2026-11-25")
        assert current.snapshot().citations.ids.tolist() == ["W1", "W2"]
