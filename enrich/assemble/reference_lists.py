"""The reference list of a listed paper: from OpenAlex, else from Semantic Scholar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.assemble.work_records import plain
from citeloom.enrich.fetch_works import cited_works, doi_works, reference_dois
from citeloom.graph.identity import paper_id
from citeloom.graph.records import Paper

if TYPE_CHECKING:
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Found
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import Reference
    from citeloom.graph.records import ReferenceSource


@dataclass(frozen=True, slots=True)
class References:
    """What a paper cites.

    Attributes:
        source: Whose list it is, or None where nobody has one.
        named: How many references the list names.
        missing: How many of them lead to nothing.
        unasked: How many could not be asked about yet.
        works: W-ids of those that lead to a work of OpenAlex.
        others: Records of those that only Semantic Scholar knows.
        merged: Old W-ids of the list, and the works that they were merged into.
        fetched_at: When the list was fetched.
    """

    source: ReferenceSource | None = None
    named: int = 0
    missing: int = 0
    unasked: int = 0
    works: tuple[str, ...] = ()
    others: tuple[Paper, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    fetched_at: str | None = None


def references_of(finding: Finding, found: Found[Work], services: Services) -> References:
    """Return what a listed paper cites, as far as the archive knows.

    Ids that do not resolve, such as those of works that were deleted, are counted and left out.
    """
    work = found.value
    if work and work.references:
        known = cited_works(work.references, services.openalex)
        targets = {key: each.value.id for key, each in known.items() if each.value}
        unasked = sum(each.unknown for each in known.values())
        return References(
            "openalex",
            named=len(known),
            missing=len(known) - len(targets) - unasked,
            unasked=unasked,
            works=tuple(dict.fromkeys(targets.values())),
            merged=tuple((key, target) for key, target in targets.items() if key != target),
            fetched_at=found.fetched_at,
        )
    if not finding.arxiv_id:
        return References()
    elsewhere = services.s2.papers_by_arxiv((finding.arxiv_id,))[finding.arxiv_id]
    if elsewhere.value is None or not elsewhere.value.references:
        return References()
    works: dict[str, None] = {}
    others: dict[str, Paper] = {}
    missing = 0
    references = elsewhere.value.references
    by_doi = doi_works(
        (doi for each in references for doi in reference_dois(each.doi, each.arxiv_id)),
        services.openalex,
    )
    unasked = 0
    for each in references:
        dois = reference_dois(each.doi, each.arxiv_id)
        target = next((by_doi[doi].value for doi in dois if by_doi[doi].value), None)
        if target:
            works[target.id] = None
        elif any(by_doi[doi].unknown for doi in dois):
            unasked += 1  # it may be a work of OpenAlex; a node of its own would stay
        elif each.id and each.title:
            paper = _paper(each, elsewhere.fetched_at, sample=elsewhere.sample)
            others[paper.id] = paper
        else:
            missing += 1
    return References(
        "s2",
        named=len(references),
        missing=missing,
        unasked=unasked,
        works=tuple(works),
        others=tuple(others.values()),
        fetched_at=elsewhere.fetched_at,
    )


def _paper(reference: Reference, fetched_at: str | None, *, sample: bool) -> Paper:
    return Paper(
        id=paper_id(arxiv_id=reference.arxiv_id, doi=reference.doi, s2_id=reference.id),
        title=plain(reference.title),
        year=reference.year,
        doi=reference.doi,
        arxiv_id=reference.arxiv_id,
        s2_id=reference.id,
        sample=sample or None,
        fetched_at=fetched_at,
    )
