"""The main job: from listings to a graph, through the rooms in their order."""

from __future__ import annotations

import hashlib
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from citeloom.build_parts import Asked, arrange_home, arrange_project
from citeloom.build_report import BuildReport, Tally, drop_repeated, list_left_out
from citeloom.decided_papers import decide_on_papers
from citeloom.enrich.archive import Archive
from citeloom.enrich.assemble import ListedPaper, assemble
from citeloom.enrich.decisions import read_decisions
from citeloom.enrich.first_seen import FirstSeen
from citeloom.enrich.gather import join
from citeloom.enrich.growing_price import WORKS
from citeloom.enrich.listing import parse_live
from citeloom.enrich.listing.hub_listing import read_hub_listing
from citeloom.enrich.services import Services, open_services
from citeloom.enrich.services.access import Access
from citeloom.enrich.services.ledger import Meter, now
from citeloom.gather_parts import Gathering
from citeloom.graph.errors import ArchiveError, UsageError
from citeloom.graph.loading.load import load
from citeloom.held_listings import Holder, read_holders, write_holder
from citeloom.open_graph import open_graph
from citeloom.project import ProjectListing, add_listings
from citeloom.read_sources import read_source, read_sources
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from citeloom.build_parts import Arrangement
    from citeloom.enrich.decisions import Decisions
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.gather import Gathered
    from citeloom.graph.loading.load import LoadReport
    from citeloom.graph.records import NodeRecord, RelationshipRecord
    from citeloom.graph.stores.store import Store
    from citeloom.progress import Progress
    from citeloom.settings import Settings
    from citeloom.workspace import Workspace

    BeforeAsking = Callable[[tuple[Listing, ...], tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a graph is to be built.

    Attributes:
        graph: Address of the graph.
        citing: How many of the most cited works that cite each listed paper are taken in; None
            for what the project says, or none.
        grow: How many works around the list may be added; None for what the project says, or
            the usual number.
        offline: Open no socket; the archive has to do.
        refresh: Ask again for what the archive has.
        archive: An exported archive that is read besides the user's own, or None.
    """

    graph: str
    citing: int | None = None
    grow: int | None = None
    offline: bool = False
    refresh: bool = False
    archive: Path | None = None

    def settle(self, workspace: Workspace) -> BuildOptions:
        """Return the same options, with those of the project or the usual ones for what is open."""
        file = workspace.project.file if workspace.project else None
        citing = (file.citing if file else 0) if self.citing is None else self.citing
        grow = (file.grow if file else WORKS) if self.grow is None else self.grow
        return replace(self, citing=citing, grow=grow)

    def without_network(self) -> BuildOptions:
        """Return the same options, with every socket closed."""
        return replace(self, offline=True)


def build(
    sources: Sequence[str],
    options: BuildOptions,
    settings: Settings,
    progress: Progress,
    before_asking: BeforeAsking = lambda *_: None,
) -> BuildReport:
    """Build a graph, or build listings of it again: what they held before is replaced.

    Args:
        sources: Listings: paths, `-` for stdin, or words such as `hf:daily`. Without any, all
            listings of the project.
        options: How to build.
        settings: Where things are, and the keys.
        progress: Where the work reports to.
        before_asking: Is told what was read, and the names of what the graph holds besides,
            before any service is asked; it may raise.

    Raises:
        UsageError: No listing is named, and there is no project that has some.
        ListingError: A listing cannot be read; nothing has been asked then.
        ArchiveError: The archive cannot be used.
        StoreError: The graph cannot be written; what was fetched is in the archive.
    """
    workspace = find_workspace(settings, options.graph)
    sources = list_build_sources(sources, workspace)
    read = read_sources(sources)
    return _build(workspace, sources, read, options, settings, progress, before_asking)


def remake(
    options: BuildOptions, settings: Settings, progress: Progress, *, without: str = ""
) -> BuildReport:
    """Make a graph anew from its listings, the decisions and the archive; nothing is asked.

    Args:
        options: Where the graph is.
        settings: Where things are.
        progress: Where the work reports to.
        without: A listing that is to go, by its identity; a project's file names it no more.

    Raises:
        ArchiveError: It lacks what the listings need; the graph is as it was.
        StoreError: The graph cannot be written.
    """
    workspace = find_workspace(settings, options.graph)
    offline = options.without_network()
    return _build(workspace, (), {}, offline, settings, progress, lambda *_: None, without)


def _build(  # noqa: PLR0913, PLR0917 - what is built, how, and for whom
    workspace: Workspace,
    sources: Sequence[str],
    read: Mapping[str, Listing],
    options: BuildOptions,
    settings: Settings,
    progress: Progress,
    before_asking: BeforeAsking,
    without: str = "",
) -> BuildReport:
    began = time.monotonic()
    decisions = read_decisions(workspace.decisions_path)
    with ExitStack() as stack:
        # Opened before anything is asked: a graph that cannot be written costs no credit.
        store = stack.enter_context(open_graph(settings, options.graph, mode="write"))
        holders = read_holders(store)
        options = replace(options, archive=options.archive or find_base(workspace, holders))
        archive = open_archive(settings, options, stack)
        before_asking(tuple(read.values()), list_other_listings(workspace, sources, holders))
        run = now()
        meter = Meter(lambda spent: archive.spend(run, spent))
        access = None if options.offline else read_access(settings)
        services = stack.enter_context(
            open_services(archive, access, meter, refresh=options.refresh)
        )
        asked = [
            Asked(id=_identify(source, listing, workspace), listing=listing,
                  citing=options.citing, grow=options.grow)
            for source in sources
            for listing in [read.get(source) or _read_live(source, services)]
        ]  # fmt: skip
        gathering = Gathering(services, decisions, progress)
        arranged = _arrange(workspace, asked, holders, gathering, services, without)
        if not asked and not all(map(gathering.can_make, arranged.parts)):
            raise ArchiveError(
                "The archive lacks what the graph is made of",
                kept="The graph is as it was",
                todo="Run citeloom build, which fetches it",
            )
        gathered = join([gathering.gather(part) for part in arranged.parts])
        built = tuple(each for part in arranged.parts if part.asked for each in part.listings)
        tally = Tally(only=frozenset(each.name for each in built))
        warnings = drop_repeated((*gathering.warnings, *services.list_failures()))
        records = _make_records(gathered, services, decisions, tally)
        loaded = _load(store, records, arranged, holders, services, progress, options.archive)
        decided = decide_on_papers(store, decisions, workspace.holder, now())
        info = store.info()
        sample = find_sample_notice(archive) if info.sample else ""
    return BuildReport(
        listings=built,
        others=arranged.others,
        tally=tally,
        loaded=loaded,
        decided=decided,
        removed=gathering.removed,
        grown=gathered.grown,
        graph=options.graph,
        spending=meter.totals(),
        warnings=warnings,
        left_out=list_left_out(meter.left_out() + archive.left_out()),
        seconds=time.monotonic() - began,
        sample=sample,
        older=info.older,
    )


def open_archive(settings: Settings, options: BuildOptions, stack: ExitStack) -> Archive:
    """Open the user's archive, above an exported one where one is named.

    Args:
        settings: Where it is.
        options: Whether it is only read, and what lies below it.
        stack: Closes what is opened.
    """
    base = None
    if options.archive:
        if not options.archive.exists():
            raise ArchiveError(
                f"There is no archive at {options.archive}", todo="Check the name of the file"
            )
        base = stack.enter_context(Archive.open(options.archive, mode="read"))
    mode: Literal["read", "write"] = "read" if options.offline else "write"
    return stack.enter_context(Archive.open(settings.archive_path, mode=mode, base=base))


def read_access(settings: Settings) -> Access:
    """Return where the services are, with the keys, as the settings say."""

    def secret(name: str) -> str | None:
        value = getattr(settings, name)
        return value.get_secret_value() or None if value else None

    return Access(
        openalex_url=settings.openalex_url,
        hub_url=settings.hf_endpoint,
        s2_url=settings.s2_api_url,
        github_url=settings.github_api_url,
        openalex_key=secret("openalex_api_key"),
        openalex_email=settings.openalex_email,
        hub_token=secret("hf_token"),
        s2_key=secret("s2_api_key"),
        github_token=secret("github_token"),
    )


def find_sample_notice(archive: Archive) -> str:
    """Return what is to be said about sample data."""
    while archive.base and not archive.notice:
        archive = archive.base
    return archive.notice or "This graph holds sample data."


def _read_live(source: str, services: Services) -> Listing:
    wanted = parse_live(source)
    if wanted is None:
        raise AssertionError(source)
    return read_hub_listing(wanted, services.hub)


def list_build_sources(sources: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    """Return what is to be read: the listings that are named, or all of the project.

    Args:
        sources: Listings; those of a project may be named as its file names them.
        workspace: Where the user works.

    Raises:
        UsageError: There is no project, or it has no listings yet.
    """
    if sources:
        return tuple(dict.fromkeys(_find_path(each, workspace) for each in sources))
    if workspace.project is None:
        raise UsageError(
            "No listing is named, and no folder from here upwards is a project",
            todo="Name a listing, or make a project with citeloom init",
        )
    if not workspace.project.file.listings:
        raise UsageError(
            f"The project {workspace.project.file.name} has no listings yet",
            todo="Add one: citeloom build papers.bib",
        )
    return tuple(_find_path(each.path, workspace) for each in workspace.project.file.listings)


def find_base(workspace: Workspace, holders: Mapping[str, Holder]) -> Path | None:
    """Return the exported archive that earlier builds read besides, if it is still there."""
    named = (holder.base for key, holder in holders.items() if workspace.is_own(key))
    return next((Path(base) for base in named if base and Path(base).exists()), None)


def list_other_listings(
    workspace: Workspace, sources: Sequence[str], holders: Mapping[str, Holder]
) -> tuple[str, ...]:
    """Return the names of the listings that a graph holds and that are not built now.

    Those of a project are no surprise to who works in it, and are left out.
    """
    own = workspace.project.file.id if workspace.project else None
    ids = {workspace.name_listing(source) for source in sources}
    return tuple(
        each.name
        for key, holder in holders.items()
        for each in holder.listings
        if key != own and each.id not in ids
    )


def _find_path(source: str, workspace: Workspace) -> str:
    """Return what to read for a listing: a project's file names it from the project's folder."""
    if workspace.project and not Path(source).exists():
        within = workspace.project.root / source
        return str(within) if within.exists() else source
    return source


def _identify(source: str, listing: Listing, workspace: Workspace) -> str:
    if source == "-":
        digest = hashlib.blake2b(listing.model_dump_json().encode(), digest_size=3)
        return f"stdin:{digest.hexdigest()}"
    if workspace.project is None and parse_live(source):
        return listing.name
    return workspace.name_listing(source)


def _arrange(  # noqa: PLR0913, PLR0917 - who builds what, from what there is
    workspace: Workspace,
    asked: Sequence[Asked],
    holders: Mapping[str, Holder],
    gathering: Gathering,
    services: Services,
    without: str,
) -> Arrangement:
    if workspace.project is None:
        return arrange_home(asked, holders, gathering.can_make, without=without)
    known = {each.path for each in workspace.project.file.listings}
    if refused := next((each.id for each in asked if each.id.startswith("stdin:")), None):
        raise UsageError(
            f"A project keeps its listings as files, and {refused} is none",
            todo="Save it to a file first, or name another graph with --graph",
        )
    new = [
        ProjectListing(path=each.id, citing=each.citing, grow=each.grow)
        for each in asked
        if each.id not in known
    ]
    project = add_listings(workspace.project, new) if new else workspace.project

    def read_other(path: str) -> Listing:
        live = parse_live(path)
        if live:
            return read_hub_listing(live, services.archived.hub)
        return read_source(_find_path(path, workspace))

    return arrange_project(project, asked, read_other)


def _make_records(
    gathered: Gathered, services: Services, decisions: Decisions, tally: Tally
) -> Iterator[NodeRecord | RelationshipRecord]:
    """Yield the records to load, and count the listed papers as they pass."""
    for each in assemble(gathered, services, decisions):
        if isinstance(each, ListedPaper):
            tally.add(each)
        else:
            yield each


def _load(  # noqa: PLR0913, PLR0917 - what is loaded, and for whom
    store: Store,
    records: Iterator[NodeRecord | RelationshipRecord],
    arranged: Arrangement,
    holders: Mapping[str, Holder],
    services: Services,
    progress: Progress,
    base: Path | None,
) -> LoadReport:
    archive, moment = services.archive, now()
    sample = archive.sample or bool(archive.base and archive.base.sample)
    seen = FirstSeen(
        archive,
        arranged.holder,
        moment[:10],
        anew=not holders.get(arranged.holder, NOBODY).listings,
    )

    def tell(stage: str, done: int, total: int) -> None:
        if total:
            progress(f"Loading {stage}", done, total)

    loaded = load(
        store,
        records,
        loaded_at=moment,
        sample=sample,
        on_progress=tell,
        holder=arranged.holder,
        told=write_holder(
            arranged.told.model_copy(update={"base": str(base.absolute()) if base else None})
        ),
        first_seen=seen,
    )
    seen.keep(archive.path)
    return loaded


NOBODY = Holder()
