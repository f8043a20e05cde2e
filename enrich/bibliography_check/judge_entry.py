"""The verdict on one entry, from what it says, what the search found, and what its ids lead to.

In this order: what nobody could be asked about is `not-asked`, never `not-found`; a retraction
comes before all else that is known of a paper; an id that leads to another paper before fields
that contradict; these before a published version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.check_result import (
    EntryCheck,
    FieldCheck,
)
from citeloom.enrich.bibliography_check.choose_records import (
    leads_here,
    list_candidates,
    may_be_meant,
)
from citeloom.enrich.bibliography_check.compare_fields import compare_fields, explain_authors
from citeloom.enrich.bibliography_check.printed_fields import PrintedFields
from citeloom.enrich.bibliography_check.read_answers import (
    read_arxiv_answer,
    read_candidates,
    read_finding_records,
    read_id_answers,
)
from citeloom.enrich.bibliography_check.suggest_correction import (
    describe_correction,
    make_correction,
)
from citeloom.graph.identity import is_arxiv_doi
from citeloom.graph.plain_text import clean
from citeloom.graph.vocabulary import name_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.bibliography_check.check_result import Verdict
    from citeloom.enrich.bibliography_check.read_answers import IdAnswer
    from citeloom.enrich.bibliography_check.source_record import SourceRecord
    from citeloom.enrich.entry import Entry
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services

ID_NAMES = {
    "doi": "DOI", "arxiv_id": "arXiv id", "openalex_id": "OpenAlex id", "pmid": "PubMed id",
    "pmcid": "PubMed Central id", "acl_id": "ACL Anthology id", "corpus_id": "CorpusId",
    "s2_id": "Semantic Scholar id",
}  # fmt: skip


def judge_entry(
    finding: Finding, printed: PrintedFields | None, archived: Services
) -> tuple[EntryCheck, tuple[SourceRecord, ...]]:
    """Judge an entry.

    Args:
        finding: The entry, and what became of it.
        printed: What it says of its publication, where it is BibTeX.
        archived: Services that answer from the archive only.

    Returns:
        What is said of it, and the records of its paper.
    """
    entry, printed = finding.entry, printed or PrintedFields()
    ids = read_id_answers(entry, archived)
    others = [
        each for each in ids if each.records and not any(leads_here(entry, r) for r in each.records)
    ]
    own = _list_own(finding, ids, archived)
    if _is_not_asked(finding, ids, own, archived):
        return _tell_not_asked(finding, printed, ids, own), ()
    if not others and not any(each.records for each in ids):
        own = _choose_by_title(finding, printed, own, archived)
    if not own and not others:
        return _tell_not_found(finding, ids, archived), ()
    records = own or [record for each in others for record in each.records]
    fields = [*compare_fields(entry, printed, records), *_check_ids(ids, others, own)]
    if printed.no_doi and (known := next((each.doi for each in records if each.doi), None)):
        fields.append(FieldCheck("doi", clean(printed.no_doi), known, "contradicts"))
    verdict = _choose_verdict(printed, own, others, fields)
    evidence = _tell_evidence(verdict, finding, fields, others, own)
    correction = make_correction(verdict, fields, own)
    check = EntryCheck(
        key=name_entry(entry),
        line=entry.line,
        verdict=verdict,
        fields=tuple(fields),
        evidence=evidence,
        suggestion=describe_correction(verdict, correction, own),
        correction=correction,
    )
    return check, tuple(own)


def name_entry(entry: Entry) -> str:
    """Return the entry's own key, or its line."""
    return entry.key or f"line {entry.line}"


def _list_own(finding: Finding, ids: Sequence[IdAnswer], archived: Services) -> list[SourceRecord]:
    """Return the records of the entry's paper, each once, those of OpenAlex first."""
    answers = [*ids]
    if finding.arxiv_id and not finding.entry.arxiv_id:  # such as the Hub knows for the title
        answers.append(read_arxiv_answer(finding.arxiv_id, archived))
    by_id = [
        record for each in answers for record in each.records if leads_here(finding.entry, record)
    ]
    found = [r for r in read_finding_records(finding) if leads_here(finding.entry, r)]
    records = {(each.service, each.id): each for each in (*by_id, *found)}
    return sorted(records.values(), key=lambda each: each.service != "openalex")


def _choose_by_title(
    finding: Finding, printed: PrintedFields, own: list[SourceRecord], archived: Services
) -> list[SourceRecord]:
    """Choose among all papers that a title may mean the one that contradicts the entry least.

    A talk and the article that grew out of it often have one title, and one of them is meant.
    """
    entry = finding.entry
    candidates = list_candidates(entry, read_candidates(entry, archived))
    if any(each.service == "openalex" for each in (*own, *candidates)):
        # A page of the Hub says so little that nothing in it could contradict.
        candidates = [each for each in candidates if each.service == "openalex"]
    choices = [*([own] if own else []), *([each] for each in candidates)]

    def count_contradictions(records: list[SourceRecord]) -> int:
        fields = compare_fields(entry, printed, records)
        return sum(each.verdict == "contradicts" for each in fields)

    return min(choices, key=count_contradictions, default=[])


def _is_not_asked(
    finding: Finding, ids: Sequence[IdAnswer], own: Sequence[SourceRecord], archived: Services
) -> bool:
    """Tell whether too little could be asked to say anything of an entry.

    Where OpenAlex did not answer there is no all-clear, whatever another service says.
    """
    if any(each.service == "openalex" for each in own):
        return False
    if not own and any(each.records for each in ids):
        return False  # an id leads elsewhere, which is an answer
    if finding.warnings:
        named = [*ids]
        if finding.arxiv_id:
            named.append(read_arxiv_answer(finding.arxiv_id, archived))
        return not own or not any(each.is_asked_of_openalex for each in named)
    return not own and bool(ids) and not any(each.is_asked for each in ids)


