"""What a ranking knows about papers is what the store says, in the order of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph import records as r
from citeloom.queries.related_work.neighbourhood import read_neighbourhood
from citeloom.queries.related_work.paper_facts import make_things, read_facts
from citeloom.queries.related_work.rank import rank_related
from tests.queries.stores import embedded, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Store
    from citeloom.queries.related_work.paper_facts import Facts


def linked(paper: str, name: str, relation: str | None) -> list[r.Record]:
    url = f"https://github.com/a/{name}"
    return [
        r.Repository(id=f"github.com/a/{name}", url=url, name=name, owner="a", host="github.com"),
        r.HasCode(start=paper, end=f"github.com/a/{name}", relation=relation),
    ]


RECORDS: list[r.Record] = [
    r.Paper(id="W1", title="Graphs of citations", abstract="One", year=2020, aliases=("W9",),
            doi="10.1/one", arxiv_id="2001.00001"),
    r.Paper(id="W2", title="Two"),
    r.Paper(id="W3", is_retracted=True, references_source="s2", fetched_at="2026-11-24"),
    *(each for relation in ("own", "mentioned", "candidate", None)
      for paper in ("W1", "W2")
      for each in linked(paper, str(relation).lower(), relation)),
    r.Author(id="A1", name="Ada"), r.Author(id="A2"),
    r.Authored(start="A1", end="W1"), r.Authored(start="A2", end="W2"),
    r.Topic(id="T1", name="Topic"), r.HasTopic(start="W3", end="T1"),
    r.Model(id="a/m"), r.HasModel(start="W2", end="a/m"),
    r.Dataset(id="a/d"), r.HasDataset(start="W1", end="a/d"),
    r.Space(id="a/s"), r.HasSpace(start="W1", end="a/s"), r.HasSpace(start="W2", end="a/s"),
    r.WebPage(id="x.example", url="https://x.example", host="x.example"),
    r.LinksTo(start="W1", end="x.example"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with embedded(tmp_path_factory.mktemp("facts")) as store:
        fill(store, RECORDS)
        yield store


@pytest.fixture(scope="module")
def known(store: Store) -> Facts:
    return read_facts(store, ["W3", "absent", "W1", "W2"])


def test_facts_stand_in_the_order_of_the_ids(known: Facts) -> None:
    assert known.ids == ("W3", "absent", "W1", "W2")
    assert known.titles == (None, None, "Graphs of citations", "Two")
    assert known.years == (None, None, 2020, None)
    assert known.retracted == {0}
    assert known.aliases == {2: ("W9",)}
    assert known.sources == {0: "s2"}
    assert {at: day[:10] for at, day in known.fetched.items()} == {0: "2026-11-24"}


@pytest.mark.parametrize(
    ("kind", "names", "has"),
    [
        ("author", ("Ada", "A2"), [[0, 0], [0, 0], [1, 0], [0, 1]]),
        ("topic", ("Topic",), [[1], [0], [0], [0]]),
        ("model", ("a/m",), [[0], [0], [0], [1]]),
        ("dataset", ("a/d",), [[0], [0], [1], [0]]),
    ],
)
def test_things_are_had_by_the_papers_that_have_them(
    known: Facts, kind: str, names: tuple[str, ...], has: list[list[int]]
) -> None:
    assert known.things[kind].names == names
    assert known.things[kind].has.toarray().tolist() == has


def test_a_repository_that_nobody_confirmed_is_nothing_in_common(known: Facts) -> None:
    found = known.things["repository"]
    assert found.ids == ("github.com/a/mentioned", "github.com/a/none", "github.com/a/own")
    assert found.has.toarray().tolist() == [[0, 0, 0], [0, 0, 0], [1, 1, 1], [1, 1, 1]]


def test_a_repository_that_nobody_confirmed_is_no_reason_to_suggest_a_paper(
    tmp_path: Path,
) -> None:
    papers = [r.Paper(id=f"W{number}") for number in range(3)]
    shared = [*linked("W0", "guess", "candidate"), *linked("W1", "guess", "candidate")]
    sure = [*linked("W0", "sure", "own"), *linked("W2", "sure", "mentioned")]
    with embedded(tmp_path) as store:
        fill(store, [*papers, *shared, *sure])
        near = read_neighbourhood(store, ["W0"])
        found = rank_related(near, read_facts(store, near.ids))
    assert [(each.id, each.reason) for each in found.suggestions] == [
        ("W2", "same repository as this paper: github.com/a/sure")
    ]


def test_what_leads_to_no_code_and_no_data_is_nothing_in_common(known: Facts) -> None:
    assert set(known.things) == {"repository", "model", "dataset", "author", "topic"}


def test_texts_are_titles(known: Facts) -> None:
    assert known.texts is not None
    assert known.texts.shape == (4, 2)  # graphs, citations; `of` and `two` say nothing
    assert (known.texts.toarray() > 0).sum(axis=1).tolist() == [0, 0, 2, 0]


def test_names_are_the_ids_by_which_the_rest_of_the_world_knows_a_paper(known: Facts) -> None:
    assert known.names[2] == ("W1", "doi:10.1/one", "arxiv:2001.00001", "W9")
    assert known.names[3] == ("W2",)


def test_a_thing_that_is_named_twice_is_had_once() -> None:
    rows = [("P1", "x", "X"), ("P1", "x", "X"), ("P0", "y", None), ("elsewhere", "z", "Z")]
    found = make_things(rows, {"P0": 0, "P1": 1})
    assert (found.ids, found.names) == (("x", "y"), ("X", "y"))
    assert found.has.toarray().tolist() == [[0, 1], [1, 0]]
