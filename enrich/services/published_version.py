"""What a work of OpenAlex is as a publication: its venue, type, year and DOI.

A record gathers copies of a paper from many places. Values of the whole record come from one of
them, and not always from the publisher's, so that they may contradict each other. Better evidence
in the same record bounds them: the type of the source, the type that the copy's own host gives,
and the arXiv id, which names a month. What is overruled is told, so that nobody takes it on trust.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citeloom.enrich.services.venue_names import guess_category, read_venue_name
from citeloom.graph import identifiers
from citeloom.graph.identity import is_arxiv_doi, make_venue_id

if TYPE_CHECKING:
    from citeloom.enrich.services.openalex_work import Location, Work

LATE = 2  # years between a preprint and its publication, beyond which a copy's date is doubted
NO_PAPER = frozenset({
    "component", "dataset", "libguides", "other", "paratext", "peer-review", "software",
    "supplementary-materials",
})  # fmt: skip
IN_BOOK = frozenset({"book-chapter", "book-section", "book-part", "reference-entry", "book"})
BOOK_WORDS = re.compile(r"book|chapter|monograph|reference", re.IGNORECASE)
ARTICLE_WORDS = re.compile(r"journal[- ]?article|article[- ]journal", re.IGNORECASE)
# A DOI that holds an ISBN is that of a book or of a part of one.
ISBN = re.compile(r"97[89][-\d]{10,14}|(?<!\d)\d{1,5}-\d{2,7}-\d{1,7}-[\dx](?![\dx])")


class VenueFacts(NamedTuple):
    """A venue; `id` is OpenAlex's, or made of the name where OpenAlex has none."""

    id: str
    name: str | None
    category: str | None
    issn_l: str | None


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A work as it was published, as far as its record says.

    Attributes:
        venue: Where it appeared: the published version's venue before a repository.
        work_type: Its type, in OpenAlex's words.
        year: Year of publication.
        date: Date of publication, where it agrees with the year.
        doi: DOI in lower case, the publisher's where there is one.
        other_dois: Further DOIs of copies, which only hint at the work.
        overruled: What the record says otherwise and why it was not believed, a sentence each.
    """

    venue: VenueFacts | None
    work_type: str | None
    year: int | None
    date: str | None
    doi: str | None
    other_dois: tuple[str, ...]
    overruled: tuple[str, ...]


@lru_cache(maxsize=4_096)
def choose_published_version(work: Work) -> PublishedVersion:
    """Weigh the values of a record against each other; see the module's first lines."""
    told: list[str] = []
    own = work.own_doi
    places = list(work.places)
    if own and _is_copys_doi(work, own):
        places = [place for place in places if own not in place.dois] or places
        told.append(
            f"DOI {own}: it is that of a copy in a repository, beside arXiv {work.arxiv_id}"
        )
        own = f"10.48550/arxiv.{work.arxiv_id}"
    venue = _choose_venue(work, places)
    year = _bound_year(work, told, is_trusted=own == work.own_doi and _has_publisher(work))
    work_type = _bound_type(work, venue, told)
    date = work.date if work.date and year and work.date.startswith(str(year)) else None
    dois = tuple(dict.fromkeys(doi for doi in (own, *work.dois) if doi))
    return PublishedVersion(
        venue=venue,
        work_type=work_type,
        year=year,
        date=date if year else work.date,
        doi=dois[0] if dois else None,
        other_dois=dois[1:],
        overruled=tuple(told),
    )


def _choose_venue(work: Work, places: list[Location]) -> VenueFacts | None:
    """Return the venue of the primary location, or of the first other one that is published."""
    found = [venue for place in places if (venue := _read_venue(place, work))]
    if not found:
        return None
    if found[0].category != "repository" and places[0] is work.primary_location:
        return found[0]
    known = (venue for venue in found if venue.category in {"journal", "conference", "book series"})
    published = next((venue for venue in known if not venue.id.startswith("name:")), None)
    return published or found[0]


def _read_venue(place: Location, work: Work) -> VenueFacts | None:
    source = place.source
    name = read_venue_name(place.raw_source_name or place.raw_publication_name, work.title)
    category = source.category if source else None
    # On a platform of books, the name beside it is the book's.
    is_named = category == "ebook platform" and name and source and name != source.name
    if source and source.id and not is_named:
        shown = source.name or name
        return VenueFacts(
            source.id,
            shown,
            category or guess_category(shown, place.raw_type, work.work_type),
            source.issn_l,
        )
    name = name or (source.name if source else None)
    if not name or not (made := make_venue_id(name)):
        return None
    if category in {None, "ebook platform"}:
        category = guess_category(name, place.raw_type, work.work_type)
    return VenueFacts(made, name, category, source.issn_l if source else None)


def _is_copys_doi(work: Work, doi: str) -> bool:
    """Say whether the record's DOI is a repository's, although it is a paper on arXiv."""
    if not work.arxiv_id or is_arxiv_doi(doi):
        return False
    places = [place for place in work.places if doi in place.dois]
    sources = [place.source for place in places if place.source]
    if sources:
        return all(source.category == "repository" for source in sources)
    late = _years_after_arxiv(work)
    return not places and late is not None and late > LATE


def _has_publisher(work: Work) -> bool:
    primary = work.primary_location
    source = primary.source if primary else None
    if source is not None:
        return source.category != "repository"
    return bool(primary and read_venue_name(primary.raw_source_name, work.title))


def _years_after_arxiv(work: Work) -> int | None:
    began = identifiers.read_arxiv_year(work.arxiv_id)
    return work.year - began if work.year is not None and began is not None else None


def _bound_year(work: Work, told: list[str], *, is_trusted: bool) -> int | None:
    """Return the year; that of the arXiv id where a copy's date lies far behind it."""
    late = _years_after_arxiv(work)
    if is_trusted or late is None or late <= LATE:
        return work.year
    began = identifiers.read_arxiv_year(work.arxiv_id)
    told.append(f"year {work.year}: arXiv {work.arxiv_id} is of {began}, and no publisher dates it")
    return began


def _bound_type(work: Work, venue: VenueFacts | None, told: list[str]) -> str | None:
    """Return the type; an article's where a journal says so, a paper's where arXiv has it."""
    stated = work.work_type
    category = venue.category if venue else None
    raw = (work.primary_location.raw_type if work.primary_location else None) or ""
    if stated in IN_BOOK and category == "journal" and venue and not venue.id.startswith("name:"):
        is_article = bool(ARTICLE_WORDS.search(raw))
        is_part = BOOK_WORDS.search(raw) or ISBN.search(work.own_doi or "") or stated == "book"
        if is_article or not is_part:
            said = f"the host calls it {raw}" if is_article else "its DOI is none of a book"
            told.append(f"type {stated}: {venue.name} is a journal, and {said}")
            return "article"
    if stated in NO_PAPER and work.arxiv_id:
        told.append(f"type {stated}: it is a paper on arXiv, {work.arxiv_id}")
        return "article" if category not in {None, "repository"} else "preprint"
    return stated
