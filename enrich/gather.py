"""Finding the papers of listings, and fetching what they lead to, into the archive."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from citeloom.enrich.decisions import NO_DECISIONS
from citeloom.enrich.fetch_citing import fetch_citing
from citeloom.enrich.fetch_references import ReferenceTargets, fetch_references
from citeloom.enrich.fetch_repositories import fetch_repositories
from citeloom.enrich.fetch_titles import fetch_titles
from citeloom.enrich.find import find
from citeloom.enrich.grow import NOTHING, Grown, grow
from citeloom.enrich.services.openalex_query import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citeloom.enrich.decisions import Decisions
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.github import GitHubRepository
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.graph.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of the papers of some listings, and of what they lead to.

    The works that are cited or cite are in the archive only.

    Attributes:
        findings: The listed papers, with what was found of each.
        references: Where their reference lists lead.
        citing: W-ids of the works that cite them and are to be taken in: those that the user asked
            for, and those that have begun to since, as updates found them.
        grown: The works around them that growing adds.
        repositories: What GitHub says, by the key of a link.
        warnings: What kept services from answering.
    """

    findings: tuple[Finding, ...]
    references: ReferenceTargets
    citing: tuple[str, ...]
    grown: Grown
    repositories: Mapping[str, Lookup[GitHubRepository]]
    warnings: tuple[ServiceError, ...]


def gather(  # noqa: PLR0913 - of what, from whom, and how much
    listings: Sequence[Listing],
    services: Services,
    on_progress: Callable[[str, int, int], None],
    *,
    citing: int = 0,
    works: int = 0,
    decisions: Decisions = NO_DECISIONS,
) -> Gathered:
    """Find the papers of listings and fetch what they lead to.

    Args:
        listings: What the listings say.
        services: The services, which may be offline.
        on_progress: Called with stage, done, total.
        citing: How many of the most cited works that cite each listed paper are taken in.
        works: How many works around the listed papers growing may add.
        decisions: What the user said that entries are, and are not.
    """
    findings = [
        finding
        for listing in listings
        for finding in find(listing.entries, listing.name, services, on_progress, decisions)
    ]
    warnings = [warning for finding in findings for warning in finding.warnings]
    references, of_references = fetch_references(findings, services, on_progress)
    citing_works: tuple[str, ...] = ()
    of_citing: list[ServiceError] = []
    if citing:
        citing_works, of_citing = fetch_citing(
            findings, citing, services, on_progress, at_once=AT_ONCE if works else 0
        )
    listed = dict.fromkeys(each.openalex_id for each in findings if each.openalex_id)
    begun = services.openalex.read_new_citing(listed)
    new = dict.fromkeys(key for each in begun.values() for key in each)
    grown: Grown = NOTHING
    of_grown: list[ServiceError] = []
    if works:
        grown, of_grown = grow(findings, references, citing_works, works, services, on_progress)
    citing_works = tuple(dict.fromkeys((*citing_works, *new)))  # free: an update has paid for them
    found = listed | dict.fromkeys((*references.works.values(), *citing_works, *grown.reasons))
    of_titles = fetch_titles(found, services, on_progress)
    repositories, of_repositories = fetch_repositories(findings, services, on_progress)
    return Gathered(
        findings=tuple(findings),
        references=references,
        citing=citing_works,
        grown=grown,
        repositories=repositories,
        warnings=(*warnings, *of_references, *of_citing, *of_grown, *of_titles, *of_repositories),
    )


def join(parts: Sequence[Gathered]) -> Gathered:
    """Return what several groups of listings lead to as one; what one lists or cites is no growth.

    Args:
        parts: What was gathered of each group.
    """
    works = {key: work for part in parts for key, work in part.references.works.items()}
    citing = tuple(dict.fromkeys(work for part in parts for work in part.citing))
    named = {*works.values(), *citing, *(f.openalex_id for p in parts for f in p.findings)}
    reasons = {
        work: reason
        for part in parts
        for work, reason in sorted(part.grown.reasons.items(), key=itemgetter(1), reverse=True)
        if work not in named
    }
    return Gathered(
        findings=tuple(finding for part in parts for finding in part.findings),
        references=ReferenceTargets(
            works, frozenset().union(*(part.references.unasked for part in parts)) - works.keys()
        ),
        citing=citing,
        grown=Grown(
            reasons,
            sum(part.grown.credits for part in parts),
            all(part.grown.complete for part in parts),
        ),
        repositories={key: each for part in parts for key, each in part.repositories.items()},
        warnings=tuple(warning for part in parts for warning in part.warnings),
    )
