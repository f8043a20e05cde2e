"""From the links of a paper to records: repositories, artefacts on the Hub, and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.records import (
    Dataset,
    HasCode,
    HasDataset,
    HasModel,
    HasSpace,
    LinksTo,
    Model,
    Repository,
    Space,
    WebPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.links import Link
    from citeloom.enrich.services.github import GitHubRepository
    from citeloom.enrich.services.hub import HubItem, HubPaper
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.graph.records import HasHubItem, NodeRecord, RelationshipRecord
    from citeloom.graph.records import HubItem as HubRecord

    Record = NodeRecord | RelationshipRecord

HUB_URL = "https://huggingface.co"
CARD_MENTIONS = "its card on the Hub mentions the paper; the authors need not have made it"
_ARTEFACTS: dict[str, tuple[type[HubRecord], type[HasHubItem], str]] = {
    "model": (Model, HasModel, ""),
    "dataset": (Dataset, HasDataset, "datasets/"),
    "space": (Space, HasSpace, "spaces/"),
}


def make_link_records(
    paper: str,
    link: Link,
    repository: Lookup[GitHubRepository] | None,
) -> Iterator[Record]:
    """Yield the node that a link leads to and the relationship.

    Args:
        paper: Id that the paper's record proposes.
        link: The link.
        repository: What GitHub says of it; None where it leads elsewhere.
    """
    if link.kind == "repository":
        node = _make_repository(link, repository)
        yield node
        yield HasCode(
            start=paper,
            end=node.id,
            relation=link.relation,
            evidence=link.evidence,
            source=link.source,
            confidence=link.confidence,
        )
    elif link.kind in _ARTEFACTS:
        record, relationship, _ = _ARTEFACTS[link.kind]
        yield record(id=link.key, url=link.address)
        yield relationship(start=paper, end=link.key, source=link.source, evidence=link.evidence)
    else:
        yield WebPage(
            id=link.key, url=link.address, host=link.host, category=link.category or "other"
        )
        yield LinksTo(start=paper, end=link.key, evidence=link.evidence, source=link.source)


def _make_repository(link: Link, found: Lookup[GitHubRepository] | None) -> Repository:
    """Return the record of a repository, under the name that it has today."""
    known = found.value if found else None
    if found is None or known is None:
        return Repository(
            id=link.key,
            url=link.address,
            name=link.name,
            owner=link.owner,
            host=link.host,
            status="gone" if found and found.is_absent else "unknown",
            fetched_at=found.fetched_at if found else None,
        )
    key = f"{link.host}/{known.full_name.lower()}"
    return Repository(
        id=key,
        url=known.url,
        name=known.name,
        owner=known.owner,
        host=link.host,
        stars=known.stars,
        language=known.language,
        licence=known.licence,
        archived=known.archived,
        pushed_at=known.pushed_at,
        status=known.status,
        aliases=(link.key,) if key != link.key else None,
        fetched_at=found.fetched_at,
    )


def make_artefact_records(paper: str, hub: HubPaper) -> Iterator[Record]:
    """Yield the models, datasets and Spaces that the Hub links to a paper."""
    for kind, items in (("model", hub.models), ("dataset", hub.datasets), ("space", hub.spaces)):
        for item in items:
            yield from _make_artefact(paper, kind, item, hub.fetched_at)


def _make_artefact(
    paper: str, kind: str, item: HubItem, fetched_at: str | None
) -> Iterator[Record]:
    record, relationship, folder = _ARTEFACTS[kind]
    yield record(
        id=item.id,
        url=f"{HUB_URL}/{folder}{item.id}",
        likes=item.likes,
        downloads=item.downloads,
        fetched_at=fetched_at,
    )
    yield relationship(
        start=paper, end=item.id, source="hub", evidence=CARD_MENTIONS, fetched_at=fetched_at
    )
