"""`citeloom query`: the catalogue, and its answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from citeloom.choose_output import DRAWN, PAGE, Form, Output, choose_output
from citeloom.commands.options import (
    ForceOption,
    GraphOption,
    OutputOption,
    RawOption,
    WithoutOption,
)

EXAMPLES = """\b
Examples:
  citeloom query
  citeloom query foundations
  citeloom query references -p paper=2204.03574 -o references.csv
  citeloom query foundations -p limit=50 -o foundations.bib --without references.bib
  citeloom query co-citation-map -o map.html
"""


def _names(incomplete: str) -> Iterator[tuple[str, str]]:
    from citeloom.queries.catalogue import list_queries

    for query in list_queries():
        if query.name.startswith(incomplete):
            yield query.name, query.title


def _parameters(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete `-p`: the line so far names the query, which click forgets after an open option."""
    from citeloom.queries.catalogue import list_queries

    line = f"{os.environ.get('COMP_WORDS', '')} {os.environ.get('_TYPER_COMPLETE_ARGS', '')}"
    named = {query.name: query for query in list_queries()}
    query = next((named[word] for word in line.split() if word in named), None)
    for parameter in query.parameters if query else ():
        if parameter.name.startswith(incomplete):
            yield f"{parameter.name}=", parameter.description


def query(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="Name of a query; without one the catalogue is shown.",
            autocompletion=_names,
        ),
    ] = None,
    *,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "-p", "--parameter", metavar="NAME=VALUE", help="A parameter.",
            autocompletion=_parameters,
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="How to write the answer; by default a table.")
    ] = None,
    without: WithoutOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    raw: RawOption = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show the query, its parameters and its Cypher.")
    ] = False,
    graph: GraphOption = None,
) -> None:  # fmt: skip
    """Answer a prebuilt question, or show the catalogue of them."""
    from citeloom.queries.catalogue import find_query, run_query

    if name is None:
        _catalogue(choose_output(form, output, possible=("table", "json"), force=force))
        return
    asked = find_query(name)
    if show:
        _show(name)
        return
    from citeloom.open_graph import open_graph
    from citeloom.settings import load_settings
    from citeloom.write_answer import put_out, put_out_page, split_pairs

    given = choose_output(form, output, possible=DRAWN, force=force, raw=raw)
    settings = load_settings()
    with open_graph(settings, graph) as store:
        values = split_pairs(parameters or [])
        if given.form == PAGE:
            from citeloom.draw_query import draw

            answer, drawing = draw(store, name, values)
            put_out_page(drawing, answer.notes, given)
        else:
            answer = run_query(store, asked, values)
            put_out(store, answer.table, answer.notes, given, settings=settings, without=without)


def _catalogue(given: Output) -> None:
    import json

    from citeloom.queries.catalogue import list_queries
    from citeloom.write_answer import write

    if given.form == "json":
        described = [query.describe() for query in list_queries()]
        write({"": json.dumps(described, indent=2, ensure_ascii=False) + "\n"}, given)
        return
    width = max(len(query.name) for query in list_queries())
    lines: list[str] = []
    area = ""
    for query in list_queries():
        if query.area != area:
            lines += ["", query.area] if area else [query.area]
            area = query.area
        lines.append(f"  {query.name:<{width}}  {query.title}")
    write({"": "\n".join(lines) + "\n"}, given)
    typer.echo("\nciteloom query NAME --show tells what one takes and gives.", err=True)


def _show(name: str) -> None:
    from citeloom.queries.catalogue import find_query, make_example

    query = find_query(name)
    typer.echo(f"{query.title}\n\n{query.summary}\n{query.when}\n")
    for parameter in query.parameters:
        needed = "required" if parameter.required else f"default {parameter.default}"
        typer.echo(f"  -p {parameter.name}={make_example(parameter)}")
        typer.echo(f"     {parameter.description} ({parameter.type}, {needed})")
    typer.echo("\nIt gives")
    for column in query.columns:
        typer.echo(f"  {column.name}: {column.description}")
    for source in query.see:
        typer.echo(f"\n{source}")
    typer.echo(f"\n{query.statement}")
