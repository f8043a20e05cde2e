"""The whole graph on stdout, for the formats that are one file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.graph.errors import UsageError
from citeloom.queries.exports.graph_formats import GRAPH_FORMATS, export_graph
from citeloom.write_answer import write_out

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store


def print_graph(store: Store, name: str) -> dict[str, int]:
    """Write the whole graph to stdout, once all of it is made; return counts by kind.

    Raises:
        UsageError: The format is a folder.
    """
    if GRAPH_FORMATS[name].folder:
        raise UsageError(f"{name} is a folder, which stdout cannot hold", todo="Name a folder")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        counts = export_graph(store, name, path)
        with path.open(encoding="utf-8", newline="") as file:
            for line in file:
                write_out(line)
    return counts
