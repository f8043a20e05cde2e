"""What `query` and `cypher` have in common: parameters, formats, and where answers go."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer

from citeloom.graph.errors import QueryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from citeloom.choose_output import Output
    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Table
    from citeloom.settings import Settings
    from citeloom.viz.drawing import Drawing


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


def put_out_page(
    drawing: Drawing, notes: Iterable[str], output: Output, *, by_year: bool = False
) -> None:
    """Write an answer as a page, which may begin along the years; notes go to stderr."""
    from citeloom.viz.page import make_page

    write({".html": make_page(drawing, by_year=by_year).html}, output)
    for note in notes:
        typer.echo(note, err=True)
    counts = f"{len(drawing.nodes)} nodes, {len(drawing.edges)} links"
    typer.echo(f"{output.path}: {counts}" if output.path else counts, err=True)


def put_out(  # noqa: PLR0913 - an answer, and all that is said about how to give it
    store: Store,
    table: Table,
    notes: Iterable[str],
    output: Output,
    *,
    settings: Settings,
    without: Path | None = None,
) -> None:
    """Print an answer, or write it to a file; notes go to stderr.

    Args:
        store: The graph.
        table: The answer.
        notes: What is to be said about it.
        output: How it is given.
        settings: Where citation keys are remembered.
        without: A listing whose papers are left out of references, or None.

    Raises:
        QueryError: A format for references is asked of an answer without papers.
        UsageError: Papers are to be left out of something that is not a list of references.
    """
    from citeloom.queries import tabular

    told = list(notes)
    if output.form not in tabular.FORMATS and output.form != "table":
        told += _put_out_references(store, table, output, settings=settings, without=without)
    elif without is not None:
        raise UsageError(
            f"--without leaves papers out of references, and {output.form} is a table",
            todo="Choose bibtex, biblatex, ris, csl-json or latex",
        )
    elif output.form == "table" and output.path is None:
        from citeloom.print_table import print_table

        print_table(table)
    elif output.form == "csv":
        write({".csv": tabular.write_csv(table, raw=output.raw)}, output)
    else:
        form = "markdown" if output.form == "table" else output.form
        write({"": tabular.FORMATS[form](table)}, output)
    for note in told:
        typer.echo(note, err=True)


def write_out(text: str) -> None:
    """Write what a program may read to stdout as it is; `typer.echo` would change it in a pipe."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write(texts: Mapping[str, str], output: Output) -> None:
    """Write the first text to the named file, and those of other endings beside it; or to stdout.

    On stdout there is no beside.
    """
    from citeloom.queries.exports.whole_files import write_files

    path = output.path
    main, *beside = texts
    if path is None:
        write_out(texts[main])
        return
    paths = {path: texts[main]}
    paths |= {path.with_suffix(ending): texts[ending] for ending in beside}
    write_files(paths, force=output.force)


def _put_out_references(
    store: Store, table: Table, output: Output, *, settings: Settings, without: Path | None
) -> list[str]:
    """Write the papers of an answer as references; return what is to be said about them."""
    from citeloom.archived_keys import ArchivedKeys
    from citeloom.known_papers import read_known_papers
    from citeloom.queries.exports.key_memory import KeyGiver
    from citeloom.queries.exports.leave_out import leave_out_known
    from citeloom.queries.exports.read_references import find_paper_ids, read_references
    from citeloom.queries.exports.reference_formats import Options, render
    from citeloom.queries.related_work.wishes import Known

    known = read_known_papers(without) if without else Known()
    ids = find_paper_ids(store, table)
    if not ids and table.rows:
        raise QueryError(
            f"The answer holds no papers, so that there is nothing to write as {output.form}",
            todo="Choose table, csv, json, jsonl or markdown",
        )
    new = leave_out_known(store, ids, known) if without else ids
    options = Options(
        raw=output.raw,
        bibliography=output.path.stem if output.path else "references",
        give_keys=KeyGiver(store, ArchivedKeys(settings.archive_path), known.keys),
    )
    write(render(output.form, read_references(store, new), options), output)
    left = len(ids) - len(new)
    were = "paper that you have was" if left == 1 else "papers that you have were"
    return [f"{left:,} {were} left out"] if left else []
