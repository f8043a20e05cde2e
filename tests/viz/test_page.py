"""What a person does on a page, done in a real browser."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citeloom.viz.layout import COLLAPSE_ABOVE
from citeloom.viz.page import make_page
from tests.viz.drawings import co_citation, large, small

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

    from tests.viz.conftest import Complaints, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def press(tab: Tab, item: int) -> None:
    """Click where a node is drawn."""
    x, y = tab.evaluate("item => citeloom.view.camera.where(item)", item)
    tab.locator("#graph canvas").click(position={"x": x, "y": y})


def number(tab: Tab, name: str) -> int:
    found: int = tab.evaluate("name => citeloom.model.number.get(name)", name)
    return found


def visible(tab: Tab) -> list[str]:
    return tab.evaluate("() => citeloom.model.items.map(i => citeloom.model.short(i)).sort()")


def rest(tab: Tab) -> None:
    """Wait until the view rests and its labels are placed."""
    tab.wait_for_function(
        "() => { const p = citeloom.view.painter;"
        " return performance.now() - p.moved > 220 && p.labels.length }"
    )


def middle_of_edge(tab: Tab) -> tuple[float, float]:
    return tab.evaluate("""() => {
      const {start: a, end: b} = citeloom.model.links, v = citeloom.view.camera;
      const [x, y] = v.where(a[0]), [p, q] = v.where(b[0]); return [(x + p) / 2, (y + q) / 2] }""")


def test_the_page_says_what_it_shows(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    assert tab.title() == "A small graph"
    assert "paper: W1" in tab.inner_text("header")
    assert "What is in it?" in tab.inner_text("header")
    foot = tab.inner_text("footer")
    assert "5 nodes, 5 links" in foot
    assert "3 of 8 cited works are shown, those cited by at least 2 papers." in foot
    assert "Data of 2026-11-20" in foot


def test_a_click_on_a_paper_opens_its_details(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    press(tab, number(tab, "Paper:W1"))
    panel = tab.locator("#panel")
    said = panel.inner_text()
    expected = (
        "Learning to compose soft prompts", "Ann B. Nayak, Li Wu", "ICLR", "in my list",
        "We compose soft prompts.", "The authors' own.", "Code is at github.com/a/csp",
    )  # fmt: skip
    for text in expected:
        assert text in said
    links = panel.locator("a")
    found = {link.inner_text(): link.get_attribute("href") for link in links.all()}
    assert found["Paper (DOI)"] == "https://doi.org/10.1000/one"
    assert found["arXiv"] == "https://arxiv.org/abs/2204.03574"
    assert all("noopener" in link.get_attribute("rel") for link in links.all())
    panel.get_by_role("button", name="Close the details").click()
    assert panel.is_hidden()


def test_the_panel_leads_from_paper_to_paper(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    press(tab, number(tab, "Paper:W1"))
    tab.get_by_role("button", name="A survey of graphs").click()
    panel = tab.inner_text("#panel")
    assert "Cited by 1" in panel
    assert "Müller" in panel


def test_pointing_at_a_paper_shows_title_and_year(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    x, y = tab.evaluate("i => citeloom.view.camera.where(i)", number(tab, "Paper:W4"))
    tab.locator("#graph canvas").hover(position={"x": x, "y": y})
    tab.wait_for_selector("#tip:not([hidden])")
    assert tab.inner_text("#tip") == "Residual learning of images (2016)"


def test_a_click_on_an_edge_lists_the_papers_behind_it(open_page: OpenPage) -> None:
    tab = open_page(make_page(co_citation()))
    x, y = middle_of_edge(tab)
    tab.locator("#graph canvas").click(position={"x": x, "y": y})
    panel = tab.locator("#panel")
    assert "The 2 papers behind it" in panel.inner_text()
    lines = panel.locator(".behind li").all_inner_texts()
    assert [line.split(" open")[0] for line in lines] == [
        "Learning to compose soft prompts", "Residual learning of images",
    ]  # fmt: skip


def test_a_click_on_a_citation_says_who_says_so(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    place = tab.evaluate("""() => { const s = citeloom.model, v = citeloom.view.camera;
      const n = name => s.number.get(name), a = n("Paper:W2"), b = n("Paper:W4");
      const [x, y] = v.where(a), [p, q] = v.where(b); return [(x + p) / 2, (y + q) / 2] }""")
    tab.locator("#graph canvas").click(position={"x": place[0], "y": place[1]})
    assert "According to OpenAlex, 2026-11-20." in tab.inner_text("#panel")


@pytest.mark.parametrize("place", ["links", "years"])
def test_a_page_begins_by_links_or_along_the_years(open_page: OpenPage, place: str) -> None:
    tab = open_page(make_page(small(), by_year=place == "years"))
    assert tab.evaluate("citeloom.model.place") == place
    assert tab.get_attribute(f'[data-place="{place}"]', "aria-pressed") == "true"


def test_the_legend_hides_and_shows(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    assert "csp" in visible(tab)
    entry = tab.locator("#legend").get_by_role("button", name="Repositories")
    entry.click()
    assert "csp" not in visible(tab)
    assert entry.get_attribute("aria-pressed") == "false"
    assert "4 of 5 nodes" in tab.inner_text("footer")
    tab.get_by_role("button", name="Show everything").click()
    assert "csp" in visible(tab)


def test_hiding_everything_says_what_to_do(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.locator("#legend").get_by_role("button", name="Papers").click()
    tab.locator("#legend").get_by_role("button", name="Repositories").click()
    assert "Bring something back" in tab.inner_text("#nothing")


@pytest.mark.parametrize(
    ("by", "entries"),
    [
        ("topic", {"Graphs", "Prompting", "Scaling", "Without topic"}),
        ("listed", {"In my list", "Not in my list", "Not a paper"}),
        ("year", {"2016–2017", "2018–2019", "2020–2021", "2022", "Without year"}),  # noqa: RUF001
    ],
)  # fmt: skip
def test_colours_can_be_switched(open_page: OpenPage, by: str, entries: list[str]) -> None:
    tab = open_page(make_page(small()))
    tab.select_option("#colour-by", by)
    names = set(tab.locator("#legend .colours .name").all_inner_texts())
    assert names == entries


def test_the_slider_narrows_the_years(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.get_by_label("From year").focus()
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_function("() => citeloom.model.items.length === 3")
    assert visible(tab) == ["Nayak 2022", "csp", "van der Berg 2020"]
    assert "2019\N{EN DASH}2022" in tab.inner_text("#years")
    tab.get_by_role("button", name="All years").click()
    tab.wait_for_function("() => citeloom.model.items.length === 5")


@pytest.mark.parametrize("words", ["survey", "MULLER", "graphs muller"])
def test_search_marks_and_jumps(open_page: OpenPage, words: str) -> None:
    tab = open_page(make_page(small()))
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    tab.wait_for_selector("#found li")
    assert tab.locator("#found [role=option]").first.inner_text().startswith("A survey of graphs")
    assert tab.evaluate("() => citeloom.view.matches.length") == 1
    tab.keyboard.press("Enter")
    assert "A survey of graphs" in tab.inner_text("#panel h2")


def test_search_that_finds_nothing_says_so(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.get_by_role("combobox", name="Search titles, authors and names").fill("zzz")
    tab.wait_for_selector("#found li")
    assert "Nothing found" in tab.inner_text("#found")
    assert "Nothing found" in tab.inner_text("#said")


def test_search_brings_back_what_the_legend_hides(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.locator("#legend").get_by_role("button", name="Papers").click()
    tab.keyboard.press("/")
    tab.keyboard.type("residual")
    tab.keyboard.press("Enter")
    assert "Residual" in tab.inner_text("#panel h2")
    assert "Ho 2016" in visible(tab)


def test_the_graph_can_be_walked_by_keys(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.locator("#graph").focus()
    tab.keyboard.press("ArrowRight")
    first = tab.inner_text("#panel h2")
    seen = {first}
    for key in ("ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight") * 4:
        tab.keyboard.press(key)
        seen.add(tab.inner_text("#panel h2"))
    assert len(seen) >= 4
    assert tab.inner_text("#said") != ""
    tab.keyboard.press("Enter")
    assert tab.evaluate("() => document.activeElement.tagName") == "H2"
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()
    assert tab.evaluate("() => document.activeElement.id") == "graph"


def test_everything_can_be_reached_by_tab(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    seen = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        name = tab.evaluate("() => document.activeElement.id || document.activeElement.ariaLabel"
                            " || document.activeElement.textContent")  # fmt: skip
        seen.append(name)
    for wanted in ("graph", "colour-by", "show-table", "save-png", "From year", "zoom-in"):
        assert wanted in seen
    focus = "() => getComputedStyle(document.querySelector('#show-table')).outlineStyle"
    tab.locator("#show-table").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Shift+Tab")
    assert tab.evaluate(focus) == "solid"


def test_the_keys_are_listed(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.keyboard.press("?")
    assert "walk from node to node" in tab.inner_text("dialog")
    tab.keyboard.press("Escape")
    assert tab.locator("dialog").is_hidden()


def test_time_can_run_from_left_to_right(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.get_by_role("button", name="By year").click()
    names = ["Paper:W4", "Paper:W3", "Paper:W2", "Paper:W1"]
    places = [
        tab.evaluate("i => citeloom.view.camera.where(i)[0]", number(tab, one)) for one in names
    ]
    assert places == sorted(places)
    assert len(set(places)) == 4


def test_labels_do_not_overlap_at_rest(open_page: OpenPage) -> None:
    tab = open_page(make_page(large(200, 600)))
    rest(tab)
    boxes = [label["box"] for label in tab.evaluate("() => citeloom.view.painter.labelBoxes()")]
    assert len(boxes) > 15
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
            assert apart, "two labels overlap; see placeLabels in viz/assets/label-placement.js"


def test_the_page_opens_the_same_every_time() -> None:
    assert make_page(large(300, 900)) == make_page(large(300, 900))


def test_a_table_has_the_same_content(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    tab.keyboard.press("t")
    rows = tab.locator(".node-rows tr")
    assert rows.count() == 5
    tab.locator("#tables thead").first.get_by_role("button", name="Year").click()
    assert "Learning to compose" in rows.first.inner_text()
    head = tab.locator("#tables th[aria-sort]").first
    assert head.get_attribute("aria-sort") == "descending"
    assert tab.locator(".edge-rows tr").count() == 5
    assert "According to OpenAlex" in tab.inner_text(".edge-rows")
    tab.locator(".node-rows").get_by_role("button", name="A survey of graphs").click()
    assert tab.locator("#tables").is_hidden()
    assert "A survey of graphs" in tab.inner_text("#panel h2")


def test_print_has_the_picture_and_all_rows(open_page: OpenPage) -> None:
    tab = open_page(make_page(large(300, 900)))
    tab.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.locator("#tables").is_visible()
    assert tab.locator(".node-rows tr").count() == 300
    tab.wait_for_function("() => document.querySelector('#print').naturalWidth > 1000")
    tab.evaluate("() => dispatchEvent(new Event('afterprint'))")


def test_the_picture_can_be_saved(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    with tab.expect_download() as caught:
        tab.get_by_role("button", name="PNG").click()
    assert caught.value.suggested_filename == "a-small-graph.png"
    assert Path(caught.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_drawing_can_be_saved_as_svg(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()))
    rest(tab)
    with tab.expect_download() as caught:
        tab.get_by_role("button", name="SVG").click()
    root = ET.fromstring(Path(caught.value.path()).read_text("utf-8"))  # noqa: S314 - our own
    texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Nayak 2022", "van der Berg 2020", "Müller 2018", "Ho 2016"} <= texts
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 5


def test_light_and_dark(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()), scheme="dark")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(ground) == "rgb(20, 23, 27)"
    tab.get_by_role("button", name="Light or dark").click()
    assert tab.evaluate(ground) == "rgb(251, 251, 249)"
    assert tab.evaluate("() => citeloom.view.painter.theme.ground") == "#fbfbf9"


def test_above_two_thousand_nodes_communities_open_on_click(open_page: OpenPage) -> None:
    size = COLLAPSE_ABOVE + 500
    tab = open_page(make_page(large(size, 3 * size)))
    groups = tab.evaluate("() => citeloom.model.items.length")
    assert groups < 130
    assert f"{size:,} nodes" in tab.inner_text("footer")
    first = tab.evaluate("() => citeloom.model.items[0]")
    members = tab.evaluate("i => citeloom.model.members[i]", first)
    press(tab, first)
    assert tab.evaluate("() => citeloom.model.items.length") == groups - 1 + members
    assert tab.locator("#legend .open-groups li").count() == 1
    tab.locator("#legend .open-groups button").click()
    assert tab.evaluate("() => citeloom.model.items.length") == groups


def test_search_opens_the_community_of_what_it_finds(open_page: OpenPage) -> None:
    size = COLLAPSE_ABOVE + 500
    tab = open_page(make_page(large(size, 3 * size)))
    tab.keyboard.press("/")
    tab.keyboard.type("number 1234")
    tab.wait_for_selector("#found li")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h2") == "Title of number 1234"
    assert "Close this community" in tab.inner_text("#panel")


def test_a_community_can_be_opened_by_keys(open_page: OpenPage) -> None:
    size = COLLAPSE_ABOVE + 500
    tab = open_page(make_page(large(size, 3 * size)))
    before = tab.evaluate("() => citeloom.model.items.length")
    tab.locator("#graph").focus()
    tab.keyboard.press("ArrowDown")
    assert "Open this community" in tab.inner_text("#panel")
    tab.keyboard.press("Enter")
    assert tab.evaluate("() => citeloom.model.items.length") > before


def test_dragging_moves_the_view_and_the_wheel_zooms(open_page: OpenPage) -> None:
    tab = open_page(make_page(large(200, 600)))
    before = tab.evaluate("() => ({...citeloom.view.camera.at})")
    tab.mouse.move(700, 600)
    tab.mouse.down()
    tab.mouse.move(720, 610)
    tab.mouse.move(800, 640)
    tab.mouse.up()
    moved = tab.evaluate("() => ({...citeloom.view.camera.at})")
    assert moved["tx"] - before["tx"] == pytest.approx(80)
    tab.mouse.wheel(0, -300)
    tab.wait_for_function("k => citeloom.view.camera.at.k > k * 1.3", arg=before["k"])
    tab.keyboard.press("0")
    tab.wait_for_function("k => Math.abs(citeloom.view.camera.at.k - k) < 1e-6", arg=before["k"])


def test_a_narrow_screen_needs_no_sideways_scrolling(open_page: OpenPage) -> None:
    tab = open_page(make_page(small()), width=390, height=844)
    assert tab.evaluate("() => document.documentElement.scrollWidth") == 390
    assert tab.locator("#legend").is_hidden()
    tab.get_by_role("button", name="Legend", exact=True).click()
    tab.locator("#legend").get_by_role("button", name="Repositories").click()
    tab.get_by_role("button", name="Close the legend").click()
    press(tab, number(tab, "Paper:W1"))
    box = tab.locator("#panel").bounding_box()
    assert box["width"] == 390
    for button in tab.locator("header button").all():
        inside = button.bounding_box()
        assert inside["x"] + inside["width"] <= 390


def test_a_page_without_nodes_says_so(open_page: OpenPage) -> None:
    nothing = small().__class__((), (), {}, small().caption)
    tab = open_page(make_page(nothing))
    assert tab.locator("#nothing").is_visible()


def test_the_notebook_shows_the_page_in_a_frame_of_its_own(
    browser: Browser, complaints: Complaints, tmp_path: Path
) -> None:
    context = browser.new_context()
    complaints.watch(context)
    tab = context.new_page()
    file = tmp_path / "cell.html"
    file.write_text(f"<!doctype html><title>n</title>{make_page(small())._repr_html_()}", "utf-8")
    tab.goto(file.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    assert frame.locator("h1").inner_text() == "A small graph"
    assert "allow-same-origin" not in tab.locator("iframe").get_attribute("sandbox")
    frame.get_by_role("button", name="Table").click()
    assert frame.locator(".node-rows tr").count() == 5
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["start", "panel", "table", "search", "help", "narrow"])
def test_nothing_serious_for_people_who_need_help_to_read(
    open_page: OpenPage, scheme: str, state: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    wide = 390 if state == "narrow" else 1280
    tab = open_page(make_page(small()), scheme=scheme, width=wide)
    if state == "panel":
        press(tab, number(tab, "Paper:W1"))
    elif state == "table":
        tab.keyboard.press("t")
    elif state == "search":
        tab.keyboard.press("/")
        tab.keyboard.type("graphs")
        tab.wait_for_selector("#found li")
    elif state == "help":
        tab.keyboard.press("?")
    found = Axe().run(tab).response["violations"]
    bad = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not bad, json.dumps(
        [[one["id"], one["help"], [node["html"] for node in one["nodes"]][:3]] for one in bad],
        indent=1,
    )


def test_a_page_of_two_hundred_nodes_is_small() -> None:
    assert len(make_page(large(200, 600)).html.encode()) < 1_200_000


def test_the_page_has_no_resource_from_anywhere() -> None:
    html = make_page(small()).html
    markup = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(src|href|action|data)\s*=\s*["']?(https?:)?//""", markup)
    assert not re.search(r"url\(|@import", markup)
    policy = unescape(re.search(r'Policy" content="([^"]*)"', html).group(1))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
