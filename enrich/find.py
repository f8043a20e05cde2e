"""Finding each paper of a listing: the order of steps, from free to dear.

1. An entry with an id is looked up by it; one with a title only is searched for on the Hub.
2. OpenAlex by DOI, W-id and PubMed, a hundred to a call; arXiv ids go by arXiv's own DOI.
3. OpenAlex one by one, free, for what lists hide; a hundred to a call where there are many.
4. OpenAlex by the address of the copy at arXiv, fifty to a call, for works that are published.
5. Semantic Scholar, free, by any id, for what OpenAlex lacks or has no title of: the arXiv id and
   the DOI that it knows are looked up as in the steps before.
6. OpenAlex by title, dear, for what is still open and could be there.
7. OpenAlex once more, free, for works of which lists show only the first hundred authors.

Each step is taken only for what the earlier ones left open, and noted with its answer and price.
`enrich.matching` decides about titles; what is unclear stays `ambiguous`, with its candidates, and
is linked to nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from citeloom.enrich.ask_service import BATCH, ask_or_read_archive, make_counter, split_evenly
from citeloom.enrich.decisions import NO_DECISIONS
from citeloom.enrich.entry_search import (
    ARXIV_KEY,
    Search,
    begin_search,
    describe_page,
    describe_work,
)
from citeloom.enrich.matching import Verdict, decide
from citeloom.enrich.search_stage import Stage, tell_found, tell_verdict
from citeloom.enrich.services.lookup import Lookup, require_answer
from citeloom.enrich.services.openalex_query import COPIES_AT_ONCE, SEARCH_PRICE
from citeloom.enrich.tried import A_CREDIT, FREE
from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citeloom.enrich.decisions import Decisions
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


def find(  # noqa: PLR0913 - of what, from whom, and what the user knows
    entries: Sequence[Entry],
    listing: str,
    services: Services,
    on_progress: OnProgress,
    decisions: Decisions = NO_DECISIONS,
    *,
    search_titles: bool = True,
) -> list[Finding]:
    """Find the papers of a listing.

    Whatever services answer is in the archive when this returns. Where a service cannot be asked,
    what the archive has of its answers is taken, and the reason is in the findings' warnings.

    Args:
        entries: What the listing says.
        listing: Name of the listing.
        services: The services, which may be offline.
        on_progress: Called with stage, done, total.
        decisions: What the user said that entries are, and are not.
        search_titles: Whether OpenAlex may be searched by title, which is dear; if not, what the
            archive has of such searches is taken.

    Returns:
        One finding for each entry, in their order.
    """
    searches = [begin_search(entry, decisions) for entry in entries]
    _search_hub(searches, services, on_progress)
    _read_hub_pages(searches, services, on_progress)
    _look_up_ids(searches, services, on_progress)
    _look_up_singly(searches, services, on_progress)
    _look_up_copies(searches, services, on_progress)
    others = _look_up_elsewhere(searches, services, on_progress)
    if others:
        _read_hub_pages(others, services, on_progress)
        _look_up_ids(others, services, on_progress)
        _look_up_singly(others, services, on_progress)
        _look_up_copies(others, services, on_progress)
    _search_titles(searches, services if search_titles else services.archived, on_progress)
    # Once more, for papers whose arXiv id only OpenAlex knew.
    _read_hub_pages(searches, services, on_progress)
    _complete_authors(searches, services, on_progress)
    return [search.make_finding(listing) for search in searches]


def _search_hub(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Search the Hub for the titles of entries without an id."""

    def ask(search: Search, services: Services) -> Verdict:
        pages = require_answer(services.hub.search(search.entry.title or "")) or ()
        candidates = [describe_page(each) for each in pages]
        open_ones = [each for each in candidates if not search.find_refusal(each.id)]
        return decide(search.describe(), open_ones)

    asked = [each for each in searches if each.entry.title and not each.by_id]
    stage = Stage("Hub by title", "hub", FREE)
    for search, verdict in _ask_stage(stage, asked, ask, services, on_progress):
        search.verdict = verdict
        search.note(stage.name, tell_verdict(verdict), FREE)
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
    stage = Stage("Hub pages", "hub", FREE)
    for search, page in _ask_stage(stage, asked, ask, services, on_progress):
        search.note(stage.name, tell_found(page), FREE)
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

    stage = Stage("OpenAlex by id", "openalex", A_CREDIT.format(BATCH))
    works, failed = _ask_batches(stage, pieces, ask, services, on_progress)
    for search in asked:
        found_there = [works[key] for key in search.keys if key in works]
        errors = [failed[key] for key in search.keys if key in failed]
        search.take_works([each for each in found_there if each.value])
        stage.note_all(search, found_there, errors)


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
    price = A_CREDIT.format(BATCH) if len(asked) > FEW else FREE
    if len(asked) > FEW:
        # Free look-ups take a request each; beyond a few, a credit for a hundred is better.
        # A service that does not know how to show hidden works is asked one by one after all.
        with suppress(ServiceError):
            services.openalex.find_hidden_by_doi(doi for each in asked for doi in each.dois)
    stage = Stage("OpenAlex one by one", "openalex", price)
    for search, works in _ask_stage(stage, asked, ask, services, on_progress):
        stage.note_all(search, works)
        # What is said about one work alone is the last word, whatever became of the lists.
        search.warnings.pop("openalex", None)
        search.take_works(works, "single")


