"""CSL-JSON 1.0.2, for Zotero, pandoc and citeproc."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citeloom.graph.person_names import Name, parse_name
from citeloom.graph.plain_text import clean
from citeloom.queries.exports.citation_keys import citation_keys
from citeloom.queries.exports.publication import (
    address,
    arxiv_label,
    first_and_last_page,
    form,
    published_doi,
    safe_address,
    server,
    venue,
    when,
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
SERIES = frozenset({"chapter", "book"})


def write(references: Sequence[Reference]) -> str:
    """Return the references as a CSL-JSON array.

    What CSL has no variable for is in `custom`: the OpenAlex id, the reason, and that the list of
    authors was cut, because CSL cannot say "and others".
    """
    keys = citation_keys(references)
    items = [_item(reference, key) for reference, key in zip(references, keys, strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference, key: str) -> dict[str, Any]:
    kind = form(reference)
    place, label = venue(reference), arxiv_label(reference)
    preprint = kind == "preprint"
    names = [name for name in map(parse_name, reference.authors) if name is not None]
    item = {
        "id": key,
        "type": TYPES.get(kind, "document"),
        "title": clean(reference.title),
        "author": [_author(name) for name in names],
        "issued": _issued(when(reference)),
        "container-title": "" if kind in SERIES else place,
        "collection-title": place if kind in SERIES else "",
        "publisher": server(reference),
        "number": label if preprint else "",
        "volume": clean(reference.volume),
        "issue": clean(reference.issue),
        "page": "-".join(part for part in first_and_last_page(reference) if part),
        "DOI": published_doi(reference),
        "URL": safe_address(address(reference)),
        "abstract": clean(reference.abstract),
        "language": clean(reference.language),
        "note": "\n".join(part for part in ("" if preprint else label, _note(reference)) if part),
        "keyword": ", ".join(clean(word.replace(",", " ")) for word in reference.keywords),
        "status": "retracted" if reference.is_retracted else "",
        "custom": _custom(reference),
    }
    return {name: value for name, value in item.items() if value}


def _author(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _issued(date: When) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"date-parts": [parts]} if parts else {}


def _note(reference: Reference) -> str:
    return "\n".join(filter(None, map(clean, (reference.note or "").split("\n"))))


def _custom(reference: Reference) -> dict[str, Any]:
    custom = {
        "openalex": clean(reference.openalex_id),
        "reason": clean(reference.reason),
        "authors-truncated": reference.authors_truncated,
    }
    return {name: value for name, value in custom.items() if value}
