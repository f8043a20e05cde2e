"""BibTeX: the fields of the classic styles, and what arXiv asks for.

bibtexparser 2.1 writes the entries; it does not escape, so that every value is LaTeX before it
gets there. pybtex's writer is not used: it escapes a second time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.middleware import BlockMiddleware
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from citeloom.graph.name_words import is_family_first
from citeloom.graph.person_names import PersonName, parse_name
from citeloom.graph.plain_text import clean
from citeloom.queries.exports.bibtex_title import escape_title
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.escape_latex import escape
from citeloom.queries.exports.publication import (
    choose_address,
    choose_arxiv_class,
    choose_kind,
    choose_published_doi,
    choose_server,
    choose_venue,
    choose_venue_role,
    read_date,
    split_pages,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citeloom.queries.exports.reference import Reference

TYPES = {
    "article": "article",
    "conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
}
IN_VENUE = frozenset({"article", "conference", "chapter", "book"})
_COMMAND = re.compile(r"\\\\|\\(?![:;])")  # a backslash, as JabRef doubles it or as it is
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(references: Sequence[Reference], about: Sequence[str] = ()) -> str:
    """Return the references as BibTeX, notes about the list as comments in front."""
    return write_entries(
        (
            Entry(TYPES.get(choose_kind(reference), "misc"), key, _write_fields(reference))
            for reference, key in zip(references, make_citation_keys(references), strict=True)
        ),
        about,
    )


def write_entries(entries: Iterable[Entry], about: Sequence[str]) -> str:
    """Return entries whose values are LaTeX as the text of a .bib file.

    An at sign in a comment would begin an entry for BibTeX, and is spelled out.
    """
    layout = BibtexFormat()  # type: ignore[no-untyped-call]  # as bibtexparser has it
    layout.indent = "  "
    layout.block_separator = "\n"
    comments = "".join(f"% {clean(line.replace('@', ' at '))}\n" for line in about)
    text = write_string(Library(list(entries)), unparse_stack=[_Enclose()], bibtex_format=layout)
    return comments + ("\n" if comments else "") + text


def keep_filled(pairs: Iterable[tuple[str, str]]) -> list[Field]:
    """Return fields for the values that are known."""
    return [Field(name, value) for name, value in pairs if value]


def write_verbatim(text: str) -> str:
    r"""Return a DOI or an id as a verbatim field takes it: nothing escaped, nothing harmful.

    Styles print these through \url, where an escape would be printed. What would end the field
    or begin a command is percent-encoded.
    """
    return "".join(
        character if character not in '{}\\"<>^`| ' else f"%{ord(character):02X}"
        for character in clean(text)
    )


def write_pages(reference: Reference) -> str:
    """Return the pages with the dash that LaTeX prints between numbers."""
    first, last = split_pages(reference)
    return f"{escape(first)}--{escape(last)}" if last else escape(first)


def write_authors(reference: Reference, author: Callable[[PersonName], str]) -> str:
    """Return the authors in their order, and "others" only where the source cut the list."""
    written = [author(name) for name in map(parse_name, reference.authors) if name is not None]
    if written and reference.authors_truncated:
        written.append("others")
    return " and ".join(written)


def write_last_first(name: PersonName) -> str:
    """Return a person's name as "von Last, Jr, First".

    A family name with a small word in it, Ramón y Cajal, is put into braces: BibTeX would take
    all up to that word for a particle.
    """
    family = escape(name.family)
    if any(word[0].islower() for word in name.family.split()[:-1]):
        family = "{" + family + "}"
    family = f"{escape(name.particle)} {family}" if name.particle else family
    return ", ".join(part for part in (family, escape(name.suffix), escape(name.given)) if part)


def write_note(reference: Reference) -> str:
    """Return what a reader must not miss, and what the user's listing notes."""
    warning = "Retracted" if reference.is_retracted else ""
    return ". ".join(part for part in (warning, escape(reference.note)) if part)


def write_listed_fields(reference: Reference) -> list[tuple[str, str]]:
    """Return what the user's listing keeps with the paper, in the fields of reference managers.

    A comma within a keyword or a group would part it.
    """
    return [
        ("keywords", ", ".join(escape(word.replace(",", " ")) for word in reference.keywords)),
        ("groups", ", ".join(escape(group.replace(",", " ")) for group in reference.groups)),
        ("file", ";".join(map(_write_file, reference.files))),
    ]


def _write_file(file: str) -> str:
    r"""Return a path without what could end the field or begin a command; `\:` is JabRef's own."""
    return _COMMAND.sub("/", clean(file).translate({ord("{"): None, ord("}"): None}))


def _write_fields(reference: Reference) -> list[Field]:
    kind, date, doi = choose_kind(reference), read_date(reference), choose_published_doi(reference)
    arxiv_id, place = clean(reference.arxiv_id), choose_venue(reference)
    return keep_filled(
        (
            ("title", escape_title(reference.title)),
            ("author", write_authors(reference, _write_author)),
            (choose_venue_role(reference), escape(place) if kind in IN_VENUE else ""),
            ("howpublished", "" if arxiv_id else escape(choose_server(reference))),
            ("type", "Dissertation" if kind == "thesis" else ""),
            ("volume", escape(reference.volume)),
            ("number", escape(reference.issue)),
            ("pages", write_pages(reference)),
            ("year", "" if date.year is None else str(date.year)),
            ("month", "" if date.month is None else MONTHS[date.month - 1]),
            ("doi", write_verbatim(doi)),
            ("eprint", write_verbatim(arxiv_id)),
            ("archivePrefix", "arXiv" if arxiv_id else ""),
            ("primaryClass", write_verbatim(choose_arxiv_class(reference)) if arxiv_id else ""),
            ("url", "" if doi else write_verbatim(choose_address(reference))),
            ("note", write_note(reference)),
            *write_listed_fields(reference),
        )
    )


def _write_author(name: PersonName) -> str:
    """Return a name as "von Last, Jr, First", or in braces where it must stay whole.

    BibTeX abbreviates a given name to its first byte. Where that is half a letter, in scripts
    that have no form in ASCII, the whole name stays together; BibLaTeX has no such limit.
    """
    if name.literal or not escape(name.given).isascii():
        return "{" + escape(name.literal or _put_in_reading_order(name)) + "}"
    return write_last_first(name)


def _put_in_reading_order(name: PersonName) -> str:
    if is_family_first(name.family):
        return f"{name.family} {name.given}"
    parts = (name.given, name.particle, name.family, name.suffix)
    return " ".join(part for part in parts if part)


class _Enclose(BlockMiddleware):
    """Puts values into braces, except the names of months, which styles define."""

    def transform_entry(self, entry: Entry, library: Library) -> Entry:  # noqa: ARG002 - as declared by bibtexparser
        return Entry(
            entry.entry_type,
            entry.key,
            [
                Field(field.key, field.value if field.key == "month" else "{" + field.value + "}")
                for field in entry.fields
            ],
        )
