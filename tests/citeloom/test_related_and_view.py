"""`related` and `view` as a user meets them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from citeloom.queries.catalogue import list_queries
from citeloom.queries.exports.reference_formats import FORMATS
from tests.citeloom.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine

__all__ = ["run"]

SEED = "Learning to Compose Soft Prompts"


def test_it_begins_with_what_it_rests_on(run: CommandLine) -> None:
    done = run("related", "--limit", "3")
    assert re.match(r"4\d of 46 papers have references in the graph", done.out)
    assert "sample data" in done.out


def test_each_suggestion_says_why(run: CommandLine) -> None:
    found = json.loads(run("related", "--limit", "10", "--format", "json").out)
    papers = found["papers"]
    assert len(papers) == 10
    for paper in papers:
        assert paper["reason"]
        assert paper["evidence"]
        assert all(ground["papers"] or ground["text"] for ground in paper["evidence"])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(run: CommandLine, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"list{FORMATS[form].ending}"
    done = run("related", SEED, "--limit", "4", "--format", form, "-o", str(path))
    assert done.code == 0, done.err
    assert path.stat().st_size > 100


def test_latex_has_its_bibliography_beside_it(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "related.tex"
    run("related", SEED, "--limit", "4", "--format", "latex", "-o", str(path))
    assert "\\bibliography{related}" in path.read_text(encoding="utf-8")
    assert (tmp_path / "related.bib").read_text(encoding="utf-8").count("@") >= 4


def test_the_weight_of_each_signal_can_be_seen(run: CommandLine) -> None:
    done = run("related", SEED, "--limit", "1", "--explain")
    assert "flow: citations that a walk from the papers meets" in done.out
    assert "chance" in done.out


def test_a_limit_of_nothing_gives_nothing(run: CommandLine) -> None:
    found = json.loads(run("related", "--limit", "0", "--format", "json").out)
    assert found["papers"] == []


def test_a_limit_beyond_all_gives_all(run: CommandLine) -> None:
    done = run("related", "--limit", "1000000", "--format", "json")
    assert done.code == 0, done.err
    assert len(json.loads(done.out)["papers"]) > 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("related", "Compose Soft Promts"), SEED, id="near title"),
        pytest.param(
            ("related", "W123456789"), "No paper in the graph has the id", id="unknown id"
        ),
        pytest.param(("related", "--limit", "-1"), "--limit", id="negative limit"),
        pytest.param(("view", "foundations", "-o", "x.html"), "cannot be drawn", id="no graph"),
        pytest.param(("view", "neighbourhood", "-o", "x.html"), "-p paper=", id="no paper"),
        pytest.param(("view",), "--output", id="no file"),
    ],
)
def test_what_goes_wrong_is_one_clear_message(
    run: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


PARAMETERS = {
    "path-between": ("-p", "from=W9800000009", "-p", "to=W9800000002"),
    "neighbourhood": ("-p", "paper=W9800000009"),
}


@pytest.mark.parametrize("name", [query.name for query in list_queries() if query.kind == "graph"])
def test_every_graph_query_becomes_one_file_without_resources(
    run: CommandLine, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "page.html"
    done = run("view", name, *PARAMETERS.get(name, ()), "-o", str(path))
    assert done.code == 0, done.err
    page = path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]
    assert not re.search(r"""<(?:script|img|iframe)[^>]+src=|<link\b|url\(\s*["']?https?:""", page)
    assert "Content-Security-Policy" in page


WISHES = [
    (("--from-year", "2015"), "papers of other years were left out"),
    (("--to-year", "2012"), "papers of other years were left out"),
    (("--with-code",), "papers without known code were left out"),
    (("--without", "FILE"), "papers that you have were left out"),
    (("--outside",), "by co-authors of yours were left out"),
    (("--newest",), "candidates looked at"),
    (("--toward", "language models"), "candidates looked at"),
    (("--retracted",), "candidates looked at"),
]


@pytest.mark.parametrize("paper", [(), (SEED,)], ids=["the list", "one paper"])
@pytest.mark.parametrize(("wish", "says"), WISHES, ids=[wish[0] for wish, _ in WISHES])
def test_a_wish_changes_the_list_and_what_it_leaves_out_is_said(
    run: CommandLine, tmp_path: Path, paper: tuple[str, ...], wish: tuple[str, ...], says: str
) -> None:
    limit = ("--limit", "20")
    usual = run("related", *paper, *limit, "--format", "json")
    known = tmp_path / "mine.txt"
    known.write_text("\n".join(each["paper_id"] for each in json.loads(usual.out)["papers"][:3]))
    asked = [each.replace("FILE", str(known)) for each in wish]
    done = run("related", *paper, *limit, "--format", "json", *asked)
    assert done.code == 0, done.err
    assert says in done.err
    assert json.loads(done.out) != json.loads(usual.out)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (("--from-year", "2020", "--to-year", "2010"), "No year is from 2020 and to 2010"),
        (("--toward", "of the"), "holds no word"),
        (("--without", "nowhere.bib"), "nowhere.bib"),
    ],
    ids=["no year", "no word", "no file"],
)
def test_a_wish_that_makes_no_sense_is_refused(
    run: CommandLine, wish: tuple[str, ...], says: str
) -> None:
    done = run("related", *wish)
    assert done.code != 0
    assert says in done.err


def test_the_list_says_how_many_of_it_belong_and_how_many_are_missing(run: CommandLine) -> None:
    assert re.search(
        r"About \d+ of these 20 belong in the list; in this graph \d+ more papers are expected to "
        r"\(\d+ to \d+ in four of five lists\)",
        run("related", "--limit", "20").err,
    )
    assert "would stand in its reference list" in run("related", SEED, "--limit", "20").err
