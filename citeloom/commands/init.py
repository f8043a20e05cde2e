"""`citeloom init`: make a folder a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  citeloom init
  citeloom init references.bib hf:2025-W49 --name thesis
  citeloom init --graph neo4j://localhost
"""

MERGED = "decisions.jsonl merge=union"


def init(
    listings: Annotated[
        list[str] | None,
        typer.Argument(metavar="LISTING", help="Listings of the project; more can be added."),
    ] = None,
    *,
    name: Annotated[str | None, typer.Option(help="Its name; the folder's by default.")] = None,
    graph: Annotated[
        str | None,
        typer.Option("--graph", help="Where its graph is: a file in it, or a server's address."),
    ] = None,
) -> None:
    """Make this folder a project: its listings, its graph and your decisions belong together.

    The file citeloom.toml says of which listings the graph is made; decisions.jsonl keeps what you
    decide. Both are yours to edit, to keep in git and to share. Nothing is fetched.
    """
    from citeloom.enrich.listing import parse_live
    from citeloom.graph.errors import UsageError
    from citeloom.project import ProjectListing, add_listings, make_project
    from citeloom.read_sources import read_source
    from citeloom.settings import load_settings
    from citeloom.workspace import Workspace

    settings = load_settings()
    if settings.project and settings.project.root != Path.cwd():
        typer.echo(f"Note: {settings.project.root} is a project too.", err=True)
    if "-" in (listings or ()):
        raise UsageError("A project keeps its listings as files", todo="Save the list to a file")
    for each in listings or ():
        if not parse_live(each):
            read_source(each)
    project = make_project(Path.cwd(), name=name, graph=graph)
    if listings:
        place = Workspace(project.graph_address, project, project.decisions_path)
        named = dict.fromkeys(place.name_listing(each) for each in listings)
        project = add_listings(project, [ProjectListing(path=each) for each in named])
    if merge_by_line(project.root):
        typer.echo(f"Added to .gitattributes: {MERGED}", err=True)
    typer.echo(f"{project.path} is made. citeloom build builds its graph.")


def merge_by_line(root: Path) -> bool:
    """Tell git, where the folder is kept in it, to merge decisions line by line."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return False
    path = root / ".gitattributes"
    text = path.read_text("utf-8") if path.exists() else ""
    if MERGED in text.splitlines():
        return False
    path.write_text(
        f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{MERGED}\n", "utf-8"
    )
    return True
