"""A run that is killed with -9 pays for nothing that it has to pay for again."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive

if TYPE_CHECKING:
    from tests.world import Universe, World

ROOT = Path(__file__).parents[3]
WORKS = 250


@pytest.fixture
def universe(universe: Universe) -> Universe:
    for place in range(WORKS):
        universe.add_work(f"W{1_000 + place}", f"Subject number {place}")
    return universe


def run(world: World, path: Path) -> subprocess.Popen[str]:
    """Start a process that asks for lists, single works and titles, one after the other."""
    code = textwrap.dedent(f"""
        from citeloom.enrich.archive import Archive
        from citeloom.enrich.services.ledger import Meter
        from citeloom.enrich.services.openalex import OpenAlex
        from citeloom.enrich.services.pace import Pace
        from citeloom.enrich.services.service_session import ServiceSession

        with Archive.open({str(path)!r}, mode="write") as archive:
            meter = Meter(lambda spent: archive.spend("run", spent))
            session = ServiceSession(
                "openalex", {world.openalex_url!r}, meter=meter, pace=Pace(per_second=1_000)
            )
            openalex = OpenAlex(session, archive)
            openalex.find_by_id([f"W{{1_000 + place}}" for place in range({WORKS})])
            for place in range(5):
                openalex.look_up(f"W9{{place:03}}")
                openalex.search_title(f"Subject number {{place}}")
            print("done", flush=True)
    """)
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("answered", [0, 1, 2, 4, 5, 10])
def test_killed_while_waiting_for_an_answer_it_goes_on_from_there(
    world: World, tmp_path: Path, answered: int
) -> None:
    path = tmp_path / "archive.sqlite"
    world.faults.add("openalex", "slow", seconds=3_600)
    world.faults.skip("openalex", answered)
    with run(world, path) as first:
        while world.faults.left() and first.poll() is None:
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
    assert len([each for each in world.asked() if each.status]) == answered
    with run(world, path) as second:
        output, _ = second.communicate()
    assert output == "done\n"
    # Three lists at one credit, five searches at ten: what one undisturbed run pays.
    assert world.credits() == 53
    asked = [each.path for each in world.asked() if each.status]
    assert len(asked) == len(set(asked)), "the same question was answered twice"
    with Archive.open(path, mode="read") as archive:
        assert archive.read_spending()["openalex"].credits == 53, "the ledger has to survive too"
        assert archive.count_records()["openalex", "work"] == WORKS
