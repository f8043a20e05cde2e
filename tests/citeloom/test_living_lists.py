"""Lists that change: a listing replaces itself, two of one name are two, projects are apart."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import over
from tests.citeloom.disturbed_builds import use_server
from tests.citeloom.living_world import (
    PAPERS,
    TWIN_TITLE,
    TWINS,
    bib,
    list_papers,
    list_papers_in,
    make_universe,
    read_paper,
)
from tests.graph_dump import dump
from tests.queries.stores import server
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.citeloom.command_line import CommandLine
    from tests.neo4j_server import Neo4jAddress

QUIET = ("-q", "--grow", "0")
OFFLINE = (*QUIET, "--offline")
ALL = tuple(PAPERS)


@pytest.fixture
def world() -> Iterator[World]:
    with World(make_universe()) as running:
        yield running


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(world: World, tmp_path: Path, work: Path) -> CommandLine:  # noqa: ARG001 - where it runs
    return over(world, tmp_path / "home")


@pytest.fixture
def home_graph(tmp_path: Path) -> Path:
    return tmp_path / "home" / "graph.kgl"


def build(run: CommandLine, *arguments: str) -> str:
    done = run("build", *arguments)
    assert done.code == 0, done.err
    return done.out


# Without a project.


def test_what_is_taken_out_of_a_file_is_not_listed_after_the_next_build(
    run: CommandLine, work: Path, home_graph: Path
) -> None:
    (work / "refs.bib").write_text(bib(*ALL))
    build(run, "refs.bib", *QUIET)
    (work / "refs.bib").write_text(bib("W1001", "W1002"))
    build(run, "refs.bib", *QUIET)
    found = list_papers(home_graph)
    assert found == {
        "W1001": ["refs.bib"], "W1002": ["refs.bib"], "W2000": None, "W2001": None, "W2002": None,
    }, "W1003 and W2003, which only it cites, leave the graph"  # fmt: skip


def test_a_listing_replaces_itself_on_a_server_too(
    run: CommandLine, work: Path, neo4j_address: Neo4jAddress
) -> None:
    use_server(run, neo4j_address)
    (work / "refs.bib").write_text(bib(*ALL))
    (work / "other.bib").write_text(bib("W1003"))
    build(run, "refs.bib", *QUIET)
    build(run, "other.bib", *QUIET)
    (work / "refs.bib").write_text(bib("W1001"))
    build(run, "refs.bib", *QUIET)
    with server(neo4j_address) as store:
        found = list_papers_in(store)
    assert {key for key, listings in found.items() if listings} == {"W1001", "W1003"}
    assert found["W1003"] == ["other.bib"]
    assert "W2003" in found, "which other.bib holds"
    assert "W2002" not in found


def test_a_paper_that_is_cited_and_not_listed_any_more_loses_what_the_list_said_of_it(
    run: CommandLine, work: Path, home_graph: Path
) -> None:
    (work / "a.txt").write_text("W1001\nW2000\n")
    build(run, "a.txt", *QUIET)
    assert read_paper(home_graph, "W2000")["listed"]
    (work / "a.txt").write_text("W1001\n")
    build(run, "a.txt", *QUIET)
    left = read_paper(home_graph, "W2000")
    assert not left.keys() & {"listed", "listings", "match", "match_tried", "entries"}, left


def test_two_files_of_one_name_are_two_listings(
    run: CommandLine, work: Path, home_graph: Path
) -> None:
    for folder, key in (("p1", "W1001"), ("p2", "W1002")):
        (work / folder).mkdir()
        (work / folder / "papers.txt").write_text(key)
        build(run, f"{folder}/papers.txt", *QUIET)
    found = list_papers(home_graph)
    assert (found["W1001"], found["W1002"]) == (["p1/papers.txt"], ["p2/papers.txt"])


def test_a_build_says_what_else_the_graph_holds(run: CommandLine, work: Path) -> None:
    for name, key in (("a.txt", "W1001"), ("b.txt", "W1002")):
        (work / name).write_text(key)
    assert "also holds" not in run("build", "a.txt", "--grow", "0").err
    done = run("build", "b.txt", "--grow", "0")
    assert "also holds a.txt" in done.err
    assert "citeloom init" in done.err
    assert "also holds a.txt" in done.out


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")], ids="".join)
def test_listings_built_one_by_one_make_the_graph_of_all(
    run: CommandLine, work: Path, home_graph: Path, order: tuple[str, ...]
) -> None:
    for name, keys in (("a", ALL[:2]), ("b", ALL[1:]), ("c", ("W1003",))):
        (work / f"{name}.bib").write_text(bib(*keys))
    for name in order:
        build(run, f"{name}.bib", *QUIET)
    with open_store(str(home_graph), mode="read") as store:
        one_by_one = dump(store)
    home_graph.unlink()
    build(run, "a.bib", "b.bib", "c.bib", *OFFLINE)
    with open_store(str(home_graph), mode="read") as store:
        assert dump(store) == one_by_one


def test_what_somebody_else_built_is_left_alone(world: World, tmp_path: Path, work: Path) -> None:
    graph = str(work / "shared.kgl")
    one, other = over(world, tmp_path / "one"), over(world, tmp_path / "other")
    (work / "a.txt").write_text("W1001\nW1002\n")
    (work / "b.txt").write_text("W1002\nW1003\n")
    build(one, "a.txt", "--graph", graph, *QUIET)
    build(other, "b.txt", "--graph", graph, *QUIET)
    (work / "b.txt").write_text("W1003\n")
    build(other, "b.txt", "--graph", graph, *QUIET)
    found = list_papers(graph)
    assert found["W1001"] == found["W1002"] == ["a.txt"]
    assert found["W1003"] == ["b.txt"]
    assert {"W2001", "W2002", "W2003"} <= found.keys()


def test_an_ambiguous_paper_that_is_pinned_leaves_nothing_behind(
    run: CommandLine, work: Path, home_graph: Path
) -> None:
    (work / "a.txt").write_text(f"{TWIN_TITLE}\nW1001\n")
    build(run, "a.txt", *QUIET)
    assert [key for key, named in list_papers(home_graph).items() if named][1].startswith("title:")
    (work / "a.txt").write_text(f"{TWINS[0]} {TWIN_TITLE}\nW1001\n")
    build(run, "a.txt", *QUIET)
    found = list_papers(home_graph)
    assert {key for key, listings in found.items() if listings} == {"W1001", TWINS[0]}


def test_removing_a_listing(run: CommandLine, work: Path, home_graph: Path) -> None:
    (work / "a.bib").write_text(bib("W1001", "W1002"))
    (work / "b.bib").write_text(bib("W1002", "W1003"))
    build(run, "a.bib", *QUIET)
    build(run, "b.bib", *QUIET)
    done = run("remove", "a.bib")
    assert done.code == 0, done.err
    assert "nodes left the graph, which only it brought" in done.out
    found = list_papers(home_graph)
    assert {key: named for key, named in found.items() if named} == {
        "W1002": ["b.bib"], "W1003": ["b.bib"],
    }  # fmt: skip
    assert (work / "a.bib").exists(), "files are the user's"
    assert run("remove", "a.bib").code == 2


def test_removing_a_paper_and_listing_it_again(
    run: CommandLine, work: Path, home_graph: Path
) -> None:
    (work / "a.bib").write_text(bib(*ALL))
    build(run, "a.bib", *QUIET)
    assert run("remove", "my-w1003").code == 0
    assert "W1003" not in list_papers(home_graph)
    out = build(run, "a.bib", "--grow", "0")
    assert "1  entries left out, as you decided" in out
    assert "W1003" not in list_papers(home_graph), "the file still names it"
    assert run("remove", PAPERS["W1003"], "--undo").code == 0
    assert list_papers(home_graph)["W1003"] == ["a.bib"]


# Projects.


@pytest.fixture
def project(run: CommandLine, work: Path) -> Path:
    (work / "refs.bib").write_text(bib(*ALL, keywords="loom, thread", note="Read first"))
    (work / "more").mkdir()
    (work / "more" / "list.txt").write_text("W2000\n")
    done = run("init", "refs.bib", "more/list.txt", "--name", "thesis")
    assert done.code == 0, done.err
    return work


def test_a_project_builds_all_its_listings_into_its_own_graph(
    run: CommandLine, project: Path, home_graph: Path
) -> None:
    build(run, *QUIET)
    found = list_papers(project / "graph.kgl")
    assert found["W1001"] == ["refs.bib"]
    assert found["W2000"] == ["more/list.txt"]
    assert not home_graph.exists()
    assert "my-w1001" in run("query", "listing", "--format", "bibtex").out


def test_a_listing_that_is_built_in_a_project_joins_it(run: CommandLine, project: Path) -> None:
    (project / "new.txt").write_text("W2003\n")
    build(run, "new.txt", *QUIET)
    assert 'path = "new.txt"' in (project / "citeloom.toml").read_text()
    assert list_papers(project / "graph.kgl")["W2003"] == ["new.txt"]
    assert list_papers(project / "graph.kgl")["W1001"] == ["refs.bib"], "built with the others"


def test_commands_know_the_project_in_folders_below_it(
    run: CommandLine, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(run, *QUIET)
    monkeypatch.chdir(project / "more")
    assert "graph.kgl" in run("status", "--offline").out
    assert "W1001" in run("query", "listing", "--format", "csv").out


def test_another_graph_is_outside_of_the_project(run: CommandLine, project: Path) -> None:
    (project / "else.txt").write_text("W2001\n")
    build(run, "else.txt", "--graph", "else.kgl", *QUIET)
    assert "else.txt" not in (project / "citeloom.toml").read_text()
    assert list_papers(project / "else.kgl") == {"W2001": ["else.txt"]}


def test_what_leaves_a_listing_of_a_project_leaves_its_graph(
    run: CommandLine, project: Path
) -> None:
    build(run, *QUIET)
    (project / "refs.bib").write_text(bib("W1001"))
    build(run, *QUIET)
    found = list_papers(project / "graph.kgl")
    assert sorted(found) == ["W1001", "W2000", "W2001"]
    done = run("remove", "refs.bib")
    assert done.code == 0, done.err
    assert sorted(list_papers(project / "graph.kgl")) == ["W2000"]
    assert "refs.bib" not in (project / "citeloom.toml").read_text()


def test_a_project_can_be_moved_and_made_anew_offline(
    run: CommandLine, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(run, *QUIET)
    with open_store(str(project / "graph.kgl"), mode="read") as store:
        before = dump(store)
    moved = project.parent / "elsewhere" / "moved"
    moved.parent.mkdir()
    shutil.move(project, moved)
    (moved / "graph.kgl").unlink()
    monkeypatch.chdir(moved)
    build(run, *OFFLINE)
    with open_store(str(moved / "graph.kgl"), mode="read") as store:
        assert dump(store) == before


def test_two_projects_share_a_server_and_leave_each_other_alone(
    world: World, tmp_path: Path, neo4j_address: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, keys in (("one", ALL[:2]), ("two", ALL[1:])):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.chdir(folder)
        run = over(world, tmp_path / "home")
        if name == "one":
            use_server(run, neo4j_address)
        run.environment |= {
            "NEO4J_USERNAME": neo4j_address.username,
            "NEO4J_PASSWORD": neo4j_address.password,
            "NEO4J_DATABASE": neo4j_address.database,
        }
        (folder / "refs.bib").write_text(bib(*keys))
        assert run("init", "refs.bib", "--graph", neo4j_address.uri).code == 0
        build(run, *QUIET)
    (tmp_path / "two" / "refs.bib").write_text(bib("W1003"))
    build(run, *QUIET)
    with server(neo4j_address) as store:
        found = list_papers_in(store)
    assert {key for key, named in found.items() if named} == set(ALL)
    assert {"W2001", "W2002", "W2003"} <= found.keys(), "W2002 is held by the first"


# What is wrong, and said.

WRONG = {
    "nothing to build": ("", ("build",), "No listing is named"),
    "no listings yet": ('id = "a"\nname = "n"\n', ("build",), "has no listings yet"),
    "no TOML": ("id = \n", ("status", "--offline"), "cannot be read"),
    "an unknown key": ('id = "a"\nname = "n"\nlistngs = 1\n', ("status",), "listngs"),
    "a listing that is gone": (
        'id = "a"\nname = "n"\n[[listings]]\npath = "gone.bib"\n', ("build",), "gone.bib",
    ),
    "a listing named twice": (
        'id = "a"\nname = "n"\n[[listings]]\npath = "a"\n[[listings]]\npath = "a"\n',
        ("build",), "names a twice",
    ),
    "init again": ('id = "a"\nname = "n"\n', ("init",), "is there already"),
    "stdin": ('id = "a"\nname = "n"\n', ("build", "-"), "keeps its listings as files"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_project_is_said_in_a_sentence(run: CommandLine, work: Path, case: str) -> None:
    content, arguments, told = WRONG[case]
    if content:
        (work / "citeloom.toml").write_text(content)
    done = run(*arguments, text="W1001\n")
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_file_of_settings_is_no_project(run: CommandLine, work: Path) -> None:
    (work / "citeloom.toml").write_text('openalex_email = "me@example.org"\n')
    (work / "a.txt").write_text("W1001")
    build(run, "a.txt", *QUIET)
    assert (work / "citeloom.toml").read_text() == 'openalex_email = "me@example.org"\n'


def test_init_tells_git_to_merge_decisions_by_line(run: CommandLine, work: Path) -> None:
    (work / ".git").mkdir()
    (work / ".gitattributes").write_text("*.png binary")
    assert run("init").code == 0
    assert (work / ".gitattributes").read_text() == ("*.png binary\ndecisions.jsonl merge=union\n")
