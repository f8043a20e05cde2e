"""What texts and numbers from outside may be, so that every store and file can hold them."""

from __future__ import annotations

import re

LARGEST = 10**15  # of a number: exact in every store and in a browser, and nothing counts so far
LONGEST = 100_000  # characters of a text; the longest abstracts have a tenth of that
# What no text may hold, and no file and no service takes: half of a pair, and control characters.
_IMPOSSIBLE = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]"
)
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")


def clean_characters(text: str) -> str:
    """Replace what is no character, and drop blanks of no width."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _IMPOSSIBLE.sub(" ", text))
