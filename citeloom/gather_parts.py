"""Gathering the parts of a graph: what services answer, or what the archive has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.gather import gather

if TYPE_CHECKING:
    from citeloom.build_parts import Part
    from citeloom.enrich.decisions import Decisions
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.gather import Gathered
    from citeloom.enrich.services import Services
    from citeloom.graph.errors import ServiceError
    from citeloom.progress import Progress


class Gathering:
    """Gathers parts of a graph, each once, and keeps what services failed to say.

    Attributes:
        warnings: What kept services from answering about what was asked.
    """

    def __init__(self, services: Services, decisions: Decisions, progress: Progress) -> None:
        self._services, self._decisions, self._progress = services, decisions, progress
        self._done: dict[tuple[str, ...], Gathered] = {}
        self.warnings: list[ServiceError] = []
        self._removed: dict[str, int] = {}

    def gather(self, part: Part) -> Gathered:
        """Return what is known of the papers of a part, and of what they lead to."""
        key = tuple(each.name for each in part.listings)
        if key not in self._done:
            found = self._gather(part, self._services if part.asked else self._services.archived)
            if not part.asked and part.own and _lacks(found):
                found = self._gather(part, self._services)
            self._done[key] = found
            if part.asked:
                self.warnings += found.warnings
        return self._done[key]

    def can_make(self, part: Part) -> bool:
        """Tell whether the archive has what finds the papers of a part."""
        return not _lacks(self.gather(part))

    @property
    def removed(self) -> int:
        """How many entries the user took from the reading list."""
        return sum(self._removed.values())

    def _gather(self, part: Part, services: Services) -> Gathered:
        return gather(
            [self._leave_out(each) for each in part.listings],
            services,
            self._progress,
            citing=part.citing,
            works=part.grow,
            decisions=self._decisions,
        )

    def _leave_out(self, listing: Listing) -> Listing:
        kept = tuple(each for each in listing.entries if not self._decisions.is_removed(each))
        self._removed[listing.name] = len(listing.entries) - len(kept)
        return listing.model_copy(update={"entries": kept})


def _lacks(found: Gathered) -> bool:
    return any(finding.warnings for finding in found.findings)
