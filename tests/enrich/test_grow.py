"""Growing: which works are asked for together, which are added, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.citing_calls import choose_asked, pack
from citeloom.enrich.entry import Entry
from citeloom.enrich.growing_price import count_most_credits
from citeloom.enrich.near_works import rank_near
from citeloom.graph.errors import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.enrich.gather import Gathered
    from tests.enrich.conftest import Setup
    from tests.world import Universe

ALL = 1_000


@pytest.mark.parametrize(
    ("counts", "packs"),
    [
        ({}, []),
        ({"W1": 0}, [["W1"]]),
        ({"W1": 100}, [["W1"]]),
        ({"W1": 60, "W2": 40}, [["W1", "W2"]]),
        ({"W1": 60, "W2": 41}, [["W1"], ["W2"]]),
        ({"W1": 101, "W2": 1, "W3": 5_000}, [["W3"], ["W1"], ["W2"]]),
        (
            {"W1": 60, "W2": 60, "W3": 60, "W4": 40, "W5": 40, "W6": 40},
            [["W1", "W4"], ["W2", "W5"], ["W3", "W6"]],
        ),
    ],
)
def test_works_share_a_call_where_all_that_cites_them_fits_a_page(
    counts: Mapping[str, int], packs: list[list[str]]
) -> None:
    assert pack(counts) == packs


def test_a_call_takes_a_hundred_works_at_most() -> None:
    assert [len(each) for each in pack({f"W{n}": 0 for n in range(250)})] == [100, 100, 50]


@pytest.mark.parametrize(
    ("counts", "calls", "asked"),
    [
        ({"W1": 500, "W2": 3, "W3": 200, "W4": 50}, 1, ["W2", "W4"]),
        ({"W1": 500, "W2": 3, "W3": 200, "W4": 50}, 2, ["W2", "W3", "W4"]),
        ({"W1": 500, "W2": 3, "W3": 200, "W4": 50}, 9, ["W1", "W2", "W3", "W4"]),
        ({f"W{n}": 1 for n in range(3_000)}, 4, None),
    ],
)
def test_of_a_long_list_those_are_asked_for_of_which_most_share_a_call(
    counts: Mapping[str, int], calls: int, asked: list[str] | None
) -> None:
    found = choose_asked(counts, calls)
    assert list(found) == asked if asked is not None else len(found) == 100 * calls
    assert len(pack({key: counts[key] for key in found})) <= calls


@pytest.mark.parametrize(
    ("papers", "works", "most"),
    [
        (0, 2_000, 0),
        (46, 0, 0),
        (1, 2_000, 21),
        (46, 2_000, 66),
        (5_000, 2_000, 70),
        (46, 30, 2),
        (None, 2_000, 70),
    ],
)
def test_the_price_is_bounded_by_papers_and_by_works(
    papers: int | None, works: int, most: int
) -> None:
    assert count_most_credits(papers, works) == most


# Each work with its references; W1 and W2 are listed. The weight of each is worked out by hand.
@pytest.mark.parametrize(
    ("works", "cited_by_listed", "ranked"),
    [
        ([("W5", ("W1", "W90"))], {}, ["W90"]),
        ([("W5", ("W90",))], {}, []),  # it has no link with the list
        ([("W5", ())], {"W5": 2}, []),
        ([("W5", ("W90",)), ("W6", ("W80",))], {"W5": 1, "W6": 2}, ["W80", "W90"]),
        ([("W5", ("W90", "W80"))], {"W5": 1}, ["W80", "W90"]),  # equal: the older id
        ([("W5", ("W1", "W2", "W90")), ("W6", ("W1", "W80"))], {}, ["W90", "W80"]),
        ([("W5", ("W90", "W7", "W1"))], {}, ["W90"]),  # W7 is known
        ([("W5", ("W1", "W90", "W0012", "W123456789012345678901"))], {}, ["W90"]),
    ],
)
def test_a_work_is_near_as_the_works_that_cite_it_are(
    works: list[tuple[str, tuple[str, ...]]],
    cited_by_listed: dict[str, int],
    ranked: list[str],
) -> None:
    known = {"W1", "W2", "W5", "W6", "W7"}
    assert rank_near(works, {"W1", "W2"}, cited_by_listed, known, 10) == ranked
    assert rank_near(works, {"W1", "W2"}, cited_by_listed, known, 1) == ranked[:1]


HUB, SMALL, UNCITED = "W1000", "W1001", "W1002"
LIST = tuple(Entry(line=line, openalex_id=key) for line, key in enumerate((HUB, SMALL, UNCITED), 1))
CITED, GHOST = "W2000", "W4285719527"


@pytest.fixture
def universe(universe: Universe) -> Universe:
    """Make a list of a hub with 130 citing works, a paper with three, and one with none."""
    universe.add_work(HUB, "A Hub", references=(CITED,), cited_by=130)
    universe.add_work(SMALL, "A Paper", references=(CITED,), cited_by=3)
    universe.add_work(UNCITED, "A New Paper", references=(CITED,))
    universe.add_work(CITED, "A Cited Work", references=("W4000", "W4001", GHOST), cited_by=3)
    for number in range(130):
        universe.add_work(
            f"W3{number:03}", f"Citing {number}", references=(HUB, "W4001"), cited_by=999 - number
        )
    for number in range(3):
        universe.add_work(f"W35{number:02}", f"Other {number}", references=(SMALL, "W4002"))
    for number in range(3):
        universe.add_work(f"W400{number}", f"Around {number}")
    return universe


def tell(gathered: Gathered) -> dict[str, list[str]]:
    reasons = gathered.grown.reasons
    return {
        reason: [key for key, each in reasons.items() if each == reason]
        for reason in ("citing", "near")
    }


def test_every_listed_paper_gets_its_turn_and_no_more_works_come_than_are_wanted(
    setup: Setup,
) -> None:
    found = tell(setup.gather(*LIST, works=80))
    turns = ["W3000", "W3500", "W3001", "W3501", "W3002", "W3502"]
    assert found["citing"] == [*turns, *(f"W3{number:03}" for number in range(3, 37))]
    assert found["near"] == ["W4001", "W4002", "W4000"]


def test_few_works_are_not_bought_dearly(setup: Setup) -> None:
    found = setup.gather(*LIST, works=10).grown
    assert tell(setup.gather(*LIST, works=10))["citing"] == ["W3500", "W3501", "W3502"]
    assert found.credits == count_most_credits(3, 10) == 2


def test_what_is_cited_or_asked_for_or_a_ghost_is_not_grown(setup: Setup) -> None:
    gathered = setup.gather(*LIST, citing=2, works=ALL)
    grown = set(gathered.grown.reasons)
    assert set(gathered.citing) == {"W3000", "W3001", "W3500", "W3501"}
    assert not grown & {*gathered.citing, HUB, SMALL, UNCITED, CITED, GHOST}
    assert not gathered.warnings


def test_papers_cited_little_share_a_call_and_uncited_ones_are_not_asked_for(setup: Setup) -> None:
    setup.gather(*LIST, works=ALL)
    calls = [each for each in setup.asked("openalex") if "cites:" in each]
    assert sorted(each.partition("cites:")[2].partition("&")[0] for each in calls) == [HUB, SMALL]
    assert all("per-page=100" in each for each in calls)


def test_what_growing_costs_is_counted_and_paid_once(setup: Setup) -> None:
    setup.gather(*LIST)
    paid = setup.world.credits()
    grown = setup.gather(*LIST, works=ALL).grown
    assert grown.credits == setup.world.credits() - paid == 3
    again = setup.gather(*LIST, works=ALL).grown
    assert (again.reasons, again.credits) == (grown.reasons, 0)
    assert setup.world.credits() == paid + 3


def test_what_others_asked_for_is_known_under_any_packing(setup: Setup, universe: Universe) -> None:
    """Answers are kept for each listed paper, not for those that shared a call."""
    universe.works[HUB]["cited_by_count"] = 130
    setup.gather(LIST[1], works=ALL)
    setup.gather(LIST[0], citing=100)
    paid = [each for each in setup.asked("openalex") if "cites:" in each]
    setup.gather(*LIST, works=ALL)
    assert [each for each in setup.asked("openalex") if "cites:" in each] == paid


def test_more_works_than_were_counted_are_asked_for_one_by_one(
    setup: Setup, universe: Universe
) -> None:
    universe.works[HUB]["cited_by_count"] = 20  # OpenAlex counts late
    grown = setup.gather(*LIST, works=ALL).grown
    shared = [each for each in setup.asked("openalex") if f"cites:{HUB}|{SMALL}" in each]
    assert len(shared) == 1
    assert sum(each == "citing" for each in grown.reasons.values()) == 103
    assert setup.gather(*LIST, works=ALL).grown.credits == 0


def test_offline_grows_the_same_from_the_archive(setup: Setup) -> None:
    online = setup.gather(*LIST, works=ALL)
    offline = setup.gather(*LIST, works=ALL, offline=True)
    assert offline.grown.reasons == online.grown.reasons
    assert offline.grown.complete
    assert not offline.warnings


def test_offline_what_the_archive_lacks_is_no_error(setup: Setup) -> None:
    setup.gather(*LIST)
    gathered = setup.gather(*LIST, works=ALL, offline=True)
    assert not gathered.warnings
    assert (dict(gathered.grown.reasons), gathered.grown.complete) == ({}, False)


@pytest.mark.parametrize("credits_", [0, 1, 2])
def test_a_budget_that_ends_while_growing_leaves_the_papers_and_says_so(
    setup: Setup, credits_: int
) -> None:
    setup.gather(*LIST)
    setup.world.openalex_budget = setup.world.openalex_spent + credits_
    gathered = setup.gather(*LIST, works=ALL)
    assert [each.match for each in gathered.findings] == ["id"] * 3
    assert {type(each) for each in gathered.warnings} == {BudgetSpent}
    setup.world.openalex_budget = 1_000
    whole = setup.gather(*LIST, works=ALL)
    assert (whole.warnings, whole.grown.credits) == ((), 3 - credits_)
