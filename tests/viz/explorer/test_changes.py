"""A build that runs beside the explorer disturbs nobody, and what it made is offered."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import requests

import citeloom
from citeloom.settings import Settings
from tests.citeloom.command_line import ROOT
from tests.viz.explorer.conftest import served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.viz.explorer.conftest import OpenTab


def build_again(graph: Path, home: Path) -> None:
    """Add a paper to the graph that is being explored."""
    listing = home / "more.txt"
    listing.write_text("A Title That No Service Knows\n", encoding="utf-8")
    citeloom.build(
        listing,
        graph=graph,
        archive=ROOT / "examples/sample-archive.jsonl",
        offline=True,
        settings=Settings(citeloom_home=home),
    )


def test_questions_are_answered_before_and_after_a_build(example: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.kgl"
    shutil.copy(example, graph)
    with served(graph) as address, requests.Session() as visitor:
        visitor.trust_env = False
        before = visitor.get(f"{address}/api/paper?id=W9800000009", timeout=30)
        build_again(graph, tmp_path)
        after = visitor.get(f"{address}/api/paper?id=W9800000009", timeout=30)
    assert before.status_code == after.status_code == 200
    assert before.json()["paper"] == after.json()["paper"]


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_page_offers_to_reload_when_the_graph_has_changed(
    open_tab: OpenTab, example: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "graph.kgl"
    shutil.copy(example, graph)
    with served(graph) as address:
        tab = open_tab("/ask/foundations", at=address)
        assert tab.locator("#notice").is_hidden()
        build_again(graph, tmp_path)
        tab.wait_for_timeout(1200)  # for so long a version is taken to be the same
        tab.get_by_role("button", name="Ask", exact=True).click()
        tab.locator("#notice").get_by_text("The graph has changed").wait_for()
        tab.locator("#notice").get_by_role("button", name="Reload").click()
        tab.locator("html[data-ready=yes]").wait_for()
        assert tab.locator("#notice").is_hidden()
        tab.close()
