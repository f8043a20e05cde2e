"""`citeloom cypher`: a question of one's own, which only reads."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from citeloom.choose_output import DRAWN, PAGE, Form, choose_output
from citeloom.commands.options import (
    ForceOption,
    GraphOption,
    OutputOption,
    RawOption,
    WithoutOption,
)

EXAMPLES = """\b
Examples:
  citeloom cypher "MATCH (p:Paper) WHERE p.listed RETURN p.id, p.title LIMIT 5"
  citeloom cypher "MATCH (p:Paper {id: $id})-[:CITES]->(q) RETURN q.title" -p id=W2741809807
  citeloom cypher "MATCH (p:Paper) WHERE p.year > 2020 RETURN p" -o recent.bib
  citeloom cypher - --format json < question.cypher
"""


def cypher(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Cypher that only reads; - for stdin.")
    ],
    *,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p", "--parameter", metavar="NAME=VALUE", help="A value for $NAME; JSON, or text."
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="How to write the answer; by default a table.")
    ] = None,
    without: WithoutOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    raw: RawOption = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows after which the answer is cut.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds it may take.")] = 30.0,
    graph: GraphOption = None,
) -> None:
    """Ask the graph a question in Cypher; statements that write or load are refused."""
    from citeloom.open_graph import open_graph
    from citeloom.queries.guard import run_read_only
    from citeloom.settings import load_settings
    from citeloom.write_answer import put_out, put_out_page, read_typed

    asked = choose_output(form, output, possible=DRAWN, force=force, raw=raw)
    text = sys.stdin.read() if statement == "-" else statement
    settings = load_settings()
    with open_graph(settings, graph, isolated=True) as store:
        table = run_read_only(
            store, text, read_typed(parameters or []), timeout=timeout, limit=limit
        )
        cut = [f"The answer was cut after {limit} rows; --limit allows more."]
        notes = cut if table.truncated else []
        if asked.form == PAGE:
            from citeloom.draw_query import draw_table

            put_out_page(draw_table(store, table, text, notes), notes, asked)
        else:
            put_out(store, table, notes, asked, settings=settings, without=without)
