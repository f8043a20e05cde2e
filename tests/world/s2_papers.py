"""Papers as Semantic Scholar gives them, and those that it knows only from reference lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Json = dict[str, Any]


def s2_paper(
    paper_id: str,
    title: str,
    *,
    year: int | None = 2024,
    arxiv: str | None = None,
    doi: str | None = None,
    acl: str | None = None,
    pmid: str | None = None,
    other_ids: Mapping[str, str] | None = None,
    abstract: str | None = None,
    authors: tuple[str, ...] = (),
    venue: str = "",
    venue_id: str | None = None,
    references: tuple[Json, ...] = (),
) -> Json:
    """Return a paper with all fields that Semantic Scholar may be asked for.

    Args:
        paper_id: Semantic Scholar's own id.
        title: Title.
        year: Year.
        arxiv: arXiv id.
        doi: DOI.
        acl: Id in the ACL Anthology.
        pmid: Number in PubMed.
        other_ids: Further ids, by Semantic Scholar's own names.
        abstract: Abstract.
        authors: Names.
        venue: Name of the venue; empty where it is unknown.
        venue_id: The venue's id, where Semantic Scholar has a record of it.
        references: Papers made by this function, or by `s2_citation`.
    """
    corpus_id = sum(map(ord, paper_id))
    given = {"ArXiv": arxiv, "DOI": doi, "ACL": acl, "PubMed": pmid}
    return {
        "paperId": paper_id,
        "externalIds": {
            "CorpusId": corpus_id,
            **{name: key for name, key in given.items() if key},
            **(other_ids or {}),
        },
        "corpusId": corpus_id,
        "publicationVenue": _venue(venue_id, venue) if venue_id else None,
        "url": f"https://www.semanticscholar.org/paper/{paper_id}",
        "title": title,
        "abstract": abstract,
        "venue": venue,
        "year": year,
        "referenceCount": len(references),
        "citationCount": 0,
        "influentialCitationCount": 0,
        "isOpenAccess": arxiv is not None,
        "openAccessPdf": _pdf(arxiv) if arxiv or doi else None,
        "fieldsOfStudy": ["Computer Science"] if venue else None,
        "s2FieldsOfStudy": [{"category": "Computer Science", "source": "s2-fos-model"}],
        "publicationTypes": ["JournalArticle"] if venue else None,
        "publicationDate": f"{year}-01-01" if venue and year else None,
        "journal": {"name": venue, "pages": "1-2", "volume": "1"} if venue else None,
        "citationStyles": {"bibtex": f"@Article{{{paper_id},\n title = {{{title}}}\n}}\n"},
        "authors": [
            {"authorId": f"99{place:04}", "name": name} for place, name in enumerate(authors)
        ],
        "references": list(references),
    }


def s2_citation(title: str, *, year: int | None = None) -> Json:
    """Return an entry of a reference list that Semantic Scholar has found no paper for.

    It has a title and little else; its id is null.
    """
    empty = dict.fromkeys(s2_paper("", ""))
    return {**empty, "title": title, "venue": "", "year": year, "authors": []}


def _pdf(arxiv: str | None) -> Json:
    """Return where the text lies; the object is there, and empty, where it does not."""
    if arxiv is None:
        return {"url": "", "status": None, "license": None}
    return {"url": f"https://arxiv.org/pdf/{arxiv}", "status": "GREEN", "license": "CCBY"}


def _venue(venue_id: str, name: str) -> Json:
    return {
        "id": venue_id,
        "name": name,
        "type": "journal",
        "alternate_names": [f"{name} (short)"],
        "issn": "9999-0000",
        "alternate_issns": ["9999-0001"],
        "url": "https://venue.example",
        "alternate_urls": ["https://venue.example/short"],
    }
