"""A paper as one service describes it, reduced to what an entry of a bibliography can say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.services.published_version import choose_published_version
from citeloom.enrich.services.venue_names import ARXIV_NAME, SERVERS, read_venue_name
from citeloom.graph.identifiers import read_arxiv_year
from citeloom.graph.identity import NAME_PREFIX, is_arxiv_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import S2Paper

VENUES = frozenset({"journal", "conference", "book series", "book"})
# What publishers write before or behind the title of a paper that they have retracted.
RETRACTED = re.compile(
    r"^\W*(?:retracted|withdrawn)(?:\s+(?:article|paper|chapter))?\s*[\]):.\-\u2013\u2014]+\s*|"
    r"\s*[\[(](?:retracted|withdrawn)(?:\s+(?:article|paper|chapter))?[\])]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What one service says of a paper. None and empty where it says nothing.

    Attributes:
        service: Name of the service: `openalex`, `hub`, `s2`.
        id: Its id there.
        title: The title, without a publisher's "RETRACTED".
        authors: For each author in order the spellings of the name.
        has_all_authors: Whether these are all.
        years: The years that the record gives, that of publication first.
        venues: The names of the venues where it appeared; servers of preprints are none.
        venue: That of the published version.
        is_journal: Whether that is a journal; None where there is no venue.
        volume: Volume.
        first_page: First page, or number of the article.
        last_page: Last page.
        doi: DOI of the published version, never arXiv's own.
        dois: All DOIs, arXiv's own included.
        arxiv_id: arXiv id.
        is_published: Whether it surely appeared elsewhere than on a server of preprints.
        is_retracted: Whether it has been retracted.
    """

    service: str
    id: str
    title: str | None
    authors: tuple[tuple[str, ...], ...] = ()
    has_all_authors: bool = True
    years: tuple[int, ...] = ()
    venues: tuple[str, ...] = ()
    venue: str | None = None
    is_journal: bool | None = None
    volume: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    doi: str | None = None
    dois: tuple[str, ...] = ()
    arxiv_id: str | None = None
    is_published: bool = False
    is_retracted: bool = False

    @property
    def pages(self) -> str | None:
        """First and last page, joined by a hyphen."""
        pages = [page for page in (self.first_page, self.last_page) if page]
        return "-".join(dict.fromkeys(pages)) or None

    @property
    def names(self) -> tuple[str, ...]:
        """The authors, each as displayed."""
        return tuple(spellings[0] for spellings in self.authors)


def read_work_record(work: Work) -> SourceRecord:
    """Read what OpenAlex says of a paper."""
    version = choose_published_version(work)
    venue = version.venue if version.venue and version.venue.category in VENUES else None
    dois = tuple(doi for doi in (version.doi, *version.other_dois) if doi)
    own = next((doi for doi in dois if not is_arxiv_doi(doi)), None)
    authors = tuple(
        spellings
        for each in work.authorships
        if (spellings := tuple(dict.fromkeys(filter(None, (each.name, each.raw_name)))))
    )
    biblio = work.biblio
    years = (version.year, work.year, read_arxiv_year(work.arxiv_id))
    return SourceRecord(
        service="openalex",
        id=work.id,
        title=RETRACTED.sub("", work.title or "") or work.title,
        authors=authors,
        has_all_authors=not work.authors_truncated and len(authors) == len(work.authorships),
        years=tuple(dict.fromkeys(year for year in years if year)),
        venues=tuple(dict.fromkeys(_list_venues(work))),
        venue=venue.name if venue else None,
        is_journal=venue.category == "journal" if venue else None,
        volume=biblio.volume if biblio else None,
        first_page=biblio.first_page if biblio else None,
        last_page=biblio.last_page if biblio else None,
        doi=own,
        dois=dois,
        arxiv_id=work.arxiv_id,
        is_published=bool(venue and (own or not venue.id.startswith(NAME_PREFIX))),
        is_retracted=bool(work.is_retracted),
    )


def read_page_record(paper: HubPaper) -> SourceRecord:
    """Read what the Hub says of a paper."""
    years = (paper.year, read_arxiv_year(paper.id))
    return SourceRecord(
        service="hub",
        id=f"arXiv:{paper.id}",
        title=paper.title,
        authors=tuple((name,) for name in paper.authors),
        years=tuple(dict.fromkeys(year for year in years if year)),
        arxiv_id=paper.id,
    )


def read_s2_record(paper: S2Paper) -> SourceRecord:
    """Read what Semantic Scholar says of a paper."""
    doi = paper.doi if paper.doi and not is_arxiv_doi(paper.doi) else None
    years = (paper.year, read_arxiv_year(paper.arxiv_id))
    return SourceRecord(
        service="s2",
        id=paper.id,
        title=paper.title,
        authors=tuple((each.name,) for each in paper.authors if each.name),
        years=tuple(dict.fromkeys(year for year in years if year)),
        doi=doi,
        dois=(paper.doi,) if paper.doi else (),
        arxiv_id=paper.arxiv_id,
    )


def is_server(name: str) -> bool:
    """Tell whether a name is that of a server of preprints."""
    return bool(SERVERS.search(name)) or name.strip(" .").lower() == "corr" or name == ARXIV_NAME


def _list_venues(work: Work) -> Iterator[str]:
    for place in work.places:
        source = place.source
        if source and source.category == "repository":
            continue
        is_venue = source and source.category in VENUES | {None}  # no platform, no index
        names = (
            source.name if source and is_venue else None,
            read_venue_name(place.raw_source_name or place.raw_publication_name, work.title),
        )
        yield from (name for name in names if name and not is_server(name))