def _tell_not_asked(
    finding: Finding,
    printed: PrintedFields,
    ids: Sequence[IdAnswer],
    own: Sequence[SourceRecord],
) -> EntryCheck:
    entry = finding.entry
    why = finding.warnings[0].what if finding.warnings else "No service was asked"
    fields = compare_fields(entry, printed, own) if own else []
    return EntryCheck(
        key=name_entry(entry),
        line=entry.line,
        verdict="not-asked",
        fields=(*fields, *(_unknown(each) for each in ids)),
        evidence=clean(f"Not asked to the end: {why}."),
        suggestion="Run the check again; what was answered is kept.",
    )


def _tell_not_found(finding: Finding, ids: Sequence[IdAnswer], archived: Services) -> EntryCheck:
    entry = finding.entry
    gone = [f"{ID_NAMES[each.name]} {each.value}" for each in ids if each.is_absent]
    told = [
        f"No service knows {' or '.join(gone)}." if gone else "",
        "No paper of this title came up." if entry.title else "It has no title to search for.",
    ]
    near = [
        f"“{record.title}” ({record.years[0] if record.years else 'no year'}, {record.id})"
        for record in read_candidates(entry, archived)
        if may_be_meant(entry, record)
    ]
    return EntryCheck(
        key=name_entry(entry),
        line=entry.line,
        verdict="not-found",
        fields=tuple(
            FieldCheck(each.name, each.value, None, "contradicts" if each.is_absent else "unknown")
            for each in ids
        ),
        evidence=" ".join(filter(None, told)),
        suggestion=clean(f"Is it {near[0]}?") if near else "Check that this paper exists.",
    )


def _check_ids(
    ids: Sequence[IdAnswer], others: Sequence[IdAnswer], own: Sequence[SourceRecord]
) -> list[FieldCheck]:
    """Say of each id of an entry where it leads."""
    checks = []
    for each in ids:
        if each in others:
            title = next((record.title for record in each.records if record.title), None)
            source = clean(title) if title else each.records[0].id
            checks.append(FieldCheck(each.name, each.value, source, "contradicts"))
        elif each.records:
            checks.append(FieldCheck(each.name, each.value, each.value, "agrees"))
        else:
            checks.append(_compare_unknown_id(each, own))
    return checks


def _compare_unknown_id(answer: IdAnswer, own: Sequence[SourceRecord]) -> FieldCheck:
    """Compare an id that no service knows with those that the records of the paper name."""
    if answer.name == "doi":
        named = [doi for each in own for doi in each.dois if not is_arxiv_doi(doi)]
    elif answer.name == "arxiv_id":
        named = [each.arxiv_id for each in own if each.arxiv_id]
    else:
        return _unknown(answer)
    if answer.value in named:
        return FieldCheck(answer.name, answer.value, answer.value, "agrees")
    if named and answer.is_absent:
        return FieldCheck(answer.name, answer.value, named[0], "contradicts")
    return _unknown(answer)


def _unknown(answer: IdAnswer) -> FieldCheck:
    return FieldCheck(answer.name, answer.value, None, "unknown")


def _choose_verdict(
    printed: PrintedFields,
    own: Sequence[SourceRecord],
    others: Sequence[IdAnswer],
    fields: Sequence[FieldCheck],
) -> Verdict:
    if any(each.is_retracted for each in own) and not printed.says_retracted:
        return "retracted"
    if others:
        return "other-paper"
    if any(each.verdict == "contradicts" for each in fields):
        return "differs"
    has_doi = any(each.name == "doi" and each.verdict == "agrees" for each in fields)
    if printed.is_preprint and not has_doi and any(each.is_published for each in own):
        return "published"
    return "agrees"


def _tell_evidence(
    verdict: Verdict,
    finding: Finding,
    fields: Sequence[FieldCheck],
    others: Sequence[IdAnswer],
    own: Sequence[SourceRecord],
) -> str:
    named = f"{name_source(own[0].service)} ({own[0].id})" if own else ""
    told = []
    if verdict == "retracted":
        told.append(f"{named} says that the paper has been retracted.")
    for each in others:
        record = each.records[0]
        title = clean(record.title) or "a paper without title"
        told.append(f"The {ID_NAMES[each.name]} {each.value} leads to “{title}” ({record.id}).")
    if verdict == "published":
        venue = next(each.venue for each in own if each.is_published)
        told.append(f"{named} knows it as published in {clean(venue)}.")
    elsewhere = {each.name for each in others}
    told += [
        _tell_contradiction(field, finding.entry, own, named)
        for field in fields
        if own and field.verdict == "contradicts" and field.name not in elsewhere
    ]
    agreeing = [
        ID_NAMES.get(field.name, field.name) for field in fields if field.verdict == "agrees"
    ]
    if verdict == "agrees":
        told.append(f"{named} agrees in {', '.join(agreeing) or 'nothing that can be compared'}.")
    elif agreeing and own:
        told.append(f"What agrees: {', '.join(agreeing)}.")
    return " ".join(told)


def _tell_contradiction(
    field: FieldCheck, entry: Entry, own: Sequence[SourceRecord], named: str
) -> str:
    if field.name in ID_NAMES:
        unknown = f"No service knows the {ID_NAMES[field.name]} {field.entry}"
        return f"{unknown}; {named} has {field.source}."
    if field.name == "authors" and (how := explain_authors(entry, own)):
        return f"Authors: {clean(how)} ({named})."
    return f"The {field.name} is “{field.entry}”; {named} says “{field.source}”."
