"""Which records of an archive a project's listings use: those that an offline build reads."""

from __future__ import annotations

from contextlib import chdir
from typing import TYPE_CHECKING

from citeloom.enrich.archive import Archive
from citeloom.enrich.assemble import assemble
from citeloom.enrich.decisions import read_decisions
from citeloom.enrich.gather import gather
from citeloom.enrich.listing import parse_live
from citeloom.enrich.listing.hub_listing import read_hub_listing
from citeloom.enrich.services import open_services
from citeloom.enrich.services.ledger import Meter
from citeloom.progress import Silent
from citeloom.project import DECISIONS
from citeloom.read_sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from citeloom.enrich.archive import Fetched, Presence
    from citeloom.enrich.decisions import Decisions
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.services import Services
    from citeloom.project_files import ProjectFiles

    Place = tuple[str, str, str]


class NotingArchive(Archive):
    """An archive that notes what it is asked for."""

    asked: set[Place]

    def get_many(self, service: str, kind: str, keys: Iterable[str]) -> dict[str, Fetched]:
        """Return the records of those keys that have been fetched, and note the keys."""
        wanted = tuple(keys)
        self.asked.update((service, kind, key) for key in wanted)
        return super().get_many(service, kind, wanted)

    def find(self, service: str, kind: str, keys: Iterable[str]) -> dict[str, Presence]:
        """Tell which of those keys have been fetched, and note the keys."""
        wanted = tuple(keys)
        self.asked.update((service, kind, key) for key in wanted)
        return super().find(service, kind, wanted)


def find_used_records(archive_path: Path, project: ProjectFiles) -> set[Place]:
    """Return service, kind and key of what an offline build of a project asks the archive for.

    Listings are gathered one by one, and together where they have the same options: growing around
    several lists adds other works than growing around each.

    Raises:
        ListingError: A listing cannot be read.
        ArchiveError: The archive cannot be read.
    """
    with NotingArchive.open(archive_path, mode="read") as archive:
        archive.asked = set()
        decisions = read_decisions(project.root / DECISIONS)
        with chdir(project.root), open_services(archive, None, Meter()) as services:
            alike: dict[tuple[int, int], list[Listing]] = {}
            for each in project.listings:
                listing = _read(each.path, services)
                alike.setdefault((each.citing, each.grow), []).append(listing)
            for (citing, grow), listings in alike.items():
                several = [listings] if len(listings) > 1 else []
                for some in (*([one] for one in listings), *several):
                    _build_nothing(some, services, decisions, citing, grow)
        return archive.asked


def _read(source: str, services: Services) -> Listing:
    live = parse_live(source)
    return read_hub_listing(live, services.hub) if live else read_source(source)


def _build_nothing(
    listings: list[Listing], services: Services, decisions: Decisions, citing: int, grow: int
) -> None:
    """Do all that a build does but write."""
    gathered = gather(listings, services, Silent(), citing=citing, works=grow, decisions=decisions)
    for _ in assemble(gathered, services, decisions):
        pass
