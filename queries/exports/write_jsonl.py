"""JSON Lines: a node or a relationship per line, nodes first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citeloom.queries.exports.stream_graph import KNOWLEDGE, stream_edges, stream_nodes

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from citeloom.graph.stores.store import Store


def write(store: Store, path: Path, counts: Counter[str]) -> None:
    """Write the graph to a file.

    Nodes are `{"node": LABEL, "properties": {...}}`; relationships `{"relationship": KIND,
    "start": [LABEL, ID], "end": [LABEL, ID], "properties": {...}}`.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for kind in KNOWLEDGE:
            for node in stream_nodes(store, kind):
                file.write(_write_line({"node": kind.label, "properties": node}))
                counts[kind.label] += 1
        for relation, edge in stream_edges(store):
            file.write(
                _write_line(
                    {
                        "relationship": relation.kind,
                        "start": [relation.start, edge.start],
                        "end": [relation.end, edge.end],
                        "properties": edge.properties,
                    }
                )
            )
            counts[relation.kind] += 1


def _write_line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
