"""Where the reference lists of the found papers lead.

The works themselves are not held: whatever services answer goes into the archive, where
`enrich.assemble` reads each work once.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import look_up_each, split_evenly
from citeloom.enrich.entry_search import ARXIV_DOI

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.semantic_scholar import S2Paper
    from citeloom.graph.errors import ServiceError

    OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ReferenceTargets:
    """Where the entries of reference lists lead; those that lead nowhere are in neither.

    Attributes:
        works: W-id or DOI of an entry → id of the work that it leads to.
        unasked: W-ids and DOIs about which nobody could be asked yet.
    """

    works: Mapping[str, str]
    unasked: frozenset[str]


def fetch_references(
    findings: Sequence[Finding], services: Services, on_progress: OnProgress
) -> tuple[ReferenceTargets, list[ServiceError]]:
    """Fetch the works that the found papers cite, a hundred to a call.

    Papers whose reference list OpenAlex does not have are looked up at Semantic Scholar, and the
    papers named there are mapped back to OpenAlex by their DOIs.

    Returns:
        Where the references lead, and one error for each question that a service did not answer.
    """
    cited: dict[str, None] = {}
    without: dict[str, None] = {}
    for finding in findings:
        references = finding.work.value.references if finding.work.value else ()
        cited.update(dict.fromkeys(references))
        if finding.arxiv_id and not references:
            without[finding.arxiv_id] = None
    targets, warnings = resolve_works("Cited works", list(cited), services, on_progress)
    ghosts: list[str] = []
    if services.openalex.may_ask:
        lacking = [key for key, target in targets.items() if target.is_absent]
        ghosts = services.openalex.find_never_singly(lacking)
    merged, of_merged = look_up_each(
        "Cited works, one by one", ghosts, _follow_merged, services, on_progress
    )
    lists, of_lists = look_up_each(
        "Semantic Scholar", split_evenly(list(without)), _list_dois_elsewhere, services, on_progress
    )
    dois = list(dict.fromkeys(doi for found in lists.values() for doi in found.value or ()))
    others, of_others = look_up_each(
        "Their cited works", split_evenly(dois), _resolve_dois, services, on_progress
    )
    targets |= merged | others
    works = {key: target.value for key, target in targets.items() if target.value}
    unasked = frozenset(key for key, target in targets.items() if target.is_unknown)
    return ReferenceTargets(works, unasked), [*warnings, *of_merged, *of_lists, *of_others]


def resolve_works(
    stage: str, ids: Sequence[str], services: Services, on_progress: OnProgress
) -> tuple[dict[str, Lookup[str]], list[ServiceError]]:
    """Fetch works by W-id, a hundred to a call, where the archive does not have them.

    Returns:
        Where each id leads, and one error for each call that was not answered.
    """

    def resolve(some: Sequence[str], services: Services) -> dict[str, Lookup[str]]:
        return services.openalex.resolve_ids(some)

    return look_up_each(stage, split_evenly(ids), resolve, services, on_progress)


def list_reference_dois(doi: str | None, arxiv_id: str | None) -> tuple[str, ...]:
    """Return the DOIs under which OpenAlex may know a paper, the published one first."""
    arxiv = f"{ARXIV_DOI}{arxiv_id.lower()}" if arxiv_id else None
    return tuple(dict.fromkeys(filter(None, (doi, arxiv))))


def _resolve_dois(dois: Sequence[str], services: Services) -> dict[str, Lookup[str]]:
    return services.openalex.resolve_dois(dois)


def _follow_merged(key: str, services: Services) -> dict[str, Lookup[str]]:
    """Look up singly, which is free, what lists do not resolve, since it may have been merged.

    Most such ids are ghosts of deleted works; that is remembered.
    """
    found = services.openalex.look_up(key)
    if found.is_unknown:  # what lists say stands
        return {}
    return {key: found.convert(attrgetter("id"))}


def _list_dois_elsewhere(
    arxiv_ids: Sequence[str], services: Services
) -> dict[str, Lookup[tuple[str, ...]]]:
    """Return, by arXiv id, the DOIs in the reference lists of Semantic Scholar."""
    found = services.s2.find_by_arxiv(arxiv_ids)
    return {key: each.convert(_list_dois) for key, each in found.items()}


def _list_dois(paper: S2Paper) -> tuple[str, ...]:
    return tuple(
        doi
        for reference in paper.references
        for doi in list_reference_dois(reference.doi, reference.arxiv_id)
    )
