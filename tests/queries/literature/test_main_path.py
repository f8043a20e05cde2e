"""The main path and the origins of made-up lists, alike from both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from citeloom.graph import records as r
from citeloom.graph.errors import PaperNotFound, UsageError
from citeloom.queries.literature.main_path import find_main_path, read_main_path
from citeloom.queries.literature.origins import read_origins
from citeloom.queries.literature.works_around import Work, WorksAround, read_works_around
from tests.queries.random_graphs import graphs
from tests.queries.stores import embedded, fill, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citeloom.graph.stores.store import Store
    from tests.neo4j_server import Neo4jAddress

# W4 and W5 are listed. W1 begins; W6 cites both; W9 is too far away to be seen.
CITES = [("W2", "W1"), ("W3", "W1"), ("W4", "W2"), ("W5", "W2"), ("W5", "W3"), ("W5", "W4"),
         ("W6", "W5"), ("W6", "W4"), ("W4", "W6"), ("W9", "W6")]  # fmt: skip
YEARS = {"W1": 1990, "W2": 2000, "W3": 2000, "W4": 2010, "W5": 2012, "W6": 2015, "W9": 2020}
RECORDS: list[r.Record] = [
    *(r.Paper(id=key, title=f"Title {key}", year=year, listed=key in {"W4", "W5"} or None)
      for key, year in YEARS.items()),
    r.Paper(id="W7", title="Alone", listed=None),
    *(r.Cites(start=start, end=end) for start, end in CITES),
]  # fmt: skip


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def empty(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    if request.param == "embedded":
        with embedded(tmp_path_factory.mktemp("literature")) as store:
            yield store
    else:
        address: Neo4jAddress = request.getfixturevalue("neo4j_address")
        with server(address) as store:
            yield store


@pytest.fixture
def filled(empty: Store) -> Store:
    fill(empty, RECORDS)
    return empty


@pytest.mark.parametrize(
    ("papers", "works", "most"),
    [
        pytest.param(["W4", "W5"], {"W2", "W3", "W4", "W5", "W6"}, 99, id="one step around"),
        pytest.param(["W1"], {"W1", "W2", "W3"}, 99, id="what cites it"),
        pytest.param(["W1"], {"W1", "W2"}, 2, id="no more than allowed"),
        pytest.param(["W7"], {"W7"}, 99, id="nothing around"),
    ],
)
def test_the_works_around_are_those_one_citation_away(
    filled: Store, papers: list[str], works: set[str], most: int
) -> None:
    found = read_works_around(filled, papers, works_at_most=most)
    assert {work.id for work in found.works} == works
    number = {work.id: place for place, work in enumerate(found.works)}
    assert set(found.citations) == {
        (number[start], number[end]) for start, end in CITES if {start, end} <= works
    }
    assert bool(found.notes) == (most < 99)


def test_of_many_that_cite_a_paper_the_most_cited_are_taken_and_the_others_counted(
    empty: Store,
) -> None:
    counts = {"W12": 5, "W11": 9, "W13": None}
    fill(
        empty,
        [
            r.Paper(id="W10"),
            *(r.Paper(id=key, cited_by_count=count) for key, count in counts.items()),
            *(r.Cites(start=key, end="W10") for key in counts),
        ],
    )
    found = read_works_around(empty, ["W10"], citing_at_most=2)
    assert [work.id for work in found.works] == ["W10", "W11", "W12"]
    assert found.notes == (
        "Of the works that cite a paper the 2 most cited are taken; 1 paper had more (3 cite W10).",
    )


def test_the_main_path_leads_from_the_oldest_to_the_newest_and_tells_its_shares(
    filled: Store,
) -> None:
    # Without that W4 cites W6 there are four: W2-W4-W5-W6, W2-W5-W6, W3-W5-W6 and W2-W4-W6.
    found = read_main_path(filled, routes=1)
    assert found.search_paths == 4
    assert [(each.citing, each.cited, each.share) for each in found.citations] == [
        ("W4", "W2", 0.5), ("W5", "W4", 0.25), ("W6", "W5", 0.75),
    ]  # fmt: skip
    assert [(on.work.id, on.share) for on in found.works] == [
        ("W2", 0.75), ("W4", 0.5), ("W5", 0.75), ("W6", 1.0),
    ]  # fmt: skip
    assert found.citations[-1].reason == "Lies on 75 % of all search paths."
    assert [(each.citing, each.cited) for each in found.left_out] == [("W4", "W6")]
    assert "goes from 2010 to 2015, to a newer work" in " ".join(found.notes)
    assert found.table.dicts()[2]["cites"] == ["W4"]


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        pytest.param(["W7"], "1 paper and 0 works around, and no citation", id="no citation"),
        pytest.param(["W1"], "1 paper and 2 works around, 2 citations, 2 search", id="one paper"),
    ],
)
def test_what_the_path_rests_on_is_told(filled: Store, papers: list[str], said: str) -> None:
    found = read_main_path(filled, papers)
    assert found.notes[0].startswith(said)
    assert len(found.works) == (0 if "no citation" in said else 3)


@pytest.mark.parametrize("read", [read_main_path, read_origins])
def test_without_a_list_and_without_papers_one_sentence_says_so(
    empty: Store, read: Callable[..., object]
) -> None:
    fill(empty, [r.Paper(id="W1"), r.Paper(id="W2"), r.Cites(start="W2", end="W1")])
    with pytest.raises(UsageError, match="no listed papers"):
        read(empty)
    with pytest.raises(PaperNotFound):
        read(empty, ["W404"])


def test_versions_of_one_paper_count_as_one_and_are_told() -> None:
    works = (
        Work("W1", "A title", 2019),
        Work("W2", "A Title.", 2020),
        Work("W3", "Another", 2021),
        Work("W4", "A title", 1990),
        Work("W5"),
        Work("W6"),
    )
    citations = ((1, 0), (2, 0), (2, 1), (2, 3), (4, 2), (5, 2))
    found = find_main_path(WorksAround(("W3",), works, citations))
    assert {on.work.id for on in found.works} == {"W1", "W3", "W4", "W5", "W6"}
    assert [(each.citing, each.cited) for each in found.left_out] == [("W1", "W1")]
    told = " ".join(found.notes)
    assert "1 work counted as a version of another" in told
    assert "W2 with W1" in told
    assert "another version of itself" in told


def test_origins_count_references_by_year_and_name_the_works_of_peaks(empty: Store) -> None:
    cited = {"W1": 1990, "W2": 1990, "W3": 1991, "W4": 2000, "W5": None}
    listed = ("W10", "W11", "W12")
    pairs = [*((key, "W1") for key in listed), ("W10", "W2"), ("W10", "W3"), ("W11", "W4"),
             ("W12", "W4"), ("W12", "W5"), ("W10", "W10")]  # fmt: skip
    fill(
        empty,
        [
            *(r.Paper(id=key, title=f"Title {key}", year=year) for key, year in cited.items()),
            *(r.Paper(id=key, listed=True, year=2010) for key in listed),
            *(r.Cites(start=start, end=end) for start, end in pairs),
        ],
    )
    found = read_origins(empty, works=1)
    assert [
        (each.year, each.references, each.works, each.deviation, each.peak) for each in found.years
    ] == [
        (1990, 4, 2, 4, True),
        (1991, 1, 1, 1, False),
        (2000, 2, 1, 2, True),
        (None, 1, 1, None, False),
    ]
    assert [[work.id for work in each.most_cited] for each in found.years] == [
        ["W1"], [], ["W4"], [],
    ]  # fmt: skip
    assert found.years[0].most_cited[0].citing == listed
    assert found.notes == (
        "3 papers with 8 references; 2 years with more of them than the years around.",
        "1 reference to works whose year is not known.",
    )
    one = read_origins(empty, ["W11"])
    assert [(each.year, each.references) for each in one.years] == [(1990, 1), (2000, 1)]
    none = read_origins(empty, ["W1"])
    assert not none.years
    assert "no reference of theirs in the graph" in none.notes[0]


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(graphs())
def test_both_stores_find_the_same_in_random_graphs(
    tmp_path_factory: pytest.TempPathFactory, neo4j_address: Neo4jAddress, found: list[r.Record]
) -> None:
    answers = []
    with (
        embedded(tmp_path_factory.mktemp("random")) as file,
        server(neo4j_address) as other,
    ):
        for store in (file, other):
            fill(store, found)
            try:
                answers.append((read_main_path(store), read_origins(store)))
            except UsageError as error:
                answers.append((str(error), str(error)))
    assert answers[0] == answers[1]
