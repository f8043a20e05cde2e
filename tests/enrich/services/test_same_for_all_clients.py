"""The same faults through every client: pyalex, huggingface_hub, and our own requests and posts.

Each row is a fault and how it has to end, whichever library asked: which error, after how many
requests, in which words. A row that fails for one client only means that the client has left
`ServiceSession`, where all limits are.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.ask_service import WORKERS
from citeloom.enrich.services.access import Access, open_session
from citeloom.enrich.services.github import GitHub
from citeloom.enrich.services.hub import Hub
from citeloom.enrich.services.hub_client import HubClient
from citeloom.enrich.services.ledger import Meter, now
from citeloom.enrich.services.openalex import OpenAlex
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.semantic_scholar import SemanticScholar
from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from citeloom.enrich.services.archived_service import ArchivedService
    from citeloom.enrich.services.lookup import Lookup
    from tests.world import Universe, World
    from tests.world.faults import Kind

    Ask = Callable[[], Lookup[Any]]

PACE = Pace(max_bytes=1_000_000, attempts=3, backoff=0.001, per_second=10_000)
QUICK = replace(PACE, read=0.1, total=0.3)
DRIPPING = replace(PACE, read=60.0, total=0.3)  # a drop comes late on a busy machine
SERVICES = ("openalex", "hub", "github", "s2")
ID = "2401.00001"
LONG = {"Retry-After": "40000"}
# What nobody waits for, as a number or as a date.
LONGEST = ("1e300", "9" * 400, "inf", "Wed, 21 Oct 2099 07:28:00 GMT")
# What is no pause, so that ours is made.
NONE = ("-1", "nan", "-inf", "soon", "", "Wed, 21 Oct 2015 07:28:00 GMT", "\u00bd")


class Fault(NamedTuple):
    """A fault and how it has to end."""

    kind: Kind
    error: type[ServiceError]
    requests: int
    words: str
    headers: dict[str, str] | None = None


STAY = (
    Fault("400", ServiceRefused, 1, "does not accept a request (status 400): Not so."),
    Fault("401", ServiceRefused, 1, "refuses the request (status 401): Not you."),
    Fault("403", ServiceRefused, 1, "refuses the request (status 403): Not this."),
    Fault("429-daily", BudgetSpent, 1, "Run the same command again after 20"),
    Fault("429-second", ServiceUnreachable, 3, "asks for a pause"),
    Fault("429-second", BudgetSpent, 1, "is used up", LONG),
    Fault("429-second", ServiceUnreachable, 3, "asks for a pause", {"X-RateLimit-Remaining": "0"}),
    Fault("500", ServiceUnreachable, 3, "status 500: Internal Server Error"),
    Fault("502", ServiceUnreachable, 3, "status 502"),
    Fault("503", ServiceUnreachable, 3, "status 503"),
    Fault("503", ServiceUnreachable, 1, "status 503", LONG),
    Fault("500", ServiceUnreachable, 1, "status 500", LONG),
    Fault("504", ServiceUnreachable, 3, "status 504"),
    Fault("503", ServiceUnreachable, 3, "status 503", {"Retry-After": "0.01"}),
    *(Fault("503", ServiceUnreachable, 1, "status 503", {"Retry-After": each}) for each in LONGEST),
    *(Fault("429-second", BudgetSpent, 1, "is used up", {"Retry-After": each}) for each in LONGEST),
    *(Fault("503", ServiceUnreachable, 3, "status 503", {"Retry-After": each}) for each in NONE),
    Fault("reset", ServiceUnreachable, 3, "no connection, or it broke"),
    Fault("truncated", ServiceConfused, 3, "its answer broke off"),
    Fault("html-200", ServiceConfused, 3, "its answer is not JSON (text/html)"),
    Fault("json-cut", ServiceConfused, 3, "its answer is not JSON"),
    Fault("null-200", ServiceConfused, 3, "its answer is null"),
    Fault("wrong-shape", ServiceConfused, 1, "cannot be used"),
    Fault("packed-twice", ServiceConfused, 1, "packed in a way that was not asked for"),
    Fault("endless", ServiceConfused, 1, "longer than 1000000 bytes"),
    Fault("redirect-away", ServiceConfused, 1, "it redirects"),
    Fault("redirect-nowhere", ServiceConfused, 1, "it redirects"),
)
SLOW = Fault("slow", ServiceUnreachable, 3, "no answer in time")
LATE = (
    Fault("drip", ServiceConfused, 1, "takes longer than 0.3 seconds"),
    Fault("header-drip", ServiceConfused, 1, "takes longer than 0.3 seconds"),
    Fault("extension-drip", ServiceConfused, 1, "takes longer than 0.3 seconds"),
)
PASS: tuple[tuple[Kind, dict[str, str]], ...] = (
    ("429-second", {}),
    ("429-second", {"X-RateLimit-Remaining": "0", "Retry-After": "0.01"}),
    ("500", {}),
    ("503", {"Retry-After": "0.01"}),
    ("reset", {}),
    ("truncated", {}),
    ("html-200", {}),
    ("json-cut", {}),
    ("null-200", {}),
)
# What a proxy in between, or a service on a bad day, may put into headers.
ODD: tuple[dict[str, str], ...] = (
    {"X-RateLimit-Limit": "1e300", "X-RateLimit-Remaining": "1e300", "X-RateLimit-Reset": "1e300"},
    {"X-RateLimit-Remaining": "-1", "X-RateLimit-Limit": "-5", "X-RateLimit-Reset": "-9"},
    {"X-RateLimit-Remaining-USD": "1e200", "X-RateLimit-Limit-USD": "nan"},
    {"X-RateLimit-Credits-Used": "9" * 400, "X-RateLimit-Cost-USD": "inf"},
    {"X-RateLimit-Remaining": "\u00bd", "X-RateLimit-Reset": "\u00e9\u00ff", "X-Odd": "\u0080"},
    {"RateLimit": '"api";r=1;t=99999999999999', "RateLimit-Policy": '"x";"api";q=9;w=300'},
    {"RateLimit": f'"api";r={"9" * 5_000};t=1', "RateLimit-Policy": "\u00e9"},
    {
        "RateLimit": "nothing that is known",
        "Link": "<http://[>; rel=next",
        "Content-Type": "\u00ff",
    },
    {"Retry-After": "9" * 400, "Location": "http://["},
)


@pytest.fixture
def universe(universe: Universe) -> Universe:
    universe.add_work("W1000", "A Work")
    universe.add_hub_paper(ID, "A Paper")
    universe.add_repository("a/b", stars=1)
    universe.add_s2_paper("s2-1", "A Paper", arxiv=ID)
    return universe


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


@pytest.fixture
def meter() -> Meter:
    return Meter()


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def attempts() -> int:
    return PACE.attempts


@pytest.fixture
def pace(attempts: int) -> Pace:
    return replace(PACE, attempts=attempts)


@pytest.fixture
def client(
    service: str, world: World, archive: Archive, meter: Meter, pace: Pace
) -> Iterator[OpenAlex | Hub | GitHub | SemanticScholar]:
    """The client that asks the service in earnest."""
    access = Access(world.openalex_url, world.hub_url, world.s2_url, world.github_url)
    with open_session(service, access, meter, pace) as session:
        match service:
            case "openalex":
                yield OpenAlex(session, archive)
            case "hub":
                yield Hub(HubClient(session), archive)
            case "github":
                yield GitHub(session, archive)
            case _:
                yield SemanticScholar(session, archive)


@pytest.fixture
def ask(client: OpenAlex | Hub | GitHub | SemanticScholar) -> Ask:
    """Ask the service for one thing."""
    match client:
        case OpenAlex():
            return lambda: client.look_up("W1000")
        case Hub():
            return lambda: client.find_paper(ID)
        case GitHub():
            return lambda: client.find_repository("a", "b")
    return lambda: client.find_by_arxiv([ID])[ID]


@pytest.mark.parametrize("fault", STAY, ids=[f"{each.kind} {each.headers}" for each in STAY])
def test_a_fault_that_stays_ends_the_same_for_every_client(
    fault: Fault, service: str, world: World, archive: Archive, meter: Meter,
    client: ArchivedService[Any], ask: Ask,
) -> None:  # fmt: skip
    world.faults.add(service, fault.kind, times=20, headers=fault.headers)
    check_end(fault, service, world, archive, meter, ask)
    with pytest.raises(ServiceError) as again:
        ask()
    assert client.list_failures(), "a question that failed has to be told, whatever comes after"
    assert str(again.value) in map(str, client.list_failures())


@pytest.mark.parametrize(
    ("fault", "pace"), [(SLOW, QUICK), *((each, DRIPPING) for each in LATE)],
    ids=["slow", *(each.kind for each in LATE)],
)  # fmt: skip
def test_an_answer_that_comes_too_late_ends_the_same_for_every_client(
    fault: Fault, service: str, world: World, archive: Archive, meter: Meter, ask: Ask
) -> None:
    world.faults.add(service, fault.kind, times=20, seconds=60)
    check_end(fault, service, world, archive, meter, ask)


def check_end(
    fault: Fault, service: str, world: World, archive: Archive, meter: Meter, ask: Ask
) -> None:
    with pytest.raises(ServiceError) as caught:
        ask()
    assert type(caught.value) is fault.error
    assert fault.words in str(caught.value)
    assert caught.value.kept
    assert len(world.asked(service)) == fault.requests, "asked more or less often than it should"
    assert meter.total(service).requests == fault.requests, "each request has to be counted"
    assert archive.count_records() == {}, "a failure must not be kept as an answer"


@pytest.mark.parametrize("pace", [replace(QUICK, read=60.0, connect=60.0)])
def test_a_time_out_for_a_piece_never_outlasts_the_time_for_all(
    service: str, world: World, ask: Ask
) -> None:
    world.faults.add(service, "slow", seconds=60)
    with pytest.raises(ServiceConfused, match=r"takes longer than 0\.3 seconds"):
        ask()


@pytest.mark.parametrize(("kind", "headers"), PASS)
def test_a_fault_that_passes_is_noticed_by_no_client(
    kind: Kind, headers: dict[str, str], service: str, world: World, ask: Ask
) -> None:
    world.faults.add(service, kind, times=2, headers=headers)
    assert ask().value is not None
    assert len(world.asked(service)) == 3


@pytest.mark.parametrize("headers", ODD)
def test_odd_headers_harm_no_client_and_no_ledger(
    headers: dict[str, str], service: str, world: World, archive: Archive, meter: Meter, ask: Ask
) -> None:
    world.faults.add(service, "odd-headers", headers=headers)
    assert ask().value is not None
    archive.spend("run", meter.total(service))
    budget = archive.read_spending()[service].budget
    numbers = (budget.limit, budget.left) if budget else ()
    assert all(0 <= number <= 10**15 for number in numbers if number is not None)


def test_an_answer_without_any_header_is_an_answer(service: str, world: World, ask: Ask) -> None:
    world.faults.add(service, "no-headers")
    assert ask().value is not None


@pytest.mark.parametrize("service", ["openalex", "hub", "github"])  # nobody else is sent on
def test_a_redirect_that_leads_to_nothing_is_nothing(service: str, world: World, ask: Ask) -> None:
    # Bytes above ASCII in an address are percent-encoded; there is nothing at this one.
    world.faults.add(service, "redirect-bytes")
    assert ask().is_absent


@pytest.mark.parametrize("attempts", [1, 2, 3, 10])
@pytest.mark.parametrize(("kind", "words"), [("html-200", "not JSON"), ("null-200", "is null")])
def test_three_answers_without_json_are_enough_for_every_client(
    kind: Kind, words: str, service: str, world: World, ask: Ask
) -> None:
    world.faults.add(service, kind, times=1_000)
    for _ in range(10):
        with pytest.raises((ServiceConfused, ServiceUnreachable), match=words):
            ask()
    assert len(world.asked(service)) == 3
    with pytest.raises(ServiceUnreachable, match=rf"3 times in a row.*{words}"):
        ask()


def test_questions_at_once_ask_no_more_of_a_service_that_says_no_json(
    service: str, world: World, ask: Ask
) -> None:
    world.faults.add(service, "html-200", times=1_000)

    def fail() -> None:
        with pytest.raises(ServiceError, match="not JSON"):
            ask()

    with ThreadPoolExecutor(WORKERS) as pool:
        for each in [pool.submit(fail) for _ in range(100)]:
            each.result()
    assert len(world.asked(service)) <= 3 + WORKERS - 1, "only what was under way may come later"


def test_an_answer_in_between_begins_the_count_anew(
    service: str, world: World, client: ArchivedService[Any], ask: Ask
) -> None:
    for _ in range(4):
        world.faults.add(service, "html-200", times=2)
        client._since = now()  # what is kept is asked for again
        assert ask().value is not None
    assert len(world.asked(service)) == 12


def test_a_service_that_pauses_is_quoted(service: str, world: World, ask: Ask) -> None:
    world.faults.add(service, "504", times=100)
    for _ in range(4):
        with pytest.raises(ServiceUnreachable, match="Gateway timeout"):
            ask()
