"""Cypher as tokens: enough to know what is a name, a string, a comment or a parameter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "quoted", "string", "number", "parameter", "symbol"]

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    | `(?P<quoted>(?:``|[^`])*)`
    | \$(?:(?P<parameter>\w+)|`(?P<quoted_parameter>(?:``|[^`])*)`)
    | (?P<number>\d(?:[\w]|\.(?=\d))*)
    | (?P<word>[^\W\d]\w*)
    | (?P<symbol>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENERS = frozenset(("'", '"', "`"))


class UnreadableCypherError(ValueError):
    """A text that is not Cypher; `place` counts its characters up to what is wrong."""

    def __init__(self, what: str, place: int = 0) -> None:
        super().__init__(what)
        self.place = place


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a statement. `text` of a quoted name is the name, without its backticks."""

    kind: Kind
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Tell whether this is one of some bare words; `words` are upper case."""
        return self.kind == "word" and self.text.upper() in words


def read_tokens(statement: str) -> tuple[Token, ...]:
    """Split a statement into tokens; comments and white space are left out.

    Raises:
        UnreadableCypherError: A string, a quoted name or a comment does not end.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(statement):
        kind = match.lastgroup
        text = match[kind] if kind else ""
        if kind in ("space", "comment"):
            continue
        if kind == "quoted_parameter":
            kind = "parameter"
        if kind == "symbol" and (text in _OPENERS or statement.startswith("/*", match.start())):
            line = count_lines(statement, match.start())
            raise UnreadableCypherError(
                f"what begins with {text} in line {line} does not end",
                match.start(),
            )
        found.append(Token(kind, text.replace("``", "`"), match.start()))  # type: ignore[arg-type]  # the groups are the kinds
    return tuple(found)


def blank_comments(statement: str) -> str:
    """Replace every comment by spaces, so that places in the text stay what they were."""
    return _TOKEN.sub(
        lambda match: re.sub(r"[^\n]", " ", match[0]) if match.lastgroup == "comment" else match[0],
        statement,
    )


def count_lines(statement: str, place: int) -> int:
    """Return the line, from 1, of a place in a statement."""
    return statement.count("\n", 0, place) + 1


def find_returned_columns(statement: str) -> tuple[str, ...]:
    """Return the names of the columns that the last top-level RETURN gives.

    Raises:
        UnreadableCypherError: There is no such RETURN, or a column has no name of its own.
    """
    depth = 0
    items: list[list[Token]] = []
    item: list[Token] | None = None
    for token in read_tokens(statement):
        if token.kind == "symbol":
            depth += (token.text in "([{") - (token.text in ")]}")
        if depth == 0 and token.is_word("RETURN"):
            item = []
            items = [item]
        elif depth == 0 and token.is_word("ORDER", "SKIP", "LIMIT", "OFFSET", "UNION"):
            item = None
        elif item is not None and depth == 0 and token.text == "," and token.kind == "symbol":
            item = []
            items.append(item)
        elif item is not None:
            item.append(token)
    if not items:
        raise UnreadableCypherError("there is no RETURN")
    return tuple(_name_column(item) for item in items)


def _name_column(item: list[Token]) -> str:
    if item and item[0].is_word("DISTINCT"):
        item = item[1:]
    named = len(item) == 1 or (len(item) > 1 and item[-2].is_word("AS"))
    if not named or item[-1].kind not in ("word", "quoted"):
        raise UnreadableCypherError(
            f"a returned column has no name: {' '.join(token.text for token in item)}",
            item[0].start if item else 0,
        )
    return item[-1].text
