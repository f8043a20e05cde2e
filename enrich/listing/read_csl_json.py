"""CSL-JSON, as Zotero, Mendeley and pandoc write it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from citeloom.enrich.listing.make_entry import entry
from citeloom.enrich.listing.piece import Piece, problem
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORM = "csl-json"
ID_FIELDS = ("DOI", "URL", "number", "archive_location", "id", "note")
_BLANKS = re.compile(r"[ \t\n\r]*")
_LIST_IN_OBJECT = re.compile(r'"(?:items|references)"[ \t\n\r]{0,99}:[ \t\n\r]{0,99}\[')


def is_json(text: str) -> bool:
    """Whether the text begins as a JSON list of objects or as an object."""
    return bool(re.match(r'\s*(?:\[\s*[{\]]|\{\s*["}])', text[:10_000]))


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:
    """Read the items one by one, so that each has its line.

    Raises:
        ListingError: The text is not JSON, or not a list of items.
    """
    decoder = json.JSONDecoder()
    start = _start(text)
    if start is None:
        yield from _single(text, name, decoder)
        return
    position = _BLANKS.match(text, start).end()  # type: ignore[union-attr]  # matches anywhere
    line, counted = 1 + text.count("\n", 0, position), position
    while text[position : position + 1] != "]":
        try:
            item, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            raise _not_json(error, name, line) from None
        last = line + text.count("\n", counted, end)
        yield _piece(item, line, last, text[position : min(end, position + 400)])
        position = _BLANKS.match(text, end).end()  # type: ignore[union-attr]  # as above
        if text[position : position + 1] == ",":
            position = _BLANKS.match(text, position + 1).end()  # type: ignore[union-attr]  # as above
        elif text[position : position + 1] != "]":
            raise _broken(name, last, "a comma or the list's end is missing")
        line, counted = last + text.count("\n", end, position), position


def _start(text: str) -> int | None:
    if text.lstrip().startswith("["):
        return text.index("[") + 1
    found = _LIST_IN_OBJECT.search(text)
    return found.end() if found else None


def _single(text: str, name: str, decoder: json.JSONDecoder) -> Iterator[Piece]:
    start = len(text) - len(text.lstrip())
    line = 1 + text.count("\n", 0, start)
    try:
        item, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise _not_json(error, name, line) from None
    if text[end:].strip():
        raise _broken(name, line + text.count("\n", start, end), "a second value follows the first")
    yield _piece(item, line, line + text.count("\n", start, end), text[start : start + 400])


def _not_json(error: Exception, name: str, line: int) -> ListingError:
    if isinstance(error, json.JSONDecodeError):
        return _broken(name, error.lineno, error.msg.lower())
    return _broken(name, line, "nested too deeply or with a number out of range")


def _broken(name: str, line: int, why: str) -> ListingError:
    return ListingError(
        f"{name} begins as JSON, but line {line} cannot be read: {why}",
        todo="Export the list again as CSL-JSON",
    )


def _piece(item: Any, line: int, last: int, raw: str) -> Piece:
    if not isinstance(item, dict):
        return Piece(line, last, None, problem(line, raw, "not an item of CSL-JSON"))
    authors = [name for one in _list(item.get("author")) if (name := _name(one))]
    date = _date(item.get("issued"))
    paper = entry(
        line,
        title=_text(item.get("title")),
        abstract=_text(item.get("abstract")),
        date=date,
        year=date,
        authors=authors,
        ids=[one for field in ID_FIELDS if (one := _text(item.get(field)))],
    )
    if paper is None:
        return Piece(line, last, None, problem(line, raw, "an item without title and ids"))
    return Piece(line, last, paper)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(person: Any) -> str | None:
    if not isinstance(person, dict):
        return None
    parts = (_text(person.get(key)) for key in ("given", "non-dropping-particle", "family"))
    return _text(person.get("literal")) or " ".join(part for part in parts if part) or None


def _date(issued: Any) -> str | None:
    fields: Mapping[str, Any] = issued if isinstance(issued, dict) else {}
    parts = _list(fields.get("date-parts"))
    numbers = [str(one) for one in _list(parts[0])[:3]] if parts else []
    if numbers and all(number.isascii() and number.isdecimal() for number in numbers):
        return "-".join(number.zfill(2) for number in numbers)
    return _text(fields.get("raw")) or _text(fields.get("literal"))
