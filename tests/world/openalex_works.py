"""Works as OpenAlex gives them, whole or in parts.

The fields are those of its answers from November 2025 on; test_recorded_shapes.py compares them
with recordings.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

PUBLISHER = "P9900000001"  # sample data, as all ids of the builders
MAG_UNTIL = 2021  # Microsoft Academic Graph, whose numbers OpenAlex took over, ended that year


def work(
    work_id: str,
    title: str | None,
    *,
    year: int | None = 2024,
    date: str | None = None,
    doi: str | None = None,
    arxiv: str | None = None,
    pubmed: tuple[str, str] | None = None,
    authors: tuple[Json | str, ...] | int = 1,
    references: tuple[str, ...] = (),
    cited_by: int = 0,
    abstract: str | None = None,
    source: Json | None = None,
    raw_source_name: str | None = None,
    raw_type: str | None = None,
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
        pubmed: Numbers in PubMed and PubMed Central, digits only.
        authors: Names, authorships (see `authorship`), or how many there are.
        references: W-ids.
        cited_by: How often it is cited.
        abstract: Abstract in plain text.
        source: See `source`.
        raw_source_name: What the publisher calls the venue. Without `source` it makes a location
            whose source is null, as one work in five has.
        raw_type: What the publisher calls the type.
        topics: See `topic`.
        extra: Further fields, or other values of those above, in OpenAlex's own form.
    """
    if isinstance(authors, int):
        authors = tuple(f"Author {number} of {work_id}" for number in range(authors))
    published = source is not None or raw_source_name is not None
    locations = []
    if published or doi is not None:
        told = {"raw_source_name": raw_source_name, "raw_type": raw_type}
        locations.append(location(None, source, doi=doi, of=work_id, **told))
    if doi is None and arxiv is not None:
        doi = f"10.48550/arxiv.{arxiv}"
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
        "ids": ids(work_id, doi_address, year, pubmed),
        "language": "en",
        "primary_location": locations[0] if locations else None,
        "type": "article" if published else "preprint",
        "indexed_in": ["crossref"],
        "open_access": {
            "is_oa": True,
            "oa_status": "green",
            "oa_url": None,
            "any_repository_has_fulltext": arxiv is not None,
        },
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
        "is_paratext": False,
        "is_xpac": False,
        "primary_topic": topics[0] if topics else None,
        "topics": list(topics),
        "keywords": [],
        "locations_count": len(locations),
        "locations": locations,
        "best_oa_location": locations[-1] if locations else None,
        "awards": [],
        "funders": [],
        "referenced_works_count": len(references),
        "referenced_works": [f"https://openalex.org/{each}" for each in references],
        "related_works": [],
        "abstract_inverted_index": inverted(abstract),
        "cited_by_api_url": f"https://api.openalex.org/works?filter=cites:{work_id}",
        "counts_by_year": [],
        "updated_date": "2026-11-01T00:00:00.000000",
        "created_date": "2026-01-01T00:00:00",
    }
    return {**made, **extra}


def ids(
    work_id: str, doi_address: str | None, year: int | None, pubmed: tuple[str, str] | None
) -> Json:
    """Return a work's ids; those that it does not have are left out."""
    found = {"openalex": f"https://openalex.org/{work_id}"}
    if doi_address:
        found["doi"] = doi_address
    if year is not None and year <= MAG_UNTIL:
        found["mag"] = work_id[1:]
    if pubmed:
        pmid, pmcid = pubmed
        found["pmid"] = f"https://pubmed.ncbi.nlm.nih.gov/{pmid}"
        found["pmcid"] = f"https://www.ncbi.nlm.nih.gov/pmc/articles/{pmcid}"
    return found


def authorship(
    name: str,
    place: int = 0,
    of: int = 1,
    author_id: str | None = None,
    *,
    raw_name: str | None = None,
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
        "countries": sorted({each["country_code"] for each in institutions} - {None}),
        "is_corresponding": corresponding,
        "raw_author_name": raw_name or name,
        "raw_affiliation_strings": [each["display_name"] for each in institutions],
        "affiliations": [
            {"raw_affiliation_string": each["display_name"], "institution_ids": [each["id"]]}
            for each in institutions
        ],
    }


