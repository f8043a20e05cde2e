"""`citeloom build --grow`: told before, counted after, marked, resumed, left out of lists."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import citeloom
from citeloom.settings import Settings
from tests.citeloom.command_line import ROOT, over
from tests.citeloom.disturbed_builds import compare, read_content
from tests.world import Universe, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine

LIST = ("W1000", "W1001", "W1002")


def make_universe() -> Universe:
    """Make three papers, what they cite, 150 works that cite them, and works around these."""
    known = Universe()
    for number, (key, cited_by) in enumerate(zip(LIST, (120, 40, 0), strict=True)):
        known.add_work(key, f"Listed {number}", year=2015, references=("W2000",), cited_by=cited_by)
    known.add_work("W2000", "Cited by all", year=2001, references=("W4000",), cited_by=3)
    for number in range(150):
        cited = LIST[0] if number < 120 else LIST[1]
        both = (LIST[1],) if number < 10 else ()
        known.add_work(
            f"W3{number:03}", f"Citing {number}", year=2020, cited_by=500 - number,
            references=(cited, *both, f"W4{number % 30:03}"),
        )  # fmt: skip
    for number in range(30):
        known.add_work(f"W4{number:03}", f"Around {number}", year=2010)
    return known


@pytest.fixture
def world() -> Iterator[World]:
    with World(make_universe()) as running:
        yield running


@pytest.fixture
def run(world: World, tmp_path: Path) -> CommandLine:
    return over(world, tmp_path)


@pytest.fixture
def listing(tmp_path: Path) -> str:
    path = tmp_path / "list.txt"
    path.write_text("\n".join(LIST), encoding="utf-8")
    return str(path)


def read_reasons(run: CommandLine) -> dict[str, str]:
    return {
        key[2]: node["reason"]
        for key, node in read_content(run.home).items()
        if key[:2] == ("node", "Paper") and "reason" in node
    }


def ask(run: CommandLine, *query: str) -> list[dict[str, str]]:
    done = run("query", *query, "--format", "csv")
    assert done.code == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def test_the_price_is_told_before_and_counted_after(
    world: World, run: CommandLine, listing: str
) -> None:
    planned = run("build", listing, "--dry-run")
    assert "up to 2,000 works around the list would cost up to 23 credits more" in planned.out
    assert world.asked() == []
    report = run.home / "report.json"
    done = run("build", listing, "--report", str(report))
    assert "costs up to 23 OpenAlex credits" in done.err
    assert done.code == 0, done.err
    told = json.loads(report.read_text(encoding="utf-8"))["grown"]
    assert told == {"works": 160, "citing": 130, "near": 30, "credits": 3}
    assert "160  works around the list, for 3 credits" in done.out
    assert "would cost nothing" in run("build", listing, "--dry-run").out
    assert world.credits() == 5, "and 2 for finding the papers and what they cite"


def test_nothing_is_said_of_growing_that_is_turned_off(
    world: World, run: CommandLine, listing: str
) -> None:
    done = run("build", listing, "--grow", "0")
    assert (
        "rowing" not in done.out + done.err + run("build", listing, "--grow", "0", "--dry-run").out
    )
    assert "works around" not in done.out
    assert (read_reasons(run), world.credits()) == ({}, 2)


# Of 60 works 30 may be citing ones, and one call brings them; 20 works are near then.
@pytest.mark.parametrize(("works", "come"), [(1, 1), (10, 10), (60, 50), (5_000, 160)])
def test_no_more_works_come_than_are_asked_for(
    run: CommandLine, listing: str, works: int, come: int
) -> None:
    assert run("build", listing, "--grow", str(works), "-q").code == 0
    assert len(read_reasons(run)) == come


def test_offline_gives_the_same_graph(run: CommandLine, listing: str) -> None:
    assert run("build", listing, "-q").code == 0
    online = read_content(run.home)
    (run.home / "graph.kgl").unlink()
    assert run("build", listing, "-q", "--offline").code == 0
    assert compare(read_content(run.home), online) == []


def test_offline_without_the_works_around_is_a_build_like_any_other(
    run: CommandLine, listing: str
) -> None:
    assert run("build", listing, "--grow", "0", "-q").code == 0
    without = read_content(run.home)
    (run.home / "graph.kgl").unlink()
    done = run("build", listing, "--offline")
    assert (done.code, "Not complete" in done.err) == (0, False)
    assert {key for key in without if key[0] == "node"} == {
        key for key in read_content(run.home) if key[0] == "node"
    }
    assert run("build", listing, "-q").code == 0
    whole = read_content(run.home)
    (run.home / "graph.kgl").unlink()
    assert run("build", listing, "-q").code == 0
    assert compare(whole, read_content(run.home)) == [], "what was built offline is made whole"


@pytest.mark.parametrize("credits_", [2, 3, 4])
def test_a_budget_that_ends_while_growing_is_told_and_the_same_command_goes_on(
    world: World, run: CommandLine, listing: str, credits_: int, tmp_path: Path
) -> None:
    world.openalex_budget = credits_
    done = run("build", listing)
    assert done.code == 3
    assert "Not complete" in done.err
    assert len(ask(run, "listing")) == 3, "the papers are found all the same"
    world.openalex_budget = 1_000
    assert run("build", listing, "-q").code == 0
    assert world.credits() == 5, "nothing is paid twice"
    calm = over(world, tmp_path / "calm")
    assert calm("build", listing, "-q").code == 0
    assert compare(read_content(run.home), read_content(calm.home)) == []


@pytest.mark.parametrize("after", [4, 5, 6, 7])
def test_a_build_that_is_killed_while_it_grows_goes_on(
    world: World, run: CommandLine, listing: str, after: int, tmp_path: Path
) -> None:
    world.delay = 0.05
    with subprocess.Popen(
        [sys.executable, "-m", "citeloom", "build", listing, "-q"],
        env={**os.environ, **run.environment, "PYTHONPATH": str(ROOT)},
    ) as victim:
        while len(world.asked("openalex")) < after and victim.poll() is None:
            time.sleep(0.002)
        victim.send_signal(signal.SIGKILL)
    world.delay = 0
    assert run("build", listing, "-q").code == 0
    calm = over(world, tmp_path / "calm")
    assert calm("build", listing, "-q").code == 0
    assert compare(read_content(run.home), read_content(calm.home)) == []


@pytest.mark.parametrize("turn", [1, -1])
def test_a_work_that_another_build_lists_is_marked_no_more(
    run: CommandLine, listing: str, turn: int
) -> None:
    other = run.home / "other.txt"
    other.write_text("W4003\nW3005\n", encoding="utf-8")
    for source in (listing, str(other))[::turn]:
        assert run("build", source, "-q").code == 0
    reasons = read_reasons(run)
    assert not {"W4003", "W3005", *LIST} & set(reasons)
    assert (reasons["W3006"], reasons["W4004"]) == ("citing", "near")


def test_questions_about_the_list_leave_grown_works_out_unless_asked(
    run: CommandLine, listing: str
) -> None:
    assert run("build", listing, "--citing", "1", "-q").code == 0
    everything = ("-p", "limit=500")
    newest = ask(run, "newest", *everything)
    assert len(newest) == 3 + 1 + 1, "listed, cited, and the citing work that was asked for"
    assert len(ask(run, "newest", "-p", "grown=true", *everything)) == 3 + 1 + 130
    years = {row["year"]: row["citing"] for row in ask(run, "by-year")}
    assert years["2020"] == "1"
    years = {row["year"]: row["citing"] for row in ask(run, "by-year", "-p", "grown=true")}
    assert years["2020"] == "130"
    assert len(ask(run, "citations", "-p", f"paper={LIST[0]}", *everything)) == 100
    assert len(ask(run, "followers")) == 10, "the wide graph is there for what needs it"
    assert [row["reason"] for row in ask(run, "paper", "-p", "paper=W4004")] == ["near"]
    counted = {(row["kind"], row["name"]): row["count"] for row in ask(run, "contents")}
    assert counted["growing", "Paper"] == str(len(read_reasons(run)))
    assert f"{counted['growing', 'Paper']} of the papers came by growing" in (
        run("status", "--offline").out
    )


def test_python_grows_as_the_command_does(world: World, tmp_path: Path, listing: str) -> None:
    settings = Settings(
        citeloom_home=tmp_path / "python",
        openalex_url=world.openalex_url,
        hf_endpoint=world.hub_url,
        s2_api_url=world.s2_url,
        github_api_url=world.github_url,
    )
    assert len(citeloom.build(listing, grow=7, settings=settings).grown.reasons) == 7
    assert len(citeloom.build(listing, settings=settings).grown.reasons) == 160
