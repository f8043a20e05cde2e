"""Venues that OpenAlex knows by name only: which strings name one, and of what category it is."""

from __future__ import annotations

import re

from citeloom.graph.normalise_title import normalise

LONGEST = 300  # characters; what is longer is a citation or a text
LONG_TITLE = 4  # words of a title that a venue does not have by chance
ADDRESS = re.compile(
    r"://|^www\.|^\S+\.(?:pdf|html?|php|aspx?)$|^\S+@\S+$|^(?:doi)?[:\s]*10\.\d{4,}/|^is[bs]n\b",
    re.IGNORECASE,
)
NOTHING = frozenset({
    "n a", "na", "nan", "nil", "no venue", "none", "not applicable", "not available",
    "not specified", "null", "undefined", "unknown", "unpublished", "untitled",
})  # fmt: skip
# An arXiv id is no venue of its own; the name is OpenAlex's.
ARXIV = re.compile(
    r"arxiv(?: (?:org|e prints?|eprints?|preprints?|arxiv|corr|[a-z]+ \d{7}|[\d.]+))*"
)
ARXIV_NAME = "arXiv (Cornell University)"
PAGES = re.compile(r"\bpp?\.\s*e?\d|\d\s*[-\u2013]\s*\d+\s*[.,;)]|:\s*\d+\s*[-\u2013]\s*\d+")
# A volume with a number or a year in brackets, and what follows is a page: 15 (2014) 1929.
PLACE = re.compile(r"\d\s*\(\d{1,4}\)\s*[:,]?\s*e?\d", re.IGNORECASE)
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
    name = re.sub(r"^in:\s+", "", text or "", flags=re.IGNORECASE).strip(" .,;:")
    words = normalise(name)
    if not words or words in NOTHING or words.isdecimal():
        return None
    if len(name) > LONGEST or ADDRESS.search(name):
        return None
    if ARXIV.fullmatch(words):
        return ARXIV_NAME
    return None if _is_citation(name, words, normalise(title or "")) else name


def _is_citation(name: str, words: str, title: str) -> bool:
    is_dated, has_volume = YEAR.search(name), VOLUME.search(name)
    if PLACE.search(name) or (PAGES.search(name) and (is_dated or has_volume)):
        return True
    # Proceedings have volumes and years in their names: "…, Volume 1 (Long Papers)".
    if has_volume and is_dated and "," in name and not PROCEEDINGS.search(name):
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
