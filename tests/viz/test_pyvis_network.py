"""The bridge to pyvis: our places and sizes, in the page that pyvis writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.viz.layout import lay_out
from citeloom.viz.pyvis_network import make_network
from tests.viz.drawings import small
from tests.viz.test_hostile import hostile_drawing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from pyvis.network import Network


def opened(browser: Browser, made: Network, folder: Path) -> Tab:
    """Open the page of a pyvis network with nothing but this machine to ask."""
    file = folder / "pyvis.html"
    file.write_text(made.generate_html(notebook=False), encoding="utf-8", errors="replace")
    tab = browser.new_page()
    tab.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort(),
    )
    tab.goto(file.as_uri())
    tab.wait_for_function("() => globalThis.network !== undefined")
    return tab


def test_nodes_and_edges_are_those_of_the_drawing() -> None:
    drawing = small()
    made = make_network(drawing)
    assert made.get_nodes() == [node.id for node in drawing.nodes]
    assert [(each["from"], each["to"]) for each in made.get_edges()] == [
        (edge.start, edge.end) for edge in drawing.edges
    ]
    shapes = {made.get_node(node.id)["shape"] for node in drawing.nodes}
    assert shapes == {"dot", "square"}, "papers and repositories have shapes of their own"


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_places_are_ours_and_stand_still(browser: Browser, tmp_path: Path) -> None:
    drawing = small()
    layout = lay_out(drawing)
    tab = opened(browser, make_network(drawing), tmp_path)
    tab.wait_for_timeout(300)
    places = tab.evaluate("() => network.getPositions()")
    tab.close()
    for at, node in enumerate(drawing.nodes):
        assert abs(places[node.id]["x"] - layout.x[at]) <= 1, node.id
        assert abs(places[node.id]["y"] - layout.y[at]) <= 1, node.id


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path) -> None:
    drawing = hostile_drawing()
    tab = opened(browser, make_network(drawing), tmp_path)
    box = tab.locator("#mynetwork").bounding_box()
    assert box is not None
    for step in range(40):  # pass over the picture, so that tooltips open
        tab.mouse.move(box["x"] + 20 * step, box["y"] + box["height"] / 2)
    broken = tab.evaluate("() => globalThis.broken")
    tab.close()
    assert broken is None
