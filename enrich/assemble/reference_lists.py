"""The reference list of a listed paper: from OpenAlex, else from Semantic Scholar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.fetch_references import list_reference_dois
from citeloom.graph.identity import make_paper_id
from citeloom.graph.records import Paper

if TYPE_CHECKING:
    from citeloom.enrich.fetch_references import ReferenceTargets
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import Reference, S2Paper, SemanticScholar
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


def list_references(finding: Finding, targets: ReferenceTargets, s2: SemanticScholar) -> References:
    """Return what a listed paper cites.

    Ids that do not resolve, such as those of works that were deleted, are counted and left out.

    Args:
        finding: The paper.
        targets: Where the entries of reference lists lead.
        s2: Semantic Scholar, of which only the archive is read.
    """
    work = finding.work.value
    if work and work.references:
        return _list_openalex(work, targets, finding.work.fetched_at)
    if not finding.arxiv_id:
        return References()
    elsewhere = s2.find_by_arxiv((finding.arxiv_id,))[finding.arxiv_id]
    if elsewhere.value is None or not elsewhere.value.references:
        return References()
    return _list_s2(elsewhere, targets)


def _list_openalex(work: Work, targets: ReferenceTargets, fetched_at: str | None) -> References:
    found = {key: targets.works[key] for key in work.references if key in targets.works}
    unasked = sum(key in targets.unasked for key in work.references)
    return References(
        "openalex",
        named=len(work.references),
        missing=len(work.references) - len(found) - unasked,
        unasked=unasked,
        works=tuple(dict.fromkeys(found.values())),
        merged=tuple((key, target) for key, target in found.items() if key != target),
        fetched_at=fetched_at,
    )


def _list_s2(found: Lookup[S2Paper], targets: ReferenceTargets) -> References:
    references = found.value.references if found.value else ()
    works: dict[str, None] = {}
    others: dict[str, Paper] = {}
    missing = unasked = 0
    for each in references:
        dois = list_reference_dois(each.doi, each.arxiv_id)
        target = next((targets.works[doi] for doi in dois if doi in targets.works), None)
        if target:
            works[target] = None
        elif any(doi in targets.unasked for doi in dois):
            unasked += 1  # it may be a work of OpenAlex; a node of its own would stay
        elif each.id and each.title:
            paper = _make_paper(each, found.fetched_at, sample=found.sample)
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
        fetched_at=found.fetched_at,
    )


def _make_paper(reference: Reference, fetched_at: str | None, *, sample: bool) -> Paper:
    return Paper(
        id=make_paper_id(arxiv_id=reference.arxiv_id, doi=reference.doi, s2_id=reference.id),
        title=reference.title,
        title_source="s2",
        year=reference.year,
        doi=reference.doi,
        arxiv_id=reference.arxiv_id,
        s2_id=reference.id,
        sample=sample or None,
        fetched_at=fetched_at,
    )
