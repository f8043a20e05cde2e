"""One form for all the ways in which a title is printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from citeloom.graph.latex_text import read_latex
from citeloom.graph.markup import strip_lines

# Titles and names beyond this are not titles; what follows adds nothing to a comparison.
MAX_CHARACTERS = 1_000

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ue000\ue001™®©℠]")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
# A star belongs to a name of one letter (A*, C*-algebra); elsewhere it marks a footnote.
STARRED = re.compile(r"(?<!\w)([^\W_])\*")
STAR, POINT = "\ue000", "\ue001"  # private characters, taken out of the title before


def normalise(title: str) -> str:
    r"""Reduce a title to words of letters, digits, `+` and `#`, with single blanks between them.

    LaTeX and HTML are resolved, letters are casefolded (NFKC), Latin and Greek lose their accents
    (marks of other scripts distinguish letters and stay), a single Greek letter becomes its name,
    decimal points stay, dashes and other punctuation become blanks.

    >>> normalise(r"$\\beta$-VAE: Learning&nbsp;basic <i>Visual</i> Concepts")
    'beta vae learning basic visual concepts'
    """
    return _normalise(title[:MAX_CHARACTERS])


@lru_cache(maxsize=8_192)
def _normalise(title: str) -> str:
    text = strip_lines(title)
    if "\\" in text:
        text = read_latex(text, formulas="text")
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold()
    text = unicodedata.normalize("NFKC", re.sub(r"[{}^$]", "", text))
    text = THOUSANDS.sub("", drop_accents(text).replace("&", " and "))
    text = DECIMAL.sub(POINT, STARRED.sub(rf"\1{STAR}", text))
    text = "".join(c if is_kept(c) else " " for c in text)
    words = (spell_greek_letter(word) for word in text.split())
    return " ".join(words).replace(STAR, "*").replace(POINT, ".")


def compact(normalised: str) -> str:
    """Drop the blanks, so that pre-training, pre training and pretraining are one."""
    return normalised.replace(" ", "")


def drop_accents(text: str) -> str:
    """Drop the accents of Latin and Greek letters, and no others."""
    if text.isascii():
        return text
    kept: list[str] = []
    base_takes_accents = False
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if base_takes_accents:
                continue
        else:
            name = unicodedata.name(character, "")
            base_takes_accents = name.startswith(("LATIN", "GREEK"))
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def is_kept(character: str) -> bool:
    """Tell whether a character carries meaning in a title: letter, mark, digit, `+`, `#`."""
    return (
        character.isalnum()
        or character in "+#"
        or character in (STAR, POINT)
        or unicodedata.category(character).startswith("M")
    )


def spell_greek_letter(word: str) -> str:
    """Spell a single Greek letter, as many sources do."""
    if len(word) == 1 and not word.isascii():
        name = unicodedata.name(word, "")
        if name.startswith("GREEK SMALL LETTER "):
            return name.removeprefix("GREEK SMALL LETTER ").removeprefix("FINAL ").lower()
    return word
