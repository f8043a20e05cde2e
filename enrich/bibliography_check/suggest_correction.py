"""What would make an entry agree with the records of its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.check_result import Correction
from citeloom.graph.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.bibliography_check.check_result import FieldCheck, Verdict
    from citeloom.enrich.bibliography_check.source_record import SourceRecord

LABELS = {
    "title": "title", "authors": "authors", "year": "year", "venue": "venue", "volume": "volume",
    "pages": "pages", "doi": "DOI", "arxiv_id": "arXiv id",
}  # fmt: skip
LONGEST = 300  # characters of a value that is shown


def make_correction(
    verdict: Verdict,
    fields: Sequence[FieldCheck],
    own: Sequence[SourceRecord],
) -> Correction:
    """Return the values that an entry should have, taken from the best record of its paper.

    Only what contradicts is corrected; what no record says stays as the entry has it.
    """
    if not own:
        return Correction()
    wrong = {each.name for each in fields if each.verdict == "contradicts"}
    if verdict == "published":
        record = next(each for each in own if each.is_published)
        return Correction(
            year=record.years[0] if record.years else None,
            venue=record.venue,
            is_journal=record.is_journal,
            volume=record.volume,
            pages=record.pages,
            doi=record.doi,
            is_published=True,
        )
    titled = next((each for each in own if each.title), None)
    signed = next((each for each in own if each.authors and each.has_all_authors), None)
    dated = next((each for each in own if each.years), None)
    placed = next((each for each in own if each.venue), None)
    return Correction(
        title=titled.title if titled and "title" in wrong else None,
        authors=signed.names if signed and "authors" in wrong else (),
        year=dated.years[0] if dated and "year" in wrong else None,
        venue=placed.venue if placed and "venue" in wrong else None,
        is_journal=placed.is_journal if placed and "venue" in wrong else None,
        volume=placed.volume if placed and "volume" in wrong else None,
        pages=placed.pages if placed and "pages" in wrong else None,
        doi=next((each.doi for each in own if each.doi), None) if "doi" in wrong else None,
        arxiv_id=(
            next((each.arxiv_id for each in own if each.arxiv_id), None)
            if "arxiv_id" in wrong
            else None
        ),
    )


def describe_correction(
    verdict: Verdict, correction: Correction, own: Sequence[SourceRecord]
) -> str:
    """Say in words what to do about an entry; an empty string where there is nothing to do."""
    values = {
        name: clean(value)[:LONGEST] for name, value in correction.list_values().items() if value
    }
    told = ", ".join(f"{LABELS[name]} = {value}" for name, value in values.items())
    if verdict == "retracted":
        return "Do not build on it, or say in the text that it was retracted." + (
            f" Correct: {told}." if told else ""
        )
    if verdict == "published":
        return f"Cite the published version: {told}."
    if verdict == "other-paper" and not told:
        known = next((each for each in own if each.doi or each.arxiv_id), None)
        if known:
            return f"Its ids are {' and '.join(filter(None, (known.doi, known.arxiv_id)))}."
        return "Find out which is right, the id or the title; then correct the other."
    return f"Correct: {told}." if told else ""
