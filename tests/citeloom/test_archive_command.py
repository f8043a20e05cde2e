"""`citeloom archive`: what was fetched, as one file for somebody else."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.listing import read_listing
from tests.citeloom.command_line import ROOT, CommandLine, over
from tests.world import World
from tests.world.sample import sample_universe

if TYPE_CHECKING:
    from pathlib import Path

LISTING = ROOT / "tests/kept/version-1/papers.txt"
NOWHERE = dict.fromkeys(
    ("OPENALEX_URL", "HF_ENDPOINT", "S2_API_URL", "GITHUB_API_URL"), "http://127.0.0.1:1"
)
SECRETS = {
    "OPENALEX_API_KEY": "secret-of-openalex",
    "OPENALEX_EMAIL": "secret@example.org",
    "HF_TOKEN": "secret-of-the-hub",
    "S2_API_KEY": "secret-of-s2",
    "GITHUB_TOKEN": "secret-of-github",
    "NEO4J_PASSWORD": "secret-of-neo4j",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    with World(sample_universe(read_listing(LISTING).entries)) as world:
        run = over(world, tmp_path_factory.mktemp("mine"), **SECRETS)
        assert run("build", str(LISTING), "-q").code == 0
    return run


@pytest.fixture(scope="module")
def exported(built: CommandLine) -> Path:
    path = built.home / "records.jsonl.gz"
    done = built("archive", "export", str(path))
    assert (done.code, done.out) == (0, "")
    return path


def test_a_colleague_builds_the_same_without_asking_anybody(
    built: CommandLine, exported: Path, tmp_path: Path
) -> None:
    run = CommandLine(tmp_path, **NOWHERE)
    done = run("archive", "import", str(exported))
    assert done.code == 0
    assert "0  records of which yours were kept" in done.out
    report = tmp_path / "report.json"
    assert run("build", str(LISTING), "-q", "--report", str(report)).code == 0
    assert json.loads(report.read_text())["spending"] == {}
    count = ("cypher", "MATCH (n) RETURN labels(n)[0] AS label, count(n) AS n", "--format", "csv")
    assert run(*count).out == built(*count).out


def test_no_key_and_no_setting_is_in_it(exported: Path, built: CommandLine) -> None:
    text = gzip.decompress(exported.read_bytes()).decode()
    assert "secret" not in text
    assert str(built.home) not in text
    assert "127.0.0.1" not in text


def test_a_file_that_is_there_is_not_overwritten(exported: Path, built: CommandLine) -> None:
    before = exported.read_bytes()
    done = built("archive", "export", str(exported))
    assert (done.code, exported.read_bytes()) == (1, before)
    assert "--force" in done.err
    assert built("archive", "export", str(exported), "--force").code == 0
    assert exported.read_bytes() == before


def test_info_tells_what_is_there_and_what_it_cost(built: CommandLine, exported: Path) -> None:
    own = json.loads(built("archive", "info", "--format", "json").out)
    file = json.loads(built("archive", "info", str(exported), "--format", "json").out)
    assert own["kinds"] == file["kinds"]
    assert own["spending"]["openalex"]["credits"] > 0
    assert file["spending"] == {}, "what was spent is one's own"
    shown = built("archive", "info").out
    assert str(built.home / "archive.sqlite") in shown
    assert "spent at OpenAlex" in shown


def test_without_an_archive_it_says_so_and_makes_none(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    assert "none yet" in run("archive", "info").out
    done = run("archive", "export", str(tmp_path / "a.jsonl"))
    assert done.code == 1
    assert "citeloom build" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("action", ["export", "import"])
@pytest.mark.parametrize("file", [(), ("records.txt",)])
def test_a_name_of_another_kind_is_refused(
    tmp_path: Path, action: str, file: tuple[str, ...]
) -> None:
    done = CommandLine(tmp_path)("archive", action, *file)
    assert done.code == 2
    assert ".jsonl.gz" in done.err


def test_sample_data_is_refused(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    done = run("archive", "import", str(ROOT / "examples/sample-archive.jsonl"))
    assert done.code == 1
    assert "sample data" in done.err
    assert "0 records" in run("archive", "info").out
