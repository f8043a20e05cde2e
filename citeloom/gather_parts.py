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
        removed: Entries that the user took from the reading list.
    """

    def __init__(self, services: Services, decisions: Decisions, progress: Progress) -> None:
        self._services, self._decisions, self._progress = services, decisions, progress
        self._done: dict[tuple[str, ...], Gathered] = {}
        self.warnings: list[ServiceError] = []
        self.removed = 0

    def gather(self, part: Part) -> Gathered:
        """Return what is known of the papers of a part, and of what they lead to."""
        key = tuple(each.name for each in part.listings)
        if key not in self._done:
            self._done[key] = gather(
                [self._leave_out(each) for each in part.listings],
                self._services if part.asked else self._services.archived,
                self._progress,
                citing=part.citing,
                works=part.grow,
                decisions=self._decisions,
            )
            if part.asked:
                self.warnings += self._done[key].warnings
        return self._done[key]

    def can_make(self, part: Part) -> bool:
        """Tell whether the archive has what finds the papers of a part."""
        return not any(finding.warnings for finding in self.gather(part).findings)

    def _leave_out(self, listing: Listing) -> Listing:
        kept = tuple(each for each in listing.entries if not self._decisions.is_removed(each))
        self.removed += len(listing.entries) - len(kept)
        return listing.model_copy(update={"entries": kept})
