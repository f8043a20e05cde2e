"""`citeloom remove`: take a listing out of a graph, or a paper out of the reading list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from citeloom.commands.options import GraphOption

if TYPE_CHECKING:
    from citeloom.settings import Settings

EXAMPLES = """\b
Examples:
  citeloom remove old-list.txt
  citeloom remove 2204.03574
  citeloom remove 2204.03574 --undo
"""


def remove(
    what: Annotated[
        str,
        typer.Argument(
            metavar="LISTING|PAPER",
            help="A listing by its name or path, or a listed paper by key, id or title.",
        ),
    ],
    *,
    undo: Annotated[bool, typer.Option("--undo", help="List a removed paper again.")] = False,
    graph: GraphOption = None,
) -> None:
    """Take a listing out of the graph, or a paper out of the reading list.

    What only that listing brought leaves the graph; what another listing holds stays. Your files
    are not touched, and nothing is fetched.
    """
    from citeloom.commands.decisions import decide_and_tell
    from citeloom.settings import load_settings

    settings = load_settings()
    if not undo and remove_listing(settings, what, graph):
        return
    decide_and_tell("remove", [what], (), graph, undo=undo)


def remove_listing(settings: Settings, what: str, graph: str | None) -> bool:
    """Take a listing out of a graph, where a name is that of one; tell whether it is."""
    from citeloom.pipeline import BuildOptions, remake
    from citeloom.progress import show_progress
    from citeloom.project import drop_listing
    from citeloom.remove_listing import find_held_listing
    from citeloom.workspace import find_workspace

    workspace = find_workspace(settings, graph)
    found = find_held_listing(settings, workspace, what)
    if found is None:
        return False
    if workspace.project:
        settings.enter(drop_listing(workspace.project, found.id))
    with show_progress(quiet=False) as progress:
        report = remake(
            BuildOptions(workspace.graph), settings, progress,
            without="" if workspace.project else found.id,
        )  # fmt: skip
    gone = report.loaded.left if report.loaded else 0
    typer.echo(f"{found.name} is removed; {gone:,} nodes left the graph, which only it brought.")
    return True
