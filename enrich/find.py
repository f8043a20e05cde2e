"""Finding each paper of a listing: the order of steps, from free to dear.

1. An entry with an id is looked up by it; one with a title only is searched for on the Hub.
2. OpenAlex by DOI, W-id and PubMed, a hundred to a call; arXiv ids go by arXiv's own DOI.
3. OpenAlex one by one, free, for what lists hide; a hundred to a call where there are many.
4. Semantic Scholar, free, for ids that it takes (ACL, CorpusId, PubMed): the arXiv id and the DOI
   that it knows are looked up as in the steps before.
5. OpenAlex by title, dear, for what is still open and could be there.
6. OpenAlex once more, free, for works of which lists show only the first hundred authors.

Each step is taken only for what the earlier ones left open. `enrich.matching` decides about titles;
what is unclear stays `ambiguous`, with its candidates, and is linked to nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from citeloom.enrich.ask_service import ask_or_read_archive, make_counter, split_evenly
from citeloom.enrich.entry_search import Search, describe_page, describe_work
from citeloom.enrich.matching import Verdict, decide
from citeloom.enrich.services.lookup import Lookup, require_answer
from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citeloom.enrich.entry import Entry
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import S2Paper

    OnProgress = Callable[[str, int, int], None]

Answer = TypeVar("Answer")
Value = TypeVar("Value")
FEW = 10


def find(
    entries: Sequence[Entry], listing: str, services: Services, on_progress: OnProgress
) -> list[Finding]:
    """Find the papers of a listing.

    Whatever services answer is in the archive when this returns. Where a service cannot be asked,
    what the archive has of its answers is taken, and the reason is in the findings' warnings.

    Args:
        entries: What the listing says.
        listing: Name of the listing.
        services: The services, which may be offline.
        on_progress: Called with stage, done, total.

    Returns:
        One finding for each entry, in their order.
    """
    searches = [Search(entry, entry.arxiv_id, entry.openalex_id) for entry in entries]
    _search_hub(searches, services, on_progress)
    _read_hub_pages(searches, services, on_progress)
    _look_up_ids(searches, services, on_progress)
    _look_up_singly(searches, services, on_progress)
    others = _look_up_elsewhere(searches, services, on_progress)
    if others:
        _read_hub_pages(others, services, on_progress)
        _look_up_ids(others, services, on_progress)
        _look_up_singly(others, services, on_progress)
    _search_titles(searches, services, on_progress)
    # Once more, for papers whose arXiv id only OpenAlex knew.
    _read_hub_pages(searches, services, on_progress)
    _complete_authors(searches, services, on_progress)
    return [search.make_finding(listing) for search in searches]


def _search_hub(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Search the Hub for the titles of entries without an id."""

    def ask(search: Search, services: Services) -> Verdict:
        candidates = require_answer(services.hub.search(search.entry.title or "")) or ()
        return decide(search.describe(), [describe_page(each) for each in candidates])

    asked = [each for each in searches if each.entry.title and not each.by_id]
    for search, verdict in _ask_stage("Hub by title", "hub", asked, ask, services, on_progress):
        search.verdict = verdict
        if verdict.candidate:
            search.arxiv_id = verdict.candidate.id.removeprefix("arxiv:")
            search.step = "hub"


def _read_hub_pages(
    searches: Sequence[Search], services: Services, on_progress: OnProgress
) -> None:
    """Read the Hub's page of every paper whose arXiv id is known by now."""

    def ask(search: Search, services: Services) -> Lookup[HubPaper]:
        page = services.hub.find_paper(search.arxiv_id or "")
        require_answer(page)
        return page

    asked = [each for each in searches if each.arxiv_id and each.page.is_unknown and not each.doubt]
    for search, page in _ask_stage("Hub pages", "hub", asked, ask, services, on_progress):
        search.take_page(page)


