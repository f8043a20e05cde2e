"""Works that begin to cite: found once, also when they come late, and not taken for new before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.services.ledger import Meter, now
from citeloom.enrich.services.openalex_citing import MARGIN, OpenAlexCiting
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import BudgetSpent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world import Universe, World

PACE = Pace(backoff=0.001, per_second=10_000, attempts=2, max_bytes=50_000_000)
LISTED = ("W1001", "W1002")


def day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


class Looking:
    """Somebody who looks after two works again and again."""

    def __init__(self, world: World, archive: Archive) -> None:
        self.world, self.archive, self.universe = world, archive, world.universe
        for key in LISTED:
            self.universe.add_work(key, f"Listed {key}", year=2020)
        self.number = 3_000

    def cite(self, date: str, *cited: str, created: str | None = None) -> str:
        """Let a work come to OpenAlex, today unless another day is given."""
        self.number += 1
        key = f"W{self.number}"
        made = created if created is not None else day(0)
        self.universe.add_work(key, f"Citing {key}", date=date, references=cited, created_date=made)
        for each in cited:
            self.universe.works[each]["cited_by_count"] += 1
        return key

    def begin(self, *, whole: bool) -> None:
        """Fetch the works as a build does, and perhaps all that cites them."""
        with self.session() as session:
            openalex = OpenAlexCiting(session, self.archive)
            openalex.find_by_id(LISTED)
            if whole:
                openalex.find_citing_together(LISTED)

    def look(self, calls: int = 9, late: int = 9) -> tuple[set[str], int]:
        """Look again as an update does; return what has come since the beginning, and the price."""
        paid = self.world.credits()
        with self.session() as session:
            openalex = OpenAlexCiting(session, self.archive, since=now())
            openalex.begin_looks(LISTED)
            openalex.find_by_id(LISTED)
            openalex.find_new_citing(LISTED, calls)
            openalex.find_late_citing(LISTED, late)
            found = openalex.read_new_citing(LISTED)
        return {key for each in found.values() for key in each}, self.world.credits() - paid - 1

    def session(self) -> ServiceSession:
        return ServiceSession("openalex", self.world.openalex_url, meter=Meter(), pace=PACE)


@pytest.fixture
def looking(world: World, universe: Universe, tmp_path: Path) -> Iterator[Looking]:
    del universe
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as archive:
        yield Looking(world, archive)


WHOLE = pytest.mark.parametrize("whole", [True, False])


@WHOLE
@pytest.mark.parametrize("date", [day(0), day(-30), day(1 - MARGIN), day(200)])
def test_a_work_that_comes_is_found_for_one_credit(
    looking: Looking, date: str, *, whole: bool
) -> None:
    looking.begin(whole=whole)
    assert looking.look() == (set(), 1)
    key = looking.cite(date, *LISTED)
    assert looking.look() == ({key}, 1)
    assert looking.look() == ({key}, 1), "and is not forgotten"


@WHOLE
@pytest.mark.parametrize("date", ["1999-01-01", day(-1 - MARGIN)])
def test_a_work_that_comes_late_shows_in_the_citations_for_one_credit_more(
    looking: Looking, date: str, *, whole: bool
) -> None:
    looking.begin(whole=whole)
    key = looking.cite(date, "W1001")
    assert looking.look() == ({key}, 2)
    assert looking.look() == ({key}, 1)


@WHOLE
@pytest.mark.parametrize("date", ["1999-01-01", day(-1), day(100)])
def test_a_work_that_was_there_before_is_never_new(
    looking: Looking, date: str, *, whole: bool
) -> None:
    looking.cite(date, *LISTED, created=day(-10))
    looking.begin(whole=whole)
    assert looking.look() == (set(), 1)
    looking.universe.works["W1001"]["cited_by_count"] += 1  # of something that is not to be found
    assert looking.look() == (set(), 2)


def test_a_reference_that_is_read_late_is_new(looking: Looking) -> None:
    """The record is old; it was known not to cite the work at the last look."""
    looking.begin(whole=True)
    key = looking.cite(day(-40), created=day(-35))
    assert looking.look()[0] == set()
    looking.universe.works[key]["referenced_works"] = ["https://openalex.org/W1001"]
    assert looking.look()[0] == {key}


def test_many_works_come_in_pages_and_the_newest_first_where_the_price_ends(
    looking: Looking,
) -> None:
    looking.begin(whole=True)
    keys = [looking.cite(day(-number // 5), "W1001") for number in range(250)]
    assert looking.look(calls=2, late=0) == ({*keys[:200]}, 2)
    assert looking.look(calls=3, late=0) == ({*keys}, 3)


def test_a_look_that_breaks_off_goes_on_with_the_next_page(looking: Looking) -> None:
    looking.begin(whole=True)
    keys = {looking.cite(day(-number // 5), "W1001") for number in range(250)}
    since, paid = now(), looking.world.credits()
    with looking.session() as session:
        openalex = OpenAlexCiting(session, looking.archive, since=since)
        looking.world.openalex_budget = looking.world.openalex_spent + 2
        with pytest.raises(BudgetSpent):
            openalex.find_new_citing(LISTED, 9)
    looking.world.openalex_budget = 1_000
    with looking.session() as session:
        openalex = OpenAlexCiting(session, looking.archive, since=since)
        openalex.find_new_citing(LISTED, 9)
        found = openalex.read_new_citing(LISTED)
    assert {key for each in found.values() for key in each} == keys
    assert looking.world.credits() - paid == 3, "no page is paid twice"


def test_works_are_kept_as_every_other_question_keeps_them(looking: Looking) -> None:
    looking.begin(whole=True)
    key = looking.cite(day(0), "W1001")
    looking.look()
    row = looking.archive.get("openalex", "work", key)
    assert row is not None
    assert "created_date" not in (row.body or {})
