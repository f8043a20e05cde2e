"""`citeloom status`: what is there, and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from citeloom.commands.options import GraphOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.status_report import ArchiveStatus, GraphStatus, Status

LISTINGS = 10  # that are named

EXAMPLES = """\b
Examples:
  citeloom status
  citeloom status --offline --format json
"""


def status(
    *,
    graph: GraphOption = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Do not ask the services whether they answer.")
    ] = False,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to print it.")
    ] = "table",
) -> None:
    """Show the graph, its coverage, the archive, today's spending, and which services answer."""
    import json

    from citeloom.settings import load_settings
    from citeloom.status_report import read_status

    told = read_status(load_settings(), graph, offline=offline)
    if form == "json":
        typer.echo(json.dumps(told.as_json(), indent=2, ensure_ascii=False))
    else:
        for line in format_status(told):
            typer.echo(line)


def format_status(status: Status) -> Iterator[str]:
    """Yield the lines for people."""
    if status.project:
        yield f"Project: {status.project}"
    yield from _format_graph(status.graph)
    yield from _format_archive(status.archive)
    if status.services is not None:
        yield "Services:"
        for each in status.services:
            left = (
                f", {each.budget.left} left" if each.budget and each.budget.left is not None else ""
            )
            yield f"  {_name(each.service)} answers{left}" if each.answers else f"  {each.said}"


def _format_graph(graph: GraphStatus) -> Iterator[str]:
    yield f"Graph: {graph.address}"
    if graph.overview is None:
        yield f"  {graph.problem}"
        return
    info, coverage = graph.overview.info, graph.overview.coverage
    sample = ", holds sample data" if info.sample else ""
    yield f"  {info.engine}, version {info.graph_version}{sample}"
    if info.older:
        yield f"  {info.older}"
    yield "  " + ", ".join(f"{count} {label}" for label, count in graph.overview.nodes.items())
    yield "  " + ", ".join(f"{n} {kind}" for kind, n in graph.overview.relationships.items())
    if graph.listings:
        shown = ", ".join(graph.listings[:LISTINGS])
        yield f"  made of {shown}{', …' if len(graph.listings) > LISTINGS else ''}"
    if grown := graph.overview.grown:
        yield f"  {grown} of the papers came by growing, neither listed nor cited by a listed one"
    yield (
        f"  {coverage['listed']} listed: {coverage['found']} found, "
        f"{coverage['ambiguous']} ambiguous, {coverage['not_found']} not found; "
        f"{coverage['without_references']} without a reference list"
    )


def _format_archive(archive: ArchiveStatus) -> Iterator[str]:
    yield f"Archive: {archive.path}"
    if archive.problem:
        yield f"  {archive.problem}"
        return
    yield f"  {sum(archive.records.values())} records"
    for service, spent in archive.spent_today.items():
        left = archive.find_left(service)
        rest = f"; {left} left when last asked" if left is not None else ""
        yield (
            f"  today {_name(service)}: {spent.requests} requests, {spent.credits} credits{rest}"
        )


def _name(service: str) -> str:
    from citeloom.graph.vocabulary import SERVICES

    return SERVICES.get(service, service)
