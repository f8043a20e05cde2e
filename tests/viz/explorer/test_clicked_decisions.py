"""Decisions by click: each changes the file and the graph, and is undone by another click."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from citeloom.enrich.archive import Archive, Memorised, NewsRow
from citeloom.enrich.decisions import read_decisions
from citeloom.explorer_decisions import make_deciding
from citeloom.queries.news.news_item import NewsItem
from citeloom.settings import Settings
from citeloom.workspace import HOME
from tests.citeloom.command_line import over
from tests.citeloom.living_world import TWIN_TITLE, TWINS, bib, make_universe, read_paper
from tests.viz.explorer.conftest import served
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from tests.viz.explorer.conftest import OpenTab

HOSTILE = '<img src=x onerror="document.title=1"> "quoted"'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a graph of a small list; the archive and the decisions lie beside it."""
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    with World(make_universe()) as world:
        run = over(world, home)
        (tmp_path / "refs.bib").write_text(bib("W1001", "W1002"))
        (tmp_path / "twins.txt").write_text(f"{TWIN_TITLE}\narXiv:2401.00004\n")
        done = run("build", "refs.bib", "twins.txt", "-q", "--grow", "0")
        assert done.code == 0, done.err
    return home


@pytest.fixture
def at(home: Path) -> Iterator[str]:
    settings = Settings(citeloom_home=home)
    deciding = make_deciding(settings, str(home / "graph.kgl"), may_write=True)
    with served(home / "graph.kgl", deciding=deciding) as address:
        yield address


def told(tab: Tab, text: str) -> None:
    tab.locator("#toast .text", has_text=text).wait_for()


def undo(tab: Tab) -> None:
    tab.locator("#toast button").click()
    told(tab, "Taken back")


def holding(home: Path) -> list[tuple[str, str | None]]:
    return [(e.kind, e.value) for e in read_decisions(home / "decisions.jsonl").holding]


def test_a_paper_is_marked_tagged_noted_collected_and_ignored(
    open_tab: OpenTab, at: str, home: Path
) -> None:
    tab = open_tab("/read/W1001", at=at)
    tab.get_by_role("button", name="Mark as read").click()
    told(tab, "Marked as read")
    tab.get_by_role("button", name="Read", exact=True).wait_for()
    for label, text, said in (
        ("Add a tag", HOSTILE, "Tagged"),
        ("Add to a collection", "Chapter 2", "Added to Chapter 2"),
    ):  # fmt: skip
        tab.get_by_label(label).fill(text)
        tab.get_by_label(label).press("Enter")
        told(tab, said)
    tab.get_by_label("Note").fill("Section 4!")
    tab.get_by_role("button", name="Keep the note").click()
    told(tab, "The note is kept")
    tab.get_by_role("button", name="Never suggest").click()
    told(tab, "never suggested")
    found = read_paper(home / "graph.kgl", "W1001")
    assert found["read"] is found["ignored"] is True
    assert (found["tags"], found["collections"]) == ([" ".join(HOSTILE.split())], ["Chapter 2"])
    assert found["note"] == "Section 4!"
    assert tab.title().startswith("Weaving"), "the tag is a text and no markup"
    undo(tab)
    tab.get_by_label("Take it out of Chapter 2 away").click()
    told(tab, "Taken out of Chapter 2")
    assert sorted(kind for kind, _ in holding(home)) == ["mark", "note", "tag"]


def test_an_ambiguous_entry_is_settled_and_taken_back(
    open_tab: OpenTab, at: str, home: Path
) -> None:
    ghost = next(e for e in list_listed(home) if e.startswith("title:"))
    tab = open_tab(f"/read/{quote(ghost)}", at=at)
    tab.get_by_role("button", name=f"This is it: {TWINS[0]}").click()
    told(tab, f"It is {TWINS[0]}")
    tab.wait_for_url(f"**/read/{TWINS[0]}")
    tab.get_by_text("You said on").wait_for()
    assert ghost not in list_listed(home)
    undo(tab)
    tab.wait_for_url(f"**/read/{quote(ghost)}")
    assert ghost in list_listed(home)


def test_an_entry_is_settled_by_an_id_of_ones_own(open_tab: OpenTab, at: str, home: Path) -> None:
    ghost = next(e for e in list_listed(home) if e.startswith("title:"))
    tab = open_tab(f"/read/{quote(ghost)}", at=at)
    tab.get_by_label("Id of the right paper").fill("nonsense")
    tab.get_by_role("button", name="It is this one").click()
    told(tab, "is no id of a paper")
    tab.get_by_label("Id of the right paper").fill("W2000")
    tab.get_by_role("button", name="It is this one").click()
    told(tab, "It is W2000")
    assert read_paper(home / "graph.kgl", "W2000")["match_step"] == "decision"


