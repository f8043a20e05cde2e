"""Where the services are, and how a session for each of them is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.services.hub_limits import translate_limits
from citeloom.enrich.services.pace import Pace
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph.vocabulary import SERVICES

if TYPE_CHECKING:
    from citeloom.enrich.services.ledger import Meter

# GitHub's limits last up to an hour, and code links can wait. The Hub counts by windows of five
# minutes; waiting for the next one is better than stopping.
PACES = {"github": Pace(wait_limit=5.0), "hub": Pace(wait_limit=310.0, per_second=20.0)}
# OpenAlex takes 10 questions a second from an address, 30 with a free key. Ids of reference lists
# that lead nowhere take one each.
OPENALEX_WITH_KEY = Pace(per_second=24.0)

# A path of a service that is always there, and costs nothing. What else is not there is believed
# to be missing only at an address where this is. Semantic Scholar's questions are never 404.
LANDMARKS = {
    "openalex": "/works/W2741809807?select=id",
    "hub": "/api/daily_papers?limit=1",
    "github": "/rate_limit",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Where the services are, and the keys to them; each of them answers without a key too.

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

    def find_address(self, service: str) -> str:
        """Return the base address of a service."""
        return {
            "openalex": self.openalex_url,
            "hub": self.hub_url,
            "s2": self.s2_url,
            "github": self.github_url,
        }[service]

    def make_headers(self, service: str) -> dict[str, str]:
        """Return the headers that every request to a service carries."""
        if service == "openalex":
            sender = {"From": self.openalex_email} if self.openalex_email else {}
            return _make_bearer(self.openalex_key) | sender
        if service == "hub":
            return _make_bearer(self.hub_token)
        if service == "s2":
            return {"x-api-key": self.s2_key} if self.s2_key else {}
        version = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        return _make_bearer(self.github_token) | version


def open_session(
    service: str, access: Access, meter: Meter, pace: Pace | None = None
) -> ServiceSession:
    """Open a session for a service.

    Args:
        service: One of the keys of `graph.vocabulary.SERVICES`.
        access: Where it is, and the key if any.
        meter: Counts what is asked.
        pace: Limits; those that suit the service where not given.
    """
    if service not in SERVICES:
        raise AssertionError(service)
    if service == "openalex" and access.openalex_key:
        pace = pace or OPENALEX_WITH_KEY
    return ServiceSession(
        service,
        access.find_address(service),
        meter=meter,
        pace=pace or PACES.get(service),
        headers=access.make_headers(service),
        translate=translate_limits if service == "hub" else dict,
        landmark=LANDMARKS.get(service, ""),
    )


def _make_bearer(key: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"} if key else {}
