"""What the ending of a file says, and what is refused."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from citeloom.choose_output import DRAWN, ENDINGS, FORMS, PAGE, choose_output
from citeloom.graph.errors import UsageError
from tests.citeloom.command_line import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine

__all__ = ["run"]

QUERY = ("query", "foundations", "-p", "limit=4")
CYPHER = ("cypher", "MATCH (p:Paper)-[r:CITES]->(q) WHERE p.listed RETURN p, r, q LIMIT 5")
RELATED = ("related", "--limit", "4")


def is_table(text: str) -> bool:
    return text.startswith("| ") and text.splitlines()[1].startswith("| ---")


def is_csv(text: str) -> bool:
    rows = list(csv.reader(text.splitlines()))
    return len(rows) > 1 and len(rows[0]) > 1


def is_json(text: str) -> bool:
    return bool(json.loads(text))


def is_json_lines(text: str) -> bool:
    return all(isinstance(json.loads(line), dict) for line in text.splitlines())


LOOKS: dict[str, Callable[[str], Any]] = {
    ".csv": is_csv,
    ".json": is_json,
    ".jsonl": is_json_lines,
    ".md": lambda text: is_table(text) or "   Why: " in text,
    ".txt": lambda text: is_table(text) or "   Why: " in text,
    ".bib": lambda text: text.lstrip("%").count("@") >= 4,
    ".ris": lambda text: "TY  - " in text,
    ".tex": lambda text: r"\documentclass" in text,
    ".html": lambda text: "<!doctype html>" in text[:200].lower(),
    ".htm": lambda text: "<!doctype html>" in text[:200].lower(),
}
LISTS = (".csv", ".json", ".jsonl", ".md", ".txt", ".bib", ".ris", ".tex")
GRAPHS = ("query", "neighbourhood", "-p", "paper=W9800000009")
CASES = [
    *((QUERY, each) for each in LISTS),
    *((CYPHER, each) for each in LOOKS),
    *((RELATED, each) for each in LISTS if each != ".jsonl"),
    *((("main-path",), each) for each in LOOKS),
    *((("origins",), each) for each in LOOKS),
    *((("view",), each) for each in (".html", ".htm", ".HTML")),
    (GRAPHS, ".html"),
    (QUERY, ".BIB"),
]


@pytest.mark.parametrize(
    ("command", "ending"), CASES, ids=[f"{command[0]} {ending}" for command, ending in CASES]
)
def test_a_file_holds_what_its_ending_says(
    run: CommandLine, tmp_path: Path, command: tuple[str, ...], ending: str
) -> None:
    path = tmp_path / f"found{ending}"
    done = run(*command, "-o", str(path))
    assert (done.code, done.out) == (0, ""), done.err
    assert LOOKS[ending.lower()](path.read_text(encoding="utf-8"))


def test_the_whole_graph_is_what_its_ending_says(run: CommandLine, tmp_path: Path) -> None:
    assert run("export", "-o", str(tmp_path / "all.graphml")).code == 0
    assert nx.read_graphml(tmp_path / "all.graphml").number_of_nodes() > 100
    assert run("export", "-o", str(tmp_path / "all.jsonl")).code == 0
    assert is_json_lines((tmp_path / "all.jsonl").read_text(encoding="utf-8"))


def test_the_catalogue_goes_into_a_file_too(run: CommandLine, tmp_path: Path) -> None:
    assert run("query", "-o", str(tmp_path / "all.json")).code == 0
    assert is_json((tmp_path / "all.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("command", "form"),
    [
        (QUERY, "table"), (QUERY, "csv"), (CYPHER, "bibtex"), (RELATED, "ris"),
        (RELATED, "markdown"), (("main-path",), "json"), (("origins",), "latex"),
    ],
)  # fmt: skip
def test_a_hyphen_is_stdout(run: CommandLine, command: tuple[str, ...], form: str) -> None:
    usual = run(*command, "--format", form)
    assert usual.out
    assert run(*command, "--format", form, "-o", "-").out == usual.out


def test_a_page_and_a_whole_graph_go_to_stdout_by_a_hyphen(
    run: CommandLine, tmp_path: Path
) -> None:
    assert "<!doctype html>" in run("view", "-o", "-").out[:200].lower()
    run("export", "jsonl", "-o", str(tmp_path / "all.jsonl"))
    assert run("export", "jsonl", "-o", "-").out == (tmp_path / "all.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((*QUERY, "-o", "x.csv", "--format", "json"), ".csv is not written as json",
                     id="csv as json"),
        pytest.param((*QUERY, "-o", "x.json", "--format", "bibtex"), "not written as bibtex",
                     id="json as bibtex"),
        pytest.param((*CYPHER, "-o", "x.html", "--format", "json"), "not written as json",
                     id="page as json"),
        pytest.param((*RELATED, "-o", "x.bib", "--format", "ris"), "not written as ris",
                     id="bib as ris"),
        pytest.param(("main-path", "-o", "x.txt", "--format", "csv"), "not written as csv",
                     id="txt as csv"),
        pytest.param(("export", "graphml", "-o", "x.jsonl"), "not written as graphml",
                     id="jsonl as graphml"),
        pytest.param((*QUERY, "-o", "x.xlsx"), "Choose one of .csv, .json, .jsonl, .md, .txt, .bib",
                     id="unknown"),
        pytest.param((*QUERY, "-o", "x"), "does not say in which format", id="no ending"),
        pytest.param((*QUERY, "-o", "x.graphml"), "does not say in which format",
                     id="graphml of a question"),
        pytest.param((*RELATED, "-o", "x.html"), "Choose one of .csv, .json, .md", id="no page"),
        pytest.param((*RELATED, "-o", "x.jsonl"), "does not say in which format", id="no lines"),
        pytest.param(("view", "-o", "x.png"), "Choose one of .html", id="page only"),
        pytest.param(("view", "-o", "x.csv"), "Choose one of .html", id="page, not a table"),
        pytest.param(("export", "-o", "x.html"), "Choose one of .csv, .jsonl, .graphml",
                     id="no page of all"),
        pytest.param(("export", "-o", "-"), "Name one of graphml", id="stdout of what"),
        pytest.param(("export", "csv", "-o", "-"), "which stdout cannot hold", id="folder"),
        pytest.param((*QUERY, "-o", "x.html"), "cannot be drawn", id="a table is no page"),
        pytest.param(("cypher", "RETURN 1", "-o", "x.html"), "no nodes", id="nothing to draw"),
        pytest.param(("query", "--format", "ris"), "not written as ris", id="catalogue as ris"),
    ],
)  # fmt: skip
def test_what_disagrees_or_says_nothing_is_refused(
    run: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_ending_agrees_with_each_format_whose_files_have_it(tmp_path: Path) -> None:
    for ending, forms in ENDINGS.items():
        for form in FORMS:
            path = tmp_path / f"x{ending}"
            if form in forms:
                assert choose_output(form, path, possible=DRAWN).form == form
            else:
                with pytest.raises(UsageError):
                    choose_output(form, path, possible=DRAWN)
    of_others = {PAGE, "graphml", "sarif", "text", "rss", "html"}  # of export, check and news
    assert set(FORMS) | of_others == {form for forms in ENDINGS.values() for form in forms}


def test_a_format_that_is_named_needs_no_ending(run: CommandLine, tmp_path: Path) -> None:
    for name in ("x", "x.unknown", "x.bib.old"):
        assert run(*QUERY, "--format", "bibtex", "-o", str(tmp_path / name)).code == 0
        assert LOOKS[".bib"]((tmp_path / name).read_text(encoding="utf-8"))
