r"""A BibTeX file with the corrections of a check, everything else byte for byte as it was.

Only values that contradict are replaced. They come from services, and are written as an export
writes them: escaped, so that none can end a field, begin an entry or run a command of TeX.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.printed_fields import VENUE_FIELDS, place_entries
from citeloom.enrich.bibliography_check.source_record import is_server
from citeloom.enrich.listing.encoding import decode
from citeloom.enrich.listing.read_bibtex import FORM
from citeloom.graph.errors import UsageError
from citeloom.graph.identifiers import read_arxiv_id, read_doi
from citeloom.graph.latex_text import read_latex
from citeloom.graph.person_names import parse_name
from citeloom.queries.exports.bibtex_title import escape_title
from citeloom.queries.exports.escape_latex import escape
from citeloom.queries.exports.write_bibtex import write_last_first, write_verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.bibliography_check.check_result import BibliographyCheck, Correction
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.listing.bibtex_entries import BibEntry

KIND = re.compile(r"@[ \t]*(?P<kind>[A-Za-z_]+)")
CORRECTED = frozenset({"differs", "published", "retracted", "other-paper"})


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of the text that is replaced."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected file.

    Attributes:
        data: Its bytes, in the encoding of the old one.
        keys: The entries that were corrected.
        left: The entries with findings that were left as they are.
    """

    data: bytes
    keys: tuple[str, ...]
    left: tuple[str, ...]


def require_bibtex(listing: Listing) -> None:
    """Refuse to correct what is not BibTeX, before anything is asked.

    Raises:
        UsageError: It is of another format.
    """
    if listing.form != FORM:
        raise UsageError(
            f"--fix corrects BibTeX, and {listing.name} is of the format {listing.form}",
            kept="Nothing was asked and nothing was written",
            todo="Leave out --fix; the suggestions stand in the table",
        )


def correct_bibtex(data: bytes, check: BibliographyCheck) -> Corrected:
    """Put the corrections of a check into a BibTeX file.

    Args:
        data: The file.
        check: What was found in it.
    """
    encoding = decode(data, check.name).encoding
    # Bytes that are no text of this encoding come through as they are.
    text = data.decode(encoding, "surrogateescape")
    wanted = {
        (each.line, each.key): each.correction
        for each in check.entries
        if each.verdict in CORRECTED and not each.correction.is_empty
    }
    edits: list[Edit] = []
    keys: list[str] = []
    line_ends = "\r" if "\r" in text and "\n" not in text else "\n"
    for placed in place_entries(text.replace("\r", "\n") if line_ends == "\r" else text):
        entry = placed.entry
        correction = wanted.get((placed.line, entry.key or f"line {placed.line}"))
        found = list(_list_edits(text, entry, correction)) if correction else []
        if found and not entry.faults and all(_fits(each.text, encoding) for each in found):
            edits += found
            keys.append(entry.key or f"line {placed.line}")
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    left = [each.key for each in check.findings if each.key not in keys]
    return Corrected(text.encode(encoding, "surrogateescape"), tuple(keys), tuple(left))


def _list_edits(text: str, entry: BibEntry, correction: Correction) -> Iterator[Edit]:
    """Yield what to replace in an entry; a field that is not there is added behind the last one."""
    new = dict(_list_fields(entry, correction))
    added = []
    for name, value in new.items():
        if name in entry.spans:
            yield Edit(*entry.spans[name], "{" + value + "}")
        elif name not in entry.fields:
            added.append((name, value))
    if correction.is_published:
        kind = KIND.match(text, entry.start)
        wanted = {True: "article", False: "inproceedings"}.get(bool(correction.is_journal))
        if kind and wanted and kind["kind"].lower() != wanted:
            yield Edit(kind.start("kind"), kind.end("kind"), wanted)
    if added and entry.spans:
        last = max(end for _, end in entry.spans.values())
        begin = text.rfind("\n", 0, min(start for start, _ in entry.spans.values())) + 1
        margin = text[begin:][: len(text[begin:]) - len(text[begin:].lstrip(" \t"))]
        is_spread = begin > entry.start
        gap = f"\n{margin}" if is_spread else " "
        if is_spread and "\r\n" in text:
            gap = f"\r{gap}"
        yield Edit(last, last, "".join(f",{gap}{name} = {{{value}}}" for name, value in added))


def _list_fields(entry: BibEntry, correction: Correction) -> Iterator[tuple[str, str]]:
    """Yield name and new value, as LaTeX, of the fields that are to change."""
    if correction.title:
        yield "title", escape_title(correction.title)
    if correction.authors:
        yield "author", " and ".join(_write_name(name) for name in correction.authors)
    if correction.year:
        yield (
            ("date" if "date" in entry.fields and "year" not in entry.fields else "year"),
            (str(correction.year)),
        )
    if correction.venue:
        yield from _list_venue_fields(entry, correction, escape(correction.venue))
    if correction.volume and (correction.is_published or "volume" in entry.fields):
        yield "volume", escape(correction.volume)
    if correction.pages:
        yield "pages", escape(correction.pages).replace("-", "--")
    # What is not one as a whole does not get into a file that addresses are made of.
    if correction.doi and read_doi(correction.doi):
        yield "doi", write_verbatim(correction.doi)
    if correction.arxiv_id and read_arxiv_id(correction.arxiv_id):
        old = entry.fields.get("eprint")
        name = "eprint" if old and read_arxiv_id(f"arXiv:{old}") else "arxivid"
        if name in entry.fields:
            yield name, write_verbatim(correction.arxiv_id)


def _list_venue_fields(
    entry: BibEntry, correction: Correction, venue: str
) -> Iterator[tuple[str, str]]:
    there = [name for name in VENUE_FIELDS if entry.fields.get(name)]
    servers = [name for name in there if is_server(read_latex(entry.fields[name]))]
    if not correction.is_published:
        yield (there[0] if there else "journal"), venue
        return
    fitting = "booktitle" if correction.is_journal is False else "journal"
    yield fitting, venue
    for name in servers:
        if name != fitting:
            yield name, ""


def _write_name(display: str) -> str:
    name = parse_name(display)
    if name is None:
        return ""
    return "{" + escape(name.literal) + "}" if name.literal else write_last_first(name)


def _fits(text: str, encoding: str) -> bool:
    """Tell whether the encoding of the file has all letters of a new value."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
