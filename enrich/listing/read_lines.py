"""Plain lines: one arXiv id, DOI, OpenAlex id, address or title on each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.enrich.listing.make_entry import entry, identify
from citeloom.enrich.listing.piece import Piece, problem
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = "lines"
LONGEST_TITLE = 400  # characters
DASHES = ":-\u2013\u2014"
LONGEST_LINE = 4_000  # of a line that may hold several ids

_BULLET = re.compile(r"(?:[-*•+] {1,9}|[0-9]{1,5}[.)] {1,9}|\[[0-9]{1,5}\] {1,9})")
_MARKDOWN_LINK = re.compile(r"\[(?P<title>[^\]]{1,400})\]\((?P<address>[^()\s]{1,500})\)[.,;]?")
_MEANT_AS_ID = re.compile(r"(?:arxiv:|doi:|10\.[0-9]{4,9}/)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z!?][^\n]{0,300}>$|[{}\[\];]$|^[{}]")


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:
    """Read the lines; comments begin with `#`.

    Raises:
        ListingError: Most lines can be neither an id nor a title, so the text is of another kind.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    told = [(number, line) for number, line in lines if not line.startswith("#")]
    strange = [(number, line) for number, line in told if _is_strange(line)]
    if 2 * len(strange) > len(told):
        number, line = strange[0]
        raise ListingError(
            f"{name} is none of the forms that are known; line {number} is neither an id nor a "
            f"title: {' '.join(line[:120].split())[:60]}",
            todo="Give a saved Daily Papers page, BibTeX, RIS, CSL-JSON, CSV, or one title or id "
            "per line",
        )
    for number, line in lines:
        if line.startswith("#"):
            yield Piece(number, number)
        else:
            yield from _read(number, line)


def _read(number: int, line: str) -> Iterator[Piece]:
    bare = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    for text in dict.fromkeys((line, bare, re.split(r"\s#", bare, maxsplit=1)[0])):
        tokens = [token.strip(" ,;") for token in re.split(r"[\s,;]+", text[:LONGEST_LINE])]
        whole = identify([text.rstrip(" ,;")])
        if whole:
            yield Piece(number, number, entry(number, ids=whole.values()))
            return
        named = [identify([token]) for token in tokens if token]
        if named and all(named) and len(text) <= LONGEST_LINE:
            for ids in named:
                yield Piece(number, number, entry(number, ids=ids.values()))
            return
    yield _title(number, bare)


def _title(number: int, line: str) -> Piece:
    title, ids = line, {}
    linked = _MARKDOWN_LINK.fullmatch(line[: LONGEST_LINE + 1])
    if linked:
        title, ids = linked["title"], identify([linked["address"]])
    else:
        first, _, rest = line.partition(" ")
        before, _, last = line.rpartition(" ")
        if leading := identify([first.rstrip(":,;")]):
            title, ids = rest.strip(f" {DASHES}\t"), leading
        elif trailing := identify([last.strip("()[]")]):
            title, ids = before.strip(f" {DASHES}\t,;("), trailing
    reason = _why_no_title(title) if not ids else None
    if reason:
        return Piece(number, number, None, problem(number, line, reason))
    return Piece(number, number, entry(number, title=title, ids=ids.values()))


def _why_no_title(title: str) -> str | None:
    if len(title) > LONGEST_TITLE:
        return f"too long for a title ({len(title):,} characters)"
    if not any(map(str.isalnum, title)):
        return "has neither letters nor digits"
    if _MEANT_AS_ID.match(title) and " " not in title:
        return "looks like an id, but is none"
    if _ADDRESS.fullmatch(title):
        return "an address that names no paper of arXiv, OpenAlex, the Hub or a DOI"
    return None


def _is_strange(line: str) -> bool:
    if len(line) > LONGEST_TITLE:
        return not all(identify([token]) for token in re.split(r"[\s,;]+", line[:400])[:3])
    return not any(map(str.isalnum, line)) or bool(_MARKUP.search(line))
