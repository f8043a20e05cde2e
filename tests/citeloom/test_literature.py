"""`main-path` and `origins` as a user meets them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

import citeloom
from tests.citeloom.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine

__all__ = ["run"]

SEED = "Learning to Compose Soft Prompts"
BOTH = pytest.mark.parametrize("command", ["main-path", "origins"])


def test_each_work_of_the_main_path_says_its_share(run: CommandLine) -> None:
    done = run("main-path", "--format", "json")
    rows = json.loads(done.out)
    assert len(rows) > 5
    assert all(0 < row["share"] <= 1 for row in rows)
    seen: set[str] = set()
    for row in rows:
        assert set(row["cites"]) <= seen, "A work comes before one that it cites."
        assert len(row["cites"]) == len(row["cites_shares"])
        seen.add(row["id"])
    assert "search paths; the main path goes through the 10 citations" in done.err
    assert "sample data" in done.err


def test_more_routes_give_a_wider_path(run: CommandLine) -> None:
    few, many = (
        json.loads(run("main-path", "--routes", count, "--format", "json").out)
        for count in ("1", "40")
    )
    assert {row["id"] for row in few} < {row["id"] for row in many}


def test_each_peak_of_the_origins_names_its_works(run: CommandLine) -> None:
    done = run("origins", "--works", "2", "--format", "json")
    rows = json.loads(done.out)
    peaks = [row for row in rows if row["peak"]]
    assert peaks
    for row in rows:
        assert len(row["papers"]) == (min(2, row["works"]) if row["peak"] else 0)
        assert row["peak"] <= (row["deviation"] > 0)
    references = sum(row["references"] for row in rows)
    assert f"46 papers with {references:,} references" in done.err


@BOTH
@pytest.mark.parametrize(
    "form",
    ["table", "csv", "json", "jsonl", "markdown", "bibtex", "biblatex", "ris", "csl-json", "latex"],
)
def test_every_format_is_written(run: CommandLine, tmp_path: Path, command: str, form: str) -> None:
    path = tmp_path / "found"
    done = run(command, SEED, "--format", form, "-o", str(path))
    assert done.code == 0, done.err
    assert path.stat().st_size > 100


@BOTH
def test_a_file_that_ends_in_html_becomes_a_drawing_along_the_years(
    run: CommandLine, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "page.html"
    done = run(command, "-o", str(path))
    assert done.code == 0, done.err
    assert re.search(r"page\.html: \d+ nodes, \d+ links", done.err)
    page = path.read_text(encoding="utf-8")
    assert 'data-arranged="years"' in page
    assert "sample data, made up" in page
    assert "of all search paths" in page or "stands out with" in page


@BOTH
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("No such paper",), "No paper in the graph is called", id="unknown paper"),
        pytest.param(("-o", "x.html", "--format", "json"), "Leave the format out", id="two forms"),
    ],
)
def test_what_goes_wrong_is_one_clear_message(
    run: CommandLine, command: str, arguments: tuple[str, ...], said: str
) -> None:
    done = run(command, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(("command", "option"), [("main-path", "--routes"), ("origins", "--works")])
def test_at_least_one_is_asked_for(run: CommandLine, command: str, option: str) -> None:
    done = run(command, option, "0")
    assert (done.code, done.out) == (2, "")
    assert option in done.err


def test_python_gives_what_the_command_line_gives(run: CommandLine) -> None:
    with citeloom.open(run.home / "graph.kgl") as graph:
        path, origins = graph.main_path(routes=3), graph.origins(works=1)
        rows = json.loads(run("main-path", "--routes", "3", "--format", "json").out)
        assert [row["id"] for row in rows] == [on.work.id for on in path.works]
        rows = json.loads(run("origins", "--works", "1", "--format", "json").out)
        assert [row["references"] for row in rows] == [each.references for each in origins.years]
        assert "Main path" in graph.draw(path).html
        assert "Origins" in graph.draw(origins).html
        assert path._repr_markdown_().startswith("| id |")
        assert origins._repr_markdown_().startswith("| year |")
