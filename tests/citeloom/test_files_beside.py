"""Files that are not ours, and what lies beside a graph after a command."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import kglite
import pytest

from citeloom.graph import schema
from tests.citeloom.command_line import ROOT, CommandLine, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["run"]

HOME = "home"
ADVICE_TO_DELETE = ("delete", "remove", "rm ", "overwrite", "--force")


def make_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE photographs (name TEXT)")


def make_other_graph(path: Path) -> None:
    with kglite.open(str(path), durable="off", lock=False) as other:
        other.cypher("CREATE (:Ship {name: 'Vasa'})")


def make_later_graph(path: Path) -> None:
    with kglite.open(str(path), durable="off", lock=False) as graph:
        graph.cypher("CREATE (:Paper {id: 'W1'})")
        graph.set_schema_version(schema.SCHEMA_VERSION + 1)


def make_cut_graph(path: Path) -> None:
    make_other_graph(path)
    path.write_bytes(path.read_bytes()[:-40])


FILES: dict[str, Callable[[Path], object]] = {
    "my.bib": lambda path: path.write_text("@misc{a, title = {A title}}\n", encoding="utf-8"),
    "papers.txt": lambda path: path.write_text("2204.03574\n", encoding="utf-8"),
    "figure.png": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "empty.kgl": lambda path: path.write_bytes(b""),
    "photographs.sqlite": make_database,
    "ships.kgl": make_other_graph,
    "cut.kgl": make_cut_graph,
    "later.kgl": make_later_graph,
    "folder": lambda path: path.mkdir(),
}
LISTING = str(ROOT / "examples/daily-papers.txt")
ARCHIVE = ("--archive", str(ROOT / "examples/sample-archive.jsonl"), "--offline", "-q")
COMMANDS = [
    ("build", LISTING, *ARCHIVE),
    ("query", "contents"),
    ("cypher", "MATCH (n) RETURN n"),
    ("export", "jsonl", "-o", "all.jsonl"),
]


def look(folder: Path) -> dict[str, bytes | None]:
    """Return what lies in a folder, with contents."""
    return {
        str(each.relative_to(folder)): each.read_bytes() if each.is_file() else None
        for each in folder.rglob("*")
    }


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_that_need_not_be_ours_is_left_alone_and_never_advised_to_be_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: tuple[str, ...]
) -> None:
    place = tmp_path / "work"
    place.mkdir()
    FILES[name](place / name)
    before = look(place)
    monkeypatch.chdir(place)
    done = CommandLine(tmp_path / HOME)(*command, "--graph", str(place / name))
    assert (done.code, done.out) == (1, ""), done.err
    assert name in done.err
    assert not [word for word in ADVICE_TO_DELETE if word in done.err.lower()], done.err
    assert look(place) == before


@pytest.mark.parametrize("name", ["my.bib", "figure.png", "empty.kgl", "photographs.sqlite"])
def test_an_archive_that_need_not_be_ours_is_left_alone_too(tmp_path: Path, name: str) -> None:
    home = tmp_path / HOME
    home.mkdir()
    FILES[name](home / "archive.sqlite")
    before = (home / "archive.sqlite").read_bytes()
    for command in (("build", LISTING, "-q"), ("status", "--offline")):
        done = CommandLine(home)(*command)
        said = (done.err + done.out).lower()
        assert not [word for word in ADVICE_TO_DELETE if word in said], said
    if before:  # an empty file is an archive yet to be made
        assert (home / "archive.sqlite").read_bytes() == before


AFTER = [
    ("query", "contents"),
    ("cypher", "MATCH (n) RETURN count(n)"),
    ("related", "--limit", "3"),
    ("main-path",),
    ("origins",),
    ("view", "-o", "-"),
    ("export", "graphml", "-o", "-"),
    ("status", "--offline"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, run: CommandLine) -> Path:
    folder: Path = tmp_path_factory.mktemp("place")
    shutil.copy(run.home / "graph.kgl", folder / "review.kgl")
    return folder


@pytest.mark.parametrize("command", AFTER, ids=lambda command: command[0])
def test_after_a_command_only_the_graph_lies_there(
    run: CommandLine, place: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, "--graph", str(place / "review.kgl"))
    assert done.code == 0, done.err
    assert [each.name for each in place.iterdir()] == ["review.kgl"]


def test_after_a_build_only_the_graph_lies_there(tmp_path: Path) -> None:
    place = tmp_path / "place"
    done = CommandLine(tmp_path / HOME)(
        "build", LISTING, *ARCHIVE, "--graph", str(place / "new.kgl")
    )
    assert done.code == 0, done.err
    assert [each.name for each in place.iterdir()] == ["new.kgl"]


def test_arrays_lie_in_the_cache_and_old_ones_are_forgotten(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import citeloom
    from citeloom.graph.projection import GRAPHS, read_citations

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "place"
    place.mkdir()
    for number in range(GRAPHS + 3):
        graph = place / f"{number}.kgl"
        shutil.copy(run.home / "graph.kgl", graph)
        with citeloom.open(graph) as opened:
            assert len(opened.citations().ids)
            assert len(read_citations(opened.store).ids)
    assert len(list((tmp_path / "cache").rglob("*.npz"))) == GRAPHS
    assert {each.suffix for each in place.iterdir()} == {".kgl"}
