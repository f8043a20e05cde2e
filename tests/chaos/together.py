"""Builds that are killed, builds beside each other, and readers beside a build."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from citeloom.graph.errors import CiteloomError
from citeloom.graph.stores.open_store import open_store
from tests.chaos.builds import (
    BUILD,
    check_end,
    check_rerun,
    count_credits,
    patient,
    read_undisturbed,
    start,
    write_listing,
)
from tests.chaos.trial import Trial
from tests.citeloom.command_line import Ran, over
from tests.citeloom.disturbed_builds import make_universe, use_server
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.neo4j_server import Neo4jAddress

REQUESTS = 62  # of an undisturbed build, nearly
# OpenAlex is asked for credits by one thread: the question that was under way when a build died is
# paid again, and nothing else. The dearest costs so much.
UNDER_WAY, DEAREST = 1, 10
READERS = 10
SERVER_KILLS = "kills of builds into Neo4j"


def list_kills(count: int, seed: int) -> Iterator[Trial]:
    """Yield builds that are killed after so many requests, or while the graph is published."""
    chance = random.Random(seed)
    for number in range(count):
        after, later = chance.randrange(REQUESTS), chance.random() * 0.5
        name = f"{number}: after {after} requests and {later:.3f} s"
        yield Trial("kills", name, partial(_kill, after, later))
    for number in range(max(1, count // 5)):
        later = chance.random() * 0.02
        name = f"{number}: {later:.4f} s after the file of the new graph appears"
        yield Trial("kills while the graph is published", name, partial(_kill_publishing, later))


def list_server_kills(count: int, seed: int, server: Neo4jAddress) -> Iterator[Trial]:
    """Yield builds into a server that are killed after so many requests, and so much later."""
    chance = random.Random(seed)
    for number in range(count):
        after, later = chance.randrange(REQUESTS), chance.random() * 3
        name = f"{number}: after {after} requests and {later:.3f} s"
        run = partial(_kill, after, later, server=server)
        yield Trial(SERVER_KILLS, name, run)


def _kill(after: int, later: float, home: Path, server: Neo4jAddress | None = None) -> str:
    listing = write_listing(home)
    with World(make_universe()) as world, patient():
        run = over(world, home)
        if server is not None:
            use_server(run, server)
        with start(run, listing) as victim:
            while len(world.asked()) < after and victim.poll() is None:
                time.sleep(0.002)
            time.sleep(later)
            victim.send_signal(signal.SIGKILL)
        return check_rerun(run, listing, world, server) or _check_paid_once(world)


def _kill_publishing(later: float, home: Path) -> str:
    listing = write_listing(home)
    with World(make_universe()) as world, patient():
        run = over(world, home)
        with start(run, listing) as victim:
            while not list(home.glob("*graph.kgl*")) and victim.poll() is None:
                time.sleep(0.0005)
            time.sleep(later)
            victim.send_signal(signal.SIGKILL)
        return check_rerun(run, listing, world) or _check_paid_once(world)


def _check_paid_once(world: World) -> str:
    asked = Counter(
        (each.service, each.path, str(each.query)) for each in world.asked() if each.credits
    )
    twice = [path for path, count in asked.items() if count > 1]
    if len(twice) > UNDER_WAY:
        return f"paid twice: {twice[:3]}"
    paid, usual = count_credits(world), read_undisturbed()[1]
    return f"{paid} credits were paid instead of {usual}" if paid > usual + DEAREST else ""


def list_companions(count: int) -> Iterator[Trial]:
    """Yield pairs of builds into one graph, and a build that ten readers look at."""
    for number in range(count):
        yield Trial("two builds at once", str(number), _build_twice)
    for number in range(max(1, count // 3)):
        yield Trial("ten readers during builds", str(number), _read_meanwhile)


def _build_twice(home: Path) -> str:
    listing = write_listing(home)
    with World(make_universe()) as world, patient():
        run = over(world, home)
        with start(run, listing) as one, start(run, listing) as other:
            said = [each.communicate()[1].decode() for each in (one, other)]
        ended = [Ran(one.returncode, "", said[0]), Ran(other.returncode, "", said[1])]
        why = " ".join(check_end(each, (0, 1)) for each in ended).strip()
        if why or all(each.code for each in ended):
            return why or f"neither of them built: {said}"
        return check_rerun(run, listing, world)


def _read_meanwhile(home: Path) -> str:
    listing = write_listing(home)
    wrong: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                with open_store(str(home / "graph.kgl"), mode="read") as store:
                    counted = store.read("MATCH (p:Paper {listed: true}) RETURN count(p)").rows
                if counted[0][0] != 12:
                    wrong.append(f"a reader found {counted[0][0]} of 12 papers")
            except CiteloomError as error:
                wrong.append(f"a reader was told: {error}")

    with World(make_universe()) as world, patient():
        run = over(world, home)
        first = run(*BUILD, listing)
        if first.code != 0:
            return first.err
        readers = [threading.Thread(target=read) for _ in range(READERS)]
        for each in readers:
            each.start()
        for _ in range(3):
            why = check_end(run(*BUILD, "--refresh", listing), (0,))
            wrong += [why] if why else []
        done.set()
        for each in readers:
            each.join()
        return wrong[0] if wrong else check_rerun(run, listing, world)
