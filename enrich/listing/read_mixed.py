"""Mixed text: notes, READMEs, awesome lists, Markdown copies of pages, with pasted BibTeX.

Markdown is taken apart by markdown-it-py. A list item, a row of a table or a heading is an item:
its first link to a paper is its id, and its words are the title where that can be told. Within
prose only ids count. What names something and is not read (a link elsewhere, an item without a
paper) is reported; headings, prose, badges and contents are not papers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from citeloom.enrich.listing import read_bibtex
from citeloom.enrich.listing.make_entry import make_entry
from citeloom.enrich.listing.markdown_items import Item, read_html_items, read_item
from citeloom.enrich.listing.piece import Piece, make_problem
from citeloom.enrich.listing.read_lines import identify_line, read_line
from citeloom.graph.find_identifiers import find_identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

FORM = "mixed"
LONGEST_LINE = 20_000  # characters; of a longer line only the ids are looked for
_MARKDOWN = re.compile(
    r"\s{0,3}(?:```|~~~|#{2,6}[ \t]+\S|<(?:p|div|table|h[1-6]|details|img|a)\b)"
    r"|\s{0,3}\[[^\[\]]{1,100}\]:[ \t]+\S"
    r"|\s{0,9}\|?[ \t:-]{0,9}-{3,99}[ \t:-]{0,9}\|[ \t:|-]{0,999}$",
    re.IGNORECASE,
)
# An item of plain lines: a bullet, and one link.
_LINK_ALONE = re.compile(
    r"\s*(?:[-*•+]|[0-9]{1,5}[.)])?\s*\[[^\[\]]{1,400}\]\([^()\s]{1,500}\)[.,;]?\s*"
)
_ITEM_LIKE = 1_000  # characters; a longer line is no item


def is_mixed(text: str) -> bool:
    """Whether a text has what only Markdown has, or BibTeX entries among other lines."""
    return any(map(_is_markdown, text.split("\n"))) or read_bibtex.is_bibtex(text)


def _is_markdown(line: str) -> bool:
    if "](" in line or "![" in line:
        return len(line) > _ITEM_LIKE or not _LINK_ALONE.fullmatch(line)
    return bool(_MARKDOWN.match(line[:_ITEM_LIKE]))


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:  # noqa: ARG001 - as all readers
    """Read the items; together the pieces are every line that is not empty."""
    pieces = [piece for first, block in _bibtex_apart(text) for piece in _block(first, block)]
    covered = {n for piece in pieces for n in range(piece.first, piece.last + 1)}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and number not in covered:
            pieces.append(Piece(number, number))
    yield from sorted(pieces, key=lambda piece: piece.first)


def _bibtex_apart(text: str) -> Iterator[tuple[int, str]]:
    """Cut the text at the BibTeX entries that stand in it, in fences or not."""
    lines = text.split("\n")
    place = 0
    for first, last in read_bibtex.find_entry_lines(text):
        if first - 1 > place:
            yield place + 1, "\n".join(lines[place : first - 1])
        yield first, "\n".join(lines[first - 1 : last])
        place = last
    if place < len(lines):
        yield place + 1, "\n".join(lines[place:])


def _block(first: int, text: str) -> Iterator[Piece]:
    if read_bibtex.is_bibtex(text):
        for piece in read_bibtex.parse(text):
            yield _moved(piece, first - 1)
        return
    long = [n for n, line in enumerate(text.split("\n")) if len(line) > LONGEST_LINE]
    lines = text.split("\n")
    for place in long:
        yield from _ids_only(first + place, lines[place])
        lines[place] = ""
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(lines))
    yield from _walk(tokens, lines, first)


def _walk(tokens: Sequence[Token], lines: Sequence[str], first: int) -> Iterator[Piece]:
    """Read the tokens of a block of text whose first line has the number `first`."""
    header: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        start, _end = token.map or (0, 0)
        if token.type in ("fence", "code_block"):
            offset = start + (token.type == "fence")
            for number, line in enumerate(token.content.split("\n"), first + offset):
                yield from _code_line(number, line)
        elif token.type == "html_block":
            yield from _html(token.content, first + start)
        elif token.type == "list_item_open":
            inner = _until(tokens, place, "list_item_close")
            inlines = _own_inlines(tokens[place + 1 : inner])
            yield from _item(read_item(inlines), first + start, lines, first, is_list=True)
            # Items within the item are read by themselves, when their own token comes.
            place = _skip_own(tokens, place, inner)
            continue
        elif token.type == "tr_open":
            inner = _until(tokens, place, "tr_close")
            cells = [each for each in tokens[place:inner] if each.type == "inline"]
            if any(each.type == "th_open" for each in tokens[place:inner]):
                header = [cell.content.strip().lower() for cell in cells]
            else:
                yield from _item(
                    read_item(cells, header), first + start, lines, first, is_list=True
                )
            place = inner
        elif token.type == "heading_open":
            inlines = [tokens[place + 1]]
            yield from _item(read_item(inlines), first + start, lines, first, is_list=False)
            place += 2
        elif token.type == "inline":
            yield from _paragraph(token, first + start)
        place += 1


def _until(tokens: Sequence[Token], place: int, kind: str) -> int:
    level = tokens[place].level
    while place < len(tokens) - 1:
        place += 1
        if tokens[place].type == kind and tokens[place].level == level:
            break
    return place


def _own_inlines(tokens: Sequence[Token]) -> list[Token]:
    """Return the words of an item without those of the items within it."""
    depth, found = 0, []
    for token in tokens:
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type == "inline" and depth == 0:
            found.append(token)
    return found


def _skip_own(tokens: Sequence[Token], place: int, end: int) -> int:
    """Return the place of the first item within an item, or of what follows it."""
    for inner in range(place + 1, end):
        if tokens[inner].type in ("list_item_open", "fence", "code_block", "html_block", "tr_open"):
            return inner
    return end


def _item(
    item: Item, line: int, lines: Sequence[str], first: int, *, is_list: bool
) -> Iterator[Piece]:
    """Give an item as a paper, or say that it names none."""
    shown = lines[line - first] if 0 <= line - first < len(lines) else item.text
    ids = item.ids
    if not ids and (alone := identify_line(item.text.strip(" ,;."))):
        ids = alone
    if ids:
        others = (
            f"names further papers, of which the first link was read: {', '.join(item.others[:5])}"
        )
        told = make_problem(line, shown, others) if item.others else None
        yield Piece(line, line, make_entry(line, title=item.title, ids=ids), told)
    elif item.has_link:
        yield Piece(line, line, None, make_problem(line, shown, "a link that names no paper"))
    elif is_list and item.text.strip() and not item.is_within:
        reason = "an item of a list without an id or a link to a paper"
        yield Piece(line, line, None, make_problem(line, shown, reason))


def _paragraph(token: Token, line: int) -> Iterator[Piece]:
    """Read a paragraph line by line: notes put one thing on each, prose runs on."""
    parts: list[list[Token]] = [[]]
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append([])
        else:
            parts[-1].append(child)
    raw = token.content.split("\n")
    read = [read_item([_inline(part)]) for part in parts]
    alone = [identify_line(item.text.strip(" ,;")) for item in read]
    is_notes = any(alone)
    for place, item in enumerate(read):
        number = line + place
        shown = raw[place] if place < len(raw) else item.text
        if alone[place] or (item.is_plain and item.ids):
            yield from read_line(number, shown)
        elif item.ids:
            yield from _item(item, number, raw, line, is_list=False)
        elif (
            is_notes and item.is_plain and len(item.text.split()) > 1 and item.text[-1:] not in ".:"
        ):
            yield from read_line(number, item.text)
        elif item.has_link:
            yield Piece(
                number, number, None, make_problem(number, shown, "a link that names no paper")
            )


def _inline(children: Sequence[Token]) -> Token:
    from markdown_it.token import Token as Made

    return Made("inline", "", 0, children=list(children))


def _code_line(number: int, line: str) -> Iterator[Piece]:
    ids = identify_line(line.strip(" ,;"))
    if ids:
        yield Piece(number, number, make_entry(number, ids=ids))
    elif next(find_identifiers(line), None):
        yield Piece(number, number, None, make_problem(number, line, "an id within code"))


def _html(text: str, line: int) -> Iterator[Piece]:
    for offset, item in read_html_items(text):
        shown = item.text or next(iter(item.others), "")
        if item.ids:
            yield Piece(
                line + offset,
                line + offset,
                make_entry(line + offset, title=item.title, ids=item.ids),
            )
        elif item.has_link:
            told = make_problem(line + offset, shown, "a link that names no paper")
            yield Piece(line + offset, line + offset, None, told)


def _ids_only(number: int, line: str) -> Iterator[Piece]:
    seen: set[tuple[tuple[str, str], ...]] = set()
    for found in find_identifiers(line):
        if (key := tuple(found.ids.items())) not in seen:
            seen.add(key)
            yield Piece(number, number, make_entry(number, ids=found.ids))


def _moved(piece: Piece, by: int) -> Piece:
    """Give a piece of a part of the text the lines of the whole."""
    paper = piece.entry and piece.entry.model_copy(update={"line": piece.entry.line + by})
    told = piece.problem and piece.problem.model_copy(update={"line": piece.problem.line + by})
    return Piece(piece.first + by, piece.last + by, paper, told, piece.explained)
