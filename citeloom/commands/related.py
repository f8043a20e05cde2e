"""`citeloom related`: related work, with the reason of each suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from citeloom.choose_output import choose_output
from citeloom.commands.options import (
    ForceOption,
    GraphOption,
    OutputOption,
    PapersArgument,
    RawOption,
    WithoutOption,
)

if TYPE_CHECKING:
    from citeloom.queries.related_work.suggestion import Suggestion

References = Literal["markdown", "bibtex", "biblatex", "ris", "csl-json", "csv", "latex", "json"]

EXAMPLES = """\b
Examples:
  citeloom related
  citeloom related 2204.03574 --limit 20 --explain
  citeloom related --from-year 2022 --with-code --newest
  citeloom related --without references.bib --toward "graph neural networks"
  citeloom related --outside
  citeloom related "Compositional Soft Prompts" -o related.tex
"""


def related(
    papers: PapersArgument = None,
    *,
    limit: Annotated[int, typer.Option(min=0, help="How many suggestions at most.")] = 30,
    form: Annotated[
        References | None,
        typer.Option("--format", help="How to write the list; by default Markdown."),
    ] = None,
    from_year: Annotated[
        int | None, typer.Option(help="Only papers of this year and later.")
    ] = None,
    to_year: Annotated[
        int | None, typer.Option(help="Only papers of this year and earlier.")
    ] = None,
    with_code: Annotated[
        bool, typer.Option("--with-code", help="Only papers of which code is known.")
    ] = False,
    newest: Annotated[bool, typer.Option("--newest", help="Rank new papers first.")] = False,
    toward: Annotated[
        str, typer.Option(metavar="WORDS", help="Pull papers with these words to the front.")
    ] = "",
    without: WithoutOption = None,
    outside: Annotated[
        bool,
        typer.Option(
            "--outside", help="Only papers by other people than your authors and their co-authors."
        ),
    ] = False,
    retracted: Annotated[
        bool, typer.Option("--retracted", help="Show retracted works too.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each signal adds instead.")
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    raw: RawOption = False,
    graph: GraphOption = None,
) -> None:
    """Suggest related work for some papers or the whole list, and say why."""
    from citeloom.archived_keys import ArchivedKeys
    from citeloom.open_graph import open_graph
    from citeloom.queries.exports.key_memory import KeyGiver
    from citeloom.queries.exports.reference_formats import Options, render
    from citeloom.queries.related_work.suggest import suggest_related_work
    from citeloom.queries.related_work.wishes import Known, Wishes
    from citeloom.settings import load_settings
    from citeloom.write_answer import write

    possible = get_args(References)
    asked = choose_output(form, output, possible=possible, default="markdown", force=force, raw=raw)
    known = Known()
    if without:
        from citeloom.known_papers import read_known_papers

        known = read_known_papers(without)
    wishes = Wishes(
        from_year=from_year,
        to_year=to_year,
        with_code=with_code,
        newest=newest,
        toward=toward,
        outside=outside,
        retracted=retracted,
        known=known,
    )
    settings = load_settings()
    with open_graph(settings, graph) as store:
        found = suggest_related_work(store, papers or [], limit=limit, wishes=wishes)
        typer.echo(found.related.basis.text, err=True)
        if explain:
            for place, suggestion in enumerate(found.related.suggestions, start=1):
                _explain(place, suggestion)
            return
        options = Options(
            about=found.about,
            raw=raw,
            bibliography=asked.path.stem if asked.path else "references",
            give_keys=KeyGiver(store, ArchivedKeys(settings.archive_path), known.keys),
        )
        write(render(asked.form, found.references, options), asked)


def _explain(place: int, suggestion: Suggestion) -> None:
    year = f" ({suggestion.year})" if suggestion.year else ""
    typer.echo(f"{place}. {suggestion.title or suggestion.id}{year}")
    chance = "" if suggestion.chance is None else f", chance {suggestion.chance:.0%}"
    typer.echo(f"   {suggestion.id}, score {suggestion.score:.3f}{chance}: {suggestion.reason}")
    for name, part in suggestion.signals.items():
        value = "" if part.value is None else f" ({part.value:.3g})"
        typer.echo(f"   {part.contribution:>+8.3f}  {name}: {part.words}{value}")
