"""How two titles relate, looking at nothing but the titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from citeloom.graph.normalise_title import MAX_CHARACTERS, compact, normalise

NEAR = 0.90  # below this, two titles that are neither equal nor a beginning are strangers
TYPO_LENGTH = 5  # shorter words are too easily another word
SUBTITLE_WORDS = 2
SEPARATORS = 20  # of a title; a subtitle begins at one of the first
BEGINNING_WORDS = 4  # a title must have so many words to be known by its beginning

NUMBER = re.compile(r"\d+(?:\.\d+)*")
ELLIPSIS = re.compile(r"(?:\.\.\.|…)\s*$")
SEPARATOR = re.compile(r":|[?!.;(]|--|[\u2012-\u2015]|\s-\s")

ARTICLES = frozenset({"a", "an", "the"})
NUMERALS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip
# Words that make another paper of a title, wherever they stand: sequels, reviews, replies.
SEQUELS = frozenset(
    """
    revisited revisiting revisit rethinking reconsidered reconsidering reexamined reassessing redux
    continued sequel followup again
    survey surveys review reviews overview tutorial primer perspective roadmap
    extended extension supplement supplementary appendix abridged part volume chapter
    erratum corrigendum correction corrections addendum retraction retracted withdrawn
    reply response comment comments commentary rebuttal discussion workshop thesis dissertation
    """.split()  # noqa: SIM905 - a block of words is easier to read and to extend
)
# Words that turn a near title round or move it: negation, question, degree, version.
TWISTS = frozenset(
    """
    not no non never without un anti against cannot beyond towards toward
    is are does do can should will why when how really still actually
    new improved improving better faster stronger deeper larger more less simplified
    pro plus max mini nano tiny small large base lite light xl xxl ultra turbo next zero v x i
    challenge dataset benchmark
    """.split()  # noqa: SIM905 - a block of words is easier to read and to extend
)


class Relation(IntEnum):
    """How two titles relate, from strangers to equal."""

    FAR = 0
    OTHER = 1  # near, and yet certainly another paper
    NEAR = 2  # a word differs
    SUBTITLE = 3  # one is the beginning of the other
    SPELLING = 4  # misspelt, or an article more or less
    EQUAL = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two titles relate, their likeness from 0 to 1, and what differs, in words."""

    relation: Relation
    score: float
    difference: str = ""


def compare_titles(first: str, second: str) -> Likeness:
    """Compare two titles as printed.

    The likeness is rapidfuzz's `ratio` (normalised Indel similarity) of the normalised titles. Its
    `token_set_ratio` and `WRatio` are of no use here: they give 1.0 when one title's words are a
    part of the other's.
    """
    return _compared(first[:MAX_CHARACTERS], second[:MAX_CHARACTERS])


@lru_cache(maxsize=8_192)
def _compared(first: str, second: str) -> Likeness:  # noqa: PLR0911 - one per relation
    left, right = normalise(first), normalise(second)
    if not left or not right:
        return Likeness(Relation.FAR, 0.0, "a title has no letters")
    score = fuzz.ratio(left, right) / 100
    left_words, right_words = tuple(left.split()), tuple(right.split())
    if compact(left) == compact(right):
        if numbers(left_words) != numbers(right_words):
            return Likeness(Relation.OTHER, score, "the numbers differ")
        asks = first.rstrip().endswith("?") != second.rstrip().endswith("?")
        return Likeness(Relation.EQUAL, 1.0, "only one of them asks" if asks else "")
    beginning = begins_with(first, second) or begins_with(second, first)
    if score < NEAR and not beginning:
        return Likeness(Relation.FAR, score, "the titles differ")
    if beginning:
        return judge_subtitle(left_words, right_words, score)
    if reason := veto(left_words, right_words):
        return Likeness(Relation.OTHER, score, reason)
    return judge_words(left_words, right_words, score)


def veto(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Say why two near titles name different papers, or return an empty string."""
    here, there = numbers(left), numbers(right)
    if here != there:
        return f"the numbers differ ({' '.join(here) or 'none'}, {' '.join(there) or 'none'})"
    telling = sorted((set(left) ^ set(right)) & (SEQUELS | TWISTS))
    if telling:
        return f"only one of them says {' '.join(telling)}"
    if sorted(left) == sorted(right):
        return "the words stand in another order"
    if sorted(re.findall(r"[+#*]", "".join(left))) != sorted(re.findall(r"[+#*]", "".join(right))):
        return "only one of them has a +, # or *"
    return ""


def numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the numbers in a title in order: digits, and Roman or written numerals."""
    found: list[str] = []
    for word in words:
        if word in NUMERALS:
            found.append(NUMERALS[word])
        else:
            found += NUMBER.findall(word)
    return tuple(found)


def begins_with(longer: str, shorter: str) -> bool:
    """Tell whether `shorter` is `longer` without its subtitle, or cut off with an ellipsis."""
    cut = ELLIPSIS.sub("", shorter)
    start, whole = normalise(cut), normalise(longer)
    if not start or not whole.startswith(start) or whole == start:
        return False
    if cut != shorter:
        return len(start.split()) >= BEGINNING_WORDS
    ends = islice(SEPARATOR.finditer(longer), SEPARATORS)
    return any(normalise(longer[: found.start()]) == start for found in ends)


def judge_subtitle(left: tuple[str, ...], right: tuple[str, ...], score: float) -> Likeness:
    """Weigh what the longer of two titles says after the end of the shorter."""
    shorter, longer = sorted((left, right), key=len)
    rest = longer[len(shorter) :]
    telling = sorted(set(rest) & SEQUELS)
    if telling:
        return Likeness(Relation.OTHER, score, f"only one of them says {' '.join(telling)}")
    if not numbers(rest) and len(rest) >= SUBTITLE_WORDS:
        return Likeness(Relation.SUBTITLE, score, "one title is the beginning of the other")
    if numbers(rest) and len(rest) < BEGINNING_WORDS:  # part numbers and versions are short
        return Likeness(Relation.OTHER, score, f"only one of them says {' '.join(rest)}")
    return Likeness(Relation.NEAR, score, f"only one of them says {' '.join(rest)}")


def judge_words(left: tuple[str, ...], right: tuple[str, ...], score: float) -> Likeness:
    """Weigh the words by which two near titles differ; the largest difference decides."""
    relation, differences = Relation.SPELLING, []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        here, there = left[i:j], right[k:m]
        if tag == "equal" or set(here + there) <= ARTICLES or "".join(here) == "".join(there):
            continue
        differences.append(f"{' '.join(here) or 'nothing'} for {' '.join(there) or 'nothing'}")
        if len(here) != len(there) or not all(map(misspelt, here, there)):
            relation = Relation.NEAR
    return Likeness(relation, score, ", ".join(differences))


def misspelt(first: str, second: str) -> bool:
    """Tell whether two words are one word, one of them misspelt by one letter.

    Beginnings and ends change meaning (symmetric, asymmetric; network, networks; fast, faster):
    only one letter within a long word may be wrong, missing, too many, or swapped with the next.
    """
    return (
        min(len(first), len(second)) >= TYPO_LENGTH
        and first.isalpha()
        and second.isalpha()
        and first[:2] == second[:2]
        and first[-1] == second[-1]
        and OSA.distance(first, second, score_cutoff=1) <= 1
    )
