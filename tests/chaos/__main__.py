"""Do everything to Citeloom that is known to break programs, and say what held.

::

    python -m tests.chaos [--only WORDS] [--seed N] [--short] [--without-servers]

It prints each trial that did not hold as it ends, and a table of the kinds: tried, held. It fails
where anything did not hold. `--only` takes words of the kind, `--seed` draws other places.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from tests.chaos.listings import list_damaged_listings, list_lengths
from tests.chaos.machine import list_damaged_files, list_machine_faults
from tests.chaos.selections import SELECTIONS, try_selections
from tests.chaos.service_faults import list_budgets, list_network_faults, list_service_faults
from tests.chaos.together import SERVER_KILLS, list_companions, list_kills, list_server_kills
from tests.chaos.trial import Outcome, try_each
from tests.neo4j_server import Neo4jMissing, running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.chaos.trial import Trial

SHORT = 1  # trials of each kind in the short form


def list_trials(seed: int, *, short: bool = False) -> list[Trial]:
    """Return all trials but those that are tests already.

    Args:
        seed: Draws places and times, and in the short form the trials.
        short: One of each kind, and shorter texts.
    """
    every = [
        *list_service_faults(),
        *list_network_faults(),
        *list_budgets(),
        *list_kills(50, seed),
        *list_companions(10),
        *list_machine_faults(),
        *list_damaged_files(50, seed),
        *list_damaged_listings(10_000, seed),
        *list_lengths(short=short),
    ]
    if not short:
        return every
    kinds: dict[str, list[Trial]] = {}
    for each in every:
        kinds.setdefault(each.kind, []).append(each)
    chance = random.Random(seed)
    return [
        each for trials in kinds.values() for each in chance.sample(trials, min(SHORT, len(trials)))
    ]


def tell(outcomes: Iterable[Outcome]) -> int:
    """Print what did not hold as it comes, and the table; return how many did not hold."""
    counts: dict[str, Counter[str]] = {}
    for each in outcomes:
        count = counts.setdefault(each.kind, Counter())
        held = each.is_tried and not each.why
        count.update(tried=each.is_tried, held=held, left=not each.is_tried)
        if each.is_tried and each.why:
            print(f"DID NOT HOLD  {each.kind}: {each.name}\n    {each.why[:600]}", flush=True)
    counts["all"] = sum(counts.values(), Counter())
    wide = max(len(kind) for kind in counts)
    print(f"\n{'kind':{wide}}  tried   held")
    for kind, count in counts.items():
        mark = "" if count["tried"] == count["held"] else "   <-"
        left = f"   and {count['left']} left out" if count["left"] else ""
        print(f"{kind:{wide}}  {count['tried']:>5}  {count['held']:>5}{mark}{left}")
    return counts["all"]["tried"] - counts["all"]["held"]


def main() -> int:
    """Read the command line, do the trials, return 1 where something did not hold."""
    reader = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    reader.add_argument("--only", default="", help="words that the kind holds")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--short", action="store_true")
    reader.add_argument("--without-servers", action="store_true")
    given = reader.parse_args()
    every = list_trials(given.seed, short=given.short)
    trials = [each for each in every if given.only in each.kind]
    kinds = {*SELECTIONS, SERVER_KILLS, *(each.kind for each in every)}
    if not any(given.only in kind for kind in kinds):
        reader.error(f"no kind of trial holds `{given.only}`: {'; '.join(sorted(kinds))}")
    if given.short:
        return 1 if tell(try_each(trials)) else 0
    servers = not given.without_servers
    selected = try_selections(given.only, servers=servers)
    killed = _try_server_kills(given.only, given.seed) if servers else ()
    return 1 if tell(chain(try_each(trials), killed, selected)) else 0


def _try_server_kills(only: str, seed: int) -> Iterator[Outcome]:
    """Start a Neo4j server, where one can be had, and kill builds into it."""
    if only not in SERVER_KILLS:
        return
    try:
        with running() as server:
            yield from try_each(list_server_kills(50, seed, server.address))
    except Neo4jMissing as missing:
        yield Outcome(SERVER_KILLS, "all", str(missing), is_tried=False)


if __name__ == "__main__":
    sys.exit(main())
