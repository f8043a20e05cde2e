"""Builds of a small list that something disturbs, and the graph of one that nothing disturbs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.services.access import PACES
from citeloom.enrich.services.pace import Pace
from tests.citeloom.command_line import ROOT, CommandLine, Ran, over
from tests.citeloom.disturbed_builds import (
    LISTING,
    compare,
    flatten,
    make_universe,
    mend,
    read_content,
)
from tests.queries.stores import server as open_server
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from tests.citeloom.disturbed_builds import Content
    from tests.neo4j_server import Neo4jAddress

BUILD = ("build", "--citing", "2", "-q")
ENDS = (0, 3)  # whole, or with something told that is missing
USUAL = {service: PACES.get(service, Pace()) for service in ("openalex", "hub", "s2", "github")}
FAST: dict[str, Any] = {"per_second": 1_000.0, "backoff": 0.001}
# What takes minutes for a user takes parts of a second here; the limits are the same.
HURRIED: dict[str, Any] = {
    **FAST, "connect": 0.5, "read": 0.3, "total": 0.6, "max_bytes": 2_000_000, "attempts": 2,
}  # fmt: skip


@contextmanager
def _at_pace(limits: dict[str, Any]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for service, usual in USUAL.items():
            patch.setitem(PACES, service, replace(usual, **limits))
        yield


def hurried() -> AbstractContextManager[None]:
    """Let services be asked fast, and given up soon; for those that a fault holds up."""
    return _at_pace(HURRIED)


def patient() -> AbstractContextManager[None]:
    """Let services be asked fast, and waited for on a busy machine; for those that are well."""
    return _at_pace(FAST)


def write_listing(home: Path) -> str:
    """Write the small list into a folder; return its address."""
    path = home / "list.txt"
    path.write_text(LISTING, encoding="utf-8")
    return str(path)


@cache
def read_undisturbed() -> tuple[Content, int]:
    """Return the graph of the small list where nothing goes wrong, and the credits it costs."""
    with tempfile.TemporaryDirectory() as folder, World(make_universe()) as world, patient():
        home = Path(folder)
        done = over(world, home)(*BUILD, write_listing(home))
        assert done.code == 0, done.err
        return read_content(home), count_credits(world)


def count_credits(world: World) -> int:
    """Return what was paid at OpenAlex in all."""
    return sum(each.credits for each in world.asked())


def check_end(done: Ran, codes: tuple[int, ...] = ENDS) -> str:
    """Say what is wrong with the end of a command: no code of these, a traceback, no sentence."""
    if "Traceback" in done.err:
        return f"a traceback: {done.err.splitlines()[-1]}"
    if done.code not in codes:
        return f"it ended with {done.code}: {done.err[:300]}"
    return "" if done.code == 0 or done.err.strip() else f"it ended with {done.code} and no word"


def check_rerun(
    run: CommandLine, listing: str, world: World, server: Neo4jAddress | None = None
) -> str:
    """Let all services be well, build again, and compare the graph with the undisturbed one."""
    mend(world)
    with patient():
        again = run(*BUILD, listing)
    if again.code != 0:
        return f"the build after it ended with {again.code}: {again.err[:300]}"
    if server is None:
        content = read_content(run.home)
    else:
        with open_server(server) as store:
            content = flatten(store)
    return compare_whole(content)


def compare_whole(content: Content) -> str:
    """Say in what a graph differs from the undisturbed one."""
    found = compare(content, read_undisturbed()[0])
    return f"{len(found)} differences: {found[0][:300]}" if found else ""


@contextmanager
def start(run: CommandLine, listing: str, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a build as a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "citeloom", *BUILD, listing],
        env={**os.environ, **run.environment, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        **options,
    ) as process:
        yield process
