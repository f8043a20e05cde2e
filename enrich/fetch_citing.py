"""The works that cite the found papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import look_up_each
from citeloom.enrich.citing_calls import count_citations, pack
from citeloom.enrich.fetch_references import resolve_works
from citeloom.enrich.services.openalex_query import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.graph.errors import ServiceError

    OnProgress = Callable[[str, int, int], None]
    Citing = dict[str, Lookup[tuple[str, ...]]]

STAGE = "Citing works"


def fetch_citing(
    findings: Sequence[Finding],
    count: int,
    services: Services,
    on_progress: OnProgress,
    *,
    at_once: int = 0,
) -> tuple[tuple[str, ...], list[ServiceError]]:
    """Fetch the `count` most cited works that cite each found paper.

    Papers that are cited little share a call; each other one has its own.

    Args:
        findings: The papers.
        count: How many works that cite a paper are wanted.
        services: The services.
        on_progress: Called with stage, done, total.
        at_once: Fetch so many with a call where fewer are wanted, for what comes after.

    Returns:
        Their W-ids, each once, and one error for each question that OpenAlex did not answer.
    """

    def ask(work: str, services: Services) -> Citing:
        return {work: services.openalex.find_citing(work, max(count, at_once))}

    counts = count_citations(findings)
    warnings: list[ServiceError] = []
    if services.openalex.may_ask:
        shared = {key: cited for key, cited in counts.items() if cited <= AT_ONCE}
        _, warnings = fetch_together(shared, services, on_progress)
    found, of_others = look_up_each(STAGE, list(counts), ask, services, on_progress)
    citing = dict.fromkeys(key for each in found.values() for key in (each.value or ())[:count])
    # They came with the answers; a damaged archive may have lost one.
    _, of_lost = resolve_works(STAGE, list(citing), services, on_progress)
    return tuple(citing), [*warnings, *of_others, *of_lost]


def fetch_together(
    counts: Mapping[str, int], services: Services, on_progress: OnProgress
) -> tuple[Citing, list[ServiceError]]:
    """Fetch the works that cite some works, the hundred most cited of each, in few calls.

    Args:
        counts: W-id → how often the work is cited.
        services: The services.
        on_progress: Called with stage, done, total.

    Returns:
        By W-id what cites it, unknown where nobody could be asked; and one error for each call
        that OpenAlex did not answer.
    """

    def ask(works: Sequence[str], services: Services) -> Citing:
        return services.openalex.find_citing_together(works)

    known = services.openalex.read_citing(counts)
    asked = {key: cited for key, cited in counts.items() if key not in known}
    found, warnings = look_up_each(STAGE, pack(asked), ask, services, on_progress)
    return known | found, warnings
