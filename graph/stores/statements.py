"""What is looked for in the text of a statement before a store sees it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from citeloom.graph.errors import StatementFailed, StatementRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

# String literals, quoted names and comments: the parts of a statement that are not keywords.
_LITERAL = re.compile(
    r"""'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `[^`]*` | /\*.*?\*/ | //[^\n]*""",
    re.DOTALL | re.VERBOSE,
)
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
EXPLAIN = "EXPLAIN "
_PLACE = re.compile(r"(?P<before>\bline 1, col(?:umn)? )(?P<column>\d+)")
_OFFSET = re.compile(r"(?P<before>\(offset: )(?P<column>\d+)")
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


def strip_explain(message: str) -> str:
    """Return what a store says of an explained statement, with places counted without EXPLAIN."""

    def counted(match: re.Match[str]) -> str:
        return f"{match['before']}{max(0, int(match['column']) - len(EXPLAIN))}"

    return _OFFSET.sub(counted, _PLACE.sub(counted, message))


@contextmanager
def explaining() -> Iterator[None]:
    """Let the places in errors be those of the statement as it was written.

    Raises:
        StatementFailed: As it was raised, with other places.
    """
    try:
        yield
    except StatementFailed as error:
        raise StatementFailed(
            strip_explain(error.what), kept=error.kept, todo=error.todo
        ) from error


def find_procedures(statement: str) -> tuple[str, ...]:
    """Return the names of the procedures that a statement calls, in its order."""
    return tuple(_CALLED.findall(find_keywords(statement)))
