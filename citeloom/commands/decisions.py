"""The commands for what the user decides, and `citeloom decisions`, which lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from citeloom.commands.options import GraphOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.decisions import Kind
    from citeloom.make_decision import Made

PAPER = "A listed paper: its citation key, an id, or part of its title."
PaperArgument = Annotated[
    str, typer.Argument(metavar="PAPER", help="Its id, citation key, or part of its title.")
]
PapersToDecide = Annotated[
    list[str], typer.Argument(metavar="PAPER", help="Ids, citation keys, or parts of titles.")
]
EntryArgument = Annotated[str, typer.Argument(metavar="ENTRY", help=PAPER)]
WorkArgument = Annotated[
    str, typer.Argument(metavar="ID", help="A W-id of OpenAlex, an arXiv id, or a DOI.")
]
LinkArgument = Annotated[
    str, typer.Argument(metavar="LINK", help="A repository, model or page: its id or address.")
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take such a decision back.")]


def same(
    entry: EntryArgument, paper: WorkArgument, *, undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:  # fmt: skip
    """Say which paper an entry of a listing is, also against what the search found."""
    decide_and_tell("same", [entry], [paper], graph, undo=undo)


def not_same(
    entry: EntryArgument, paper: WorkArgument, *, undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:  # fmt: skip
    """Say which paper an entry of a listing is not; the search goes on without it."""
    decide_and_tell("not-same", [entry], [paper], graph, undo=undo)


def confirm(
    paper: PaperArgument, link: LinkArgument, *, undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:  # fmt: skip
    """Confirm that a repository, a model or a page is a paper's own."""
    decide_and_tell("confirm", [paper], [link], graph, undo=undo)


def reject(
    paper: PaperArgument, link: LinkArgument, *, undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:  # fmt: skip
    """Reject a link of a paper: it leaves the graph."""
    decide_and_tell("reject", [paper], [link], graph, undo=undo)


def ignore(papers: PapersToDecide, *, undo: UndoOption = False, graph: GraphOption = None) -> None:
    """Never suggest papers again."""
    decide_and_tell("ignore", papers, (), graph, undo=undo)


def note(
    paper: PaperArgument,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="The note.")] = None,
    *,
    undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:
    """Note something about a paper; a new note takes the place of the one before."""
    decide_and_tell("note", [paper], _require(text, "note", undo=undo), graph, undo=undo)


def tag(
    paper: PaperArgument,
    tags: Annotated[list[str] | None, typer.Argument(metavar="TAG", help="The tags.")] = None,
    *,
    undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:
    """Tag a paper; exports give the tags as keywords."""
    decide_and_tell("tag", [paper], tags or _require(None, "tag", undo=undo), graph, undo=undo)


def mark(
    paper: PaperArgument,
    state: Annotated[Literal["read", "unread"], typer.Argument(help="What it is.")] = "read",
    *,
    undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:
    """Mark a paper as read or unread."""
    decide_and_tell("mark", [paper], () if undo else [state], graph, undo=undo)


def collect(
    collection: Annotated[str, typer.Argument(help="Name of the collection; made when needed.")],
    papers: PapersToDecide,
    *,
    undo: UndoOption = False,
    graph: GraphOption = None,
) -> None:
    """Put papers into a collection, or take them out with --undo."""
    decide_and_tell("collect", papers, [collection], graph, undo=undo)


def decisions(
    *,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to print them.")
    ] = "table",
    graph: GraphOption = None,
) -> None:
    """List what you decided, and where that is kept."""
    import json

    from citeloom.enrich.decisions import read_decisions
    from citeloom.make_decision import describe
    from citeloom.settings import load_settings
    from citeloom.workspace import find_workspace

    workspace = find_workspace(load_settings(), graph)
    holding = read_decisions(workspace.decisions_path).holding
    if form == "json":
        values = [json.loads(each.write()) for each in holding]
        typer.echo(json.dumps(values, indent=2, ensure_ascii=False))
        return
    for each in holding:
        typer.echo(f"{each.day}  {each.kind:<8}  {describe(each)}")
    typer.echo(f"{len(holding)} decisions, in {workspace.decisions_path}", err=True)


def _require(text: str | None, kind: str, *, undo: bool) -> list[str]:
    from citeloom.graph.errors import UsageError

    if text is None and not undo:
        raise UsageError(f"No {kind} is given", todo=f"Write it behind the paper: PAPER {kind}")
    return [] if text is None else [text]


def decide_and_tell(
    kind: Kind, papers: Sequence[str], values: Sequence[str], graph: str | None, *, undo: bool
) -> None:
    """Write decisions down, let the graph follow, and say so."""
    from citeloom.make_decision import decide
    from citeloom.settings import load_settings

    _tell(decide(load_settings(), kind, papers, values, graph=graph, undo=undo))


def _tell(made: Made) -> None:
    from citeloom.make_decision import describe

    if not made.decisions:
        typer.echo("That was decided already.")
    for each in made.decisions:
        typer.echo(describe(each))
    if made.problem:
        typer.echo(
            f"The decision is kept, and the graph takes it in with the next build: {made.problem}",
            err=True,
        )
        raise typer.Exit(3)


EXAMPLES = {
    "same": """\b
Examples:
  citeloom same smith2020 W2741809807
  citeloom same "A title that several papers have" arXiv:2401.00001
  citeloom same smith2020 W2741809807 --undo
""",
    "not-same": """\b
Example:
  citeloom not-same smith2020 W2741809807
""",
    "confirm": """\b
Example:
  citeloom confirm 2204.03574 github.com/owner/name
""",
    "reject": """\b
Example:
  citeloom reject 2204.03574 github.com/owner/name
""",
    "ignore": """\b
Examples:
  citeloom ignore W2741809807
  citeloom ignore W2741809807 --undo
""",
    "note": """\b
Examples:
  citeloom note 2204.03574 "Read section 4 again"
  citeloom note 2204.03574 --undo
""",
    "tag": """\b
Examples:
  citeloom tag 2204.03574 method baseline
  citeloom tag 2204.03574 baseline --undo
""",
    "mark": """\b
Examples:
  citeloom mark 2204.03574 read
  citeloom mark 2204.03574 unread
""",
    "collect": """\b
Examples:
  citeloom collect "For chapter 2" 2204.03574 W2741809807
  citeloom collect "For chapter 2" 2204.03574 --undo
""",
    "decisions": """\b
Examples:
  citeloom decisions
  citeloom decisions --format json
""",
}
