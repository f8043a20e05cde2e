"""What an update tells and what it costs: 30 changes of eleven kinds among 500 works.

::

    python -m bench.news

A list of 46 papers is built against a server that behaves like the four services; then 30 things
happen that a reader of the list should hear of, and more that nobody wants to hear of: counts,
stars, capitals in titles, works that cite something else. The update asks the real clients.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench.enrich import settings_for
from citeloom.pipeline import BuildOptions, build
from citeloom.progress import Silent
from citeloom.update import UpdateOptions, update
from tests.world import World
from tests.world.two_states import TwoStates

if TYPE_CHECKING:
    from citeloom.settings import Settings
    from citeloom.update import UpdateReport

WORKS, LISTED = 500, 46
CHANGES = {
    "citing": 5, "retracted": 3, "published": 3, "changed": 3, "moved": 2, "archived": 2,
    "gone": 2, "code": 3, "model": 3, "dataset": 2, "found": 2,
}  # fmt: skip


def main() -> None:
    """Print the tables."""
    states = TwoStates(WORKS, LISTED)
    with tempfile.TemporaryDirectory() as folder, World(states.universe) as world:
        home = Path(folder)
        listing = home / "list.txt"
        listing.write_text("\n".join(states.lines), encoding="utf-8")
        settings = settings_for(world, home)
        options = UpdateOptions(BuildOptions(graph=settings.graph_address()), again=True)
        build([str(listing)], options.build, settings, Silent())
        print(f"{len(states.lines)} papers listed, {len(states.universe.works)} works; the build "
              f"cost {world.credits()} credits and {len(world.asked())} requests")  # fmt: skip
        runs = [run("nothing has changed", world, listing, settings, options)]
        wanted = states.change(CHANGES)
        states.add_noise()
        world.github_left = 60  # an hour has passed
        runs.append(run(f"{len(wanted)} changes", world, listing, settings, options))
        world.github_left = 60
        runs.append(run("the day after", world, listing, settings, options))
        lately = UpdateOptions(options.build)
        runs.append(run("once more on the same day", world, listing, settings, lately))
        print("\n| update | reported | OpenAlex credits | requests: OpenAlex | Hub | GitHub | all "
              "| seconds |\n|---|---|---|---|---|---|---|---|")  # fmt: skip
        for line, _ in runs:
            print(line)
        found = {(each.kind, each.subject) for each in runs[1][1].news}
        print_kinds(wanted, found)


def run(
    name: str, world: World, listing: Path, settings: Settings, options: UpdateOptions
) -> tuple[str, UpdateReport]:
    """Update, and return a line of the table and the report."""
    asked, paid, began = len(world.asked()), world.credits(), time.monotonic()
    done = update([str(listing)], options, settings, Silent())
    seconds = time.monotonic() - began
    by_service = Counter(each.service for each in world.asked()[asked:])
    counts = [by_service[each] for each in ("openalex", "hub", "github")]
    cells = (name, len(done.news), world.credits() - paid, *counts, sum(by_service.values()))
    for warning in done.warnings:
        print(f"Not complete: {warning}")
    return f"| {' | '.join(map(str, cells))} | {seconds:.1f} |", done


def print_kinds(wanted: set[tuple[str, str]], found: set[tuple[str, str]]) -> None:
    """Print what was seeded and what was told, by kind."""
    print("\n| kind | changes | reported | missed | reported and not so |\n|---|---|---|---|---|")
    for kind in (*CHANGES, "all"):
        seeded, told = (
            {each for each in group if kind in (each[0], "all")} for group in (wanted, found)
        )
        print(f"| {kind} | {len(seeded)} | {len(seeded & told)} | {len(seeded - told)} "
              f"| {len(told - seeded)} |")  # fmt: skip
    for what, group in (("missed", wanted - found), ("not so", found - wanted)):
        for kind, subject in sorted(group):
            print(f"{what}: {kind} {subject}")


if __name__ == "__main__":
    main()
