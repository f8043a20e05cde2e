from __future__ import annotations

import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx2
import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.listing import LiveListing
from citeloom.enrich.listing.hub_listing import read_hub_listing
from citeloom.enrich.services import open_services
from citeloom.enrich.services.access import Access, open_session
from citeloom.enrich.services.hub import Hub
from citeloom.enrich.services.hub_client import HubClient
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Pace
from citeloom.graph.errors import (
    BudgetSpent,
    ListingError,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
    SettingsError,
)
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.world.faults import Kind

QUICK = Pace(
    read=0.4, total=1.5, max_bytes=2**20, attempts=2, backoff=0.01, per_second=1_000.0
)  # fmt: skip
MADE_UP = "hf_secret"
CSP = "Learning to Compose Soft Prompts for Compositional Zero-Shot Learning"


def open_hub(
    address: str, *, meter: Meter, token: str | None = None, pace: Pace | None = None
) -> HubClient:
    access = Access("", address, "", "", hub_token=token)
    return HubClient(open_session("hub", access, meter, pace))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


@pytest.fixture
def meter() -> Meter:
    return Meter()


@pytest.fixture
def client(world: World, meter: Meter) -> Iterator[HubClient]:
    made = open_hub(world.hub_url, token=MADE_UP, meter=meter, pace=QUICK)
    yield made
    made.session.close()


@pytest.fixture
def hub(client: HubClient, archive: Archive) -> Hub:
    return Hub(client, archive)


def add_csp(world: World, **details: object) -> None:
    world.universe.add_hub_paper(
        "2204.03574",
        CSP,
        **{
            "summary": "We introduce compositional\nsoft prompting.",
            "published": "2022-04-07",
            "authors": ("Nihal V. Nayak", "Peilin Yu", "Stephen H. Bach"),
            "upvotes": 0,
            "repository": "https://github.com/BatsResearch/csp",
            "stars": 90,
            "project_page": "https://example.org/csp",
            "daily": "2022-04-08",
            **details,
        },
    )


def paths(world: World) -> list[str]:
    return [request.path.partition("?")[0] for request in world.asked("hub")]


def test_a_title_is_searched_for_and_its_candidates_are_read(hub: Hub, world: World) -> None:
    add_csp(world)
    world.universe.add_hub_paper("2301.00001", "Soft Prompts for Something Else", upvotes=500)
    answer = hub.search(CSP)
    best = answer.value[0]
    assert (best.id, best.title, best.year, best.upvotes) == ("2204.03574", CSP, 2022, 0)
    assert best.authors == ("Nihal V. Nayak", "Peilin Yu", "Stephen H. Bach")
    assert best.abstract == "We introduce compositional soft prompting."
    assert answer.asked
    assert answer.fetched_at == best.fetched_at


def test_a_paper_takes_one_request_and_says_all_that_is_linked(hub: Hub, world: World) -> None:
    add_csp(world, models=("a/m1", "a/m2"), datasets=("a/d1",), spaces=("a/s1",))
    paper = hub.find_paper("2204.03574").value
    assert paper.github_repo == "https://github.com/BatsResearch/csp"
    assert (paper.project_page, paper.github_stars) == ("https://example.org/csp", 90)
    assert [(m.id, m.likes, m.downloads) for m in paper.models] == [
        ("a/m1", 1, 10),
        ("a/m2", 1, 10),
    ]
    assert [d.id for d in paper.datasets] == ["a/d1"]
    assert [s.id for s in paper.spaces] == ["a/s1"]
    assert paths(world) == ["/api/papers/2204.03574"]


def test_search_and_paper_are_two_requests_and_none_the_second_time(
    hub: Hub, world: World, meter: Meter
) -> None:
    add_csp(world, models=("a/m1",))
    first = (hub.search(CSP).value, hub.find_paper("2204.03574").value)
    assert len(world.asked("hub")) == meter.total("hub").requests == 2
    again = hub.search(CSP), hub.find_paper("2204.03574")
    assert (again[0].value, again[1].value) == first
    assert [each.asked for each in again] == [False, False]
    assert len(world.asked("hub")) == 2


def test_full_lists_are_read_page_by_page_only_where_the_totals_say_so(
    hub: Hub, world: World
) -> None:
    add_csp(world, models=tuple(f"a/m{n}" for n in range(8)), datasets=("a/d1",))
    paper = hub.find_paper("2204.03574").value
    assert sorted(m.id for m in paper.models) == [f"a/m{n}" for n in range(8)]
    assert paths(world) == ["/api/papers/2204.03574"] + ["/api/models"] * 3
    assert hub.find_paper("2204.03574").value == paper
    assert len(world.asked("hub")) == 4


