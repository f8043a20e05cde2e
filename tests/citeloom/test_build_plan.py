"""What `--dry-run` tells beforehand, held against what a build then pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.build_plan import BuildPlan, make_plan
from citeloom.pipeline import BuildOptions, build
from citeloom.print_report import format_plan
from citeloom.progress import Silent
from citeloom.settings import Settings
from tests.world import Universe, World

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = "Subject number {} of a list that nobody knows"


@pytest.mark.parametrize(
    ("by_id", "by_title", "least", "most"),
    [
        (0, 0, 0, 0),
        (1, 0, 1, 18),
        (0, 1, 1, 18),
        (50, 0, 1, 508),
        (51, 0, 1, 526),
        (30, 20, 1, 508),
        (60, 40, 1, 1_016),
        (100, 1, 2, 1_034),
        (1_000, 0, 10, 10_160),
    ],
)
def test_the_price_is_told_for_a_hundred_to_a_call_and_ten_a_search(
    by_id: int, by_title: int, least: int, most: int
) -> None:
    plan = BuildPlan((), (), known=0, by_id=by_id, by_title=by_title)
    assert (plan.least_credits, plan.most_credits) == (least, most)


def settings_for(world: World, home: Path) -> Settings:
    return Settings(
        citeloom_home=home,
        openalex_url=world.openalex_url,
        hf_endpoint=world.hub_url,
        s2_api_url=world.s2_url,
        github_api_url=world.github_url,
    )


def in_lists(universe: Universe, count: int) -> list[str]:
    """Return lines that lists of OpenAlex resolve at once."""
    for number in range(count):
        universe.add_work(f"W{1_000 + number}", f"Work {number}", arxiv=f"2401.{number:05}")
    return [f"2401.{number:05}" for number in range(count)]


def hidden(universe: Universe, count: int) -> list[str]:
    """Return lines whose works lists hide."""
    for number in range(count):
        universe.add_work(
            f"W{1_000 + number}", f"Work {number}", arxiv=f"2401.{number:05}", hidden=True
        )
    return [f"2401.{number:05}" for number in range(count)]


def published(universe: Universe, count: int) -> list[str]:
    """Return lines whose works have the publisher's DOI, and a copy at arXiv."""
    for number in range(count):
        universe.add_work(
            f"W{1_000 + number}", f"Work {number}", arxiv=f"2401.{number:05}",
            doi=f"10.1000/{number}",
        )  # fmt: skip
    return [f"2401.{number:05}" for number in range(count)]


def elsewhere(universe: Universe, count: int) -> list[str]:
    """Return lines that OpenAlex knows by a DOI only that Semantic Scholar tells."""
    for number in range(count):
        universe.add_work(f"W{1_000 + number}", f"Work {number}", doi=f"10.1000/{number}")
        universe.add_s2_paper(
            f"s2-{number}", f"Work {number}", arxiv=f"2401.{number:05}", doi=f"10.1000/{number}"
        )
    return [f"2401.{number:05}" for number in range(count)]


def on_the_hub(universe: Universe, count: int) -> list[str]:
    """Return titles that the Hub knows, and OpenAlex by arXiv id."""
    in_lists(universe, count)
    titles = [f"A quite distinct subject called {chr(97 + n) * 9}" for n in range(count)]
    for number, title in enumerate(titles):
        universe.works[f"W{1_000 + number}"]["title"] = title
        universe.works[f"W{1_000 + number}"]["display_name"] = title
        universe.add_hub_paper(f"2401.{number:05}", title)
    return titles


def nowhere(universe: Universe, count: int) -> list[str]:
    """Return titles that nobody knows."""
    del universe
    return [NOWHERE.format(chr(97 + number) * 9) for number in range(count)]


@pytest.mark.parametrize(
    ("make", "count", "counted", "paid"),
    [
        pytest.param(in_lists, 120, (0, 120, 0), 2, id="all in lists"),
        pytest.param(hidden, 5, (0, 5, 0), 1, id="a few hidden"),
        pytest.param(hidden, 20, (0, 20, 0), 2, id="many hidden"),
        pytest.param(published, 5, (0, 5, 0), 2, id="a few published"),
        pytest.param(published, 60, (0, 60, 0), 4, id="many published"),
        pytest.param(elsewhere, 60, (0, 60, 0), 5, id="known elsewhere by DOI"),
        pytest.param(on_the_hub, 15, (0, 0, 15), 1, id="titles on the Hub"),
        pytest.param(nowhere, 12, (0, 0, 12), 120, id="titles that nobody knows"),
    ],
)
def test_a_build_pays_what_was_told_and_then_needs_nothing(
    tmp_path: Path, make: object, count: int, counted: tuple[int, int, int], paid: int
) -> None:
    universe = Universe()
    assert callable(make)
    path = tmp_path / "list.txt"
    path.write_text("\n".join(make(universe, count)), encoding="utf-8")
    with World(universe) as world:
        settings = settings_for(world, tmp_path / "home")
        options = BuildOptions(graph=str(tmp_path / "graph.kgl"))
        plan = make_plan([str(path)], options, settings)
        assert (plan.known, plan.by_id, plan.by_title) == counted
        assert world.asked() == [], "telling the price must not ask"
        build([str(path)], options, settings, Silent())
        assert world.credits() == paid
        assert plan.least_credits <= paid <= plan.most_credits
        again = make_plan([str(path)], options, settings)
    assert (again.known, again.by_id, again.by_title) == (count, 0, 0)
    assert (again.least_credits, again.most_credits, again.growing_credits) == (0, 0, 0)


def test_the_plan_is_told_in_numbers_that_add_up(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("2401.00001\n10.1000/x\nA title of some length that nobody knows\n")
    with World() as world:
        settings = settings_for(world, tmp_path / "home")
        plan = make_plan([str(path), "hf:2025-W49"], BuildOptions(graph="g.kgl"), settings)
    assert list(format_plan(plan)) == [
        "list.txt: 3 papers (lines)",
        "hf:2025-W49: the Hub would be asked for this listing",
        "0 papers need no request: the archive has what finds them.",
        (
            "2 papers would be looked up by id and 1 by title, for 1 to 38 OpenAlex credits; "
            "the works that they cite cost 1 credit for 100."
        ),
        (
            "Growing the graph by up to 2,000 works around the list would cost up to 70 credits "
            "more; --grow 0 leaves it out."
        ),
        "Nothing was asked and nothing was written.",
    ]
    assert not (tmp_path / "home").exists()
