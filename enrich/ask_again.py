"""Asking again for what can have changed since an earlier build, within a price.

In the order of worth: the listed papers' own records, works that have begun to cite them, their
pages on the Hub, papers that could not be found, the repositories, and other works of the graph as
far as credits go. All answers replace those in the archive, from which a graph is then made anew.
What was asked since the update began, by a run that was killed for instance, is not asked again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import BATCH, look_up_each, split_evenly
from citeloom.enrich.fetch_references import fetch_references
from citeloom.enrich.fetch_repositories import fetch_repositories, make_key
from citeloom.enrich.find import FEW, find
from citeloom.enrich.services.github import HOST
from citeloom.enrich.services.openalex_query import (
    COPIES_AT_ONCE,
    LIST_PRICE,
    SEARCH_PRICE,
    make_searchable,
)
from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citeloom.enrich.archive import Archive
    from citeloom.enrich.entry import Entry, Listing
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.openalex_work import Work

    OnProgress = Callable[[str, int, int], None]

LEAST_CREDITS, PAPERS_FOR_CREDIT = 20, 50
CITING_CALLS, LATE_CALLS, OTHER_CALLS = 4, 2, 8  # questions of one update at most
ROUNDS = 2  # what Semantic Scholar knows more of a paper is looked up like the listing's own ids


@dataclass(frozen=True, slots=True)
class Terms:
    """Since when, and for how much, is asked again.

    Attributes:
        since: When the update began; what was asked since then is not asked again. ISO 8601, UTC.
        credits: How many credits may be taken.
        done: Whether all has been asked since then; what is left is what has joined the list.
    """

    since: str
    credits: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class AgainPlan:
    """What is to be asked again.

    Attributes:
        listed: W-ids of the listed papers.
        looks: How many of them are looked after for new citations.
        pages: arXiv ids of the papers whose pages on the Hub are read.
        repositories: How many repositories GitHub is asked for.
        unfound: Entries that OpenAlex has not been known to have.
        by_title: Those of them that are searched for by title, if nothing else finds them.
        others: W-ids of other works of the graph that are asked for.
        of_others: How many of them there are.
        credits: What all of it costs at most.
    """

    listed: tuple[str, ...]
    looks: int
    pages: tuple[str, ...]
    repositories: int
    unfound: tuple[Entry, ...]
    by_title: tuple[Entry, ...]
    others: tuple[str, ...]
    of_others: int
    credits: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of it.

    Attributes:
        warnings: What kept services from answering.
        notes: What was left out for its price, a sentence each.
    """

    warnings: tuple[ServiceError, ...]
    notes: tuple[str, ...]


def count_default_credits(papers: int) -> int:
    """Return how many credits an update may take for so many listed papers."""
    return LEAST_CREDITS + papers // PAPERS_FOR_CREDIT


