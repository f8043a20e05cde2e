"""What speaks for and against a candidate besides its title: year, authors, abstract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from citeloom.graph.normalise_title import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.matching.candidate import Candidate, Wanted

YEARS_NEAR = 1  # preprint and publication
YEARS_FAR = 3  # beyond this, two years contradict each other even under equal titles
COUNT_SHARE = 0.1  # sources may miss one author in ten, and always one
ORGANISATION = 20  # one name may stand for so many authors: a team signs as one
SURNAMES_SHARE = 0.5  # of the shorter list
FEW = 3
ABSTRACT_CHARACTERS = 1_000
ABSTRACT_WORDS = 20  # shorter abstracts do not bear witness
ABSTRACT_SAME = 0.75  # Jaccard index of words; unrelated abstracts of one field stay below 0.3
ABSTRACT_OTHER = 0.35


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Each is True for, False against, None without a word."""

    year: bool | None
    count: bool | None
    surnames: bool | None
    abstract: bool | None
    years_apart: int | None
    same_count: bool  # exactly, and more than one

    @property
    def against(self) -> tuple[str, ...]:
        """Name the witnesses that speak against, in plain words."""
        said = {
            "the years differ": self.year is False,
            "the numbers of authors differ": self.count is False,
            "the authors differ": self.surnames is False,
            "the abstracts differ": self.abstract is False,
        }
        return tuple(name for name, holds in said.items() if holds)

    @property
    def supporting(self) -> tuple[str, ...]:
        """Name the witnesses that speak for it, in plain words."""
        said = {
            "year": self.year is True,
            "number of authors": self.count is True,
            "authors": self.surnames is True,
            "abstract": self.abstract is True,
        }
        return tuple(name for name, holds in said.items() if holds)

    @property
    def fits(self) -> bool:
        """Tell that something speaks for it and nothing against."""
        return bool(self.supporting) and not self.against

    @property
    def far_year(self) -> bool:
        """Tell that the years differ by more than publication explains."""
        return self.years_apart is not None and self.years_apart > YEARS_FAR


def witnesses(wanted: Wanted | Candidate, candidate: Candidate) -> Witnesses:
    """Hear the witnesses about two descriptions of what may be one paper."""
    apart = None
    if wanted.year is not None and candidate.year is not None:
        apart = abs(wanted.year - candidate.year)
    return Witnesses(
        year=None if apart is None else apart <= YEARS_NEAR,
        count=counts_near(wanted.author_count, candidate.author_count),
        surnames=surnames_agree(wanted.surnames, candidate.surnames),
        abstract=abstracts_agree(
            (wanted.abstract or "")[:ABSTRACT_CHARACTERS],
            (candidate.abstract or "")[:ABSTRACT_CHARACTERS],
        ),
        years_apart=apart,
        same_count=wanted.author_count == candidate.author_count and (wanted.author_count or 0) > 1,
    )


def counts_near(first: int | None, second: int | None) -> bool | None:
    """Compare two numbers of authors; a team that signs as one says nothing."""
    if not first or not second:
        return None
    fewer, more = sorted((first, second))
    if fewer == 1 and more >= ORGANISATION:
        return None
    return more - fewer <= max(1, more * COUNT_SHARE)


def surnames_agree(first: Iterable[str], second: Iterable[str]) -> bool | None:
    """Compare two lists of surnames, in any order and spelling.

    One name that is among many says nothing: half the papers of a field have a Wang.
    """
    here = {name for name in map(normalise, first) if name}
    there = {name for name in map(normalise, second) if name}
    if not here or not there:
        return None
    fewer, more = sorted((len(here), len(there)))
    if fewer == 1 and more > FEW and here & there:
        return None
    return len(here & there) >= SURNAMES_SHARE * fewer


@lru_cache(maxsize=4_096)
def abstracts_agree(first: str, second: str) -> bool | None:
    """Compare the beginnings of two abstracts; between alike and different there is no word."""
    here, there = normalise(first).split(), normalise(second).split()
    length = min(len(here), len(there))
    if length < ABSTRACT_WORDS:
        return None
    left, right = set(here[:length]), set(there[:length])
    alike = len(left & right) / len(left | right)
    if alike >= ABSTRACT_SAME:
        return True
    return False if alike <= ABSTRACT_OTHER else None
