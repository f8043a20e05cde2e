"""`citeloom bundle`: a project, its records and its graph in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citeloom.commands.options import ForceOption, GraphOption

if TYPE_CHECKING:
    from citeloom.settings import Settings

EXAMPLES = """\b
Examples:
  citeloom bundle -o review.zip
  citeloom bundle --open review.zip
  citeloom bundle --open review.zip their-review
"""


def bundle(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="With --open: the new folder; named as the file without .zip by default.",
        ),
    ] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write this zip file.")
    ] = None,
    opened: Annotated[
        Path | None,
        typer.Option("--open", metavar="FILE", help="Open this bundle instead of writing one."),
    ] = None,
    graph: GraphOption = None,
    force: ForceOption = False,
) -> None:
    """Put the project of this folder, its records and its graph into one file, or open such a file.

    Without a project, the archive and the graph are put into it. A graph on a server is not copied:
    it is made anew offline. Keys, settings and spending are never in a bundle.
    """
    from citeloom.graph.errors import UsageError
    from citeloom.settings import load_settings

    settings = load_settings()
    if opened is not None and output is None:
        _open(settings, opened, folder or opened.with_suffix(""))
    elif output is not None and opened is None and folder is None:
        _write(settings, output, graph, force=force)
    else:
        raise UsageError(
            "`bundle` either writes a file or opens one",
            todo="Write `citeloom bundle -o NAME.zip`, or `citeloom bundle --open NAME.zip FOLDER`",
        )


def _write(settings: Settings, output: Path, graph: str | None, *, force: bool) -> None:
    from citeloom.write_bundle import write_bundle

    done = write_bundle(output, settings, Path.cwd(), graph, force=force)
    for name, size in done.files.items():
        typer.echo(f"{size:>13,}  {name}", err=True)
    for note in done.notes:
        typer.echo(f"{note}.", err=True)
    typer.echo(f"{output}: {len(done.files)} files, {done.records:,} records", err=True)


def _open(settings: Settings, path: Path, folder: Path) -> None:
    from citeloom.open_bundle import open_bundle

    done = open_bundle(path, folder, settings)
    for note in done.notes:
        typer.echo(f"Its maker was told: {note}.", err=True)
    if done.merged:
        typer.echo(
            f"{done.merged.new:,} records are new, {done.merged.newer:,} newer than yours, "
            f"{done.merged.kept:,} of yours were kept",
            err=True,
        )
    typer.echo(f"{folder} has its files", err=True)
    if not done.graph:
        typer.echo("Make its graph with `citeloom build --offline` there", err=True)
    elif not done.project:
        typer.echo(f"Name its graph with --graph {folder / done.graph}", err=True)
