"""The map in the explorer: the same as on a page, with places that stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.viz.explorer.conftest import served
from tests.viz.explorer.test_stories import SEED, VIEWS, button, on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from tests.viz.explorer.conftest import OpenTab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MAP = "/explore?query=listing-citations"
PLACES = """() => { const {columns, places} = citeloom.view.model;
  return Object.fromEntries(columns.nodes.id.map(
    (id, i) => [id, [places.links.x[i], places.links.y[i]]])) }"""


def places(tab: Tab) -> dict[str, list[float]]:
    """Where each node lies by links."""
    found: dict[str, list[float]] = tab.evaluate(PLACES)
    return found


def test_what_is_there_stays_where_it_is_when_more_comes(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    before = places(tab)
    button(tab, "Show the 25 most cited by the list of 32: cites").click()
    on_screen(tab, 29)
    after = places(tab)
    assert {name: after[name] for name in before} == before
    assert len({tuple(place) for place in after.values()}) == 29, "two lie on each other"


def test_a_node_that_is_dragged_is_pinned_where_it_was_left(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    x, y = tab.evaluate(f"""() => citeloom.view.camera.where(
        citeloom.view.model.number.get("Paper:{SEED}"))""")
    box = tab.locator("#graph canvas").bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + x, box["y"] + y)
    tab.mouse.down()
    tab.mouse.move(box["x"] + x + 40, box["y"] + y + 30, steps=4)
    tab.mouse.up()
    tab.wait_for_url(re.compile("pin=Paper"))
    left = places(tab)
    tab.reload()
    on_screen(tab, 4)
    assert places(tab) == left
    labels = tab.evaluate("() => citeloom.view.model.columns.nodes.short")
    assert sum(label.startswith("◆ ") for label in labels) == 1


def test_tidying_moves_all_but_what_is_pinned_and_can_be_undone(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show the 25 most cited by the list of 32: cites").click()
    on_screen(tab, 26)
    button(tab, "^Pin$").click()
    tab.wait_for_url(re.compile("pin="))
    before = places(tab)
    tab.get_by_role("button", name="Tidy").click()
    after = places(tab)
    assert after[f"Paper:{SEED}"] == before[f"Paper:{SEED}"]
    assert after != before
    button(tab, "^Undo$").click()
    tab.wait_for_function(
        f"before => {{ const now = ({PLACES})(); return Object.keys(before).every("
        "id => String(now[id]) === String(before[id])) }",
        arg=before,
    )


def test_colours_and_filters_stay_when_more_comes(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    tab.select_option("#colour-by", "year")
    tab.locator("#legend").get_by_role("button", name="Authors").click()
    assert tab.evaluate("() => citeloom.view.model.items.length") == 1
    button(tab, "Show code").click()
    on_screen(tab, 5)
    assert tab.locator("#colour-by").input_value() == "year"
    assert tab.evaluate("() => citeloom.view.model.items.length") == 2
    assert "Without year" in tab.locator("#legend").inner_text()


def test_an_answer_to_ones_own_cypher_is_drawn_too(open_tab: OpenTab) -> None:
    tab = open_tab("/ask/cypher")
    statement = f"MATCH (p:Paper {{id: '{SEED}'}})<-[r:AUTHORED]-(a) RETURN p, r, a"
    tab.get_by_label("Statement").fill(statement)
    tab.get_by_label("Statement").press("Control+Enter")
    tab.get_by_role("button", name="Graph", exact=True).click()
    tab.locator("#graph canvas").wait_for()
    assert tab.evaluate("() => citeloom.view.model.nodeCount") == 4
    tab.locator(".answer-head").get_by_role("button", name="Table", exact=True).click()
    assert tab.locator("#graph").count() == 0


def test_communities_of_many_nodes_are_folded_as_on_a_page(
    open_tab: OpenTab, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeloom.viz.layout.COLLAPSE_ABOVE", 100)
    with served(example) as address:
        tab = open_tab(MAP, at=address)
        tab.get_by_text(re.compile("^200 nodes, ")).wait_for()
        assert tab.evaluate("() => citeloom.view.model.items.length") < 40
        closed = tab.evaluate("() => citeloom.view.model.items.length")
        tab.evaluate("() => citeloom.view.openGroup(citeloom.view.model.items[0])")
        assert tab.evaluate("() => citeloom.view.model.items.length") > closed
        assert "at=" not in tab.url, "places are those of the server"
        tab.close()


def test_the_theme_that_was_chosen_holds_before_anything_is_painted(open_tab: OpenTab) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    tab = open_tab("/", scheme="dark")
    assert tab.evaluate(ground) == "rgb(20, 23, 27)"
    tab.get_by_role("button", name="Light or dark").click()
    assert tab.evaluate(ground) == "rgb(251, 251, 249)"
    tab.reload()
    assert tab.evaluate(ground) == "rgb(251, 251, 249)"


def test_going_back_asks_nobody(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    tab.route("**/api/explore", lambda route: route.abort())
    button(tab, "^Undo$").click()
    on_screen(tab, 1)
    expect(tab.locator(".failure")).to_have_count(0)


def test_when_a_step_is_refused_the_screen_stays_and_one_can_try_again(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    tab.route("**/api/explore", lambda route: route.fulfill(status=400, json={"error": {
        "what": "The graph cannot be read", "kept": "", "todo": "Try again"}}))  # fmt: skip
    button(tab, "Show written by").click()
    toast = tab.locator("#toast")
    toast.get_by_text("The graph cannot be read").wait_for()
    on_screen(tab, 1)
    tab.unroute("**/api/explore")
    toast.get_by_role("button", name="Try again").click()
    on_screen(tab, 4)
