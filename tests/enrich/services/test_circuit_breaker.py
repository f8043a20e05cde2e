"""A service is left alone after failures in a row: by kind of question, or altogether."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.services.access import Access, open_session
from citeloom.enrich.services.circuit_breaker import CircuitBreaker
from citeloom.enrich.services.hub import Hub
from citeloom.enrich.services.hub_client import HubClient
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.openalex import OpenAlex
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.refusals import Failure, make_unreachable
from citeloom.graph.errors import ServiceUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world import World

PACE = Pace(backoff=0.001, per_second=10_000, attempts=2)
BUSY = Failure(make_unreachable("openalex", "it answers with status 503"))
CUT_OFF = Failure(make_unreachable("openalex", "no connection in time"), reached=False)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


def test_searches_that_are_paused_do_not_stop_lists(world: World, archive: Archive) -> None:
    world.universe.add_work("W1000", "A Work")
    world.faults.add("openalex", "503", times=1_000, path="/works")
    access = Access(world.openalex_url, "", "", "")
    with open_session("openalex", access, Meter(), PACE) as session:
        openalex = OpenAlex(session, archive)
        for number in range(5):
            with pytest.raises(ServiceUnreachable):
                openalex.search_title(f"Subject {number}")
        assert len(world.asked()) == PACE.give_up_after * PACE.attempts
        world.faults.clear()
        assert openalex.find_by_id(["W1000"])["W1000"].value is not None
        with pytest.raises(ServiceUnreachable, match="3 times in a row"):
            openalex.search_title("Subject 9")


@pytest.mark.parametrize(
    ("pause", "asked"), [("0", 2), ("40000", 1)], ids=["a short pause", "a long one"]
)
def test_the_words_with_which_searches_are_paused_reach_the_user(
    world: World, archive: Archive, pause: str, asked: int
) -> None:
    world.universe.add_work("W1000", "A Work", arxiv="2401.00001")
    world.search_paused = pause
    access = Access(world.openalex_url, "", "", "")
    with open_session("openalex", access, Meter(), PACE) as session:
        openalex = OpenAlex(session, archive)
        for number in range(5):
            with pytest.raises(ServiceUnreachable, match="Use a free key") as caught:
                openalex.search_title(f"Subject {number}")
            assert "OPENALEX_API_KEY" in caught.value.todo
        assert len(world.asked()) == PACE.give_up_after * asked
        assert openalex.find_by_id(["W1000"])["W1000"].value is not None
        assert openalex.look_up("10.48550/arxiv.2401.00001").value is not None
    signed = Access(world.openalex_url, "", "", "", openalex_key="k")
    with open_session("openalex", signed, Meter(), PACE) as session:
        assert OpenAlex(session, archive).search_title("A Work").value, "with a key it goes on"


def test_a_hub_whose_search_is_down_still_shows_pages(world: World, archive: Archive) -> None:
    world.universe.add_hub_paper("2401.00001", "A Paper")
    world.faults.add("hub", "500", times=1_000, path="/search")
    access = Access("", world.hub_url, "", "")
    with open_session("hub", access, Meter(), PACE) as session:
        hub = Hub(HubClient(session), archive)
        for number in range(5):
            with pytest.raises(ServiceUnreachable):
                hub.search(f"Subject {number}")
        assert hub.find_paper("2401.00001").value is not None


def test_a_service_that_nobody_reaches_is_left_alone_for_every_kind(archive: Archive) -> None:
    with socket.socket() as taken:  # bound but not listening: the address refuses connections
        taken.bind(("127.0.0.1", 0))
        access = Access(f"http://127.0.0.1:{taken.getsockname()[1]}", "", "", "")
        meter = Meter()
        with open_session("openalex", access, meter, PACE) as session:
            openalex = OpenAlex(session, archive)
            questions = (
                lambda: openalex.find_by_id(["W1"]),
                lambda: openalex.find_by_doi(["10.1/x"]),
                lambda: openalex.look_up("W2"),
                lambda: openalex.search_title("A Subject"),
                lambda: openalex.find_citing("W1", 5),
            )
            for question in questions:
                with pytest.raises(ServiceUnreachable):
                    question()
    assert meter.total("openalex").requests == PACE.give_up_after * PACE.attempts


@pytest.mark.parametrize(
    ("noted", "given_up"),
    [
        (["title", "title"], set()),
        (["title", "title", "title"], {"title"}),
        (["title", "title", "ok title", "title", "title"], set()),
        (["title", "title", "ok work", "title"], {"title"}),
        (["cut", "cut", "cut"], {"title", "work"}),
        (["cut", "cut", "ok work", "cut"], set()),
        (["title", "cut", "work", "cut", "title"], set()),
        (["title", "cut", "work", "cut", "cut"], set()),
        (["title", "cut", "cut", "cut"], {"title", "work"}),
        (["cut", "cut", "cut", "ok title"], set()),
    ],
)
def test_only_failures_in_a_row_count(noted: list[str], given_up: set[str]) -> None:
    breaker = CircuitBreaker("openalex", 3)
    for each in noted:
        if each.startswith("ok "):
            breaker.note_answer(each.removeprefix("ok "))
        else:
            breaker.note_failure(each, CUT_OFF if each == "cut" else BUSY)
    for kind in ("title", "work"):
        if kind not in given_up:
            breaker.check(kind)
            continue
        with pytest.raises(ServiceUnreachable, match=r"3 times in a row: .* cannot be reached"):
            breaker.check(kind)


def test_a_failure_with_an_answer_shows_that_the_service_is_reached() -> None:
    breaker = CircuitBreaker("openalex", 3)
    for failure in (CUT_OFF, CUT_OFF, BUSY, CUT_OFF):
        breaker.note_failure("title", failure)
    breaker.check("title")
