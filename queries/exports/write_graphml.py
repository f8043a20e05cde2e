"""GraphML for networkx, Gephi, yEd: one file, types declared, streamed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from citeloom.graph.schema import RELATIONSHIP_TYPES
from citeloom.queries.exports.stream_graph import (
    KNOWLEDGE,
    choose_display_name,
    stream_edges,
    stream_nodes,
)

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO

    from citeloom.graph.schema import Property, ValueType
    from citeloom.graph.stores.store import Store

TYPES: dict[ValueType, str] = {
    "string": "string",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "list of strings": "string",
}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
# Gephi prints `label`; `kind` is the label of the graph, or the type of the relationship; and
# `key` is the id, because Gephi has a column Id of its own.
EXTRA = {"label": "string", "kind": "string", "key": "string"}


def write(store: Store, path: Path, counts: Counter[str]) -> None:
    """Write the graph to a file.

    A node's GraphML id is its label and its id, because an id is unique per label only. Lists are
    written as JSON, for which GraphML has no type. Characters that XML 1.0 lacks are left out.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        keys = {
            "node": _declare(file, "node", (kind.properties for kind in KNOWLEDGE)),
            "edge": _declare(file, "edge", (kind.properties for kind in RELATIONSHIP_TYPES)),
        }
        file.write('<graph edgedefault="directed">\n')
        for kind in KNOWLEDGE:
            for node in stream_nodes(store, kind):
                file.write(f"<node id={quoteattr(_name_key(kind.label, node['id']))}>")
                _write_data(file, keys["node"], _write_node_data(kind.label, node))
                file.write("</node>\n")
                counts[kind.label] += 1
        for relation, edge in stream_edges(store):
            start = quoteattr(_name_key(relation.start, edge.start))
            end = quoteattr(_name_key(relation.end, edge.end))
            file.write(f"<edge source={start} target={end}>")
            _write_data(file, keys["edge"], {"kind": relation.kind} | edge.properties)
            file.write("</edge>\n")
            counts[relation.kind] += 1
        file.write("</graph>\n</graphml>\n")


def _declare(file: TextIO, owner: str, kinds: Iterable[tuple[Property, ...]]) -> dict[str, str]:
    """Declare the properties of nodes or of edges; return their keys by name."""
    types = EXTRA | {each.name: TYPES[each.type] for kind in kinds for each in kind}
    types.pop("id", None)
    keys = {name: f"{owner[0]}{number}" for number, name in enumerate(types)}
    file.writelines(
        f'<key id="{key}" for="{owner}" attr.name="{name}" attr.type="{types[name]}"/>\n'
        for name, key in keys.items()
    )
    return keys


def _write_node_data(label: str, node: dict[str, Any]) -> dict[str, Any]:
    shown = {"label": choose_display_name(node), "kind": label, "key": node["id"]}
    return shown | {name: value for name, value in node.items() if name != "id"}


def _write_data(file: TextIO, keys: dict[str, str], properties: dict[str, Any]) -> None:
    file.writelines(
        f'<data key="{keys[name]}">{escape(_write_text(value), CARRIAGE_RETURN)}</data>'
        for name, value in properties.items()
    )


# XML reads a bare carriage return as a line feed.
CARRIAGE_RETURN = {"\r": "&#13;"}


def _name_key(label: str, node_id: str) -> str:
    return NOT_XML.sub("", f"{label}:{node_id}")


def _write_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return NOT_XML.sub("", json.dumps(list(value), ensure_ascii=False))
    return NOT_XML.sub("", str(value))
