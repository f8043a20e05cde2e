"""`citeloom status`, and the settings that all commands share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.listing import read_listing
from citeloom.graph.errors import SettingsError
from citeloom.settings import load_settings
from tests.citeloom.command_line import ROOT, CommandLine, over
from tests.world import World
from tests.world.sample import sample_universe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTING = ROOT / "examples/daily-papers.txt"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World(sample_universe(read_listing(LISTING).entries)) as running:
        yield running


def test_before_the_first_build_it_says_what_to_do(tmp_path: Path) -> None:
    done = CommandLine(tmp_path)("status", "--offline")
    assert done.code == 0
    assert "citeloom build" in done.out
    assert list(tmp_path.iterdir()) == [], "looking must not make anything"


def test_after_a_build_it_shows_graph_archive_spending_and_services(
    world: World, tmp_path: Path
) -> None:
    run = over(world, tmp_path)
    assert run("build", str(LISTING), "-q").code == 0
    told = json.loads(run("status", "--format", "json").out)
    assert told["graph"]["coverage"]["listed"] == 46
    assert told["graph"]["nodes"]["Paper"] > 300
    assert sum(told["archive"]["records"].values()) > 500
    assert told["archive"]["spent_today"]["openalex"]["credits"] == world.credits()
    assert told["archive"]["allowances"]["openalex"]["left"] == 1_000 - world.credits()
    assert all(service["answers"] for service in told["services"].values())
    shown = run("status").out
    assert "46 listed" in shown
    assert "OpenAlex answers" in shown


def test_services_that_are_down_are_told_and_do_not_fail_it(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:1"
    run = CommandLine(
        tmp_path, OPENALEX_URL=nowhere, HF_ENDPOINT=nowhere, S2_API_URL=nowhere,
        GITHUB_API_URL=nowhere,
    )  # fmt: skip
    done = run("status")
    assert done.code == 0
    assert done.out.count("cannot be reached") == 4


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        pytest.param("OPENALEX_URL", "http://example.org", "https://", id="plain http"),
        pytest.param("GITHUB_API_URL", "ftp://127.0.0.1", "https://", id="no http"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(
    tmp_path: Path, variable: str, value: str, said: str
) -> None:
    done = CommandLine(tmp_path, **{variable: value})("status")
    assert done.code == 2
    assert variable.lower() in done.err.lower()
    assert said in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("citeloom_graph = x", "cannot be read", id="not TOML"),
        pytest.param('no_such_thing = "x"', "no such setting", id="unknown key"),
    ],
)
def test_a_settings_file_that_does_not_fit_is_named(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "none.toml"
    path.write_text(content, encoding="utf-8")
    done = CommandLine(tmp_path)("status")
    assert done.code == 2
    assert said in done.err
    assert str(path) in done.err


def test_the_environment_comes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "citeloom.toml"
    path.write_text('citeloom_graph = "of-the-file.kgl"\nopenalex_email = "a@b.org"\n')
    monkeypatch.setenv("CITELOOM_CONFIG", str(path))
    monkeypatch.delenv("CITELOOM_GRAPH", raising=False)
    assert load_settings().graph_address() == "of-the-file.kgl"
    monkeypatch.setenv("CITELOOM_GRAPH", "of-the-environment.kgl")
    assert load_settings().graph_address() == "of-the-environment.kgl"
    assert load_settings().graph_address("of-the-command.kgl") == "of-the-command.kgl"


def test_no_setting_is_shown_that_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "a-secret-word")
    monkeypatch.setenv("OPENALEX_URL", "http://example.org")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    monkeypatch.delenv("OPENALEX_URL")
    assert "a-secret-word" not in str(raised.value) + repr(load_settings())
