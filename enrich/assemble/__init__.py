"""From findings and the archive to the stream of records that a graph is loaded from.

Only the archive is read, so that the same archive always gives the same records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.assemble.link_records import artefact_records, link_records
from citeloom.enrich.assemble.listed_paper import listed_paper
from citeloom.enrich.assemble.reference_lists import References, references_of
from citeloom.enrich.assemble.work_records import context_of, paper_of
from citeloom.enrich.fetch_repositories import GITHUB, links_of
from citeloom.graph.records import Cites, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.links import Link
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Found
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.graph.records import NodeRecord, RelationshipRecord

    Record = NodeRecord | RelationshipRecord

__all__ = ["ListedPaper", "assemble"]

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """What was assembled for one listed paper, for the report.

    Attributes:
        finding: The entry and where it was found.
        paper: The record of the paper.
        links: Its links.
        artefacts: How many models, datasets and Spaces the Hub links to it, in this order.
        references: What it cites.
    """

    finding: Finding
    paper: Paper
    links: tuple[Link, ...]
    artefacts: tuple[int, int, int]
    references: References


def assemble(
    findings: Sequence[Finding], services: Services, *, citing: int = 0
) -> Iterator[ListedPaper | Record]:
    """Yield the records of a graph, and after those of each listed paper what was assembled.

    A record may stand in the stream several times; loading joins them. Relationships may come
    before the nodes at their ends.

    Args:
        findings: The listed papers.
        services: The services; only their archive is read.
        citing: How many of the most cited works that cite each listed paper are taken in.
    """
    services = services.archived
    listed = {each.openalex_id for each in findings if each.openalex_id}
    others: dict[str, None] = {}
    merged: dict[str, str] = {}
    for finding in findings:
        if finding.openalex_id and finding.entry.openalex_id:
            merged[finding.entry.openalex_id] = finding.openalex_id
        for record in _listed(finding, services):
            yield record
            if isinstance(record, ListedPaper):
                others.update(dict.fromkeys(record.references.works))
                merged.update(record.references.merged)
    for work_id in sorted(listed) if citing else ():
        hits = services.openalex.citing(work_id, citing)
        others.update((work.id, None) for work in hits.works)
    for old, new in merged.items():
        if old != new:
            yield Paper(id=new, openalex_id=new, aliases=(old,))
    known = {each: each for each in (*listed, *others)} | merged
    rest = [work_id for work_id in others if work_id not in listed]
    for start in range(0, len(rest), AT_ONCE):
        for found in services.openalex.works_by_id(rest[start : start + AT_ONCE]).values():
            yield from _unlisted(found, known)


def _listed(finding: Finding, services: Services) -> Iterator[ListedPaper | Record]:
    found, page = services.known(finding)
    work, hub = found.value, page.value
    fetched_at = found.fetched_at or page.fetched_at
    sample = found.sample or page.sample
    references = references_of(finding, found, services)
    paper = listed_paper(finding, work, hub, fetched_at, sample=sample).model_copy(
        update={
            "references_source": references.source,
            "references_count": references.named if references.source else None,
            "references_missing": references.missing if references.source else None,
        }
    )
    yield paper
    if work:
        yield from context_of(work, paper.id)
    yield from references.others
    for cited in (*references.works, *(each.id for each in references.others)):
        if cited != paper.id:  # OpenAlex has works that cite themselves
            yield Cites(
                start=paper.id,
                end=cited,
                source=references.source,
                fetched_at=references.fetched_at,
            )
    links = links_of(finding, work, hub)
    for link in links:
        yield from _link(paper.id, link, services)
    if hub:
        yield from artefact_records(paper.id, hub)
    artefacts = (len(hub.models), len(hub.datasets), len(hub.spaces)) if hub else (0, 0, 0)
    yield ListedPaper(finding, paper, links, artefacts, references)


def _link(paper: str, link: Link, services: Services) -> Iterator[Record]:
    if link.kind == "repository" and link.host == GITHUB:
        found = services.github.repository(link.owner, link.name)
        yield from link_records(paper, link, found)
    else:
        yield from link_records(paper, link, None)


def _unlisted(found: Found[Work], known: Mapping[str, str]) -> Iterator[Record]:
    """Yield a work that is cited or cites; citations among known works cost nothing more.

    Args:
        found: The work.
        known: W-ids, merged ones included, and the works of the graph that they lead to.
    """
    work = found.value
    if work is None:
        return
    yield paper_of(work, found.fetched_at, sample=found.sample)
    yield from context_of(work, work.id)
    for cited in dict.fromkeys(known[each] for each in work.references if each in known):
        if cited != work.id:
            yield Cites(start=work.id, end=cited, source="openalex", fetched_at=found.fetched_at)
