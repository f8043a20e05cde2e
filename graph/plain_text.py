"""Text as it is printed: one line, without characters that nobody sees."""

from __future__ import annotations

import unicodedata

# What turns the direction of writing.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Soft hyphen, blank of no width, byte order mark, and what turns the direction of writing.
INVISIBLE = frozenset("\u00ad\u200b\ufeff") | TURNING
# All control characters but line breaks and tabs: C0, DEL, and C1, which begins sequences too.
CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) - {"\n", "\t"}
ACTIVE = str.maketrans(dict.fromkeys(TURNING | CONTROLS))
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


def make_inert(text: str) -> str:
    """Return text without what a terminal obeys: control characters, and turns of direction.

    Without its first character an escape sequence is text like any other.
    """
    return text.translate(ACTIVE)


def _is_refused(character: str) -> bool:
    if unicodedata.category(character) in {"Cc", "Cs"} or character in INVISIBLE:
        return True
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 - noncharacters
