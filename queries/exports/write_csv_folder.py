"""CSV: a folder with a table per label and per kind of relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.schema import RELATIONSHIP_TYPES
from citeloom.queries.exports.csv_lines import BETWEEN, defuse, open_csv_writer
from citeloom.queries.exports.stream_graph import KNOWLEDGE, stream_nodes, stream_relationships

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from citeloom.graph.stores.store import Store


def write(store: Store, folder: Path, counts: Counter[str], *, raw: bool = False) -> None:
    """Write `Paper.csv`, …, `CITES.csv`, … into a folder.

    A table of relationships begins with `start` and `end`, the ids of its nodes. Lists are joined
    by "; ". Cells that a spreadsheet would run are defused unless `raw`, as in a bibliography.
    """
    for kind in KNOWLEDGE:
        with (folder / f"{kind.label}.csv").open("w", encoding="utf-8", newline="") as file:
            table = open_csv_writer(file)
            table.writerow(kind.names)
            for node in stream_nodes(store, kind):
                table.writerow([write_cell(node.get(name), raw=raw) for name in kind.names])
                counts[kind.label] += 1
    for relation in RELATIONSHIP_TYPES:
        with (folder / f"{relation.kind}.csv").open("w", encoding="utf-8", newline="") as file:
            table = open_csv_writer(file)
            table.writerow(("start", "end", *relation.names))
            for edge in stream_relationships(store, relation):
                values = (edge.start, edge.end, *map(edge.properties.get, relation.names))
                table.writerow([write_cell(value, raw=raw) for value in values])
                counts[relation.kind] += 1


def write_cell(value: Any, *, raw: bool) -> str:
    """Return a value as a cell; numbers are never taken for formulas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = BETWEEN.join(value) if isinstance(value, list | tuple) else str(value)
    return text if raw else defuse(text)
