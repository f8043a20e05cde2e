"""`citeloom build`: from listings to a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citeloom.commands.options import GraphOption
from citeloom.enrich.growing_price import WORKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.build_report import BuildReport
    from citeloom.enrich.entry import Listing
    from citeloom.pipeline import BuildOptions
    from citeloom.settings import Settings

MANY_SEARCHES = 50
OTHERS = 5  # listings that are named
LEFT_OUT = 10  # values of answers that are named; --report has all of them

EXAMPLES = """\b
Examples:
  citeloom build papers.txt
  citeloom build references.bib --citing 20 --graph review.kgl
  citeloom build references.bib --grow 0
  citeloom build hf:2025-W49
  citeloom build 2204.03574 https://doi.org/10.18653/v1/N19-1423
  citeloom build papers.txt --graph neo4j://localhost
  citeloom build
"""


def build(
    listings: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LISTING",
            help="A file in one of the formats of docs/listings.md (BibTeX, RIS, CSV, a saved "
            "Daily Papers page, lines of ids or titles, …), a folder of .bib files, an id, a "
            "paper's address; - for stdin; or hf:daily, hf:2025-12-02, hf:2025-W49. Without any, "
            "all listings of the project (citeloom init).",
        ),
    ] = None,
    *,
    graph: GraphOption = None,
    citing: Annotated[
        int | None,
        typer.Option(
            min=0, max=1_000, help="Add the N most cited works citing each paper (0 by default)."
        ),
    ] = None,
    grow: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=100_000,
            help=f"Add up to N works around the list, to suggest ({WORKS:,} by default).",
        ),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Use no network at all.")] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Fetch again what was fetched before.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be asked; ask and write nothing.")
    ] = False,
    archive: Annotated[
        Path | None,
        typer.Option(help="An exported archive (.jsonl) to read besides your own."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the closing report to this file, as JSON.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before many searches by title.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show no progress and no report.")
    ] = False,
) -> None:
    """Read listings, find their papers, and load them into the graph.

    A listing that was built before is replaced: what it does not list any more leaves the graph,
    unless another listing holds it. In a project (citeloom init), a listing that is new to it is
    added to its file, and without a listing all of them are built.
    """
    from citeloom.enrich.listing import parse_live
    from citeloom.graph.errors import UsageError
    from citeloom.pipeline import BuildOptions
    from citeloom.pipeline import build as run
    from citeloom.print_report import format_plan
    from citeloom.progress import show_progress
    from citeloom.settings import load_settings
    from citeloom.workspace import find_workspace

    if offline and refresh:
        raise UsageError("--offline and --refresh exclude each other", todo="Leave one of them out")
    settings = load_settings()
    offer_project(listings or (), graph, settings, quiet=quiet or dry_run)
    options = BuildOptions(
        graph=settings.graph_address(graph),
        citing=citing,
        grow=grow,
        offline=offline,
        refresh=refresh,
        archive=archive,
    )
    if dry_run:
        from citeloom.build_plan import make_plan

        typer.echo("\n".join(format_plan(make_plan(listings or (), options, settings))))
        return
    if report:
        check_report(report)

    def before_asking(read: tuple[Listing, ...], others: tuple[str, ...]) -> None:
        if not quiet:
            tell_of_others(others, options.graph)
        tell_of_listings(read, options, settings, quiet=quiet, ask=not yes)
        if not (quiet or offline):
            known = not any(map(parse_live, listings or ()))  # the Hub's are not read yet
            works = options.settle(find_workspace(settings, graph)).grow or 0
            tell_of_growing(sum(len(each.entries) for each in read) if known else None, works)

    try:
        with show_progress(quiet=quiet) as progress:
            done = run(listings or (), options, settings, progress, before_asking)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was fetched is kept; the same command goes on.", err=True)
        raise typer.Exit(130) from None
    close(done, report, quiet=quiet)


def close(done: BuildReport, report: Path | None, *, quiet: bool) -> None:
    """Print the closing report, write it where that is asked for, and say what is missing.

    Raises:
        OutputError: The report cannot be written; the graph is built all the same.
        typer.Exit: A service did not answer every question.
    """
    import shutil

    from citeloom.print_report import format_report

    if not quiet:
        width = shutil.get_terminal_size().columns
        typer.echo("\n".join(format_report(done, width)))
    tell_of_warnings(done)
    if report:
        write_report(report, done.as_json())
    if not done.complete:
        raise typer.Exit(3)


def offer_project(
    listings: Sequence[str], graph: str | None, settings: Settings, *, quiet: bool
) -> None:
    """Ask on a terminal, at the first build in a folder of listings, whether it is a project."""
    from citeloom.project import make_project

    files = [each for each in listings if Path(each).exists()]
    if (
        quiet
        or settings.project
        or graph
        or settings.graph
        or settings.neo4j_uri
        or not files
        or not (sys.stdin.isatty() and sys.stderr.isatty())
        or any(Path(each).resolve().parent != Path.cwd().resolve() for each in files)
        or settings.archive_path.exists()  # who has built before knows how it is without
    ):
        return
    if typer.confirm(
        "Make this folder a project, with a graph and decisions of its own?", default=True, err=True
    ):
        settings.enter(make_project(Path.cwd()))


def tell_of_others(others: Sequence[str], graph: str) -> None:
    """Say what else is in the graph that is built into."""
    if others:
        shown = ", ".join(others[:OTHERS]) + (", …" if len(others) > OTHERS else "")
        typer.echo(
            f"{graph} also holds {shown}. Another graph: --graph; a graph for this folder: "
            "citeloom init.",
            err=True,
        )


def tell_of_listings(
    listings: tuple[Listing, ...],
    options: BuildOptions,
    settings: Settings,
    *,
    quiet: bool,
    ask: bool,
) -> None:
    """Say what was read, and what many searches by title cost before they are made; then ask.

    Raises:
        typer.Exit: The user does not want them; no service has been asked.
    """
    from citeloom.build_plan import make_plan_for
    from citeloom.enrich.services.openalex_query import SEARCH_PRICE
    from citeloom.print_listing import describe_counts

    if not quiet:
        for listing in listings:
            typer.echo(f"{listing.name}: {describe_counts(listing)}", err=True)
    if options.offline:
        return
    by_title = sum(entry.is_searched_for for listing in listings for entry in listing.entries)
    if by_title > MANY_SEARCHES:
        by_title = make_plan_for(listings, (), options, settings).by_title
    if by_title <= MANY_SEARCHES:
        return
    typer.echo(
        f"{by_title} papers have no id to look up and are searched for by title: on the Hub, free, "
        f"then in OpenAlex, for up to {by_title * SEARCH_PRICE:,} credits. OpenAlex gives about "
        "1,000 a day without a key and ten times as many with a free one.",
        err=True,
    )
    if ask and sys.stdin.isatty() and sys.stderr.isatty() and not typer.confirm("Go on?", err=True):
        typer.echo("No service was asked, and no paper was written.", err=True)
        raise typer.Exit(1)


def tell_of_growing(papers: int | None, works: int) -> None:
    """Say before anything is asked what growing costs at most."""
    from citeloom.enrich.growing_price import count_most_credits

    if most := count_most_credits(papers, works):
        typer.echo(
            f"Growing the graph by up to {works:,} works around the list costs up to {most:,} "
            "OpenAlex credits, what the archive has none; --grow 0 leaves it out.",
            err=True,
        )


def tell_of_warnings(done: BuildReport) -> None:
    """Say that the graph was older, what services did not answer, and what nothing can hold."""
    if done.older:
        typer.echo(f"{done.older}.", err=True)
    for each in done.left_out[:LEFT_OUT]:
        typer.echo(f"Left out: {each}", err=True)
    if len(done.left_out) > LEFT_OUT:
        typer.echo(f"Left out: {len(done.left_out) - LEFT_OUT} more; see --report", err=True)
    for warning in done.warnings:
        typer.echo(f"Not complete: {warning}", err=True)


def check_report(path: Path) -> None:
    """Look before a long run whether the report could be written after it.

    Raises:
        OutputError: The folder is not there, or the path is one.
    """
    from citeloom.graph.errors import OutputError

    if path.is_dir() or not path.absolute().parent.is_dir():
        why = "it is a folder" if path.is_dir() else "its folder is not there"
        raise OutputError(
            f"The report cannot be written to {path}: {why}",
            kept="Nothing was asked and nothing was written",
            todo="Name another file",
        )


def write_report(path: Path, content: dict[str, object]) -> None:
    """Write the report as JSON.

    Raises:
        OutputError: The file cannot be written; the graph is built all the same.
    """
    import json

    from citeloom.graph.errors import OutputError

    try:
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(
            f"The report cannot be written to {path}: {error.strerror}",
            kept="The graph is built",
            todo="Name another file and run the same command; nothing is fetched twice",
        ) from None
