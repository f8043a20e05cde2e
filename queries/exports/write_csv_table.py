"""CSV: one line per paper, for a spreadsheet or pandas."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from citeloom.graph.plain_text import clean
from citeloom.graph.web_addresses import make_safe_address
from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.csv_lines import BETWEEN, defuse, open_csv_writer
from citeloom.queries.exports.publication import choose_address, read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.exports.reference import LinkKind, Reference

COLUMNS = (
    "key", "title", "authors", "authors_truncated", "year", "date", "venue", "volume", "issue",
    "pages", "doi", "arxiv_id", "arxiv_class", "openalex_id", "work_type", "retracted", "url",
    "code", "models", "datasets", "spaces", "group", "reason", "score", "chance", "evidence",
    "abstract", "paper_id",
)  # fmt: skip


def write(references: Sequence[Reference], *, raw: bool = False) -> str:
    """Return the references as CSV with a header.

    Lists are joined by "; ". A cell that a spreadsheet would run as a formula gets an apostrophe
    in front, unless `raw` asks for the plain values, for a program.
    """
    text = io.StringIO()
    table = open_csv_writer(text)
    table.writerow(COLUMNS)
    for reference, key in zip(references, make_citation_keys(references), strict=True):
        row = _make_row(reference, key)
        table.writerow([row[column] if raw else defuse(row[column]) for column in COLUMNS])
    return text.getvalue()


def _make_row(reference: Reference, key: str) -> dict[str, str]:
    def links(kind: LinkKind) -> str:
        of_kind = [link for link in reference.links if link.kind == kind]
        return BETWEEN.join(make_safe_address(link.url) or clean(link.name) for link in of_kind)

    year = read_date(reference).year
    return {
        "key": key,
        "title": clean(reference.title),
        "authors": BETWEEN.join(clean(author) for author in reference.authors),
        "authors_truncated": "true" if reference.authors_truncated else "",
        "year": "" if year is None else str(year),
        "date": clean(reference.date),
        "venue": clean(reference.venue),
        "volume": clean(reference.volume),
        "issue": clean(reference.issue),
        "pages": clean(reference.pages),
        "doi": clean(reference.doi),
        "arxiv_id": clean(reference.arxiv_id),
        "arxiv_class": clean(reference.arxiv_class),
        "openalex_id": clean(reference.openalex_id),
        "work_type": clean(reference.work_type),
        "retracted": "true" if reference.is_retracted else "",
        "url": choose_address(reference),
        "code": links("code"),
        "models": links("model"),
        "datasets": links("dataset"),
        "spaces": links("space"),
        "group": clean(reference.group),
        "reason": clean(reference.reason),
        "score": "" if reference.score is None else repr(reference.score),
        "chance": "" if reference.chance is None else repr(reference.chance),
        "evidence": BETWEEN.join(clean(evidence.text) for evidence in reference.evidence),
        "abstract": clean(reference.abstract),
        "paper_id": clean(reference.paper_id),
    }