def test_lists_of_artefacts_that_fail_do_not_lose_the_paper(hub: Hub, world: World) -> None:
    add_csp(world, models=tuple(f"a/m{n}" for n in range(8)))
    world.faults.add("hub", "400", path="/api/models")
    assert len(hub.find_paper("2204.03574").value.models) == 4


def test_a_paper_that_is_not_indexed_is_absent_and_asked_for_once(hub: Hub, world: World) -> None:
    assert hub.find_paper("2401.00001").is_absent
    assert hub.find_paper("2401.00001").is_absent
    # The second is where the first answer of all was that nothing is there.
    assert paths(world) == ["/api/papers/2401.00001", "/api/daily_papers"]


@pytest.mark.parametrize("hostile", ["../models", "2204.03574v1", "", "x?y=1", "2204.03574/../x"])
def test_what_is_no_arxiv_id_is_never_part_of_an_address(
    hub: Hub, world: World, hostile: str
) -> None:
    assert hub.find_paper(hostile).is_absent
    assert world.asked("hub") == []


def test_offline_answers_from_the_archive_and_opens_no_socket(
    hub: Hub, world: World, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_csp(world)
    online = (hub.find_paper("2204.03574").value, hub.list_papers(LiveListing("daily", "")).value)
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a socket was opened"))
    for offline in (Hub(None, archive), open_services(archive, None, None).hub):
        assert offline.find_paper("2204.03574").value == online[0]
        assert offline.list_papers(LiveListing("daily", "")).value == online[1]
        assert offline.find_paper("2401.00001").is_unknown
        assert offline.search("never asked").is_unknown
        assert offline.list_papers(LiveListing("week", "2022-W14")).is_unknown


def test_refresh_asks_again_once(world: World, client: HubClient, archive: Archive) -> None:
    add_csp(world)
    Hub(client, archive).find_paper("2204.03574")
    world.universe.hub_papers["2204.03574"]["upvotes"] = 7
    fresh = Hub(client, archive, refresh=True)
    assert [fresh.find_paper("2204.03574").value.upvotes for _ in range(2)] == [7, 7]
    assert len(world.asked("hub")) == 2


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (LiveListing("daily", ""), ["2512.00003"]),
        (LiveListing("date", "2025-12-02"), ["2512.00002"]),
        (LiveListing("week", "2025-W49"), ["2512.00001", "2512.00002", "2512.00003"]),
        (LiveListing("date", "2025-11-02"), []),
    ],
)
def test_the_hubs_listings_are_read(
    hub: Hub, world: World, listing: LiveListing, expected: list[str]
) -> None:
    for day in (1, 2, 3):
        world.universe.add_hub_paper(f"2512.0000{day}", f"Paper {day}", daily=f"2025-12-0{day}")
    world.universe.add_hub_paper("2511.00001", "Earlier", daily="2025-11-20")
    assert [paper.id for paper in hub.list_papers(listing).value] == expected


def test_a_long_listing_is_read_page_by_page(hub: Hub, world: World) -> None:
    for number in range(230):
        world.universe.add_hub_paper(
            f"2512.{number:05}", f"Paper {number}", daily=f"2025-12-0{1 + number % 5}"
        )
    week = LiveListing("week", "2025-W49")
    assert len(hub.list_papers(week).value) == 230
    assert [dict(r.query)["p"] for r in world.asked("hub")] == ["0", "1", "2"]
    assert len(hub.list_papers(week).value) == 230
    assert len(world.asked("hub")) == 3


def test_the_latest_listing_is_asked_for_anew_the_next_day(
    hub: Hub, world: World, archive: Archive
) -> None:
    add_csp(world)
    latest = LiveListing("daily", "")
    archive.put("hub", "daily", "daily:0", [], "2020-01-01T00:00:00+00:00")
    assert [paper.id for paper in hub.list_papers(latest).value] == ["2204.03574"]
    hub.list_papers(latest)
    assert len(world.asked("hub")) == 1


@pytest.mark.parametrize(
    ("days", "expected", "requests"),
    [
        ({"2026-07-13": 3, "2026-07-10": 4}, 3, 1),
        ({"2026-07-13": 30, "2026-07-10": 40, "2026-07-09": 50}, 30, 1),
        ({"2026-07-13": 100, "2026-07-10": 9}, 100, 2),
        ({"2026-07-13": 130, "2026-07-10": 9}, 130, 2),
        ({"2026-07-13": 100}, 100, 2),
    ],
    ids=["a Monday", "a hundred over three days", "a full page", "more than a page", "one day"],
)
def test_the_latest_listing_is_that_of_the_newest_day(
    hub: Hub, world: World, archive: Archive, days: dict[str, int], expected: int, requests: int
) -> None:
    for day, count in days.items():
        for number in range(count):
            arxiv_id = f"26{day[5:7]}.{int(day[8:]):02}{number:03}"
            world.universe.add_hub_paper(arxiv_id, f"Paper {number} of {day}", daily=day)
    latest = LiveListing("daily", "")
    found = hub.list_papers(latest).value
    assert {paper.day for paper in found} == {max(days)}
    assert len(found) == expected
    assert len(world.asked("hub")) == requests
    assert Hub(None, archive).list_papers(latest).value == found


