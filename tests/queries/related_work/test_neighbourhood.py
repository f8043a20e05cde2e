"""A neighbourhood is bounded, the same on both stores, and knows the degrees of the whole graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from citeloom.graph import records as r
from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.errors import UsageError
from citeloom.graph.projection import read_citations
from citeloom.queries.related_work import neighbourhood
from citeloom.queries.related_work.neighbourhood import Neighbourhood, read_neighbourhood
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store

BOUNDS = ("WHOLE", "REFERENCES", "CITING", "OUTSIDE", "SHARING", "ALIKE", "FEW", "STEPS")


def bound(monkeypatch: pytest.MonkeyPatch, **bounds: int) -> None:
    """Make the neighbourhood smaller than the graph of a test is."""
    for name in BOUNDS:
        monkeypatch.setattr(neighbourhood, name, bounds.get(name, 0))


def papers(found: Neighbourhood) -> set[str]:
    return set(found.ids)


def places(
    found: Neighbourhood, which: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
) -> set[str]:
    return {found.ids[at] for at in which}


def paper(name: str, title: str | None = None, *, listed: bool | None = None) -> r.Paper:
    return r.Paper(id=name, title=title, listed=listed)


def cites(start: str, *ends: str) -> list[r.Record]:
    return [r.Cites(start=start, end=end, source="openalex") for end in ends]


# P is asked for. It cites R; C cites it; K cites R too; O is what these point at; F is far away.
RECORDS: list[r.Record] = [
    *(paper(name) for name in ("R", "C", "K", "O", "O2", "F", "G", "S", "T")),
    paper("P", "Weaving graphs on looms", listed=True),
    paper("A", "Graphs on looms and elsewhere"),
    paper("B", "Looms alone"),
    *cites("P", "R"), *cites("C", "P", "O"), *cites("K", "R", "O", "O2"), *cites("F", "G"),
    *cites("O", "F"),
    r.Author(id="A1", name="Ada"), r.Authored(start="A1", end="P"), r.Authored(start="A1", end="S"),
    r.Model(id="a/m"), r.HasModel(start="P", end="a/m"), r.HasModel(start="T", end="a/m"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = embedded(tmp_path_factory.mktemp("around"))
    fill(store, RECORDS)
    return store


def test_a_small_graph_is_taken_whole(store: Store) -> None:
    found = read_neighbourhood(store, ["P"])
    assert len(found.ids) == found.papers == sum(isinstance(each, r.Paper) for each in RECORDS)


@pytest.mark.parametrize(
    ("bounds", "around"),
    [
        ({}, {"P", "R"}),
        ({"CITING": 10}, {"P", "R", "C", "K"}),
        ({"CITING": 1}, {"P", "R", "C"}),
        ({"CITING": 10, "OUTSIDE": 1}, {"P", "R", "C", "K", "O"}),
        ({"CITING": 10, "OUTSIDE": 10}, {"P", "R", "C", "K", "O", "O2"}),
        ({"SHARING": 10}, {"P", "R", "S", "T"}),
        ({"FEW": 10, "ALIKE": 10}, {"P", "R", "A"}),
        ({"CITING": 10, "OUTSIDE": 10, "FEW": 100, "STEPS": 1}, set("PRCKOF") | {"O2"}),
        ({"CITING": 10, "OUTSIDE": 10, "FEW": 100, "STEPS": 3}, set("PRCKOFG") | {"O2"}),
    ],
    ids=lambda value: " ".join(sorted(map(str, value))) if isinstance(value, dict) else None,
)
def test_each_bound_lets_in_what_it_is_for(
    store: Store, monkeypatch: pytest.MonkeyPatch, bounds: dict[str, int], around: set[str]
) -> None:
    bound(monkeypatch, **bounds)
    assert papers(read_neighbourhood(store, ["P"])) == around


def test_one_paper_starts_from_what_it_cites_and_several_from_themselves(store: Store) -> None:
    one, two = read_neighbourhood(store, ["P"]), read_neighbourhood(store, ["P", "K", "P"])
    assert places(one, one.seeds) == {"P", "R"}
    assert places(one, one.given) == {"P"}
    assert places(two, two.seeds) == places(two, two.given) == {"P", "K"}


def test_without_a_name_the_listed_papers_are_meant(store: Store) -> None:
    found = read_neighbourhood(store, [])
    assert places(found, found.given) == {"P"}
    assert {found.ids[at] for at in np.flatnonzero(found.listed)} == {"P"}


def test_a_graph_without_listed_papers_says_what_to_do(tmp_path: Path) -> None:
    with embedded(tmp_path) as empty:
        fill(empty, [paper("P")])
        with pytest.raises(UsageError, match="Name a paper"):
            read_neighbourhood(empty, [])


def test_degrees_are_those_of_the_whole_graph(
    either: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrays = read_citations(either)
    whole = CitationIndex.of(arrays)
    bound(monkeypatch, CITING=5, OUTSIDE=5)
    found = read_neighbourhood(either, [])
    assert len(found.ids) < found.papers == len(arrays.ids)
    there = [arrays.index(name) for name in found.ids]
    assert found.index.in_degree.tolist() == whole.in_degree[there].tolist()
    assert found.index.out_degree.tolist() == whole.out_degree[there].tolist()
    assert found.index.cites.toarray().tolist() == whole.cites[there][:, there].toarray().tolist()


@pytest.mark.parametrize(
    "bounds",
    [
        {"WHOLE": 4_000},
        {"CITING": 5, "OUTSIDE": 7, "SHARING": 3},
        {"REFERENCES": 9, "CITING": 2, "OUTSIDE": 20, "FEW": 1_000, "STEPS": 2, "ALIKE": 4},
    ],
    ids=["whole", "cut", "widened"],
)
def test_both_stores_cut_alike(
    example: Store, neo4j_example: Store, monkeypatch: pytest.MonkeyPatch, bounds: dict[str, int]
) -> None:
    bound(monkeypatch, **bounds)
    listed = read_neighbourhood(example, [])
    for asked in ([], *([listed.ids[at]] for at in listed.given[:5])):
        one, other = read_neighbourhood(example, asked), read_neighbourhood(neo4j_example, asked)
        assert one.ids == other.ids
        assert one.seeds.tolist() == other.seeds.tolist()
        assert one.index.cites.toarray().tolist() == other.index.cites.toarray().tolist()
        assert one.index.degree.tolist() == other.index.degree.tolist()
        assert one.listed.tolist() == other.listed.tolist()


def test_more_seeds_than_are_followed_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbourhood, "SEEDS", 2)
    found = read_neighbourhood(store, ["P", "K", "C", "O"])
    assert found.left_out == 2
    assert places(found, found.given) == {"P", "K", "C", "O"}
