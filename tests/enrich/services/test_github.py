from __future__ import annotations

import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.services import open_services
from citeloom.enrich.services.access import Access, open_session
from citeloom.enrich.services.github import GitHub, is_name
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world import World
    from tests.world.faults import Kind

MADE_UP = "ghp_secret"
QUICK = Pace(
    read=0.4, total=1.5, max_bytes=2**20, attempts=2, backoff=0.01, wait_limit=5, per_second=1_000
)  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


@pytest.fixture
def meter() -> Meter:
    return Meter()


@pytest.fixture
def session(world: World, meter: Meter) -> Iterator[ServiceSession]:
    with ServiceSession("github", world.github_url, meter=meter, pace=QUICK) as made:
        yield made


@pytest.fixture
def github(session: ServiceSession, archive: Archive) -> GitHub:
    return GitHub(session, archive)


def test_a_repository_is_read(github: GitHub, world: World) -> None:
    world.universe.add_repository("BatsResearch/csp", stars=90, archived=True)
    answer = github.find_repository("batsresearch", "CSP")
    repository = answer.value
    assert repository.full_name == "BatsResearch/csp"
    assert (repository.owner, repository.name) == ("BatsResearch", "csp")
    assert repository.url == "https://github.com/BatsResearch/csp"
    assert (repository.stars, repository.language, repository.licence) == (90, "Python", "MIT")
    assert (repository.archived, repository.pushed_at) == (True, "2026-01-01T00:00:00Z")
    assert (repository.status, repository.aliases, answer.asked) == ("ok", (), True)


def test_an_old_name_leads_to_the_new_one(github: GitHub, world: World) -> None:
    world.universe.add_repository("New-Owner/new.name", stars=5)
    world.universe.moved_repositories["old/name"] = "New-Owner/new.name"
    repository = github.find_repository("Old", "Name").value
    assert (repository.full_name, repository.status) == ("New-Owner/new.name", "moved")
    assert repository.aliases == ("Old/Name",)
    assert github.find_repository("old", "name").value.status == "moved"
    assert len(world.asked("github")) == 2, "the redirect, and what it leads to"


def test_what_is_gone_is_absent_and_asked_for_once(github: GitHub, world: World) -> None:
    assert github.find_repository("nobody", "nothing").is_absent
    assert github.find_repository("Nobody", "Nothing").is_absent
    assert len(world.asked("github")) == 1


@pytest.mark.parametrize("status", [451, 403])
@pytest.mark.parametrize("reason", ["dmca", "tos", "sensitive_data"])
def test_what_github_has_closed_is_gone_and_asked_for_once(
    github: GitHub, world: World, status: int, reason: str
) -> None:
    world.universe.add_repository("a/b")
    world.withheld["a/b"] = (status, {"reason": reason, "created_at": "2026-01-01T00:00:00Z"})
    assert github.find_repository("a", "b").is_absent
    assert github.find_repository("A", "B").is_absent
    assert len(world.asked("github")) == 1


@pytest.mark.parametrize(
    ("licence", "expected"), [("MIT", "MIT"), (None, None), ("NOASSERTION", None)]
)
def test_a_licence_is_an_spdx_id_or_unknown(
    github: GitHub, world: World, licence: str | None, expected: str | None
) -> None:
    world.universe.add_repository("a/b", licence=licence)
    assert github.find_repository("a", "b").value.licence == expected


def test_the_second_time_nothing_is_asked(github: GitHub, world: World, meter: Meter) -> None:
    world.universe.add_repository("a/b", stars=1)
    first = github.find_repository("a", "b")
    again = github.find_repository("A", "B")
    assert (again.value, again.asked) == (first.value, False)
    assert meter.total("github").requests == len(world.asked("github")) == 1


def test_refresh_asks_again(world: World, session: ServiceSession, archive: Archive) -> None:
    world.universe.add_repository("a/b", stars=1)
    GitHub(session, archive).find_repository("a", "b")
    world.universe.repositories["a/b"]["stargazers_count"] = 2
    fresh = GitHub(session, archive, refresh=True)
    assert [fresh.find_repository("a", "b").value.stars for _ in range(2)] == [2, 2]
    assert len(world.asked("github")) == 2


