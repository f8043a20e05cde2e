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
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tools.mutate import mutants_of
from tools.read_imports import ROOMS, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.mutate import Mutant

# Which modules are tried, and the tests that are near them; those on a server take too long.
NEAREST = {
    "enrich/matching/*.py": ("tests/enrich/matching",),
    "queries/related_work/*.py": ("tests/queries/related_work",),
    "citeloom/build_plan.py": ("tests/citeloom", "-k", "build_plan or dry_run"),
    "graph/loading/unify.py": ("tests/graph/test_identity.py", "tests/graph/test_load.py",
                               "tests/graph/test_order.py", "-k", "not neo4j"),
    "queries/guard.py": ("tests/queries/guard", "-k", "not neo4j"),
}  # fmt: skip
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0")
FLOOR = 0.8  # so many of them have to be noticed
# Faults that change nothing that anybody can see: the module and the change, and why.
EQUIVALENT: dict[tuple[str, str], str] = {}
PATIENCE = 60  # seconds, and ten times what the tests take by themselves: longer is for ever


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
        module = self.folder / installed(mutant.path)
        whole = module.read_bytes()
        module.write_text(mutant.text, encoding="utf-8")
        try:
            return bool(self.run(tests, seconds))
        finally:
            module.write_bytes(whole)


def copy_sources(folder: Path) -> Copy:
    """Copy the rooms, the tests and what the tests read."""
    for name in (*ROOMS, "tests", "bench", "docs", "examples", "tools"):
        target = folder / (installed(name) if name in ROOMS else name)
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target, ignore=ignored, dirs_exist_ok=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return Copy(folder)


def installed(path: str) -> str:
    """Return where a file of a room is once it is installed."""
    return path if path.partition("/")[0] == "citeloom" else f"citeloom/{path}"


def draw(count: int, seed: int, part: str) -> list[tuple[Mutant, tuple[str, ...]]]:
    """Draw mutants of all modules whose path has a part, each with its tests; sorted by place."""
    known = [
        (mutant, tests)
        for pattern, tests in NEAREST.items()
        for path in sorted(ROOT.glob(pattern))
        for mutant in mutants_of(
            path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        )
        if part in mutant.path and (mutant.path, mutant.change) not in EQUIVALENT
    ]
    drawn = random.Random(seed).sample(range(len(known)), min(count, len(known)))  # noqa: S311 - a sample
    return [known[number] for number in sorted(drawn)]


def main() -> int:
    """Try mutants, print those that survive, and count."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("-n", type=int, default=200, help="how many to try")
    parser.add_argument("--seed", type=int, default=1, help="which to draw")
    parser.add_argument("--module", default="", help="only modules with this in their path")
    options = parser.parse_args()
    chosen = draw(options.n, options.seed, options.module)
    jobs = os.cpu_count() or 1
    copies: SimpleQueue[Copy] = SimpleQueue()

    def time_of(tests: tuple[str, ...]) -> float:
        copy, began = copies.get(), time.monotonic()
        problem = copy.run(tests)
        copies.put(copy)
        if problem:
            raise SystemExit(f"Without any fault these fail: {' '.join(tests)}\n{problem}")
        return time.monotonic() - began

    def is_killed(one: tuple[Mutant, tuple[str, ...]]) -> bool:
        mutant, tests = one
        copy = copies.get()
        try:
            return copy.notices(mutant, tests, PATIENCE + 10 * seconds[tests])
        finally:
            copies.put(copy)

    tried, killed = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        for number in range(jobs):
            copies.put(copy_sources(Path(folder) / str(number)))
        sets = list(dict.fromkeys(tests for _, tests in chosen))
        seconds = dict(zip(sets, pool.map(time_of, sets), strict=True))
        for (mutant, _), dead in zip(chosen, pool.map(is_killed, chosen), strict=True):
            tried[mutant.path] += 1
            killed[mutant.path] += dead
            if not dead:
                print(f"survives: {mutant.path}:{mutant.line}\n{mutant.change}\n", flush=True)
    for path, count in tried.items():
        print(f"{count:5} tried, {killed[path]:4} killed   {path}")
    print(f"{tried.total()} tried, {killed.total()} killed")
    return 0 if killed.total() >= FLOOR * tried.total() else 1


if __name__ == "__main__":
    raise SystemExit(main())
