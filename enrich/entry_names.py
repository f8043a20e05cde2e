"""What an entry of a listing is called, so that a decision about it finds it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.identity import make_title_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.entry import Entry


def list_entry_names(entry: Entry) -> tuple[str, ...]:
    """Return the ids that an entry gives, in one spelling each, and the key of its title.

    The line and the citation key are left out: they change when a file is sorted or cleaned.
    """
    given = {
        "": entry.openalex_id,
        "doi:": entry.doi,
        "arxiv:": entry.arxiv_id,
        "s2:": entry.s2_id,
        "pmid:": entry.pmid,
        "pmcid:": entry.pmcid,
        "acl:": entry.acl_id,
        "corpusid:": entry.corpus_id,
    }
    ids = [f"{kind}{name}" for kind, name in given.items() if name]
    return (*ids, *((make_own_key(entry),) if entry.title else ()))


def make_own_key(entry: Entry) -> str:
    """Return the key of a paper of which only the listing is known."""
    named = entry.title or " ".join(list_further_ids(entry))
    year = int(entry.date[:4]) if entry.date and entry.date[:4].isdecimal() else None
    return make_title_key(named, entry.year or year, entry.author_count)


def list_further_ids(entry: Entry) -> list[str]:
    """Return the ids of an entry that are no keys of papers, each with what it is."""
    given = {
        "pmid:": entry.pmid,
        "pmcid:": entry.pmcid,
        "acl:": entry.acl_id,
        "corpusid:": entry.corpus_id,
    }
    return [f"{kind}{name}" for kind, name in given.items() if name]


def are_of_one_entry(names: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two sets of names are of one entry.

    Ids decide where both have some, so that two editions of one title stay two; else the title.
    """
    here, there = set(names), set(others)
    ids, other_ids = _ids(here), _ids(there)
    return bool(ids & other_ids if ids and other_ids else here & there)


def _ids(names: set[str]) -> set[str]:
    return {each for each in names if not each.startswith("title:")}
