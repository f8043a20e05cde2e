"""`citeloom news`: what updates have found."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from citeloom.commands.options import ForceOption, OutputOption

EXAMPLES = """\b
Examples:
  citeloom news
  citeloom news --since 7d
  citeloom news --since 2026-11-01 --format markdown
  citeloom news --since 30d --format rss -o news.xml --force
  citeloom news --format html -o news.html
"""


def news(
    *,
    since: Annotated[
        str | None,
        typer.Option(help="Only what was found since 2026-11-01, or in the last 7d, 4w, 6m."),
    ] = None,
    form: Annotated[
        Literal["text", "markdown", "json", "rss", "html"],
        typer.Option("--format", help="How to write it."),
    ] = "text",
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Show what updates have found around your list, the newest first; this asks nobody."""
    from citeloom.queries.news.write_news import FORMATS
    from citeloom.settings import load_settings
    from citeloom.update_news import read_kept_news, read_since
    from citeloom.write_answer import Output, write, write_out

    kept = read_kept_news(load_settings(), read_since(since))
    if form == "html":
        from citeloom.viz.news_page import make_news_page

        text = make_news_page(kept.items, kept.nothing).html
    else:
        text = FORMATS[form](kept.items)
    if output is None:
        write_out(text)
    else:
        write({"": text}, Output(path=output, force=force))
    if not kept.items:
        typer.echo(kept.nothing, err=True)
