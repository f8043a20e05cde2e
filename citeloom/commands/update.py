"""`citeloom update`: ask again for what can have changed, and say what is new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citeloom.commands.options import GraphOption

if TYPE_CHECKING:
    from citeloom.update import UpdatePlan, UpdateReport

EXAMPLES = """\b
Examples:
  citeloom update
  citeloom update --dry-run
  citeloom update papers.txt
  citeloom update references.bib --citing 20 --graph review.kgl --credits 50
  citeloom update -q && citeloom news --since 7d
"""


def update(
    listings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LISTING",
            help="Listings of the graph; without any, all of the project or of the graph.",
        ),
    ] = None,
    *,
    graph: GraphOption = None,
    citing: Annotated[
        int | None, typer.Option(min=0, max=1_000, help="As it was given to build.")
    ] = None,
    grow: Annotated[
        int | None, typer.Option(min=0, max=100_000, help="As it was given to build.")
    ] = None,
    credits_: Annotated[
        int | None,
        typer.Option(
            "--credits", min=0,
            help="Take at most so many OpenAlex credits; by default 20, and 1 more for 50 papers.",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Ask also for what was asked in the last 20 hours.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be asked; ask and write nothing.")
    ] = False,
    archive: Annotated[
        Path | None,
        typer.Option(help="An exported archive (.jsonl) to read besides your own."),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show no progress and no report.")
    ] = False,
) -> None:  # fmt: skip
    """Ask again for what can have changed around a list since last time, and say what is new.

    New works that cite the list, records that changed, retractions, publications, code, models,
    datasets, repositories that moved, were archived or went away, and papers that can be found at
    last. The price is told before anything is asked.
    """
    from citeloom.graph.errors import UsageError
    from citeloom.pipeline import BuildOptions
    from citeloom.print_update import format_report, format_update_plan
    from citeloom.progress import show_progress
    from citeloom.settings import load_settings
    from citeloom.update import UpdateOptions, plan_update
    from citeloom.update import update as run

    named = listings or []
    if "-" in named:
        raise UsageError(
            "An update reads its listings twice, which stdin cannot do", todo="Name a file"
        )
    settings = load_settings()
    options = UpdateOptions(
        BuildOptions(
            graph=settings.graph_address(graph), citing=citing, grow=grow, archive=archive
        ),
        credits=credits_,
        again=again,
    )
    if dry_run:
        typer.echo("\n".join(format_update_plan(plan_update(named, options, settings))))
        typer.echo("Nothing was asked and nothing was written.")
        return

    def before_asking(plan: UpdatePlan) -> None:
        if not quiet:
            for line in format_update_plan(plan):
                typer.echo(line, err=True)

    try:
        with show_progress(quiet=quiet) as progress:
            done = run(named, options, settings, progress, before_asking)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was fetched is kept; the same command goes on.", err=True)
        raise typer.Exit(130) from None
    if not quiet:
        typer.echo("\n".join(format_report(done)))
        for note in done.notes:
            typer.echo(f"Note: {note}.", err=True)
    tell_of_warnings(done)


def tell_of_warnings(done: UpdateReport) -> None:
    """Say what services did not answer.

    Raises:
        typer.Exit: There was such a thing.
    """
    for warning in done.warnings:
        typer.echo(f"Not complete: {warning}", err=True)
    if not done.complete:
        raise typer.Exit(3)
