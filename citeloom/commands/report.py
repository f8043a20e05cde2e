"""`citeloom report`: the methods of a search, and the candidates for screening."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from citeloom.commands.options import ForceOption, GraphOption, OutputOption

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store
    from citeloom.settings import Settings

EXAMPLES = """\b
Examples:
  citeloom report --methods -o methods.md
  citeloom report --candidates -o candidates.ris
"""


def report(
    *,
    methods: Annotated[
        bool, typer.Option("--methods", help="How the literature was searched, as Markdown.")
    ] = False,
    candidates: Annotated[
        bool,
        typer.Option("--candidates", help="The works to be screened, as RIS: all but the listed."),
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    graph: GraphOption = None,
) -> None:
    """Write what a systematic review reports of its search, or the works that it screens.

    The methods follow the items of PRISMA-S and the terms of TARCiS; what only the authors know is
    left as a marked blank. Works that you ignore are no candidates. Nothing is fetched.
    """
    from citeloom.choose_output import choose_output
    from citeloom.graph.errors import UsageError
    from citeloom.open_graph import open_graph
    from citeloom.settings import load_settings
    from citeloom.write_answer import write

    if methods == candidates:
        raise UsageError(
            "`report` writes either the methods or the candidates",
            todo="Write `citeloom report --methods`, or `citeloom report --candidates`",
        )
    form = "markdown" if methods else "ris"
    asked = choose_output(None, output, possible=(form,), default=form, force=force)
    settings = load_settings()
    with open_graph(settings, graph) as store:
        text = _write_methods(store, settings) if methods else _write_candidates(store, settings)
    write({"": text}, asked)


def _write_methods(store: Store, settings: Settings) -> str:
    from urllib.parse import urlsplit

    from citeloom.enrich.archive_info import describe_archive
    from citeloom.methods_report import BLANK, Methods, write_methods
    from citeloom.project_files import find_project_files
    from citeloom.queries.review.search_facts import read_search_facts

    project = find_project_files(Path.cwd())
    listings = project.listings if project else ()
    text = write_methods(
        Methods(
            read_search_facts(store),
            describe_archive(settings.archive_path),
            {  # the host alone: an address may hold more than others should see
                service: urlsplit(address).hostname or ""
                for service, address in (
                    ("openalex", settings.openalex_url),
                    ("hub", settings.hf_endpoint),
                    ("s2", settings.s2_api_url),
                    ("github", settings.github_api_url),
                )
            },
            max((each.citing for each in listings), default=None),
            max((each.grow for each in listings), default=None),
        )
    )
    typer.echo(f"{text.count(BLANK.partition('{')[0]) - 1} blanks are yours to fill in", err=True)
    return text


def _write_candidates(store: Store, settings: Settings) -> str:
    from citeloom.archived_keys import ArchivedKeys
    from citeloom.graph.vocabulary import SAMPLE
    from citeloom.queries.exports.key_memory import KeyGiver
    from citeloom.queries.exports.reference_formats import Options, render
    from citeloom.queries.review.candidates import read_candidates

    found = read_candidates(store)
    typer.echo(f"{len(found):,} candidates", err=True)
    if store.info().sample:
        typer.echo(SAMPLE, err=True)
    options = Options(give_keys=KeyGiver(store, ArchivedKeys(settings.archive_path)))
    return render("ris", found, options)[".ris"]
