"""What a reference is and where it appeared, decided once for all formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from citeloom.graph.plain_text import clean
from citeloom.graph.web_addresses import ARXIV_DOI, choose_paper_address

if TYPE_CHECKING:
    from citeloom.queries.exports.reference import Reference

Form = Literal[
    "article", "conference", "chapter", "book", "thesis", "report", "dataset", "software",
    "preprint", "other",
]  # fmt: skip
VenueRole = Literal["journal", "booktitle", "series"]

OLD_ARXIV_ID = re.compile(r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# Types of OpenAlex, those that are being rolled out, and those of Crossref that copies carry. What
# is missing here, as `preprint`, `article` or a type that is not known yet, goes by its venue.
FORM_OF_WORK: dict[str, Form] = {
    **dict.fromkeys(
        ("book", "edited-book", "monograph", "proceedings", "reference-book", "book-series"), "book"
    ),
    **dict.fromkeys(
        ("book-chapter", "book-section", "book-part", "book-track", "reference-entry"), "chapter"
    ),
    **dict.fromkeys(
        ("conference-paper", "conference-abstract", "proceedings-article"), "conference"
    ),
    **dict.fromkeys(
        ("journal-article", "book-review", "data-paper", "software-paper", "case-report"), "article"
    ),
    **dict.fromkeys(("dissertation", "thesis"), "thesis"),
    **dict.fromkeys(("report", "report-component", "standard", "working-paper"), "report"),
    "dataset": "dataset",
    "software": "software",
}


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as it is known; all None where nothing is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """Return ISO 8601, or an empty string."""
        return "-".join(
            f"{part:0{width}d}"
            for part, width in ((self.year, 4), (self.month, 2), (self.day, 2))
            if part is not None
        )


def choose_published_doi(reference: Reference) -> str:
    """Return the DOI of the published version, never arXiv's own, or an empty string."""
    doi = clean(reference.doi)
    return "" if doi.lower().startswith(ARXIV_DOI) else doi


def choose_venue(reference: Reference) -> str:
    """Return the venue's name unless it is a repository of preprints."""
    return "" if reference.venue_category == "repository" else clean(reference.venue)


def choose_venue_role(reference: Reference) -> VenueRole:
    """Say what the venue is to the publication; a chapter's is its book where that is known."""
    kind = choose_kind(reference)
    if kind == "article":
        return "journal"
    is_book = kind == "chapter" and reference.venue_category == "book"
    return "booktitle" if kind == "conference" or is_book else "series"


def choose_server(reference: Reference) -> str:
    """Return the server of a preprint, or an empty string for what is published."""
    if choose_kind(reference) != "preprint":
        return ""
    return "arXiv" if clean(reference.arxiv_id) else clean(reference.venue)


def choose_kind(reference: Reference) -> Form:
    """Say what kind of publication this is; the published version wins over the preprint."""
    work = FORM_OF_WORK.get(reference.work_type or "")
    if work is not None:
        return work
    if choose_venue(reference):
        return "conference" if reference.venue_category == "conference" else "article"
    on_arxiv = bool(clean(reference.arxiv_id))
    if on_arxiv and choose_published_doi(reference):
        return "other"  # published, in a venue that the graph does not know
    repository = reference.work_type == "preprint" or reference.venue_category == "repository"
    return "preprint" if on_arxiv or repository else "other"


def read_date(reference: Reference) -> When:
    """Return the date of publication.

    A date that belongs to another year than the paper's is not used. OpenAlex gives the first of
    January where only the year is known, so that this day counts as the year alone.
    """
    match = ISO_DATE.match(reference.date or "")
    if match is None or reference.year not in (None, int(match[1])):
        return When(reference.year)
    year, month, day = (int(part) if part else None for part in match.groups())
    return When(year) if (month, day) == (1, 1) else When(year, month, day)


def split_pages(reference: Reference) -> tuple[str, str]:
    """Return both pages; the second is empty where there is one page or an article number."""
    first, dash, last = clean(reference.pages).replace("\N{EN DASH}", "-").partition("-")
    if not dash or "-" in last or not first or not last:
        return clean(reference.pages), ""
    return first.strip(), last.strip()


def choose_arxiv_class(reference: Reference) -> str:
    """Return the arXiv class where it is known and not already said by an id of the old form."""
    if OLD_ARXIV_ID.fullmatch(clean(reference.arxiv_id)):
        return ""
    return clean(reference.arxiv_class)


def write_arxiv_label(reference: Reference) -> str:
    """Return how arXiv asks to be cited, `arXiv:1706.03762 [cs.CL]`, or an empty string."""
    name = clean(reference.arxiv_id)
    if not name:
        return ""
    subject = choose_arxiv_class(reference)
    return f"arXiv:{name} [{subject}]" if subject else f"arXiv:{name}"


def choose_address(reference: Reference) -> str:
    """Return where the paper is read: its DOI, else arXiv, else its page elsewhere, else ""."""
    ids = {
        "doi": reference.doi,
        "arxiv_id": reference.arxiv_id,
        "openalex_id": reference.openalex_id,
        "s2_id": reference.s2_id,
    }
    return choose_paper_address(None, ids) or ""
