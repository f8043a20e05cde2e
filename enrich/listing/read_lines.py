"""Plain lines: one id, address or title on each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from citeloom.enrich.listing.item_titles import find_quoted_title, read_told_title
from citeloom.enrich.listing.make_entry import make_entry
from citeloom.enrich.listing.piece import Piece, make_problem
from citeloom.enrich.listing.strange_lines import LONGEST_TITLE, find_strange_lines
from citeloom.graph.errors import ListingError
from citeloom.graph.find_identifiers import FoundIds, find_identifiers, identify
from citeloom.graph.identifiers import read_short_doi
from citeloom.graph.latex_text import read_latex
from citeloom.graph.paper_addresses import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORM = "lines"
DASHES = ":-\u2013\u2014"
FEW_SENTENCES = 3
LONGEST_LINE = 4_000  # of a line that may hold several ids

_BULLET = re.compile(r"(?:[-*•+] {1,9}|[0-9]{1,5}[.)] {1,9}|\[[0-9]{1,5}\] {1,9}|\[[ xX]\] )+")
_MARKDOWN_LINK = re.compile(r"\[(?P<title>[^\]]{1,400})\]\((?P<address>[^()\s]{1,500})\)[.,;]?")
_MEANT_AS_ID = re.compile(
    r"(?:arxiv[:.]|doi:|pmid:|10\.[0-9]{4,9}/|[0-9]{4}\.[0-9]{3,6}(?:v[0-9])?$)", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9][0-9.,/ -]{0,30}")


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:
    """Read the lines; comments begin with `#`.

    Raises:
        ListingError: Most lines can be neither an id nor a title, so the text is of another kind.
    """
    pieces, strange = read_all(text)
    if strange:
        raise strange.refuse(name)
    return iter(pieces)


def read_all(text: str) -> tuple[list[Piece], StrangeText | None]:
    """Read the lines, and say what the text looks like if most of it can be no title."""
    pieces: list[Piece] = []
    told: list[tuple[int, str]] = []
    is_open: list[bool] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line.startswith("#"):
            ids = next(find_identifiers(line), None)
            said = make_problem(number, line, "an id in a comment") if ids else None
            pieces.append(Piece(number, number, None, said))
        elif line:
            read = list(read_line(number, line))
            pieces += read
            told.append((number, line))
            is_open.append(not any(piece.entry and piece.entry.has_id for piece in read))
    places, kind = find_strange_lines([line for _, line in told])
    strange = [place for place in places if is_open[place]]
    letter = kind == "prose" and len(strange) >= FEW_SENTENCES and 2 * len(strange) > sum(is_open)
    if 2 * len(strange) <= len(told) and not letter:
        return pieces, None
    return pieces, StrangeText(kind, *told[strange[0]], has_ids=not all(is_open))


@dataclass(frozen=True, slots=True)
class StrangeText:
    """What a text looks like that is no list, its first such line, and whether others hold ids."""

    kind: str
    number: int
    line: str
    has_ids: bool

    def refuse(self, name: str) -> ListingError:
        """Return the refusal of the text."""
        return ListingError(
            f"{name} is none of the formats that are known: most of it looks like {self.kind}; "
            f"line {self.number} is neither an id nor a title: "
            f"{' '.join(self.line[:120].split())[:60]}",
            todo="Give a list in one of the formats of docs/listings.md, or one title or id a line",
        )


def read_line(number: int, line: str) -> Iterator[Piece]:
    """Read one line: its ids, or its title with what id stands before or behind it."""
    bare = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    for text in dict.fromkeys((line, bare, re.split(r"\s#", bare, maxsplit=1)[0])):
        whole = identify_line(text.rstrip(" ,;"))
        if whole:
            yield Piece(number, number, make_entry(number, ids=whole))
            return
        tokens = [token.strip(" ,;") for token in re.split(r"[\s,;]+", text[:LONGEST_LINE])]
        named = list(takewhile(bool, (identify_line(token) for token in tokens if token)))
        if named and len(named) == sum(map(bool, tokens)) and len(text) <= LONGEST_LINE:
            for ids in named:
                yield Piece(number, number, make_entry(number, ids=ids))
            return
    several = _ids_within(bare[:LONGEST_LINE])
    if len(several) > 1:  # which of them the words around mean cannot be told
        for found in several:
            yield Piece(number, number, make_entry(number, ids=found.ids))
        return
    yield _title(number, bare, several)


def _ids_within(text: str) -> list[FoundIds]:
    """Return the ids within a line, each paper once."""
    papers: dict[tuple[tuple[str, str], ...], FoundIds] = {}
    for found in find_identifiers(text):
        papers.setdefault(tuple(found.ids.items()), found)
    return list(papers.values())


def identify_line(text: str) -> dict[str, str]:
    """Take a whole line for the id that it is; a number of six to eight digits is a PubMed id."""
    found = identify(text)
    if not found and re.fullmatch(r"[1-9][0-9]{5,7}", text):
        return {"pmid": text}
    return found


def _title(number: int, line: str, within: Sequence[FoundIds]) -> Piece:
    title, ids = line, {}
    linked = _MARKDOWN_LINK.fullmatch(line[: LONGEST_LINE + 1])
    if linked:
        title, ids = linked["title"], identify(linked["address"])
        if not ids:
            return Piece(
                number, number, None, make_problem(number, line, "a link that names no paper")
            )
    else:
        first, _, rest = line.partition(" ")
        before, _, last = line.rpartition(" ")
        if leading := identify(first.rstrip(":,;")):
            title, ids = read_told_title(rest.strip(f" {DASHES}\t")), leading
        elif trailing := identify(last.strip("()[]")):
            title, ids = read_told_title(before), trailing
        elif within:
            title, ids = read_told_title(line[: within[0].start]), within[0].ids
        else:
            title = find_quoted_title(line)
    reason = _why_no_title(title) if not ids else None
    if reason:
        return Piece(number, number, None, make_problem(number, line, reason))
    return Piece(number, number, make_entry(number, title=read_latex(title), ids=ids))


def _why_no_title(title: str) -> str | None:  # noqa: PLR0911 - a list of cases
    if len(title) > LONGEST_TITLE:
        return f"too long for a title ({len(title):,} characters)"
    if not any(map(str.isalnum, title)):
        return "has neither letters nor digits"
    if _NUMBER.fullmatch(title):
        return "a number alone: a PubMed id has six to eight digits, others need PMID: before them"
    if " " in title:
        return None
    if read_short_doi(title):
        return "a short DOI, which no service takes: give the DOI that it stands for"
    if _MEANT_AS_ID.match(title):
        return "looks like an id, but is none"
    if is_address(title):
        return "an address that names no paper of arXiv, OpenAlex, the Hub or a DOI"
    return None
