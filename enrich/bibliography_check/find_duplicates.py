"""Entries of one bibliography that are the same paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.compare_fields import is_same_title
from citeloom.enrich.matching.match_evidence import YEARS_NEAR, compare_surnames
from citeloom.enrich.matching.plain_titles import is_generic, is_short
from citeloom.graph.normalise_title import compact, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.bibliography_check.check_result import EntryCheck
    from citeloom.enrich.bibliography_check.source_record import SourceRecord
    from citeloom.enrich.entry import Entry

Judged = tuple["Entry", "EntryCheck", tuple["SourceRecord", ...]]
GRAVER = frozenset({"retracted", "other-paper", "not-found", "differs", "not-asked"})


def mark_duplicates(judged: Sequence[Judged]) -> list[EntryCheck]:
    """Mark each entry whose paper an earlier entry is; a graver verdict stays, with a word on it.

    Two entries are one paper where they lead to one work, or, as far as no service knows them
    apart, where title, authors and year agree.
    """
    first_by_name: dict[str, int] = {}
    found: list[EntryCheck] = []
    for place, (entry, check, records) in enumerate(judged):
        names = list(_list_names(entry, records))
        earlier = next(
            (
                at
                for name in names
                if (at := first_by_name.get(name)) is not None
                and _are_one(judged[at], judged[place])
            ),
            None,
        )
        for name in names:
            first_by_name.setdefault(name, place)
        found.append(check if earlier is None else _mark(check, judged[earlier][1]))
    return found


def _list_names(entry: Entry, records: Sequence[SourceRecord]) -> list[str]:
    works = [each.id for each in records if each.service == "openalex"]
    title = compact(normalise(entry.title or ""))
    ids = (f"doi:{entry.doi}" if entry.doi else "", f"arxiv:{entry.arxiv_id or ''}".rstrip(":"))
    return [*works, *(each for each in ids if each not in {"", "arxiv"}),
            *((f"title:{title}",) if title else ())]  # fmt: skip


def _are_one(first: Judged, second: Judged) -> bool:
    (here, _, records), (there, _, others) = first, second
    works = [{each.id for each in some if each.service == "openalex"} for some in (records, others)]
    if works[0] and works[1]:
        return bool(works[0] & works[1])
    if not (here.title and there.title):
        same_id = here.doi and here.doi == there.doi
        return bool(same_id or (here.arxiv_id and here.arxiv_id == there.arxiv_id))
    people = compare_surnames(here.authors, there.authors)
    if is_generic(here.title) or is_short(here.title):
        return people is True and here.year == there.year
    near = not (here.year and there.year) or abs(here.year - there.year) <= YEARS_NEAR
    return is_same_title(here.title, there.title) and people is not False and near


def _mark(check: EntryCheck, first: EntryCheck) -> EntryCheck:
    told = f"Entry {first.key} (line {first.line}) is the same paper."
    if check.verdict in GRAVER:
        return replace(check, evidence=f"{check.evidence} {told}".strip())
    return replace(
        check,
        verdict="duplicate",
        evidence=f"{told} {check.evidence}".strip(),
        suggestion=f"Cite {first.key}, and take this entry out.",
    )
