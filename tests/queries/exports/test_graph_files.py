from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from pydantic import SecretStr

from citeloom.graph import schema
from citeloom.graph.errors import OutputError, UsageError
from citeloom.graph.stores.open_store import open_store
from citeloom.graph.stores.store import Credentials
from citeloom.queries.exports import write_graphml
from citeloom.queries.exports.graph_formats import GRAPH_FORMATS, export_graph
from tests.neo4j_server import Neo4jMissing, running
from tests.queries.exports.conftest import AWKWARD, COUNTS, NODES, RELATIONSHIPS

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.graph.stores.store import Store

KNOWLEDGE = {kind: count for kind, count in COUNTS.items() if kind != "Graph"}


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_everything_is_written_whatever_the_page(store: Store, tmp_path: Path, name: str) -> None:
    expected = COUNTS if name == "neo4j-admin" else KNOWLEDGE
    assert export_graph(store, name, tmp_path / "out") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_networkx_reads_the_graphml(store: Store, tmp_path: Path) -> None:
    export_graph(store, "graphml", tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml")
    kinds = Counter(data["kind"] for _, data in graph.nodes(data=True))
    kinds += Counter(data["kind"] for _, _, data in graph.edges(data=True))
    assert kinds == KNOWLEDGE
    paper = graph.nodes["Paper:W1"]
    assert (paper["year"], paper["fwci"], paper["listed"]) == (2017, 1.5, True)
    assert (paper["label"], paper["key"]) == ("Attention Is All You Need", "W1")
    assert json.loads(paper["aliases"]) == ["W7", "a;b"]
    assert graph.nodes["Paper:W2"]["title"] == AWKWARD
    assert graph.edges["Paper:W2", "Paper:W1"] == {"kind": "CITES", "source": "openalex"}
    assert graph.nodes["Topic:W1"]["kind"] == "Topic"


def test_every_property_of_the_schema_is_declared_with_one_type() -> None:
    for kinds in (schema.NODE_TYPES, schema.RELATIONSHIP_TYPES):
        types: dict[str, set[str]] = {}
        for kind in kinds:
            for each in kind.properties:
                types.setdefault(each.name, set()).add(write_graphml.TYPES[each.type])
        clashing = {name for name, found in types.items() if len(found) > 1}
        assert clashing == set(), "GraphML needs one type per name: rename one of them"
        assert not {"label", "kind", "key"} & set(types), "GraphML uses this name for its own"


def test_characters_that_xml_lacks_do_not_break_the_file(store: Store, tmp_path: Path) -> None:
    store.write_rows(
        "UNWIND $rows AS row MERGE (n:Paper {id: row.id}) SET n.title = row.title",
        [{"id": "W3\x00\x0b", "title": "a\x00\x1b\ufffe]]>\rb"}],
    )
    export_graph(store, "graphml", tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml")
    assert graph.nodes["Paper:W3"]["title"] == "a]]>\rb"


def test_json_lines_hold_the_very_values(store: Store, tmp_path: Path) -> None:
    export_graph(store, "jsonl", tmp_path / "g.jsonl")
    lines = (tmp_path / "g.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    records = [json.loads(line) for line in lines]
    for label, nodes in NODES.items():
        found = [record["properties"] for record in records if record.get("node") == label]
        assert found == ([] if label == "Graph" else sorted(nodes, key=lambda node: node["id"]))
    for kind, rows in RELATIONSHIPS.items():
        assert sorted(
            (record["start"][1], record["end"][1], str(record["properties"]))
            for record in records
            if record.get("relationship") == kind
        ) == sorted((start, end, str(props)) for start, end, props in rows)


def test_the_csv_folder_has_a_table_each_and_no_formula(store: Store, tmp_path: Path) -> None:
    store.write("MATCH (n:Paper {id: 'W2'}) SET n.title = '=1+1', n.fwci = -0.5")
    for raw, title in ((False, "'=1+1"), (True, "=1+1")):
        export_graph(store, "csv", tmp_path / "csv", force=True, raw=raw)
        with (tmp_path / "csv" / "Paper.csv").open(encoding="utf-8", newline="") as file:
            papers = {row["id"]: row for row in csv.DictReader(file)}
        assert (papers["W2"]["title"], papers["W2"]["fwci"]) == (title, "-0.5")
        awkward = AWKWARD if raw else AWKWARD.replace("; =", "; '=")
        assert papers["W1"]["abstract"] == awkward
        assert papers["W1"]["aliases"] == "W7; a;b"
        assert papers["arxiv:2401.00001"]["listed"] == "false"
    with (tmp_path / "csv" / "CITES.csv").open(encoding="utf-8", newline="") as file:
        cites = [(row["start"], row["end"], row["source"]) for row in csv.DictReader(file)]
    assert cites == [("W1", "W1", ""), ("W1", "W2", ""), ("W2", "W1", "openalex")]


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_an_existing_export_stays_unless_forced(store: Store, tmp_path: Path, name: str) -> None:
    export_graph(store, name, tmp_path / "out")
    with pytest.raises(OutputError, match="exists"):
        export_graph(store, name, tmp_path / "out")
    export_graph(store, name, tmp_path / "out", force=True)


def test_an_unknown_graph_format_is_named_with_those_that_exist(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"no graph format xml\. Choose one of graphml, jsonl"):
        export_graph(store, "xml", tmp_path / "out")


@pytest.mark.neo4j
def test_neo4j_imports_the_folder_and_counts_the_same(store: Store, tmp_path: Path) -> None:
    export_graph(store, "neo4j-admin", tmp_path / "import")
    try:
        with running() as server:
            server.stop()
            command = [
                str(shutil.which("java")), "-cp", f"{server.home}/lib/*",
                "org.neo4j.server.startup.Neo4jAdminCommand",
                "database", "import", "full", "@import.args", "--overwrite-destination", "neo4j",
            ]  # fmt: skip
            done = subprocess.run(
                command, cwd=tmp_path / "import", env={"NEO4J_HOME": str(server.home)},
                check=False, capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            server.start()
            address = server.address
            credentials = Credentials(
                address.username, SecretStr(address.password), address.database
            )
            with open_store(address.uri, mode="write", credentials=credentials) as imported:
                for statement in (tmp_path / "import" / "schema.cypher").read_text().split(";\n"):
                    if statement:
                        imported.write(statement)
                assert export_graph(imported, "jsonl", tmp_path / "again.jsonl") == KNOWLEDGE
                assert imported.info().graph_version == 3
    except Neo4jMissing as missing:
        if os.environ.get("CITELOOM_REQUIRE_NEO4J") == "1":
            raise
        pytest.skip(str(missing))
    export_graph(store, "jsonl", tmp_path / "first.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()
