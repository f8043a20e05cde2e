"""Which records are of the paper that an entry means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.compare_fields import are_near_titles, compare_title
from citeloom.enrich.entry_search import SAME_AUTHORS
from citeloom.enrich.matching.compare_families import count_shared
from citeloom.enrich.matching.compare_titles import Relation, compare_titles
from citeloom.enrich.matching.match_evidence import YEARS_NEAR, compare_surnames
from citeloom.enrich.matching.plain_titles import is_generic, is_short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.bibliography_check.source_record import SourceRecord
    from citeloom.enrich.entry import Entry


def leads_here(entry: Entry, record: SourceRecord) -> bool:
    """Tell whether a record to which an id leads is that of the entry's paper.

    An altered title is still this paper's where the authors are the same people, unless numbers
    or words such as "survey" make it another one; other authors are, where the title is the same.
    """
    same = compare_title(entry, record)
    people = compare_surnames(entry.authors, record.names)
    if same is None or _is_nickname(entry):
        return people is not False
    if same:
        plain = is_generic(entry.title or "") or is_short(entry.title or "")
        return not (plain and people is False)
    relation = compare_titles(entry.title or "", record.title or "").relation
    if relation is Relation.OTHER:
        return False
    if are_near_titles(entry, record):
        return people is not False
    return _are_same_people(entry, record) and not _is_other_year(entry, record)


def list_candidates(entry: Entry, candidates: Iterable[SourceRecord]) -> list[SourceRecord]:
    """Return the records that an entry may mean of those that a search came up with, best first.

    The title must be the same, or near with the same people; a title that many papers have
    must have the same people, too.
    """
    return sorted(
        (each for each in candidates if may_be_meant(entry, each)),
        key=lambda each: _rank(entry, each),
    )


def may_be_meant(entry: Entry, record: SourceRecord) -> bool:
    """Tell whether an entry may mean a record that a search by title came up with."""
    people = compare_surnames(entry.authors, record.names)
    title = entry.title or ""
    if compare_title(entry, record):
        return people is True if is_generic(title) or is_short(title) else True
    return people is True and are_near_titles(entry, record)


def _rank(entry: Entry, record: SourceRecord) -> tuple[object, ...]:
    people = compare_surnames(entry.authors, record.names)
    apart = min((abs(year - (entry.year or year)) for year in record.years), default=0)
    similarity = compare_titles(entry.title or "", record.title or "").score
    return (
        not compare_title(entry, record),
        people is False,
        people is None,
        apart > YEARS_NEAR,
        -similarity,
        apart,
        record.id,
    )


def _are_same_people(entry: Entry, record: SourceRecord) -> bool:
    """Tell whether so many names are shared that an altered title stays the same paper's."""
    shared, here, there = count_shared(entry.authors, record.names)
    return shared >= max(1, SAME_AUTHORS * min(here, there)) and (shared > 1 or here == there == 1)


def _is_nickname(entry: Entry) -> bool:
    """Tell whether a list calls a paper by a short name, such as BERT, and says nothing else."""
    return is_short(entry.title or "") and not (entry.authors or entry.year)


def _is_other_year(entry: Entry, record: SourceRecord) -> bool:
    if not entry.year or not record.years:
        return False
    return min(abs(year - entry.year) for year in record.years) > YEARS_NEAR
