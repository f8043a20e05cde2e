"""`citeloom main-path`: through which works a literature came about."""

from __future__ import annotations

from typing import Annotated

import typer

from citeloom.choose_output import DRAWN, PAGE, Form, choose_output
from citeloom.commands.options import (
    ForceOption,
    GraphOption,
    OutputOption,
    PapersArgument,
    RawOption,
    WithoutOption,
)

EXAMPLES = """\b
Examples:
  citeloom main-path
  citeloom main-path 2204.03574 --routes 3
  citeloom main-path -o path.bib --without references.bib
  citeloom main-path -o path.html
"""


def main_path(
    papers: PapersArgument = None,
    *,
    routes: Annotated[
        int,
        typer.Option(min=1, help="Through how many of the most used citations the path goes."),
    ] = 10,
    form: Annotated[
        Form | None, typer.Option("--format", help="How to write the path; by default a table.")
    ] = None,
    without: WithoutOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    raw: RawOption = False,
    graph: GraphOption = None,
) -> None:
    """Show the main path: the works through which most chains of citations lead.

    Looked at are the papers, what they cite, and what cites them. A file that ends in .html becomes
    a drawing along the years. Citations that go in a circle are left out, and named.
    """
    from citeloom.draw_literature import draw_main_path
    from citeloom.open_graph import open_graph
    from citeloom.queries.literature.main_path import read_main_path
    from citeloom.settings import load_settings
    from citeloom.write_answer import put_out, put_out_page

    asked = choose_output(form, output, possible=DRAWN, force=force, raw=raw)
    settings = load_settings()
    with open_graph(settings, graph) as store:
        found = read_main_path(store, papers or [], routes=routes)
        if asked.form == PAGE:
            put_out_page(draw_main_path(store, found), found.notes, asked, by_year=True)
        else:
            put_out(store, found.table, found.notes, asked, settings=settings, without=without)
