"""What a drawing says about a paper beyond the answer that it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.queries.papers import read_papers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.graph.stores.store import Store


@dataclass(frozen=True, slots=True)
class Link:
    """Something that belongs to a paper on the web, and what says so."""

    kind: str
    item: str
    url: str | None
    relation: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the graph knows of one paper. `cited` counts the papers of the graph that cite it."""

    title: str | None
    year: int | None
    cited: int
    venue: str | None
    authors: tuple[str, ...]
    topic: str | None
    links: tuple[Link, ...]


def read_facts(store: Store, ids: Iterable[str]) -> dict[str, Facts]:
    """Read what the graph knows of papers: authors in order, venue, topic, citations, links.

    Args:
        store: The graph; it is only read.
        ids: Ids of papers; unknown ones are left out of the answer.

    Raises:
        StoreError: The graph cannot be read.
    """
    found = read_papers(
        store,
        ids,
        fields=("title", "year"),
        parts=("authors", "venues", "topics", "links", "citations"),
    )
    return {
        paper.id: Facts(
            title=paper.properties.get("title"),
            year=paper.properties.get("year"),
            cited=paper.citations,
            venue=paper.venue.name if paper.venue else None,
            authors=paper.author_names,
            topic=next((topic.name for topic in paper.topics if topic.name), None),
            links=tuple(
                Link(each.kind, each.id, each.url, each.relation, each.evidence)
                for each in paper.links
            ),
        )
        for paper in found.values()
    }
