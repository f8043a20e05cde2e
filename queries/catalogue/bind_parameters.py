"""Turn what a user wrote into the parameters that a query takes."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import QueryError
from citeloom.graph.plain_text import fold_hyphens
from citeloom.queries.catalogue.find_query import suggest_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.queries.catalogue.prebuilt_query import Parameter, Query

LARGEST = 2**63 - 1  # integers of both stores have 64 bits
EXAMPLES = {
    "integer": "10", "float": "0.5", "boolean": "true", "string": "citation graph",
    "strings": "one; two", "paper": "2204.03574", "papers": "2204.03574; W2741809807",
    "author": "0000-0002-1825-0097", "authors": "A5023888391; A5014077037",
}  # fmt: skip
MEANINGS = {
    "integer": "a whole number from 0 up", "float": "a number", "boolean": "true or false",
    "string": "text", "strings": "several texts, separated by semicolons",
    "paper": "a paper by its id, arXiv id, DOI, or part of its title",
    "papers": "papers by id, arXiv id, DOI or part of the title, separated by semicolons",
    "author": "an author by id, ORCID, or part of the name",
    "authors": "authors by id, ORCID or part of the name, separated by semicolons",
}  # fmt: skip
TRUE, FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def bind_parameters(query: Query, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Check and convert a query's parameters, and fill in the defaults.

    Papers and authors stay as the user names them; `run_query` looks them up in the graph.

    Args:
        query: The query.
        raw: Values by name, as text from a command line or already typed.

    Raises:
        QueryError: A parameter is unknown, missing or ill-typed; says what it is for.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in raw:
        if name not in known:
            near = suggest_names(name, known)
            takes = ", ".join(known) or "no parameters"
            raise QueryError(
                f"`{query.name}` has no parameter `{name}`",
                todo=f"{f'Did you mean {near}? ' if near else ''}It takes {takes}",
            )
    values: dict[str, Any] = {}
    for parameter in query.parameters:
        value = raw.get(parameter.name)
        if value is not None:
            values[parameter.name] = _convert(query, parameter, value)
        elif parameter.required:
            raise QueryError(
                f"`{query.name}` needs `{parameter.name}`: {parameter.description.rstrip('.')}",
                todo=f"Give {MEANINGS[parameter.type]}, for instance {_write_example(parameter)}",
            )
        else:
            values[parameter.name] = parameter.default
    return values


def make_example(parameter: Parameter) -> str:
    """Return a value as a user would write it, for help texts and completion."""
    if parameter.default is not None and not isinstance(parameter.default, list):
        return str(parameter.default)
    return EXAMPLES[parameter.type]


def _convert(query: Query, parameter: Parameter, value: Any) -> Any:
    try:
        return _READERS[parameter.type](value)
    except ValueError as error:
        raise QueryError(
            f"`{parameter.name}` of `{query.name}` is {MEANINGS[parameter.type]}, "
            f"not {_shorten(value)} ({parameter.description.rstrip('.')})",
            todo=f"For instance {_write_example(parameter)}",
        ) from error


def _write_example(parameter: Parameter) -> str:
    text = make_example(parameter)
    quoted = f'"{text}"' if re.search(r"[\s;]", text) else text
    return f"-p {parameter.name}={quoted}"


def _shorten(value: Any) -> str:
    text = str(value)
    return f"`{text[:60]}…`" if len(text) > len("…") + 60 else f"`{text}`"


def _read_integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise ValueError(value)  # noqa: TRY004 - one kind of error for every reader
    number = int(value) if isinstance(value, int) else int(value.strip())
    if not 0 <= number <= LARGEST:
        raise ValueError(value)
    return number


def _read_float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(value)  # noqa: TRY004 - as above
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _read_boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text not in TRUE + FALSE:
        raise ValueError(value)
    return text in TRUE


def _read_string(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return fold_hyphens(value.strip())


def _read_strings(value: Any) -> list[str]:
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            value = json.loads(text)
        else:
            # DOIs may hold semicolons and titles commas: a semicolon separates before a space,
            # a comma only where no piece holds a space, as between ids.
            pieces = re.split(r";\s+|\n", text.rstrip(";"))
            commas = [piece.strip() for piece in text.split(",")]
            if len(pieces) == 1 and not any(re.search(r"\s", piece) for piece in commas):
                pieces = commas
            value = [piece for piece in pieces if piece.strip()]
    if not isinstance(value, (list, tuple, set, frozenset)) or not value:
        raise ValueError(value)
    ordered = sorted(value) if isinstance(value, (set, frozenset)) else value
    return list(dict.fromkeys(_read_string(piece) for piece in ordered))


_READERS: dict[str, Any] = {
    "integer": _read_integer, "float": _read_float, "boolean": _read_boolean,
    "string": _read_string, "strings": _read_strings, "paper": _read_string,
    "papers": _read_strings, "author": _read_string, "authors": _read_strings,
}  # fmt: skip
