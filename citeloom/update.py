"""Bringing a graph up to date: ask again for what can have changed, and tell what is new.

Answers go into the archive first, then the graph is made anew from it, then what it says is
compared with what is remembered, and news and memory are kept in one commit. A run that is killed
at any point has told nothing yet and forgotten nothing: the next one compares with the same memory.
"""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from citeloom.build_report import drop_repeated
from citeloom.enrich.archive import Memorised, NewsRow
from citeloom.enrich.ask_again import (
    AgainPlan,
    Asked,
    Terms,
    ask_again,
    count_default_credits,
    plan_again,
)
from citeloom.enrich.listing import parse_live
from citeloom.enrich.listing.hub_listing import read_hub_listing
from citeloom.enrich.services import open_services
from citeloom.enrich.services.ledger import Meter, now
from citeloom.graph.errors import ServiceError, UsageError
from citeloom.held_listings import read_holders
from citeloom.open_graph import open_graph
from citeloom.pipeline import build, list_build_sources, open_archive, read_access, remake
from citeloom.queries.news.compare_facts import compare_facts
from citeloom.queries.news.read_facts import read_facts
from citeloom.queries.news.remembered_facts import Facts
from citeloom.read_sources import read_sources
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citeloom.build_report import BuildReport
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.ledger import Spending
    from citeloom.graph.errors import CiteloomError
    from citeloom.pipeline import BuildOptions
    from citeloom.progress import Progress
    from citeloom.queries.news.news_item import NewsItem
    from citeloom.settings import Settings

HOURS = 20  # an update that is run again within them asks for nothing a second time


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """What an update would ask for.

    Attributes:
        again: What is asked, and the price.
        papers: How many papers are listed.
        terms: Since when, and for how much; what an update that is gone on with has spent counts.
        goes_on: Whether an update began before and is gone on with.
        live: Listings that the Hub is asked for first; what they hold now is not known yet.
    """

    again: AgainPlan
    papers: int
    terms: Terms
    goes_on: bool
    live: tuple[str, ...] = ()

    @property
    def since(self) -> str:
        """When the update began, by this run or by the one that it goes on with."""
        return self.terms.since


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update found.

    Attributes:
        plan: What was to be asked.
        news: What is new, what weighs most first.
        spending: Requests and credits by service.
        warnings: What kept services from answering.
        notes: What was left out for its price, and what it means.
    """

    plan: UpdatePlan
    news: tuple[NewsItem, ...]
    spending: Mapping[str, Spending]
    warnings: tuple[CiteloomError, ...]
    notes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every service answered."""
        return not self.warnings


@dataclass(frozen=True, slots=True)
class UpdateOptions:
    """How an update is to be made.

    Attributes:
        build: How the graph was built, and is made anew.
        credits: How many credits may be taken; what suits the list where it is None.
        again: Ask again also for what an update of the last hours has asked.
    """

    build: BuildOptions
    credits: int | None = None
    again: bool = False


def plan_update(sources: Sequence[str], options: UpdateOptions, settings: Settings) -> UpdatePlan:
    """Say what an update would ask for; nothing is asked or written.

    Raises:
        UsageError: The graph holds sample data.
        ListingError: A listing cannot be read.
        StoreError: There is no graph, or it cannot be read.
    """
    with ExitStack() as stack:
        archive = open_archive(settings, options.build.without_network(), stack)
        archived = open_services(archive, None, None)
        memory = archive.read_memory(find_workspace(settings, options.build.graph).holder)
        facts = _read_graph(options, settings)
        listings = find_listings(sources, options, settings)
        return _make_plan(listings, options, archived, facts, memory)


def update(
    sources: Sequence[str],
    options: UpdateOptions,
    settings: Settings,
    progress: Progress,
    before_asking: Callable[[UpdatePlan], None] = lambda _: None,
) -> UpdateReport:
    """Ask again for what can have changed, make the graph anew, and tell what is new.

    Args:
        sources: The listings that the graph was built from, as `build` takes them; without any,
            all of the project, or all that the graph is made of.
        options: How.
        settings: Where things are, and the keys.
        progress: Where the work reports to.
        before_asking: Is told what will be asked before any service is; it may raise.

    Raises:
        UsageError: The graph holds sample data.
        ListingError: A listing cannot be read; nothing has been asked then.
        ArchiveError: The archive cannot be used.
        StoreError: The graph cannot be read or written; what was fetched is in the archive, and no
            news are lost.
    """
    holder = find_workspace(settings, options.build.graph).holder
    listings = find_listings(sources, options, settings)
    with ExitStack() as stack:
        archive = open_archive(settings, options.build, stack)
        archived = open_services(archive, None, None)
        there = _read_graph(options, settings)
        memory = archive.read_memory(holder)
        plan = _make_plan(listings, options, archived, there, memory)
        before_asking(plan)
        known = Facts.model_validate(memory.facts or {}) if memory else Facts()
        before = known.add_unknown(there)
        told_at = memory.told_at if memory else ""
        archive.remember(holder, Memorised(plan.since, told_at, before.as_json()))
        meter = Meter(lambda spent: archive.spend(_name_run(plan.since), spent))
        with open_services(archive, read_access(settings), meter, since=plan.since) as services:
            asked = _ask(listings, services, plan, progress, there)
            warnings = drop_repeated((*asked.warnings, *services.list_failures()))
    offline = options.build.without_network()
    named = sources or find_workspace(settings, options.build.graph).project
    built = (build if named else _remake)(sources, offline, settings, progress)
    with ExitStack() as stack:
        archive = open_archive(settings, options.build, stack)
        after = _read_graph(options, settings)
        news = _find_news(before, after, archive)
        rows = [NewsRow(each.found_at, each.kind, each.subject, each.as_json()) for each in news]
        told_at = told_at if warnings else now()
        archive.remember(holder, Memorised(plan.since, told_at, after.as_json()), rows)
    notes = list(asked.notes)
    if built.tally.references_unasked:
        notes.append(
            f"{built.tally.references_unasked} references of the lists lead to works that have not "
            "been asked for; citeloom build asks for them"
        )
    return UpdateReport(plan, tuple(news), meter.totals(), warnings, tuple(notes))


