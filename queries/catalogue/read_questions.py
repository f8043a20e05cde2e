"""Read the catalogue's files: strict about the header, and about what the text does with it.

A file begins with comments of the form ``// key: value``; a line ``//   more`` (two spaces or
more) goes on with the value above. Neo4j Browser runs such a file as it stands::

    // name: most-cited
    // title: Most cited by the list
    // summary: …
    // when: …
    // kind: table                      (or graph)
    // param: limit (integer, default 25) How many lines at most.
    // param: paper (paper, required) The paper to start from.
    // returns: id (paper) Id of the work.
    // returns: year (integer?) A type with a question mark may be missing.
    // needs: listing, references       (optional: without which the answer is empty)
    // since: 0.1
    // plan-deny: AllNodesScan, CartesianProduct
    // plan-allow: NodeByLabelScan The reason.    (optional)
    // total: MATCH … RETURN count(…) AS total    (optional, for graphs)
    // left-out: {shown} of {total} works, those that at least {at_least} papers cite.
    // see: A source.                   (optional)
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from citeloom.graph.cypher_tokens import (
    UnreadableCypherError,
    count_lines,
    find_returned_columns,
    read_tokens,
)
from citeloom.queries.catalogue.prebuilt_query import Column, Need, Parameter, Query

FOLDER = Path(__file__).resolve().parent.parent / "questions"
ONCE = ("name", "title", "summary", "when", "kind", "since", "plan-deny")
OPTIONAL_ONCE = ("needs", "total", "left-out")
MANY = ("param", "returns", "plan-allow", "see")

_KEY = re.compile(r"// ?(?P<key>[a-z-]+):(?: (?P<value>.*))?$")
_MORE = re.compile(r"//  +(?P<value>\S.*)$")
_PARAMETER = re.compile(
    r"(?P<name>[a-z_]+) \((?P<type>[a-z]+), (?:(?P<required>required)|default (?P<default>.+?))\) "
    r"(?P<description>\S.*)$",
    re.DOTALL,
)
_COLUMN = re.compile(
    r"(?P<name>[a-z_]+) \((?P<type>[a-z]+)(?P<optional>\??)\) (?P<description>\S.*)$", re.DOTALL
)
_PLACE = re.compile(r"\{([a-z_]+)\}")


class CatalogueError(Exception):
    """A query file that is not what it says. This is a mistake in Citeloom, not the user's."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {what}")
        self.file = file
        self.line = line


def read_catalogue(folder: Path = FOLDER) -> tuple[Query, ...]:
    """Read all ``<area>/<name>.cypher`` below a folder, ordered by area and name.

    Raises:
        CatalogueError: A file is not what its header says, or two bear one name.
    """
    queries = [read_query(path) for path in sorted(folder.glob("*/*.cypher"))]
    for name, count in Counter(query.name for query in queries).items():
        if count > 1:
            files = [query.file for query in queries if query.name == name]
            raise CatalogueError(files[1], 1, f"{files[0]} has the name {name}, too")
    return tuple(queries)


def read_query(path: Path) -> Query:
    """Read one file.

    Raises:
        CatalogueError: With the file and the line that is wrong.
    """
    file = f"{path.parent.name}/{path.name}"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    size = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    entries = _read_entries(file, lines[:size])
    single = {key: value for key, _, value in entries if key not in MANY}
    name_line = next(line for key, line, _ in entries if key == "name")
    if single["name"] != path.stem:
        raise CatalogueError(file, name_line, f"the name is {single['name']}, not {path.stem}")
    parameters = [
        _read_parameter(file, line, value) for key, line, value in entries if key == "param"
    ]
    columns = [_read_column(file, line, value) for key, line, value in entries if key == "returns"]
    _check_drift(file, text, entries, parameters, columns)
    _check_total(file, entries, parameters)
    try:
        return Query.model_validate({
            "name": single["name"], "area": path.parent.name, "kind": single["kind"],
            "title": single["title"], "summary": single["summary"], "when": single["when"],
            "parameters": parameters, "columns": columns, "since": single["since"],
            "needs": _split_names(single.get("needs", "")),
            "plan_deny": _split_names(single["plan-deny"]),
            "plan_allow": dict(v.split(" ", 1) for k, _, v in entries if k == "plan-allow"),
            "total": single.get("total"), "left_out": single.get("left-out"),
            "see": [value for key, _, value in entries if key == "see"],
            "statement": "\n".join(lines[size:]).strip() + "\n", "file": file,
        })  # fmt: skip
    except ValidationError as error:
        wrong = error.errors()[0]
        place = str(wrong["loc"][0]).replace("_", "-")
        line = next((line for key, line, _ in entries if key == place), 1)
        allowed = f" out of {', '.join(get_args(Need))}" if place == "needs" else ""
        raise CatalogueError(file, line, f"{place}: {wrong['msg']}{allowed}") from error


