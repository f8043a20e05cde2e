"""`citeloom view`: a graph query as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from citeloom.choose_output import PAGE, choose_output
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
        Path,
        typer.Option(
            "-o", "--output", help="The page to write, .html; - for stdout.", show_default=False
        ),
    ],
    force: ForceOption = False,
    graph: GraphOption = None,
) -> None:
    """Draw a graph query as one HTML file that works offline and can be mailed and kept."""
    from citeloom.draw_query import draw
    from citeloom.open_graph import open_graph
    from citeloom.settings import load_settings
    from citeloom.write_answer import put_out_page, split_pairs

    asked = choose_output(None, output, possible=(PAGE,), default=PAGE, force=force)
    with open_graph(load_settings(), graph) as store:
        answer, drawing = draw(store, name, split_pairs(parameters or []))
    put_out_page(drawing, answer.notes, asked)
