"""What the user decides: each decision a command, undoable, and as lasting as the archive."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.decisions import Decision, append_decisions, fold, read_decisions
from citeloom.graph.errors import DecisionsError
from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import over
from tests.citeloom.disturbed_builds import use_server
from tests.citeloom.living_world import (
    TWIN_TITLE,
    TWINS,
    bib,
    list_papers,
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


@pytest.fixture
def world() -> Iterator[World]:
    with World(make_universe()) as running:
        yield running


@pytest.fixture
def run(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Give the command line in a project that is built."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    run = over(world, tmp_path / "home")
    (folder / "refs.bib").write_text(bib("W1001", "W1002"))
    (folder / "twins.txt").write_text(f"{TWIN_TITLE}\narXiv:2401.00004\n")
    assert run("init", "refs.bib", "twins.txt").code == 0
    assert run("build", *QUIET).code == 0
    return run


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return tmp_path / "work" / "graph.kgl"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "work" / "decisions.jsonl"


def do(run: CommandLine, *arguments: str) -> str:
    done = run(*arguments)
    assert done.code == 0, done.err
    return done.out


# The command, the property of W1001 that it sets, and the query that shows it.
OF_PAPERS: dict[str, tuple[tuple[str, ...], tuple[str, Any], str]] = {
    "note": (("note", "my-w1001", "Section 4!"), ("note", "Section 4!"), "notes"),
    "tag": (("tag", "W1001", "method", "baseline"), ("tags", ["baseline", "method"]), "tagged"),
    "read": (("mark", "10.1000/w1001", "read"), ("read", True), "already-read"),
    "unread": (("mark", "W1001", "unread"), ("read", False), "unread"),
    "ignore": (("ignore", "weaving graphs"), ("ignored", True), "ignored"),
    "collect": (("collect", "Chapter 2", "W1001"), ("collections", ["Chapter 2"]), "collections"),
}


@pytest.mark.parametrize("case", OF_PAPERS)
def test_a_decision_about_a_paper_is_known_to_queries_at_once_and_can_be_undone(
    run: CommandLine, graph: Path, case: str
) -> None:
    command, (name, value), query = OF_PAPERS[case]
    before = read_paper(graph, "W1001")
    do(run, *command)
    assert read_paper(graph, "W1001")[name] == value
    assert "W1001" in do(run, "query", query, "--format", "csv")
    assert "decided already" in do(run, *command)
    do(run, *command, "--undo")
    assert read_paper(graph, "W1001") == before, "nothing is left of it"


@pytest.mark.parametrize("case", OF_PAPERS)
def test_decisions_survive_a_rebuild_and_the_loss_of_the_graph(
    run: CommandLine, graph: Path, case: str
) -> None:
    command, (name, value), _ = OF_PAPERS[case]
    do(run, *command)
    with open_store(str(graph), mode="read") as store:
        wanted = dump(store)
    do(run, "build", *QUIET, "--offline")
    assert read_paper(graph, "W1001")[name] == value
    graph.unlink()
    do(run, "build", *QUIET, "--offline")
    with open_store(str(graph), mode="read") as store:
        assert dump(store) == wanted


def test_decisions_move_to_a_server(
    run: CommandLine, tmp_path: Path, neo4j_address: Neo4jAddress
) -> None:
    for command, _, _ in OF_PAPERS.values():
        do(run, *command)
    text = (tmp_path / "work" / "citeloom.toml").read_text()
    use_server(run, neo4j_address)
    (tmp_path / "work" / "citeloom.toml").write_text(
        text.replace('graph = "graph.kgl"', f'graph = "{neo4j_address.uri}"')
    )
    do(run, "build", *QUIET, "--offline")
    with server(neo4j_address) as store:
        paper = store.read("MATCH (p:Paper {id: 'W1001'}) RETURN p").rows[0][0].properties
    assert paper["tags"] == ["baseline", "method"]
    assert paper["read"] is False, "the later mark"
    assert paper["ignored"] is True


def test_a_note_is_replaced_by_a_later_one_and_stands_beside_the_listing_s(
    run: CommandLine, graph: Path, tmp_path: Path
) -> None:
    (tmp_path / "work" / "refs.bib").write_text(bib("W1001", note="From the file"))
    do(run, "build", *QUIET)
    do(run, "note", "W1001", "First")
    do(run, "note", "W1001", "Second")
    assert sorted(read_paper(graph, "W1001")["note"].split("\n")) == ["From the file", "Second"]


def test_what_is_ignored_is_never_suggested(run: CommandLine) -> None:
    assert "W2000" in do(run, "query", "foundations", "-p", "at_least=1", "--format", "csv")
    do(run, "ignore", "W2000")
    assert "W2000" not in do(run, "query", "foundations", "-p", "at_least=1", "--format", "csv")
    done = run("related", "--format", "json")
    assert '"W2000"' not in done.out
    assert "1 paper that you ignore was left out" in done.out + done.err


def test_tags_and_collections_go_into_exports(run: CommandLine) -> None:
    do(run, "tag", "W1001", "method")
    do(run, "collect", "Chapter 2", "W1001")
    exported = do(run, "query", "listing", "--format", "bibtex")
    assert "method" in exported
    assert "Chapter 2" in exported


# Which paper an entry is.


def test_the_answer_of_not_found_names_the_command_that_settles_it(
    run: CommandLine, graph: Path
) -> None:
    (row,) = json.loads(do(run, "query", "not-found", "--format", "json"))
    assert row["found"] == "ambiguous"
    command = row["settle"].split(" ")
    assert command[0] == "citeloom"
    do(run, *command[1:])
    paper = read_paper(graph, command[-1])
    assert paper["listings"] == ["twins.txt"]
    assert paper["match_step"] == "decision"
    assert "You said on" in paper["match_evidence"]
    assert not [key for key in list_papers(graph) if key.startswith("title:")], "no ghost stays"
    assert json.loads(do(run, "query", "not-found", "--format", "json")) == []


def test_a_decision_about_an_entry_can_be_taken_back(run: CommandLine, graph: Path) -> None:
    before = list_papers(graph)
    do(run, "same", TWIN_TITLE, TWINS[1])
    assert list_papers(graph)[TWINS[1]] == ["twins.txt"]
    do(run, "same", TWIN_TITLE, TWINS[1], "--undo")
    assert list_papers(graph) == before


def test_not_same_leaves_the_other_candidate(run: CommandLine) -> None:
    do(run, "not-same", TWIN_TITLE, TWINS[0])
    (row,) = json.loads(do(run, "query", "not-found", "--format", "json"))
    assert [each.split(" ")[0] for each in row["candidates"]] == [TWINS[1]]


def test_a_matched_entry_is_another_paper_against_all_evidence(
    run: CommandLine, graph: Path
) -> None:
    do(run, "not-same", "my-w1001", "W1001")
    paper = next(key for key, named in list_papers(graph).items() if named and key != "W1002"
                 and named == ["refs.bib"])  # fmt: skip
    assert paper != "W1001"
    do(run, "same", paper, "W2002")
    found = read_paper(graph, "W2002")
    assert found["listings"] == ["refs.bib"]
    assert found["citation_key"] == "my-w1001"


def test_a_paper_that_was_never_fetched_is_taken_in_by_the_next_build(
    run: CommandLine, graph: Path, world: World
) -> None:
    world.universe.add_work("W1103", TWIN_TITLE, year=2012)
    done = run("same", TWIN_TITLE, "W1103")
    assert done.code == 3
    assert "The decision is kept" in done.err
    do(run, "build", *QUIET)
    assert list_papers(graph)["W1103"] == ["twins.txt"]


# Links.


def links(graph: Path) -> dict[str, Any]:
    with open_store(str(graph), mode="read") as store:
        rows = store.read(
            "MATCH (:Paper)-[r:HAS_CODE]->(c:Repository) "
            "RETURN c.id AS id, r.relation AS relation, r.evidence AS evidence"
        ).rows
    return {key: (relation, evidence) for key, relation, evidence in rows}


def test_links_are_confirmed_and_rejected(run: CommandLine, graph: Path) -> None:
    before = links(graph)
    assert set(before) == {"github.com/weavers/loom", "github.com/others/tool"}
    do(run, "confirm", "2401.00004", "https://github.com/others/tool")
    relation, evidence = links(graph)["github.com/others/tool"]
    assert relation == "own"
    assert evidence.startswith("You confirmed it on ")
    do(run, "reject", "2401.00004", "others/tool")
    assert set(links(graph)) == {"github.com/weavers/loom"}, "the later decision holds"
    do(run, "build", *QUIET, "--offline")
    assert set(links(graph)) == {"github.com/weavers/loom"}
    do(run, "reject", "2401.00004", "github.com/others/tool", "--undo")
    assert links(graph) == before


# Messages.

REFUSED = {
    "an unknown paper": (("note", "W999", "x"), "No paper in the graph has the id"),
    "no id": (("same", "my-w1001", "nonsense"), "is no id of a paper"),
    "an unlisted paper": (("same", "W2000", "W1"), "is in no listing"),
    "an unknown link": (("confirm", "2401.00004", "github.com/a/b"), "has no link to"),
    "no note": (("note", "W1001"), "No note is given"),
    "no tag": (("tag", "W1001"), "No tag is given"),
    "an empty tag": (("tag", "W1001", " "), "An empty tag cannot be kept"),
    "a long note": (("note", "W1001", "x" * 3_000), "So long a note cannot be kept"),
    "nothing to undo": (("ignore", "W1001", "--undo"), "No such decision is known"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_decided_is_said(run: CommandLine, file: Path, case: str) -> None:
    command, told = REFUSED[case]
    done = run(*command)
    assert done.code == 2
    assert told in done.err
    assert not file.exists(), "and nothing is written down"


def test_decisions_are_listed(run: CommandLine) -> None:
    do(run, "tag", "W1001", "method")
    assert "is tagged method" in do(run, "decisions")
    assert json.loads(do(run, "decisions", "--format", "json"))[0]["value"] == "method"


# The file.


def make(
    kind: str, value: str | None = None, at: str = "2026-01-01T00:00:00", **more: Any
) -> Decision:
    return Decision(at=at, kind=kind, about=("W1", "doi:10.1/x"), value=value, **more)


def test_the_later_decision_holds_whatever_the_order_of_lines() -> None:
    lines = [
        make("mark", "read", "2026-01-01T00:00:00"), make("mark", "unread", "2026-01-02T00:00:00"),
        make("tag", "a", "2026-01-01T00:00:00"), make("tag", "b", "2026-01-01T00:00:01"),
        make("tag", "a", "2026-01-03T00:00:00", undone=True),
        make("note", "old", "2026-01-01T00:00:00"), make("note", "new", "2026-01-01T00:00:01"),
    ]  # fmt: skip
    holding = {(each.kind, each.value) for each in fold(lines).holding}
    assert holding == {("mark", "unread"), ("tag", "b"), ("note", "new")}
    for seed in range(5):
        shuffled = random.Random(seed).sample([*lines, *lines], 2 * len(lines))
        assert fold(shuffled) == fold(lines)


def test_two_people_s_files_are_merged_by_putting_their_lines_together(tmp_path: Path) -> None:
    one, other, both = (tmp_path / name for name in ("one", "other", "both"))
    append_decisions(one, [make("tag", "a")])
    append_decisions(other, [make("tag", "b"), make("tag", "a")])
    both.write_text(one.read_text() + other.read_text().rstrip("\n"))
    append_decisions(both, [make("tag", "c", "2026-02-01T00:00:00")])
    assert [each.value for each in read_decisions(both).holding] == ["a", "b", "c"]


BROKEN = {
    "a conflict": ("<<<<<<< HEAD\n", "marks of the merge"),
    "no JSON": ("hello\n", "Mend or delete that line"),
    "an unknown kind": ('{"at": "2026-01-01", "kind": "love", "about": ["W1"]}\n', "Line 1"),
    "an unknown field": (
        '{"at": "2026-01-01", "kind": "tag", "about": ["W1"], "x": 1}\n',
        "Line 1",
    ),
    "no bytes of a text": (b"\xff\xfe", "cannot be read"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, case: str) -> None:
    content, told = BROKEN[case]
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DecisionsError, match=told):
        read_decisions(path)
