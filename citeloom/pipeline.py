"""The main job: from listings to a graph, through the rooms in their order."""

from __future__ import annotations

import hashlib
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from citeloom.build_report import BuildReport, Tally, drop_repeated, list_left_out
from citeloom.enrich.archive import Archive
from citeloom.enrich.assemble import ListedPaper, assemble
from citeloom.enrich.gather import gather
from citeloom.enrich.growing_price import WORKS
from citeloom.enrich.listing import parse_live
from citeloom.enrich.listing.hub_listing import read_hub_listing
from citeloom.enrich.services import Services, open_services
from citeloom.enrich.services.access import Access
from citeloom.enrich.services.ledger import Meter, now
from citeloom.graph.errors import ArchiveError
from citeloom.graph.loading.load import load
from citeloom.graph.loading.unfinished import Sources
from citeloom.open_graph import open_graph
from citeloom.read_sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from citeloom.enrich.entry import Listing
    from citeloom.enrich.gather import Gathered
    from citeloom.graph.loading.load import LoadReport
    from citeloom.graph.records import NodeRecord, RelationshipRecord
    from citeloom.graph.stores.store import Store
    from citeloom.progress import Progress
    from citeloom.settings import Settings

    BeforeAsking = Callable[[tuple[Listing, ...]], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a graph is to be built.

    Attributes:
        graph: Address of the graph.
        citing: How many of the most cited works that cite each listed paper are taken in.
        grow: How many works around the list may be added.
        offline: Open no socket; the archive has to do.
        refresh: Ask again for what the archive has.
        archive: An exported archive that is read besides the user's own, or None.
    """

    graph: str
    citing: int = 0
    grow: int = WORKS
    offline: bool = False
    refresh: bool = False
    archive: Path | None = None

    def without_network(self) -> BuildOptions:
        """Return the same options, with every socket closed."""
        return replace(self, offline=True)


def build(
    sources: Sequence[str],
    options: BuildOptions,
    settings: Settings,
    progress: Progress,
    before_asking: BeforeAsking = lambda _: None,
) -> BuildReport:
    """Build a graph, or add to one.

    Args:
        sources: Listings: paths, `-` for stdin, or words such as `hf:daily`.
        options: How to build.
        settings: Where things are, and the keys.
        progress: Where the work reports to.
        before_asking: Is told what was read before any service is asked; it may raise.

    Raises:
        ListingError: A listing cannot be read; nothing has been asked then.
        ArchiveError: The archive cannot be used.
        StoreError: The graph cannot be written; what was fetched is in the archive.
    """
    began = time.monotonic()
    read = read_sources(sources)
    with ExitStack() as stack:
        archive = open_archive(settings, options, stack)
        # Opened before anything is asked: a graph that cannot be written costs no credit.
        store = stack.enter_context(open_graph(settings, options.graph, mode="write"))
        before_asking(tuple(read.values()))
        run = now()
        meter = Meter(lambda spent: archive.spend(run, spent))
        access = None if options.offline else read_access(settings)
        services = stack.enter_context(
            open_services(archive, access, meter, refresh=options.refresh)
        )
        listings = [read.get(source) or _read_live(source, services) for source in sources]
        gathered = gather(listings, services, progress, citing=options.citing, works=options.grow)
        tally = Tally()
        warnings = drop_repeated((*gathered.warnings, *services.list_failures()))
        keys = tuple(make_key(listing, options.citing, options.grow) for listing in listings)
        # Offline growing takes what there is, which is no error; a later build may find more.
        made_from = Sources(keys, complete=not warnings and gathered.grown.complete)
        records = _make_records(gathered, services, tally)
        loaded = _load(store, records, made_from, services, progress)
        info = store.info()
        sample = find_sample_notice(archive) if info.sample else ""
    return BuildReport(
        listings=tuple(listings),
        tally=tally,
        loaded=loaded,
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


def make_key(listing: Listing, citing: int, grow: int) -> str:
    """Return a key of what is built from a listing, the same for the same content.

    Args:
        listing: What was read.
        citing: How many citing works of each paper are taken in.
        grow: How many works around the list may be added.
    """
    text = f"{citing} {grow}\n{listing.model_dump_json()}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _read_live(source: str, services: Services) -> Listing:
    wanted = parse_live(source)
    if wanted is None:
        raise AssertionError(source)
    return read_hub_listing(wanted, services.hub)


def _make_records(
    gathered: Gathered, services: Services, tally: Tally
) -> Iterator[NodeRecord | RelationshipRecord]:
    """Yield the records to load, and count the listed papers as they pass."""
    for each in assemble(gathered, services):
        if isinstance(each, ListedPaper):
            tally.add(each)
        else:
            yield each


def _load(
    store: Store,
    records: Iterator[NodeRecord | RelationshipRecord],
    sources: Sources,
    services: Services,
    progress: Progress,
) -> LoadReport:
    sample = services.archive.sample or bool(services.archive.base and services.archive.base.sample)

    def tell(stage: str, done: int, total: int) -> None:
        if total:
            progress(f"Loading {stage}", done, total)

    return load(store, records, loaded_at=now(), sample=sample, on_progress=tell, sources=sources)
