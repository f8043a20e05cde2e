"""Put faults into the code on purpose, and say which of them the nearest tests do not notice.

`make mutants` tries 200 of them, drawn by a seed. `make mutants N=1000 SEED=2 MODULE=guard` draws
more or others, from modules with this in their path. Each is tried in a copy of the sources.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tests.neo4j_server import Neo4jMissing, running
from tools.mutate import list_mutants
from tools.read_imports import ROOMS, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.mutate import Mutant

# Which modules are tried, and the tests that are near them and quick.
NEAREST = {
    "enrich/matching/*.py": ("tests/enrich/matching",),
    "queries/related_work/*.py": ("tests/queries/related_work",),
    "citeloom/build_plan.py": ("tests/citeloom", "-k", "build_plan or dry_run"),
    "graph/loading/unify.py": ("tests/graph/test_identity.py", "tests/graph/test_load.py",
                               "tests/graph/test_order.py", "-k", "not neo4j"),
    "queries/guard.py": ("tests/queries/guard", "-k", "not neo4j"),
}  # fmt: skip
# Tests of faults that only a server's own plans give away.
ON_SERVER = {"queries/guard.py": ("tests/queries/guard", "-k", "neo4j")}
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0")
FLOOR = 0.8  # so many of them have to be noticed
# Faults that change nothing that anybody can see: the module and the change, and why.
EQUIVALENT: dict[tuple[str, str], str] = {
    ("enrich/matching/compare_titles.py", "-    EQUAL = 5\n+    EQUAL = 6"):
        "the numbers are there for their order alone",
    ("graph/loading/unify.py", "-BATCH = 5_000\n+BATCH = 5001"):
        "how many are written at once changes nothing that is written",
    (
        "queries/related_work/groups.py",
        (
            "-        for heading, part in zip(named, large, strict=True)\n"
            "+        for heading, part in zip(named, large, strict=False)"
        ),
    ): "both have one item for each group",
}  # fmt: skip
PATIENCE = 60  # seconds, and ten times what the tests take by themselves: longer is for ever


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, and the tests that ought to notice it."""

    mutant: Mutant
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the sources, laid out as they are installed: the rooms stand in `citeloom`."""

    folder: Path

    def run(self, tests: Sequence[str], seconds: float | None = None) -> str:
        """Run tests on this copy; return an empty string if they pass, else what was printed."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(  # noqa: S603 - our own tests
                [sys.executable, *PYTEST, *tests],
                cwd=self.folder, env=environment, capture_output=True, timeout=seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"no end after {seconds:.0f} seconds"
        return (done.stdout + done.stderr).decode() if done.returncode else ""

    def notices(self, mutant: Mutant, tests: Sequence[str], seconds: float) -> bool:
        """Tell whether tests fail when a mutant stands for its module."""
        module = self.folder / find_installed(mutant.path)
        whole = module.read_bytes()
        module.write_text(mutant.text, encoding="utf-8")
        try:
            return bool(self.run(tests, seconds))
        finally:
            module.write_bytes(whole)


def copy_sources(folder: Path) -> Copy:
    """Copy the rooms, the tests and what the tests read."""
    for name in (*ROOMS, "tests", "bench", "docs", "examples", "tools"):
        target = folder / (find_installed(name) if name in ROOMS else name)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target, ignore=ignored, dirs_exist_ok=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return Copy(folder)


def find_installed(path: str) -> str:
    """Return where a file of a room is once it is installed."""
    return path if path.partition("/")[0] == "citeloom" else f"citeloom/{path}"


def draw(count: int, seed: int, part: str) -> list[Trial]:
    """Draw mutants of all modules whose path has a part, in the order of their places."""
    known = [
        Trial(mutant, tests)
        for pattern, tests in NEAREST.items()
        for path in sorted(ROOT.glob(pattern))
        for mutant in read_mutants(path.relative_to(ROOT).as_posix())
        if part in mutant.path and (mutant.path, mutant.change) not in EQUIVALENT
    ]
    numbers = random.Random(seed).sample(range(len(known)), min(count, len(known)))  # noqa: S311 - a sample
    return [known[number] for number in sorted(numbers)]


def read_mutants(path: str) -> list[Mutant]:
    """Return the mutants of a module."""
    return list_mutants(path, (ROOT / path).read_text(encoding="utf-8"))


def try_each(chosen: Sequence[Trial], folder: Path, jobs: int) -> list[Trial]:
    """Return the mutants that their tests do not notice; so many are tried at a time."""
    copies: SimpleQueue[Copy] = SimpleQueue()
    for number in range(jobs):
        copies.put(copy_sources(folder / str(number)))

    def time_of(tests: tuple[str, ...]) -> float:
        copy, began = copies.get(), time.monotonic()
        problem = copy.run(tests)
        copies.put(copy)
        if problem:
            raise SystemExit(f"Without any fault these fail: {' '.join(tests)}\n{problem}")
        return time.monotonic() - began

    def survives(trial: Trial) -> bool:
        copy = copies.get()
        noticed = copy.notices(trial.mutant, trial.tests, PATIENCE + 10 * seconds[trial.tests])
        copies.put(copy)
        sys.stderr.write("." if noticed else "s")
        return not noticed

    with ThreadPoolExecutor(jobs) as pool:
        sets = list(dict.fromkeys(trial.tests for trial in chosen))
        seconds = dict(zip(sets, pool.map(time_of, sets), strict=True))
        return [
            trial for trial, alive in zip(chosen, pool.map(survives, chosen), strict=True) if alive
        ]


def try_on_server(survivors: Sequence[Trial], folder: Path) -> list[Trial]:
    """Try once more, with a Neo4j server, the mutants that may be noticed there only."""
    waiting = [
        replace(trial, tests=ON_SERVER[trial.mutant.path])
        for trial in survivors
        if trial.mutant.path in ON_SERVER
    ]
    if not waiting:
        return list(survivors)
    try:
        with running() as server:
            os.environ["CITELOOM_TEST_NEO4J"] = server.address.uri
            left = try_each(waiting, folder, jobs=1)
    except Neo4jMissing as missing:
        print(f"Not tried on a server: {missing}")
        return list(survivors)
    alive = {trial.mutant for trial in left}
    return [
        trial for trial in survivors if trial.mutant.path not in ON_SERVER or trial.mutant in alive
    ]


def main() -> int:
    """Try mutants, print those that survive, and count."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("-n", type=int, default=200, help="how many to try")
    parser.add_argument("--seed", type=int, default=1, help="which to draw")
    parser.add_argument("--module", default="", help="only modules with this in their path")
    options = parser.parse_args()
    chosen = draw(options.n, options.seed, options.module)
    with tempfile.TemporaryDirectory() as folder:
        survivors = try_each(chosen, Path(folder, "apart"), os.cpu_count() or 1)
        survivors = try_on_server(survivors, Path(folder, "server"))
    sys.stderr.write("\n")
    for mutant in (trial.mutant for trial in survivors):
        print(f"\nsurvives: {mutant.path}:{mutant.line}\n{mutant.change}")
    print()
    tried = Counter(trial.mutant.path for trial in chosen)
    left = Counter(trial.mutant.path for trial in survivors)
    for path, count in tried.items():
        print(f"{count:5} tried, {count - left[path]:4} killed   {path}")
    print(f"{len(chosen)} tried, {len(chosen) - len(survivors)} killed")
    return 0 if len(survivors) <= (1 - FLOOR) * len(chosen) else 1


if __name__ == "__main__":
    raise SystemExit(main())