def _look_up_ids(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Look DOIs, W-ids and numbers of PubMed up in OpenAlex, a hundred to a call."""
    asked = [each for each in searches if not each.closed]
    ids = sorted({each.openalex_id for each in asked if each.openalex_id})
    dois = sorted({doi for each in asked for doi in each.dois})
    pubmed = sorted({key for each in asked for key in each.pubmed_keys})
    pieces = [
        *split_evenly(dois),
        *split_evenly(ids),
        *split_evenly(pubmed),
    ]

    def ask(keys: Sequence[str], services: Services) -> dict[str, Lookup[Work]]:
        openalex = services.openalex
        if keys[0].startswith("pm"):
            return openalex.find_by_pubmed(keys)
        by_id = keys[0].startswith("W")
        return openalex.find_by_id(keys) if by_id else openalex.find_by_doi(keys)

    works, failed = _ask_batches("OpenAlex by id", pieces, ask, services, on_progress)
    for search in asked:
        found_there = [works[key] for key in search.keys if key in works]
        search.take_works([each for each in found_there if each.value])
        error = next((failed[key] for key in search.keys if key in failed), None)
        if error is not None:
            search.warnings["openalex"] = error


def _look_up_singly(
    searches: Sequence[Search], services: Services, on_progress: OnProgress
) -> None:
    """Look up singly what lists do not show; this is free."""

    def ask(search: Search, services: Services) -> list[Lookup[Work]]:
        found = [services.openalex.look_up(key) for key in search.keys]
        for each in found:
            require_answer(each)
        return found

    asked = [each for each in searches if not each.closed and each.keys]
    if len(asked) > FEW:
        # Free look-ups take a request each; beyond a few, a credit for a hundred is better.
        # A service that does not know how to show hidden works is asked one by one after all.
        with suppress(ServiceError):
            services.openalex.find_hidden_by_doi(doi for each in asked for doi in each.dois)
    stage = "OpenAlex one by one"
    for search, works in _ask_stage(stage, "openalex", asked, ask, services, on_progress):
        # What is said about one work alone is the last word, whatever became of the lists.
        search.warnings.pop("openalex", None)
        search.take_works(works, "single")


def _look_up_elsewhere(
    searches: Sequence[Search], services: Services, on_progress: OnProgress
) -> list[Search]:
    """Ask Semantic Scholar for ids that it takes; return the papers of which it knew more ids."""
    asked = [each for each in searches if not each.closed and each.s2_keys]
    pieces = list(split_evenly(sorted({key for each in asked for key in each.s2_keys})))

    def ask(keys: Sequence[str], services: Services) -> dict[str, Lookup[S2Paper]]:
        return services.s2.find_by_key(keys)

    papers, failed = _ask_batches("Semantic Scholar by id", pieces, ask, services, on_progress)
    for search in asked:
        known = (papers[key] for key in search.s2_keys if key in papers)
        found = next((each for each in known if each.value), None)
        error = next((failed[key] for key in search.s2_keys if key in failed), None)
        if found is not None:
            search.take_elsewhere(found)
        elif error is not None:
            search.warnings["s2"] = error
    return [each for each in asked if each.elsewhere and each.dois and not each.closed]


def _search_titles(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Search OpenAlex by title, ten candidates each."""

    def ask(search: Search, services: Services) -> tuple[Verdict, list[Lookup[Work]]]:
        hits = require_answer(services.openalex.search_title(search.title or "")) or ()
        works = [each for each in hits if each.value and search.may_be(each.value)]
        candidates = [describe_work(each.value) for each in works if each.value]
        return decide(search.describe(), candidates), works

    asked = [each for each in searches if not each.closed and each.title]
    stage = "OpenAlex by title"
    for search, (verdict, works) in _ask_stage(
        stage, "openalex", asked, ask, services, on_progress
    ):
        search.take_title_verdict(verdict, works)


def _complete_authors(
    searches: Sequence[Search], services: Services, on_progress: OnProgress
) -> None:
    """Fetch the works whole of which lists show only the first authors; this is free."""
    cut: dict[str, list[Search]] = {}
    for search in searches:
        if search.closed and search.work.value and search.work.value.authors_truncated:
            cut.setdefault(search.work.value.id, []).append(search)

    def ask(key: str, services: Services) -> Lookup[Work]:
        return services.openalex.look_up(key)

    counter = make_counter("All authors", len(cut), on_progress)
    for key, found, error in ask_or_read_archive(list(cut), ask, services, counter):
        for search in cut[key]:
            if found is not None and found.value is not None:
                search.work = found
            if error is not None:
                search.warnings["openalex"] = error


def _ask_batches(
    stage: str,
    pieces: Sequence[Sequence[str]],
    ask: Callable[[Sequence[str], Services], dict[str, Lookup[Value]]],
    services: Services,
    on_progress: OnProgress,
) -> tuple[dict[str, Lookup[Value]], dict[str, ServiceError]]:
    """Ask a service about keys, many to a call; return its answers, and what kept it from them."""
    answers: dict[str, Lookup[Value]] = {}
    failed: dict[str, ServiceError] = {}
    counter = make_counter(stage, len(pieces), on_progress)
    for keys, found, error in ask_or_read_archive(pieces, ask, services, counter):
        answers |= found or {}
        if error is not None:
            failed |= dict.fromkeys(keys, error)
    return answers, failed


def _ask_stage(  # noqa: PLR0913, PLR0917 - what a stage is made of
    stage: str,
    service: str,
    asked: Sequence[Search],
    ask: Callable[[Search, Services], Answer],
    services: Services,
    on_progress: OnProgress,
) -> Iterator[tuple[Search, Answer]]:
    """Ask a service about each paper; where it does not answer, take what the archive has."""
    counter = make_counter(stage, len(asked), on_progress)
    for search, answer, error in ask_or_read_archive(asked, ask, services, counter):
        if answer is not None:
            yield search, answer
        if error is not None:
            # Noted last, because what the archive has does not make up for it.
            search.warnings[service] = error
