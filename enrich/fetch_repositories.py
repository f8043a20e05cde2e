"""The links of the found papers, and what GitHub says of the repositories among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import ask_each, counting, known
from citeloom.enrich.links import find_links, links_from_hub
from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.links import Link
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.openalex_work import Work

    OnProgress = Callable[[str, int, int], None]

GITHUB = "github.com"
_CERTAINTY = {"candidate": 0, "mentioned": 1, "own": 2}


def links_of(finding: Finding, work: Work | None, hub: HubPaper | None) -> tuple[Link, ...]:
    """Return the links of a paper: those of its abstract, then those that the Hub names.

    The listing's abstract is read where there is one, since it is what the user sees; the Hub's
    and OpenAlex's are the same text with fewer or more traces of LaTeX.
    """
    abstract = (
        finding.entry.abstract
        or (hub.abstract if hub else None)
        or (work.abstract if work else None)
        or ""
    )
    of_hub = links_from_hub(hub.project_page, hub.github_repo) if hub else ()
    return joined(find_links(abstract), of_hub)


def joined(*sources: Iterable[Link]) -> tuple[Link, ...]:
    """Join the links of several sources; of two to one thing the more certain one stays.

    Between equals the earlier source stays: a sentence tells more than a field of a form.
    """
    best: dict[tuple[str, str], Link] = {}
    for links in sources:
        for link in links:
            kept = best.get((link.kind, link.key))
            if kept is None or _CERTAINTY[link.relation] > _CERTAINTY[kept.relation]:
                best[link.kind, link.key] = link
    return tuple(best.values())


def fetch_repositories(
    findings: Sequence[Finding], services: Services, on_progress: OnProgress
) -> list[ServiceError]:
    """Ask GitHub once for each repository that the papers name.

    Returns:
        One error for each repository about which GitHub did not answer.
    """
    names: dict[str, Link] = {}
    for finding in findings:
        work, hub = services.known(finding)
        for link in links_of(finding, work.value, hub.value):
            if link.kind == "repository" and link.host == GITHUB:
                names.setdefault(link.key, link)
    counter = counting("GitHub", len(names), on_progress)
    answers = ask_each(
        list(names.values()),
        lambda link: known(services.github.repository(link.owner, link.name)),
        counter,
    )
    return [answer for _, answer in answers if isinstance(answer, ServiceError)]
