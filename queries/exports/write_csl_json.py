"""CSL-JSON 1.0.2, for Zotero, pandoc and citeproc."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citeloom.graph.person_names import PersonName, parse_name
from citeloom.graph.plain_text import clean
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.publication import (
    choose_address,
    choose_kind,
    choose_published_doi,
    choose_server,
    choose_venue,
    choose_venue_role,
    read_date,
    split_pages,
    write_arxiv_label,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.exports.publication import When
    from citeloom.queries.exports.reference import Reference

TYPES = {
    "article": "article-journal",
    "conference": "paper-conference",
    "chapter": "chapter",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
    "preprint": "article",
}


def write(references: Sequence[Reference]) -> str:
    """Return the references as a CSL-JSON array.

    What CSL has no variable for is in `custom`: the OpenAlex id, the reason, and that the list of
    authors was cut, because CSL cannot say "and others".
    """
    keys = make_citation_keys(references)
    items = [_make_item(reference, key) for reference, key in zip(references, keys, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _make_item(reference: Reference, key: str) -> dict[str, Any]:
    kind = choose_kind(reference)
    place, label = choose_venue(reference), write_arxiv_label(reference)
    preprint = kind == "preprint"
    is_series = kind in {"chapter", "book"} and choose_venue_role(reference) == "series"
    names = [name for name in map(parse_name, reference.authors) if name is not None]
    item = {
        "id": key,
        "type": TYPES.get(kind, "document"),
        "title": clean(reference.title),
        "author": [_make_author(name) for name in names],
        "issued": _make_issued(read_date(reference)),
        "container-title": "" if is_series else place,
        "collection-title": place if is_series else "",
        "publisher": choose_server(reference),
        "number": label if preprint else "",
        "volume": clean(reference.volume),
        "issue": clean(reference.issue),
        "page": "-".join(part for part in split_pages(reference) if part),
        "DOI": choose_published_doi(reference),
        "URL": choose_address(reference),
        "abstract": clean(reference.abstract),
        "language": clean(reference.language),
        "note": _make_note("" if preprint else label, reference.note),
        "keyword": ", ".join(clean(word.replace(",", " ")) for word in reference.keywords),
        "status": "retracted" if reference.is_retracted else "",
        "custom": _make_custom(reference),
    }
    return {name: value for name, value in item.items() if value}


def _make_author(name: PersonName) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _make_issued(date: When) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"date-parts": [parts]} if parts else {}


def _make_note(label: str, note: str | None) -> str:
    """Put what the venue calls the paper above the lines that the user's listing notes."""
    return "\n".join(filter(None, map(clean, [label, *(note or "").split("\n")])))


def _make_custom(reference: Reference) -> dict[str, Any]:
    custom = {
        "openalex": clean(reference.openalex_id),
        "reason": clean(reference.reason),
        "authors-truncated": reference.authors_truncated,
    }
    return {name: value for name, value in custom.items() if value}