def _look_up_copies(
    searches: Sequence[Search], services: Services, on_progress: OnProgress
) -> None:
    """Look published works up by the address of their copy at arXiv, fifty to a call."""
    asked = [each for each in searches if each.arxiv_id and not each.closed]
    ids = sorted({each.arxiv_id for each in asked if each.arxiv_id})

    def ask(keys: Sequence[str], services: Services) -> dict[str, Lookup[Work]]:
        return services.openalex.find_by_arxiv(keys)

    stage = Stage("OpenAlex by copy at arXiv", "openalex", A_CREDIT.format(COPIES_AT_ONCE))
    pieces = split_evenly(ids, COPIES_AT_ONCE)
    works, failed = _ask_batches(stage, pieces, ask, services, on_progress)
    for search in asked:
        key = search.arxiv_id or ""
        found: Lookup[Work] = works.get(key) or Lookup.unknown(key)
        search.take_copy(found)
        stage.note_all(search, [found], [failed[key]] if key in failed else [])


def _look_up_elsewhere(
    searches: Sequence[Search], services: Services, on_progress: OnProgress
) -> list[Search]:
    """Ask Semantic Scholar for what OpenAlex lacks; return the papers of which it knew more ids."""
    asked = [
        each
        for each in searches
        if each.s2_keys and not each.doubt and (not each.closed or each.lacks_title)
    ]
    keys = sorted({key for each in asked for key in each.s2_keys})
    by_arxiv = [key for key in keys if key.startswith(ARXIV_KEY)]
    others = [key for key in keys if not key.startswith(ARXIV_KEY)]
    pieces = [*split_evenly(by_arxiv), *split_evenly(others)]

    def ask(keys: Sequence[str], services: Services) -> dict[str, Lookup[S2Paper]]:
        if not keys[0].startswith(ARXIV_KEY):
            return services.s2.find_by_key(keys)
        # With their reference lists, which are wanted later where OpenAlex has none.
        ids = [key.removeprefix(ARXIV_KEY) for key in keys]
        found = services.s2.find_by_arxiv(ids)
        return {ARXIV_KEY + each: found[each] for each in ids}

    stage = Stage("Semantic Scholar by id", "s2", FREE)
    papers, failed = _ask_batches(stage, pieces, ask, services, on_progress)
    more: list[Search] = []
    for search in asked:
        keys_before, s2_keys = set(search.keys), search.s2_keys
        known = [papers[key] for key in s2_keys if key in papers]
        found = next((each for each in known if each.value), None)
        errors = [failed[key] for key in s2_keys if key in failed]
        stage.note_all(search, known, errors if found is None else [])
        if found is not None:
            search.take_elsewhere(found)
        if not search.closed and set(search.keys) - keys_before:
            more.append(search)
    return more


def _search_titles(searches: Sequence[Search], services: Services, on_progress: OnProgress) -> None:
    """Search OpenAlex by title, ten candidates each."""

    def ask(search: Search, services: Services) -> tuple[Verdict, list[Lookup[Work]]]:
        hits = require_answer(services.openalex.search_title(search.title or "")) or ()
        works = [each for each in hits if each.value and search.may_be(each.value)]
        candidates = [describe_work(each.value) for each in works if each.value]
        return decide(search.describe(), candidates), works

    asked = [each for each in searches if not each.closed and each.title]
    stage = Stage("OpenAlex by title", "openalex", f"{SEARCH_PRICE} credits")
    for search, (verdict, works) in _ask_stage(stage, asked, ask, services, on_progress):
        search.note(stage.name, tell_verdict(verdict), stage.price)
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
    stage: Stage,
    pieces: Sequence[Sequence[str]],
    ask: Callable[[Sequence[str], Services], dict[str, Lookup[Value]]],
    services: Services,
    on_progress: OnProgress,
) -> tuple[dict[str, Lookup[Value]], dict[str, ServiceError]]:
    """Ask a service about keys, many to a call; return its answers, and what kept it from them."""
    answers: dict[str, Lookup[Value]] = {}
    failed: dict[str, ServiceError] = {}
    counter = make_counter(stage.name, len(pieces), on_progress)
    for keys, found, error in ask_or_read_archive(pieces, ask, services, counter):
        answers |= found or {}
        if error is not None:
            failed |= dict.fromkeys(keys, error)
    return answers, failed


def _ask_stage(
    stage: Stage,
    asked: Sequence[Search],
    ask: Callable[[Search, Services], Answer],
    services: Services,
    on_progress: OnProgress,
) -> Iterator[tuple[Search, Answer]]:
    """Ask a service about each paper; where it does not answer, take what the archive has."""
    counter = make_counter(stage.name, len(asked), on_progress)
    for search, answer, error in ask_or_read_archive(asked, ask, services, counter):
        if answer is not None:
            yield search, answer
        if error is not None:
            # Noted last, because what the archive has does not make up for it.
            stage.note_error(search, error)
