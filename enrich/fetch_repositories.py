"""What GitHub says of the repositories that the found papers name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import look_up_each
from citeloom.enrich.services.github import HOST, KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.links import Link
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.github import GitHubRepository
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.graph.errors import ServiceError

    OnProgress = Callable[[str, int, int], None]
    Repositories = dict[str, Lookup[GitHubRepository]]


def fetch_repositories(
    findings: Sequence[Finding], services: Services, on_progress: OnProgress
) -> tuple[Repositories, list[ServiceError]]:
    """Ask GitHub once for each repository that the papers name, those asked longest ago first.

    Returns:
        What is known of each, by the key of its link, and one error for each about which GitHub
        did not answer.
    """
    named: dict[str, Link] = {}
    for finding in findings:
        for link in finding.links:
            if link.kind == "repository" and link.host == HOST:
                named.setdefault(link.key, link)

    def ask(link: Link, services: Services) -> Repositories:
        return {link.key: services.github.find_repository(link.owner, link.name)}

    asked = services.archive.find("github", KIND, (make_key(each) for each in named.values()))
    dates = {key: each.fetched_at for key, each in asked.items()}
    order = sorted(named.values(), key=lambda link: dates.get(make_key(link), ""))
    return look_up_each("GitHub", order, ask, services, on_progress)


def make_key(link: Link) -> str:
    """Return the key under which the archive keeps the repository that a link leads to."""
    return f"{link.owner}/{link.name}".lower()
