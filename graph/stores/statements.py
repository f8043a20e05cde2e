"""What is looked for in the text of a statement before a store sees it."""

from __future__ import annotations

import re
from bisect import bisect_left
from contextlib import contextmanager
from typing import TYPE_CHECKING

from citeloom.graph.errors import StatementFailed, StatementRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# String literals, quoted names and comments: the parts of a statement that are not keywords.
_LITERAL = re.compile(
    r"""'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `[^`]*` | /\*.*?\*/ | //[^\n]*""",
    re.DOTALL | re.VERBOSE,
)
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
EXPLAIN = "EXPLAIN "
_PLACE = re.compile(r"(?P<before>\bline (?P<line>\d+), col(?:umn)? )(?P<column>\d+)")
_OFFSET = re.compile(r"(?P<before>\(offset: )(?P<offset>\d+)")
_CALLED = re.compile(r"\bCALL\s+([A-Za-z_][\w.]*)", re.IGNORECASE)


def find_keywords(statement: str) -> str:
    """Return a statement with its literals, quoted names and comments blanked out."""
    return _LITERAL.sub(" ", statement)


def check_reading(statement: str) -> None:
    """Refuse what a store would read from elsewhere, and more than one statement.

    Writing is refused by the stores themselves; both would open files for ``LOAD CSV``, and
    kglite runs what follows a semicolon.

    Raises:
        StatementRefused: The statement loads a file or is more than one.
    """
    text = find_keywords(statement)
    if ";" in text.rstrip().removesuffix(";"):
        raise StatementRefused(
            "This is more than one statement", todo="Run one statement at a time"
        )
    if _LOAD_CSV.search(text):
        raise StatementRefused("LOAD CSV reads files, and a question may only read the graph")


@contextmanager
def written_places(sent: str, added: Sequence[int]) -> Iterator[None]:
    """Let the places in errors be those of a statement as it was written.

    Args:
        sent: The statement as the store gets it.
        added: The places of the characters in it that nobody has written, in their order.

    Raises:
        StatementFailed: As it was raised, with other places.
    """
    try:
        yield
    except StatementFailed as error:
        said = _count_written(error.what, sent, added)
        raise StatementFailed(said, kept=error.kept, todo=error.todo) from error


def _count_written(message: str, sent: str, added: Sequence[int]) -> str:
    lines = [0, *(match.end() for match in re.finditer("\n", sent))]

    def count_column(match: re.Match[str]) -> str:
        line, column = int(match["line"]), int(match["column"])
        start = lines[min(line, len(lines)) - 1] if line else 0
        before = bisect_left(added, start + column - 1) - bisect_left(added, start)
        return f"{match['before']}{max(0, column - before)}"

    def count_offset(match: re.Match[str]) -> str:
        offset = int(match["offset"])
        return f"{match['before']}{offset - bisect_left(added, offset)}"

    return _OFFSET.sub(count_offset, _PLACE.sub(count_column, message))


def find_procedures(statement: str) -> tuple[str, ...]:
    """Return the names of the procedures that a statement calls, in its order."""
    return tuple(_CALLED.findall(find_keywords(statement)))
