"""From what was gathered to the stream of records that a graph is loaded from.

Of the services only the archive is read, so that the same archive always gives the same records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.assemble.judged_links import judge
from citeloom.enrich.assemble.link_records import make_artefact_records, make_link_records
from citeloom.enrich.assemble.listed_paper import make_listed_paper
from citeloom.enrich.assemble.reference_lists import References, list_references
from citeloom.enrich.assemble.titles import find_title
from citeloom.enrich.assemble.work_records import make_context, make_paper
from citeloom.enrich.decisions import NO_DECISIONS
from citeloom.graph.identity import list_names
from citeloom.graph.records import Cites, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeloom.enrich.decisions import Decisions
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.gather import Gathered
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.graph.records import NodeRecord, Reason, RelationshipRecord

    Record = NodeRecord | RelationshipRecord

__all__ = ["ListedPaper", "assemble"]

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """What was assembled for one listed paper, for the report.

    Attributes:
        finding: The entry, where it was found, and what was found there.
        paper: The record of the paper.
        references: What it cites.
    """

    finding: Finding
    paper: Paper
    references: References


def assemble(
    gathered: Gathered, services: Services, decisions: Decisions = NO_DECISIONS
) -> Iterator[ListedPaper | Record]:
    """Yield the records of a graph, and after those of each listed paper what was assembled.

    A record may stand in the stream several times; loading joins them. Relationships may come
    before the nodes at their ends.

    Args:
        gathered: The listed papers, and what they lead to.
        services: The services; only their archive is read.
        decisions: Which links the user confirmed or rejected.
    """
    services = services.archived
    listed = {each.openalex_id for each in gathered.findings if each.openalex_id}
    others: dict[str, None] = {}
    merged: dict[str, str] = {}
    for finding in gathered.findings:
        if finding.openalex_id and finding.entry.openalex_id:
            merged[finding.entry.openalex_id] = finding.openalex_id
        for record in _make_listed(finding, gathered, services, decisions):
            yield record
            if isinstance(record, ListedPaper):
                others.update(dict.fromkeys(record.references.works))
                merged.update(record.references.merged)
    others.update(dict.fromkeys((*gathered.citing, *gathered.grown.reasons)))
    for old, new in merged.items():
        if old != new:
            yield Paper(id=new, openalex_id=new, aliases=(old,))
    known = {each: each for each in (*listed, *others)} | merged
    rest = [work_id for work_id in others if work_id not in listed]
    for start in range(0, len(rest), AT_ONCE):
        for found in services.openalex.find_by_id(rest[start : start + AT_ONCE]).values():
            reason = gathered.grown.reasons.get(found.key)
            yield from _make_unlisted(found, known, services, reason)


def _make_listed(
    finding: Finding, gathered: Gathered, services: Services, decisions: Decisions
) -> Iterator[ListedPaper | Record]:
    references = list_references(finding, gathered.references, services.s2)
    paper = make_listed_paper(finding, references, services)
    yield paper
    if finding.work.value:
        yield from make_context(finding.work.value, paper.id)
    yield from references.others
    for cited in (*references.works, *(each.id for each in references.others)):
        if cited != paper.id:  # OpenAlex has works that cite themselves
            yield Cites(
                start=paper.id,
                end=cited,
                source=references.source,
                fetched_at=references.fetched_at,
            )
    judged = decisions.judge_links(list_names("Paper", paper.id, paper.__dict__))
    for link in finding.links:
        repository = gathered.repositories.get(link.key)
        yield from judge(make_link_records(paper.id, link, repository), judged)
    if finding.page.value:
        yield from judge(make_artefact_records(paper.id, finding.page.value), judged)
    yield ListedPaper(finding, paper, references)


def _make_unlisted(
    found: Lookup[Work], known: Mapping[str, str], services: Services, reason: Reason | None
) -> Iterator[Record]:
    """Yield a work that is not listed; citations among known works cost nothing more.

    Args:
        found: The work.
        known: W-ids, merged ones included, and the works of the graph that they lead to.
        services: Where else its title may be; only their archive is read.
        reason: Why growing has added it, or None where it is cited or was asked for.
    """
    work = found.value
    if work is None:
        return
    title = None if work.title else find_title(work, services)
    paper = make_paper(work, found.fetched_at, sample=found.sample, title=title)
    yield paper.model_copy(update={"reason": reason})
    yield from make_context(work, work.id)
    for cited in dict.fromkeys(known[each] for each in work.references if each in known):
        if cited != work.id:
            yield Cites(start=work.id, end=cited, source="openalex", fetched_at=found.fetched_at)