def test_code_is_confirmed_and_rejected(open_tab: OpenTab, at: str, home: Path) -> None:
    tab = open_tab("/read/W1004", at=at)
    tab.get_by_role("button", name="Confirm github.com/others/tool").click()
    told(tab, "Confirmed")
    tab.get_by_text("You confirmed it on").wait_for()
    tab.get_by_role("button", name="Reject github.com/others/tool").click()
    told(tab, "Rejected")
    assert tab.get_by_role("link", name="github.com/others/tool").count() == 0
    undo(tab)
    tab.get_by_role("link", name="github.com/others/tool").first.wait_for()
    assert holding(home) == []


def test_another_window_is_told_that_the_graph_has_changed(open_tab: OpenTab, at: str) -> None:
    other = open_tab("/read/W1002", at=at)
    tab = open_tab("/read/W1001", at=at)
    tab.get_by_role("button", name="Mark as read").click()
    told(tab, "Marked as read")
    assert tab.locator("#notice").is_hidden(), "whoever decided knows"
    other.get_by_role("link", name="News").click()
    other.locator("#notice").wait_for()


def test_who_may_only_read_has_no_buttons_and_is_refused(open_tab: OpenTab, home: Path) -> None:
    deciding = make_deciding(Settings(citeloom_home=home), None, may_write=False)
    with served(home / "graph.kgl", deciding=deciding) as address:
        tab = open_tab("/read/W1001", at=address)
        assert tab.get_by_role("button", name="Mark as read").count() == 0
        status, said = post(f"{address}/api/decide", {"kind": "ignore", "papers": ["W1001"]})
    assert (status, said["error"]["what"]) == (400, "Decisions cannot be written here")
    assert holding(home) == []


WRONG: dict[str, Any] = {
    "an unknown kind": {"kind": "love", "papers": ["W1001"]},
    "no paper": {"kind": "ignore", "papers": []},
    "no list": {"kind": "tag", "papers": "W1001", "values": ["x"]},
    "an unknown paper": {"kind": "ignore", "papers": ["W9"]},
    "too many": {"kind": "ignore", "papers": [f"W{n}" for n in range(200)]},
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_request_writes_nothing(at: str, home: Path, case: str) -> None:
    status, said = post(f"{at}/api/decide", WRONG[case])
    assert status in {400, 404}
    assert said["error"]["what"]
    assert not (home / "decisions.jsonl").exists()


def test_news_are_a_view_by_day(open_tab: OpenTab, at: str, home: Path) -> None:
    item = NewsItem(
        "code", "W1004", "A Paper with Code", "code appeared", HOSTILE, "GitHub",
        links=(("loom", "https://github.com/weavers/loom"),), papers=("W1004",),
    ).found_on("2026-11-20T10:00:00+00:00")  # fmt: skip
    empty = open_tab("/news", at=at)
    empty.get_by_text("Nothing has been updated yet").wait_for()
    with Archive.open(home / "archive.sqlite", mode="write") as archive:
        row = NewsRow(item.found_at, item.kind, item.subject, item.as_json())
        archive.remember(HOME, Memorised(item.found_at, item.found_at, {}), [row])
    tab = open_tab("/news", at=at)
    tab.get_by_role("heading", name="Found on 2026-11-20").wait_for()
    tab.get_by_text("code appeared").wait_for()
    tab.get_by_role("link", name="A Paper with Code").click()
    tab.get_by_role("heading", name="A Paper with Code").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/read/W1004", "/read/{ghost}", "/news"])
def test_nothing_keeps_people_who_need_help_to_read_out(
    open_tab: OpenTab, at: str, home: Path, path: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    ghost = quote(next(e for e in list_listed(home) if e.startswith("title:")))
    tab = open_tab(path.format(ghost=ghost), at=at, scheme=scheme)
    found = Axe().run(tab).response["violations"]
    serious = [each["id"] for each in found if each["impact"] in {"serious", "critical"}]
    assert not serious, found


def list_listed(home: Path) -> list[str]:
    from tests.citeloom.living_world import list_papers

    return [key for key, names in list_papers(home / "graph.kgl").items() if names]


def post(address: str, body: Any) -> tuple[int, Any]:
    request = urllib.request.Request(  # noqa: S310 - our own server
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
