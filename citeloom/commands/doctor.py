"""`citeloom doctor`: whether the services answer as Citeloom expects."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  citeloom doctor --dry-run
  citeloom doctor
  citeloom doctor > report.md
"""


def doctor(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the questions and their price; ask nothing.")
    ] = False,
) -> None:
    """Ask each service three questions whose answers are known, and compare keys and values.

    The table that it prints is made to be pasted into a bug report: it holds no key, no path and
    no address. The exit code is 1 where a service answers otherwise, or not at all.
    """
    from citeloom.enrich.checks.compare_services import compare_services
    from citeloom.pipeline import read_access
    from citeloom.print_checks import describe_price, write_outcomes, write_questions
    from citeloom.settings import load_settings

    access = read_access(load_settings())
    typer.echo(describe_price(), err=True)
    if dry_run:
        typer.echo(write_questions(), nl=False)
        return
    outcomes = compare_services(access)
    typer.echo(write_outcomes(outcomes, access), nl=False)
    if any(each.verdict != "as expected" for each in outcomes):
        raise typer.Exit(1)
