"""`citeloom origins`: the years and works that a literature stands on."""

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
  citeloom origins
  citeloom origins 2204.03574 --works 5
  citeloom origins -o years.csv
  citeloom origins -o origins.html
"""


def origins(
    papers: PapersArgument = None,
    *,
    works: Annotated[
        int, typer.Option(min=1, help="How many works are named of a year that stands out.")
    ] = 3,
    form: Annotated[
        Form | None, typer.Option("--format", help="How to write the years; by default a table.")
    ] = None,
    without: WithoutOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    raw: RawOption = False,
    graph: GraphOption = None,
) -> None:
    """Show how many references go to works of each year, and the works of years that stand out.

    A year stands out with more references than the median of the five years around it. A file that
    ends in .html becomes a drawing of these works and of the papers that cite them.
    """
    from citeloom.draw_literature import draw_origins
    from citeloom.open_graph import open_graph
    from citeloom.queries.literature.origins import read_origins
    from citeloom.settings import load_settings
    from citeloom.write_answer import put_out, put_out_page

    asked = choose_output(form, output, possible=DRAWN, force=force, raw=raw)
    settings = load_settings()
    with open_graph(settings, graph) as store:
        found = read_origins(store, papers or [], works=works)
        if asked.form == PAGE:
            put_out_page(draw_origins(store, found), found.notes, asked, by_year=True)
        else:
            put_out(store, found.table, found.notes, asked, settings=settings, without=without)
