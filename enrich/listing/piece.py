"""What the readers of all formats give: pieces that together are the whole source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.entry import Entry, Listing, Problem
from citeloom.graph.find_identifiers import find_identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHOWN = 200  # characters of a piece that a Problem shows
_LINK = re.compile(r"https?://|www\.[a-z]|\]\(", re.IGNORECASE)
LIST_ITEM = re.compile(r"\s{0,20}(?:[-*\u2022+]|[0-9]{1,5}[.)])[ \t]{1,9}\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines, and what it turned out to be.

    `entry` is a paper; `problem` says what could not be read. Both are set where a paper was read
    but a part of it was not. Neither is set on what is known to be no paper: comments, headings,
    page navigation. `explained` is False where the lines are not of the format at all. Lines count
    from 1; `last` is included.
    """

    first: int
    last: int
    entry: Entry | None = None
    problem: Problem | None = None
    explained: bool = True


def make_problem(line: int, text: str, reason: str) -> Problem:
    """Make a Problem of a piece of text, cut to what is shown, on one line."""
    shown = text[: SHOWN * 2].encode("utf-8", "replace").decode("utf-8")
    return Problem(line=line, text=" ".join(shown.split())[:SHOWN], reason=" ".join(reason.split()))


def list_lines_aside(text: str, first: int, reason: str) -> Iterator[Piece]:
    """Yield what a format leaves aside: a problem for each line with an id, a link or a list item.

    Args:
        text: The lines.
        first: Number of the first of them.
        reason: Why such a line is not read.
    """
    for number, line in enumerate(text.split("\n"), first):
        if line.strip():
            told = make_problem(number, line, reason) if names_something(line) else None
            yield Piece(number, number, None, told, explained=False)


def names_something(line: str) -> bool:
    """Tell whether a line holds an id, a link, or an item of a list."""
    return bool(LIST_ITEM.match(line) or _LINK.search(line) or next(find_identifiers(line), None))


def settle(name: str, form: str, pieces: Iterable[Piece]) -> Listing:
    """Make a listing of pieces; entries that repeat an earlier one word for word are counted.

    The counts add up: pieces with an entry = entries + duplicates, and pieces with a problem =
    problems.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: set[tuple[object, ...]] = set()
    duplicates = 0
    fields = [field for field in Entry.model_fields if field != "line"]
    for piece in pieces:
        if piece.problem is not None:
            problems.append(piece.problem)
        if piece.entry is None:
            continue
        words = tuple(getattr(piece.entry, field) for field in fields)
        if words in seen:
            duplicates += 1
        else:
            seen.add(words)
            entries.append(piece.entry)
    return Listing(
        name=name,
        form=form,
        entries=tuple(entries),
        problems=tuple(problems),
        duplicates=duplicates,
    )
