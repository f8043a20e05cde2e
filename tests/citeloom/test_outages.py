"""After an outage and a rerun the graph is that of a build which nothing has disturbed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.citeloom.command_line import ROOT, over
from tests.citeloom.disturbed_builds import (
    LISTING,
    OUTAGES,
    compare,
    flatten,
    make_universe,
    mend,
    read_content,
    use_server,
)
from tests.queries.stores import server
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.citeloom.disturbed_builds import Content
    from tests.neo4j_server import Neo4jAddress


@pytest.fixture(scope="module")
def listing(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("listing") / "list.txt"
    path.write_text(LISTING, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def undisturbed(listing: str, tmp_path_factory: pytest.TempPathFactory) -> Content:
    home: Path = tmp_path_factory.mktemp("undisturbed")
    with World(make_universe()) as world:
        done = over(world, home)("build", listing, "--citing", "2", "-q")
    assert done.code == 0, done.err
    return read_content(home)


@pytest.fixture
def world() -> Iterator[World]:
    with World(make_universe()) as running:
        yield running


@pytest.mark.parametrize("case", OUTAGES)
def test_a_rerun_after_an_outage_gives_the_graph_of_an_undisturbed_build(
    world: World, tmp_path: Path, listing: str, undisturbed: Content, case: str
) -> None:
    run = over(world, tmp_path)
    OUTAGES[case](world)
    first = run("build", listing, "--citing", "2")
    assert first.code == 3, "the outage disturbed nothing"
    mend(world)
    again = run("build", listing, "--citing", "2", "-q")
    assert again.code == 0, again.err
    assert compare(read_content(tmp_path), undisturbed) == []


@pytest.mark.parametrize("after", sorted(random.Random(12).sample(range(1, 60), 6)))
def test_a_build_killed_at_any_point_then_an_outage_then_a_rerun(
    world: World, tmp_path: Path, listing: str, undisturbed: Content, after: int
) -> None:
    run = over(world, tmp_path)
    command = ("build", listing, "--citing", "2", "-q")
    with subprocess.Popen(
        [sys.executable, "-m", "citeloom", *command],
        env={**os.environ, **run.environment, "PYTHONPATH": str(ROOT)},
    ) as victim:
        while len(world.asked()) < after and victim.poll() is None:
            time.sleep(0.002)
        victim.send_signal(signal.SIGKILL)
    OUTAGES["OpenAlex and the Hub are down"](world)
    assert run(*command).code in (0, 3)
    mend(world)
    again = run(*command)
    assert again.code == 0, again.err
    assert compare(read_content(tmp_path), undisturbed) == []


@pytest.mark.parametrize("case", ["OpenAlex is down", "the Hub is down", "all are down"])
def test_what_another_build_has_made_stays(
    world: World, tmp_path: Path, listing: str, case: str
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("W2001\nA Study of Looms and Their Weavers\nW1009\n", encoding="utf-8")
    disturbed, calm = over(world, tmp_path / "disturbed"), over(world, tmp_path / "calm")
    for run in (disturbed, calm):
        assert run("build", str(other), "-q").code == 0
    OUTAGES[case](world)
    assert disturbed("build", listing, "-q").code == 3
    mend(world)
    for run in (disturbed, calm):
        assert run("build", listing, "-q").code == 0
    assert compare(read_content(disturbed.home), read_content(calm.home)) == []


def test_an_id_that_others_may_hold_leads_to_the_paper(
    world: World, tmp_path: Path, listing: str
) -> None:
    run = over(world, tmp_path)
    OUTAGES["all are down"](world)
    assert run("build", listing, "-q").code == 3
    given = [key[2] for key in read_content(tmp_path) if key[:2] == ("node", "Paper")]
    mend(world)
    assert run("build", listing, "-q").code == 0
    papers = [node for key, node in read_content(tmp_path).items() if key[:2] == ("node", "Paper")]
    for old in given:
        done = run("query", "references", "-p", f"paper={old}")
        assert done.code == 0, done.err
    assert len([each for each in papers if each.get("listed")]) == len(given)


def test_a_rerun_that_learns_nothing_changes_nothing(
    world: World, tmp_path: Path, listing: str
) -> None:
    run = over(world, tmp_path)
    OUTAGES["OpenAlex is down"](world)
    assert run("build", listing, "-q").code == 3
    before = read_content(tmp_path)
    again = run("build", listing)
    assert again.code == 3
    assert "nothing new" in again.out
    assert read_content(tmp_path) == before


@pytest.mark.parametrize("case", ["OpenAlex is down", "the Hub is down", "all are down"])
def test_the_same_holds_on_a_server(
    neo4j_address: Neo4jAddress, world: World, tmp_path: Path, listing: str,
    undisturbed: Content, case: str,
) -> None:  # fmt: skip
    run = over(world, tmp_path)
    use_server(run, neo4j_address)
    OUTAGES[case](world)
    assert run("build", listing, "--citing", "2", "-q").code == 3
    mend(world)
    assert run("build", listing, "--citing", "2", "-q").code == 0
    with server(neo4j_address) as store:
        assert compare(flatten(store), undisturbed) == []