def find_listings(
    sources: Sequence[str], options: UpdateOptions, settings: Settings
) -> tuple[str | Listing, ...]:
    """Return the listings that an update is about: those named, or all that a graph is made of.

    Raises:
        UsageError: The graph is made of none that this archive could make anew.
        StoreError: There is no graph, or it cannot be read.
    """
    workspace = find_workspace(settings, options.build.graph)
    if sources or workspace.project:
        return list_build_sources(sources, workspace)
    with open_graph(settings, options.build.graph) as store:
        holders = read_holders(store)
    held = [each for key, h in holders.items() if workspace.is_own(key) for each in h.listings]
    if not held:
        raise UsageError(
            "The graph is made of no listing of yours",
            kept="Nothing was asked",
            todo="Name the listing, or build a graph with citeloom build",
        )
    return tuple(listing for each in held if (listing := each.unpack()))


def _remake(
    _: Sequence[str], options: BuildOptions, settings: Settings, progress: Progress
) -> BuildReport:
    return remake(options, settings, progress)


def _make_plan(
    sources: Sequence[str | Listing],
    options: UpdateOptions,
    archived: Services,
    facts: Facts,
    memory: Memorised | None,
) -> UpdatePlan:
    listings = _read_listings(sources, archived)
    papers = sum(len(each.entries) for each in listings)
    moment = now()
    since = memory.asked_since if memory else ""
    goes_on = not options.again and _is_lately(since, moment)
    since = since if goes_on else moment
    most = count_default_credits(papers) if options.credits is None else options.credits
    spent = archived.archive.read_spending(run=_name_run(since)).get("openalex")
    terms = Terms(
        since=since,
        credits=max(most - (spent.credits if spent else 0), 0),
        done=bool(goes_on and memory and memory.told_at >= since),
    )
    again = plan_again(listings, _order_near(facts), archived.archive, archived, terms)
    live = tuple(each for each in sources if isinstance(each, str) and parse_live(each))
    return UpdatePlan(again, papers, terms, goes_on, live)


def _ask(
    sources: Sequence[str | Listing],
    services: Services,
    plan: UpdatePlan,
    progress: Progress,
    facts: Facts,
) -> Asked:
    """Ask; a listing that the Hub gives is read anew first, and planned for with what it holds."""
    if not plan.live:
        listings = _read_listings(sources, services.archived)
        return ask_again(listings, plan.again, services, progress, plan.terms)
    warnings: list[ServiceError] = []
    listings = _read_listings(sources, services, warnings)
    archive, near = services.archive, _order_near(facts)
    again = plan_again(listings, near, archive, services.archived, plan.terms)
    asked = ask_again(listings, again, services, progress, plan.terms)
    return Asked((*warnings, *asked.warnings), asked.notes)


def _read_listings(
    sources: Sequence[str | Listing],
    services: Services,
    warnings: list[ServiceError] | None = None,
) -> list[Listing]:
    """Read the listings; of one that the Hub gives, what the services know or may ask."""
    read = read_sources([each for each in sources if isinstance(each, str)])
    listings: list[Listing] = []
    for source in sources:
        if not isinstance(source, str):
            listings.append(source)
            continue
        live = parse_live(source)
        if live is None:
            listings.append(read[source])
            continue
        try:
            listings.append(read_hub_listing(live, services.hub))
        except ServiceError as error:
            if warnings is not None:
                warnings.append(error)
                listings.append(read_hub_listing(live, services.archived.hub))
    return listings


def _read_graph(options: UpdateOptions, settings: Settings) -> Facts:
    with open_graph(settings, options.build.graph) as store:
        if store.info().sample:
            raise UsageError(
                "The graph holds sample data: its papers are made up, and no service knows them",
                kept="Nothing was asked",
                todo="Build a graph from a list of your own",
            )
        return read_facts(store)


def _find_news(before: Facts, after: Facts, archive: Archive) -> list[NewsItem]:
    listed = [each.openalex_id for each in after.papers.values() if each.listed]
    archived = open_services(archive, None, None)
    begun = archived.openalex.read_new_citing(filter(None, listed))
    moment = now()
    return [each.found_on(moment) for each in compare_facts(before, after, begun)]


def _order_near(facts: Facts) -> list[str]:
    """Return the W-ids of the works that are not listed, those nearest to the list first."""
    links = Counter(facts.cited)
    for works in facts.citing.values():
        links.update(works)
    others = [
        (-links[key], each.openalex_id)
        for key, each in facts.papers.items()
        if each.openalex_id and not each.listed
    ]
    return [key for _, key in sorted(others)]


def _name_run(since: str) -> str:
    """Return the name under which the ledger has what an update spends, in however many runs."""
    return f"update {since}"


def _is_lately(since: str, moment: str) -> bool:
    """Tell whether a moment is at most `HOURS` before another one, and not after it."""
    try:
        age = datetime.fromisoformat(moment) - datetime.fromisoformat(since).astimezone(UTC)
    except ValueError:
        return False
    return timedelta(0) <= age < timedelta(hours=HOURS)
