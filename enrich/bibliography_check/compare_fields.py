"""The fields of an entry, one by one, beside all records of its paper.

A field agrees where any record agrees: services have titles and years of different versions. It
contradicts where at least one record says something of it and none can be reconciled. What no
record says is unknown, never wrong.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii

from citeloom.enrich.bibliography_check.check_result import FieldCheck
from citeloom.enrich.bibliography_check.compare_author_lists import compare_author_lists
from citeloom.enrich.bibliography_check.compare_pages import compare_pages
from citeloom.enrich.bibliography_check.compare_venues import compare_venues
from citeloom.enrich.bibliography_check.source_record import RETRACTED
from citeloom.enrich.matching.compare_titles import Relation, compare_titles, is_beginning
from citeloom.enrich.matching.match_evidence import YEARS_NEAR, compare_surnames
from citeloom.graph.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.bibliography_check.check_result import FieldVerdict
    from citeloom.enrich.bibliography_check.printed_fields import PrintedFields
    from citeloom.enrich.bibliography_check.source_record import SourceRecord
    from citeloom.enrich.entry import Entry

LATE = 4  # years within which a preprint is published, or an entry may be of the preprint
NEAR_TITLE = 0.75  # similarity from which two titles that differ may be one paper's


def compare_title(entry: Entry, record: SourceRecord) -> bool | None:
    """Tell whether an entry has a record's title; None where the two cannot be compared.

    A subtitle may be left out where the authors are the same, whatever it says.
    """
    if not entry.title or not record.title:
        return None
    title = RETRACTED.sub("", entry.title) or entry.title
    if _is_latin(title) != _is_latin(record.title):
        return True if is_same_title(anyascii(title), anyascii(record.title)) else None
    if is_same_title(title, record.title):
        return True
    shortened = is_beginning(title, record.title) or is_beginning(record.title, title)
    return bool(shortened and compare_surnames(entry.authors, record.names))


def is_same_title(first: str, second: str) -> bool:
    """Tell whether two titles are one, but for spelling or a subtitle."""
    return compare_titles(first, second).relation >= Relation.SUBTITLE


def are_near_titles(entry: Entry, record: SourceRecord) -> bool:
    """Tell whether two titles have most of their letters in common."""
    return compare_titles(entry.title or "", record.title or "").score >= NEAR_TITLE


def compare_fields(
    entry: Entry, printed: PrintedFields, records: Sequence[SourceRecord]
) -> list[FieldCheck]:
    """Compare what an entry says with all records of its paper; ids are compared elsewhere."""
    checks = [
        _check_title(entry, records),
        _check_authors(entry, records),
        _check_year(entry, printed, records),
        venue := _check_venue(printed, records),
    ]
    checks += _check_places(printed, records, venue)
    return [each for each in checks if each]


def _check_title(entry: Entry, records: Sequence[SourceRecord]) -> FieldCheck | None:
    if not entry.title:
        return None
    told = [(compare_title(entry, each), each.title) for each in records]
    return _settle("title", entry.title, told)


def _check_authors(entry: Entry, records: Sequence[SourceRecord]) -> FieldCheck | None:
    if not entry.authors:
        return None
    is_whole = entry.author_count == len(entry.authors)
    told = [
        (
            compare_author_lists(
                entry.authors, each.authors, is_whole=is_whole, has_all=each.has_all_authors
            ).same,
            "; ".join(each.names) or None,
        )
        for each in records
    ]
    names = "; ".join(name.short for name in entry.authors) + ("" if is_whole else "; others")
    return _settle("authors", names, told)


def explain_authors(entry: Entry, records: Sequence[SourceRecord]) -> str:
    """Say how the authors of an entry differ from those of the first record that has some."""
    is_whole = entry.author_count == len(entry.authors)
    compared = (
        compare_author_lists(
            entry.authors, each.authors, is_whole=is_whole, has_all=each.has_all_authors
        )
        for each in records
    )
    return next((each.difference for each in compared if each.difference), "")


def _check_year(
    entry: Entry, printed: PrintedFields, records: Sequence[SourceRecord]
) -> FieldCheck | None:
    if not entry.year:
        return None
    years = [year for each in records for year in each.years]
    if not years:
        return FieldCheck("year", str(entry.year), None, "unknown")
    stated = next(each.years[0] for each in records if each.years)
    apart = max(min(years) - entry.year, entry.year - max(years), 0)
    verdict: FieldVerdict = "agrees" if apart <= YEARS_NEAR else "contradicts"
    is_published = any(each.venues or each.is_published for each in records)
    of_publication = not is_published and printed.venues and entry.year > max(years)
    of_preprint = is_published and printed.is_preprint and entry.year < min(years)
    if verdict == "contradicts" and printed.is_book:
        verdict = "unknown"  # of another edition
    if verdict == "contradicts" and (of_publication or of_preprint) and apart <= LATE:
        verdict = "unknown"  # of another version, of which no record tells the year
    return FieldCheck("year", str(entry.year), str(stated), verdict)


def _check_venue(printed: PrintedFields, records: Sequence[SourceRecord]) -> FieldCheck | None:
    if not printed.venues:
        return None
    told = [
        (compare_venues(here, there), there)
        for each in records
        for there in each.venues
        for here in printed.venues
    ]
    if any(same is None for same, _ in told) and not any(same for same, _ in told):
        told = [(same, name) for same, name in told if same is None]
    stated = next((each.venue for each in records if each.venue), None)
    found = _settle("venue", printed.venues[0], told)
    if found.verdict == "contradicts" and stated:
        return FieldCheck(found.name, found.entry, stated, found.verdict)
    return found


def _check_places(
    printed: PrintedFields, records: Sequence[SourceRecord], venue: FieldCheck | None
) -> list[FieldCheck]:
    """Compare volume and pages, which only mean something within one venue."""
    if venue is None or venue.verdict == "contradicts":
        return []
    checks = []
    if printed.pages:
        told = [
            (compare_pages(printed.pages, each.first_page, each.last_page), each.pages)
            for each in records
        ]
        checks.append(_settle("pages", printed.pages, told))
    if printed.volume:
        is_sure = venue.verdict == "agrees" and not any(each.verdict == "agrees" for each in checks)
        told = [(_compare_volumes(printed, each, is_sure=is_sure), each.volume) for each in records]
        checks.append(_settle("volume", printed.volume, told))
    return checks


def _compare_volumes(printed: PrintedFields, record: SourceRecord, *, is_sure: bool) -> bool | None:
    """Compare volumes of a journal by number; years that stand for volumes say nothing."""
    here, there = printed.volume.strip(), (record.volume or "").strip()
    if here == there:
        return True
    if not (here.isdecimal() and there.isdecimal() and record.is_journal and is_sure):
        return None
    is_year = any(1_900 < int(volume) < 2_100 for volume in (here, there))  # noqa: PLR2004 - years
    return None if is_year else int(here) == int(there)


def _settle(name: str, entry: str, told: Sequence[tuple[bool | None, str | None]]) -> FieldCheck:
    """Join what the records say of a field: any that agrees, else any that contradicts."""
    for wanted, verdict in ((True, "agrees"), (False, "contradicts"), (None, "unknown")):
        for same, source in told:
            if same is wanted and source:
                return FieldCheck(name, clean(entry), clean(source), verdict)  # type: ignore[arg-type]  # of the three
    return FieldCheck(name, clean(entry), None, "unknown")


def _is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin or Greek ones, as in mathematics."""
    letters = [character for character in text if character.isalpha()]
    known = sum(
        unicodedata.name(character, "").startswith(("LATIN", "GREEK", "MATHEMATICAL"))
        for character in letters
    )
    return known * 2 >= len(letters)
