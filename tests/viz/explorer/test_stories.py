"""What a researcher does in the explorer, done in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page as Tab

    from tests.viz.explorer.conftest import OpenTab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SEED = "W9800000009"
TITLE = "Learning to Compose Soft Prompts for Compositional Zero-Shot Learning"
BASIS = re.compile("[0-9]+ candidates")
VIEWS = {
    "start": "/",
    "explore": f"/explore?show=Paper:{SEED}&select=Paper:{SEED}",
    "ask": "/ask/foundations",
    "read": f"/read/{SEED}",
    "take": "/take",
}


def button(tab: Tab | Locator, name: str) -> Locator:
    """The first button whose accessible name has these words."""
    return tab.get_by_role("button", name=re.compile(name)).first


def on_screen(tab: Tab, nodes: int) -> None:
    """Wait until the graph has this many nodes."""
    tab.get_by_text(re.compile(rf"^{nodes} nodes?, ")).wait_for()


def collect(tab: Tab) -> None:
    """Put the paper whose card is open into the list, and go to the list."""
    button(tab, "Add to the list").click()
    tab.get_by_role("link", name=re.compile("Take")).first.click()
    tab.locator("main").get_by_text(TITLE).first.wait_for()


# --- start


def test_the_start_shows_the_list_at_a_glance(open_tab: OpenTab) -> None:
    tab = open_tab()
    said = tab.locator("main").inner_text()
    for text in ("daily-papers.txt", "sample data, made up", "44 of 46", "40 of 46", "14 of 46"):
        assert text in said
    assert "Vision and language" in said
    assert "graphs" not in said, "what the graph says of itself is not something to read"


def test_search_answers_while_one_types_and_leads_to_the_paper(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.keyboard.press("/")
    tab.keyboard.type("compose soft")
    tab.get_by_role("option", name=re.compile("Learning to Compose")).first.wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", name=TITLE).first.wait_for()


# --- explore


def test_a_node_is_expanded_by_kind_with_counts_beforehand_and_undone(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    on_screen(tab, 1)
    assert "cites 32" in tab.locator("main").inner_text()
    button(tab, "Show the 25 most cited by the list of 32: cites").click()
    on_screen(tab, 26)
    assert "25 of 32 shown" in tab.locator("main").inner_text()
    button(tab, "more: cites").click()
    on_screen(tab, 33)
    button(tab, "Collapse cites").click()
    on_screen(tab, 1)
    button(tab, "^Undo$").click()
    on_screen(tab, 33)


def test_the_address_holds_the_view(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    shared = tab.url.split("/explore")[1]
    tab.reload()
    on_screen(tab, 4)
    other = open_tab("/explore" + shared)
    on_screen(other, 4)
    tab.go_back()
    on_screen(tab, 1)


def test_a_pinned_node_stays_and_a_hidden_one_comes_back(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    button(tab, "^Pin$").click()
    assert "pin=" in tab.url
    button(tab, "^Hide$").click()
    on_screen(tab, 3)
    button(tab, "Show 1 hidden").click()
    on_screen(tab, 4)


def test_a_path_joins_two_nodes_that_were_chosen(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "^Path to").click()
    field = tab.get_by_label("Add a paper, a person or a repository")
    field.press_sequentially("attributes in the wild")
    tab.get_by_role("option", name=re.compile("Attributes in the Wild")).first.click()
    on_screen(tab, 2)
    button(tab, "^Path from").click()
    tab.wait_for_url(re.compile("path="))
    tab.get_by_text(re.compile(r"^[2-9] nodes, [1-9]")).wait_for()


def test_a_map_of_the_catalogue_opens_in_the_explorer(open_tab: OpenTab) -> None:
    tab = open_tab("/explore?query=listing-citations")
    tab.get_by_text(re.compile(r"^[0-9]{2,} nodes, [0-9]{2,} links")).wait_for()


def test_what_is_on_screen_is_also_a_table(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    button(tab, "^Table$").click()
    rows = tab.get_by_role("row").filter(has_text="Learning to Compose Soft Prompts")
    rows.first.wait_for()
    tab.keyboard.press("Escape")
    tab.locator("#tables").wait_for(state="hidden")


def test_the_keyboard_walks_hides_and_takes_back(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["explore"])
    button(tab, "Show written by").click()
    on_screen(tab, 4)
    tab.locator("#graph").focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("x")
    on_screen(tab, 3)
    tab.keyboard.press("u")
    on_screen(tab, 4)


# --- ask


def test_a_question_is_a_form_and_its_answer_a_table_that_sorts(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["ask"])
    rows = tab.locator("main table tbody tr")
    rows.first.wait_for()
    assert rows.count() == 25
    expect(tab.get_by_role("heading", level=1)).to_be_in_viewport()
    field = tab.get_by_label("Limit").first
    field.fill("5")
    field.press("Enter")
    tab.wait_for_function("() => document.querySelectorAll('main table tbody tr').length === 5")
    assert "limit=5" in tab.url
    titles = tab.locator("main table tbody td.title")
    button(tab.locator("main thead"), "^title$").click()
    first = [text.casefold() for text in titles.all_inner_texts()]
    assert first == sorted(first), "a click on a heading sorts by it"
    assert tab.locator("th[aria-sort=ascending]").count() == 1


def test_a_paper_is_picked_by_typing(open_tab: OpenTab) -> None:
    tab = open_tab("/ask/paper")
    tab.get_by_label(re.compile("^Paper")).first.press_sequentially("compose soft")
    tab.get_by_role("option", name=re.compile("Learning to Compose")).first.click()
    tab.get_by_role("button", name="Ask", exact=True).click()
    tab.locator("main table").get_by_text(TITLE).first.wait_for()


def test_a_wrong_parameter_is_told_beside_its_field(open_tab: OpenTab) -> None:
    tab = open_tab("/ask/foundations?limit=many")
    error = tab.locator(".field-error:visible")
    error.wait_for()
    assert "whole number" in error.inner_text()
    assert tab.locator("[aria-invalid=true]").count() == 1


def test_a_question_of_the_graph_kind_is_drawn(open_tab: OpenTab) -> None:
    tab = open_tab("/ask/co-citation-map?tab=graph")
    tab.locator("#graph canvas").first.wait_for()
    tab.get_by_text(re.compile(r"^[0-9]{2,} nodes$")).wait_for()


def test_the_cypher_of_a_question_is_shown_and_can_be_changed(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["ask"])
    tab.get_by_role("button", name="Cypher", exact=True).click()
    tab.locator("main pre").get_by_text("MATCH (l:Paper {listed: true})").wait_for()
    tab.get_by_role("link", name="Change it").click()
    assert "MATCH (l:Paper {listed: true})" in tab.get_by_label("Statement").input_value()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param("MATCH (p:Paper {listed: true}) RETURN count(p) AS papers", "46", id="reads"),
        pytest.param("MATCH (p:Paper) DELETE p", "DELETE", id="writes"),
        pytest.param("MATCH (p:Paper RETURN p", "line 1", id="is wrong"),
    ],
)
def test_ones_own_cypher_reads_and_only_reads(
    open_tab: OpenTab, statement: str, expected: str
) -> None:
    tab = open_tab("/ask/cypher")
    tab.get_by_label("Statement").fill(statement)
    tab.get_by_label("Statement").press("Control+Enter")
    tab.locator(".output").get_by_text(re.compile(expected)).first.wait_for()


# --- read


def test_the_card_of_a_paper_tells_how_it_was_found(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["read"])
    tab.get_by_role("heading", name="How it was found").wait_for()
    said = tab.locator("main").inner_text()
    expected = (
        TITLE,
        "We introduce compositional soft prompting",
        "found by equal title",
        "The titles are equal",
        "batsresearch/csp",
        "The code is available at",
    )
    for text in expected:
        assert text in said
    assert "[object" not in said


def test_an_unknown_paper_says_what_to_do(open_tab: OpenTab) -> None:
    tab = open_tab("/read/W1")
    box = tab.locator(".failure")
    box.wait_for()
    assert "W1" in box.inner_text()


# --- take


def test_papers_are_collected_and_kept_in_the_browser(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["read"])
    collect(tab)
    tab.reload()
    tab.locator("main").get_by_text(TITLE).first.wait_for()
    button(tab, f"Take out {TITLE}").click()
    tab.get_by_text("The list is empty").first.wait_for()
    tab.locator("#toast").get_by_role("button", name="Undo").click()
    tab.locator("main").get_by_text(TITLE).first.wait_for()


def test_another_tab_of_the_browser_has_the_same_list(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["read"])
    beside = tab.context.new_page()
    beside.goto(tab.url.split("/read")[0] + "/take")
    beside.get_by_text("The list is empty").first.wait_for()
    button(tab, "Add to the list").click()
    beside.locator("main").get_by_text(TITLE).first.wait_for()


def test_suggestions_say_why_and_are_added_or_dismissed(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["read"])
    collect(tab)
    tab.get_by_role("button", name="Look for related work").click()
    lines = tab.locator(".suggestion")
    lines.first.wait_for()
    assert lines.count() == 20
    why = tab.locator(".suggestion .why > summary").all_inner_texts()
    assert all(len(text) > 10 for text in why), why
    assert BASIS.search(tab.locator("main").inner_text())
    first, second = (line.get_attribute("data-paper") for line in lines.all()[:2])
    button(lines.first, "Dismiss").click()
    assert lines.count() == 19
    assert lines.first.get_attribute("data-paper") == second
    tab.locator("#toast").get_by_role("button", name="Undo").click()
    assert lines.first.get_attribute("data-paper") == first
    button(lines.first, "Add to the list").click()
    assert tab.locator("#taken").inner_text() == "2"


def test_a_list_is_exported_in_every_format(open_tab: OpenTab) -> None:
    tab = open_tab(VIEWS["read"])
    collect(tab)
    formats = tab.locator(".formats ul button")
    formats.first.wait_for()
    names = formats.all_inner_texts()
    assert {"bibtex", "biblatex", "ris", "csl-json", "csv", "markdown", "latex"} <= set(names)
    for name in names:
        ending = ".json" if name.endswith("json") else ""  # the second file of LaTeX comes late
        with tab.expect_download(
            lambda file, ending=ending: file.suggested_filename.endswith(ending)
        ) as saved:
            formats.get_by_text(name, exact=True).click()
        path = Path(saved.value.path())
        if name == "graphml":
            continue
        assert "Soft Prompts" in path.read_text(encoding="utf-8"), name
        if name.endswith("json"):
            json.loads(path.read_text(encoding="utf-8"))


# --- everywhere


def test_the_keys_are_listed(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.keyboard.press("?")
    dialog = tab.get_by_role("dialog")
    dialog.wait_for()
    assert "search titles" in dialog.inner_text()
    tab.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_keys_lead_from_view_to_view(open_tab: OpenTab) -> None:
    tab = open_tab()
    for key, path in (("a", "/ask"), ("t", "/take"), ("e", "/explore"), ("r", "/read"), ("s", "/")):
        tab.keyboard.press("g")
        tab.keyboard.press(key)
        tab.wait_for_url(re.compile(rf"[0-9]{path}$"))
        tab.locator("body").press("Escape")
        tab.evaluate("() => document.activeElement.blur()")


def test_a_question_that_takes_long_can_be_cancelled(open_tab: OpenTab) -> None:
    tab = open_tab("/ask/cypher")
    tab.route("**/api/cypher", lambda _: None)  # no answer comes
    tab.get_by_label("Statement").fill("RETURN 1 AS one")
    tab.get_by_label("Statement").press("Control+Enter")
    busy = tab.locator("#busy")
    busy.get_by_text("Asking the graph").wait_for()
    busy.get_by_role("button", name="Cancel").click()
    tab.locator(".output").get_by_text("This was cancelled").wait_for()


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_screen_needs_no_sideways_scrolling(open_tab: OpenTab, view: str) -> None:
    tab = open_tab(VIEWS[view], width=390, height=800)
    wide = tab.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_for_people_who_need_help_to_read(
    open_tab: OpenTab, view: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = open_tab(VIEWS[view], scheme=scheme)
    found = Axe().run(tab).response["violations"]
    serious = [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []
