"""Records with what is rare, so that between them they show every shape that the services send.

The example (`sample.py`) has what is common. What is here would be a nuisance in it: a paper
without a title, a venue that is an address, a work typed as a grant. Names are made up and say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.world.openalex_works import (
    ARXIV_SOURCE,
    authorship,
    award,
    funder,
    institution,
    keyword,
    location,
    source,
    topic,
)
from tests.world.s2_papers import s2_citation, s2_paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.world.universe import Json, Universe

HYPHEN = "\N{HYPHEN}"  # U+2010, which more than half of the hyphens in OpenAlex's names are
SAMPLE_ROR = "00sample0"
ORCID = "0000-0002-1825-0097"  # ORCID's own example

# Type of a work → what its publisher calls it, kind of the source. Types from answers of OpenAlex;
# those of the second group came in 2026, and clients of OpenAlex know them by these names.
TYPES: Mapping[str, tuple[str | None, str | None]] = {
    "article": ("journal-article", "journal"),
    "book": ("book", "ebook platform"),
    "book-chapter": ("book-chapter", "book series"),
    "database": (None, None),
    "dataset": ("dataset", "repository"),
    "dissertation": ("Theses", "repository"),
    "editorial": ("journal-article", "journal"),
    "erratum": ("journal-article", "journal"),
    "grant": ("grant", None),
    "journal-article": (None, "journal"),
    "letter": ("journal-article", "journal"),
    "libguides": ("Text", "repository"),
    "other": ("other", None),
    "paratext": ("journal-issue", "journal"),
    "peer-review": ("peer-review", None),
    "preprint": ("posted-content", "repository"),
    "reference-entry": ("reference-entry", "ebook platform"),
    "report": ("report", "repository"),
    "review": ("journal-article", "journal"),
    "standard": ("standard", None),
    "supplementary-materials": ("component", None),
    "book-review": ("journal-article", "journal"),
    "conference-abstract": ("proceedings-article", "conference"),
    "conference-paper": ("proceedings-article", "conference"),
    "data-paper": ("journal-article", "journal"),
    "retraction": ("journal-article", "journal"),
    "software": ("software, multimedia", "repository"),
    "software-paper": ("journal-article", "journal"),
}

# What stands in `raw_source_name` where the source is null; only the first two are venues.
RAW_SOURCE_NAMES = (
    "Proceedings of the Sample Conference on Naming",
    "Sample Safety &amp; Environment Conference",
    "https://venue.example/files/publications/5.pdf",
    "Sample, A. and Sample, B. (2003) A whole citation. Journal of Samples, 4 (2). pp. 1-9.",
    "",
    None,
)


def add_every_shape(universe: Universe) -> None:
    """Add records to a universe that show the rare shapes of all four services."""
    _add_types(universe)
    _add_titles(universe)
    _add_venues(universe)
    _add_people(universe)
    _add_details(universe)
    _add_to_hub(universe)
    universe.add_repository(
        "sample-lab/every-shape",
        licence=None,
        language=None,
        description="A made-up repository",
        homepage="https://code.example",
    )
    _add_to_semantic_scholar(universe)


def _add_types(universe: Universe) -> None:
    for number, (kind, (raw_type, place)) in enumerate(TYPES.items()):
        universe.add_work(
            f"W94000010{number:02}",
            f"Sample work of the type {kind}",
            year=2020,
            doi=f"10.99999/type.{kind}",
            source=source(f"S99400000{number:02}", f"Sample {place}", kind=place)
            if place
            else None,
            raw_type=raw_type,
            type=kind,
        )


def _add_titles(universe: Universe) -> None:
    """Add works without a title: the empty one is well cited, as one in OpenAlex is."""
    universe.add_work(
        "W9400002001",
        "",
        year=2019,
        doi="10.99999/title.empty",
        arxiv="1906.99001",
        authors=("Sample Alder", "Sample Birch"),
        cited_by=30_000,
        raw_source_name="Proceedings of the Sample Conference",
    )
    universe.add_work("W9400002002", None, year=2022, doi="10.99999/title.null", type="paratext")


def _add_venues(universe: Universe) -> None:
    for number, name in enumerate(RAW_SOURCE_NAMES):
        universe.add_work(
            f"W94000030{number:02}",
            f"Sample work of the unknown venue {number}",
            year=2019,
            doi=f"10.99999/venue.{number}",
            raw_source_name=name,
            raw_type="proceedings-article",
        )
    universe.add_work(
        "W9400003100",
        "Sample work of a venue without id",
        doi="10.99999/venue.noid",
        source=source(None, "Sample Venue without Id", kind=None),
    )
    universe.add_work(
        "W9400003101",
        "Sample work of a publisher's journal",
        doi="10.99999/venue.publisher",
        source={
            **source("S9940000100", "Sample Journal", issn_l="9999-0000", publisher="Sample Press"),
            "raw_type": "journal",
        },
        raw_source_name="Sample Journal",
    )


def _add_people(universe: Universe) -> None:
    """Add the ways in which names are written, and those who are no persons."""
    place = institution("I9900000099", "Sample Institute", ror=SAMPLE_ROR)
    nowhere = institution("I9900000098", "Sample Network", ror=SAMPLE_ROR, country=None)
    people = [
        authorship("Sample Ming" + HYPHEN + "Wei", 0, 6, "9400001", raw_name="S. Ming-Wei"),
        authorship("Alder, Sample", 1, 6),
        authorship("Sample Institute", 2, 6, institutions=(place,)),
        authorship("Sample Birch", 3, 6, "9400004", orcid=ORCID, institutions=(place, nowhere)),
        authorship("Sample Cedar", 4, 6, "9400005", corresponding=True),
        authorship("de la Elm, Sample", 5, 6),
    ]
    people[4]["raw_affiliation_strings"] = ["Somewhere"]
    people[4]["affiliations"] = [
        {"raw_affiliation_string": "Somewhere", "institution_ids": [None]},
    ]
    universe.add_work(
        "W9400004001",
        "Sample work of many ways" + HYPHEN + "to" + HYPHEN + "write names",
        doi="10.99999/people.1",
        authors=tuple(people),
    )


def _add_details(universe: Universe) -> None:
    """Add works whose other fields have the values that are rare."""
    repository = location(None, ARXIV_SOURCE, of="W9400005001", licence="cc-by", raw_type="Text")
    repository |= {
        "version": None,
        "is_published": None,
        "landing_page_url": "https://repository.example/1",
        "pdf_url": "https://repository.example/1.pdf",
        "raw_source_name": "",
    }
    universe.add_work(
        "W9400005001",
        "Sample work with all details",
        year=2020,
        doi="10.99999/details.1",
        pubmed=("99000001", "9900001"),
        abstract="A made-up abstract of few words",
        topics=(topic("T99900", "Sample topic"),),
        fwci=1.25,
        language=None,
        is_retracted=None,
        biblio={"volume": "3", "issue": "4", "first_page": "179", "last_page": "180"},
        primary_location=repository,
        locations=[repository],
        keywords=[keyword("Sample keyword")],
        awards=[award("1", "Sample Fund"), award("2", "Sample Fund", title="A made-up project")],
        funders=[funder("Sample Fund", ror=SAMPLE_ROR), funder("Another Sample Fund")],
        counts_by_year=[{"year": 2025, "cited_by_count": 1}],
        open_access={
            "is_oa": True,
            "oa_status": "green",
            "oa_url": "https://repository.example/1.pdf",
            "any_repository_has_fulltext": True,
        },
    )
    universe.add_work("W9400005002", "Sample work without anything", year=None)
    universe.add_work(
        "W9400005003", "Sample work without an address", raw_source_name="Sample Bulletin"
    )


def _add_to_hub(universe: Universe) -> None:
    universe.add_hub_paper(
        "2601.99001",
        "Sample paper with everything on the Hub",
        daily="2026-01-10",
        authors=("Sample Alder", "Sample Birch"),
        claimed=True,
        upvotes=3,
        repository="https://github.com/sample-lab/every-shape",
        stars=1,
        project_page="https://project.example",
        organisation="sample-lab",
        keywords=("sample keyword",),
        media=("https://pictures.example/1.png",),
        models=("sample-lab/every-model",),
        datasets=("sample-lab/every-dataset",),
        spaces=("sample-lab/every-space",),
    )
    universe.add_hub_paper(
        "2601.99002",
        "Sample paper whose code somebody else has named",
        daily="2026-01-09",
        repository="https://github.com/sample-lab/every-shape",
        added_by="auto",
    )


def _add_to_semantic_scholar(universe: Universe) -> None:
    details: dict[str, Any] = {
        "abstract": "A made-up abstract",
        "authors": ("Sample Alder",),
        "venue": "Sample Journal",
        "venue_id": "sample-venue",
        "doi": "10.99999/S2.1",  # Semantic Scholar keeps case
        "acl": "2026.sample-1",
        "pmid": "99000001",
        "other_ids": {"MAG": "9900001", "DBLP": "journals/sample/1", "PubMedCentral": "9900001"},
    }
    cited: list[Json] = [
        s2_paper("s2-cited", "Sample cited paper", **details),
        s2_paper("s2-bare", "Sample cited paper that little is known of", year=None),
        s2_citation("Sample citation without a paper", year=1999),
        s2_citation("Sample citation without a year"),
    ]
    universe.add_s2_paper(
        "s2-every-shape",
        "Sample paper with all fields",
        arxiv="2601.99001",
        references=tuple(cited),
        **details,
    )
    universe.add_s2_paper("s2-no-pdf", "Sample paper behind a wall", doi="10.99999/S2.2")
    bare = universe.add_s2_paper(
        "s2-no-address", "Sample paper without an address", acl="2026.sample-2", authors=("Sample",)
    )
    bare["authors"][0]["authorId"] = None
    universe.add_s2_paper("s2-withheld", "Sample paper whose list is withheld", arxiv="2601.99002")
    universe.s2_papers["s2-withheld"] |= {"references": None, "authors": None}
