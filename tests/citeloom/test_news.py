"""`citeloom news`: what was found, in every format, inert; and why there is nothing."""

from __future__ import annotations

import json
import re
from datetime import date
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from citeloom.enrich.archive import Archive, Memorised, NewsRow
from citeloom.graph.errors import UsageError
from citeloom.queries.news.news_item import KINDS, NewsItem
from citeloom.update_news import read_since
from tests.citeloom.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "]]> &amp; &lt;b&gt; <!-- -->",
    "{{ 7 * 7 }} {% raw %}",
    "[here](javascript:alert(1)) `code` | cell",
    "end of line\r\n\r\nX: y",
    "\x1b[31mred\x1b[0m \x07 \ufffe \u202egpj.exe",
    "=HYPERLINK(1)",
)
FORMATS = ("text", "markdown", "json", "rss", "html")
BAD_ADDRESSES = ("javascript:alert(1)", "https://good.example@evil.example/", "data:text/html,x")


def make_item(number: int = 0, text: str = "A paper", day: str = "2026-11-20") -> NewsItem:
    kinds = list(KINDS)
    return NewsItem(
        kinds[number % len(kinds)], f"W{number}", text, f"because {text}", f"it says {text}",
        text, "2026-11-19", (("OpenAlex", f"https://openalex.org/W{number}"),), ("W1",),
        f"{day}T07:00:00.000000+00:00",
    )  # fmt: skip


def keep(home: Path, *items: NewsItem) -> CommandLine:
    """Return a command line in whose archive these are the news."""
    home.mkdir(exist_ok=True)
    with Archive.open(home / "archive.sqlite", mode="write") as archive:
        rows = [NewsRow(each.found_at, each.kind, each.subject, each.as_json()) for each in items]
        archive.remember("home", Memorised("2026-11-20", "2026-11-20T07:00:00", {}), rows)
    return CommandLine(home)


class Elements(HTMLParser):
    """The elements of a page, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_from_outside_are_inert_on_the_page(tmp_path: Path, text: str) -> None:
    plain = Elements(keep(tmp_path / "plain", make_item())("news", "--format", "html").out)
    page = Elements(keep(tmp_path / "odd", make_item(text=text))("news", "--format", "html").out)
    assert (page.names, page.attributes) == (plain.names, plain.attributes)
    assert page.addresses == plain.addresses
    assert "script" not in page.names


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_from_outside_are_inert_in_rss(tmp_path: Path, text: str) -> None:
    channel = ET.fromstring(  # noqa: S314 - our own
        keep(tmp_path, make_item(text=text))("news", "--format", "rss").out
    ).find("channel")
    assert channel is not None
    (item,) = channel.findall("item")
    assert not {"<", ">"} & set(item.findtext("title") or "")
    assert Elements(item.findtext("description") or "").names == {"p"}


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("text", HOSTILE)
def test_texts_from_outside_stay_on_their_line(tmp_path: Path, text: str, form: str) -> None:
    plain = keep(tmp_path / "plain", make_item())("news", "--format", form).out
    odd = keep(tmp_path / "odd", make_item(text=text))("news", "--format", form).out
    assert len(odd.splitlines()) == len(plain.splitlines())
    assert not {"\x1b", "\x07", "\u202e"} & set(odd)
    assert form == "text" or not re.search(r"(?<!\\)\]\(javascript:", odd)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
@pytest.mark.parametrize("form", FORMATS)
def test_an_archive_of_somebody_else_leads_nowhere(tmp_path: Path, address: str, form: str) -> None:
    item = make_item()
    odd = NewsItem(item.kind, item.subject, "t", "r", "e", "s", links=(("x", address),),
                   found_at=item.found_at)  # fmt: skip
    assert address not in keep(tmp_path, odd)("news", "--format", form).out


def test_rss_has_what_the_specification_asks_for(tmp_path: Path) -> None:
    run = keep(tmp_path, *(make_item(number) for number in range(3)))
    root = ET.fromstring(run("news", "--format", "rss").out)  # noqa: S314 - our own
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert channel is not None
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    items = channel.findall("item")
    guids = [each.findtext("guid") for each in items]
    assert len(set(guids)) == 3
    again = ET.fromstring(run("news", "--format", "rss").out)  # noqa: S314 - our own
    assert [each.findtext("guid") for each in again.iter("item")] == guids, (
        "readers know by it what they have shown"
    )
    for each in items:
        assert parsedate_to_datetime(each.findtext("pubDate") or "").date() == date(2026, 11, 20)


def test_the_newest_come_first_and_since_leaves_older_ones_out(tmp_path: Path) -> None:
    days = ("2026-11-01", "2026-11-20", "2026-11-10")
    run = keep(tmp_path, *(make_item(number, day=day) for number, day in enumerate(days)))

    def subjects(*options: str) -> list[str]:
        return [
            each["subject"] for each in json.loads(run("news", *options, "--format", "json").out)
        ]

    assert subjects() == ["W1", "W2", "W0"]
    assert subjects("--since", "2026-11-10") == ["W1", "W2"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-01", "2026-11-01"), ("7d", "2026-11-19"), ("2w", "2026-11-12"),
     (" 1M ", "2026-10-27"), ("1y", "2025-11-26"), ("0d", "2026-11-26"), (None, "")],
)  # fmt: skip
def test_since_is_a_day_or_a_span(text: str | None, day: str) -> None:
    assert read_since(text, date(2026, 11, 26)) == day


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "d", "-1d", "9999y", "7 d 7"])
def test_since_that_is_neither_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_since(text, date(2026, 11, 26))


def test_before_the_first_update_it_says_how_to_make_one(tmp_path: Path) -> None:
    done = CommandLine(tmp_path)("news")
    assert (done.code, done.out) == (0, "")
    assert "citeloom update" in done.err
    assert list(tmp_path.iterdir()) == [], "looking must not make anything"


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_new_is_said_and_every_format_stays_whole(tmp_path: Path, form: str) -> None:
    done = keep(tmp_path)("news", "--format", form)
    assert done.code == 0
    assert "The last update was on 2026-11-20" in done.err
    if form == "rss":
        assert ET.fromstring(done.out).find("channel") is not None  # noqa: S314 - our own
    if form == "json":
        assert json.loads(done.out) == []


def test_a_file_is_written_and_not_over_another_one(tmp_path: Path) -> None:
    run, path = keep(tmp_path, make_item()), tmp_path / "news.xml"
    command = ("news", "--format", "rss", "-o", str(path))
    assert (run(*command).code, path.read_text(encoding="utf-8")[:5]) == (0, "<?xml")
    assert run(*command).code == 1
    assert run(*command, "--force").code == 0
