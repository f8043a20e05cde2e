"""Titles that do not name one paper by themselves: generic ones, and short ones."""

from __future__ import annotations

from citeloom.graph.normalise_title import compact, normalise

SHORT_WORDS = 3
SHORT_CHARACTERS = 12
SHORT_CHARACTERS_CJK = 5  # a character there is about a word
DISTINCTIVE_WORDS = 8  # so long a title is hardly given twice in one year
# Titles that are given again and again.
GENERIC = frozenset({
    "introduction", "preface", "foreword", "editorial", "guest editorial", "keynote", "letter",
    "abstract", "summary", "conclusion", "conclusions", "conclusion and future work", "background",
    "related work", "appendix", "index", "contents", "table of contents", "author index",
    "front matter", "back matter", "title page", "letter to the editor", "book review",
    "call for papers", "list of reviewers", "in memoriam", "erratum", "errata", "corrigendum",
    "correction", "addendum", "comment", "reply", "response", "discussion", "acknowledgements",
    "introduction to the special issue", "a survey", "a review", "an overview",
})  # fmt: skip


def is_generic(title: str) -> bool:
    """Tell whether a title is given to countless papers."""
    return normalise(title) in GENERIC


def is_short(title: str) -> bool:
    """Tell whether a title is too short to name one paper by itself."""
    normalised = normalise(title)
    letters = compact(normalised)
    if any("\u2e80" <= c <= "\ud7ff" or c >= "\U00020000" for c in letters):
        return len(letters) < SHORT_CHARACTERS_CJK
    return len(normalised.split()) <= SHORT_WORDS or len(letters) < SHORT_CHARACTERS


def is_distinctive(title: str) -> bool:
    """Tell whether a title is so long that hardly two papers of a year have it."""
    return len(normalise(title).split()) >= DISTINCTIVE_WORDS
