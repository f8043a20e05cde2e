"""The whole graph as files, by the name of the format."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.graph.errors import UsageError
from citeloom.queries.exports import write_csv_folder, write_graphml, write_jsonl, write_neo4j_admin
from citeloom.queries.exports.whole_files import open_whole_file, open_whole_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from citeloom.graph.stores.store import Store


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A format of the whole graph: its name, whether it is a folder, and its writer."""

    name: str
    description: str
    folder: bool
    write: Callable[[Store, Path, Counter[str], bool], None]


GRAPH_FORMATS: dict[str, GraphFormat] = {
    entry.name: entry
    for entry in (
        GraphFormat(
            "graphml", "one file for networkx, Gephi, yEd", folder=False,
            write=lambda store, path, counts, _: write_graphml.write(store, path, counts),
        ),
        GraphFormat(
            "jsonl", "one file, a JSON object per node and relationship", folder=False,
            write=lambda store, path, counts, _: write_jsonl.write(store, path, counts),
        ),
        GraphFormat(
            "csv", "a folder, a table per label and kind of relationship", folder=True,
            write=lambda store, path, counts, raw: write_csv_folder.write(
                store, path, counts, raw=raw
            ),
        ),
        GraphFormat(
            "neo4j-admin", "a folder for neo4j-admin database import full", folder=True,
            write=lambda store, path, counts, _: write_neo4j_admin.write(store, path, counts),
        ),
    )
}  # fmt: skip


def export_graph(
    store: Store, name: str, path: Path, *, force: bool = False, raw: bool = False
) -> dict[str, int]:
    """Write the whole graph to a file or a folder, whole or not at all.

    Args:
        store: The graph; it should not be written to meanwhile.
        name: One of `GRAPH_FORMATS`.
        path: Where to; must not exist unless `force`.
        force: Replace what is there.
        raw: Leave cells of CSV that a spreadsheet would run as formulas.

    Returns:
        How many nodes of each label and relationships of each kind were written.

    Raises:
        UsageError: There is no such format.
        OutputError: It cannot be written, or something is there.
    """
    if name not in GRAPH_FORMATS:
        known = ", ".join(GRAPH_FORMATS)
        raise UsageError(f"there is no graph format {name}", todo=f"Choose one of {known}")
    chosen = GRAPH_FORMATS[name]
    counts: Counter[str] = Counter()
    with (open_whole_folder if chosen.folder else open_whole_file)(path, force=force) as place:
        chosen.write(store, place, counts, raw)
    return {kind: count for kind, count in counts.items() if count}
