"""From an OpenAlex work to records: the paper, its people and places, its venue and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.services.published_version import PublishedVersion, choose_published_version
from citeloom.graph.identity import is_arxiv_doi, make_venue_id
from citeloom.graph.markup import strip_markup
from citeloom.graph.records import (
    Author,
    Authored,
    HasTopic,
    Institution,
    Paper,
    PublishedIn,
    Topic,
    Venue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.services.openalex_work import Authorship, Work
    from citeloom.graph.records import NodeRecord, RelationshipRecord, TitleSource

    Record = NodeRecord | RelationshipRecord


def make_paper(
    work: Work,
    fetched_at: str | None,
    *,
    sample: bool,
    title: tuple[str, TitleSource] | None = None,
) -> Paper:
    """Return the paper that a work is, without anything about listings.

    Args:
        work: The work.
        fetched_at: When it was fetched.
        sample: Whether it is made up.
        title: Title and its source, where OpenAlex has none.
    """
    biblio, published = work.biblio, choose_published_version(work)
    return Paper(
        id=work.id,
        title=title[0] if title else work.title,
        title_source=title[1] if title else None,
        abstract=strip_markup(work.abstract),
        date=published.date,
        year=published.year,
        doi=published.doi,
        arxiv_id=work.arxiv_id,
        openalex_id=work.id,
        aliases=list_other_dois(published),
        work_type=published.work_type,
        language=work.language,
        volume=biblio.volume if biblio else None,
        issue=biblio.issue if biblio else None,
        pages=work.pages,
        cited_by_count=work.cited_by_count,
        fwci=work.fwci,
        is_retracted=work.is_retracted,
        authors_truncated=work.authors_truncated or None,
        overruled=published.overruled or None,
        sample=sample or None,
        fetched_at=fetched_at,
    )


def list_other_dois(published: PublishedVersion) -> tuple[str, ...] | None:
    """Return the work's further DOIs as aliases; arXiv's own is left out, the id says it."""
    others = [f"doi:{doi}" for doi in published.other_dois if not is_arxiv_doi(doi)]
    return tuple(sorted(others)) or None


def make_context(work: Work, paper: str) -> Iterator[Record]:
    """Yield the venue, topics, authors and institutions of a work.

    Args:
        work: The work.
        paper: Id that the paper's record proposes.
    """
    venue = choose_published_version(work).venue
    if venue:
        by_name = make_venue_id(venue.name) if venue.name else None
        yield Venue(
            id=venue.id,
            name=venue.name,
            category=venue.category,
            issn_l=venue.issn_l,
            aliases=(by_name,) if by_name and by_name != venue.id else None,
        )
        yield PublishedIn(start=paper, end=venue.id)
    for topic in work.topics:
        if topic.id:
            yield Topic(
                id=topic.id,
                name=topic.name,
                subfield=topic.subfield,
                field=topic.field,
                domain=topic.domain,
            )
            yield HasTopic(start=paper, end=topic.id, score=topic.score)
    for position, authorship in enumerate(work.authorships):
        yield from _make_authorship(authorship, position, paper)


def _make_authorship(authorship: Authorship, position: int, paper: str) -> Iterator[Record]:
    author = authorship.author
    if not (author.id or authorship.name):
        return
    # OpenAlex knows some authors by name only; a name alone never joins two papers.
    key = author.id or f"{paper}/author/{position}"
    yield Author(id=key, name=authorship.name, orcid=author.orcid)
    places = {each.id: each for each in authorship.institutions if each.id}
    for place in places.values():
        if place.id:
            yield Institution(
                id=place.id,
                name=place.name,
                ror=place.ror,
                country=place.country,
                category=place.category,
            )
    yield Authored(
        start=key,
        end=paper,
        position=position,
        corresponding=authorship.corresponding,
        institutions=tuple(sorted(filter(None, places))) or None,
    )
