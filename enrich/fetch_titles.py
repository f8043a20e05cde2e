"""Titles for works of which OpenAlex has none, from Semantic Scholar; this costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import look_up_each, split_evenly
from citeloom.enrich.services.semantic_scholar import list_s2_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.semantic_scholar import S2Paper
    from citeloom.graph.errors import ServiceError

    OnProgress = Callable[[str, int, int], None]


def fetch_titles(
    works: Iterable[str], services: Services, on_progress: OnProgress
) -> list[ServiceError]:
    """Ask Semantic Scholar about the works of OpenAlex that have no title, into the archive.

    Args:
        works: W-ids; those that the archive lacks are left out.
        services: The services.
        on_progress: Called with stage, done, total.

    Returns:
        One error for each question that was not answered.
    """
    if not services.s2.may_ask:
        return []
    untitled = services.openalex.find_untitled(works)
    keys = list(dict.fromkeys(key for work in untitled for key in list_s2_keys(work)))

    def ask(batch: Sequence[str], services: Services) -> dict[str, Lookup[S2Paper]]:
        return services.s2.find_by_key(batch)

    _, warnings = look_up_each("Missing titles", split_evenly(keys), ask, services, on_progress)
    return warnings
