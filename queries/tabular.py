"""Answers as text: CSV, JSON, JSON lines, Markdown."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from citeloom.graph.stores.values import Node, Path, Relationship, Table
from citeloom.queries.exports.csv_lines import BETWEEN, defuse, open_csv_writer
from citeloom.queries.exports.write_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


def write_json(table: Table) -> str:
    """Return a list of objects, one a row; nodes and relationships become objects too."""
    return json.dumps(make_plain_rows(table), indent=2, ensure_ascii=False) + "\n"


def write_json_lines(table: Table) -> str:
    """Return one object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in make_plain_rows(table))


def write_csv(table: Table, *, raw: bool = False) -> str:
    """Return a header and one line a row; lists are joined by `; `.

    Args:
        table: The answer.
        raw: Leave cells as they are that a spreadsheet would take for a formula.
    """
    text = io.StringIO()
    writer = open_csv_writer(text)
    writer.writerow([_write_csv_cell(name, raw=raw) for name in table.columns])
    for row in make_plain_rows(table):
        writer.writerow([_write_csv_cell(value, raw=raw) for value in row.values()])
    return text.getvalue()


def write_markdown(table: Table) -> str:
    """Return a table of GitHub's Markdown."""
    lines = [table.columns, ["---"] * len(table.columns)]
    lines += [
        [escape_markdown(_write_cell(value)) for value in row.values()]
        for row in make_plain_rows(table)
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_json_lines,
    "markdown": write_markdown,
}


def make_plain_rows(table: Table) -> list[dict[str, Any]]:
    """Return the rows as values of JSON, in the order of the columns.

    The keys of nodes mean something within one store only: relationships name their ends by the
    nodes' own ids where these are in the answer.
    """
    ids = {node.key: node.properties.get("id") for node in find_nodes(table.rows)}
    return [
        {name: make_plain(value, ids) for name, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def make_plain(value: Any, ids: Mapping[str, Any]) -> Any:
    """Return a value of an answer as a value of JSON."""
    if isinstance(value, Node):
        return {"label": value.labels[0] if value.labels else None, **value.properties}
    if isinstance(value, Relationship):
        ends = {"start": ids.get(value.start), "end": ids.get(value.end)}
        return {"kind": value.kind, **ends, **value.properties}
    if isinstance(value, Path):
        return {
            "nodes": [make_plain(each, ids) for each in value.nodes],
            "relationships": [make_plain(each, ids) for each in value.relationships],
        }
    if isinstance(value, list | tuple):
        return [make_plain(each, ids) for each in value]
    if isinstance(value, dict):
        return {str(key): make_plain(each, ids) for key, each in value.items()}
    return value


def find_nodes(values: Iterable[Any]) -> Iterator[Node]:
    """Yield the nodes in the rows of an answer, wherever they stand in it."""
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, Path):
            yield from value.nodes
        elif isinstance(value, list | tuple):
            yield from find_nodes(value)
        elif isinstance(value, dict):
            yield from find_nodes(value.values())


def _write_csv_cell(value: Any, *, raw: bool) -> str:
    """Return the text of one cell; a number is never a formula, even a negative one."""
    cell = _write_cell(value)
    return cell if raw or isinstance(value, int | float) else defuse(cell)


def _write_cell(value: Any) -> str:
    """Return a plain value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return BETWEEN.join(_write_cell(each) for each in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
