"""BibLaTeX: for biber, which knows Unicode names, whole dates and more kinds of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibtexparser.model import Entry

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
)
from citeloom.queries.exports.write_bibtex import (
    keep_filled,
    write_authors,
    write_entries,
    write_last_first,
    write_listed_fields,
    write_note,
    write_pages,
    write_verbatim,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibtexparser.model import Field

    from citeloom.graph.person_names import PersonName
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
VENUE_FIELD = {"journal": "journaltitle", "booktitle": "booktitle", "series": "series"}


def write(references: Sequence[Reference], about: Sequence[str] = ()) -> str:
    """Return the references as BibLaTeX, notes about the list as comments in front."""
    return write_entries(
        (
            Entry(TYPES.get(choose_kind(reference), "misc"), key, _write_fields(reference))
            for reference, key in zip(references, make_citation_keys(references), strict=True)
        ),
        about,
    )


def _write_fields(reference: Reference) -> list[Field]:
    kind, doi, arxiv_id = (
        choose_kind(reference),
        choose_published_doi(reference),
        clean(reference.arxiv_id),
    )
    return keep_filled(
        (
            ("title", escape_title(reference.title)),
            ("author", write_authors(reference, _write_author)),
            (VENUE_FIELD[choose_venue_role(reference)], escape(choose_venue(reference))),
            ("organization", "" if arxiv_id else escape(choose_server(reference))),
            ("type", "Dissertation" if kind == "thesis" else ""),
            ("volume", escape(reference.volume)),
            ("number", escape(reference.issue)),
            ("pages", write_pages(reference)),
            ("date", read_date(reference).iso()),
            ("doi", write_verbatim(doi)),
            ("eprint", write_verbatim(arxiv_id)),
            ("eprinttype", "arxiv" if arxiv_id else ""),
            ("eprintclass", write_verbatim(choose_arxiv_class(reference)) if arxiv_id else ""),
            ("url", "" if doi or arxiv_id else write_verbatim(choose_address(reference))),
            ("note", write_note(reference)),
            *write_listed_fields(reference),
        )
    )


def _write_author(name: PersonName) -> str:
    return "{" + escape(name.literal) + "}" if name.literal else write_last_first(name)