def test_without_days_the_latest_listing_is_all_that_the_hub_gives(
    hub: Hub, archive: Archive
) -> None:
    rows = [{"paper": {"id": f"2607.0000{number}", "title": "Old form"}} for number in (1, 2)]
    archive.put("hub", "daily", "daily:0", rows, "2099-01-01T00:00:00+00:00")
    assert len(hub.list_papers(LiveListing("daily", "")).value) == 2


@pytest.mark.parametrize(
    "wanted", [LiveListing("date", "2099-01-02"), LiveListing("week", "2099-W02")]
)
def test_a_day_that_has_not_begun_is_told_and_not_asked_for(
    hub: Hub, world: World, wanted: LiveListing
) -> None:
    with pytest.raises(ListingError, match="is ahead of today") as caught:
        read_hub_listing(wanted, hub)
    assert "UTC" in str(caught.value)
    assert "hf:daily" in caught.value.todo
    assert world.asked() == []


def test_today_and_this_week_are_not_ahead(hub: Hub, world: World) -> None:
    today = datetime.now(UTC).date()
    world.universe.add_hub_paper("2607.00001", "Of Today", daily=today.isoformat())
    year, week, _ = today.isocalendar()
    for wanted in (
        LiveListing("date", today.isoformat()), LiveListing("week", f"{year}-W{week:02}"),
    ):  # fmt: skip
        assert len(read_hub_listing(wanted, hub).entries) == 1


FAILURES = [
    ("500", ServiceUnreachable, 2),
    ("503", ServiceUnreachable, 2),
    ("reset", ServiceUnreachable, 2),
    ("slow", ServiceUnreachable, 2),
    ("truncated", ServiceConfused, 2),
    ("json-cut", ServiceConfused, 2),
    ("html-200", ServiceConfused, 2),
    ("429-second", ServiceUnreachable, 2),
    ("429-daily", BudgetSpent, 1),
    ("401", ServiceRefused, 1),
    ("403", ServiceRefused, 1),
    ("400", ServiceRefused, 1),
    ("wrong-shape", ServiceConfused, 1),
    ("endless", ServiceConfused, 1),
    ("drip", ServiceConfused, 1),
    ("redirect-away", ServiceConfused, 1),
]
ASKS: dict[str, Callable[[Hub], object]] = {
    "search": lambda hub: hub.search(CSP),
    "paper": lambda hub: hub.find_paper("2204.03574"),
    "listing": lambda hub: hub.list_papers(LiveListing("date", "2022-04-08")),
}


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize(("fault", "error", "times"), FAILURES, ids=[each[0] for each in FAILURES])
def test_a_failure_becomes_a_sentence_and_the_next_run_goes_on(
    hub: Hub, world: World, meter: Meter,
    *, ask: str, fault: Kind, error: type[ServiceError], times: int,
) -> None:  # fmt: skip
    add_csp(world)
    world.faults.add("hub", fault, times=times)
    with pytest.raises(error) as caught:
        ASKS[ask](hub)
    assert "Hugging Face Hub" in str(caught.value)
    assert MADE_UP not in str(caught.value)
    assert world.faults.left() == 0
    assert meter.total("hub").requests == len(world.asked("hub"))
    assert ASKS[ask](hub).value, "nothing that went wrong may be kept in the archive"


def test_a_failure_that_passes_is_not_noticed(hub: Hub, world: World) -> None:
    add_csp(world)
    world.faults.add("hub", "503")
    assert hub.find_paper("2204.03574").value is not None
    world.faults.add("hub", "404-html")
    assert hub.find_paper("2401.00001").is_absent


def test_lists_are_retried_by_us_and_not_once_more_by_the_library(hub: Hub, world: World) -> None:
    add_csp(world, models=tuple(f"a/m{n}" for n in range(8)))
    world.faults.add("hub", "500", times=2, path="/api/models")
    with pytest.raises(ServiceUnreachable):
        hub.find_paper("2204.03574")
    assert paths(world) == ["/api/papers/2204.03574"] + ["/api/models"] * 2


def test_a_hub_that_is_down_is_left_alone_after_a_few_questions(archive: Archive) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    meter = Meter()
    client = open_hub(address, meter=meter, pace=QUICK)
    for number in range(6):
        with pytest.raises(ServiceUnreachable):
            Hub(client, archive).find_paper(f"2401.0000{number}")
    client.session.close()
    assert meter.total("hub").requests == QUICK.attempts * QUICK.give_up_after


