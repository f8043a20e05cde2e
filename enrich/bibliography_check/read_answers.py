"""What the services have said of an entry, read from the archive once its paper was looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.enrich.bibliography_check.source_record import (
    SourceRecord,
    read_page_record,
    read_s2_record,
    read_work_record,
)
from citeloom.enrich.entry_search import ARXIV_DOI, ARXIV_KEY
from citeloom.graph.identity import is_arxiv_doi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.entry import Entry
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup


@dataclass(frozen=True, slots=True)
class IdAnswer:
    """What one id of an entry leads to.

    Attributes:
        name: The field of the entry.
        value: The id.
        records: What the services that know it say of its paper, OpenAlex first.
        is_asked: Whether any service was asked for it.
        is_asked_of_openalex: Whether OpenAlex was.
    """

    name: str
    value: str
    records: tuple[SourceRecord, ...]
    is_asked: bool
    is_asked_of_openalex: bool

    @property
    def is_absent(self) -> bool:
        """Whether the services that were asked do not know it."""
        return self.is_asked and not self.records


def read_id_answers(entry: Entry, archived: Services) -> tuple[IdAnswer, ...]:
    """Read what each id of an entry leads to; nothing is asked.

    Args:
        entry: The entry.
        archived: Services that answer from the archive only.
    """
    found: list[IdAnswer] = []
    if entry.doi:
        works = [archived.openalex.look_up(entry.doi)]
        found.append(_answer("doi", entry.doi, works, s2_keys=[f"DOI:{entry.doi}"], of=archived))
    if entry.arxiv_id:
        found.append(read_arxiv_answer(entry.arxiv_id, archived))
    if entry.openalex_id:
        works = [archived.openalex.look_up(entry.openalex_id)]
        found.append(_answer("openalex_id", entry.openalex_id, works, s2_keys=[], of=archived))
    number = (entry.pmcid or "").removeprefix("PMC")
    for name, key, s2_key in (
        ("pmid", entry.pmid, f"PMID:{entry.pmid}"),
        ("pmcid", number, f"PMCID:{number}"),
    ):
        if key:
            works = [archived.openalex.look_up(f"{name}:{key}")]
            found.append(_answer(name, key, works, s2_keys=[s2_key], of=archived))
    for name, key in (
        ("acl_id", entry.acl_id and f"ACL:{entry.acl_id}"),
        ("corpus_id", entry.corpus_id and f"CorpusId:{entry.corpus_id}"),
        ("s2_id", entry.s2_id),
    ):
        if key:
            found.append(_answer(name, getattr(entry, name), [], s2_keys=[key], of=archived))
    return tuple(found)


def read_arxiv_answer(arxiv_id: str, archived: Services) -> IdAnswer:
    """Read what an arXiv id leads to: OpenAlex by arXiv's DOI, or by the copy; the Hub; S2."""
    by_doi = archived.openalex.look_up(f"{ARXIV_DOI}{arxiv_id.lower()}")
    copy = archived.openalex.find_by_arxiv([arxiv_id])[arxiv_id]
    page = archived.hub.find_paper(arxiv_id)
    others = [
        archived.s2.find_by_arxiv([arxiv_id])[arxiv_id],
        archived.s2.find_by_key([f"{ARXIV_KEY}{arxiv_id}"])[f"{ARXIV_KEY}{arxiv_id}"],
    ]
    # A copy that OpenAlex joined to a work counts where nothing better is known of the id.
    works = [by_doi] if by_doi.value else [copy]
    records = (
        *(read_work_record(each.value) for each in works if each.value),
        *((read_page_record(page.value),) if page.value else ()),
        *(read_s2_record(each.value) for each in others if each.value),
    )
    openalex = not (by_doi.is_unknown and copy.is_unknown)
    asked = openalex or not page.is_unknown or not all(each.is_unknown for each in others)
    return IdAnswer("arxiv_id", arxiv_id, records, asked, openalex)


def read_finding_records(finding: Finding) -> tuple[SourceRecord, ...]:
    """Return what the search found for an entry, by an id or by its title."""
    work, page, other = finding.work.value, finding.page.value, finding.elsewhere.value
    if finding.match in ("ambiguous", "none"):
        return ()
    return (
        *((read_work_record(work),) if work else ()),
        *((read_page_record(page),) if page else ()),
        *((read_s2_record(other),) if other else ()),
    )


def read_candidates(entry: Entry, archived: Services) -> tuple[SourceRecord, ...]:
    """Return what searches for the title of an entry came up with, as far as they were made."""
    if not entry.title:
        return ()
    works = archived.openalex.search_title(entry.title).value or ()
    pages = archived.hub.search(entry.title).value or ()
    return (
        *(read_work_record(each.value) for each in works if each.value),
        *map(read_page_record, pages),
    )


def list_unconfirmed_arxiv_ids(findings: Iterable[Finding]) -> list[str]:
    """Return the arXiv ids of entries whose work was found otherwise and does not name them."""
    return sorted({
        finding.entry.arxiv_id
        for finding in findings
        if finding.entry.arxiv_id
        and not (finding.work.value and finding.work.value.arxiv_id == finding.entry.arxiv_id)
    })  # fmt: skip


def _answer(
    name: str, value: str, works: list[Lookup[Any]], *, s2_keys: list[str], of: Services
) -> IdAnswer:
    others = list(of.s2.find_by_key(s2_keys).values()) if s2_keys else []
    records = (
        *(read_work_record(each.value) for each in works if each.value),
        *(read_s2_record(each.value) for each in others if each.value),
    )
    openalex = any(not each.is_unknown for each in works)
    asked = openalex or any(not each.is_unknown for each in others)
    return IdAnswer(name, value, records, asked, openalex)


def names_doi(record: SourceRecord, doi: str) -> bool:
    """Tell whether a record names a DOI as one of its own or of a copy."""
    return doi in record.dois or is_arxiv_doi(doi)
