"""`citeloom related`: related work, with the reason of each suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from citeloom.commands.options import ForceOption, GraphOption, OutputOption, RawOption

if TYPE_CHECKING:
    from citeloom.queries.related_work.suggestion import Suggestion

EXAMPLES = """\b
Examples:
  citeloom related
  citeloom related 2204.03574 --limit 20 --explain
  citeloom related "Compositional Soft Prompts" --format latex -o related.tex
"""


def related(
    papers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAPER",
            help="Papers by id, arXiv id, DOI or part of the title; all listed ones by default.",
        ),
    ] = None,
    *,
    limit: Annotated[int, typer.Option(min=0, help="How many suggestions at most.")] = 30,
    form: Annotated[
        Literal["markdown", "bibtex", "biblatex", "ris", "csl-json", "csv", "latex", "json"],
        typer.Option("--format", help="How to write the list."),
    ] = "markdown",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the weight of each signal instead.")
    ] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    raw: RawOption = False,
    graph: GraphOption = None,
) -> None:
    """Suggest related work for some papers or the whole list, and say why."""
    from citeloom.open_graph import open_graph
    from citeloom.queries.exports.reference_formats import Options, render
    from citeloom.queries.related_work.suggest import suggest_related_work
    from citeloom.settings import load_settings
    from citeloom.write_answer import Output, write, write_out

    with open_graph(load_settings(), graph) as store:
        found = suggest_related_work(store, papers or [], limit=limit)
    typer.echo(found.related.basis.text, err=True)
    if explain:
        for place, suggestion in enumerate(found.related.suggestions, start=1):
            _explain(place, suggestion)
        return
    options = Options(
        about=found.about, raw=raw, bibliography=output.stem if output else "references"
    )
    texts = render(form, found.references, options)
    if output is None:
        write_out(next(iter(texts.values())))
    else:
        write(texts, Output(path=output, force=force))


def _explain(place: int, suggestion: Suggestion) -> None:
    year = f" ({suggestion.year})" if suggestion.year else ""
    typer.echo(f"{place}. {suggestion.title or suggestion.id}{year}")
    typer.echo(f"   {suggestion.id}, score {suggestion.score:.3f}: {suggestion.reason}")
    for name, part in suggestion.signals.items():
        typer.echo(
            f"   {part.contribution:>8.3f}  {name} (weight {part.weight:g}, value {part.value:.3g})"
        )
