"""What a review takes from a graph, in both stores: counts that add up, candidates with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph.loading.load import load
from citeloom.graph.records import Cites, Paper
from citeloom.queries.review.candidates import read_candidates
from citeloom.queries.review.search_facts import Round, read_search_facts
from tests.queries import stores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.graph.stores.store import Store

MONDAY, FRIDAY = "2026-02-02T10:00:00.000000+00:00", "2026-02-06T10:00:00.000000+00:00"
RECORDS = [
    Paper(id="W1", title="Seed one", listed=True, listings=("a.bib", "b.bib"), match="exact",
          match_step="doi", match_tried=("OpenAlex by id | W1 | free",), fetched_at=MONDAY,
          references_source="openalex", references_count=5, references_missing=1),
    Paper(id="arxiv:2601.00002", title="Seed two", listed=True, listings=("a.bib",), match="id",
          match_step="hub", references_source="s2", references_count=3),
    Paper(id="title:three", title="Seed three", listed=True, listings=("b.bib",),
          match="ambiguous", match_candidates=("W8 | 0.9", "W9 | 0.9")),
    Paper(id="title:four", title="Seed four", listed=True, listings=("b.bib",), match="none"),
    Paper(id="W10", title="Cited by both", cited_by_count=7, fetched_at=FRIDAY, aliases=("W11",)),
    Paper(id="W12", title="Cited by one", cited_by_count=900, is_retracted=True),
    Paper(id="W20", title="Cites one", reason="citing", fetched_at=FRIDAY),
    Paper(id="W21", title="Cites one and was asked for"),
    Paper(id="W30", title="Near", reason="near"),
    Paper(id="W40", title="Put aside"),
    Cites(start="W1", end="W10", source="openalex", fetched_at=MONDAY),
    Cites(start="arxiv:2601.00002", end="W10", source="s2", fetched_at=FRIDAY),
    Cites(start="W1", end="W12", source="openalex", fetched_at=MONDAY),
    Cites(start="W1", end="W40", source="openalex", fetched_at=MONDAY),
    Cites(start="W1", end="arxiv:2601.00002", source="openalex", fetched_at=MONDAY),
    Cites(start="W20", end="W1", source="openalex"),
    Cites(start="W21", end="W1", source="openalex"),
    Cites(start="W20", end="W30", source="openalex"),
]  # fmt: skip


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("review")
    opened: Store = (
        stores.embedded(folder)
        if request.param == "embedded"
        else stores.server(request.getfixturevalue("neo4j_address"))
    )
    with opened:
        opened.write("MATCH (n) DETACH DELETE n")
        load(opened, RECORDS, loaded_at=FRIDAY)
        opened.write("MATCH (p:Paper {id: 'W40'}) SET p.ignored = true")
        yield opened


def test_the_counts_of_a_search_add_up(store: Store) -> None:
    facts = read_search_facts(store)
    assert facts.listings == {"a.bib": 2, "b.bib": 3}
    assert [(seed.id, seed.counted) for seed in facts.seeds] == [
        ("title:four", "not found"), ("W1", "found"), ("title:three", "ambiguous"),
        ("arxiv:2601.00002", "found"),
    ]  # fmt: skip
    assert sum(seed.named for seed in facts.seeds) == 8
    assert facts.papers == len(facts.seeds) + facts.unlisted == 10
    assert (facts.united, facts.retracted, facts.ignored) == (1, 1, 1)
    assert (facts.oldest, facts.newest, facts.loaded_at) == (MONDAY, FRIDAY, FRIDAY)


def test_each_direction_of_citation_searching_is_counted_by_itself(store: Store) -> None:
    facts = read_search_facts(store)
    assert facts.backward == {
        "openalex": Round(3, MONDAY, MONDAY), "s2": Round(1, FRIDAY, FRIDAY),
    }  # fmt: skip
    assert facts.cited == 3, "a work that both sources name counts once"
    assert facts.forward == {"citing": Round(1, FRIDAY, FRIDAY), "none": Round(1, None, None)}
    assert facts.near == Round(1, None, None)


def test_candidates_are_all_that_is_not_listed_or_put_aside_with_what_found_them(
    store: Store,
) -> None:
    assert [(each.paper_id, each.reason) for each in read_candidates(store)] == [
        ("W10", "Backward citation searching; cited by 2 seed references"),
        ("W12", "Backward citation searching; cited by 1 seed reference"),
        ("W20", "Forward citation searching; cites 1 seed reference"),
        ("W21", "Forward citation searching; cites 1 seed reference"),
        ("W30", "Iterative citation searching"),
    ]


def test_a_retracted_candidate_says_so(store: Store) -> None:
    assert [each.paper_id for each in read_candidates(store) if each.is_retracted] == ["W12"]
