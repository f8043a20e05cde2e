"""A graph in which every text comes from somebody who means ill, for all that is written of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from citeloom.graph.plain_text import CONTROLS, TURNING
from tests.queries.example_graph import example_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.graph.records import Record

SEQUENCES = (  # what a terminal obeys
    "\x1b]0;a new title\x07",
    "\x1b[2J\x1b[H",
    "\x1b]8;;file:///etc/passwd\x1b\\a link\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x9b2J\x9d0;a new title\x9c",
    "\u202egnp.exe\u202c",
    "\u2066turned\u2069",
    "over\rwritten\x08\x7f",
    "\x00nul\x0b\x0c",
)
FORMULAS = (  # what a spreadsheet runs
    "=HYPERLINK(1)",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    ' "=1+1"',
    "\t=1+1",
    "x\n=1+1",
    'x","=1+1',
    "x; =1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
)
MARKUP = (
    "<script>alert(1)</script>",
    "]]><!--<x/>-->&amp;<![CDATA[",
    "<img src=x onerror=alert(1)>",
    '" onload="alert(1)" x="',
    "[a](javascript:alert(1)) ![b](http://evil.example/x.png) <https://evil.example>",
    "| a | b |\n| --- | --- |\n# head",
    r"\input{/etc/passwd}\write18{id} $\def\x{y}$ ^^5cinput",
    "@misc{x, title={y}}\n@comment{",
    "}, author = {Evil",
    "100% \\",
    "\nER  - \nTY  - JOUR",
    "a \N{FULLWIDTH SEMICOLON} b \N{FULLWIDTH EQUALS SIGN} c",
    "{}{{}", "\\", '"', "'", "%", "\u2028\u2029", "\ufffe\uffff",
)  # fmt: skip
TEXTS = (*SEQUENCES, *FORMULAS, *MARKUP)
KEPT = frozenset({"id", "start", "end", "date", "fetched_at", "pushed_at", "institutions"})


def hostile_records() -> Iterator[Record]:
    """Yield the example graph with a hostile text in place of each that says something."""
    number = 0
    for record in example_records():
        hostile: dict[str, Any] = {}
        for name, value in record:
            kind = type(record).model_fields[name].annotation
            if name in KEPT or value is None or _is_chosen(kind):
                continue
            text = f"{TEXTS[number % len(TEXTS)]} {number // 200}"
            if isinstance(value, str):
                hostile[name] = text
            elif isinstance(value, tuple):
                hostile[name] = tuple(text for _ in value)
            number += isinstance(value, (str, tuple))
        yield record.model_copy(update=hostile)


def find_active(text: str) -> set[str]:
    """Return the characters of a text that a terminal obeys."""
    return {character for character in text if character in CONTROLS | TURNING}


def _is_chosen(kind: Any) -> bool:
    """Say whether a value is one of a few words of ours."""
    return get_origin(kind) is Literal or any(map(_is_chosen, get_args(kind)))
