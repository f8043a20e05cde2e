"""`citeloom read`: what a listing holds; nothing fetched, nothing written."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

EXAMPLES = """\b
Examples:
  citeloom read papers.bib
  citeloom read export.ris --format json
  citeloom read 2204.03574 https://doi.org/10.18653/v1/N19-1423
  pbpaste | citeloom read -
"""


def read(
    listings: Annotated[
        list[str],
        typer.Argument(
            metavar="LISTING",
            help="A file, a folder of .bib files, - for stdin, an id, or a paper's address.",
        ),
    ],
    *,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to print it.")
    ] = "table",
) -> None:
    """Show what a listing holds: its papers, and each line that was not read, with the reason.

    JSON is one object for one listing, and a list of them for several. The exit code is 2 where
    a listing is of no known format or nothing in it could be read.
    """
    import json

    from citeloom.graph.errors import ListingError
    from citeloom.print_listing import make_listing_values, make_refusal_values, write_listing_lines
    from citeloom.read_sources import look_at_source

    told: list[dict[str, object]] = []
    refused = False
    for place, source in enumerate(listings):
        try:
            listing = look_at_source(source)
        except ListingError as error:
            refused = True
            told.append(make_refusal_values(error))
            typer.echo(str(error), err=True)
            continue
        refused = refused or not listing.entries
        told.append(make_listing_values(listing))
        if form == "table":
            typer.echo(
                "\n".join(
                    ["", *write_listing_lines(listing)] if place else write_listing_lines(listing)
                )
            )
    if form == "json":
        typer.echo(json.dumps(told[0] if len(told) == 1 else told, indent=2, ensure_ascii=False))
    if refused:
        raise typer.Exit(2)
