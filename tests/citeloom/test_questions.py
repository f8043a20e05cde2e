"""`query`, `cypher` and `export` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from citeloom.queries.catalogue import list_queries
from tests.citeloom.command_line import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine

__all__ = ["run"]


def test_without_a_name_the_catalogue_is_shown_by_area(run: CommandLine) -> None:
    shown = run("query")
    assert shown.code == 0
    for query in list_queries():
        assert query.name in shown.out
        assert query.area in shown.out


def test_the_catalogue_as_json_has_what_a_front_needs(run: CommandLine) -> None:
    told = json.loads(run("query", "--format", "json").out)
    assert [each["name"] for each in told] == [query.name for query in list_queries()]
    for each in told:
        assert {"name", "area", "kind", "title", "parameters", "columns"} <= set(each)
        for parameter in each["parameters"]:
            assert {"name", "type", "required", "default", "description"} <= set(parameter)


def test_a_query_is_told_with_parameters_and_cypher(run: CommandLine) -> None:
    shown = run("query", "foundations", "--show").out
    assert "-p at_least=2" in shown
    assert "MATCH (l:Paper {listed: true})" in shown


def test_every_form_says_the_same(run: CommandLine) -> None:
    asked = ("query", "foundations", "-p", "limit=4")
    objects = json.loads(run(*asked, "--format", "json").out)
    lines = run(*asked, "--format", "jsonl").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))
    marked = run(*asked, "--format", "markdown").out.splitlines()
    table = run(*asked).out
    ids = [each["id"] for each in objects]
    assert len(ids) == 4
    assert [json.loads(line)["id"] for line in lines] == ids
    assert [row["id"] for row in rows] == ids
    assert [line.split("|")[1].strip() for line in marked[2:]] == ids
    assert all(paper in table for paper in ids)


def test_notes_go_to_stderr(run: CommandLine) -> None:
    done = run("query", "foundations", "-p", "limit=2", "--format", "json")
    assert len(json.loads(done.out)) == 2
    assert "limit=2" in done.err


def test_answers_with_papers_become_references(run: CommandLine) -> None:
    done = run("query", "foundations", "-p", "limit=3", "--format", "bibtex")
    assert done.out.count("@") >= 3


def test_a_file_is_written_once_and_overwritten_only_by_force(
    run: CommandLine, tmp_path: Path
) -> None:
    asked = ("query", "listing", "--format", "csv", "-o", str(tmp_path / "list.csv"))
    assert run(*asked).code == 0
    again = run(*asked)
    assert again.code == 1
    assert "--force" in again.err
    assert run(*asked, "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("query", "fundations"), 2, "Did you mean `foundations`", id="wrong name"),
        pytest.param(("query", "references"), 2, "-p paper=", id="missing parameter"),
        pytest.param(("query", "foundations", "-p", "limit=x"), 2, "whole number", id="ill-typed"),
        pytest.param(("query", "foundations", "-p", "limt=3"), 2, "Did you mean", id="unknown one"),
        pytest.param(("query", "foundations", "-p", "limit"), 2, "name=value", id="no pair"),
        pytest.param(
            ("query", "foundations", "-p", "limit=1", "-p", "limit=2"), 2, "twice", id="twice"
        ),
        pytest.param(
            ("query", "paper", "-p", "paper=Compose Soft Promts"), 2,
            "Learning to Compose Soft Prompts", id="near title",
        ),
        pytest.param(("query", "contents", "--format", "bibtex"), 2, "no papers", id="no papers"),
        pytest.param(("query", "contents", "--graph", "nowhere.kgl"), 1, "build", id="no graph"),
        pytest.param(("cypher", "MATCH (n RETURN n"), 1, "does not accept", id="syntax"),
        pytest.param(
            ("cypher", "MATCH (n) DETACH DELETE n"), 1, "`DETACH` is not a reading", id="writes"
        ),
        pytest.param(
            ("cypher", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"), 1, "begins with",
            id="loads",
        ),
        pytest.param(("export", "graphml"), 2, "--output", id="no file"),
        pytest.param(("export", "gexf", "-o", "x"), 2, "graphml", id="unknown form"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_clear_message(
    run: CommandLine, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err, done.err


def test_cypher_takes_typed_parameters(run: CommandLine) -> None:
    done = run(
        "cypher", "MATCH (p:Paper) WHERE p.year > $year AND p.listed RETURN count(p) AS n",
        "-p", "year=2020", "--format", "json",
    )  # fmt: skip
    assert json.loads(done.out)[0]["n"] > 0


def test_cypher_reads_stdin(run: CommandLine) -> None:
    done = run("cypher", "-", "--format", "json", text="RETURN 1 AS one // a comment")
    assert json.loads(done.out) == [{"one": 1}]


def test_cypher_says_when_it_cuts(run: CommandLine) -> None:
    done = run("cypher", "MATCH (p:Paper) RETURN p.id AS id", "--limit", "3", "--format", "jsonl")
    assert len(done.out.splitlines()) == 3
    assert "cut after 3 rows" in done.err


def test_cells_that_a_spreadsheet_would_run_are_defused(run: CommandLine) -> None:
    asked = ("cypher", "RETURN '=1+1' AS cell, -1 AS number", "--format", "csv")
    assert run(*asked).out.splitlines()[1] == "'=1+1,-1"
    assert run(*asked, "--raw").out.splitlines()[1] == "=1+1,-1"


def test_the_whole_graph_is_read_by_networkx(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    assert run("export", "graphml", "-o", str(path)).code == 0
    counted = json.loads(run("query", "contents", "--format", "json").out)
    nodes = sum(row["count"] for row in counted if row["kind"] == "node")
    assert nx.read_graphml(path).number_of_nodes() == nodes


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("citeloom query founda", "foundations", id="a query"),
        pytest.param("citeloom query foundations -p at", "at_least=", id="a parameter"),
    ],
)
def test_the_shell_completes(run: CommandLine, words: str, expected: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "citeloom"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "CITELOOM_HOME": str(run.home),
            "_CITELOOM_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in done.stdout