def test_offline_opens_no_socket(
    github: GitHub, world: World, archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    world.universe.add_repository("a/b")
    online = github.find_repository("a", "b").value
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a socket was opened"))
    for offline in (GitHub(None, archive), open_services(archive, None, None).github):
        assert offline.find_repository("a", "b").value == online
        assert offline.find_repository("c", "d").is_unknown


def test_a_spent_limit_is_said_at_once_and_github_is_left_alone(
    github: GitHub, world: World, meter: Meter
) -> None:
    for name in "abc":
        world.universe.add_repository(f"o/{name}")
    world.github_left = 1
    assert github.find_repository("o", "a").value is not None
    for name in "bcbc":
        with pytest.raises(BudgetSpent) as caught:
            github.find_repository("o", name)
        assert "GITHUB_TOKEN" in str(caught.value)
    assert len(world.asked("github")) == 2, "after the first refusal nothing is sent any more"
    assert github.find_repository("o", "a").value is not None
    assert meter.total("github").budget.left == 0


def test_after_a_spent_limit_the_next_run_goes_on(
    github: GitHub, world: World, session: ServiceSession, archive: Archive
) -> None:
    world.universe.add_repository("o/a")
    world.github_left = 0
    with pytest.raises(BudgetSpent):
        github.find_repository("o", "a")
    world.github_left = 60
    assert GitHub(session, archive).find_repository("o", "a").value is not None


@pytest.mark.parametrize(
    ("fault", "error", "times"),
    [
        ("500", ServiceUnreachable, 2),
        ("502", ServiceUnreachable, 2),
        ("reset", ServiceUnreachable, 2),
        ("slow", ServiceUnreachable, 2),
        ("429-second", ServiceUnreachable, 2),
        ("403-secondary", ServiceUnreachable, 2),
        ("429-daily", BudgetSpent, 1),
        ("401", ServiceRefused, 1),
        ("403", ServiceRefused, 1),
        ("html-200", ServiceConfused, 2),
        ("truncated", ServiceConfused, 2),
        ("json-cut", ServiceConfused, 2),
        ("wrong-shape", ServiceConfused, 1),
        ("redirect-away", ServiceConfused, 1),
    ],
)
def test_a_failure_becomes_a_sentence_and_the_next_run_goes_on(
    github: GitHub, world: World, session: ServiceSession, archive: Archive,
    *, fault: Kind, error: type[ServiceError], times: int,
) -> None:  # fmt: skip
    world.universe.add_repository("a/b")
    world.faults.add("github", fault, times=times)
    with pytest.raises(error) as caught:
        github.find_repository("a", "b")
    assert "GitHub" in str(caught.value)
    assert world.faults.left() == 0
    assert GitHub(session, archive).find_repository("a", "b").value is not None


@pytest.mark.parametrize("fault", ["503", "403-secondary"])
def test_a_failure_that_passes_is_not_noticed(github: GitHub, world: World, fault: Kind) -> None:
    world.universe.add_repository("a/b")
    world.faults.add("github", fault)
    assert github.find_repository("a", "b").value is not None


@pytest.mark.parametrize(
    ("owner", "name", "valid"),
    [
        ("BatsResearch", "csp", True),
        ("a", "b.c_d-e", True),
        ("..", "x", False),
        ("a", "..", False),
        ("a", "b/../../user", False),
        ("a", "b?x", False),
        ("", "b", False),
        ("a", "b" * 101, False),
        ("a", "b\n", False),
    ],
)
def test_only_names_become_a_part_of_an_address(
    github: GitHub, world: World, owner: str, name: str, *, valid: bool
) -> None:
    assert (is_name(owner) and is_name(name)) is valid
    assert github.find_repository(owner, name).is_absent
    assert len(world.asked("github")) == valid


def test_a_token_goes_to_github_and_into_no_log(
    world: World, archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    world.universe.add_repository("a/b")
    world.github_left = 0
    access = Access("", "", "", world.github_url, github_token=MADE_UP)
    with (
        caplog.at_level(logging.DEBUG),
        open_session("github", access, Meter()) as session,
    ):
        assert GitHub(session, archive).find_repository("a", "b").value is not None
    headers = world.asked("github")[0].headers
    assert headers["authorization"] == f"Bearer {MADE_UP}"
    assert headers["accept"] == "application/vnd.github+json"
    assert MADE_UP not in caplog.text


def test_many_threads_share_one_github(github: GitHub, world: World) -> None:
    for number in range(30):
        world.universe.add_repository(f"o/r{number}", stars=number)
    with ThreadPoolExecutor(8) as pool:
        stars = pool.map(lambda n: github.find_repository("o", f"r{n}").value.stars, range(30))
    assert list(stars) == list(range(30))
