"""`citeloom doctor`: the services asked what is known, and a table for a bug report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.checks.known_answers import KNOWN
from tests.citeloom.command_line import CommandLine, Ran, over
from tests.world import World
from tests.world.universe import Universe, authorship, institution, source, topic

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "a-key-that-nobody-may-see"
NAMES = {"openalex": "OpenAlex", "hub": "the Hugging Face Hub", "s2": "Semantic Scholar",
         "github": "GitHub"}  # fmt: skip
WORK, ATTENTION, OF_THE_DAY = "W2741809807", "1706.03762", "2607.23193"
TITLE = "Attention is All you Need"


def make_known() -> Universe:
    """Return a universe whose services give the answers that are known."""
    known = Universe()
    college = institution("I1", "A College", ror="05abc")
    work = known.add_work(
        WORK, "The state of OA", doi="10.7717/peerj.4375", year=2018,
        authors=(authorship("An Author", author_id="5", institutions=(college,)),),
        source=source("S1", "PeerJ"), topics=(topic("T1", "Publishing"),), references=("W1",),
        abstract="Some words.",
    )  # fmt: skip
    work["ids"]["pmid"] = "https://pubmed.ncbi.nlm.nih.gov/29456894"
    known.add_hub_paper(ATTENTION, TITLE, authors=("An Author",), models=("lab/model",))
    known.add_hub_paper(OF_THE_DAY, "A paper", authors=("An Author",), daily="2026-07-31")
    reference = known.add_s2_paper("f" * 40, "A reference")
    known.add_s2_paper(
        "204e3073870fae3d05bcbc2f6a8e263d9b72e776", TITLE, year=2017, arxiv=ATTENTION,
        references=(reference,),
    )  # fmt: skip
    other = known.add_s2_paper("c31c87c591a25c64fbaa82e8ac6a81831b6ac7ce", "A paper")
    other["externalIds"]["CorpusId"] = 470667
    known.add_repository("PyGithub/PyGithub", number=3544490)
    known.moved_repositories["jacquev6/pygithub"] = "PyGithub/PyGithub"
    return known


def read_rows(done: Ran) -> list[list[str]]:
    """Return the cells of the table, without its head."""
    lines = [line for line in done.out.splitlines() if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines[2:]]


def test_services_that_answer_as_expected_are_a_table_and_exit_code_0(tmp_path: Path) -> None:
    with World(make_known()) as world:
        done = over(world, tmp_path)("doctor")
        rows = read_rows(done)
        assert [row[-1] for row in rows] == ["as expected"] * 12, done.out
        assert done.code == 0
        assert {row[0] for row in rows} == set(NAMES.values())
        assert "1 credit of OpenAlex" in done.err
        assert world.credits() == 1
        asked = {name: len(world.asked(name)) for name in NAMES}
    assert asked == {name: sum(q.requests for q in KNOWN[name]) for name in NAMES}
    assert list(tmp_path.iterdir()) == [], "nothing is kept"


def test_a_dry_run_asks_nothing(tmp_path: Path) -> None:
    with World(make_known()) as world:
        done = over(world, tmp_path)("doctor", "--dry-run")
        assert world.asked() == []
    assert done.code == 0
    assert len(read_rows(done)) == 12


def rename(record: dict[str, Any], old: str, new: str) -> None:
    record[new] = record.pop(old)


@pytest.mark.parametrize(
    ("service", "change", "said", "rows"),
    [
        pytest.param("openalex", lambda u: rename(u.works[WORK], "display_name", "name"),
                     "display_name is missing instead of text", 2, id="OpenAlex, a key renamed"),
        pytest.param("openalex", lambda u: u.works[WORK].update(cited_by_count="9"),
                     "cited_by_count is text instead of whole", 2, id="OpenAlex, another type"),
        pytest.param("openalex", lambda u: rename(u.works, WORK, "W7"),
                     "as expected", 0, id="OpenAlex, only our own key of it changes"),
        pytest.param("openalex", lambda u: u.works[WORK].update(publication_year=2019),
                     "publication_year is 2019 instead of 2018", 2, id="OpenAlex, another value"),
        pytest.param("openalex", lambda u: u.add_work("W4285719527", "Deleted Work"),
                     "is object instead of null", 1, id="OpenAlex, a work that was gone"),
        pytest.param("openalex", lambda u: u.works.clear(), "nowhere", 2, id="OpenAlex, no work"),
        pytest.param("hub", lambda u: u.hub_papers[ATTENTION].update(summary=None),
                     "summary is null instead of text", 2, id="the Hub, null"),
        pytest.param("hub", lambda u: u.hub_daily.clear(), "[] is nowhere", 1,
                     id="the Hub, no paper of the day"),
        pytest.param("s2", lambda u: [p.update(year="2017") for p in u.s2_papers.values()],
                     "year is text instead of whole", 2, id="Semantic Scholar, another type"),
        pytest.param("github", lambda u: u.repositories["pygithub/pygithub"].update(id=5),
                     "id is 5 instead of 3544490", 2, id="GitHub, another value"),
        pytest.param("github", lambda u: u.moved_repositories.clear(),
                     "is null instead of object", 1, id="GitHub, an old name that leads nowhere"),
    ],
)  # fmt: skip
def test_what_a_service_answers_otherwise_is_named_and_the_exit_code_is_1(
    service: str, change: Callable[[Universe], Any], said: str, rows: int, tmp_path: Path
) -> None:
    known = make_known()
    change(known)
    with World(known) as world:
        done = over(world, tmp_path)("doctor")
    differing = [row for row in read_rows(done) if row[-1] == "differs"]
    assert len(differing) == rows, done.out
    assert done.code == (1 if rows else 0)
    assert all(row[0] == NAMES[service] for row in differing)
    assert said in done.out


def test_another_price_is_named(tmp_path: Path) -> None:
    with World(make_known()) as world:
        price = {"X-RateLimit-Credits-Used": "1"}
        world.faults.add("openalex", "odd-headers", path="/works/", headers=price)
        done = over(world, tmp_path)("doctor")
    assert [row[3] for row in read_rows(done) if row[-1] == "differs"] == ["`it cost 1 credit`"]


@pytest.mark.parametrize("service", NAMES)
@pytest.mark.parametrize(
    ("fault", "headers", "said"),
    [
        pytest.param("401", {}, "refuses the request (status 401)", id="401"),
        pytest.param("429-daily", {}, "is used up", id="429 for the day"),
        pytest.param("429-second", {}, "busy", id="429 for a moment"),
        pytest.param("503", {}, "status 503", id="503"),
        pytest.param("html-200", {}, "not JSON", id="a page"),
        pytest.param("wrong-shape", {}, "", id="another shape"),
    ],
)
def test_a_service_on_a_bad_day_is_told_and_the_others_go_on(
    service: str, fault: Any, headers: dict[str, str], said: str, tmp_path: Path
) -> None:
    with World(make_known()) as world:
        world.faults.add(service, fault, times=99, headers=headers)
        done = over(world, tmp_path)("doctor")
    rows = read_rows(done)
    about = [row for row in rows if row[0] == NAMES[service]]
    assert done.code == 1
    assert all(row[-1] != "as expected" for row in about), done.out
    assert said in about[0][3], done.out
    if fault != "wrong-shape":
        assert len(about) == 1, "one reason is one row"
    assert [row[-1] for row in rows if row not in about] == ["as expected"] * 9


def test_services_that_cannot_be_reached_are_a_row_each(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:1"
    done = CommandLine(
        tmp_path, OPENALEX_URL=nowhere, HF_ENDPOINT=nowhere, S2_API_URL=nowhere,
        GITHUB_API_URL=nowhere,
    )("doctor")  # fmt: skip
    rows = read_rows(done)
    assert done.code == 1
    assert [row[0] for row in rows] == list(NAMES.values())
    assert all("cannot be reached" in row[3] for row in rows)


def test_the_table_holds_no_key_no_path_and_no_address(tmp_path: Path) -> None:
    known = make_known()
    told = f"{KEY} {Path.home()} me@example.org"
    with World(known) as world:
        run = over(
            world,
            tmp_path,
            OPENALEX_API_KEY=KEY,
            OPENALEX_EMAIL="me@example.org",
            S2_API_KEY="s" * 9,
        )
        known.works[WORK] |= {
            "id": f"{told} {world.openalex_url} \x1b[2J ` | <b>",
            "publication_year": f"{'x' * 145}{KEY}",
        }
        done = run("doctor")
        address = world.address
    assert done.code == 1
    assert "… … … …" in done.out, done.out
    for secret in (KEY, str(Path.home()), "me@example.org", address, str(tmp_path), "\x1b"):
        assert secret not in done.out + done.err
    assert "keys for OpenAlex, Semantic Scholar" in done.out
    assert "set to another address: OpenAlex" in done.out
    assert all(len(row) == 5 for row in read_rows(done)), "a bar in an answer ends no cell"
