"""News as lines for a terminal, as Markdown, JSON and RSS; all texts in them are inert."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from citeloom.graph.plain_text import clean
from citeloom.queries.exports.write_markdown import escape_markdown
from citeloom.queries.news.news_item import KINDS, NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

TITLE = "What is new around your reading list"
# A channel of RSS has to name a page.
HOME = "https://github.com/citeloom/citeloom"
_BRACKETS = str.maketrans("<>", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
                                "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}")  # fmt: skip


def group_by_day(items: Iterable[NewsItem]) -> Iterator[tuple[str, list[NewsItem]]]:
    """Yield the days on which news were found, the newest first, with the news of each."""
    latest = sorted(items, key=lambda each: each.order)
    latest.sort(key=lambda each: each.found_at, reverse=True)
    for day, found in groupby(latest, key=lambda each: each.found_at[:10]):
        yield day, list(found)


def name_kind(kind: str) -> str:
    """Return the word for a kind; an archive may know one that this version does not."""
    return KINDS[kind].one if kind in KINDS else clean(kind).capitalize()


def write_text(items: Iterable[NewsItem]) -> str:
    """Return the news as lines for a terminal."""
    lines: list[str] = []
    for day, found in group_by_day(items):
        lines += ["", day] if lines else [day]
        for each in found:
            lines += [
                f"  {name_kind(each.kind)}: {clean(each.title)}",
                f"    {clean(each.reason)}",
                *([f"    {each.address}"] if each.address else []),
            ]
    return "".join(f"{line}\n" for line in lines)


def write_markdown(items: Iterable[NewsItem]) -> str:
    """Return the news as a list of Markdown, under a heading for each day."""
    lines: list[str] = []
    for day, found in group_by_day(items):
        lines += ["", f"## {day}", ""] if lines else [f"## {day}", ""]
        for each in found:
            title = escape_markdown(each.title)
            shown = f"[{title}]({each.address})" if each.address else title
            lines.append(f"* **{name_kind(each.kind)}**: {shown}: {escape_markdown(each.reason)}")
            if each.evidence:
                told = f"{each.source}: {each.evidence}" if each.source else each.evidence
                lines.append(f"  {escape_markdown(told)}")
    return "".join(f"{line}\n" for line in lines)


def write_json(items: Iterable[NewsItem]) -> str:
    """Return the news as a list of objects, the newest first."""
    ordered = [each.as_json() for _, found in group_by_day(items) for each in found]
    return json.dumps(ordered, indent=2, ensure_ascii=False) + "\n"


def write_rss(items: Iterable[NewsItem]) -> str:
    """Return the news as a channel of RSS 2.0 (https://www.rssboard.org/rss-specification).

    Some readers take the title of an item for HTML and others do not: angle brackets in it are
    turned into marks that are nothing to either. Descriptions are HTML, and escaped as such.
    """
    ordered = [each for _, found in group_by_day(items) for each in found]
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", TITLE)
    _add(channel, "link", HOME)
    _add(channel, "description", "Found by citeloom update.")
    _add(channel, "generator", "Citeloom")
    if ordered:
        _add(channel, "lastBuildDate", _write_date(ordered[0].found_at))
    for each in ordered:
        item = ET.SubElement(channel, "item")
        _add(item, "title", f"{name_kind(each.kind)}: {each.title}".translate(_BRACKETS))
        if each.address:
            _add(item, "link", each.address)
        told = [each.reason, each.evidence and f"{each.source}: {each.evidence}"]
        _add(item, "description", "".join(f"<p>{escape(clean(p))}</p>" for p in told if p))
        _add(item, "category", name_kind(each.kind))
        guid = quote(f"{each.found_at}/{each.kind}/{each.subject}", safe="/:+")
        _add(item, "guid", f"citeloom:{guid}").set("isPermaLink", "false")
        _add(item, "pubDate", _write_date(each.found_at))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


FORMATS: dict[str, Callable[[Sequence[NewsItem]], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
    "rss": write_rss,
}


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = clean(text)
    return element


def _write_date(moment: str) -> str:
    """Return a moment as RFC 822 writes it; one that cannot be read is the first there is."""
    try:
        return format_datetime(datetime.fromisoformat(moment))
    except ValueError:
        return "Thu, 01 Jan 1970 00:00:00 +0000"
