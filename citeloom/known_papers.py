"""What a reader has already: the papers of a listing, as a ranking can recognise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.listing import read_listing
from citeloom.graph.normalise_title import compact, normalise
from citeloom.queries.related_work.wishes import Known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citeloom.enrich.entry import Entry


def read_known_papers(path: Path) -> Known:
    """Read the ids and titles of a listing in any format that `citeloom build` takes.

    Raises:
        ListingError: It cannot be read, or holds no paper.
    """
    names: set[str] = set()
    keys: set[str] = set()
    titles: dict[str, tuple[int | None, ...]] = {}
    for entry in read_listing(path).entries:
        names.update(_list_names(entry))
        if entry.key:
            keys.add(entry.key)
        title = compact(normalise(entry.title or ""))
        if title:
            titles[title] = (*titles.get(title, ()), entry.year)
    return Known(frozenset(names), titles, frozenset(keys))


def _list_names(entry: Entry) -> Iterator[str]:
    if entry.openalex_id:
        yield entry.openalex_id
    if entry.doi:
        yield f"doi:{entry.doi}"
    if entry.arxiv_id:
        yield f"arxiv:{entry.arxiv_id}"
    if entry.s2_id:
        yield f"s2:{entry.s2_id}"
