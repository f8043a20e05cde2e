"""Venues that OpenAlex knows by name only: which strings name one, and of what category it is."""

from __future__ import annotations

import re

from citeloom.graph.normalise_title import normalise

LONGEST = 300  # characters; what is longer is a citation or a text
LONG_TITLE = 4  # words of a title that a venue does not have by chance
ADDRESS = re.compile(
    r"://|^www\.|^\S+\.(?:pdf|html?|php|aspx?)$|^\S+@\S+$|^10\.\d{4,}/", re.IGNORECASE
)
PAGES = re.compile(r"\bpp?\.\s*\d|\d\s*[-\u2013]\s*\d+\s*[.,;)]|:\s*\d+\s*[-\u2013]\s*\d+")
VOLUME = re.compile(
    r"\b(?:vol(?:ume)?|no|iss(?:ue)?|nr|bd)\b\.?\s*\d|\b\d+\s?\(\d+\)", re.IGNORECASE
)
PARTS = frozenset({"book-chapter", "book-section", "book-part", "reference-entry"})
NO_VENUE = frozenset({"dataset", "dissertation", "grant", "report", "software", "standard"})
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
PROCEEDINGS = re.compile(
    r"proceeding|proc\.|conference|\bconf\b|workshop|symposi|congress|colloqui|\bmeeting\b|"
    r"\bsummit\b|tagung|actes d|advances in neural information processing", re.IGNORECASE
)  # fmt: skip
SERVERS = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|techrxiv|ssrn|zenodo|figshare|citeseerx?|"
    r"research ?square|preprints?(?:\.org)?|e-?prints?|repositor(?:y|ies))\b", re.IGNORECASE
)  # fmt: skip


def read_venue_name(text: str | None, title: str | None = None) -> str | None:
    """Return the name of a venue, or None where a string is no name of one.

    Copies carry in its place addresses of files, whole citations, and nothing.

    Args:
        text: The string, without markup.
        title: Title of the work; a string that holds it is a citation.
    """
    name = (text or "").strip(" .,;:")
    words = normalise(name)
    if not words or len(name) > LONGEST or ADDRESS.search(name) or words.isdecimal():
        return None
    return None if _is_citation(name, words, normalise(title or "")) else name


def _is_citation(name: str, words: str, title: str) -> bool:
    is_dated, has_volume = YEAR.search(name), VOLUME.search(name)
    if PAGES.search(name) and (is_dated or has_volume):
        return True
    if has_volume and is_dated and "," in name:
        return True
    return words == title or (len(title.split()) >= LONG_TITLE and title in words)


def guess_category(name: str | None, raw_type: str | None, work_type: str | None) -> str:
    """Return the category of a venue of which no source tells it, in OpenAlex's words."""
    raw, work, shown = (raw_type or "").lower(), work_type or "", name or ""
    rules = (
        ("repository", SERVERS.search(shown)),
        ("conference", "proceedings" in raw or "conference" in raw or "conference" in work),
        ("book", work in PARTS),
        ("book series", work == "book"),
        ("conference", PROCEEDINGS.search(shown)),
        ("book", "book" in raw or "chapter" in raw),
        ("other", work in NO_VENUE),
    )
    return next((category for category, holds in rules if holds), "journal")
