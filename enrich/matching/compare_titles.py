"""How two titles relate, looking at nothing but the titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from citeloom.enrich.matching.title_vetoes import SEQUELS, find_numbers, find_veto
from citeloom.graph.normalise_title import MAX_CHARACTERS, compact, normalise

if TYPE_CHECKING:
    from citeloom.enrich.matching.title_vetoes import Words

NEAR = 0.90  # below this, two titles that are neither equal nor a beginning are strangers
TYPO_LENGTH = 5  # shorter words are too easily another word
SUBTITLE_WORDS = 2
SEPARATORS = 20  # of a title; a subtitle begins at one of the first
BEGINNING_WORDS = 4  # a title must have so many words to be known by its beginning

ELLIPSIS = re.compile(r"(?:\.\.\.|…)\s*$")
SEPARATOR = re.compile(r":|[?!.;(]|--|[\u2012-\u2015]|\s-\s")

ARTICLES = frozenset({"a", "an", "the"})


class Relation(IntEnum):
    """How two titles relate, from strangers to equal."""

    FAR = 0
    OTHER = 1  # near, and yet certainly another paper
    NEAR = 2  # a word differs
    SUBTITLE = 3  # one is the beginning of the other
    SPELLING = 4  # misspelt, or an article more or less
    EQUAL = 5


@dataclass(frozen=True, slots=True)
class Similarity:
    """How two titles relate, their similarity from 0 to 1, and what differs, in words."""

    relation: Relation
    score: float
    difference: str = ""


def compare_titles(first: str, second: str) -> Similarity:
    """Compare two titles as printed.

    The similarity is rapidfuzz's `ratio` (normalised Indel similarity) of the normalised titles.
    Its `token_set_ratio` and `WRatio` are of no use here: they give 1.0 when one title's words are
    a part of the other's.
    """
    return _compare(first[:MAX_CHARACTERS], second[:MAX_CHARACTERS])


@lru_cache(maxsize=8_192)
def _compare(first: str, second: str) -> Similarity:
    left, right = normalise(first), normalise(second)
    if not left or not right:
        return Similarity(Relation.FAR, 0.0, "a title has no letters")
    score = fuzz.ratio(left, right) / 100
    left_words, right_words = tuple(left.split()), tuple(right.split())
    if compact(left) == compact(right):
        return judge_equal(first, second, score)
    if is_beginning(first, second) or is_beginning(second, first):
        return judge_subtitle(left_words, right_words, score)
    if score < NEAR:
        return Similarity(Relation.FAR, score, "the titles differ")
    if reason := find_veto(left_words, right_words):
        return Similarity(Relation.OTHER, score, reason)
    return judge_words(left_words, right_words, score)


def judge_equal(first: str, second: str, score: float) -> Similarity:
    """Look at what normalising takes out of two titles: blanks between numbers, question marks."""
    if find_numbers(normalise(first).split()) != find_numbers(normalise(second).split()):
        return Similarity(Relation.OTHER, score, "the numbers differ")
    asks = first.rstrip().endswith("?") != second.rstrip().endswith("?")
    return Similarity(Relation.EQUAL, 1.0, "only one of them asks" if asks else "")


def is_beginning(longer: str, shorter: str) -> bool:
    """Tell whether `shorter` is `longer` without its subtitle, or cut off with an ellipsis."""
    cut = ELLIPSIS.sub("", shorter)
    start, whole = normalise(cut), normalise(longer)
    if not start or not whole.startswith(start) or whole == start:
        return False
    if cut != shorter:
        return len(start.split()) >= BEGINNING_WORDS
    ends = islice(SEPARATOR.finditer(longer), SEPARATORS)
    return any(normalise(longer[: found.start()]) == start for found in ends)


def judge_subtitle(left: Words, right: Words, score: float) -> Similarity:
    """Weigh what the longer of two titles says after the end of the shorter."""
    shorter, longer = sorted((left, right), key=len)
    rest = longer[len(shorter) :]
    telling = sorted(set(rest) & SEQUELS)
    if telling:
        return Similarity(Relation.OTHER, score, f"only one of them says {' '.join(telling)}")
    if not find_numbers(rest) and len(rest) >= SUBTITLE_WORDS:
        return Similarity(Relation.SUBTITLE, score, "one title is the beginning of the other")
    if find_numbers(rest) and len(rest) < BEGINNING_WORDS:  # part numbers and versions are short
        return Similarity(Relation.OTHER, score, f"only one of them says {' '.join(rest)}")
    return Similarity(Relation.NEAR, score, f"only one of them says {' '.join(rest)}")


def judge_words(left: Words, right: Words, score: float) -> Similarity:
    """Weigh the words by which two near titles differ; the largest difference decides."""
    relation, differences = Relation.SPELLING, []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        here, there = left[i:j], right[k:m]
        if tag == "equal" or set(here + there) <= ARTICLES or "".join(here) == "".join(there):
            continue
        differences.append(f"{' '.join(here) or 'nothing'} for {' '.join(there) or 'nothing'}")
        if len(here) != len(there) or not all(map(is_misspelling, here, there)):
            relation = Relation.NEAR
    return Similarity(relation, score, ", ".join(differences))


def is_misspelling(first: str, second: str) -> bool:
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
