"""A Daily Papers page of the Hub, saved by a browser as HTML.

The page carries its papers as JSON in an attribute (`data-target="DailyPapers"`), which is read
where it is there; else the headings that link to papers are.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from citeloom.enrich.listing.html_text import feed_html
from citeloom.enrich.listing.json_items import read_item
from citeloom.enrich.listing.make_entry import make_entry
from citeloom.enrich.listing.piece import Piece, make_problem
from citeloom.graph.find_identifiers import identify

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
HUB = "https://huggingface.co"


class _Page(HTMLParser):
    """Notes the page's JSON, and its headings that link to papers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.papers: list[Any] = []
        self.line = 1
        self.links: list[tuple[int, str, list[str]]] = []
        self._heading = ""
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the JSON of the page, and note links within headings."""
        given = dict(attrs)
        if given.get("data-target") == "DailyPapers" and not self.papers:
            self.line = self.getpos()[0]
            self.papers = _papers_of(given.get("data-props") or "")
        if tag in HEADINGS:
            self._heading = tag
        address = given.get("href") or ""
        if tag == "a" and self._heading and "/papers/" in address:
            full = HUB + address if address.startswith("/") else address
            arxiv_id = identify(full.split("#", maxsplit=1)[0]).get("arxiv_id")
            if arxiv_id:
                self.links.append((self.getpos()[0], arxiv_id, []))
                self._in_link = True

    def handle_endtag(self, tag: str) -> None:
        """Note where a heading or its link ends."""
        if tag == self._heading:
            self._heading, self._in_link = "", False
        elif tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        """Take the words of a heading's link."""
        if self._in_link:
            self.links[-1][2].append(data)


def parse_page(text: str) -> list[Piece]:
    """Read the papers of a saved page; an empty list where it is another page."""
    if "DailyPapers" not in text and "/papers/" not in text:
        return []
    page = _Page()
    feed_html(page, text)
    found = list(_from_json(page)) or list(_from_headings(page))
    lines = text.count("\n") + 1
    return [Piece(1, lines), *found] if found else []


def _papers_of(props: str) -> list[Any]:
    try:
        papers = json.loads(props).get("dailyPapers")
    except (ValueError, AttributeError, RecursionError):
        return []
    return papers if isinstance(papers, list) else []


def _from_json(page: _Page) -> Iterator[Piece]:
    for item in page.papers:
        paper = read_item(item, page.line)[0] if isinstance(item, dict) else None
        if paper is None:
            told = make_problem(page.line, json.dumps(item), "an item without title and ids")
            yield Piece(page.line, page.line, None, told)
            continue
        count = item.get("numComments")
        if isinstance(count, int) and 0 < count < 1_000_000:  # noqa: PLR2004 - as the page prints it
            paper = paper.model_copy(update={"listing_count": count})
        yield Piece(page.line, page.line, paper)


def _from_headings(page: _Page) -> Iterator[Piece]:
    for line, arxiv_id, words in page.links:
        paper = make_entry(line, title="".join(words), ids={"arxiv_id": arxiv_id})
        yield Piece(line, line, paper)
