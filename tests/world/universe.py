"""What the four services know, in their true formats, and small builders of it.

Nothing here knows how a service answers; that is in the module of each service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Universe:
    """What the services know.

    Attributes:
        works: OpenAlex works by W-id, complete (all authorships), as the single look-up gives them.
        hidden: W-ids that lists leave out (XPAC).
        merged: Old W-id → the W-id of the work that it was merged into.
        hub_papers: Papers of the Hub by arXiv id, as `/api/papers/{id}` gives them.
        hub_daily: Date → arXiv ids of the Daily Papers of that day.
        repositories: GitHub repositories by `owner/name` in lower case, as the API gives them.
        moved_repositories: Old `owner/name` in lower case → new one.
        s2_papers: Semantic Scholar papers by paperId, with `references` (complete papers).
    """

    works: dict[str, Json] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)
    hub_papers: dict[str, Json] = field(default_factory=dict)
    hub_daily: dict[str, list[str]] = field(default_factory=dict)
    repositories: dict[str, Json] = field(default_factory=dict)
    moved_repositories: dict[str, str] = field(default_factory=dict)
    s2_papers: dict[str, Json] = field(default_factory=dict)

    def add_work(self, work_id: str, title: str, *, hidden: bool = False, **details: Any) -> Json:
        """Add a work to OpenAlex; the details are those of `work`."""
        self.works[work_id] = work(work_id, title, **details)
        if hidden:
            self.hidden.add(work_id)
            self.works[work_id]["is_xpac"] = True
        return self.works[work_id]

    def add_hub_paper(
        self, arxiv_id: str, title: str, *, daily: str | None = None, **details: Any
    ) -> Json:
        """Add a paper to the Hub, and to the Daily Papers of a date; details as of `hub_paper`."""
        self.hub_papers[arxiv_id] = hub_paper(arxiv_id, title, **details)
        if daily:
            self.hub_daily.setdefault(daily, []).append(arxiv_id)
        return self.hub_papers[arxiv_id]

    def add_repository(self, full_name: str, **details: Any) -> Json:
        """Add a repository to GitHub; details as of `repository`."""
        self.repositories[full_name.lower()] = repository(full_name, **details)
        return self.repositories[full_name.lower()]

    def add_s2_paper(self, paper_id: str, title: str, **details: Any) -> Json:
        """Add a paper to Semantic Scholar; details as of `s2_paper`."""
        self.s2_papers[paper_id] = s2_paper(paper_id, title, **details)
        return self.s2_papers[paper_id]


def work(
    work_id: str,
    title: str | None,
    *,
    year: int | None = 2024,
    date: str | None = None,
    doi: str | None = None,
    arxiv: str | None = None,
    authors: tuple[Json | str, ...] | int = 1,
    references: tuple[str, ...] = (),
    cited_by: int = 0,
    abstract: str | None = None,
    source: Json | None = None,
    topics: tuple[Json, ...] = (),
    **extra: Any,
) -> Json:
    """Return a work as OpenAlex gives it.

    Args:
        work_id: W-id without the address.
        title: Title.
        year: Year of publication.
        date: Date of publication; the first of January where it is not given.
        doi: DOI; arXiv's own where only `arxiv` is given.
        arxiv: arXiv id, which makes a location at arXiv.
        authors: Names, authorships (see `authorship`), or how many there are.
        references: W-ids.
        cited_by: How often it is cited.
        abstract: Abstract in plain text.
        source: See `source`.
        topics: See `topic`.
        extra: Further fields, or other values of those above, in OpenAlex's own form.
    """
    if isinstance(authors, int):
        authors = tuple(f"Author {number} of {work_id}" for number in range(authors))
    if doi is None and arxiv is not None:
        doi = f"10.48550/arxiv.{arxiv}"
    locations = [location(None, source)] if source else []
    if arxiv is not None:
        locations.append(location(arxiv, ARXIV_SOURCE))
    address = f"https://openalex.org/{work_id}"
    doi_address = f"https://doi.org/{doi.lower()}" if doi else None
    made = {
        "id": address,
        "doi": doi_address,
        "title": title,
        "display_name": title,
        "publication_year": year,
        "publication_date": date or (f"{year}-01-01" if year else None),
        "ids": {"openalex": address, **({"doi": doi_address} if doi else {})},
        "language": "en",
        "primary_location": locations[0] if locations else None,
        "type": "article" if source else "preprint",
        "indexed_in": ["crossref"],
        "open_access": {"is_oa": True, "oa_status": "green", "oa_url": None},
        "authorships": [
            authorship(each, place, len(authors), f"{work_id[1:]}{place:03}")
            if isinstance(each, str)
            else each
            for place, each in enumerate(authors)
        ],
        "cited_by_count": cited_by,
        "fwci": None,
        "biblio": {"volume": None, "issue": None, "first_page": None, "last_page": None},
        "is_retracted": False,
        "is_xpac": False,
        "primary_topic": topics[0] if topics else None,
        "topics": list(topics),
        "keywords": [],
        "locations_count": len(locations),
        "locations": locations,
        "best_oa_location": locations[-1] if locations else None,
        "referenced_works_count": len(references),
        "referenced_works": [f"https://openalex.org/{each}" for each in references],
        "related_works": [],
        "abstract_inverted_index": inverted(abstract),
        "cited_by_api_url": f"https://api.openalex.org/works?filter=cites:{work_id}",
        "counts_by_year": [],
        "updated_date": "2026-11-01T00:00:00.000000",
        "created_date": "2026-01-01",
    }
    return {**made, **extra}


def authorship(
    name: str,
    place: int = 0,
    of: int = 1,
    author_id: str | None = None,
    *,
    orcid: str | None = None,
    corresponding: bool = False,
    institutions: tuple[Json, ...] = (),
) -> Json:
    """Return an authorship as OpenAlex gives it; `author_id` without its letter, or None."""
    position = "first" if place == 0 else "last" if place == of - 1 else "middle"
    return {
        "author_position": position,
        "author": {
            "id": f"https://openalex.org/A{author_id}" if author_id else None,
            "display_name": name,
            "orcid": f"https://orcid.org/{orcid}" if orcid else None,
        },
        "institutions": list(institutions),
        "countries": sorted({each["country_code"] for each in institutions}),
        "is_corresponding": corresponding,
        "raw_author_name": name,
        "raw_affiliation_strings": [each["display_name"] for each in institutions],
        "affiliations": [],
    }


def institution(
    institution_id: str, name: str, *, ror: str | None = None, country: str = "DE"
) -> Json:
    """Return an institution as it stands in an authorship."""
    return {
        "id": f"https://openalex.org/{institution_id}",
        "display_name": name,
        "ror": f"https://ror.org/{ror}" if ror else None,
        "country_code": country,
        "type": "education",
        "lineage": [f"https://openalex.org/{institution_id}"],
    }


def source(source_id: str, name: str, *, kind: str = "journal", issn_l: str | None = None) -> Json:
    """Return a venue as it stands in a location."""
    return {
        "id": f"https://openalex.org/{source_id}",
        "display_name": name,
        "issn_l": issn_l,
        "issn": [issn_l] if issn_l else None,
        "is_oa": False,
        "is_in_doaj": False,
        "host_organization": None,
        "type": kind,
    }


def topic(topic_id: str, name: str, score: float = 0.9) -> Json:
    """Return a topic as it stands in a work."""
    return {
        "id": f"https://openalex.org/{topic_id}",
        "display_name": name,
        "score": score,
        "subfield": {
            "id": "https://openalex.org/subfields/1702",
            "display_name": "Artificial Intelligence",
        },
        "field": {"id": "https://openalex.org/fields/17", "display_name": "Computer Science"},
        "domain": {"id": "https://openalex.org/domains/3", "display_name": "Physical Sciences"},
    }


def location(arxiv: str | None, where: Json | None) -> Json:
    """Return a location; with an arXiv id, one at arXiv."""
    return {
        "is_oa": True,
        "landing_page_url": f"http://arxiv.org/abs/{arxiv}" if arxiv else None,
        "pdf_url": f"https://arxiv.org/pdf/{arxiv}" if arxiv else None,
        "source": where,
        "license": None,
        "version": "submittedVersion" if arxiv else "publishedVersion",
        "id": f"pmh:oai:arXiv.org:{arxiv}" if arxiv else None,
        "raw_type": None,
    }


def inverted(text: str | None) -> dict[str, list[int]] | None:
    """Return a text as OpenAlex keeps abstracts: each word with its places."""
    if text is None:
        return None
    places: dict[str, list[int]] = {}
    for place, word in enumerate(text.split()):
        places.setdefault(word, []).append(place)
    return places


ARXIV_SOURCE = source("S4306400194", "arXiv (Cornell University)", kind="repository")


def hub_paper(
    arxiv_id: str,
    title: str,
    *,
    summary: str = "",
    published: str = "2024-01-01",
    authors: tuple[str, ...] = (),
    upvotes: int = 0,
    repository: str | None = None,
    stars: int | None = None,
    project_page: str | None = None,
    models: tuple[str, ...] = (),
    datasets: tuple[str, ...] = (),
    spaces: tuple[str, ...] = (),
    **extra: Any,
) -> Json:
    """Return a paper as the Hub's `/api/papers/{id}` gives it; models and so on by id.

    Fields that the Hub leaves out where there is nothing to say are left out here too.
    """
    made: Json = {
        "id": arxiv_id,
        "authors": [
            {"_id": f"{place:024x}", "name": name, "hidden": False}
            for place, name in enumerate(authors)
        ],
        "publishedAt": f"{published}T00:00:00.000Z",
        "submittedOnDailyAt": f"{published}T00:00:00.000Z",
        "title": title,
        "summary": summary,
        "upvotes": upvotes,
        "linkedModels": [{"id": each, "likes": 1, "downloads": 10} for each in models],
        "numTotalModels": len(models),
        "linkedDatasets": [{"id": each, "likes": 1, "downloads": 10} for each in datasets],
        "numTotalDatasets": len(datasets),
        "linkedSpaces": [{"id": each, "likes": 1} for each in spaces],
        "numTotalSpaces": len(spaces),
    }
    told = {"githubRepo": repository, "githubStars": stars, "projectPage": project_page}
    made |= {key: value for key, value in told.items() if value is not None}
    return {**made, **extra}


def repository(
    full_name: str,
    *,
    number: int | None = None,
    stars: int = 0,
    language: str | None = "Python",
    licence: str | None = "MIT",
    archived: bool = False,
    pushed_at: str = "2026-01-01T00:00:00Z",
    **extra: Any,
) -> Json:
    """Return a repository as GitHub's `/repos/{owner}/{name}` gives it."""
    owner, _, name = full_name.partition("/")
    return {
        "id": number if number is not None else sum(map(ord, full_name.lower())),
        "name": name,
        "full_name": full_name,
        "owner": {"login": owner, "type": "Organization"},
        "private": False,
        "html_url": f"https://github.com/{full_name}",
        "description": None,
        "fork": False,
        "stargazers_count": stars,
        "language": language,
        "archived": archived,
        "disabled": False,
        "license": {"key": licence.lower(), "spdx_id": licence} if licence else None,
        "pushed_at": pushed_at,
        **extra,
    }


def s2_paper(
    paper_id: str,
    title: str,
    *,
    year: int | None = 2024,
    arxiv: str | None = None,
    doi: str | None = None,
    acl: str | None = None,
    pmid: str | None = None,
    references: tuple[Json, ...] = (),
) -> Json:
    """Return a paper as Semantic Scholar gives it; references are papers made by this too."""
    ids: Json = {"CorpusId": sum(map(ord, paper_id))}
    if arxiv:
        ids["ArXiv"] = arxiv
    if doi:
        ids["DOI"] = doi
    ids |= {name: key for name, key in (("ACL", acl), ("PubMed", pmid)) if key}
    return {
        "paperId": paper_id,
        "externalIds": ids,
        "title": title,
        "year": year,
        "references": list(references),
    }
