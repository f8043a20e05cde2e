"""The keys that Citeloom reads from each service's JSON, and of which type they are.

A test compares them with the models that read them.
"""

from __future__ import annotations

from citeloom.enrich.checks.json_paths import place_below

NAMED = {"display_name": "text"}
SOURCE = {
    "id": "text|null",
    "display_name": "text|null",
    "type": "text|null",
    "issn_l": "text|null",
}
LOCATION = {
    "id": "text|null",
    "landing_page_url": "text|null",
    "pdf_url": "text|null",
    "source": "object|null",
    **place_below("source", SOURCE),
    "raw_source_name": "text|null|missing",
    "raw_type": "text|null|missing",
    "raw_publication_name": "text|null|missing",
}
WORK = {
    "": "object",
    "id": "text",
    "doi": "text|null",
    "display_name": "text|null",
    "ids": "object",
    "ids.openalex": "text",
    "ids.doi": "text|missing",
    "ids.pmid": "text|missing",
    "ids.pmcid": "text|missing",
    "publication_date": "text|null",
    "publication_year": "whole|null",
    "type": "text",
    "language": "text|null",
    "cited_by_count": "whole",
    "fwci": "number|null",
    "is_retracted": "truth",
    "biblio": "object",
    "biblio.volume": "text|null",
    "biblio.issue": "text|null",
    "biblio.first_page": "text|null",
    "biblio.last_page": "text|null",
    "authorships": "list",
    "authorships[]": "object",
    "authorships[].author": "object",
    "authorships[].author.id": "text|null",
    "authorships[].author.display_name": "text|null",
    "authorships[].author.orcid": "text|null",
    "authorships[].raw_author_name": "text|null",
    "authorships[].is_corresponding": "truth|null",
    "authorships[].institutions": "list",
    "authorships[].institutions[]": "object",
    "authorships[].institutions[].id": "text",
    "authorships[].institutions[].display_name": "text",
    "authorships[].institutions[].ror": "text|null",
    "authorships[].institutions[].country_code": "text|null",
    "authorships[].institutions[].type": "text|null",
    "is_authors_truncated": "truth|null|missing",
    "primary_location": "object|null",
    **place_below("primary_location", LOCATION),
    "locations": "list",
    "locations[]": "object",
    **place_below("locations[]", LOCATION),
    "topics": "list",
    "topics[]": "object",
    "topics[].id": "text",
    "topics[].display_name": "text",
    "topics[].score": "number",
    "topics[].subfield": "object",
    **place_below("topics[].subfield", NAMED),
    "topics[].field": "object",
    **place_below("topics[].field", NAMED),
    "topics[].domain": "object",
    **place_below("topics[].domain", NAMED),
    "referenced_works": "list",
    "referenced_works[]": "text",
    "abstract_inverted_index": "object|null",
}

# What a paper says of itself, in lists and alone.
HUB_PAPER = {
    "id": "text",
    "title": "text",
    "summary": "text",
    "publishedAt": "text",
    "authors": "list",
    "authors[]": "object",
    "authors[].name": "text",
    "upvotes": "whole",
    "githubRepo": "text|null|missing",
    "githubRepoAddedBy": "text|null|missing",
    "githubStars": "whole|null|missing",
    "submittedOnDailyAt": "text|missing",
    "projectPage": "text|null|missing",
}
HUB_LISTED = {
    "": "list",
    "[]": "object",
    "[].paper": "object",
    **place_below("[].paper", HUB_PAPER),
}
ARTEFACT = {"id": "text", "likes": "whole"}
LINKED = {
    "linkedModels": {**ARTEFACT, "downloads": "whole"},
    "linkedDatasets": {**ARTEFACT, "downloads": "whole"},
    "linkedSpaces": ARTEFACT,
}
HUB_FULL_PAPER = {
    "": "object",
    **HUB_PAPER,
    **dict.fromkeys(LINKED, "list"),
    **{f"{name}[]": "object|unseen" for name in LINKED},
    **{
        key: f"{kinds}|unseen"
        for name, shape in LINKED.items()
        for key, kinds in place_below(f"{name}[]", shape).items()
    },
    "numTotalModels": "whole",
    "numTotalDatasets": "whole",
    "numTotalSpaces": "whole|missing",
    "total_spaces": "whole|missing",
}

S2_REFERENCE = {
    "paperId": "text|null",
    "externalIds": "object|null",
    "externalIds.ArXiv": "text|missing",
    "externalIds.DOI": "text|missing",
    "title": "text|null",
    "year": "whole|null",
}
S2_AUTHORS = {
    "authors": "list",
    "authors[]": "object|unseen",
    "authors[].name": "text|null|unseen",
}
S2_PAPERS = {
    "": "list",
    "[]": "object|null",
    **place_below("[]", {**S2_REFERENCE, **S2_AUTHORS, "paperId": "text"}),
}
S2_PAPERS_WITH_REFERENCES = {
    **S2_PAPERS,
    "[].references": "list",
    "[].references[]": "object",
    **place_below("[].references[]", S2_REFERENCE),
}

REPOSITORY = {
    "": "object",
    "id": "whole",
    "full_name": "text",
    "stargazers_count": "whole",
    "language": "text|null",
    "license": "object|null",
    "license.spdx_id": "text|null",
    "archived": "truth",
    "pushed_at": "text|null",
}
