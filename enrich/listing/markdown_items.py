"""What one item of Markdown or HTML says: the paper that it names, and the paper's title."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from citeloom.enrich.listing.html_text import feed_html
from citeloom.enrich.listing.item_titles import is_label, read_told_title
from citeloom.graph.find_identifiers import find_identifiers, identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

TITLE_COLUMNS = frozenset({"title", "paper", "paper title", "name", "paper name"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words of one kind: plain, or a link's, or stressed."""

    text: str
    address: str = ""
    is_strong: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, a row, a heading, or a line.

    Attributes:
        text: Its words.
        ids: Ids of the paper that it names first.
        title: That paper's title, where it can be told.
        others: Ids of further papers that it names.
        has_link: Whether it links anywhere but into the page itself; a picture is no link.
        is_within: Whether it links into the page itself, as contents do.
        is_plain: Whether it has neither links nor stressed words.
    """

    text: str
    ids: dict[str, str]
    title: str
    others: tuple[str, ...]
    has_link: bool
    is_within: bool
    is_plain: bool


def read_item(inlines: Iterable[Token], columns: Sequence[str] = ()) -> Item:
    """Read the inline tokens of an item; those of a table's row with the names of its columns."""
    segments: list[Segment] = []
    for number, inline in enumerate(inlines):
        column = columns[number] if number < len(columns) else ""
        if segments:
            segments.append(Segment(" "))
        segments += _segments(inline.children or (), column)
    return _made(segments)


def read_html_items(text: str) -> Iterator[tuple[int, Item]]:
    """Read HTML within Markdown: each line of it is an item; yields its offset and the item."""
    parser = _Links()
    feed_html(parser, text)
    for offset in sorted(parser.lines):
        yield offset, _made(parser.lines[offset])


def _segments(children: Sequence[Token], column: str) -> Iterator[Segment]:
    strong, address = 0, ""
    html = _Links()
    for child in children:
        if child.type in ("strong_open", "em_open"):
            strong += 1
        elif child.type in ("strong_close", "em_close"):
            strong -= 1
        elif child.type == "link_open":
            address = str(child.attrs.get("href") or "")
        elif child.type == "link_close":
            address = ""
        elif child.type in ("softbreak", "hardbreak"):
            yield Segment(" ", address, strong > 0, column)
        elif child.type == "html_inline":
            feed_html(html, child.content)
            address = html.address
        elif child.type in ("text", "code_inline") and child.content:
            yield Segment(child.content, address, strong > 0, column)


def _made(segments: Sequence[Segment]) -> Item:
    text = " ".join("".join(each.text for each in segments).split())
    ids: dict[str, str] = {}
    others: list[str] = []
    place = -1
    for number, named, is_link in _named(segments):
        if not ids:
            ids, place = dict(named), number
        elif any(ids.get(field) == name for field, name in named.items()):
            continue
        elif is_link and is_label(segments[number].text) and not ids.keys() & named.keys():
            ids |= named  # "[pdf] [doi]": the same paper under another name
        else:
            others += [name for name in named.values() if name not in others]
    links = [each.address for each in segments if each.address]
    return Item(
        text=text,
        ids=ids,
        title=_title(segments, place) if ids else "",
        others=tuple(others),
        has_link=any(not _is_within(address) for address in links),
        is_within=any(map(_is_within, links)),
        is_plain=not any(each.address or each.is_strong for each in segments),
    )


def _named(segments: Sequence[Segment]) -> Iterator[tuple[int, dict[str, str], bool]]:
    """Yield the ids that the segments name, in order: place, ids, and whether a link does."""
    seen = ""
    for number, segment in enumerate(segments):
        if segment.address:
            if segment.address != seen and (ids := identify(segment.address)):
                yield number, ids, True
            seen = segment.address
        else:
            for found in find_identifiers(segment.text):
                yield number, found.ids, False


def _title(segments: Sequence[Segment], place: int) -> str:
    """Return the title of the paper that the segment at `place` names, or an empty string."""
    address = segments[place].address
    column = "".join(each.text for each in segments if each.column in TITLE_COLUMNS)
    linked = "".join(each.text for each in segments if address and each.address == address)
    strong = next(
        (each.text for each in segments if each.is_strong and not is_label(each.text)), ""
    )
    before = "".join(each.text for each in segments[:place] if not each.address)
    for text in (column, linked, strong):
        if text.strip() and not is_label(text):
            return " ".join(text.split())
    named = segments[place].text if not address else ""
    found = next(find_identifiers(named), None)
    told = read_told_title(before + (named[: found.start] if found else ""))
    return told if " " in told else ""  # one word before a link is a label: "See", "Paper"


def _is_within(address: str) -> bool:
    return address.startswith("#") or ("#" in address and "://" not in address)


class _Links(HTMLParser):
    """Notes the links and the words of HTML, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: dict[int, list[Segment]] = {}
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link begins."""
        if tag == "a":
            self.address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """Note where a link ends."""
        if tag == "a":
            self.address = ""

    def handle_data(self, data: str) -> None:
        """Note the words."""
        first = self.getpos()[0] - 1
        for offset, line in enumerate(data.split("\n")):
            if line.strip():
                self.lines.setdefault(first + offset, []).append(Segment(line, self.address))
