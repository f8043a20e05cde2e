"""`citeloom update`: each kind of news once, nothing else, for its price, whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.queries.news.news_item import KINDS
from tests.citeloom.command_line import ROOT, over
from tests.world import World
from tests.world.two_states import TwoStates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine

NOWHERE = "http://127.0.0.1:1"
SEVERAL = {"citing": 3, "retracted": 2, "published": 1, "moved": 1, "gone": 1, "model": 2}


class Reader:
    """Somebody who keeps a list in a small world."""

    def __init__(self, world: World, states: TwoStates, home: Path) -> None:
        home.mkdir(exist_ok=True)
        self.world, self.states = world, states
        self.run: CommandLine = over(world, home)
        self.listing = home / "list.txt"
        self.write(states.lines)

    def write(self, lines: list[str]) -> None:
        self.listing.write_text("\n".join(lines), encoding="utf-8")

    def build(self, *options: str) -> None:
        done = self.run("build", str(self.listing), "-q", *options)
        assert done.code == 0, done.err

    def update(self, *options: str, code: int = 0) -> str:
        """Update, and return what was printed."""
        self.world.github_left = 60
        done = self.run("update", str(self.listing), *options)
        assert done.code == code, done.err
        return done.out + done.err

    def read(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.run("news", "--format", "json").out)
        return found

    def told(self) -> list[tuple[str, str]]:
        return sorted((each["kind"], each["subject"]) for each in self.read())


@pytest.fixture
def states() -> TwoStates:
    return TwoStates(works=90, listed=24)


@pytest.fixture
def world(states: TwoStates) -> Iterator[World]:
    with World(states.universe) as running:
        yield running


@pytest.fixture
def reader(world: World, states: TwoStates, tmp_path: Path) -> Reader:
    made = Reader(world, states, tmp_path / "home")
    made.build()
    return made


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "back"])
def test_what_has_happened_is_told_once_and_nothing_else(
    reader: Reader, states: TwoStates, kind: str
) -> None:
    expected = sorted(states.change({kind: 1}))
    states.add_noise()
    reader.update()
    assert reader.told() == expected
    assert "Nothing new." in reader.update("--again")
    assert reader.told() == expected


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "back"])
def test_each_of_the_news_says_why_by_whom_and_where_to_look(
    reader: Reader, states: TwoStates, kind: str
) -> None:
    states.change({kind: 1})
    reader.update()
    (item,) = reader.read()
    for field in ("title", "reason", "evidence", "source", "date", "found_at", "links", "papers"):
        assert item[field], f"{kind} has no {field}: {item}"


def test_a_repository_that_comes_back_is_told(reader: Reader, states: TwoStates) -> None:
    ((_, gone),) = states.change({"gone": 1})
    reader.update()
    name = gone.removeprefix("github.com/")
    states.universe.add_repository(name)
    reader.update("--again")
    assert reader.told() == [("back", gone), ("gone", gone)]


def test_a_work_that_cites_several_says_how_many(reader: Reader, states: TwoStates) -> None:
    states.change({"citing": 3})
    reader.update()
    reasons = sorted(each["reason"] for each in reader.read())
    assert reasons[:2] == ["cites 2 of yours", "cites 3 of yours"]
    assert reasons[2].startswith("cites “")


@pytest.mark.parametrize("grow", ["0", "2000"])
def test_works_that_were_there_before_the_first_update_are_not_new(
    world: World, states: TwoStates, tmp_path: Path, grow: str
) -> None:
    reader = Reader(world, states, tmp_path / "grown")
    reader.build("--grow", grow)
    assert "Nothing new." in reader.update("--grow", grow)
    expected = sorted(states.change({"citing": 2}))
    reader.update("--grow", grow, "--again")
    assert reader.told() == expected


def test_the_price_is_told_first_and_a_dry_run_asks_and_writes_nothing(
    reader: Reader, world: World, states: TwoStates
) -> None:
    states.change(SEVERAL)
    files = [reader.run.home / name for name in ("archive.sqlite", "graph.kgl")]
    asked, there = len(world.asked()), [path.read_bytes() for path in files]
    dry = reader.update("--dry-run")
    assert len(world.asked()) == asked
    assert [path.read_bytes() for path in files] == there
    paid = world.credits()
    done = reader.update()
    price = next(line for line in dry.splitlines() if line.startswith("For at most"))
    assert price in done
    assert world.credits() - paid <= int(price.split()[3]) <= 20


@pytest.mark.parametrize("credits_", [0, 1, 2, 5])
def test_no_more_credits_are_taken_than_are_given(
    reader: Reader, world: World, credits_: int
) -> None:
    paid = world.credits()
    reader.update("--credits", str(credits_))
    assert world.credits() - paid <= credits_


def test_on_the_same_day_nothing_is_asked_twice(reader: Reader, world: World) -> None:
    reader.update()
    asked = len(world.asked())
    said = reader.update()
    assert len(world.asked()) == asked
    assert "Nothing new." in said
    assert "--again" in said, "it has to say how to ask all the same"


def test_the_day_after_only_what_can_have_changed_is_asked(reader: Reader, world: World) -> None:
    reader.update()
    asked, paid = len(world.asked()), world.credits()
    reader.update("--again")
    paths = [each.path for each in world.asked()[asked:]]
    assert sum("filter=cites" in each for each in paths) == 1
    assert len(paths) == len(set(paths))
    assert world.credits() - paid <= 20


def kill_while_asking(reader: Reader, world: World, after: int) -> None:
    world.delay, before = 0.02, len(world.asked())
    with subprocess.Popen(
        [sys.executable, "-m", "citeloom", "update", str(reader.listing), "-q"],
        env={**os.environ, **reader.run.environment, "PYTHONPATH": str(ROOT)},
    ) as victim:
        while len(world.asked()) - before < after and victim.poll() is None:
            time.sleep(0.002)
        victim.send_signal(signal.SIGKILL)
    world.delay = 0


@pytest.mark.parametrize("after", [1, 2, 3, 12, 30, 1_000])
def test_an_update_that_is_killed_pays_nothing_twice_and_loses_no_news(
    reader: Reader, world: World, states: TwoStates, tmp_path: Path, after: int
) -> None:
    calm = Reader(world, states, tmp_path / "calm")
    calm.build()
    expected = sorted(states.change(SEVERAL))
    paid = world.credits()
    calm.update()
    usual = world.credits() - paid
    kill_while_asking(reader, world, after)
    reader.update()
    assert reader.told() == calm.told() == expected
    at_work = 1  # a question may have been paid whose answer came too late
    assert world.credits() - paid - usual <= usual + at_work


def test_news_survive_a_graph_that_cannot_be_written(reader: Reader, states: TwoStates) -> None:
    """Everything has been asked by then, and is in the archive."""
    expected = sorted(states.change(SEVERAL))
    with EmbeddedStore(reader.run.home / "graph.kgl", "write"):
        reader.update("-q", code=1)
    assert reader.told() == []
    assert "Asked: nothing." in reader.update()
    assert reader.told() == expected


def test_a_build_in_between_does_not_swallow_news(reader: Reader, states: TwoStates) -> None:
    reader.update()
    expected = sorted(states.change(SEVERAL))
    reader.build("--refresh")
    reader.update("--again")
    assert reader.told() == expected


@pytest.mark.parametrize(
    ("setting", "named"),
    [("OPENALEX_URL", "OpenAlex"), ("HF_ENDPOINT", "Hugging Face Hub"),
     ("GITHUB_API_URL", "GitHub")],
)  # fmt: skip
def test_a_service_that_is_down_takes_nothing_away_and_is_told(
    reader: Reader, states: TwoStates, setting: str, named: str
) -> None:
    expected = sorted(states.change(SEVERAL))
    working = reader.run.environment[setting]
    reader.run.environment[setting] = NOWHERE
    said = reader.update(code=3)
    assert f"Not complete: {named}" in said.replace("the Hugging", "Hugging").replace("The ", "")
    assert set(reader.told()) < set(expected)
    reader.run.environment[setting] = working
    reader.update()
    assert reader.told() == expected, "the same command goes on with what is missing"


def test_all_services_down_is_no_news(reader: Reader) -> None:
    for setting in ("OPENALEX_URL", "HF_ENDPOINT", "GITHUB_API_URL", "S2_API_URL"):
        reader.run.environment[setting] = NOWHERE
    assert "Nothing new in what could be asked." in reader.update(code=3)
    assert reader.told() == []


def test_what_leaves_the_list_or_joins_it_is_no_news(reader: Reader, states: TwoStates) -> None:
    reader.update()
    reader.write([states.lines[0], *states.lines[3:], "W2000000003", "W2000000005"])
    reader.build()
    reader.update("--again")
    assert reader.told() == []


def test_a_paper_that_joined_is_looked_after_from_then_on(
    reader: Reader, states: TwoStates
) -> None:
    reader.write([*states.lines, "W2000000002"])
    reader.build()
    reader.update()
    states.universe.works["W2000000002"]["is_retracted"] = True
    reader.update("--again")
    assert reader.told() == [("retracted", "W2000000002")]


def test_without_a_graph_it_says_what_to_do(
    world: World, states: TwoStates, tmp_path: Path
) -> None:
    reader = Reader(world, states, tmp_path / "none")
    assert "citeloom build" in reader.update(code=1)
    assert world.asked() == []


def test_stdin_is_refused(reader: Reader) -> None:
    assert reader.run("update", "-").code == 2


def test_sample_data_is_not_asked_for(world: World, tmp_path: Path) -> None:
    run = over(world, tmp_path / "sample")
    example = str(ROOT / "examples/daily-papers.txt")
    archive = ("--archive", str(ROOT / "examples/sample-archive.jsonl"))
    assert run("build", example, *archive, "--offline", "-q").code == 0
    done = run("update", example, *archive)
    assert (done.code, world.asked()) == (2, [])
    assert "sample data" in done.err
