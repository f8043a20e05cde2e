"""`citeloom export`: the whole graph, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from citeloom.choose_output import choose_output
from citeloom.commands.options import GraphOption, RawOption

Whole = Literal["graphml", "jsonl", "csv", "neo4j-admin"]

EXAMPLES = """\b
Examples:
  citeloom export -o review.graphml
  citeloom export jsonl -o - | gzip > review.jsonl.gz
  citeloom export neo4j-admin -o import-folder
"""


def export(
    form: Annotated[
        Whole | None,
        typer.Argument(
            metavar="FORMAT",
            help="graphml (networkx, Gephi), jsonl (one node or relationship a line), csv (a "
            "folder), or neo4j-admin (a folder for `neo4j-admin database import`); by default "
            "what the ending of the file says.",
        ),
    ] = None,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help="The file or folder to write; - for stdout.", show_default=False
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    raw: RawOption = False,
    graph: GraphOption = None,
) -> None:
    """Write the whole graph to a file or a folder, whole or not at all."""
    from citeloom.export_stdout import print_graph
    from citeloom.open_graph import open_graph
    from citeloom.queries.exports.graph_formats import export_graph
    from citeloom.settings import load_settings

    asked = choose_output(form, output, possible=get_args(Whole), default=None, force=force)
    with open_graph(load_settings(), graph) as store:
        if asked.path is None:
            counts = print_graph(store, asked.form)
        else:
            counts = export_graph(store, asked.form, asked.path, force=force, raw=raw)
    for name, count in counts.items():
        typer.echo(f"{count:>9}  {name}", err=True)
