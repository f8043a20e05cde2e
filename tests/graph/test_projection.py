"""Citations as arrays, and as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from citeloom.graph.projection import UNKNOWN_YEAR, read_citations, to_networkx

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store

RECORDS: tuple[r.NodeRecord | r.RelationshipRecord, ...] = (
    r.Paper(id="W3", title="Three"),
    r.Paper(id="W1", year=2020, listed=True),
    r.Paper(id="é", year=2021),
    r.Cites(start="W3", end="W1"),
    r.Cites(start="W1", end="é"),
    r.Cites(start="W1", end="W1"),
    r.Cites(start="é", end="W3"),
)


def test_the_arrays_say_who_cites_whom(store: Store, tmp_path: Path) -> None:
    load(store, RECORDS, loaded_at="2026-11-24")
    found = read_citations(store, cache=tmp_path / "citations.npz")

    assert found.ids.tolist() == ["W1", "W3", "é"]
    assert found.years.tolist() == [2020, UNKNOWN_YEAR, 2021]
    assert found.listed.tolist() == [True, False, False]
    edges = list(zip(found.citing.tolist(), found.cited.tolist(), strict=True))
    assert edges == [(0, 0), (0, 2), (1, 0), (2, 1)]
    assert (found.citing.dtype, found.version) == ("int32", 1)
    assert [found.index(each) for each in ("W3", "W2", "zz", "é")] == [1, None, None, 2]


def test_kept_arrays_are_used_until_the_graph_changes(store: Store, tmp_path: Path) -> None:
    kept = tmp_path / "citations.npz"
    load(store, RECORDS, loaded_at="2026-11-24")
    first = read_citations(store, cache=kept)
    written = kept.stat().st_mtime_ns

    assert read_citations(store, cache=kept).cited.tolist() == first.cited.tolist()
    assert kept.stat().st_mtime_ns == written, "current arrays were made again"

    load(store, [r.Paper(id="W9"), r.Cites(start="W9", end="W1")], loaded_at="2026-11-25")
    assert len(read_citations(store, cache=kept).citing) == 5, "stale arrays were used"


def test_a_damaged_or_unwritable_cache_costs_nothing_but_time(store: Store, tmp_path: Path) -> None:
    load(store, RECORDS, loaded_at="2026-11-24")
    damaged = tmp_path / "damaged.npz"
    damaged.write_bytes(b"PK nothing")
    folder = tmp_path / "folder"
    folder.mkdir()
    for cache in (damaged, folder):
        assert len(read_citations(store, cache=cache).citing) == 4


def test_an_empty_graph_has_empty_arrays(store: Store, tmp_path: Path) -> None:
    found = read_citations(store, cache=tmp_path / "citations.npz")
    assert (len(found.ids), len(found.citing)) == (0, 0)


def test_networkx_has_papers_that_nobody_cites_too(store: Store) -> None:
    load(store, [*RECORDS, r.Paper(id="W7")], loaded_at="2026-11-24")
    found = to_networkx(store)
    assert sorted(found.edges) == [("W1", "W1"), ("W1", "é"), ("W3", "W1"), ("é", "W3")]
    assert dict(found.nodes["W1"]) == {"year": 2020, "listed": True}
    assert "W7" in found
