"""JSON compared with what is expected of it: which keys, of which types, with which values.

A path names a place in a JSON: `authorships[].author.id` is the id of the author of each
authorship, and the empty path is the whole. Types are written as in `text|null`; `missing` says
that the key may be left out, `unseen` that the lists above it may be empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Shape = Mapping[str, str]

MISSING: Final = object()
STEP = re.compile(r"\[\]|[^.\[\]]+")
SHOWN = 3  # values that are shown where another one was expected


def place_below(path: str, shape: Shape) -> dict[str, str]:
    """Return a shape as it stands below a path: `id` becomes `[].paper.id`."""
    return {_join(path, below): kinds for below, kinds in shape.items()}


def find_differences(body: Any, shape: Shape, values: Mapping[str, object]) -> list[str]:
    """Say where a JSON differs from what is expected, in words; an empty list where it does not.

    Of a place of another type, and of all below it, nothing more is told.

    Args:
        body: The JSON.
        shape: Types by path, each path after those that lead to it.
        values: By path a value that has to stand there; in a list, of at least one item.
    """
    found: list[str] = []
    wrong: list[str] = []
    for path, kinds in shape.items():
        if any(_is_within(path, above) for above in wrong):
            continue
        said = _compare_types(list(_find(body, path)), kinds.split("|"))
        if said:
            found.append(f"{path or 'the answer'} {said}")
            wrong.append(path)
    for path, expected in values.items():
        if any(_is_within(path, above) for above in wrong):
            continue
        there = list(_find(body, path))
        if not any(_is_equal(each, expected) for each in there):
            told = ", ".join(show_value(each) for each in there[:SHOWN]) or "nowhere"
            found.append(f"{path or 'the answer'} is {told} instead of {show_value(expected)}")
    return found


def show_value(value: object) -> str:
    """Return a value of JSON as words: a text whole, a list or an object by its type alone."""
    if value is MISSING:
        return "missing"
    if value is None:
        return "null"
    if isinstance(value, list | dict):
        return _name_type(value)
    return str(value)


def _is_within(path: str, above: str) -> bool:
    return above in ("", path) or path.startswith((f"{above}.", f"{above}["))


def _compare_types(there: list[Any], allowed: list[str]) -> str:
    """Say what is wrong with the types of the values at a path, or nothing."""
    if not there:
        return "" if {"missing", "unseen"} & {*allowed} else "is nowhere"
    other = sorted({name for name in map(_name_type, there) if not _fits(name, allowed)})
    expected = " or ".join(name for name in allowed if name not in ("missing", "unseen"))
    return f"is {' and '.join(other)} instead of {expected}" if other else ""


def _fits(name: str, allowed: Iterable[str]) -> bool:
    return name in allowed or (name == "whole" and "number" in allowed)


def _name_type(value: object) -> str:
    if value is MISSING:
        return "missing"
    for kind, name in (
        (type(None), "null"), (bool, "truth"), (int, "whole"), (float, "number"), (str, "text"),
        (list, "list"), (dict, "object"),
    ):  # fmt: skip
        if isinstance(value, kind):
            return name
    return type(value).__name__


def _find(body: Any, path: str) -> Iterator[Any]:
    """Yield what stands at a path; MISSING for an object that has not got the key."""
    here = [body]
    for step in STEP.findall(path):
        if step == "[]":
            here = [each for value in here if isinstance(value, list) for each in value]
        else:
            here = [value.get(step, MISSING) for value in here if isinstance(value, dict)]
    yield from here


def _is_equal(value: object, expected: object) -> bool:
    """Compare as Citeloom does: texts without case."""
    if isinstance(value, str) and isinstance(expected, str):
        return value.casefold() == expected.casefold()
    return type(value) is type(expected) and value == expected


def _join(path: str, below: str) -> str:
    if not path or not below:
        return path or below
    return f"{path}{below}" if below.startswith("[") else f"{path}.{below}"
