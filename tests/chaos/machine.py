"""A machine on a bad day: no room, nowhere to write, a wrong clock, damaged files."""

from __future__ import annotations

import random
import resource
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.services import ledger
from tests.chaos.builds import (
    BUILD,
    check_end,
    check_rerun,
    compare_whole,
    patient,
    start,
    write_listing,
)
from tests.chaos.trial import Trial
from tests.citeloom.command_line import over
from tests.citeloom.disturbed_builds import make_universe, read_content
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SIZES = (0, 1, 4, 16, 32, 64, 128, 256, 512, 1024)  # KiB that a file may have
TOLD = (0, 1, 2, 3)
GRAPH_FILE = "graph.kgl"
HOURS = (-1, -24, -24 * 365, -24 * 365 * 40, 24 * 365 * 20)


def list_machine_faults() -> Iterator[Trial]:
    """Yield trials of room, folders and clocks."""
    for size in SIZES:
        yield Trial("a full disk", f"files of at most {size} KiB", partial(_fill_disk, size))
    for name, make in UNWRITABLE.items():
        yield Trial("a home that cannot be written", name, partial(_take_home_away, make))
    for hours in HOURS:
        yield Trial("a clock that is wrong", f"{hours} hours", partial(_turn_clock, hours))


def _fill_disk(size: int, home: Path) -> str:
    listing = write_listing(home)
    limit = (size * 1024, resource.RLIM_INFINITY)
    with World(make_universe()) as world, patient():
        run = over(world, home)
        with start(
            run, listing, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        ) as process:
            said = process.communicate()[1].decode()
        if "Traceback" in said or process.returncode not in TOLD:
            return f"it ended with {process.returncode}: {said[-300:]}"
        if process.returncode and not said.strip():
            return f"it ended with {process.returncode} and no word"
        return check_rerun(run, listing, world)


def _make_file(home: Path) -> Path:
    (home / "home").write_text("no folder")
    return home / "home"


def _make_link_to_nowhere(home: Path) -> Path:
    (home / "home").symlink_to(home / "nowhere" / "at all")
    return home / "home"


UNWRITABLE: dict[str, Callable[[Path], Path]] = {
    "a file": _make_file,
    "a link that leads nowhere": _make_link_to_nowhere,
    "below a file": lambda home: _make_file(home) / "below",
    "a folder of the system": lambda home: home.__class__("/proc/citeloom"),
}


def _take_home_away(make: Callable[[Path], Path], home: Path) -> str:
    listing = write_listing(home)
    with World(make_universe()) as world, patient():
        why = check_end(over(world, make(home))(*BUILD, listing), (1, 2))
        asked = len(world.asked())
        return why or (f"{asked} requests were sent in vain" if asked else "")


def _turn_clock(hours: int, home: Path) -> str:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(hours=hours)

    listing = write_listing(home)
    with World(make_universe()) as world, patient():
        run = over(world, home)
        why = check_end(run(*BUILD, listing), (0,))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ledger, "datetime", Clock)
            turned = datetime.fromisoformat(ledger.now()) - datetime.now(UTC)
            assert abs(turned - timedelta(hours=hours)) < timedelta(minutes=1), "it was not turned"
            why = why or check_end(run(*BUILD, listing, "--refresh"), (0,))
        return why or check_rerun(run, listing, world)


def list_damaged_files(count: int, seed: int) -> Iterator[Trial]:
    """Yield archives and graph files with bytes that are turned round, cut or put in."""
    chance = random.Random(seed)
    for number in range(count):
        state = chance.randrange(2**32)
        for name, suffix in (("archive", "archive.sqlite"), ("graph file", GRAPH_FILE)):
            run = partial(_damage, suffix, state)
            yield Trial(f"a damaged {name}", f"{number}: seed {state}", run)


def _damage(name: str, state: int, home: Path) -> str:
    listing = write_listing(home)
    with World(make_universe()) as world, patient():
        run = over(world, home)
        first = run(*BUILD, listing)
        if first.code != 0:
            return first.err
        path = next(home.rglob(name))
        path.write_bytes(spoil(path.read_bytes(), random.Random(state)))
        if name != GRAPH_FILE:  # so that the graph is made of what is damaged
            (home / GRAPH_FILE).unlink()
        for command in (("status",), ("query", "listing"), (*BUILD, listing)):
            done = run(*command)
            why = check_end(done, TOLD)
            if why:
                return f"{command[0]}: {why}"
        if not path.exists():
            return f"{name} is gone"
        # Where the last build says that all is well, it has to be.
        return compare_whole(read_content(home)) if done.code == 0 else ""


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes turned round, its end cut off, or bytes put in."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 3, 40))):
        place = chance.randrange(len(found))
        found[place] ^= 1 << chance.randrange(8)
    how = chance.randrange(4)
    if how == 0:
        del found[chance.randrange(len(found)) :]
    elif how == 1:
        place = chance.randrange(len(found))
        found[place:place] = chance.randbytes(chance.randrange(1, 5_000))
    return bytes(found)
