"""The session: what it does about each failure, what it counts, and what it keeps to itself."""

from __future__ import annotations

import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx2
import pytest

from citeloom.enrich.services.http_client import check_address
from citeloom.enrich.services.ledger import Budget, Meter, Spending
from citeloom.enrich.services.pace import Limiter, Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
    SettingsError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.world import Universe, World
    from tests.world.faults import Kind

PACE = Pace(backoff=0.001, per_second=10_000, attempts=3, max_bytes=1_000_000)
SECRET = "a-key-that-nobody-may-see"  # noqa: S105 - made up


@pytest.fixture
def universe(universe: Universe) -> Universe:
    universe.add_work("W1000", "A Work")
    return universe


@pytest.fixture
def meter() -> Meter:
    return Meter()


@pytest.fixture
def session(world: World, meter: Meter) -> Iterator[ServiceSession]:
    headers = {"Authorization": f"Bearer {SECRET}"}
    with ServiceSession(
        "openalex", world.openalex_url, meter=meter, pace=PACE, headers=headers
    ) as made:
        yield made


def at(world: World, pace: Pace) -> ServiceSession:
    return ServiceSession("openalex", world.openalex_url, meter=Meter(), pace=pace)


@pytest.mark.parametrize(
    "kind", ["429-second", "500", "502", "503", "504", "reset", "truncated", "html-200", "json-cut"]
)
def test_a_failure_that_passes_is_not_noticed(
    world: World, session: ServiceSession, kind: Kind
) -> None:
    world.faults.add("openalex", kind, times=2)
    assert session.ask("/works/W1000")["title"] == "A Work"
    assert world.faults.left() == 0


@pytest.mark.parametrize(
    ("kind", "error", "asked", "words"),
    [
        ("400", ServiceRefused, 1, "does not accept a request"),
        ("401", ServiceRefused, 1, "Check OPENALEX_API_KEY"),
        ("403", ServiceRefused, 1, "Check OPENALEX_API_KEY"),
        ("429-daily", BudgetSpent, 1, "the same command again after 20"),
        ("429-second", ServiceUnreachable, 3, "asks for a pause"),
        ("500", ServiceUnreachable, 3, "status 500"),
        ("503", ServiceUnreachable, 3, "status 503"),
        ("504", ServiceUnreachable, 3, "status 504"),
        ("reset", ServiceUnreachable, 3, "no connection, or it broke"),
        ("truncated", ServiceConfused, 3, "broke off"),
        ("html-200", ServiceConfused, 3, "not JSON (text/html)"),
        ("json-cut", ServiceConfused, 3, "not JSON"),
        ("endless", ServiceConfused, 1, "longer than 1000000 bytes"),
        ("redirect-away", ServiceConfused, 1, "another host"),
        ("redirect-loop", ServiceConfused, 6, "too many redirects"),
    ],
)
def test_a_failure_that_stays_is_a_sentence(
    world: World,
    session: ServiceSession,
    kind: Kind,
    error: type[ServiceError],
    asked: int,
    words: str,
) -> None:
    world.faults.add("openalex", kind, times=20)
    with pytest.raises(error) as caught:
        session.ask("/works/W1000")
    assert words in str(caught.value)
    assert caught.value.kept
    assert SECRET not in str(caught.value)
    assert len(world.asked("openalex")) == asked, "asked more or less often than it should"


def test_what_everybody_behind_an_address_used_up_for_a_second_is_waited_for(
    world: World, session: ServiceSession
) -> None:
    world.faults.add("openalex", "429-everybody")
    assert session.ask("/works/W1000")["title"] == "A Work"
    assert [each.status for each in world.asked()] == [429, 200]


@pytest.mark.parametrize(
    ("pause", "limit", "asked"),
    [(0.01, 1.0, 4), (0.01, 0.015, 2), (0.01, 0.005, 1)],
    ids=["all fit", "one fits", "none fits"],
)
def test_all_pauses_of_a_question_together_have_a_bound(
    world: World, pause: float, limit: float, asked: int
) -> None:
    world.faults.add("openalex", "503", times=20, retry_after=pause)
    pace = Pace(backoff=0.001, attempts=4, wait_limit=limit)
    with at(world, pace) as session, pytest.raises(ServiceUnreachable, match="status 503"):
        session.ask("/works/W1000")
    assert len(world.asked()) == asked


def test_a_missing_thing_is_none_even_as_html(world: World, session: ServiceSession) -> None:
    world.faults.add("openalex", "404-html")
    assert session.ask("/works/W1000") is None
    assert session.ask("/works/W1000") is not None


def test_a_service_that_does_not_answer_in_time_is_unreachable(world: World) -> None:
    world.faults.add("openalex", "slow", times=2, seconds=60)
    pace = Pace(read=0.1, backoff=0.001, attempts=2)
    with at(world, pace) as session, pytest.raises(ServiceUnreachable, match="no answer in time"):
        session.ask("/works/W1000")


def test_a_drip_ends_at_the_time_limit(world: World) -> None:
    world.faults.add("openalex", "drip")
    with (
        at(world, Pace(total=0.3)) as session,
        pytest.raises(ServiceConfused, match=r"takes longer than 0\.3 seconds"),
    ):
        session.ask("/works/W1000")


