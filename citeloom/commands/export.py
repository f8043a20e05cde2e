"""`citeloom export`: the whole graph, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from citeloom.commands.options import GraphOption, RawOption

EXAMPLES = """\b
Examples:
  citeloom export graphml -o review.graphml
  citeloom export neo4j-admin -o import-folder
"""


def export(
    form: Annotated[
        Literal["graphml", "jsonl", "csv", "neo4j-admin"],
        typer.Argument(
            metavar="FORMAT",
            help="graphml (networkx, Gephi), jsonl (one node or relationship a line), csv (a "
            "folder), or neo4j-admin (a folder for `neo4j-admin database import`).",
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="The file or folder to write.", show_default=False),
    ],
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    raw: RawOption = False,
    graph: GraphOption = None,
) -> None:
    """Write the whole graph to a file or a folder, whole or not at all."""
    from citeloom.open_graph import open_graph
    from citeloom.queries.exports.graph_formats import export_graph
    from citeloom.settings import load_settings

    with open_graph(load_settings(), graph) as store:
        counts = export_graph(store, form, output, force=force, raw=raw)
    for name, count in counts.items():
        typer.echo(f"{count:>9}  {name}", err=True)
