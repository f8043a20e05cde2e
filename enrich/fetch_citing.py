"""The works that cite the found papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import look_up_each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.graph.errors import ServiceError

    OnProgress = Callable[[str, int, int], None]


def fetch_citing(
    findings: Sequence[Finding], count: int, services: Services, on_progress: OnProgress
) -> tuple[tuple[str, ...], list[ServiceError]]:
    """Fetch the `count` most cited works that cite each found paper; a call a paper.

    Returns:
        Their W-ids, each once, and one error for each question that OpenAlex did not answer.
    """

    def ask(work: str, services: Services) -> dict[str, Lookup[tuple[str, ...]]]:
        return {work: services.openalex.find_citing(work, count)}

    works = sorted({each.openalex_id for each in findings if each.openalex_id})
    found, warnings = look_up_each("Citing works", works, ask, services, on_progress)
    citing = dict.fromkeys(key for each in found.values() for key in each.value or ())
    return tuple(citing), warnings
