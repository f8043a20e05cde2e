"""`citeloom news`: what updates have found."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from citeloom.commands.options import ForceOption, GraphOption, OutputOption

FORMS = ("text", "markdown", "json", "rss", "html")

EXAMPLES = """\b
Examples:
  citeloom news
  citeloom news --since 7d
  citeloom news --since 2026-11-01 --format markdown
  citeloom news --since 30d -o news.rss --force
  citeloom news -o news.html
"""


def news(
    *,
    since: Annotated[
        str | None,
        typer.Option(help="Only what was found since 2026-11-01, or in the last 7d, 4w, 6m."),
    ] = None,
    form: Annotated[
        Literal["text", "markdown", "json", "rss", "html"] | None,
        typer.Option(
            "--format", help="How to write it; by default text, or as the ending of the file says."
        ),
    ] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    graph: GraphOption = None,
) -> None:
    """Show what updates have found around your list, the newest first; this asks nobody."""
    from citeloom.choose_output import choose_output
    from citeloom.queries.news.write_news import FORMATS
    from citeloom.settings import load_settings
    from citeloom.update_news import read_kept_news, read_since
    from citeloom.write_answer import write, write_out

    chosen = choose_output(form, output, possible=FORMS, default="text", force=force)
    kept = read_kept_news(load_settings(), read_since(since), graph)
    if chosen.form == "html":
        from citeloom.viz.news_page import make_news_page

        text = make_news_page(kept.items, kept.nothing).html
    else:
        text = FORMATS[chosen.form](kept.items)
    if chosen.path is None:
        write_out(text)
    else:
        write({"": text}, chosen)
    if not kept.items:
        typer.echo(kept.nothing, err=True)
