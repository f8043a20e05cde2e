"""A check of a bibliography: is each entry the paper that it says, as it says?

`find` looks the papers up as for a graph; here what the entries say is compared with what was
answered (`judge_entry`, field by field in `compare_fields`), and with each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import ask_or_read_archive, make_counter, split_evenly
from citeloom.enrich.bibliography_check.check_result import BibliographyCheck, EntryCheck
from citeloom.enrich.bibliography_check.find_duplicates import mark_duplicates
from citeloom.enrich.bibliography_check.judge_entry import judge_entry
from citeloom.enrich.bibliography_check.printed_fields import read_printed_fields
from citeloom.enrich.bibliography_check.read_answers import list_unconfirmed_arxiv_ids
from citeloom.enrich.bibliography_check.repeated_entries import list_repeated_entries
from citeloom.enrich.find import find
from citeloom.enrich.services.openalex_query import COPIES_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.entry import Listing
    from citeloom.enrich.find import OnProgress
    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services

__all__ = ["BibliographyCheck", "EntryCheck", "check_bibliography"]

MOST_CREDITS = 3  # for an entry whose id OpenAlex knows, were it asked about alone


def check_bibliography(
    listing: Listing, text: str, services: Services, on_progress: OnProgress
) -> BibliographyCheck:
    """Check the entries of a bibliography.

    Args:
        listing: The bibliography.
        text: Its text, of which BibTeX entries are read for venue, volume and pages; other
            formats are compared by title, authors, year and ids.
        services: The services, which may be offline.
        on_progress: Called with stage, done, total.

    Returns:
        A check for each entry, in the order of their lines.

    Raises:
        ArchiveError: The archive cannot be read or written.
    """
    findings = find(listing.entries, listing.name, services, on_progress)
    _confirm_arxiv_ids(findings, services, on_progress)
    printed = read_printed_fields(text)
    archived = services.archived
    judged = [
        (each.entry, *judge_entry(each, printed.get((each.entry.line, each.entry.key)), archived))
        for each in findings
    ]
    checks = [*mark_duplicates(judged), *list_repeated_entries(listing, text)]
    warnings = dict.fromkeys(str(warning) for each in findings for warning in each.warnings)
    return BibliographyCheck(
        name=listing.name,
        entries=tuple(sorted(checks, key=lambda each: each.line)),
        warnings=tuple(warnings),
        problems=tuple(f"Line {each.line}: {each.reason}" for each in listing.problems),
        credits=services.count_credits("openalex"),
    )


def _confirm_arxiv_ids(
    findings: Sequence[Finding], services: Services, on_progress: OnProgress
) -> None:
    """Ask for the works of arXiv ids that nothing has confirmed, fifty to a credit."""
    keys = list_unconfirmed_arxiv_ids(findings)
    pieces = split_evenly(keys, COPIES_AT_ONCE)
    counter = make_counter("OpenAlex by copy at arXiv, to confirm", len(pieces), on_progress)
    # What cannot be asked stays unknown, and is judged so.
    for _ in ask_or_read_archive(
        pieces, lambda some, asked: asked.openalex.find_by_arxiv(some), services, counter
    ):
        pass
