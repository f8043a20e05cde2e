"""A folder that `neo4j-admin database import full` reads: the quick way into a server.

Cells are written here and not by the csv module, because an import tells an empty text ("") from
no value at all (nothing between two commas), which csv cannot write before Python 3.12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph import schema
from citeloom.queries.exports.stream_graph import stream_nodes, stream_relationships

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable
    from pathlib import Path

    from citeloom.graph.schema import Property, ValueType
    from citeloom.graph.stores.store import Store

TYPES: dict[ValueType, str] = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "list of strings": "string[]",
}
# The unit separator of ASCII: parts the elements of a list, and is in no title.
SEPARATOR = "\x1f"
ARGUMENTS = "import.args"
README = """\
This folder holds a Citeloom graph for `neo4j-admin database import full`, Neo4j 5.

With the server stopped, inside this folder:

    neo4j-admin database import full @import.args --overwrite-destination neo4j

Then start the server and make the constraints and indexes:

    cypher-shell -f schema.cypher
"""


def write(store: Store, folder: Path, counts: Counter[str]) -> None:
    """Write a file per label and per kind of relationship, the import's arguments, and a README.

    The first line of a file names the columns and their types. The node that says what the graph
    is comes along, so that Citeloom knows the imported graph for its own.
    """
    arguments = ["--array-delimiter=U+001F", "--multiline-fields=true"]
    for kind in schema.NODE_TYPES:
        head = [f"id:ID({kind.label})", *_write_head(kind.properties[1:])]
        cells = (map(node.get, kind.names) for node in stream_nodes(store, kind))
        counts[kind.label] = _write_table(folder / f"{kind.label}.csv", head, cells)
        arguments.append(f"--nodes={kind.label}={kind.label}.csv")
    for relation in schema.RELATIONSHIP_TYPES:
        ends = [f":START_ID({relation.start})", f":END_ID({relation.end})"]
        rows = (
            (edge.start, edge.end, *map(edge.properties.get, relation.names))
            for edge in stream_relationships(store, relation)
        )
        head = [*ends, *_write_head(relation.properties)]
        counts[relation.kind] = _write_table(folder / f"{relation.kind}.csv", head, rows)
        arguments.append(f"--relationships={relation.kind}={relation.kind}.csv")
    statements = "".join(f"{statement};\n" for statement in _write_definitions())
    for name, text in (
        (ARGUMENTS, "\n".join(arguments) + "\n"),
        ("schema.cypher", statements),
        ("README.txt", README),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _write_definitions() -> Iterable[str]:
    yield from schema.list_definitions()
    yield schema.write_full_text_definition()


def _write_head(properties: Iterable[Property]) -> list[str]:
    return [f"{each.name}:{TYPES[each.type]}" for each in properties]


def _write_table(path: Path, head: list[str], rows: Iterable[Iterable[Any]]) -> int:
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(head) + "\n")
        for row in rows:
            file.write(",".join(map(_write_cell, row)) + "\n")
            written += 1
    return written


def _write_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        value = SEPARATOR.join(each.replace(SEPARATOR, " ") for each in value)
    return '"' + str(value).replace('"', '""') + '"'