def _read_entries(file: str, header: list[str]) -> list[tuple[str, int, str]]:
    entries: list[tuple[str, int, str]] = []
    for number, line in enumerate(header, 1):
        more, found = _MORE.fullmatch(line), _KEY.fullmatch(line)
        if more and entries:
            before, first, value = entries[-1]
            entries[-1] = (before, first, f"{value} {more['value'].strip()}")
        elif found and found["key"] in ONCE + OPTIONAL_ONCE + MANY:
            entries.append((found["key"], number, (found["value"] or "").strip()))
        elif found:
            raise CatalogueError(file, number, f"the header knows no `{found['key']}`")
        else:
            raise CatalogueError(file, number, "a header line reads `// key: value`")
    counts = Counter(key for key, _, _ in entries)
    for key in ONCE + OPTIONAL_ONCE:
        if counts[key] > 1:
            again = [number for name, number, _ in entries if name == key][1]
            raise CatalogueError(file, again, f"`{key}` is there twice")
    for key in (*ONCE, "returns"):
        if not any(name == key and value for name, _, value in entries):
            raise CatalogueError(file, 1, f"the header lacks `{key}`")
    return entries


def _read_parameter(file: str, line: int, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found:
        raise CatalogueError(
            file, line, "a parameter reads `name (type, required) …` or `name (type, default 25) …`"
        )
    try:
        default = None if found["required"] else json.loads(found["default"])
        return Parameter(
            name=found["name"], type=found["type"],
            required=bool(found["required"]), default=default, description=found["description"],
        )  # fmt: skip
    except ValueError as error:
        raise CatalogueError(file, line, f"parameter {found['name']}: {error}") from error


def _read_column(file: str, line: int, value: str) -> Column:
    found = _COLUMN.fullmatch(value)
    if not found:
        raise CatalogueError(file, line, "a column reads `name (type) …` or `name (type?) …`")
    try:
        return Column(
            name=found["name"], type=found["type"],
            optional=bool(found["optional"]), description=found["description"],
        )  # fmt: skip
    except ValueError as error:
        raise CatalogueError(file, line, f"column {found['name']}: {error}") from error


def _check_drift(
    file: str, text: str, entries: list[tuple[str, int, str]],
    parameters: list[Parameter], columns: list[Column],
) -> None:  # fmt: skip
    lines: dict[tuple[str, str], int] = {}
    for key, line, value in entries:
        if key in ("param", "returns"):
            name = value.split(" ", 1)[0]
            if (key, name) in lines:
                raise CatalogueError(file, line, f"{key} {name} is there twice")
            lines[key, name] = line
    try:
        used = {token.text: token.start for token in read_tokens(text) if token.kind == "parameter"}
        returned = find_returned_columns(text)
    except UnreadableCypherError as error:
        raise CatalogueError(file, count_lines(text, error.place), str(error)) from error
    declared = {parameter.name for parameter in parameters}
    for name in sorted(used.keys() - declared):
        raise CatalogueError(
            file, count_lines(text, used[name]), f"${name} is used and not declared as a param"
        )
    for name in sorted(declared - used.keys()):
        raise CatalogueError(file, lines["param", name], f"param {name} is not used")
    for name in (column.name for column in columns):
        if name not in returned:
            raise CatalogueError(file, lines["returns", name], f"{name} is not returned")
    if tuple(column.name for column in columns) != returned:
        raise CatalogueError(
            file, lines["returns", columns[0].name],
            f"declared as {[column.name for column in columns]}, returned as {list(returned)}",
        )  # fmt: skip


def _check_total(
    file: str, entries: list[tuple[str, int, str]], parameters: list[Parameter]
) -> None:
    found = {key: (line, value) for key, line, value in entries if key in ("total", "left-out")}
    if not found:
        return
    if len(found) == 1:
        line, _ = next(iter(found.values()))
        raise CatalogueError(file, line, "`total` and `left-out` need each other")
    declared = {parameter.name for parameter in parameters}
    line, statement = found["total"]
    used = {token.text for token in read_tokens(statement) if token.kind == "parameter"}
    if find_returned_columns(statement) != ("total",) or used - declared:
        raise CatalogueError(file, line, "`total` returns one column, total, of declared params")
    line, sentence = found["left-out"]
    if unknown := set(_PLACE.findall(sentence)) - declared - {"shown", "total"}:
        raise CatalogueError(file, line, f"`left-out` names {', '.join(sorted(unknown))}")


def _split_names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]
