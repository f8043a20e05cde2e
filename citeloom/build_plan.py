"""What a build would ask for, told from the archive alone (`--dry-run`)."""

from __future__ import annotations

import math
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.decisions import read_decisions
from citeloom.enrich.fetch_citing import fetch_citing
from citeloom.enrich.fetch_references import fetch_references
from citeloom.enrich.find import find
from citeloom.enrich.grow import grow
from citeloom.enrich.growing_price import count_most_credits
from citeloom.enrich.listing import parse_live
from citeloom.enrich.services import open_services
from citeloom.enrich.services.openalex_query import (
    AT_ONCE,
    COPIES_AT_ONCE,
    LIST_PRICE,
    SEARCH_PRICE,
)
from citeloom.pipeline import list_build_sources, open_archive
from citeloom.read_sources import read_sources
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.entry import Listing
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.pipeline import BuildOptions
    from citeloom.settings import Settings

LISTS = 3  # by DOI, by another id, and by DOI once more for what lists hide
ROUNDS = 2  # what Semantic Scholar knows more of a paper is looked up like the listing's own ids


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do.

    Attributes:
        listings: What was read.
        live: Listings that the Hub would be asked for; what they hold is not known yet.
        known: Papers that the archive has all it needs to find.
        by_id: Papers to look up by an id.
        by_title: Papers to look for by title.
        grow: How many works around the list may be added.
        growing_credits: Credits for them at most; none where the archive has all of them.
    """

    listings: tuple[Listing, ...]
    live: tuple[str, ...]
    known: int
    by_id: int
    by_title: int
    grow: int = 0
    growing_credits: int = 0

    @property
    def least_credits(self) -> int:
        """Credits for finding the papers where lists of OpenAlex have all of them."""
        return _count_calls(self.by_id + self.by_title) * LIST_PRICE

    @property
    def most_credits(self) -> int:
        """Credits where each of them has to be looked up by DOI and arXiv id, then by title."""
        papers = self.by_id + self.by_title
        calls = LISTS * _count_calls(2 * papers) + _count_calls(papers, COPIES_AT_ONCE)
        return papers * SEARCH_PRICE + ROUNDS * calls * LIST_PRICE


def make_plan(sources: Sequence[str], options: BuildOptions, settings: Settings) -> BuildPlan:
    """Read the listings and say what a build would ask for; nothing is asked or written."""
    workspace = find_workspace(settings, options.graph)
    sources = list_build_sources(sources, workspace)
    live = tuple(source for source in sources if parse_live(source))
    return make_plan_for(tuple(read_sources(sources).values()), live, options, settings)


def make_plan_for(
    listings: tuple[Listing, ...],
    live: tuple[str, ...],
    options: BuildOptions,
    settings: Settings,
) -> BuildPlan:
    """Say what a build would ask for about listings that are read; nothing is asked or written."""
    workspace = find_workspace(settings, options.graph)
    decisions, options = read_decisions(workspace.decisions_path), options.settle(workspace)
    with ExitStack() as stack:
        archive = open_archive(settings, options.without_network(), stack)
        services = open_services(archive, None, None)
        findings = [
            finding
            for listing in listings
            for finding in find(listing.entries, listing.name, services, lambda *_: None, decisions)
        ]
        missing = [finding.entry for finding in findings if finding.warnings]
        most = count_most_credits(None if live else len(findings), options.grow or 0)
        if most and not missing and not live and _is_grown(findings, options, services):
            most = 0
    by_id = sum(not entry.is_searched_for for entry in missing)
    return BuildPlan(
        listings=listings,
        live=live,
        known=len(findings) - len(missing),
        by_id=by_id,
        by_title=len(missing) - by_id,
        grow=options.grow or 0,
        growing_credits=most,
    )


def _is_grown(findings: Sequence[Finding], options: BuildOptions, services: Services) -> bool:
    """Tell whether the archive has all that growing asks for."""

    def silent(*_: object) -> None:
        """Tell nobody."""

    references, _ = fetch_references(findings, services, silent)
    citing, _ = fetch_citing(findings, options.citing or 0, services, silent)
    grown, _ = grow(findings, references, citing, options.grow or 0, services, silent)
    return grown.complete and not references.unasked


def _count_calls(keys: int, at_once: int = AT_ONCE) -> int:
    return math.ceil(keys / at_once)
