"""Make an archive and a graph with the code of one commit, to be opened by all later ones.

::

    git worktree add ../then COMMIT
    python tests/kept/make_kept.py ../then tests/kept/version-N
    git worktree remove ../then

The program of that commit is run, command line and all, over the services of `tests/world` as they
were then, for the first papers of the example. README.md says which folder came from which commit.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

PAPERS = 12
ROOMS = ("graph", "enrich", "queries", "viz")
FILES = ("papers.txt", "archive.sqlite", "graph.kgl")
BUILD = """
import sys
from pathlib import Path
from citeloom.enrich.listing import read_listing
from citeloom.enrich.services import access
from citeloom.enrich.services.pace import Pace
from dataclasses import replace
from tests.citeloom.command_line import over
from tests.world import World
from tests.world.sample import sample_universe

for service in ("openalex", "hub", "s2", "github"):
    access.PACES[service] = replace(access.PACES.get(service, Pace()), per_second=1_000.0)
home = Path(sys.argv[1])
listing = home / "papers.txt"
with World(sample_universe(read_listing(listing).entries)) as world:
    done = over(world, home)("build", str(listing), "--citing", "3", "--grow", "100", "-q")
sys.exit(done.err if done.code else 0)
"""


def make(then: Path, folder: Path) -> None:
    """Run the code of a worktree, and keep what it made.

    Args:
        then: The worktree.
        folder: Where the listing, the archive and the graph are put.
    """
    with tempfile.TemporaryDirectory() as name:
        home, code = Path(name) / "home", Path(name) / "code"
        home.mkdir()
        (code / "citeloom").mkdir(parents=True)
        # What is imported as citeloom.graph lies beside citeloom/ in the repository.
        for path in (*(then / "citeloom").iterdir(), *(then / room for room in ROOMS)):
            (code / "citeloom" / path.name).symlink_to(path.resolve())
        for path in ("tests", "examples"):
            (code / path).symlink_to((then / path).resolve())
        text = (then / "examples/daily-papers.txt").read_text(encoding="utf-8")
        *_, last = islice(
            re.finditer(r"^ *• \d+ authors?$.*?\n\n", text, re.MULTILINE | re.DOTALL), PAPERS
        )
        (home / "papers.txt").write_text(text[: last.end()], encoding="utf-8")
        subprocess.run(
            [sys.executable, "-c", BUILD, str(home)],
            cwd=code, env={**os.environ, "PYTHONPATH": str(code)}, check=True,
        )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        for file in FILES:
            shutil.copyfile(home / file, folder / file)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