def test_a_compressed_answer_is_measured_unpacked(world: World, universe: Universe) -> None:
    universe.add_work("W2000", "word " * 50_000)
    with (
        at(world, Pace(max_bytes=100_000)) as session,
        pytest.raises(ServiceConfused, match="longer than 100000 bytes"),
    ):
        session.ask("/works/W2000")


def test_a_pause_that_the_service_asks_for_has_a_bound(world: World) -> None:
    world.faults.add("openalex", "503", times=5, retry_after=0.02)
    with at(world, PACE) as session, pytest.raises(ServiceUnreachable):
        session.ask("/works/W1000")
    world.faults.clear()
    world.faults.add("openalex", "429-second", retry_after=7_200)
    with at(world, PACE) as session, pytest.raises(BudgetSpent):
        session.ask("/works/W1000")


def test_a_503_that_asks_for_hours_is_not_waited_for(world: World) -> None:
    world.faults.add("openalex", "503", times=5, retry_after=7_200)
    with at(world, PACE) as session, pytest.raises(ServiceUnreachable, match="status 503"):
        session.ask("/works/W1000")
    assert len(world.asked("openalex")) == 1


def test_a_port_where_nobody_listens_is_unreachable_and_given_up(meter: Meter) -> None:
    with socket.socket() as taken:  # bound but not listening: the address refuses connections
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with ServiceSession("openalex", address, meter=meter, pace=PACE) as session:
            for _ in range(3):
                with pytest.raises(ServiceUnreachable, match="cannot be reached"):
                    session.ask("/works/W1000")
            before = meter.total("openalex").requests
            with pytest.raises(ServiceUnreachable, match="3 times in a row"):
                session.ask("/works/W1000")
            assert meter.total("openalex").requests == before, "asked although given up"


def test_a_service_that_answers_in_between_is_not_given_up(
    world: World, session: ServiceSession
) -> None:
    for _ in range(4):
        world.faults.add("openalex", "500", times=3)
        with pytest.raises(ServiceUnreachable, match="status 500"):
            session.ask("/works/W1000")
        assert session.ask("/works/W1000") is not None


def test_requests_and_credits_are_counted_with_the_budget_that_is_left(
    world: World, session: ServiceSession, meter: Meter
) -> None:
    world.faults.add("openalex", "500")
    session.ask("/works/W1000")
    session.ask("/works", params={"filter": "title.search:work"})
    total = meter.total("openalex")
    assert (total.requests, total.credits) == (3, 10)
    assert total.budget is not None
    assert (total.budget.limit, total.budget.left) == (1_000, 990)
    assert meter.totals() == {"openalex": total}


def test_the_ledger_is_told_of_each_request_when_it_happens(world: World) -> None:
    told: list[Spending] = []
    with ServiceSession("openalex", world.openalex_url, meter=Meter(told.append)) as session:
        session.ask("/works", params={"filter": "doi:10.1/x"})
    assert [(each.service, each.requests, each.credits) for each in told] == [("openalex", 1, 1)]
    assert isinstance(told[0].budget, Budget)


def test_it_introduces_itself_and_signs_only_for_its_own_host(
    world: World, session: ServiceSession
) -> None:
    session.ask("/works/W1000")
    headers = world.asked("openalex")[0].headers
    assert headers["user-agent"].startswith("citeloom")
    assert headers["authorization"] == f"Bearer {SECRET}"
    with pytest.raises(ServiceConfused, match="another host"):
        session.send(httpx2.Request("GET", "http://127.0.0.2:9/elsewhere"))


def test_the_key_is_in_no_log_and_in_no_representation(
    world: World, session: ServiceSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.faults.add("openalex", "401")
    with pytest.raises(ServiceRefused):
        session.ask("/works/W1000")
    session.ask("/works/W1000")
    assert SECRET not in caplog.text
    assert SECRET not in repr(session)


def test_a_redirect_on_the_same_host_is_followed(
    world: World, session: ServiceSession, universe: Universe
) -> None:
    universe.merged["W999"] = "W1000"
    universe.leads_on = True
    assert session.ask("/works/W999")["id"].endswith("/W1000")
    assert [each.status for each in world.asked("openalex")] == [301, 200]


def test_many_threads_share_one_session(world: World, session: ServiceSession) -> None:
    with ThreadPoolExecutor(8) as pool:
        titles = set(pool.map(lambda _: session.ask("/works/W1000")["title"], range(60)))
    assert titles == {"A Work"}
    assert len(world.asked("openalex")) == 60
    assert session.meter.total("openalex").requests == 60


def test_the_limiter_lets_a_burst_through_and_then_spreads_the_calls() -> None:
    limiter = Limiter(50)
    passed: list[int] = []
    threads = [
        threading.Thread(target=lambda: (limiter.wait(), passed.append(1))) for _ in range(60)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 60
    assert limiter._tokens < 1, "ten more calls than the bucket holds have to leave it empty"


@pytest.mark.parametrize(
    ("address", "result"),
    [
        ("https://api.openalex.org", "https://api.openalex.org"),
        ("https://mirror.example/openalex/", "https://mirror.example/openalex"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80"),
        ("http://[::1]:80", "http://[::1]:80"),
        ("http://localhost:80/", "http://localhost:80"),
    ],
)
def test_an_address_may_be_https_or_on_this_machine(address: str, result: str) -> None:
    assert check_address(address) == result


@pytest.mark.parametrize(
    "address",
    ["http://api.openalex.org", "ftp://127.0.0.1", "api.openalex.org", "", "https://", "http://[x"],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="https://"):
        check_address(address)
