"""Finding each paper of a listing: the order of steps, from free to dear.

1. An entry with an id is looked up by it; one with a title only is searched for on the Hub.
2. OpenAlex by DOI and W-id, a hundred to a call; arXiv ids go by arXiv's own DOI.
3. OpenAlex one by one, free, for what lists hide; a hundred to a call where there are many.
4. OpenAlex by title, dear, for what is still open and could be there.

Each step is taken only for what the earlier ones left open. `enrich.matching` decides about titles;
what is unclear stays `ambiguous`, with its candidates, and is linked to nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from citeloom.enrich.ask_service import ask_each, batches, counting, known, not_archived
from citeloom.enrich.entry_search import Search, hub_candidate, work_candidate
from citeloom.enrich.matching import Verdict, decide
from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citeloom.enrich.entry import Entry
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.openalex_work import Work

    OnProgress = Callable[[str, int, int], None]

Answer = TypeVar("Answer")
FEW = 10


def find(
    entries: Sequence[Entry], listing: str, services: Services, on_progress: OnProgress
) -> list[Finding]:
    """Find the papers of a listing.

    Whatever services answer is in the archive when this returns. Where a service cannot be asked,
    what the archive has of its answers is taken, and its trouble is in the findings.

    Args:
        entries: What the listing says.
        listing: Name of the listing.
        services: The services, which may be offline.
        on_progress: Called with stage, done, total.

    Returns:
        One finding for each entry, in their order.
    """
    searches = [Search(entry, entry.arxiv_id, entry.openalex_id) for entry in entries]
    _on_the_hub(searches, services, on_progress)
    _hub_pages(searches, services, on_progress)
    _by_id(searches, services, on_progress)
    _one_by_one(searches, services, on_progress)
    _by_title(searches, services, on_progress)
    # Once more, for papers whose arXiv id only OpenAlex knew.
    _hub_pages(searches, services, on_progress)
    return [search.finding(listing) for search in searches]


def _on_the_hub(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Search the Hub for the titles of entries without an id."""

    def ask(search: Search, services: Services) -> Verdict:
        candidates = known(services.hub.search(search.entry.title or "")) or ()
        return decide(search.wanted(), [hub_candidate(each) for each in candidates])

    asked = [each for each in searches if each.entry.title and not each.by_id]
    for search, verdict in _stage("Hub by title", "hub", asked, ask, services, on_progress):
        search.verdict = verdict
        if verdict.candidate:
            search.arxiv_id = verdict.candidate.id.removeprefix("arxiv:")
            search.step = "hub"


def _hub_pages(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Read the Hub's page of every paper whose arXiv id is known by now."""

    def ask(search: Search, services: Services) -> HubPaper | None:
        return known(services.hub.paper(search.arxiv_id or ""))

    asked = [each for each in searches if each.arxiv_id and not (each.page_read or each.doubt)]
    for search, page in _stage("Hub pages", "hub", asked, ask, services, on_progress):
        search.take_page(page)


def _by_id(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Look DOIs and W-ids up in OpenAlex, a hundred to a call."""
    asked = [each for each in searches if not each.closed]
    ids = sorted({each.openalex_id for each in asked if each.openalex_id})
    pieces = [
        *batches(sorted({doi for each in asked for doi in each.dois})),
        *batches(ids),
    ]

    def ask(keys: Sequence[str], services: Services) -> dict[str, Work]:
        by_id = keys[0].startswith("W")
        openalex = services.openalex
        found = openalex.works_by_id(keys) if by_id else openalex.works_by_doi(keys)
        return {key: each.value for key, each in found.items() if each.value}

    works: dict[str, Work] = {}
    failed: dict[str, ServiceError] = {}
    counter = counting("OpenAlex by id", len(pieces), on_progress)
    for keys, answer in ask_each(pieces, lambda piece: ask(piece, services), counter):
        if isinstance(answer, ServiceError):
            failed |= dict.fromkeys(keys, answer)
            works |= ask(keys, services.archived)
        else:
            works |= answer
    for search in asked:
        trouble = next((failed[key] for key in search.keys if key in failed), None)
        search.take_works([(key, works[key]) for key in search.keys if key in works])
        if trouble:
            search.troubles["openalex"] = trouble


def _one_by_one(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Look up singly what lists do not show; this is free."""

    def ask(search: Search, services: Services) -> list[tuple[str, Work]]:
        works = ((key, known(services.openalex.work(key))) for key in search.keys)
        return [(key, work) for key, work in works if work]

    asked = [each for each in searches if not each.closed and each.keys]
    if len(asked) > FEW:
        # Free look-ups take a request each; beyond a few, a credit for a hundred is better.
        # A service that does not know how to show hidden works is asked one by one after all.
        with suppress(ServiceError):
            services.openalex.hidden_works_by_doi(doi for each in asked for doi in each.dois)
    stage = "OpenAlex one by one"
    for search, works in _stage(stage, "openalex", asked, ask, services, on_progress):
        # What is said about one work alone is the last word, whatever became of the lists.
        search.troubles.pop("openalex", None)
        search.take_works(works, "single")


def _by_title(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Search OpenAlex by title, ten candidates each."""

    def ask(search: Search, services: Services) -> tuple[Verdict, list[Work]]:
        hits = services.openalex.search_title(search.title or "")
        if hits.unknown:
            raise not_archived()
        works = search.fitting(hits.works)
        return decide(search.wanted(), [work_candidate(each) for each in works]), works

    asked = [each for each in searches if not each.closed and each.title]
    stage = "OpenAlex by title"
    for search, (verdict, works) in _stage(stage, "openalex", asked, ask, services, on_progress):
        search.take_title_verdict(verdict, works)


def _stage(  # noqa: PLR0913, PLR0917 - what a stage is made of
    stage: str,
    service: str,
    asked: Sequence[Search],
    ask: Callable[[Search, Services], Answer],
    services: Services,
    on_progress: OnProgress,
) -> Iterator[tuple[Search, Answer]]:
    """Ask a service about each paper; where it does not answer, take what the archive has."""
    counter = counting(stage, len(asked), on_progress)
    for search, answer in ask_each(asked, lambda each: ask(each, services), counter):
        if not isinstance(answer, ServiceError):
            yield search, answer
            continue
        try:
            kept = ask(search, services.archived)
        except ServiceError:
            pass
        else:
            yield search, kept
        # Noted last, because what the archive has does not make up for it.
        search.troubles[service] = answer
