"""The services, one module each, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, Self

from citeloom.enrich.services.lookup import Found

if TYPE_CHECKING:
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services.github import GitHub
    from citeloom.enrich.services.hub import Hub, HubPaper
    from citeloom.enrich.services.ledger import Meter
    from citeloom.enrich.services.openalex import OpenAlex
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import SemanticScholar


@dataclass(frozen=True, slots=True)
class Access:
    """Where the services are, and the keys to them. No key is a legal key.

    A key never stands in a representation, so that it cannot slip into a log.
    """

    openalex_url: str
    hub_url: str
    s2_url: str
    github_url: str
    openalex_key: str | None = None
    openalex_email: str | None = None
    hub_token: str | None = None
    s2_key: str | None = None
    github_token: str | None = None

    def __repr__(self) -> str:
        return f"Access({self.openalex_url}, {self.hub_url}, {self.s2_url}, {self.github_url})"


class Session(Protocol):
    """What holds connections."""

    def close(self) -> None:
        """Close them."""


@dataclass(frozen=True)
class Services:
    """The four services over one archive; close them to close their connections."""

    openalex: OpenAlex
    hub: Hub
    s2: SemanticScholar
    github: GitHub
    archive: Archive
    sessions: tuple[Session, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. The archive stays open; it is its opener's."""
        for session in self.sessions:
            session.close()

    @cached_property
    def archived(self) -> Services:
        """The same services, which answer from the archive and never ask."""
        return open_services(self.archive, None, None)

    def known(self, finding: Finding) -> tuple[Found[Work], Found[HubPaper]]:
        """Return what the archive has of a listed paper: its work, and its page on the Hub."""
        work, page = finding.openalex_id, finding.arxiv_id
        return (
            self.archived.openalex.work(work) if work else Found(""),
            self.archived.hub.paper(page) if page else Found(""),
        )


def open_services(
    archive: Archive, access: Access | None, meter: Meter | None, *, refresh: bool = False
) -> Services:
    """Open the services over an archive.

    Args:
        archive: Where answers are kept; open for writing unless `access` is None.
        access: Where the services are; None never asks any of them.
        meter: Counts what is asked; needed with `access`.
        refresh: Ask again for what the archive has.
    """
    # Imported here, since `citeloom --help` and questions to a graph need none of it.
    from citeloom.enrich.services.github import GitHub, github_session
    from citeloom.enrich.services.hub import Hub
    from citeloom.enrich.services.hub_client import HubClient
    from citeloom.enrich.services.openalex import OpenAlex
    from citeloom.enrich.services.semantic_scholar import SemanticScholar
    from citeloom.enrich.services.transport import ServiceSession

    if access is None or meter is None:
        return Services(
            OpenAlex(None, archive), Hub(None, archive), SemanticScholar(None, archive),
            GitHub(None, archive), archive,
        )  # fmt: skip
    openalex_headers = {
        **({"Authorization": f"Bearer {access.openalex_key}"} if access.openalex_key else {}),
        **({"From": access.openalex_email} if access.openalex_email else {}),
    }
    s2_headers = {"x-api-key": access.s2_key} if access.s2_key else {}
    openalex = ServiceSession(
        "openalex", access.openalex_url, meter=meter, headers=openalex_headers
    )
    s2 = ServiceSession("s2", access.s2_url, meter=meter, headers=s2_headers)
    github = github_session(access.github_url, meter=meter, token=access.github_token)
    hub = HubClient(access.hub_url, meter=meter, token=access.hub_token)
    return Services(
        OpenAlex(openalex, archive, refresh=refresh),
        Hub(hub, archive, refresh=refresh),
        SemanticScholar(s2, archive, refresh=refresh),
        GitHub(github, archive, refresh=refresh),
        archive,
        (openalex, hub, s2, github),
    )
