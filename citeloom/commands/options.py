"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PapersArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PAPER",
        help="Papers by id, arXiv id, DOI or part of the title; all listed ones by default.",
    ),
]
GraphOption = Annotated[
    str | None, typer.Option("--graph", help="A file, or the address of a Neo4j server.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", help="Write to this file, whose ending says the format; - for stdout."
    ),
]
WithoutOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Leave out what this list has already: BibTeX, RIS, CSV, …"),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]
RawOption = Annotated[
    bool, typer.Option("--raw", help="In CSV, leave cells that a spreadsheet would run.")
]
