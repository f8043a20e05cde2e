"""From a finding and what the archive has of it to the record of a listed paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.assemble.work_records import other_dois, paper_of, plain
from citeloom.graph.identity import paper_id, title_key
from citeloom.graph.records import Paper
from citeloom.graph.title_case import better_written

if TYPE_CHECKING:
    from citeloom.enrich.entry import Entry
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.openalex_work import Work


def listed_paper(
    finding: Finding,
    work: Work | None,
    hub: HubPaper | None,
    fetched_at: str | None,
    *,
    sample: bool,
) -> Paper:
    """Return the record of a listed paper.

    What OpenAlex says comes first, then the Hub, then the listing: a work that is cited elsewhere
    then has the same title and date there, in whatever order graphs are built.

    Args:
        finding: The entry and where it was found.
        work: Its work, or None.
        hub: Its page on the Hub, or None.
        fetched_at: When the work was fetched, else the Hub's page; None where neither was.
        sample: Whether one of them is sample data.
    """
    entry = finding.entry
    known = paper_of(work, fetched_at, sample=sample) if work else None
    arxiv_id = finding.arxiv_id or (known.arxiv_id if known else None)
    doi = (known.doi if known else None) or finding.doi
    theirs = (known.title if known else None) or plain(hub.title if hub else None)
    title = better_written(theirs, entry.title) if theirs else entry.title
    day = hub.published_at[:10] if hub and hub.published_at else None
    date = (known.date if known else None) or day or entry.date
    facts = {
        "title": title,
        "abstract": (known.abstract if known else None)
        or (hub.abstract if hub else None)
        or entry.abstract,
        "date": date,
        "year": (known.year if known else None) or _year(day) or entry.year or _year(entry.date),
        "doi": doi,
        "arxiv_id": arxiv_id,
        "arxiv_class": entry.arxiv_class,
        "s2_id": entry.s2_id if finding.match != "ambiguous" else None,
        "aliases": _aliases(finding, work, doi),
        "upvotes": hub.upvotes if hub else None,
        "listed": True,
        "listings": (finding.listing,),
        "citation_key": entry.key,
        "keywords": entry.keywords or None,
        "note": entry.note,
        "groups": entry.groups or None,
        "files": entry.files or None,
        "listing_count": entry.listing_count,
        "listed_author_count": entry.author_count,
        "match": finding.match,
        "match_step": finding.step,
        "match_score": finding.score,
        "match_evidence": finding.evidence,
        "match_candidates": finding.candidates or None,
        "sample": sample or None,
        "fetched_at": fetched_at,
    }
    if known:
        return known.model_copy(update=facts)
    if arxiv_id or doi or facts["s2_id"]:
        return Paper(id=paper_id(arxiv_id=arxiv_id, doi=doi, s2_id=entry.s2_id), **facts)
    # A W-id that nobody could look up yet names the paper all the same.
    return Paper(id=finding.openalex_id or _own_key(finding.entry), **facts)


def _own_key(entry: Entry) -> str:
    """Return the key of a paper of which only the listing is known."""
    named = entry.title or " ".join(_further_ids(entry))
    return title_key(named, entry.year or _year(entry.date), entry.author_count)


def _further_ids(entry: Entry) -> list[str]:
    """Return the ids of an entry that are no keys of papers, each with what it is."""
    given = {
        "pmid:": entry.pmid,
        "pmcid:": entry.pmcid,
        "acl:": entry.acl_id,
        "corpusid:": entry.corpus_id,
    }
    return [f"{kind}{name}" for kind, name in given.items() if name]


def _aliases(finding: Finding, work: Work | None, doi: str | None) -> tuple[str, ...] | None:
    """Return the other ids of a listed paper.

    Where the listing gives a title only, its key is one of them, so that a node that was made
    without a network is known again. Where it gives an id, two papers may share a title.
    """
    entry = finding.entry
    names = set(other_dois(work) or ()) if work else set()
    if finding.doi and finding.doi != doi:
        names.add(f"doi:{finding.doi}")
    if entry.openalex_id and work and entry.openalex_id != work.id:
        names.add(entry.openalex_id)
    if not (entry.arxiv_id or entry.doi or entry.openalex_id):
        names.add(_own_key(entry))
    if finding.match != "ambiguous":
        names.update(_further_ids(entry))
    return tuple(sorted(names)) or None


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdecimal() else None
