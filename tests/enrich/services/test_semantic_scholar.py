"""Semantic Scholar's batches: reference lists by arXiv id, kept like everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.semantic_scholar import SemanticScholar
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.errors import ServiceConfused, ServiceError, ServiceRefused, ServiceUnreachable
from tests.world import universe as make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.world import Universe, World
    from tests.world.faults import Kind

PACE = Pace(backoff=0.001, per_second=10_000, attempts=2)


@pytest.fixture
def universe(universe: Universe) -> Universe:
    cited = (
        make.s2_paper("c1", "A Cited Paper", arxiv="2301.00001"),
        make.s2_paper("c2", "Another", doi="10.48550/arXiv.2301.00002"),
        {**make.s2_paper("c3", "Not Resolved"), "paperId": None, "externalIds": None},
    )
    universe.add_s2_paper("p1", "A Paper", arxiv="2401.00001", references=cited)
    universe.add_s2_paper("p2", "No List", arxiv="2401.00002")
    universe.s2_papers["p2"]["references"] = None
    return universe


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as opened:
        yield opened


@pytest.fixture
def session(world: World) -> Iterator[ServiceSession]:
    with ServiceSession(
        "s2", world.s2_url, meter=Meter(), pace=PACE, headers={"x-api-key": "k"}
    ) as made:
        yield made


def test_papers_come_with_their_references(session: ServiceSession, archive: Archive) -> None:
    found = SemanticScholar(session, archive).find_by_arxiv(["2401.00001", "2401.00009"])
    paper = found["2401.00001"].value
    assert paper is not None
    assert (paper.id, paper.title, paper.year, paper.arxiv_id) == (
        "p1", "A Paper", 2024, "2401.00001",
    )  # fmt: skip
    assert [(each.id, each.arxiv_id, each.doi, each.title) for each in paper.references] == [
        ("c1", "2301.00001", None, "A Cited Paper"),
        ("c2", "2301.00002", "10.48550/arxiv.2301.00002", "Another"),
        (None, None, None, "Not Resolved"),
    ]
    assert found["2401.00009"].is_absent


def test_a_paper_without_a_list_has_no_references(
    session: ServiceSession, archive: Archive
) -> None:
    paper = SemanticScholar(session, archive).find_by_arxiv(["2401.00002"])["2401.00002"].value
    assert paper is not None
    assert paper.references == ()


def test_a_batch_of_which_none_is_known_is_absent_and_not_an_error(
    session: ServiceSession, archive: Archive
) -> None:
    found = SemanticScholar(session, archive).find_by_arxiv(["2401.00008", "2401.00009"])
    assert [each.is_absent for each in found.values()] == [True, True]


def test_a_second_run_asks_nothing_and_offline_knows_what_is_there(
    world: World, session: ServiceSession, archive: Archive
) -> None:
    keys = ["2401.00001", "2401.00009"]
    SemanticScholar(session, archive).find_by_arxiv(keys)
    again = SemanticScholar(session, archive).find_by_arxiv(keys)
    assert len(world.asked("s2")) == 1
    offline = SemanticScholar(None, archive)
    assert offline.find_by_arxiv(keys) == again
    assert offline.find_by_arxiv(["2401.00002"])["2401.00002"].is_unknown
    SemanticScholar(session, archive, refresh=True).find_by_arxiv(keys)
    assert len(world.asked("s2")) == 2


def test_many_papers_are_a_hundred_to_a_call(
    world: World, session: ServiceSession, archive: Archive
) -> None:
    keys = ["2401.00001", *(f"2402.{place:05}" for place in range(249))]
    found = SemanticScholar(session, archive).find_by_arxiv(keys)
    assert list(found) == keys
    assert len(world.asked("s2")) == 3


def test_the_key_goes_into_the_header_of_the_service(
    world: World, session: ServiceSession, archive: Archive
) -> None:
    SemanticScholar(session, archive).find_by_arxiv(["2401.00001"])
    assert world.asked("s2")[0].headers["x-api-key"] == "k"


@pytest.mark.parametrize(
    ("kind", "error", "words"),
    [
        ("400", ServiceRefused, "Not so"),
        ("401", ServiceRefused, "S2_API_KEY"),
        ("403", ServiceRefused, "S2_API_KEY"),
        ("404-html", ServiceConfused, "Check S2_API_URL"),
        ("429-second", ServiceUnreachable, "shared by everybody"),
        ("500", ServiceUnreachable, "status 500"),
        ("reset", ServiceUnreachable, "broke"),
        ("truncated", ServiceConfused, "broke off"),
        ("html-200", ServiceConfused, "not JSON"),
        ("wrong-shape", ServiceConfused, "one paper for each id"),
        ("redirect-loop", ServiceConfused, "it redirects what was sent to it"),
    ],
)
def test_a_bad_day_is_a_sentence_and_keeps_no_wrong_answer(
    world: World,
    session: ServiceSession,
    archive: Archive,
    kind: Kind,
    error: type[ServiceError],
    words: str,
) -> None:
    world.faults.add("s2", kind, times=5)
    with pytest.raises(error) as caught:
        SemanticScholar(session, archive).find_by_arxiv(["2401.00001"])
    assert words in str(caught.value)
    assert "Semantic Scholar" in str(caught.value)
    assert archive.count_records() == {}
