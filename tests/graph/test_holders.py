"""Holders: each build replaces its own part of a graph, and nobody else's."""

from __future__ import annotations

import random
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph import records as r
from citeloom.graph.loading.load import load
from citeloom.graph.stores.open_store import open_store
from tests.graph_dump import Dump, dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from citeloom.graph.loading.load import LoadReport
    from citeloom.graph.stores.store import Store

    Record = r.NodeRecord | r.RelationshipRecord
    Build = tuple[str, list[Record]]

DAY = "2026-11-24T12:00:00Z"
NOBODY = ""


def paper(number: int, **props: Any) -> r.Paper:
    return r.Paper(id=f"W{number}", openalex_id=f"W{number}", title=f"Paper {number}", **props)


def listed(number: int, listing: str, **props: Any) -> r.Paper:
    return paper(number, listed=True, listings=(listing,), **props)


def cites(one: int, other: int, source: r.ReferenceSource = "openalex") -> r.Cites:
    return r.Cites(start=f"W{one}", end=f"W{other}", source=source)


FIRST: list[Record] = [listed(1, "a", note="mine"), listed(2, "a"), paper(3), cites(1, 3)]
SECOND: list[Record] = [
    listed(2, "b", keywords=("k",)),
    paper(3),
    paper(4),
    cites(2, 3),
    cites(2, 4),
]
FEWER: list[Record] = [listed(2, "a"), paper(4), cites(2, 4)]
UNMATCHED: list[Record] = [r.Paper(id="arxiv:2401.1", arxiv_id="2401.1", listed=True)]
MATCHED: list[Record] = [
    r.Paper(id="W9", openalex_id="W9", arxiv_id="2401.1", listed=True, aliases=("title:x",))
]
PEOPLE: list[Record] = [
    listed(1, "a"), r.Author(id="A1", name="Ada"), r.Institution(id="I1"),
    r.Authored(start="A1", end="W1", position=0, institutions=("I1",)),
]  # fmt: skip

# What was loaded in turn, and what a graph that is made anew is loaded from.
CASES: dict[str, tuple[list[Build], list[Build]]] = {
    "again": ([("a", FIRST), ("a", FIRST)], [("a", FIRST)]),
    "fewer": ([("a", FIRST), ("a", FEWER)], [("a", FEWER)]),
    "nothing left": ([("a", FIRST), ("a", [])], []),
    "two": ([("a", FIRST), ("b", SECOND)], [("b", SECOND), ("a", FIRST)]),
    "one of two goes": ([("a", FIRST), ("b", SECOND), ("a", [])], [("b", SECOND)]),
    "the other goes": ([("a", FIRST), ("b", SECOND), ("b", [])], [("a", FIRST)]),
    "one of two changes": (
        [("a", FIRST), ("b", SECOND), ("a", FEWER)], [("a", FEWER), ("b", SECOND)],
    ),
    "three": (
        [("a", FIRST), ("b", SECOND), ("c", FIRST), ("b", []), ("a", FEWER)],
        [("c", FIRST), ("a", FEWER)],
    ),
    "what nobody holds stays": ([(NOBODY, SECOND), ("a", FIRST), ("a", [])], [(NOBODY, SECOND)]),
    "what nobody holds comes later": (
        [("a", FIRST), (NOBODY, SECOND), ("a", FEWER)], [(NOBODY, SECOND), ("a", FEWER)],
    ),
    "matched later": ([("a", UNMATCHED), ("a", MATCHED)], [("a", MATCHED)]),
    "unmatched again": ([("a", MATCHED), ("a", UNMATCHED)], [("a", UNMATCHED)]),
    "one matches what the other holds": (
        [("a", UNMATCHED), ("b", MATCHED), ("b", [])], [("a", UNMATCHED)],
    ),
    "people go with their papers": ([("a", PEOPLE), ("a", FIRST)], [("a", FIRST)]),
    "people stay with the other's papers": (
        [("a", PEOPLE), ("b", PEOPLE), ("a", FIRST)], [("b", PEOPLE), ("a", FIRST)],
    ),
}  # fmt: skip
RENAMED = {"one matches what the other holds"}


def build(store: Store, builds: Iterable[Build]) -> list[LoadReport]:
    return [load(store, records, loaded_at=DAY, holder=holder) for holder, records in builds]


