"""An address at which nothing is, the service itself included, is wrong; nothing is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.listing import parse_live
from citeloom.enrich.services import Services, open_services
from citeloom.enrich.services.access import Access
from citeloom.enrich.services.ledger import Meter
from citeloom.graph.errors import ServiceConfused, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.world import World

    Ask = Callable[[Services], Any]

ASKED: dict[str, tuple[str, Ask]] = {
    "the Hub's search": ("HF_ENDPOINT", lambda each: each.hub.search("A title")),
    "the Hub's papers": ("HF_ENDPOINT", lambda each: each.hub.find_paper("2401.00001")),
    "the Hub's listings": (
        "HF_ENDPOINT",
        lambda each: each.hub.list_papers(parse_live("hf:2025-12-02")),  # type: ignore[arg-type]
    ),
    "Semantic Scholar": ("S2_API_URL", lambda each: each.s2.find_by_arxiv(["2401.00001"])),
    "GitHub": ("GITHUB_API_URL", lambda each: each.github.find_repository("a", "b")),
    "OpenAlex by DOI": ("OPENALEX_URL", lambda each: each.openalex.find_by_doi(["10.1/x"])),
    "OpenAlex one by one": ("OPENALEX_URL", lambda each: each.openalex.look_up("W1")),
    "OpenAlex by title": ("OPENALEX_URL", lambda each: each.openalex.search_title("A title")),
}

LANDMARKS = (("hub", "daily_papers"), ("github", "rate_limit"), ("openalex", "W2741809807"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


@pytest.fixture
def nowhere(world: World, archive: Archive) -> Iterator[Services]:
    address = f"{world.address}/nowhere"
    access = Access(address, address, address, address)
    with open_services(archive, access, Meter()) as opened:
        yield opened


@pytest.mark.parametrize("case", ASKED)
def test_what_is_not_there_at_a_wrong_address_is_an_error_and_not_kept(
    case: str, nowhere: Services, archive: Archive
) -> None:
    setting, ask = ASKED[case]
    for _ in range(2):
        with pytest.raises(ServiceConfused, match=setting):
            ask(nowhere)
    assert archive.count_records() == {}
    assert [setting in str(each) for each in nowhere.list_failures()] == [True]


@pytest.mark.parametrize("case", ["the Hub's papers", "GitHub", "OpenAlex one by one"])
@pytest.mark.parametrize("kind", ["500", "401"])
def test_nothing_is_believed_of_a_service_that_does_not_say_where_it_is(
    case: str, kind: Any, world: World, archive: Archive
) -> None:
    access = Access(world.openalex_url, world.hub_url, world.s2_url, world.github_url)
    for service, landmark in LANDMARKS:
        world.faults.add(service, kind, times=20, path=landmark)
    with open_services(archive, access, Meter()) as services, pytest.raises(ServiceError):
        ASKED[case][1](services)
    assert archive.count_records() == {}


@pytest.mark.parametrize("case", ["the Hub's papers", "GitHub", "OpenAlex one by one"])
def test_it_is_looked_for_once(case: str, world: World, archive: Archive) -> None:
    access = Access(world.openalex_url, world.hub_url, world.s2_url, world.github_url)
    with open_services(archive, access, Meter()) as services:
        assert ASKED[case][1](services).is_absent
        assert services.hub.find_paper("2401.00002").is_absent
        assert services.hub.find_paper("2401.00003").is_absent
        assert services.github.find_repository("c", "d").is_absent
        assert services.openalex.look_up("W2").is_absent
    paths = [each.path for each in world.asked()]
    assert [sum(path in each for each in paths) for _, path in LANDMARKS] == [1, 1, 1]
    assert world.credits() == 0
