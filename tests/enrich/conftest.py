"""The world of services, and the steps of enrichment over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.assemble import assemble
from citeloom.enrich.entry import Listing
from citeloom.enrich.find import find
from citeloom.enrich.gather import gather
from citeloom.enrich.services import Services, open_services
from citeloom.enrich.services.access import Access
from citeloom.enrich.services.ledger import Meter
from tests.world.fixtures import *  # noqa: F403 - pytest finds fixtures by name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.enrich.entry import Entry
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.gather import Gathered
    from tests.world import World


@dataclass
class Setup:
    """An archive, and the services of a world over it."""

    world: World
    archive: Archive
    stages: list[tuple[str, int, int]] = field(default_factory=list)

    def services(self, *, offline: bool = False, refresh: bool = False) -> Services:
        access = Access(
            self.world.openalex_url, self.world.hub_url, self.world.s2_url, self.world.github_url
        )
        return open_services(self.archive, None if offline else access, Meter(), refresh=refresh)

    def find(self, *entries: Entry, offline: bool = False, refresh: bool = False) -> list[Finding]:
        with self.services(offline=offline, refresh=refresh) as services:
            return find(entries, "list.txt", services, self.progress)

    def gather(
        self, *entries: Entry, offline: bool = False, citing: int = 0, works: int = 0
    ) -> Gathered:
        listing = Listing(name="list.txt", form="lines", entries=entries)
        with self.services(offline=offline) as services:
            return gather([listing], services, self.progress, citing=citing, works=works)

    def assemble(self, *entries: Entry, offline: bool = False, citing: int = 0) -> list[Any]:
        """Return the records of the graph, and what was assembled for each listed paper."""
        gathered = self.gather(*entries, offline=offline, citing=citing)
        return list(assemble(gathered, self.services(offline=True)))

    def progress(self, stage: str, done: int, total: int) -> None:
        self.stages.append((stage, done, total))

    def asked(self, service: str | None = None) -> list[str]:
        return [each.path for each in self.world.asked(service)]


@pytest.fixture
def setup(world: World, tmp_path: Path) -> Iterator[Setup]:
    with Archive.open(tmp_path / "archive.sqlite", mode="write") as archive:
        yield Setup(world, archive)
