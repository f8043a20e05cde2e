"""One step of finding papers, and how what it was answered is noted on each paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.entry_search import Search
    from citeloom.enrich.matching import Verdict
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.graph.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Stage:
    """A step that is taken for many papers.

    Attributes:
        name: What is done, for the progress and for the note on each paper.
        service: The service that is asked.
        price: What its question costs, in words.
    """

    name: str
    service: str
    price: str

    def note_all(
        self, search: Search, found: Iterable[Lookup[Any]], errors: Iterable[ServiceError] = ()
    ) -> None:
        """Note what the ids of a paper led to, and what kept the service from answering."""
        told = dict.fromkeys(tell_found(each) for each in found)
        errors = list(errors)
        if told and not (errors and told.keys() <= {NOT_ASKED}):
            search.note(self.name, "; ".join(told), self.price)
        for error in errors[:1]:
            self.note_error(search, error)

    def note_error(self, search: Search, error: ServiceError) -> None:
        """Note that the service did not answer about a paper."""
        search.warnings[self.service] = error
        search.note(self.name, f"{NOT_ASKED}: {error.what}", self.price)


NOT_ASKED = "not asked to the end"


def tell_found(found: Lookup[Any]) -> str:
    """Say what a key led to."""
    if found.value is not None:
        return f"{found.key}: {found.value.id}"
    return f"{found.key}: not there" if found.is_absent else NOT_ASKED


def tell_verdict(verdict: Verdict) -> str:
    """Say what a search by title led to."""
    if verdict.candidate:
        return f"{verdict.match}: {verdict.candidate.id}"
    count = len(verdict.ranked)
    return f"{verdict.match} among {count} candidates" if count else "nothing of this title"
