"""The command line: commands, and how an error becomes a sentence and an exit code."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from citeloom import __version__
from citeloom.commands import (
    archive,
    build,
    bundle,
    check,
    cypher,
    decisions,
    doctor,
    explore,
    export,
    init,
    main_path,
    news,
    origins,
    query,
    read,
    related,
    remove,
    report,
    status,
    update,
    view,
)
from citeloom.graph.errors import CiteloomError
from citeloom.terminal import guard_terminal

app = typer.Typer(
    name="citeloom",
    help="Turn a reading list into a graph of papers, people, citations and code.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, module, short in (
    ("init", init, "Make a folder a project, with lists, a graph and decisions."),
    ("build", build, "Read listings and load their papers into a graph."),
    ("update", update, "Ask again for what can have changed, and say what is new."),
    ("news", news, "Show what updates have found."),
    ("read", read, "Show what a listing holds; fetch and write nothing."),
    ("check", check, "Compare a bibliography with what the services say."),
    ("remove", remove, "Take a listing, or a paper, out of the graph."),
    ("same", decisions, "Say which paper an entry is."),
    ("not-same", decisions, "Say which paper an entry is not."),
    ("confirm", decisions, "Confirm code or a link of a paper."),
    ("reject", decisions, "Reject code or a link of a paper."),
    ("ignore", decisions, "Never suggest a paper again."),
    ("note", decisions, "Note something about a paper."),
    ("tag", decisions, "Tag a paper."),
    ("mark", decisions, "Mark a paper as read or unread."),
    ("collect", decisions, "Put papers into a collection."),
    ("decisions", decisions, "List what you decided."),
    ("query", query, "Answer a prebuilt question, or list them."),
    ("cypher", cypher, "Ask a question of your own, which only reads."),
    ("related", related, "Suggest related work, and say why."),
    ("main-path", main_path, "Show through which works a literature came about."),
    ("origins", origins, "Show the years and works that a literature stands on."),
    ("view", view, "Draw a question as one HTML file."),
    ("explore", explore, "Explore the graph in the browser."),
    ("export", export, "Write the whole graph to a file or a folder."),
    ("report", report, "Write the methods of a search, or the candidates for screening."),
    ("archive", archive, "Give what was fetched to others, take in theirs, or look at it."),
    ("bundle", bundle, "Put project, records and graph into one file, or open one."),
    ("status", status, "Show the graph, the archive and the services."),
    ("doctor", doctor, "Compare the services with what Citeloom expects."),
):
    examples = module.EXAMPLES
    epilog = examples if isinstance(examples, str) else examples[name]
    app.command(name, short_help=short, epilog=epilog)(getattr(module, name.replace("-", "_")))


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's way to hand over a flag
    if wanted:
        typer.echo(f"citeloom {__version__}")
        raise typer.Exit


@app.callback()
def citeloom(
    *,
    debug: Annotated[  # read by main, wherever it stands
        bool, typer.Option("--debug", help="Show the traceback of an error.")
    ] = False,
    version: Annotated[  # done by its callback
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn a reading list into a graph of papers, people, citations and code."""


def main() -> None:
    """Run the command line: an error becomes a sentence on stderr and an exit code."""
    guard_terminal()
    arguments = sys.argv[1:]
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    debug = "--debug" in options
    if debug:
        arguments.remove("--debug")
    try:
        app(arguments, prog_name="citeloom")
    except CiteloomError as error:
        if debug:
            raise
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if debug:
            raise
        # Only the kind: the text of an error that nobody foresaw may hold anything.
        typer.echo(
            f"Citeloom failed in a way that it did not foresee ({type(error).__name__}). "
            "What was fetched is kept. Run the same command with --debug to see where, and please "
            "report it.",
            err=True,
        )
        sys.exit(1)
