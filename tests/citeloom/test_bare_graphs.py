"""Where all papers of a graph lack something, commands and questions answer all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from citeloom.queries.catalogue import list_queries
from tests.citeloom.command_line import CommandLine, over
from tests.world import Universe, World
from tests.world.universe import source, topic

if TYPE_CHECKING:
    from pathlib import Path

LACKED = ("topics", "authors", "years", "titles", "citations", "venues", "all of these")
COUNT = 24


def make_universe(lacked: str) -> Universe:
    found = Universe()

    def has(what: str) -> bool:
        return lacked not in (what, "all of these")

    for number in range(COUNT):
        cited = range(number + 1, min(number + 7, COUNT))
        found.add_work(
            f"W{1000 + number}",
            f"Weaving graphs of kind {number} for looms" if has("titles") else None,
            year=2000 + number % 20 if has("years") else None,
            doi=f"10.1000/w{number}",
            authors=(f"Ada {number % 5}", "Bob Spinner") if has("authors") else (),
            references=tuple(f"W{1000 + each}" for each in cited) if has("citations") else (),
            cited_by=number,
            topics=(topic("T1", "Weaving"),) if has("topics") else (),
            source=source("S1", "Journal of Looms") if has("venues") else None,
        )
    return found


@pytest.fixture(scope="module", params=LACKED)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    home: Path = tmp_path_factory.mktemp("bare")
    listing = home / "list.txt"
    listing.write_text("".join(f"10.1000/w{number}\n" for number in range(4)), encoding="utf-8")
    with World(make_universe(request.param)) as world:
        built = over(world, home)("build", str(listing), "-q")
    assert built.code == 0, built.err
    return CommandLine(home)


@pytest.mark.parametrize(
    "arguments",
    [
        ("related",),
        ("related", "10.1000/w1"),
        ("related", "--explain"),
        ("main-path",),
        ("main-path", "10.1000/w1"),
        ("main-path", "-o", "OUT"),
        ("origins",),
        ("origins", "10.1000/w1"),
        ("origins", "-o", "OUT"),
        *(("related", "--format", form) for form in ("bibtex", "latex", "ris", "csl-json", "csv")),
        ("status",),
        ("view", "listing-citations", "-o", "OUT"),
        ("view", "co-citation-map", "-o", "OUT"),
        ("export", "neo4j-admin", "-o", "FOLDER"),
    ],
    ids=" ".join,
)
def test_a_command_answers(run: CommandLine, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    files = {"OUT": str(tmp_path / "out.html"), "FOLDER": str(tmp_path / "folder")}
    done = run(*(files.get(each, each) for each in arguments))
    assert done.code == 0, done.err


def test_each_question_that_needs_no_value_is_answered(run: CommandLine) -> None:
    failed = {}
    for query in list_queries():
        if any(each.required for each in query.parameters):
            continue
        done = run("query", query.name, "--format", "json")
        if done.code != 0 or not isinstance(json.loads(done.out), list | dict):
            failed[query.name] = done.err
    assert failed == {}
