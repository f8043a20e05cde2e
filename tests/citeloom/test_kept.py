"""What earlier versions wrote is opened by this one: nothing that was paid for is lost.

tests/kept/README.md says what the files are and how they were made.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.archive_file import VERSION
from citeloom.enrich.archive_info import describe_archive
from citeloom.graph import schema
from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import ROOT, CommandLine
from tests.graph.conftest import neo4j_store
from tests.graph_dump import Dump, dump

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store
    from tests.neo4j_server import Neo4jAddress

KEPT = sorted((ROOT / "tests/kept").glob("version-*"))
NOWHERE = dict.fromkeys(
    ("OPENALEX_URL", "HF_ENDPOINT", "S2_API_URL", "GITHUB_API_URL"), "http://127.0.0.1:1"
)
BUILD = ("build", "papers.txt", "--citing", "3", "--grow", "100", "-q")
MARKS = frozenset({"held_by", "parts", "first_seen"})
COUNTS = """
MATCH (p:Paper) OPTIONAL MATCH (p)-[c:CITES]->()
RETURN count(DISTINCT p) AS papers, count(c) AS citations, count(DISTINCT p.title) AS titles
"""
QUESTIONS = (
    "coverage",
    "listing",
    "cited-together",
    "by-year",
    "authors",
    "most-cited",
    "with-code",
)


@pytest.fixture(params=KEPT, ids=[path.name for path in KEPT])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home as an earlier version left it, and the folder in which commands run."""
    folder = tmp_path / "home"
    shutil.copytree(request.param, folder)
    monkeypatch.chdir(folder)
    return folder


def read_records(path: Path) -> dict[tuple[str, ...], tuple[str, bytes | None]]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT service, kind, key, fetched_at, body FROM record")
        found = {tuple(row[:3]): (row[3], row[4]) for row in rows}
    connection.close()
    return found


def test_something_is_kept() -> None:
    assert KEPT, "tests/kept has no folder version-N: bring it back from the repository"


def test_an_archive_is_brought_up_to_date_with_every_record_and_all_spending(home: Path) -> None:
    path = home / "archive.sqlite"
    before, told = read_records(path), describe_archive(path)
    with Archive.open(path, mode="write") as archive:
        assert archive.read_version() == VERSION
        assert sum(1 for _ in archive.read_all()) == len(before)
    now = describe_archive(path)
    assert read_records(path) == before
    assert now.spending == told.spending
    assert now.kinds == told.kinds


def test_an_archive_that_is_only_read_stays_as_it_is(home: Path) -> None:
    path = home / "archive.sqlite"
    before = path.read_bytes()
    exported = home / "all.jsonl"
    with Archive.open(path, mode="read") as archive:
        assert archive.export_jsonl(exported) == len(read_records(path))
    assert path.read_bytes() == before


def test_a_build_on_them_asks_nobody_and_pays_nothing(home: Path) -> None:
    run = CommandLine(home, **NOWHERE)
    before = run("cypher", COUNTS, "--format", "json").out
    done = run(*BUILD, "--report", "report.json")
    assert done.code == 0, done.err
    report = json.loads((home / "report.json").read_text())
    assert report["spending"] == {}
    assert report["complete"]
    assert run("cypher", COUNTS, "--format", "json").out == before


def test_the_graph_that_is_built_on_is_the_one_that_is_built_anew(home: Path) -> None:
    run = CommandLine(home)
    assert run(*BUILD, "--offline").code == 0
    assert run(*BUILD, "--offline", "--graph", "anew.kgl").code == 0
    with open_store("graph.kgl", mode="read") as old, open_store("anew.kgl", mode="read") as new:
        assert old.info().older == ""
        assert without_marks(dump(old)) == without_marks(dump(new))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_graph_that_is_only_read_answers_and_stays_as_it_is(home: Path, question: str) -> None:
    before = (home / "graph.kgl").read_bytes()
    done = CommandLine(home)("query", question, "--format", "json")
    assert done.code == 0, done.err
    assert json.loads(done.out)
    assert (home / "graph.kgl").read_bytes() == before


def test_related_work_is_found_in_it(home: Path) -> None:
    done = CommandLine(home)("related", "--format", "json", "--limit", "5")
    assert done.code == 0, done.err
    assert len(json.loads(done.out)["papers"]) == 5


def test_a_graph_on_a_server_is_brought_up_to_date(home: Path, neo4j_address: Neo4jAddress) -> None:
    with neo4j_store(neo4j_address) as server, open_store("graph.kgl", mode="read") as file:
        server.write("MATCH (n) DETACH DELETE n")
        copy(file, server)
    run = CommandLine(
        home,
        **NOWHERE,
        NEO4J_URI=neo4j_address.uri,
        NEO4J_USERNAME=neo4j_address.username,
        NEO4J_PASSWORD=neo4j_address.password,
        NEO4J_DATABASE=neo4j_address.database,
    )
    done = run(*BUILD)
    assert done.code == 0, done.err
    assert run(*BUILD, "--graph", "anew.kgl").code == 0
    with neo4j_store(neo4j_address) as server, open_store("anew.kgl", mode="read") as anew:
        assert server.info().older == ""
        assert without_marks(dump(server)) == without_marks(dump(anew))
        server.write("MATCH (n) DETACH DELETE n")


def without_marks(found: Dump) -> Dump:
    """Leave out who brought what, which an older graph does not say."""

    def strip(properties: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in properties.items() if name not in MARKS}

    return Dump(
        {key: strip(node) for key, node in found.nodes.items()},
        {key: tuple(map(strip, some)) for key, some in found.relationships.items()},
    )


def copy(old: Store, new: Store) -> None:
    """Write a graph into another store as it is, with every property that it has."""
    content = dump(old, bookkeeping=True)
    for (label, node), properties in content.nodes.items():
        new.write(
            f"CREATE (n:{label} {{id: $id}}) SET n += $props", {"id": node, "props": properties}
        )
    for (kind, start, end), found in content.relationships.items():
        of = schema.RELATIONSHIP_TYPE[kind]
        new.write(
            f"MATCH (a:{of.start} {{id: $start}}), (b:{of.end} {{id: $end}}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r += $props",
            {"start": start, "end": end, "props": found[0]},
        )