def test_a_spent_window_is_waited_for_only_if_it_is_short(
    world: World, archive: Archive, meter: Meter
) -> None:
    add_csp(world)
    client = open_hub(world.hub_url, meter=meter, pace=QUICK)
    world.faults.add("hub", "429-second", retry_after=61)
    with pytest.raises(BudgetSpent):
        Hub(client, archive).find_paper("2204.03574")
    client.session.close()


def test_the_window_that_the_headers_tell_is_metered(hub: Hub, world: World, meter: Meter) -> None:
    add_csp(world)
    hub.search(CSP)
    budget = meter.total("hub").budget
    assert (budget.limit, budget.left) == (500, 480)


def test_the_token_goes_to_the_hub_and_into_no_log(
    hub: Hub, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    add_csp(world)
    with caplog.at_level(logging.DEBUG):
        hub.search(CSP)
    assert world.asked("hub")[0].headers["authorization"] == f"Bearer {MADE_UP}"
    assert world.asked("hub")[0].headers["user-agent"].startswith("citeloom")
    assert MADE_UP not in caplog.text


def test_a_token_saved_on_disk_is_not_used(
    world: World, archive: Archive, meter: Meter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_from_elsewhere")
    client = open_hub(world.hub_url, meter=meter, pace=QUICK)
    Hub(client, archive).search(CSP)
    client.session.close()
    assert "authorization" not in world.asked("hub")[0].headers


def test_the_token_never_follows_a_link_to_another_host(
    hub: Hub, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_csp(world, models=tuple(f"a/m{n}" for n in range(8)))
    with World(world.universe) as other:
        elsewhere = other.hub_url
        monkeypatch.setattr(World, "hub_url", elsewhere)  # where the Hub's own links lead
        assert len(hub.find_paper("2204.03574").value.models) == 4
        assert other.asked() == []


def test_many_threads_share_one_hub(hub: Hub, world: World) -> None:
    for number in range(40):
        world.universe.add_hub_paper(f"2512.{number:05}", f"Paper {number}", upvotes=number)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: hub.find_paper(f"2512.{n:05}").value.upvotes, range(40)))
    assert answers == list(range(40))


def test_two_hubs_in_one_process_do_not_mix(world: World, archive: Archive, hub: Hub) -> None:
    add_csp(world)
    with World() as empty:
        client = open_hub(empty.hub_url, meter=Meter(), pace=QUICK)
        nowhere = Archive.open(archive.path.with_name("other.sqlite"), mode="write")
        assert Hub(client, nowhere).search(CSP).value == ()
        assert hub.search(CSP).value
        assert [len(empty.asked("hub")), len(world.asked("hub"))] == [1, 1]
        nowhere.close()
        client.session.close()


def test_other_users_of_the_library_are_left_alone(world: World, client: HubClient) -> None:
    from huggingface_hub import HfApi, close_session

    add_csp(world)
    with pytest.raises(httpx2.HTTPError):
        HfApi(endpoint=world.hub_url).paper_info("2401.00001")
    assert HfApi(endpoint=world.hub_url).paper_info("2204.03574").title == CSP
    close_session()
    assert client.session.meter.total("hub").requests == 0


def test_nothing_is_written_beside_the_archive(
    hub: Hub, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
    add_csp(world)
    hub.search(CSP)
    hub.find_paper("2204.03574")
    assert list(home.iterdir()) == []
    assert {request.service for request in world.asked()} == {"hub"}


def test_the_librarys_own_offline_mode_is_respected(
    hub: Hub, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ServiceUnreachable, match="HF_HUB_OFFLINE"):
        hub.search(CSP)
    assert world.asked() == []


@pytest.mark.parametrize("address", ["http://example.org", "ftp://127.0.0.1", "", "huggingface.co"])
def test_an_address_without_encryption_is_refused(address: str) -> None:
    with pytest.raises(SettingsError):
        open_hub(address, meter=Meter())


def test_odd_fields_are_unknown_and_cost_no_paper(hub: Hub, world: World) -> None:
    add_csp(world, upvotes="many", authors=(), publishedAt=None, linkedModels="none")
    world.universe.hub_papers["2204.03574"] |= {"authors": [None, {"name": 3}], "githubRepo": 5}
    paper = hub.find_paper("2204.03574").value
    assert (paper.upvotes, paper.authors, paper.year, paper.models) == (None, (), None, ())
    assert paper.github_repo is None


def test_the_archive_holds_the_hubs_own_field_names(
    hub: Hub, world: World, archive: Archive
) -> None:
    add_csp(world)
    hub.find_paper("2204.03574")
    body = archive.get("hub", "paper", "2204.03574").body
    assert {"publishedAt", "githubRepo", "numTotalModels", "linkedModels"} <= set(body)
