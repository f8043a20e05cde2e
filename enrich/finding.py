"""What became of each entry of a listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citeloom.enrich.entry import Entry
    from citeloom.enrich.links import Link
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import S2Paper
    from citeloom.enrich.tried import Tried
    from citeloom.graph.errors import ServiceError
    from citeloom.graph.records import Match, Step


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry, where it was found, and what was found there.

    Attributes:
        entry: What the listing says.
        listing: Name of the listing.
        match: How it was found.
        step: The step that found it, or None where nothing did.
        score: Similarity of the titles, 0 to 1, where titles were compared.
        evidence: Why the match was accepted or refused, one sentence or two.
        candidates: Candidates of an ambiguous match.
        arxiv_id: arXiv id, where it is known.
        doi: DOI that the listing gives. This and the other ids are None where one of the
            listing's ids leads to another paper: they would make two papers one.
        openalex_id: W-id, where it is known.
        work: Its work at OpenAlex, as the archive has it; unknown where nobody was asked.
        page: Its page on the Hub, likewise.
        elsewhere: What Semantic Scholar says of it, where it was asked.
        links: The links that its abstract and the Hub name.
        warnings: What kept services from answering about it, one of each service.
        tried: The steps that were tried to find it, in their order.
        names: What the listing calls the entry; see `entry_names`.
    """

    entry: Entry
    listing: str
    match: Match
    step: Step | None
    score: float | None
    evidence: str
    candidates: tuple[str, ...]
    arxiv_id: str | None
    doi: str | None
    openalex_id: str | None
    work: Lookup[Work]
    page: Lookup[HubPaper]
    elsewhere: Lookup[S2Paper]
    links: tuple[Link, ...]
    warnings: tuple[ServiceError, ...]
    tried: tuple[Tried, ...]
    names: tuple[str, ...] = ()
