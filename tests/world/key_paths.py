"""Which key paths JSON has, and of what types, so that two ways to the same thing can be compared.

A path is written `results[].author.id`: `[]` stands for each element of a list, and the path of
the whole is empty. Types are JSON's own; whole numbers and others are both `number`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    Shape = Mapping[str, frozenset[str]]

ANY_KEY = "*"
TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number",
         float: "number", type(None): "null"}  # fmt: skip


def read_shape(values: Iterable[Any], folded: Collection[str] = ()) -> Shape:
    """Return the key paths of some values of JSON together, each with its types.

    Args:
        values: What `json.loads` returns.
        folded: Paths of objects whose keys are data, such as words; their keys become one, `*`.
    """
    shape: dict[str, set[str]] = {}
    for value in values:
        for path, found in _walk(value, "", frozenset(folded)):
            shape.setdefault(path, set()).add(found)
    return {path: frozenset(found) for path, found in shape.items()}


def list_missing(wanted: Shape, given: Shape, excused: Collection[str] = ()) -> list[str]:
    """Return the paths that are wanted and not given.

    Args:
        wanted: What there should be.
        given: What there is.
        excused: Paths that need not be there, with all that is below them.
    """
    return [path for path in sorted(wanted) if path not in given and not _covers(excused, path)]


def list_untold_types(wanted: Shape, given: Shape, excused: Collection[str] = ()) -> list[str]:
    """Return `path: type` for the types that a path has here and not there, though both have it.

    Args:
        wanted: The types that there should be.
        given: The types that there are.
        excused: `path: type` that need not be there.
    """
    found = [
        f"{path}: {each}"
        for path in sorted(wanted)
        if path in given
        for each in sorted(wanted[path] - given[path])
    ]
    return [each for each in found if each not in excused]


def list_idle(excused: Collection[str], needed: Collection[str]) -> list[str]:
    """Return the excuses that cover nothing of what needs one, so that the list stays short."""
    return [each for each in sorted(excused) if not any(_covers((each,), one) for one in needed)]


def _walk(value: Any, path: str, folded: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield path, TYPES[type(value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            name = ANY_KEY if path in folded else key
            yield from _walk(inner, f"{path}.{name}" if path else name, folded)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, f"{path}[]", folded)


def _covers(excused: Collection[str], path: str) -> bool:
    return any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in excused)
