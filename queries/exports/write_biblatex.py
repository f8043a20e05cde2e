"""BibLaTeX: for biber, which knows Unicode names, whole dates and more kinds of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibtexparser.model import Entry

from citeloom.graph.plain_text import clean
from citeloom.queries.exports.bibtex_title import escape_title
from citeloom.queries.exports.citation_keys import citation_keys
from citeloom.queries.exports.escape_latex import escape
from citeloom.queries.exports.publication import (
    address,
    arxiv_class,
    form,
    published_doi,
    safe_address,
    server,
    venue,
    when,
)
from citeloom.queries.exports.write_bibtex import (
    author_list,
    filled,
    keyword_list,
    last_first,
    note,
    pages,
    verbatim,
    write_entries,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibtexparser.model import Field

    from citeloom.graph.person_names import Name
    from citeloom.queries.exports.reference import Reference

TYPES = {
    "article": "article",
    "conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
    "preprint": "online",
}
VENUE_FIELD = {
    "article": "journaltitle",
    "conference": "booktitle",
    "chapter": "series",
    "book": "series",
}


def write(references: Sequence[Reference], about: Sequence[str] = ()) -> str:
    """Return the references as BibLaTeX, notes about the list as comments in front."""
    return write_entries(
        (
            Entry(TYPES.get(form(reference), "misc"), key, _fields(reference))
            for reference, key in zip(references, citation_keys(references), strict=True)
        ),
        about,
    )


def _fields(reference: Reference) -> list[Field]:
    kind, doi, arxiv_id = form(reference), published_doi(reference), clean(reference.arxiv_id)
    return filled(
        (
            ("title", escape_title(reference.title)),
            ("author", author_list(reference, _author)),
            (VENUE_FIELD.get(kind, "series"), escape(venue(reference))),
            ("organization", "" if arxiv_id else escape(server(reference))),
            ("type", "Dissertation" if kind == "thesis" else ""),
            ("volume", escape(reference.volume)),
            ("number", escape(reference.issue)),
            ("pages", pages(reference)),
            ("date", when(reference).iso()),
            ("doi", verbatim(doi)),
            ("eprint", verbatim(arxiv_id)),
            ("eprinttype", "arxiv" if arxiv_id else ""),
            ("eprintclass", verbatim(arxiv_class(reference)) if arxiv_id else ""),
            ("url", "" if doi or arxiv_id else verbatim(safe_address(address(reference)))),
            ("note", note(reference)),
            ("keywords", keyword_list(reference)),
        )
    )


def _author(name: Name) -> str:
    return "{" + escape(name.literal) + "}" if name.literal else last_first(name)
