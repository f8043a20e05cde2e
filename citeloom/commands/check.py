"""`citeloom check`: whether a bibliography says what is so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from citeloom.commands.options import ForceOption, OutputOption

if TYPE_CHECKING:
    from citeloom.choose_output import Output
    from citeloom.enrich.bibliography_check import BibliographyCheck
    from citeloom.enrich.entry import Listing
    from citeloom.run_check import Bibliography

FORMS = ("table", "json", "markdown", "sarif")

EXAMPLES = """\b
Examples:
  citeloom check references.bib
  citeloom check references.bib --fix corrected.bib
  citeloom check references.bib -o findings.sarif
  citeloom check references.bib --offline --format json
"""


def check(
    bibliography: Annotated[
        str,
        typer.Argument(
            metavar="LISTING",
            help="A .bib file, or one of another format of docs/listings.md; - for stdin.",
        ),
    ],
    *,
    form: Annotated[
        Literal["table", "json", "markdown", "sarif"] | None,
        typer.Option(
            "--format",
            help="How to print it; a table holds what does not agree. By default as the ending "
            "of the file says.",
        ),
    ] = None,
    output: OutputOption = None,
    fix: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a new .bib file with what contradicts corrected."),
    ] = None,
    force: ForceOption = False,
    offline: Annotated[bool, typer.Option("--offline", help="Use no network at all.")] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Fetch again what was fetched before.")
    ] = False,
    archive: Annotated[
        Path | None,
        typer.Option(help="An exported archive (.jsonl) to read besides your own."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before many searches by title.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Look up each entry of a bibliography, and compare its fields with what the services say.

    The verdicts: agrees, differs, other-paper (an id leads to another paper), not-found, retracted,
    published (a published version exists), duplicate, not-asked (no service could be asked). The
    exit code is 0 where all entries agree, 1 with findings, 3 where services could not be asked.
    """
    from citeloom.choose_output import choose_output
    from citeloom.commands.build import tell_of_listings
    from citeloom.graph.errors import UsageError
    from citeloom.pipeline import BuildOptions
    from citeloom.print_bibliography import describe_counts
    from citeloom.progress import show_progress
    from citeloom.queries.exports.whole_files import refuse_existing
    from citeloom.run_check import check as run
    from citeloom.run_check import read_bibliography
    from citeloom.settings import load_settings

    if offline and refresh:
        raise UsageError("--offline and --refresh exclude each other", todo="Leave one of them out")
    read = read_bibliography(bibliography)
    refuse_places(read, fix, output)
    chosen = choose_output(form, output, possible=FORMS, force=force)
    refuse_existing([path for path in (chosen.path, fix) if path], force=force)
    settings = load_settings()
    options = BuildOptions(graph="", grow=0, offline=offline, refresh=refresh, archive=archive)

    def before_asking(listings: tuple[Listing, ...]) -> None:
        if not (offline or quiet):
            tell_price(listings)
        try:
            tell_of_listings(listings, options, settings, quiet=quiet, ask=not yes)
        except typer.Exit:
            raise typer.Exit(3) from None  # not 1, which says that something was found

    try:
        with show_progress(quiet=quiet) as progress:
            done = run(read, options, settings, progress, before_asking)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was fetched is kept; the same command goes on.", err=True)
        raise typer.Exit(130) from None
    put_out_check(done, read, chosen)
    if fix:
        put_out_fixed(done, read, fix, force=force)
    for each in (*done.problems, *(f"Not complete: {warning}" for warning in done.warnings)):
        typer.echo(each, err=True)
    typer.echo(f"{describe_counts(done)}; {done.credits:,} credits of OpenAlex.", err=True)
    raise typer.Exit(done.exit_code)


def refuse_places(read: Bibliography, fix: Path | None, output: Path | None) -> None:
    """Refuse to write over the bibliography, or twice to one file, before anything is asked.

    Raises:
        UsageError: A file that would be written is the bibliography, or there is no BibTeX to fix.
    """
    from citeloom.correct_bibtex import require_bibtex
    from citeloom.graph.errors import UsageError

    source = Path(read.source)
    for path in filter(None, (fix, output)):
        if read.data and read.source != "-" and are_one_file(path, source):
            raise UsageError(
                f"{path} is the bibliography itself, which is never written over",
                kept="It is unchanged",
                todo="Name a new file",
            )
    if fix and output and are_one_file(fix, output):
        raise UsageError(f"--fix and --output both name {fix}", todo="Name two files")
    if fix:
        require_bibtex(read.listing)


def are_one_file(first: Path, second: Path) -> bool:
    """Tell whether two paths lead to one file, also by links."""
    if first.exists() and second.exists():
        return first.samefile(second)
    return first.resolve() == second.resolve()


def tell_price(listings: tuple[Listing, ...]) -> None:
    """Say before anything is asked what entries with an id cost."""
    from citeloom.enrich.bibliography_check import MOST_CREDITS
    from citeloom.enrich.services.openalex_query import SEARCH_PRICE

    named = sum(not each.is_searched_for for listing in listings for each in listing.entries)
    if named:
        typer.echo(
            f"Looking up {named:,} {'entry' if named == 1 else 'entries'} with an id costs up to "
            f"{named * MOST_CREDITS:,} OpenAlex credits, what the archive has none; an id that no "
            f"service knows, {SEARCH_PRICE} more, to search for the title.",
            err=True,
        )


def put_out_check(done: BibliographyCheck, read: Bibliography, chosen: Output) -> None:
    """Print a check, or write it to a file; a table in a file is one of Markdown."""
    from citeloom.print_bibliography import print_check, write_check_json, write_check_markdown
    from citeloom.queries.exports.whole_files import write_files
    from citeloom.write_answer import write_out
    from citeloom.write_sarif import write_sarif

    if chosen.form == "table" and chosen.path is None:
        print_check(done)
        return
    if chosen.form == "json":
        text = write_check_json(done)
    elif chosen.form == "sarif":
        text = write_sarif(done, read.source)
    else:
        text = write_check_markdown(done)
    if chosen.path is None:
        write_out(text)
    else:
        write_files({chosen.path: text}, force=chosen.force)


def put_out_fixed(done: BibliographyCheck, read: Bibliography, fix: Path, *, force: bool) -> None:
    """Write the corrected bibliography, and say which entries were left as they are."""
    from citeloom.correct_bibtex import correct_bibtex
    from citeloom.queries.exports.whole_files import open_whole_file

    corrected = correct_bibtex(read.data, done)
    with open_whole_file(fix, force=force) as path:
        path.write_bytes(corrected.data)
    count = len(corrected.keys)
    typer.echo(f"{fix}: {count:,} {'entry' if count == 1 else 'entries'} corrected.", err=True)
    if corrected.left:
        typer.echo(f"Left as they are, see why above: {', '.join(corrected.left)}", err=True)
