"""The pictures in the README are made from the example.

Pixels differ between machines, so that a picture which is there is left alone; remove it and run
this file to make it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import citeloom
from tests.citeloom.command_line import ROOT
from tests.viz.explorer.test_stories import VIEWS, button, collect, on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.viz.conftest import OpenPage
    from tests.viz.explorer.conftest import OpenTab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

IMAGES = ROOT / "docs" / "images"
AT_REST = 600  # milliseconds


def keep(name: str, picture: bytes) -> None:
    """Keep a picture that is missing; each has to show something."""
    assert len(picture) > 20_000, f"{name} shows next to nothing"
    path = IMAGES / f"{name}.png"
    if not path.exists():
        path.write_bytes(picture)


def test_a_picture_of_the_page(open_page: OpenPage, example: Path) -> None:
    with citeloom.open(example) as graph:
        page = graph.view("listing-citations", limit=120)
    tab = open_page(page)
    tab.wait_for_timeout(AT_REST)
    keep("page", tab.screenshot())


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_of_each_view(open_tab: OpenTab, view: str) -> None:
    tab = open_tab(VIEWS[view] if view != "take" else VIEWS["read"])
    if view == "explore":
        button(tab, "Show the 25 most cited by the list").click()
        on_screen(tab, 26)
    if view == "take":
        collect(tab)
        tab.get_by_role("button", name="Look for related work").click()
        tab.locator(".suggestion").first.wait_for()
    tab.wait_for_timeout(AT_REST)
    keep(f"explorer-{view}", tab.screenshot())


def test_every_picture_of_the_readme_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {path.name for path in IMAGES.glob("*.png")}
    assert shown, "remove no picture without running this file"
    assert all(f"docs/images/{name}" in readme for name in shown), "show each picture, or remove it"
