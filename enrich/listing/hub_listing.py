"""The Hub's live listings as entries: the newest Daily Papers, a day's, or a week's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.entry import Entry, Listing
from citeloom.enrich.listing.author_lists import parse_names
from citeloom.enrich.services.ledger import now
from citeloom.graph.errors import ListingError, ServiceUnreachable

if TYPE_CHECKING:
    from citeloom.enrich.listing.live_listing import LiveListing
    from citeloom.enrich.services.hub import Hub


def read_hub_listing(wanted: LiveListing, hub: Hub) -> Listing:
    """Read a live listing.

    Raises:
        ListingError: That day or week has not begun, or the Hub lists nothing for it.
        ServiceError: The Hub does not answer, or may not be asked and the archive has nothing.
    """
    today = now()[:10]
    if wanted.find_first_day() > today:
        raise ListingError(
            f"{wanted.name} is ahead of today, which is {today} in UTC, as the Hub counts days",
            todo=f"Write hf:daily for the newest day, or a day up to hf:{today}",
        )
    found = hub.list_papers(wanted)
    if found.is_unknown:
        raise ServiceUnreachable(
            f"The archive has no {wanted.name}, and the network is not to be used",
            todo="Run the same command without --offline",
        )
    entries = tuple(
        Entry(
            line=number,
            title=paper.title,
            abstract=paper.abstract,
            date=paper.published_at[:10] if paper.published_at else None,
            year=paper.year,
            authors=tuple(parse_names(paper.authors)),
            author_count=len(paper.authors) or None,
            arxiv_id=paper.id,
        )
        for number, paper in enumerate(found.value or (), start=1)
    )
    if not entries:
        raise ListingError(
            f"The Hub lists no papers for {wanted.name}", todo="Name another day or week"
        )
    return Listing(name=wanted.name, form="hub", entries=entries)
