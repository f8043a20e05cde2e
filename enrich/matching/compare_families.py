"""Which authors two lists share, told by their family names as different sources spell them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citeloom.graph.name_words import is_family_first, is_organisation
from citeloom.graph.normalise_title import compact, normalise
from citeloom.graph.person_names import (
    PersonName,
    parse_name,
    split_family_words,
    split_plain_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PART_CHARACTERS = 4  # each half of a double name; shorter ones are particles, or Ou-Yang
EXPANDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Family:
    """A family name in the forms in which sources print it.

    Two families agree when they share a form that is exact for at least one of them: so Müller is
    Mueller and García Márquez is García, but García Márquez is not García Lorca.

    Attributes:
        exact: The name, without particle, accents and blanks; in its own script.
        loose: With its particle, with ä as ae, in Latin letters, or one half of a double name.
        latin: Whether it is printed in Latin letters.
    """

    exact: str
    loose: frozenset[str]
    latin: bool


class Shared(NamedTuple):
    """How many families two lists share, and how many each has."""

    both: int
    first: int
    second: int


def count_shared(first: Iterable[str | PersonName], second: Iterable[str | PersonName]) -> Shared:
    """Count the families that are in both lists, each once.

    A name in another script than the whole other list, of which nothing there is a
    transliteration, is not counted: how it would be spelled there is not known.
    """
    here, there = read_families(first), read_families(second)
    shared_here, shared_there = find_shared(here, there), find_shared(there, here)
    if all(family.latin for family in there):
        here = {family for family in here if family.latin} | shared_here
    elif all(family.latin for family in here):
        there = {family for family in there if family.latin} | shared_there
    return Shared(min(len(shared_here), len(shared_there)), len(here), len(there))


def find_shared(some: set[Family], others: set[Family]) -> set[Family]:
    """Return the families of a list that agree with one of the other list."""
    exact = {family.exact for family in others}
    loose = frozenset().union(*(family.loose for family in others))
    return {
        family
        for family in some
        if family.exact in exact or family.exact in loose or not exact.isdisjoint(family.loose)
    }


def read_families(names: Iterable[str | PersonName]) -> set[Family]:
    """Return the families of authors; names without letters are left out."""
    return {family for family in map(read_family, names) if family}


@lru_cache(maxsize=16_384)
def read_family(name: str | PersonName) -> Family | None:
    """Return the family name of an author, given as printed or in parts."""
    parsed = parse_name(name) if isinstance(name, str) else name
    words = split_family_words(parsed) if parsed else ()
    if not parsed or not words:
        return None
    printed, key = parsed.literal or parsed.family, "".join(words)
    loose = {
        key,
        "".join(split_plain_words(parsed.short)),
        "".join(split_plain_words(parsed.short.lower().translate(EXPANDED))),
        "".join(split_plain_words(printed.lower().translate(EXPANDED))),
    }
    is_double = len(words) > 1 and all(len(word) >= PART_CHARACTERS for word in words)
    if is_double and not is_organisation(printed):
        loose |= {words[0], words[-1]}
    if is_latin(printed):
        return Family(key, frozenset(loose), latin=True)
    native = compact(normalise(printed))
    if parsed.literal and is_family_first(native):  # "王小明" is "王 小明"
        loose |= {native[:1], native[:2]}
    return Family(native, frozenset(loose), latin=False)


def is_latin(text: str) -> bool:
    """Tell whether all letters of a text are Latin ones."""
    return all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha()
    )
