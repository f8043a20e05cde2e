"""The Python API: what it has, and that it does what the command line does."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import citeloom
from citeloom.graph.errors import QueryError, StatementRefused
from citeloom.graph.stores.values import Table
from citeloom.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTING = "examples/daily-papers.txt"
ARCHIVE = "examples/sample-archive.jsonl"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[citeloom.Graph]:
    home: Path = tmp_path_factory.mktemp("api")
    settings = Settings(citeloom_home=home)
    path = home / "graph.kgl"
    citeloom.build(LISTING, graph=path, archive=ARCHIVE, offline=True, settings=settings)
    with citeloom.open(path, settings=settings) as opened:
        yield opened


def test_the_public_names_are_exactly_these() -> None:
    public = [
        name
        for name, value in vars(citeloom).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    ]
    assert (
        sorted(public) == citeloom.__all__ == ["CiteloomError", "Graph", "build", "check", "open"]
    ), "The public API has changed: say so in CHANGELOG.md and change this test."


def test_importing_it_leaves_heavy_libraries_alone() -> None:
    heavy = {"kglite", "neo4j", "networkx", "numpy", "scipy", "pyalex", "huggingface_hub", "rich"}
    code = f"import citeloom, sys; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", "Import these where they are used, not at the top."


def test_building_reports_what_was_found(tmp_path: Path) -> None:
    report = citeloom.build(
        LISTING, graph=tmp_path / "g.kgl", archive=ARCHIVE, offline=True,
        settings=Settings(citeloom_home=tmp_path),
    )  # fmt: skip
    assert report.complete
    assert report.tally.papers == 46


def test_a_query_gives_typed_rows(graph: citeloom.Graph) -> None:
    answer = graph.query("foundations", limit=3)
    assert len(answer.rows) == 3
    first = answer.rows[0]
    assert first.cited_by_list >= answer.rows[-1].cited_by_list  # type: ignore[attr-defined]


def test_an_answer_becomes_a_data_frame(graph: citeloom.Graph) -> None:
    answer = graph.query("foundations", limit=3)
    frame = answer.to_pandas()
    assert tuple(frame.columns) == answer.table.columns
    assert list(frame["id"]) == [row["id"] for row in answer.table.dicts()]


def test_an_answer_shows_itself_in_a_notebook(graph: citeloom.Graph) -> None:
    shown = graph.query("foundations", limit=3)._repr_markdown_()
    assert shown.startswith("**What everybody cites that is not in the list**")
    assert shown.count("| W99") == 3


def test_an_unknown_query_offers_the_nearest(graph: citeloom.Graph) -> None:
    with pytest.raises(QueryError, match="Did you mean `foundations`"):
        graph.query("foundation")


def test_cypher_reads(graph: citeloom.Graph) -> None:
    table = graph.cypher("MATCH (p:Paper {listed: true}) RETURN count(p) AS papers")
    assert table == Table(("papers",), ((46,),))


def test_cypher_does_not_write(graph: citeloom.Graph) -> None:
    with pytest.raises(StatementRefused):
        graph.cypher("MATCH (p:Paper) SET p.title = 'x' RETURN p")


def test_the_graph_comes_as_networkx_and_as_arrays(graph: citeloom.Graph) -> None:
    network = graph.networkx()
    arrays = graph.citations()
    assert isinstance(network, nx.DiGraph)
    assert (network.number_of_nodes(), network.number_of_edges()) == (
        len(arrays.ids),
        len(arrays.citing),
    )


def test_related_work_shows_itself_in_a_notebook(graph: citeloom.Graph) -> None:
    found = graph.related("Learning to Compose Soft Prompts", limit=3)
    assert len(found.references) == 3
    assert found._repr_markdown_().count("Why: ") == 3


def test_a_view_shows_itself_in_a_frame_of_its_own(graph: citeloom.Graph) -> None:
    page = graph.view("listing-citations", limit=20)
    assert "sandbox=" in page._repr_html_()


def test_a_drawing_comes_as_a_pyvis_network(graph: citeloom.Graph) -> None:
    made = graph.pyvis("listing-citations", limit=20)
    assert len(made.get_nodes()) > 10
    assert all(node["x"] is not None for node in made.nodes), "places are settled beforehand"
