"""Whether a list of authors, as an entry prints it, is the list that a service gives.

Names are one name when their families agree as `enrich.matching` has it, when they are the same
words in another order, or when they share a word and the initial of another: sources put parts of
names in other places. A list that ends with "others" is compared as far as it goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from citeloom.enrich.bibliography_check.romanised_names import are_romanisations
from citeloom.enrich.matching.compare_families import find_shared, read_family
from citeloom.enrich.matching.match_evidence import ORGANISATION
from citeloom.graph.name_words import is_organisation
from citeloom.graph.person_names import PersonName, parse_name, split_plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    Spellings = tuple[str, ...]

LONG_WORD = 4  # letters; a shorter word is shared by accident
UNTOLD = 3  # names at most that are named in a sentence


@dataclass(frozen=True, slots=True)
class AuthorsCompared:
    """How two lists of authors relate: one list, two, or not known; and what differs, in words."""

    same: bool | None
    difference: str = ""


UNKNOWN = AuthorsCompared(None)
SAME = AuthorsCompared(True)  # noqa: FBT003 - the field's name says it


def compare_author_lists(
    printed: Sequence[PersonName],
    authors: Sequence[Spellings],
    *,
    is_whole: bool,
    has_all: bool,
) -> AuthorsCompared:
    """Compare the authors of an entry with those of a record.

    Args:
        printed: The entry's authors, in their order.
        authors: For each author of the record, in order, the spellings of the name.
        is_whole: Whether the entry names all authors.
        has_all: Whether the record does.
    """
    people = [name for name in printed if not _is_group(name)]
    if len(printed) != len(authors):
        authors = _drop_repeated(authors)
    known = [each for each in authors if not is_organisation(each[0])]
    if not people or not known:
        return UNKNOWN
    if len(people) < len(printed) or len(known) < len(authors):
        # A group signs beside its members, or in their place.
        here = [name for name in people if not any(is_same_name(name, each) for each in known)]
        return UNKNOWN if here else SAME
    together = min(len(people), len(known))
    aligned = [is_same_name(people[at], known[at]) for at in range(together)]
    if all(aligned) and not _is_swapped(people, known):
        return _compare_numbers(len(people), len(known), is_whole=is_whole, has_all=has_all)
    return _name_difference(people, known, is_whole=is_whole, has_all=has_all)


def _compare_numbers(here: int, there: int, *, is_whole: bool, has_all: bool) -> AuthorsCompared:
    if here < there and is_whole and there <= ORGANISATION:
        return AuthorsCompared(
            same=False, difference=f"the entry has {here} authors, the paper {there}"
        )
    if here > there and has_all:
        return AuthorsCompared(
            same=False, difference=f"the entry has {here} authors, the paper {there}"
        )
    return SAME


def _name_difference(
    people: Sequence[PersonName], known: Sequence[Spellings], *, is_whole: bool, has_all: bool
) -> AuthorsCompared:
    places = _find_places(people, known)
    strange = [name.short for name, place in zip(people, places, strict=True) if place is None]
    found = [place for place in places if place is not None]
    missing = [known[at][0] for at in range(len(known)) if at not in found]
    if strange and not has_all:
        return UNKNOWN
    if strange:
        told = f"{_join(strange)} {'is' if len(strange) == 1 else 'are'} not among its authors"
        return AuthorsCompared(same=False, difference=told)
    if found != sorted(found):
        return AuthorsCompared(same=False, difference="the authors stand in another order")
    if _is_swapped(people, known):
        return AuthorsCompared(same=False, difference="the authors stand in another order")
    if missing and is_whole and len(known) <= ORGANISATION:
        return AuthorsCompared(same=False, difference=f"the entry leaves out {_join(missing)}")
    return SAME


def _find_places(people: Sequence[PersonName], known: Sequence[Spellings]) -> list[int | None]:
    """Return where each name stands, each place once: first where the given names fit too."""
    places: list[int | None] = [None] * len(people)
    for must_fit in (True, False):
        for at, name in enumerate(people):
            if places[at] is None:
                places[at] = next(
                    (
                        place
                        for place, each in enumerate(known)
                        if place not in places
                        and is_same_name(name, each)
                        and not (must_fit and _is_given_alike(name, each) is False)
                    ),
                    None,
                )
    return places


def _is_swapped(people: Sequence[PersonName], known: Sequence[Spellings]) -> bool:
    """Tell whether two authors of one family stand in each other's place, by their given names."""
    wrong = [
        at
        for at in range(min(len(people), len(known)))
        if _is_given_alike(people[at], known[at]) is False
    ]
    return any(
        is_same_name(people[here], known[there])
        and is_same_name(people[there], known[here])
        and _is_given_alike(people[here], known[there])
        and _is_given_alike(people[there], known[here])
        for here in wrong
        for there in wrong
        if here < there
    )


def is_same_name(name: PersonName, spellings: Spellings) -> bool:
    """Tell whether a name may be one that a source spells in some ways."""
    return any(_is_one(name, other) for each in spellings if (other := parse_name(each)))


@lru_cache(maxsize=65_536)
def _is_one(first: PersonName, second: PersonName) -> bool:
    here, there = read_family(first), read_family(second)
    if here is None or there is None:
        return True  # of no letters that can be compared
    if here.latin != there.latin:
        return True  # how the one would be spelled in the letters of the other is not known
    if find_shared({here}, {there}) or find_shared({there}, {here}):
        return True
    if are_romanisations(here.exact, there.exact):
        return True
    left, right = _list_words(first), _list_words(second)
    if sorted(left) == sorted(right) or "".join(sorted(left)) == "".join(sorted(right)):
        return True
    shared = {word for word in set(left) & set(right) if len(word) >= LONG_WORD}
    rest = {word[0] for word in left if word not in shared}
    other = {word[0] for word in right if word not in shared}
    return bool(shared) and (bool(rest & other) or not rest or not other)


def _is_given_alike(name: PersonName, spellings: Spellings) -> bool | None:
    """Compare given names by their first initials; None where one of them has none."""
    here = split_plain_words(name.given)
    told = [
        words[0][0] == here[0][0]
        for each in spellings
        if here and (other := parse_name(each)) and (words := split_plain_words(other.given))
    ]
    return any(told) if told else None


def _list_words(name: PersonName) -> tuple[str, ...]:
    return split_plain_words(f"{name.given} {name.short}")


def _is_group(name: PersonName) -> bool:
    return bool(name.literal) and is_organisation(name.literal)


def _drop_repeated(authors: Sequence[Spellings]) -> list[Spellings]:
    """Drop an author that a source lists twice, once for each institution."""
    return list({each[0]: each for each in reversed(authors)}.values())[::-1]


def _join(names: Sequence[str]) -> str:
    shown = ", ".join(names[:UNTOLD])
    return f"{shown} and {len(names) - UNTOLD} more" if len(names) > UNTOLD else shown
