"""What `query` and `cypher` have in common: parameters, formats, and where answers go."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import typer

from citeloom.graph.errors import QueryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.viz.drawing import Drawing

Form = Literal[
    "table", "csv", "json", "jsonl", "markdown",
    "bibtex", "biblatex", "ris", "csl-json", "latex",
]  # fmt: skip

PAGES = (".html", ".htm")


def split_pairs(parameters: Sequence[str]) -> dict[str, str]:
    """Read `name=value` pairs.

    Raises:
        QueryError: One of them is not such a pair, or a name comes twice.
    """
    found: dict[str, str] = {}
    for each in parameters:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise QueryError(
                f"`{each}` is not a parameter", todo="Write name=value, for instance -p limit=10"
            )
        if name.strip() in found:
            raise QueryError(f"The parameter `{name.strip()}` is given twice")
        found[name.strip()] = value
    return found


def read_typed(parameters: Sequence[str]) -> dict[str, Any]:
    """Read `name=value` pairs for a statement of one's own: JSON where it is, else text."""
    found: dict[str, Any] = {}
    for name, value in split_pairs(parameters).items():
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is given: in which form, and into which file if any.

    `raw` leaves CSV cells as they are that a spreadsheet would run; `force` overwrites the file.
    """

    form: Form = "table"
    path: Path | None = None
    force: bool = False
    raw: bool = False


def asks_for_page(output: Output) -> bool:
    """Say whether an answer is to be drawn, which the ending of the file tells.

    Raises:
        UsageError: A page is asked for in the format of a table.
    """
    if output.path is None or output.path.suffix.lower() not in PAGES:
        return False
    if output.form != "table":
        raise UsageError(
            f"{output.path} would be a page, which is not written as {output.form}",
            todo="Leave out --format, or choose another ending of the file",
        )
    return True


def put_out_page(drawing: Drawing, notes: Iterable[str], output: Output) -> None:
    """Write an answer as a page that begins along the years; notes go to stderr."""
    from citeloom.viz.page import make_page

    write({"": make_page(drawing, by_year=True).html}, output)
    for note in notes:
        typer.echo(note, err=True)
    typer.echo(f"{output.path}: {len(drawing.nodes)} nodes, {len(drawing.edges)} links", err=True)


def put_out(store: Store, table: Table, notes: Iterable[str], output: Output) -> None:
    """Print an answer, or write it to a file; notes go to stderr."""
    if output.form == "table" and output.path is None:
        from citeloom.print_table import print_table

        print_table(table)
    else:
        texts = answer_texts(store, table, output)
        if output.path is None:
            write_out(next(iter(texts.values())))
        else:
            write(texts, output)
    for note in notes:
        typer.echo(note, err=True)


def write_out(text: str) -> None:
    """Write what a program may read to stdout as it is; `typer.echo` would change it in a pipe."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write(texts: Mapping[str, str], output: Output) -> None:
    """Write texts to the named file, and those of other endings beside it."""
    from citeloom.queries.exports.whole_files import write_files

    path = output.path
    if path is None:
        raise AssertionError("no file is named")
    main, *beside = texts
    paths = {path: texts[main]}
    paths |= {path.with_suffix(ending): texts[ending] for ending in beside}
    write_files(paths, force=output.force)


def answer_texts(store: Store, table: Table, output: Output) -> dict[str, str]:
    """Return an answer as text by file ending, the main one first.

    Raises:
        QueryError: A format for references is asked of an answer without papers.
    """
    from citeloom.queries import tabular

    form = "markdown" if output.form == "table" else output.form
    if form == "csv":
        return {".csv": tabular.write_csv(table, raw=output.raw)}
    if form in tabular.FORMATS:
        return {"": tabular.FORMATS[form](table)}
    from citeloom.queries.exports.read_references import find_paper_ids, read_references
    from citeloom.queries.exports.reference_formats import Options, render

    ids = find_paper_ids(store, table)
    if not ids and table.rows:
        raise QueryError(
            f"The answer holds no papers, so that there is nothing to write as {form}",
            todo="Choose table, csv, json, jsonl or markdown",
        )
    named = output.path.stem if output.path else "references"
    return render(form, read_references(store, ids), Options(raw=output.raw, bibliography=named))