def anew(folder: Path, builds: Sequence[Build], name: str = "anew.kgl") -> Dump:
    with open_store(str(folder / name), mode="write") as store:
        build(store, builds)
        return content(store)


def content(store: Store) -> Dump:
    """Return what is in a graph, without the node that says what the graph is."""
    found = dump(store)
    return Dump({key: value for key, value in found.nodes.items() if key[0] != "Graph"},
                found.relationships)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_graph_is_what_its_holders_say_now(store: Store, tmp_path: Path, case: str) -> None:
    builds, last = CASES[case]
    build(store, builds)
    found, wanted = content(store), anew(tmp_path, last)
    if case in RENAMED:  # a better id that another holder knew stays, and names the same paper
        assert [key for key, _ in found.nodes] == [key for key, _ in wanted.nodes]
        return
    assert found == wanted


@pytest.mark.parametrize("order", list(permutations("abc")), ids="".join)
def test_the_order_of_holders_does_not_matter(store: Store, tmp_path: Path, order: str) -> None:
    of = {"a": FIRST, "b": SECOND, "c": PEOPLE}
    build(store, [(each, of[each]) for each in order])
    assert content(store) == anew(tmp_path, [(each, of[each]) for each in "abc"])


def test_loading_the_same_again_changes_nothing(store: Store) -> None:
    reports = build(store, [("a", FIRST), ("b", SECOND), ("a", FIRST), ("b", SECOND)])
    assert [report.changed for report in reports] == [True, True, False, False]
    assert len({report.version for report in reports[1:]}) == 1


def test_a_newer_date_is_no_change(store: Store) -> None:
    dates = ("2026-01-01", "2026-02-01")
    reports = build(store, [("a", [paper(1, fetched_at=date)]) for date in dates])
    assert reports[1].nodes["Paper"].changed == 0
    rows = store.read("MATCH (p:Paper) RETURN p.fetched_at AS date").rows
    assert rows == (("2026-02-01",),), "and is written all the same"


def test_what_left_is_counted(store: Store) -> None:
    *_, report = build(store, [("a", FIRST), ("a", FEWER)])
    assert report.left == 2, "W1 and W3"


def test_each_node_and_link_keeps_the_day_when_it_came(store: Store) -> None:
    load(store, FIRST, loaded_at="2026-01-01T00:00:00", holder="a")
    load(store, [*FIRST, paper(7), cites(7, 3)], loaded_at="2026-02-01T00:00:00", holder="a")
    rows = store.read("MATCH (p:Paper) RETURN p.id AS id, p.first_seen AS day ORDER BY id").rows
    assert dict(rows) == {
        "W1": "2026-01-01", "W2": "2026-01-01", "W3": "2026-01-01", "W7": "2026-02-01",
    }  # fmt: skip
    links = store.read("MATCH (a:Paper)-[r:CITES]->() RETURN a.id AS id, r.first_seen AS day").rows
    assert dict(links) == {"W1": "2026-01-01", "W7": "2026-02-01"}


def test_a_graph_made_anew_knows_the_days_of_before(store: Store) -> None:
    def first_seen(kind: str, keys: Sequence[Any]) -> dict[Any, str]:
        return {key: "2020-02-02" for key in keys if kind in {"Paper", "CITES"}}

    load(store, FIRST, loaded_at=DAY, holder="a", first_seen=first_seen)
    assert store.read("MATCH (p:Paper) RETURN DISTINCT p.first_seen AS d").rows == (
        ("2020-02-02",),
    )
    assert store.read("MATCH ()-[r]->() RETURN DISTINCT r.first_seen AS d").rows == (
        ("2020-02-02",),
    )


@pytest.mark.parametrize("seed", range(12))
def test_random_builds_in_random_order(store: Store, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)

    def some() -> list[Record]:
        papers = chance.sample(range(12), 5)
        found: list[Record] = [
            listed(each, chance.choice("xy"), upvotes=chance.randint(1, 9)) if chance.random() < 0.4
            else paper(each, fetched_at=chance.choice(("2026-01-01", "2026-02-01")))
            for each in papers
        ]  # fmt: skip
        found += [cites(*chance.sample(papers, 2), source=chance.choice(("openalex", "s2")))
                  for _ in range(4)]  # fmt: skip
        return found

    builds = [(chance.choice(["a", "b", "c"]), some()) for _ in range(8)]
    build(store, builds)
    last = dict(builds)
    assert content(store) == anew(tmp_path, list(last.items()))
