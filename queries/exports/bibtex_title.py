"""Titles as BibTeX wants them: capitals that a style must not lower stand in braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.graph.plain_text import clean
from citeloom.queries.exports.escape_latex import escape_part
from citeloom.queries.exports.latex_math import split_math

if TYPE_CHECKING:
    from collections.abc import Iterator

# Shorter words (and, with) are small in either manner.
SHORT = 3
PUNCTUATION = ".,:;!?()[]'\"`*&%#_~^<>|\\{}$@+=/-\u2013\u2014\u2018\u2019\u201c\u201d"


def escape_title(text: str | None) -> str:
    r"""Return a title as BibTeX wants it: escaped, capitals in braces, ``$mathematics$`` kept.

    Styles print titles in small letters. Braces keep a word that has a capital behind its first
    letter ({BERT}, {GPT-4}), a letter that stands alone, mathematics, and, in a title that is not
    written with capitals throughout, every capital. Marks around the word stay outside, because
    BibTeX looks for the colon behind which it keeps a capital.
    """
    words = [list(word) for word in _split_words(clean(text))]
    sentence = _is_sentence_case(["".join(piece for piece, _ in word) for word in words])
    printed = []
    begins = True
    for word in words:
        plain = "".join(piece for piece, _ in word)
        printed.append(_protect(word, capitals=sentence and not begins, first=begins))
        begins = plain.endswith((":", ".", "?", "!"))
    return " ".join(printed)


def _split_words(text: str) -> Iterator[list[tuple[str, bool]]]:
    """Yield the words of a text, each as pieces; a blank within mathematics does not part."""
    word: list[tuple[str, bool]] = []
    for piece, math in split_math(text):
        if math:
            word.append((piece, True))
            continue
        for number, part in enumerate(piece.split(" ")):
            if number and word:
                yield word
                word = []
            if part:
                word.append((part, False))
    if word:
        yield word


def _protect(word: list[tuple[str, bool]], *, capitals: bool, first: bool) -> str:
    before = after = ""
    (head, _), (tail, math_last) = word[0], word[-1]
    if not word[0][1]:
        kept = head.lstrip(PUNCTUATION)
        before, word = head[: len(head) - len(kept)], [(kept, False), *word[1:]]
    if not math_last:
        tail = word[-1][0]
        kept = tail.rstrip(PUNCTUATION)
        after, word = tail[len(kept) :], [*word[:-1], (kept, False)]
    latex = "".join(piece if math else escape_part(piece) for piece, math in word)
    plain = "".join(piece for piece, _ in word)
    risky = (
        any(math for _, math in word)
        or _has_capital_to_keep(plain, first=first)
        or (capitals and plain[:1].isupper())
    )
    if risky and latex:
        # BibTeX takes a brace with a backslash behind it for an accented letter and changes its
        # case: there a second pair is needed.
        latex = "{{" + latex + "}}" if latex.startswith("\\") else "{" + latex + "}"
    return escape_part(before) + latex + escape_part(after)


def _has_capital_to_keep(word: str, *, first: bool) -> bool:
    """Tell whether a word has a capital behind the first letter of a part, or stands alone.

    "Vision-Language" has none; "GPT-4", "3D", "X-ray" have one, and so has what an
    en dash joins, because that is names.
    """
    if "\N{EN DASH}" in word:
        return any(character.isupper() for character in word)
    for part in re.split(r"[-/]", word):
        letters = [character for character in part if character.isalnum()]
        if any(character.isupper() for character in letters[1:]):
            return True
        if len(letters) == 1 and letters[0].isupper() and not (first and word == "A"):
            return True
    return False


def _is_sentence_case(words: list[str]) -> bool:
    """Tell whether a title has capitals only where its language wants them."""
    telling = [
        word
        for word in words[1:]
        if len(word) > SHORT and word[0].isalpha() and not _has_capital_to_keep(word, first=False)
    ]
    small = sum(word[0].islower() for word in telling)
    return small * 2 > len(telling) or (small > 1 and small * 2 == len(telling))
