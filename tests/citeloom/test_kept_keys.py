r"""Citation keys over several exports: a `\cite` finds its paper, and no two papers share a key."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

import citeloom
from citeloom.archived_keys import ArchivedKeys
from citeloom.enrich.archive import Archive
from citeloom.enrich.archive_file import ADDED, APPLICATION, SCHEMA
from citeloom.enrich.citation_key_table import keep_citation_keys, read_citation_keys
from citeloom.graph.loading.load import load
from citeloom.graph.records import Paper
from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.queries.exports.key_memory import KeyGiver
from citeloom.queries.exports.reference import Reference
from citeloom.queries.exports.reference_formats import FORMATS
from citeloom.settings import Settings
from citeloom.viz.explorer.app import make_app
from tests.citeloom.command_line import CommandLine, over
from tests.world import Universe, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAIN = "li2020deep"
KEYED = [name for name, each in FORMATS.items() if each.keyed]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    found = Universe()
    for number in range(1, 5):
        found.add_work(
            f"W{1000 + number}", f"Deep weaving of kind {number}", year=2020,
            doi=f"10.1000/w{number}", authors=("Wei Li",),
            references=("W1004",) if number < 4 else (),
        )  # fmt: skip
    with World(found) as there:
        yield there


@pytest.fixture
def run(world: World, tmp_path: Path) -> CommandLine:
    return over(world, tmp_path / "home")


def build(run: CommandLine, graph: str, *numbers: int, keys: dict[int, str] | None = None) -> None:
    listing = run.home.parent / f"{graph}.bib"
    listing.write_text(
        "".join(
            f"@article{{{(keys or {}).get(number, '')},\n  doi = {{10.1000/w{number}}},\n"
            f"  title = {{Deep weaving of kind {number}}}\n}}\n"
            for number in numbers
        ),
        encoding="utf-8",
    )
    done = run("build", str(listing), "--graph", str(run.home.parent / graph), "-q")
    assert done.code == 0, done.err


def export(run: CommandLine, graph: str, form: str = "bibtex") -> dict[str, str]:
    """Return keys by the number of the paper, as an export of all papers of a graph has them."""
    asked = ("cypher", "MATCH (p:Paper) RETURN p.id AS id", "--graph", str(run.home.parent / graph))
    done = run(*asked, "--format", form)
    assert done.code == 0, done.err
    return read_keys(form, done.out)


def read_keys(form: str, text: str) -> dict[str, str]:
    if form in ("bibtex", "biblatex"):
        pairs = re.findall(r"@\w+\{([^,]+),.*?kind (\d)", text, re.DOTALL)
    elif form == "latex":
        pairs = re.findall(r"\\cite\{([^}]+)\}.*kind (\d)", text)
    elif form == "ris":
        pairs = [
            (re.findall(r"ID  - (.*?)\r?\n", part)[0], re.findall(r"kind (\d)", part)[0])
            for part in text.split("ER  -")
            if "ID  -" in part
        ]
    elif form == "csv":
        rows = csv.DictReader(io.StringIO(text))
        pairs = [(row["key"], row["title"][-1]) for row in rows]
    else:
        found = json.loads(text)
        papers = found["papers"] if isinstance(found, dict) else found
        pairs = [(each.get("key") or each["id"], each["title"][-1]) for each in papers]
    return {number: key for key, number in pairs}


def test_a_key_stays_when_a_paper_of_the_same_key_joins(run: CommandLine) -> None:
    build(run, "one.kgl", 4)
    assert export(run, "one.kgl") == {"4": PLAIN}
    build(run, "one.kgl", 2, 4)
    after = export(run, "one.kgl")
    assert after["4"] == PLAIN
    assert re.fullmatch(rf"{PLAIN}-[0-9a-f]+", after["2"])


def test_two_files_never_give_one_key_to_two_papers(run: CommandLine) -> None:
    build(run, "one.kgl", 4)
    build(run, "two.kgl", 1)
    found = {**export(run, "one.kgl"), **export(run, "two.kgl")}
    assert sorted(found) == ["1", "4"]
    assert len(set(found.values())) == 2


def test_the_listings_key_stands_and_no_other_paper_takes_it(run: CommandLine) -> None:
    build(run, "own.kgl", 1, keys={1: PLAIN})
    found = export(run, "own.kgl")  # with paper 4, which the first one cites
    assert found["1"] == PLAIN
    assert found["4"] != PLAIN


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csl-json", "latex"])
def test_every_format_of_a_question_writes_the_same_keys(run: CommandLine, form: str) -> None:
    build(run, "all.kgl", 1, 2, keys={2: "Mine:2"})
    expected = export(run, "all.kgl")
    assert len(expected) == 3
    assert export(run, "all.kgl", form) == expected


@pytest.mark.parametrize("form", KEYED)
def test_every_format_of_related_work_writes_the_same_keys(run: CommandLine, form: str) -> None:
    build(run, "all.kgl", 1, 2, keys={2: "Mine:2"})
    expected = export(run, "all.kgl")
    graph = str(run.home.parent / "all.kgl")
    done = run("related", "W1001", "--format", form, "--graph", graph)
    assert read_keys(form, done.out) == {"2": expected["2"]}, done.out + done.err


def test_python_and_the_explorer_write_the_same_keys(run: CommandLine) -> None:
    build(run, "one.kgl", 4)
    export(run, "one.kgl")
    build(run, "all.kgl", 1, 2, 4)
    path, settings = run.home.parent / "all.kgl", Settings(citeloom_home=run.home)
    with citeloom.open(path, settings=settings) as graph:
        written = read_keys("bibtex", graph.write(["W1001", "W1002", "W1004"]))
        app = make_app(
            lambda: citeloom.open(path, settings=settings).store,
            keys=ArchivedKeys(settings.archive_path),
        )
        with TestClient(app, base_url="http://127.0.0.1") as client:
            papers = [{"id": f"W100{number}"} for number in (1, 2, 4)]
            body = {"papers": papers, "format": "bibtex", "name": "list"}
            answer = client.post("/api/export", json=body, headers={"Origin": "http://127.0.0.1"})
    assert answer.status_code == 200, answer.text
    assert read_keys("bibtex", answer.json()["files"]["list.bib"]) == written
    assert export(run, "all.kgl") == written
    assert written["4"] == PLAIN


def test_a_markdown_list_gives_no_keys(run: CommandLine) -> None:
    build(run, "one.kgl", 1)
    done = run("related", "W1001", "--graph", str(run.home.parent / "one.kgl"))
    assert done.code == 0, done.err
    assert read_citation_keys(run.home / "archive.sqlite") == {}


def make_missing(path: Path) -> None:
    for each in path.parent.glob("archive.sqlite*"):
        each.unlink()


def make_folder(path: Path) -> None:
    make_missing(path)
    path.mkdir()


def make_damaged(path: Path) -> None:
    make_missing(path)
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000)


def make_other(path: Path) -> None:
    make_missing(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE photographs (name TEXT)")


@pytest.mark.parametrize("spoil", [make_missing, make_folder, make_damaged, make_other])
def test_without_an_archive_keys_depend_on_the_papers_alone(
    run: CommandLine, spoil: object
) -> None:
    assert callable(spoil)
    build(run, "all.kgl", 1, 2)
    spoil(run.home / "archive.sqlite")
    before = sorted(each.name for each in run.home.iterdir())
    found = export(run, "all.kgl")
    assert len(set(found.values())) == 3
    assert all(re.fullmatch(rf"{PLAIN}-[0-9a-f]+", key) for key in found.values())
    assert export(run, "all.kgl") == found
    assert sorted(each.name for each in run.home.iterdir()) == before


def test_an_archive_that_another_process_holds_stops_no_export(run: CommandLine) -> None:
    build(run, "all.kgl", 1, 2)
    with closing(sqlite3.connect(run.home / "archive.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = export(run, "all.kgl")
        other.execute("ROLLBACK")
    assert len(set(found.values())) == 3
    assert export(run, "all.kgl") == found


def test_an_archive_of_the_first_version_learns_to_remember(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(SCHEMA)
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("PRAGMA user_version = 1")
    assert 2 in ADDED
    assert ArchivedKeys(path).read() == {}
    assert ArchivedKeys(path).keep({PLAIN: "W1"})
    assert ArchivedKeys(path).read() == {PLAIN: "W1"}


def test_of_two_who_give_one_key_at_once_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    Archive.open(path, mode="write").close()

    def give(paper: int) -> bool:
        return keep_citation_keys(path, {PLAIN: f"W{paper}", f"own{paper}": f"W{paper}"})

    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(give, range(8)))
    assert kept.count(True) == 1
    assert read_citation_keys(path) == {
        PLAIN: f"W{kept.index(True)}", f"own{kept.index(True)}": f"W{kept.index(True)}"
    }  # fmt: skip


def test_exports_at_the_same_moment_give_no_key_twice(tmp_path: Path) -> None:
    archive = tmp_path / "archive.sqlite"
    Archive.open(archive, mode="write").close()
    twin = Reference(paper_id="", authors=("Wei Li",), year=2020, title="Deep weaving")

    def give(number: int) -> str:
        with EmbeddedStore(tmp_path / f"{number}.kgl", "write") as store:
            load(store, [Paper(id=f"W{number}")], loaded_at="2026-11-24")
            key = KeyGiver(store, ArchivedKeys(archive))([replace(twin, paper_id=f"W{number}")])
        return key[0]

    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(give, range(16)))
    assert len(set(keys)) == 16
    assert keys.count(PLAIN) == 1
    assert read_citation_keys(archive) == {key: f"W{at}" for at, key in enumerate(keys)}


def test_a_paper_that_is_found_later_keeps_the_key_that_it_had(tmp_path: Path) -> None:
    listing = tmp_path / "papers.txt"
    listing.write_text("Deep weaving of a kind 7\n", encoding="utf-8")
    graph = ("--graph", str(tmp_path / "one.kgl"))
    keys = []
    known = Universe()
    for _ in range(2):
        with World(known) as world:
            run = over(world, tmp_path / "home")
            assert run("build", str(listing), "-q", "--refresh", *graph).code == 0
            done = run("query", "listing", "--format", "bibtex", *graph)
        keys.append(read_keys("bibtex", done.out))
        known.add_work("W1007", "Deep weaving of a kind 7", year=2020, authors=("Wei Li",))
    assert "Wei" in done.out
    assert keys == [{"7": "anondeep"}, {"7": "anondeep"}]


COMMANDS = [
    ("query", "listing", "--format", "bibtex"),
    ("cypher", "MATCH (p:Paper {listed: true}) RETURN p", "--format", "bibtex"),
    ("main-path", "--format", "bibtex"),
    ("related", "--format", "bibtex"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_a_bibliography_has_is_not_written_again(
    run: CommandLine, command: tuple[str, ...]
) -> None:
    build(run, "all.kgl", 1, 2, 3)
    asked = (*command, "--graph", str(run.home.parent / "all.kgl"))
    usual = read_keys("bibtex", run(*asked).out)
    assert usual
    mine = run.home.parent / "mine.bib"
    mine.write_text(
        "".join(
            f"@misc{{{PLAIN if number == min(usual) else f'k{number}'}, "
            f"title = {{Deep weaving of kind {number}}}, year = 2020}}\n"
            for number in sorted(usual)[:1]
        ),
        encoding="utf-8",
    )
    done = run(*asked, "--without", str(mine))
    assert done.code == 0, done.err
    assert sorted(read_keys("bibtex", done.out)) == sorted(usual)[1:]
    assert PLAIN not in read_keys("bibtex", done.out).values()
    assert "that you have was left out" in done.err


def test_a_table_leaves_nothing_out(run: CommandLine) -> None:
    build(run, "all.kgl", 1)
    graph = str(run.home.parent / "all.kgl")
    done = run(
        "query", "listing", "--without", str(run.home.parent / "all.kgl.bib"), "--graph", graph
    )
    assert (done.code, done.out) == (2, "")
    assert "--without leaves papers out of references" in done.err
