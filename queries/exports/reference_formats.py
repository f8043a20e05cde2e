"""The formats by name, for the command line and the explorer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citeloom.graph.errors import UsageError
from citeloom.queries.exports import (
    write_biblatex,
    write_bibtex,
    write_csl_json,
    write_csv_table,
    write_json,
    write_latex,
    write_markdown,
    write_ris,
)
from citeloom.queries.exports.citation_keys import make_citation_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citeloom.queries.exports.reference import Reference


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose: notes about the list, plain CSV cells, the name of the .bib.

    `give_keys` returns one citation key per reference; see `key_memory.KeyGiver`.
    """

    about: tuple[str, ...] = ()
    raw: bool = False
    bibliography: str = "references"
    give_keys: Callable[[Sequence[Reference]], list[str]] = make_citation_keys


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what a browser calls it, the file's ending, and its writer.

    `beside` is the format that a file of this one needs beside it, as LaTeX needs BibTeX; `keyed`
    tells that papers have citation keys in it.
    """

    name: str
    description: str
    media_type: str
    ending: str
    write: Callable[[Sequence[Reference], Options], str]
    beside: str | None = None
    keyed: bool = True


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format(
            "markdown", "a list to read, with reasons and links", "text/markdown", ".md",
            lambda references, options: write_markdown.write(references, options.about),
            keyed=False,
        ),
        Format(
            "bibtex", "BibTeX, for LaTeX", "application/x-bibtex", ".bib",
            lambda references, options: write_bibtex.write(references, options.about),
        ),
        Format(
            "biblatex", "BibLaTeX, for LaTeX with biber", "application/x-bibtex", ".bib",
            lambda references, options: write_biblatex.write(references, options.about),
        ),
        Format(
            "ris", "RIS, for EndNote, Zotero, Mendeley",
            "application/x-research-info-systems", ".ris",
            lambda references, _: write_ris.write(references),
        ),
        Format(
            "csl-json", "CSL-JSON, for Zotero and pandoc",
            "application/vnd.citationstyles.csl+json", ".json",
            lambda references, _: write_csl_json.write(references),
        ),
        Format(
            "csv", "a table for spreadsheets", "text/csv", ".csv",
            lambda references, options: write_csv_table.write(references, raw=options.raw),
        ),
        Format(
            "latex", "a related-work section to write into, with its .bib beside it",
            "application/x-tex", ".tex",
            lambda references, options: write_latex.write(
                references, options.about, bibliography=options.bibliography
            ),
            beside="bibtex",
        ),
        Format(
            "json", "everything, evidence included", "application/json", ".json",
            lambda references, options: write_json.write(references, options.about),
        ),
    )
}  # fmt: skip


def render(
    name: str, references: Sequence[Reference], options: Options | None = None
) -> dict[str, str]:
    """Return the texts of a format by their file endings, the main one first.

    A paper that is in the list twice is written once.

    Raises:
        UsageError: There is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name}", todo=f"Choose one of {', '.join(FORMATS)}")
    chosen = FORMATS[name]
    first: dict[str, Reference] = {}
    for reference in references:
        first.setdefault(reference.paper_id, reference)
    distinct = list(first.values())
    used = options or Options()
    if chosen.keyed:
        keys = used.give_keys(distinct)
        distinct = [replace(each, key=key) for each, key in zip(distinct, keys, strict=True)]
    texts = {chosen.ending: chosen.write(distinct, used)}
    if chosen.beside is not None:
        beside = FORMATS[chosen.beside]
        texts[beside.ending] = beside.write(distinct, used)
    return texts
