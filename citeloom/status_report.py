"""What `status` tells: the graph, the archive, and the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.enrich.archive import Archive
from citeloom.enrich.services.ledger import Meter, now
from citeloom.graph.errors import ArchiveError, StoreError
from citeloom.graph_overview import read_graph_overview
from citeloom.held_listings import read_holders
from citeloom.open_graph import open_graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.enrich.services.health import Health
    from citeloom.enrich.services.ledger import Budget, Spending
    from citeloom.graph_overview import GraphOverview
    from citeloom.settings import Settings


@dataclass(frozen=True, slots=True)
class GraphStatus:
    """A graph: what is in it, or why it cannot be read."""

    address: str
    overview: GraphOverview | None = None
    listings: tuple[str, ...] = ()
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        told = self.overview.as_json() if self.overview else {"problem": self.problem}
        return {"address": self.address, "made_of": list(self.listings), **told}


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """The archive: what is in it, or why it cannot be read.

    Attributes:
        path: Where it is.
        records: How many records there are by service and kind.
        spent_today: Requests and credits by service.
        allowances: By service what was last reported as left, and when.
        problem: Why it cannot be read, or an empty string.
    """

    path: str
    records: Mapping[tuple[str, str], int]
    spent_today: Mapping[str, Spending]
    allowances: Mapping[str, tuple[Budget, str]]
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        if self.problem:
            return {"path": self.path, "problem": self.problem}
        return {
            "path": self.path,
            "records": {
                f"{service}/{kind}": count for (service, kind), count in self.records.items()
            },
            "spent_today": {
                name: {"requests": each.requests, "credits": each.credits}
                for name, each in self.spent_today.items()
            },
            "allowances": {
                name: {"left": budget.left, "of": budget.limit, "seen_at": seen_at}
                for name, (budget, seen_at) in self.allowances.items()
            },
        }

    def find_left(self, service: str) -> int | None:
        """Return what a service last reported as left, or None where it has not."""
        budget, _ = self.allowances.get(service, (None, ""))
        return budget.left if budget else None


@dataclass(frozen=True, slots=True)
class Status:
    """All of it; `services` is None where they were not asked, `project` where one is in none."""

    project: str | None
    graph: GraphStatus
    archive: ArchiveStatus
    services: tuple[Health, ...] | None

    def as_json(self) -> dict[str, Any]:
        """Return plain values, for `--format json`."""
        return {
            "project": self.project,
            "graph": self.graph.as_json(),
            "archive": self.archive.as_json(),
            "services": None
            if self.services is None
            else {
                each.service: {
                    "answers": each.answers,
                    "said": each.said,
                    "left": each.budget.left if each.budget else None,
                }
                for each in self.services
            },
        }


def read_status(settings: Settings, graph: str | None, *, offline: bool) -> Status:
    """Look at the graph and the archive, and ask the services whether they answer.

    Args:
        settings: The settings.
        graph: What `--graph` says, or None.
        offline: Do not ask the services.
    """
    project = settings.project
    return Status(
        f"{project.file.name}, in {project.root}" if project else None,
        _read_graph(settings, settings.graph_address(graph)),
        _read_archive(settings),
        None if offline else _ask_services(settings),
    )


def _read_graph(settings: Settings, address: str) -> GraphStatus:
    try:
        with open_graph(settings, address) as store:
            overview, holders = read_graph_overview(store), read_holders(store)
        listings = [each.name for holder in holders.values() for each in holder.listings]
        return GraphStatus(address, overview, tuple(dict.fromkeys(listings)))
    except StoreError as error:
        return GraphStatus(address, problem=str(error))


def _read_archive(settings: Settings) -> ArchiveStatus:
    path = settings.archive_path
    try:
        with Archive.open(path, mode="read") as archive:
            return ArchiveStatus(
                str(path),
                archive.count_records(),
                archive.read_spending(day=now()[:10]),
                archive.read_budgets(),
            )
    except ArchiveError as error:
        return ArchiveStatus(str(path), {}, {}, {}, str(error))


def _ask_services(settings: Settings) -> tuple[Health, ...]:
    from citeloom.enrich.services.health import check_services
    from citeloom.pipeline import read_access

    return tuple(check_services(read_access(settings), Meter()))
