"""JSON and JSON lines: cut into items with their lines, each of which `json_items` reads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from citeloom.enrich.listing.json_items import read_item, unwrap
from citeloom.enrich.listing.piece import Piece, make_problem
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Iterator

CSL = "csl-json"
OTHER = "json"
LINES = "json-lines"
SHOWN = 400  # characters of an item that are kept for a problem
_BLANKS = re.compile(r"[ \t\n\r]*")
_LIST_IN_OBJECT = re.compile(
    r'"(?:items|references|data|results|dailyPapers|papers|recommendedPapers|works|entries|hits)"'
    r"[ \t\n\r]{0,99}:[ \t\n\r]{0,99}\[[ \t\n\r]{0,99}[{\]]"
)
_PROGRAMS = re.compile(
    r'"(?:paperId|externalIds|authorships|display_name|publication_year|upvotes|itemType|corpusId'
    r'|abstract_inverted_index|summary)"[ \t]{0,9}:'
)


def is_json(text: str) -> bool:
    """Whether the text begins as a JSON list of objects or as an object."""
    return bool(re.match(r'\ufeff?\s*(?:\[\s*[{\]]|\{\s*["}])', text[:10_000]))


def recognise_json(text: str) -> str:
    """Return the name of the format: JSON lines, JSON of a service, or CSL-JSON."""
    first, _, rest = text.strip().partition("\n")
    if first.startswith("{") and first.rstrip().endswith("}") and rest.lstrip().startswith("{"):
        return LINES
    return OTHER if _PROGRAMS.search(text) else CSL


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:
    """Read the items one by one, so that each has its line.

    Raises:
        ListingError: The text is not JSON, or not a list of items.
    """
    if recognise_json(text) == LINES:
        yield from _lines(text)
        return
    decoder = json.JSONDecoder()
    start = _start(text)
    if start is None:
        yield from _single(text, name, decoder)
        return
    position = _after_blanks(text, start)
    line, counted = 1 + text.count("\n", 0, position), position
    if head := text[:position].strip():
        yield Piece(1, line, None, None) if line > 1 or head else Piece(1, 1)
    while text[position : position + 1] != "]":
        try:
            item, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            raise _not_json(error, name, line) from None
        last = line + text.count("\n", counted, end)
        yield _piece(item, line, last, text[position : min(end, position + SHOWN)])
        position = _after_blanks(text, end)
        if text[position : position + 1] == ",":
            position = _after_blanks(text, position + 1)
        elif text[position : position + 1] != "]":
            raise _broken(name, last, "a comma or the list's end is missing")
        line, counted = last + text.count("\n", end, position), position
    yield Piece(line, line + text.count("\n", position))


def _lines(text: str) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip("\ufeff \t,")
        if not bare or bare in ("[", "]"):
            if line.strip():
                yield Piece(number, number)
            continue
        try:
            item = json.loads(bare)
        except (ValueError, RecursionError):
            told = make_problem(number, line, "a line that is not JSON")
            yield Piece(number, number, None, told, explained=False)
        else:
            yield _piece(item, number, number, bare[:SHOWN])


def _start(text: str) -> int | None:
    if text.lstrip("\ufeff \t\n\r").startswith("["):
        return text.index("[") + 1
    found = _LIST_IN_OBJECT.search(text)
    if found is None or _is_one_paper(text):
        return None
    return found.start() + found[0].index("[") + 1


def _is_one_paper(text: str) -> bool:
    """Whether an object is a paper itself, so that a list in it is its references."""
    try:
        whole, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    except (ValueError, RecursionError):
        return False
    inner = unwrap(whole)
    return bool({"title", "paperId", "display_name"} & inner.keys())


def _after_blanks(text: str, position: int) -> int:
    found = _BLANKS.match(text, position)
    return found.end() if found else position


def _single(text: str, name: str, decoder: json.JSONDecoder) -> Iterator[Piece]:
    start = len(text) - len(text.lstrip("\ufeff \t\n\r"))
    line = 1 + text.count("\n", 0, start)
    try:
        item, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise _not_json(error, name, line) from None
    if text[end:].strip():
        raise _broken(name, line + text.count("\n", start, end), "a second value follows the first")
    yield _piece(item, line, line + text.count("\n", start), text[start : start + SHOWN])


def _not_json(error: Exception, name: str, line: int) -> ListingError:
    if isinstance(error, json.JSONDecodeError):
        return _broken(name, error.lineno, error.msg.lower())
    return _broken(name, line, "nested too deeply or with a number out of range")


def _broken(name: str, line: int, why: str) -> ListingError:
    return ListingError(
        f"{name} begins as JSON, but line {line} cannot be read: {why}",
        todo="Export the list again as JSON, or as CSL-JSON",
    )


def _piece(item: Any, line: int, last: int, raw: str) -> Piece:
    if not isinstance(item, dict):
        return Piece(line, last, None, make_problem(line, raw, "not an item with fields"))
    try:
        paper, wrong = read_item(item, line)
    except RecursionError:
        return Piece(line, last, None, make_problem(line, raw, "nested too deeply"))
    if paper is None:
        return Piece(line, last, None, make_problem(line, raw, "an item without title and ids"))
    told = make_problem(line, raw, "; ".join(wrong)) if wrong else None
    return Piece(line, last, paper, told)
