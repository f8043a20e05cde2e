"""What the readers of all forms give: pieces that together are the whole source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.entry import Entry, Listing, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 200  # characters of a piece that a Problem shows


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines, and what it turned out to be.

    `entry` is a paper; `problem` says what could not be read. Both are set where a paper was read
    but a part of it was not. Neither is set on furniture: comments, headings, page navigation.
    Lines count from 1; `last` is included.
    """

    first: int
    last: int
    entry: Entry | None = None
    problem: Problem | None = None

    @property
    def is_furniture(self) -> bool:
        """Whether this piece is known to be no paper."""
        return self.entry is None and self.problem is None


def problem(line: int, text: str, reason: str) -> Problem:
    """Make a Problem of a piece of text, cut to what is shown, on one line."""
    return Problem(line=line, text=" ".join(text[: SHOWN * 2].split())[:SHOWN], reason=reason)


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
