"""`citeloom report`: every item of PRISMA-S is answered or a blank, and nothing is invented."""

from __future__ import annotations

import re
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
import rispy

from citeloom.enrich.archive_info import describe_archive
from citeloom.graph.stores.open_store import open_store
from citeloom.methods_report import ITEMS, QUESTIONS
from tests.citeloom.command_line import ROOT, CommandLine

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ROOT / "tests/kept/version-1"
# The items of the checklist, in its order.
PRISMA_S = (
    "Database name", "Multi-database searching", "Study registries",
    "Online resources and browsing", "Citation searching", "Contacts", "Other methods",
    "Full search strategies", "Limits and restrictions", "Search filters", "Prior work", "Updates",
    "Dates of searches", "Peer review", "Total records", "Deduplication",
)  # fmt: skip
TARCIS = (
    "Seed references", "Backward citation searching", "Forward citation searching",
    "Iterative citation searching",
)  # fmt: skip
ONLY_PEOPLE_KNOW = ("Contacts", "Other methods", "Prior work", "Peer review")
BLANK = re.compile(r"^\*\*\[TO FILL IN: .+\]\*\*$")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    shutil.copytree(KEPT, tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    return CommandLine(tmp_path / "home", OPENALEX_URL="https://me:secret@openalex.example.org")


def read_items(text: str) -> dict[str, list[str]]:
    parts = re.split(r"^## (?:\d+\. )?(.+)$", text, flags=re.MULTILINE)
    return {
        title: [line for line in body.splitlines() if line]
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_every_item_is_there_in_its_order_and_says_something(run: CommandLine) -> None:
    items = read_items(run("report", "--methods").out)
    assert tuple(items) == (*PRISMA_S, "Search log")
    assert tuple(title for title, _ in ITEMS) == PRISMA_S
    empty = [title for title, lines in items.items() if not lines]
    assert not empty, f"Answer these items, or leave a blank that says so: {empty}"


@pytest.mark.parametrize("item", ONLY_PEOPLE_KNOW)
def test_what_only_people_know_is_a_blank_and_nothing_else(run: CommandLine, item: str) -> None:
    lines = read_items(run("report", "--methods").out)[item]
    assert [line for line in lines if not BLANK.match(line)] == []


def test_citation_searching_is_named_as_tarcis_does(run: CommandLine) -> None:
    text = "\n".join(read_items(run("report", "--methods").out)["Citation searching"])
    for term in TARCIS:
        assert f"**{term}:**" in text


def test_its_numbers_are_those_of_the_graph_and_the_archive(run: CommandLine) -> None:
    items = read_items(run("report", "--methods").out)
    with open_store(str(run.home / "graph.kgl"), mode="read") as store:
        papers, listed = store.read(
            "MATCH (p:Paper) RETURN count(p), sum(CASE WHEN p.listed THEN 1 ELSE 0 END)"
        ).rows[0]
    totals = items["Total records"]
    assert f"| together | {papers:,} |" in totals
    assert f"| listed | {listed:,} |" in totals
    assert f"| found by citation searching, not listed | {papers - listed:,} |" in totals
    rows = [line for line in items["Database name"] if line.startswith("|")][2:]
    kinds = describe_archive(run.home / "archive.sqlite").kinds
    assert [int(row.split(" | ")[3]) for row in rows] == [each.records for each in kinds]
    assert sum("| OpenAlex |" in row for row in rows) == 4


def test_every_kind_of_question_is_described(run: CommandLine) -> None:
    with sqlite3.connect(run.home / "archive.sqlite") as connection:
        kept = set(connection.execute("SELECT DISTINCT service, kind FROM record"))
    connection.close()
    assert kept <= QUESTIONS.keys(), "Say in methods_report.QUESTIONS how these are asked"


def test_the_log_has_each_listed_paper_with_its_steps(run: CommandLine) -> None:
    log = read_items(run("report", "--methods").out)["Search log"]
    assert sum(line.startswith("* ") for line in log) == 12
    assert sum("OpenAlex by id" in line for line in log) >= 12


def test_limits_are_a_blank_without_a_project_and_a_number_with_one(run: CommandLine) -> None:
    before = read_items(run("report", "--methods").out)["Limits and restrictions"]
    assert any("--grow" in line for line in before if BLANK.match(line))
    (run.home.parent / "citeloom.toml").write_text(
        'id = "a"\nname = "a"\n[[listings]]\npath = "home/papers.txt"\nciting = 3\ngrow = 100\n'
    )
    graph = str(run.home / "graph.kgl")
    now = read_items(run("report", "--methods", "--graph", graph).out)["Limits and restrictions"]
    assert any("At most 3 citing works" in line and "at most 100 works" in line for line in now)


def test_no_setting_is_told_beyond_the_host(run: CommandLine) -> None:
    done = run("report", "--methods")
    assert "openalex.example.org" in done.out
    assert "secret" not in done.out + done.err
    assert str(run.home) not in done.out


def test_a_title_cannot_become_markup(run: CommandLine) -> None:
    with open_store(str(run.home / "graph.kgl"), mode="write") as store:
        store.write(
            "MATCH (p:Paper {listed: true}) SET p.title = '<script>x</script> | **b** [l](u)'"
        )
    log = "\n".join(read_items(run("report", "--methods").out)["Search log"])
    assert "<script>" not in log
    assert "**b**" not in log


def test_candidates_are_references_that_screening_tools_read(run: CommandLine) -> None:
    path = run.home / "candidates.ris"
    done = run("report", "--candidates", "-o", str(path))
    assert done.code == 0
    with open_store(str(run.home / "graph.kgl"), mode="read") as store:
        unlisted = store.read("MATCH (p:Paper) WHERE p.listed IS NULL RETURN count(p)").rows[0][0]
    found = rispy.loads(path.read_bytes().decode())
    assert len(found) == unlisted
    assert all("citation searching" in " ".join(each["notes"]) for each in found)
    assert f"{unlisted:,} candidates" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((), "either", id="neither"),
        pytest.param(("--methods", "--candidates"), "either", id="both"),
        pytest.param(("--methods", "-o", "a.ris"), ".md", id="methods as RIS"),
        pytest.param(("--candidates", "-o", "a.md"), ".ris", id="candidates as Markdown"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    run: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    done = run("report", *arguments)
    assert done.code == 2
    assert said in done.err


def test_a_report_is_not_written_over(run: CommandLine) -> None:
    path = run.home / "methods.md"
    path.write_text("filled in by hand")
    assert run("report", "--methods", "-o", str(path)).code == 1
    assert path.read_text() == "filled in by hand"
    assert run("report", "--methods", "-o", str(path), "--force").code == 0
    assert path.read_text().startswith("# Methods")
