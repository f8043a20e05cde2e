"""Text as it is printed: one line, without characters that nobody sees."""

from __future__ import annotations

import unicodedata

# Soft hyphen, blank of no width, byte order mark, and what turns the direction of writing.
INVISIBLE = frozenset("\u00ad\u200b\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TYPESET = str.maketrans("\u2010\u2011", "--")


def read_words(text: str) -> frozenset[str]:
    """Return the words of a text as a set: how this package writes down its lists."""
    return frozenset(text.split())


def fold_hyphens(text: str) -> str:
    """Write the hyphens of typesetting (U+2010, U+2011) as the one that people type.

    OpenAlex prints most of the hyphens in names and many in titles so; nobody who looks for
    "Ming-Wei" types them, and BibTeX takes what holds them for one word.
    """
    return text.translate(_TYPESET)


def clean(text: str | None) -> str:
    """Return text as one line in NFC: blanks collapsed, invisible characters removed.

    Every format goes through this, so that a title can neither end a line of RIS or a comment of
    LaTeX, nor carry a character that XML and TeX refuse, nor turn the direction of what follows.
    """
    if text and text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(c for c in fold_hyphens(text or "") if c.isspace() or not _is_refused(c))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _is_refused(character: str) -> bool:
    if unicodedata.category(character) in {"Cc", "Cs"} or character in INVISIBLE:
        return True
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 - noncharacters
