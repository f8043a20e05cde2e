"""`citeloom archive`: give what was fetched to a colleague, take in theirs, look at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from citeloom.commands.options import ForceOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.archive_info import ArchiveInfo
    from citeloom.settings import Settings

LEFT_OUT = 10  # values of records that are named

EXAMPLES = """\b
Examples:
  citeloom archive info
  citeloom archive export records.jsonl.gz
  citeloom archive import records.jsonl.gz
  citeloom archive info records.jsonl.gz --format json
"""


def archive(
    action: Annotated[
        Literal["export", "import", "info"],
        typer.Argument(
            metavar="ACTION",
            help="export to a file, import from a file, or info about your archive or a file.",
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="An exported archive: .jsonl.gz, or .jsonl as text."),
    ] = None,
    *,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="How to print it.")
    ] = "table",
    force: ForceOption = False,
) -> None:
    """Write your archive of fetched records to one file, merge such a file into yours, or look.

    What is imported is what services answered to others: nobody has to pay for it again. The newer
    answer wins, and none is lost. Keys, settings and spending are never in such a file.
    """
    import json

    from citeloom.enrich.archive_info import EXPORTED, describe_archive
    from citeloom.graph.errors import UsageError
    from citeloom.settings import load_settings

    settings = load_settings()
    if action == "info":
        told = describe_archive(file or settings.archive_path)
        if form == "json":
            typer.echo(json.dumps(told.as_json(), indent=2, ensure_ascii=False))
        else:
            typer.echo("\n".join(format_archive(told)))
        return
    if file is None or not file.name.endswith(EXPORTED):
        raise UsageError(
            f"`archive {action}` takes a file that ends in .jsonl.gz or .jsonl",
            todo=f"Write `citeloom archive {action} records.jsonl.gz`",
        )
    if action == "export":
        _export(settings, file, force=force)
    else:
        _import(settings, file)


def _export(settings: Settings, file: Path, *, force: bool) -> None:
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.archive_info import require_archive
    from citeloom.queries.exports.whole_files import refuse_existing

    require_archive(settings.archive_path)
    refuse_existing([file], force=force)
    with Archive.open(settings.archive_path, mode="read") as own:
        count = own.export_jsonl(file)
    typer.echo(f"{count:,} records written to {file}", err=True)


def _import(settings: Settings, file: Path) -> None:
    from citeloom.build_report import list_left_out
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.archive_merge import import_archive

    with Archive.open(settings.archive_path, mode="write") as own:
        done = import_archive(own, file)
    for each in list_left_out(done.left_out)[:LEFT_OUT]:
        typer.echo(f"Left out: {each}", err=True)
    if len(done.left_out) > LEFT_OUT:
        typer.echo(f"Left out: {len(done.left_out) - LEFT_OUT} more", err=True)
    for table, count in done.rows.items():
        if count:
            typer.echo(f"{count:>9,}  rows of {table}, new")
    typer.echo(f"{done.new:>9,}  records, new")
    typer.echo(f"{done.newer:>9,}  records, newer than yours")
    typer.echo(f"{done.kept:>9,}  records of which yours were kept")


def format_archive(told: ArchiveInfo) -> Iterator[str]:
    """Yield the lines for people."""
    from citeloom.graph.vocabulary import name_source

    yield f"Archive: {told.path}"
    if not told.version:
        yield "  There is none yet; the first build makes it"
        return
    kind = "exported, " if told.exported else ""
    yield f"  {kind}version {told.version}, {told.size:,} bytes, {told.records:,} records"
    if told.sample:
        yield f"  Sample data. {told.notice}"
    for each in told.kinds:
        absent = f", {each.absent:,} of them that there is no such thing" if each.absent else ""
        yield (
            f"  {name_source(each.service)}, {each.kind}: {each.records:,}{absent}; "
            f"{each.oldest[:10]} to {each.newest[:10]}"
        )
    for table, count in told.rows.items():
        yield f"  {table}: {count:,}"
    for service, spent in told.spending.items():
        yield (
            f"  spent at {name_source(service)}: {spent.requests:,} requests, "
            f"{spent.credits:,} credits"
        )
