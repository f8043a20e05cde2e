"""Differences that make two near titles name two papers, whatever else agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Words = tuple[str, ...]

NUMBER = re.compile(r"\d+(?:\.\d+)*")
SIGN = re.compile(r"[+#*]")
NUMERALS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip
# Words that make another paper of a title, wherever they stand: sequels, reviews, replies.
SEQUELS = read_words(
    """
    revisited revisiting revisit rethinking reconsidered reconsidering reexamined reassessing redux
    continued sequel followup again
    survey surveys review reviews overview tutorial primer perspective roadmap
    extended extension supplement supplementary appendix abridged part volume chapter
    erratum corrigendum correction corrections addendum retraction retracted withdrawn
    reply response comment comments commentary rebuttal discussion workshop thesis dissertation
    """
)
# Words that turn a near title round or move it: negation, question, degree, version.
TWISTS = read_words(
    """
    not no non never without un anti against cannot beyond towards toward
    is are does do can should will why when how really still actually
    new improved improving better faster stronger deeper larger more less simplified
    pro plus max mini nano tiny small large base lite light xl xxl ultra turbo next zero v x i
    challenge dataset benchmark
    """
)


@dataclass(frozen=True, slots=True)
class Veto:
    """A difference that makes two near titles name two papers, whatever else agrees.

    Attributes:
        when: The difference, in words.
        because: Why it is one.
        find: Say what differs in two titles' words, or return an empty string.
    """

    when: str
    because: str
    find: Callable[[Words, Words], str]


def find_veto(left: Words, right: Words) -> str:
    """Say why two near titles name different papers, or return an empty string."""
    return next(filter(None, (veto.find(left, right) for veto in VETOES)), "")


def _find_other_numbers(left: Words, right: Words) -> str:
    here, there = find_numbers(left), find_numbers(right)
    if here == there:
        return ""
    return f"the numbers differ ({' '.join(here) or 'none'}, {' '.join(there) or 'none'})"


def _find_telling_word(left: Words, right: Words) -> str:
    telling = sorted((set(left) ^ set(right)) & (SEQUELS | TWISTS))
    return f"only one of them says {' '.join(telling)}" if telling else ""


def _find_other_order(left: Words, right: Words) -> str:
    return "the words stand in another order" if sorted(left) == sorted(right) else ""


def _find_other_signs(left: Words, right: Words) -> str:
    here, there = (sorted(SIGN.findall("".join(words))) for words in (left, right))
    return "only one of them has a +, # or *" if here != there else ""


VETOES = (
    Veto(
        "other digits, decimals, Roman or written numerals",
        "parts and versions differ in nothing else",
        _find_other_numbers,
    ),
    Veto(
        "a word that makes a sequel or a reply (*revisited*, *survey*, *part*, *extended*, "
        "*erratum*, …), turns the sense round (*not*, *without*, *is …?*) or names a version "
        "(*large*, *pro*, *v*)",
        "papers are named after the paper that they answer, extend or shrink",
        _find_telling_word,
    ),
    Veto(
        "the same words in another order",
        "*Is Attention All You Need?* and *Attention Is All You Need*",
        _find_other_order,
    ),
    Veto(
        "a `+`, `#` or `*`",
        "*C* and *C++*, *A search* and *A\\* search*",
        _find_other_signs,
    ),
)


def find_numbers(words: Iterable[str]) -> Words:
    """Return the numbers in a title in order: digits, and Roman or written numerals."""
    found: list[str] = []
    for word in words:
        if word in NUMERALS:
            found.append(NUMERALS[word])
        else:
            found += NUMBER.findall(word)
    return tuple(found)
