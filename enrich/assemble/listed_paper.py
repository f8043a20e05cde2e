"""From a finding and what the archive has of it to the record of a listed paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.assemble.titles import find_title
from citeloom.enrich.assemble.work_records import list_other_dois, make_paper
from citeloom.enrich.entry_names import list_further_ids, make_own_key
from citeloom.enrich.entry_search import ARXIV_DOI
from citeloom.enrich.services.published_version import choose_published_version
from citeloom.graph.identity import make_paper_id
from citeloom.graph.records import Paper
from citeloom.graph.title_case import choose_better_written

if TYPE_CHECKING:
    from citeloom.enrich.assemble.reference_lists import References
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.semantic_scholar import S2Paper
    from citeloom.graph.records import TitleSource


def make_listed_paper(finding: Finding, references: References, services: Services) -> Paper:
    """Return the record of a listed paper.

    What OpenAlex says comes first: a work that is cited elsewhere then has the same title and date
    there, in whatever order graphs are built. Only the year of a listing that names the paper by
    an id goes before OpenAlex's.

    Args:
        finding: The entry, where it was found, and what was found there.
        references: What it cites.
        services: Where else its title may be; only their archive is read.
    """
    entry, work, hub = finding.entry, finding.work.value, finding.page.value
    sources = (finding.work, finding.page, finding.elsewhere)
    fetched_at = next((each.fetched_at for each in sources if each.fetched_at), None)
    sample = any(each.sample for each in sources)
    known = make_paper(work, fetched_at, sample=sample) if work else _make_unknown(finding)
    elsewhere = finding.elsewhere.value
    doi = known.doi or finding.doi or (_read_doi(elsewhere) if not work else None)
    day = hub.published_at[:10] if hub and hub.published_at else None
    title, title_source = _choose_title(finding, services)
    year, overruled = _choose_year(finding, known, day)
    dates = (known.date, day, entry.date)
    return Paper(
        id=known.id,
        title=title,
        title_source=title_source,
        abstract=known.abstract or (hub.abstract if hub else None) or entry.abstract,
        date=next((each for each in dates if each and _read_year(each) == year), None),
        year=year,
        year_source="listing" if overruled else None,
        doi=doi,
        arxiv_id=finding.arxiv_id or known.arxiv_id,
        arxiv_class=entry.arxiv_class,
        openalex_id=known.openalex_id,
        s2_id=_choose_s2_id(finding),
        aliases=_list_aliases(finding, work, doi),
        work_type=known.work_type,
        language=known.language,
        volume=known.volume,
        issue=known.issue,
        pages=known.pages,
        cited_by_count=known.cited_by_count,
        fwci=known.fwci,
        is_retracted=known.is_retracted,
        authors_truncated=known.authors_truncated,
        overruled=(*(known.overruled or ()), *overruled) or None,
        upvotes=hub.upvotes if hub else None,
        listed=True,
        listings=(finding.listing,),
        citation_key=entry.key,
        entries=finding.names or None,
        keywords=entry.keywords or None,
        note=entry.note,
        groups=entry.groups or None,
        files=entry.files or None,
        listing_count=entry.listing_count,
        listed_author_count=entry.author_count,
        match=finding.match,
        match_step=finding.step,
        match_score=finding.score,
        match_evidence=finding.evidence,
        match_candidates=finding.candidates or None,
        match_tried=tuple(each.write() for each in finding.tried) or None,
        references_source=references.source,
        references_count=references.named if references.source else None,
        references_missing=references.missing if references.source else None,
        sample=sample or None,
        fetched_at=fetched_at,
    )


def _choose_title(finding: Finding, services: Services) -> tuple[str | None, TitleSource | None]:
    """Return the title of the best source, in the better of two ways to write it."""
    entry, work, hub = finding.entry, finding.work.value, finding.page.value
    elsewhere = finding.elsewhere.value.title if finding.elsewhere.value else None
    if work and work.title:
        return choose_better_written(work.title, entry.title), None
    theirs = hub.title if hub else None
    if entry.title:
        return choose_better_written(entry.title, theirs, elsewhere), "listing"
    if theirs:
        return theirs, "hub"
    if elsewhere:
        return elsewhere, "s2"
    return find_title(work, services) if work else (None, None)


def _choose_year(
    finding: Finding, known: Paper, day: str | None
) -> tuple[int | None, tuple[str, ...]]:
    """Return the year, and what it overrules: the listing knows which version it names by id."""
    entry = finding.entry
    own = entry.year or _read_year(entry.date)
    if own and known.year and own != known.year and finding.match == "id":
        return own, (f"year {known.year}: the listing names the paper by its id, and says {own}",)
    elsewhere = finding.elsewhere.value
    return known.year or _read_year(day) or own or (elsewhere.year if elsewhere else None), ()


def _make_unknown(finding: Finding) -> Paper:
    """Return the record of a paper of which OpenAlex has told nothing."""
    entry = finding.entry
    s2_id = _choose_s2_id(finding)
    doi = finding.doi or _read_doi(finding.elsewhere.value)
    if finding.arxiv_id or doi or s2_id:
        key = make_paper_id(arxiv_id=finding.arxiv_id, doi=doi, s2_id=s2_id)
        return Paper(id=key)
    # A W-id that nobody could look up yet names the paper all the same.
    return Paper(id=finding.openalex_id or make_own_key(entry))


def _choose_s2_id(finding: Finding) -> str | None:
    """Return Semantic Scholar's id, unless another id of the entry leads to another paper.

    What Semantic Scholar itself says names a paper only where OpenAlex does not have it: it joins
    versions that are two works there.
    """
    if finding.match == "ambiguous":
        return None
    elsewhere = None if finding.work.value else finding.elsewhere.value
    return finding.entry.s2_id or (elsewhere.id if elsewhere else None)


def _read_doi(paper: S2Paper | None) -> str | None:
    """Return the DOI that Semantic Scholar knows; arXiv's own is left out, the id says it."""
    doi = paper.doi if paper else None
    return None if doi is None or doi.startswith(ARXIV_DOI) else doi


def _list_aliases(finding: Finding, work: Work | None, doi: str | None) -> tuple[str, ...] | None:
    """Return the other ids of a listed paper.

    Where the listing gives a title only, its key is one of them, so that a node that was made
    without a network is known again. Where it gives an id, two papers may share a title.
    """
    entry = finding.entry
    names = set(list_other_dois(choose_published_version(work)) or ()) if work else set()
    if finding.doi and finding.doi != doi:
        names.add(f"doi:{finding.doi}")
    if entry.openalex_id and work and entry.openalex_id != work.id:
        names.add(entry.openalex_id)
    if not (entry.arxiv_id or entry.doi or entry.openalex_id):
        names.add(make_own_key(entry))
    if finding.match != "ambiguous":
        names.update(list_further_ids(entry))
    return tuple(sorted(names)) or None


def _read_year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdecimal() else None
