"""The command line in one process: what a command printed, and how it ended."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import citeloom
from citeloom.cli import main
from citeloom.settings import Settings

if TYPE_CHECKING:
    from tests.world import World

ROOT = Path(__file__).parents[2]
OURS = ("CITELOOM_", "NEO4J_", "OPENALEX_", "HF_", "S2_", "GITHUB_")


@dataclass(frozen=True)
class Ran:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A terminal that keeps what it is sent."""

    def isatty(self) -> bool:
        return True


class CommandLine:
    """The command line over one home folder, with an environment of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = {
            "CITELOOM_HOME": str(home),
            "CITELOOM_CONFIG": str(home / "none.toml"),
            **environment,
        }

    def __call__(self, *arguments: str, text: str | bytes = "", terminal: bool = False) -> Ran:
        out, err = (Terminal(), Terminal()) if terminal else (io.StringIO(), io.StringIO())
        given = text.encode() if isinstance(text, str) else text
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            for name in [name for name in os.environ if name.startswith(OURS)]:
                patch.delenv(name)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.setattr("sys.argv", ["citeloom", *arguments])
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
            with pytest.raises(SystemExit) as ended:
                main()
        return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def over(world: World, home: Path, **environment: str) -> CommandLine:
    """Return a command line whose services are a world's."""
    return CommandLine(
        home,
        OPENALEX_URL=world.openalex_url,
        HF_ENDPOINT=world.hub_url,
        S2_API_URL=world.s2_url,
        GITHUB_API_URL=world.github_url,
        **environment,
    )


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    home: Path = tmp_path_factory.mktemp("questions")
    citeloom.build(
        ROOT / "examples/daily-papers.txt",
        archive=ROOT / "examples/sample-archive.jsonl",
        offline=True,
        settings=Settings(citeloom_home=home),
    )
    return CommandLine(home)
