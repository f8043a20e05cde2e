"""`citeloom status`: what is there, and who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from citeloom.commands.options import GraphOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.settings import Settings

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

    settings = load_settings()
    told = {
        "graph": _graph(settings, settings.graph_address(graph)),
        "archive": _archive(settings),
        "services": None if offline else _services(settings),
    }
    if form == "json":
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for line in _lines(told):
            typer.echo(line)


def _graph(settings: Settings, address: str) -> dict[str, Any]:
    from citeloom.graph.errors import StoreError
    from citeloom.graph.stores.open_store import open_store
    from citeloom.graph_overview import graph_overview
    from citeloom.pipeline import credentials

    try:
        with open_store(address, mode="read", credentials=credentials(settings)) as store:
            return {"address": address, **graph_overview(store).as_json()}
    except StoreError as error:
        return {"address": address, "problem": str(error)}


def _archive(settings: Settings) -> dict[str, Any]:
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.services.ledger import now
    from citeloom.graph.errors import ArchiveError

    path = settings.archive_path
    try:
        with Archive.open(path, mode="read") as archive:
            spent = archive.spent(day=now()[:10])
            return {
                "path": str(path),
                "records": {
                    f"{service}/{kind}": count
                    for (service, kind), count in archive.counts().items()
                },
                "spent_today": {
                    name: {"requests": each.requests, "credits": each.credits}
                    for name, each in spent.items()
                },
                "allowances": {
                    name: {"left": budget.left, "of": budget.limit, "seen_at": seen_at}
                    for name, (budget, seen_at) in archive.budgets().items()
                },
            }
    except ArchiveError as error:
        return {"path": str(path), "problem": str(error)}


def _services(settings: Settings) -> dict[str, Any]:
    from citeloom.enrich.services.health import services_health
    from citeloom.enrich.services.ledger import Meter
    from citeloom.pipeline import access_of

    found = services_health(access_of(settings), Meter())
    return {
        each.service: {
            "answers": each.answers,
            "said": each.said,
            "left": each.budget.left if each.budget else None,
        }
        for each in found
    }


def _lines(told: dict[str, Any]) -> Iterator[str]:
    from citeloom.graph.vocabulary import SERVICES

    graph = told["graph"]
    yield f"Graph: {graph['address']}"
    if "problem" in graph:
        yield f"  {graph['problem']}"
    else:
        info, coverage = graph["info"], graph["coverage"]
        sample = ", holds sample data" if info["sample"] else ""
        yield f"  {info['engine']}, version {info['graph_version']}{sample}"
        yield "  " + ", ".join(f"{count} {label}" for label, count in graph["nodes"].items())
        yield "  " + ", ".join(f"{n} {kind}" for kind, n in graph["relationships"].items())
        yield (
            f"  {coverage['listed']} listed: {coverage['found']} found, "
            f"{coverage['ambiguous']} ambiguous, {coverage['not_found']} not found; "
            f"{coverage['without_references']} without a reference list"
        )
    archive = told["archive"]
    yield f"Archive: {archive['path']}"
    if "problem" in archive:
        yield f"  {archive['problem']}"
    else:
        yield f"  {sum(archive['records'].values())} records"
        for name, spent in archive["spent_today"].items():
            left = archive["allowances"].get(name, {}).get("left")
            rest = f"; {left} left when last asked" if left is not None else ""
            yield (
                f"  today {SERVICES.get(name, name)}: {spent['requests']} requests, "
                f"{spent['credits']} credits{rest}"
            )
    if told["services"] is not None:
        yield "Services:"
        for name, each in told["services"].items():
            left = f", {each['left']} left" if each["left"] is not None else ""
            answers = f"{SERVICES.get(name, name)} answers{left}"
            yield f"  {answers if each['answers'] else each['said']}"