def institution(
    institution_id: str, name: str, *, ror: str | None = None, country: str | None = "DE"
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


def source(
    source_id: str | None,
    name: str,
    *,
    kind: str | None = "journal",
    issn_l: str | None = None,
    publisher: str | None = None,
) -> Json:
    """Return a venue as it stands in a location; its id and kind may be unknown."""
    host = f"https://openalex.org/{PUBLISHER}" if publisher else None
    return {
        "id": f"https://openalex.org/{source_id}" if source_id else None,
        "display_name": name,
        "issn_l": issn_l,
        "issn": [issn_l] if issn_l else None,
        "is_oa": False,
        "is_in_doaj": False,
        "is_indexed_in_scopus": False,
        "is_core": False,
        "host_organization": host,
        "host_organization_name": publisher,
        "host_organization_lineage": [host],  # [null] where there is none
        "host_organization_lineage_names": [publisher] if publisher else [],
        "type": kind,
        "raw_type": None,
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


def location(
    arxiv: str | None,
    where: Json | None,
    *,
    doi: str | None = None,
    of: str = "W0",
    licence: str | None = None,
    raw_source_name: str | None = None,
    raw_type: str | None = None,
) -> Json:
    """Return a location: at arXiv with an arXiv id, else that of a DOI, else one of a repository.

    Args:
        arxiv: arXiv id.
        where: See `source`.
        doi: DOI, where the version is a publisher's.
        of: W-id of the work.
        licence: Such as `cc-by`.
        raw_source_name: What the publisher calls the venue.
        raw_type: What the publisher calls the type.
    """
    if arxiv:
        key, page = f"pmh:oai:arXiv.org:{arxiv}", f"http://arxiv.org/abs/{arxiv}"
    elif doi:
        key, page = f"doi:{doi.lower()}", f"https://doi.org/{doi.lower()}"
    else:
        key, page = f"pmh:oai:sample.example:{of}", None
    return {
        "id": key,
        "is_oa": True,
        "landing_page_url": page,
        "pdf_url": f"https://arxiv.org/pdf/{arxiv}" if arxiv else None,
        "source": where,
        "license": licence,
        "license_id": f"https://openalex.org/licenses/{licence}" if licence else None,
        "version": "submittedVersion" if arxiv else "publishedVersion",
        "is_accepted": not arxiv,
        "is_published": not arxiv,
        "raw_source_name": raw_source_name,
        "raw_type": raw_type,
    }


def award(number: str, funder_name: str, *, title: str | None = None) -> Json:
    """Return a grant as it stands in a work; most have no title."""
    return {
        "id": f"https://openalex.org/G99{number}",
        "display_name": title,
        "funder_award_id": f"SAMPLE-{number}",
        "funder_id": "https://openalex.org/F9900000001",
        "funder_display_name": funder_name,
    }


def funder(name: str, *, ror: str | None = None) -> Json:
    """Return a funder as it stands in a work."""
    return {
        "id": "https://openalex.org/F9900000001",
        "display_name": name,
        "ror": f"https://ror.org/{ror}" if ror else None,
    }


def keyword(name: str, score: float = 0.5) -> Json:
    """Return a keyword as it stands in a work."""
    slug = name.lower().replace(" ", "-")
    return {"id": f"https://openalex.org/keywords/{slug}", "display_name": name, "score": score}


def inverted(text: str | None) -> dict[str, list[int]] | None:
    """Return a text as OpenAlex keeps abstracts: each word with its places."""
    if text is None:
        return None
    places: dict[str, list[int]] = {}
    for place, word in enumerate(text.split()):
        places.setdefault(word, []).append(place)
    return places


ARXIV_SOURCE = source(
    "S4306400194",
    "arXiv (Cornell University)",
    kind="repository",
    publisher="Cornell University",
)
