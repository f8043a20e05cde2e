"""BibTeX and BibLaTeX, read by bibtexparser.

bibtexparser was chosen over pybtex by trying both on damaged files: it says on which line each
entry begins, and after a broken entry it goes on with the next, where pybtex swallows the rest of
the broken one into a title.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from bibtexparser import model
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.enclosing import RemoveEnclosingMiddleware
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
)

from citeloom.enrich.listing.latex_to_text import plain
from citeloom.enrich.listing.make_entry import entry
from citeloom.enrich.listing.piece import Piece, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORM = "bibtex"
ID_FIELDS = ("doi", "eprint", "arxivid", "arxiv", "openalex", "url", "note", "howpublished")
CONTAINERS = {"proceedings", "mvproceedings", "collection", "mvcollection"}
INHERITED = ("year", "date", "month")

# It warns about each broken block on its own; here they become problems of the listing.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def is_bibtex(text: str) -> bool:
    """Whether the text has an entry such as `@article{key,`."""
    return bool(re.search(r"^[ \t]*@[A-Za-z]{3,30}[ \t]*[{(][^\n]*,?[ \t]*$", text, re.MULTILINE))


def parse(text: str) -> Iterator[Piece]:
    """Read the entries; what bibtexparser refuses becomes a problem with its line."""
    library = parse_string(text)
    by_key = {
        found.key.lower(): _fields(found)
        for found in map(_entry_of, library.blocks)
        if found is not None
    }
    parents = {fields["crossref"].lower() for fields in by_key.values() if "crossref" in fields}
    for block in library.blocks:
        first = (block.start_line or 0) + 1
        raw = (block.raw or "").rstrip()
        last = first + raw.count("\n")
        found = _entry_of(block)
        if found is not None:
            yield _read(found, first, last, by_key, parents)
        elif isinstance(block, model.ParsingFailedBlock):
            if isinstance(block, model.DuplicateBlockKeyBlock):
                yield Piece(first, last)  # an abbreviation (@string) that is given again
                continue
            reason = f"not read as BibTeX: {_why(block)}"
            yield Piece(first, last, None, problem(first, raw, reason))
        elif isinstance(block, model.ImplicitComment) and re.search(r"\btitle\s{0,9}=", raw):
            reason = "not read as BibTeX: an entry must begin with @ and its type"
            yield Piece(first, last, None, problem(first, raw, reason))
        else:
            yield Piece(first, last)


def _entry_of(block: model.Block) -> model.Entry | None:
    """Give the entry of a block; a key that was used before does not make it another paper."""
    if isinstance(block, model.DuplicateBlockKeyBlock):
        inner = block.ignore_error_block
        # Blocks in error have not gone through the library's own steps yet.
        bare = RemoveEnclosingMiddleware().transform_block(inner, Library()) if inner else None
        return bare if isinstance(bare, model.Entry) else None
    return block if isinstance(block, model.Entry) else None


def _fields(found: model.Entry) -> dict[str, str]:
    return {field.key.lower(): str(field.value).strip() for field in found.fields}


def _read(
    found: model.Entry,
    first: int,
    last: int,
    by_key: Mapping[str, Mapping[str, str]],
    parents: set[str],
) -> Piece:
    if found.entry_type.lower() in CONTAINERS and found.key.lower() in parents:
        return Piece(first, last)  # the volume that papers of this file appeared in
    fields = _fields(found)
    parent = by_key.get(fields.get("crossref", "").lower(), {})
    for name in INHERITED:
        if name in parent:
            fields.setdefault(name, parent[name])
    authors, complete = _authors(fields.get("author") or fields.get("editor") or "")
    year, month = fields.get("year", ""), fields.get("month", "")
    paper = entry(
        first,
        title=plain(_enclosed(fields.get("title", ""))),
        abstract=plain(_enclosed(fields.get("abstract", ""))),
        date=fields.get("date") or (f"{month} {year}" if month.isalpha() else None),
        year=year or fields.get("date"),
        authors=authors,
        ids=[part for name in ID_FIELDS for part in _ids(fields.get(name))],
        arxiv_class=fields.get("primaryclass") or fields.get("eprintclass"),
        complete=complete,
    )
    if paper is None:
        raw = found.raw or found.key
        return Piece(first, last, None, problem(first, raw, "an entry without title and ids"))
    return Piece(first, last, paper)


def _enclosed(value: str) -> str:
    return value[1:-1] if value.startswith('"') and value.endswith('"') else value


def _ids(value: str | None) -> Iterator[str]:
    if not value:
        return
    bare = re.sub(r"\\url|[{}]", "", value).replace("\\_", "_")
    yield bare
    yield from bare.split()[:20]


def _authors(value: str) -> tuple[list[str], bool]:
    """Split a list of authors; `and others` makes it incomplete."""
    if not value:
        return [], False
    names = _people(value)
    complete = not names or names[-1].lower() != "others"
    return [_name(name) for name in (names if complete else names[:-1])], complete


def _people(value: str) -> list[str]:
    r"""Split at each `and` outside of braces.

    Not by bibtexparser, which loses the command that a name begins with (2.1: `\O{}stby`).
    """
    names: list[str] = []
    depth = 0
    for part in re.split(r"\s(?:and|AND|And)(?=\s)", value):
        if depth > 0:
            names[-1] += f" and{part}"
        else:
            names.append(part.strip())
        depth += part.count("{") - part.count("}")
    return [name for name in names if name]


def _name(name: str) -> str:
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return plain(name)
    return plain(" ".join([*parts.first, *parts.von, *parts.last, *parts.jr]))


def _why(block: model.ParsingFailedBlock) -> str:
    error = block.error
    said = getattr(error, "abort_reason", None) or str(error) or type(error).__name__
    return " ".join(str(said).split("Note:")[0].split()).rstrip(". ")
