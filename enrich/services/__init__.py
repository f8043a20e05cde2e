"""The services, one module each, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.services.access import Access
    from citeloom.enrich.services.github import GitHub
    from citeloom.enrich.services.hub import Hub
    from citeloom.enrich.services.ledger import Meter
    from citeloom.enrich.services.openalex_citing import OpenAlexCiting
    from citeloom.enrich.services.semantic_scholar import SemanticScholar
    from citeloom.enrich.services.service_session import ServiceSession
    from citeloom.graph.errors import ServiceError


@dataclass(frozen=True)
class Services:
    """The four services over one archive; close them to close their connections."""

    openalex: OpenAlexCiting
    hub: Hub
    s2: SemanticScholar
    github: GitHub
    archive: Archive
    sessions: tuple[ServiceSession, ...] = ()
    meter: Meter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. The archive stays open; it is its opener's."""
        for session in self.sessions:
            session.close()

    def list_failures(self) -> list[ServiceError]:
        """Return what kept the services from answering a question, of each service in turn."""
        services = (self.openalex, self.hub, self.s2, self.github)
        return [error for service in services for error in service.list_failures()]

    def count_credits(self, service: str) -> int:
        """Return the credits that a service has taken so far, 0 where nobody asks it."""
        return self.meter.total(service).credits if self.meter else 0

    @cached_property
    def archived(self) -> Services:
        """The same services, which answer from the archive and never ask."""
        return open_services(self.archive, None, None)


def open_services(
    archive: Archive,
    access: Access | None,
    meter: Meter | None,
    *,
    refresh: bool = False,
    since: str = "",
) -> Services:
    """Open the services over an archive.

    Args:
        archive: Where answers are kept; open for writing unless `access` is None.
        access: Where the services are; None never asks any of them.
        meter: Counts what is asked; needed with `access`.
        refresh: Ask again for what the archive has.
        since: Ask again for what the archive has from before this moment, ISO 8601 in UTC.
    """
    # Imported here, since `citeloom --help` and questions to a graph need none of it.
    from citeloom.enrich.services.access import open_session
    from citeloom.enrich.services.github import GitHub
    from citeloom.enrich.services.hub import Hub
    from citeloom.enrich.services.hub_client import HubClient
    from citeloom.enrich.services.openalex_citing import OpenAlexCiting
    from citeloom.enrich.services.semantic_scholar import SemanticScholar

    if access is None or meter is None:
        return Services(
            OpenAlexCiting(None, archive), Hub(None, archive), SemanticScholar(None, archive),
            GitHub(None, archive), archive,
        )  # fmt: skip
    openalex = open_session("openalex", access, meter)
    hub = open_session("hub", access, meter)
    s2 = open_session("s2", access, meter)
    github = open_session("github", access, meter)
    return Services(
        OpenAlexCiting(openalex, archive, refresh=refresh, since=since),
        Hub(HubClient(hub), archive, refresh=refresh, since=since),
        SemanticScholar(s2, archive, refresh=refresh, since=since),
        GitHub(github, archive, refresh=refresh, since=since),
        archive,
        (openalex, hub, s2, github),
        meter,
    )