def plan_again(
    listings: Sequence[Listing],
    near: Sequence[str],
    archive: Archive,
    archived: Services,
    terms: Terms,
) -> AgainPlan:
    """Say what is to be asked again; nothing is asked.

    Args:
        listings: What the listings say.
        near: W-ids of the other works of the graph, those nearest to the list first.
        archive: What is known, and since when.
        archived: The services, which read the archive only.
        terms: Since when, and for how much.
    """
    since, credits_ = terms.since, terms.credits

    def leave_out(service: str, kind: str, keys: Iterable[str]) -> list[str]:
        """Return those keys about which nobody was asked since then."""
        keys = list(dict.fromkeys(keys))
        there = archive.find(service, kind, keys)
        return [key for key in keys if key not in there or there[key].fetched_at < since]

    findings = _find_all(listings, archived)
    ids = [each.openalex_id for each in findings if each.openalex_id and each.work.value]
    listed = leave_out("openalex", "single", leave_out("openalex", "work", ids))
    looks = leave_out("openalex", "look", ids)
    links = {
        make_key(link)
        for each in findings
        for link in each.links
        if link.kind == "repository" and link.host == HOST
    }
    unfound = [each.entry for each in findings if each.work.value is None]
    left = credits_ - _count_calls(listed)
    citing = min(_count_citing_calls(looks), max(left, 0)) if looks else 0
    late = min(LATE_CALLS, max(left - citing, 0)) if looks else 0
    left -= citing + late
    again = min(_count_finding_calls(len(unfound)), max(left, 0))
    # The steps before mostly cost less; whether enough is left for a search shows when it is due.
    candidates = [] if terms.done else _order_by_date(archive, unfound, since)
    searches = min(len(candidates), max((left - again - OTHER_CALLS) // SEARCH_PRICE, 1))
    searches = searches if left >= SEARCH_PRICE else 0
    calls = 0 if terms.done else min(OTHER_CALLS, max(left, 0))
    others = _choose_others(archive, near, since, calls)
    return AgainPlan(
        listed=tuple(listed[: max(credits_, 0) * BATCH]),
        looks=len(looks),
        pages=tuple(leave_out("hub", "paper", (each.arxiv_id or "" for each in findings
                                               if each.arxiv_id and each.match != "ambiguous"))),
        repositories=len(leave_out("github", "repository", links)),
        unfound=tuple(unfound),
        by_title=tuple(candidates[:searches]),
        others=tuple(others),
        of_others=len(near),
        credits=min(
            _count_calls(listed) + citing + late + again + searches * SEARCH_PRICE
            + _count_calls(others), credits_,
        ),
    )  # fmt: skip


def ask_again(
    listings: Sequence[Listing],
    plan: AgainPlan,
    services: Services,
    on_progress: OnProgress,
    terms: Terms,
) -> Asked:
    """Ask again for what is planned; all answers are in the archive when this returns.

    Args:
        listings: What the listings say.
        plan: What is to be asked.
        services: The services, which ask again for what they said before `terms.since`.
        on_progress: Called with stage, done, total.
        terms: Since when, and for how much.
    """
    run = _Run(services, on_progress, terms)
    before = _find_all(listings, services.archived)
    ids = [each.openalex_id for each in before if each.openalex_id and each.work.value]
    services.openalex.begin_looks(ids)
    lost = run.renew_works("Listed papers", plan.listed, complete=True)
    run.look_for_citing(ids)
    run.look_up("Hub pages", plan.pages, _read_page)
    unfound = [each.entry for each in before if each.work.value is None or each.openalex_id in lost]
    run.find_again(unfound, search_titles=False)
    if run.left >= SEARCH_PRICE and plan.by_title:
        run.find_again(plan.by_title[: run.left // SEARCH_PRICE], search_titles=True)
    findings = _find_all(listings, services.archived)
    _, warnings = fetch_repositories(findings, services, on_progress)
    run.warnings += warnings
    services.openalex.begin_looks(each.openalex_id for each in findings if each.openalex_id)
    run.complete_references(findings, {each.openalex_id for each in before})
    others = plan.others[: run.left * BATCH]
    if len(others) < len(plan.others):
        run.notes.append(
            f"{len(plan.others) - len(others)} of the other works are left for the next update, "
            "for their price"
        )
    run.renew_works("Works of the graph", others, complete=False)
    never = _find_never_searched(findings, services.archive)
    if never:
        run.notes.append(
            f"{len(never)} papers have never been searched for by title, at {SEARCH_PRICE} credits "
            "each; citeloom build does, or --credits with a larger number"
        )
    return Asked(tuple(run.warnings), tuple(run.notes))


class _Run:
    """One update while it asks: what it has spent, and what it has to tell."""

    def __init__(self, services: Services, on_progress: OnProgress, terms: Terms) -> None:
        self.services, self.on_progress, self.terms = services, on_progress, terms
        self.warnings: list[ServiceError] = []
        self.notes: list[str] = []

    @property
    def left(self) -> int:
        """Credits that may still be taken."""
        return max(self.terms.credits - self.services.count_credits("openalex"), 0)

    def look_up(
        self,
        stage: str,
        keys: Sequence[str],
        ask: Callable[[str, Services], dict[str, Lookup[HubPaper]]],
    ) -> None:
        """Ask for each key, and note what failed."""
        _, warnings = look_up_each(stage, keys, ask, self.services, self.on_progress)
        self.warnings += warnings

    def renew_works(self, stage: str, ids: Sequence[str], *, complete: bool) -> set[str]:
        """Ask for works, a hundred to a call.

        Args:
            stage: What is done.
            ids: W-ids.
            complete: Look those up singly, which is free, that lists lack or cut the authors of.

        Returns:
            The works that lists lack, and that are gone or were merged into others.
        """

        def ask(some: Sequence[str], services: Services) -> dict[str, Lookup[Work]]:
            return services.openalex.find_by_id(some)

        def ask_one(key: str, services: Services) -> dict[str, Lookup[Work]]:
            return {key: services.openalex.look_up(key)}

        found, warnings = look_up_each(
            stage, split_evenly(ids), ask, self.services, self.on_progress
        )
        self.warnings += warnings
        if not complete or warnings:
            return set()
        lacking = [key for key, each in found.items() if (each.fetched_at or "") < self.terms.since]
        cut = [key for key, each in found.items() if each.value and each.value.authors_truncated]
        singly, warnings = look_up_each(
            f"{stage}, one by one", list(dict.fromkeys((*lacking, *cut))), ask_one, self.services,
            self.on_progress,
        )  # fmt: skip
        self.warnings += warnings
        return {
            key
            for key in lacking
            if key in singly and not (singly[key].value and singly[key].value.id == key)  # type: ignore[union-attr]  # tried before
        }

    def look_for_citing(self, ids: Sequence[str]) -> None:
        """Find works that have begun to cite the listed papers."""
        openalex = self.services.openalex
        calls = _count_citing_calls(openalex.list_unlooked(ids))
        try:
            left = openalex.find_new_citing(ids, min(calls, self.left))
            late = openalex.find_late_citing(
                ids, 0 if self.terms.done else min(LATE_CALLS, self.left)
            )
        except ServiceError as error:
            self.warnings.append(error)
            return
        if left:
            self.notes.append(
                f"{left} works or more that cite the list are too many for the price, and are not "
                "taken; the newest are"
            )
        if late and not self.terms.done:
            self.notes.append(
                f"{len(late)} papers have been cited by works that OpenAlex has only now, with a "
                "date of long ago; these papers are cited too often to ask for all that cites them"
            )

    def find_again(self, entries: Sequence[Entry], *, search_titles: bool) -> None:
        """Look for papers again that could not be found."""
        able = len(entries)
        while able and _count_finding_calls(able) > self.left:
            able //= 2
        if able < len(entries):
            self.notes.append(
                f"{len(entries) - able} papers that OpenAlex did not have are left for the next "
                "update, for their price"
            )
            entries = entries[:able]
        if not entries:
            return
        found = find(entries, "", self.services, self.on_progress, search_titles=search_titles)
        self.warnings += [
            error
            for finding in found
            for error in finding.warnings
            if type(error) is not ServiceError  # which says that nobody was to be asked
        ]

    def complete_references(self, findings: Sequence[Finding], known: set[str | None]) -> None:
        """Ask for what the lists of references lead to that have changed, or come with a paper."""
        new = [each for each in findings if each.openalex_id and each.openalex_id not in known]
        named = sum(len(each.work.value.references) for each in new if each.work.value)
        # Where OpenAlex has no list, Semantic Scholar's leads to two more calls.
        if new and math.ceil(named / BATCH) + ROUNDS <= self.left:
            _, warnings = fetch_references(new, self.services, self.on_progress)
            self.warnings += warnings
        cited = {
            key
            for each in findings
            for key in (each.work.value.references if each.work.value else ())
        }
        there = self.services.archive.find("openalex", "work", cited)
        lacking = sorted(cited - there.keys())
        self.renew_works("Cited works", lacking[: self.left * BATCH], complete=False)


def _read_page(arxiv_id: str, services: Services) -> dict[str, Lookup[HubPaper]]:
    return {arxiv_id: services.hub.find_paper(arxiv_id)}


def _find_all(listings: Sequence[Listing], archived: Services) -> list[Finding]:
    """Find the papers of listings with what the archive has."""

    def silent(*_: object) -> None:
        """Tell nobody."""

    found = [
        finding
        for listing in listings
        for finding in find(listing.entries, listing.name, archived, silent)
    ]
    return [replace(each, warnings=()) for each in found]


def _find_never_searched(findings: Sequence[Finding], archive: Archive) -> list[str]:
    """Return the words of the titles for which OpenAlex has never been searched, and could be."""
    titles = [each.entry.title or "" for each in findings if each.work.value is None]
    words = list(dict.fromkeys(filter(None, map(make_searchable, titles))))
    there = archive.find("openalex", "title", words)
    return [each for each in words if each not in there]


def _order_by_date(archive: Archive, entries: Sequence[Entry], since: str) -> list[Entry]:
    """Return the entries that can be searched for by title, those searched for longest ago first.

    Those are left out for which this update has searched already.
    """
    words = {id(each): make_searchable(each.title or "") for each in entries}
    there = archive.find("openalex", "title", filter(None, words.values()))
    dates = {key: there[each].fetched_at if each in there else "" for key, each in words.items()}
    able = [each for each in entries if words[id(each)] and dates[id(each)] < since]
    return sorted(able, key=lambda each: dates[id(each)])


def _choose_others(archive: Archive, near: Sequence[str], since: str, calls: int) -> list[str]:
    """Choose works of the graph: all, or half of them the nearest, half those asked longest ago."""
    there = archive.find("openalex", "work", near)
    dates = {key: each.fetched_at for key, each in there.items()}
    left = [key for key in near if dates.get(key, "") < since]
    count = max(calls * BATCH - (len(near) - len(left)), 0)
    if len(left) <= count:
        return left
    chosen = dict.fromkeys(left[: count // 2])
    oldest = sorted((key for key in left if key not in chosen), key=lambda key: dates.get(key, ""))
    return [*chosen, *oldest[: count - len(chosen)]]


def _count_calls(ids: Sequence[object], at_once: int = BATCH) -> int:
    return math.ceil(len(ids) / at_once) * LIST_PRICE


def _count_citing_calls(looks: Sequence[str]) -> int:
    return max(CITING_CALLS, 2 * _count_calls(looks)) if looks else 0


def _count_finding_calls(papers: int) -> int:
    """Return what the free and cheap steps of finding cost at most; see `BuildPlan`."""
    ids = math.ceil(2 * papers / BATCH)
    hidden = ids if papers > FEW else 0
    return ROUNDS * (ids + hidden + math.ceil(papers / COPIES_AT_ONCE)) * LIST_PRICE
