"""`citeloom view`: a graph query as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from citeloom.commands.options import ForceOption, GraphOption

EXAMPLES = """\b
Examples:
  citeloom view -o list.html
  citeloom view neighbourhood -p paper=2204.03574 -o paper.html
  citeloom view co-citation-map -p limit=200 -o map.html
"""
DEFAULT = "listing-citations"


def _names(incomplete: str) -> Iterator[tuple[str, str]]:
    from citeloom.queries.catalogue import list_queries

    for query in list_queries():
        if query.kind == "graph" and query.name.startswith(incomplete):
            yield query.name, query.title


def view(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A query of the kind graph.", autocompletion=_names),
    ] = DEFAULT,
    *,
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="A parameter."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The page to write.", show_default=False)
    ],
    force: ForceOption = False,
    graph: GraphOption = None,
) -> None:
    """Draw a graph query as one HTML file that works offline and can be mailed and kept."""
    from citeloom.draw_query import draw
    from citeloom.open_graph import open_graph
    from citeloom.queries.exports.whole_files import write_files
    from citeloom.settings import load_settings
    from citeloom.viz.page import make_page
    from citeloom.write_answer import split_pairs

    with open_graph(load_settings(), graph) as store:
        answer, drawing = draw(store, name, split_pairs(parameters or []))
    write_files({output: make_page(drawing).html}, force=force)
    for note in answer.notes:
        typer.echo(note, err=True)
    typer.echo(f"{output}: {len(drawing.nodes)} nodes, {len(drawing.edges)} links", err=True)
