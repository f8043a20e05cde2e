"""What speaks for and against a candidate besides its title: year, authors, abstract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from citeloom.enrich.matching.compare_families import count_shared
from citeloom.graph.normalise_title import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.matching.candidate import Candidate, Wanted
    from citeloom.graph.person_names import PersonName

YEARS_NEAR = 1  # preprint and publication
YEARS_FAR = 3  # beyond this, two years contradict each other even under equal titles
COUNT_SHARE = 0.1  # sources may miss one author in ten, and always one
ORGANISATION = 20  # one name may stand for so many authors: a team signs as one
SURNAMES_SHARE = 0.5  # of the shorter list
FEW = 3
ABSTRACT_CHARACTERS = 1_000
ABSTRACT_WORDS = 20  # shorter abstracts prove nothing
ABSTRACT_SAME = 0.75  # Jaccard index of words; unrelated abstracts of one field stay below 0.3
ABSTRACT_OTHER = 0.35

YEARS_DIFFER = "the years differ"
COUNTS_DIFFER = "the numbers of authors differ"


@dataclass(frozen=True, slots=True)
class MatchEvidence:
    """What year, number of authors, surnames and abstract say about two descriptions of a paper.

    Each is True where it speaks for one paper, False where it speaks against, and None where it
    says nothing.
    """

    year: bool | None
    count: bool | None
    surnames: bool | None
    abstract: bool | None
    years_apart: int | None
    same_count: bool  # exactly, and more than one

    @property
    def against(self) -> tuple[str, ...]:
        """Name what speaks against, in plain words."""
        said = {
            YEARS_DIFFER: self.year is False,
            COUNTS_DIFFER: self.count is False,
            "the authors differ": self.surnames is False,
            "the abstracts differ": self.abstract is False,
        }
        return tuple(name for name, holds in said.items() if holds)

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Name what speaks against equal titles, which forgive a few years."""
        forgiven = None if self.far_year else YEARS_DIFFER
        return tuple(reason for reason in self.against if reason != forgiven)

    @property
    def supporting(self) -> tuple[str, ...]:
        """Name what speaks for it, in plain words."""
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
    def strong(self) -> bool:
        """Tell that the surnames or the abstract agree, which is seldom an accident."""
        return self.surnames is True or self.abstract is True

    @property
    def far_year(self) -> bool:
        """Tell that the years differ by more than publication explains."""
        return self.years_apart is not None and self.years_apart > YEARS_FAR


def weigh_evidence(wanted: Wanted | Candidate, candidate: Candidate) -> MatchEvidence:
    """Compare all but the titles of two descriptions of what may be one paper."""
    apart = None
    if wanted.year is not None and candidate.year is not None:
        apart = abs(wanted.year - candidate.year)
    return MatchEvidence(
        year=None if apart is None else apart <= YEARS_NEAR,
        count=compare_counts(wanted.author_count, candidate.author_count),
        surnames=compare_surnames(wanted.authors, candidate.authors),
        abstract=compare_abstracts(
            (wanted.abstract or "")[:ABSTRACT_CHARACTERS],
            (candidate.abstract or "")[:ABSTRACT_CHARACTERS],
        ),
        years_apart=apart,
        same_count=wanted.author_count == candidate.author_count and (wanted.author_count or 0) > 1,
    )


def compare_counts(first: int | None, second: int | None) -> bool | None:
    """Compare two numbers of authors; a team that signs as one says nothing."""
    if not first or not second:
        return None
    fewer, more = sorted((first, second))
    if fewer == 1 and more >= ORGANISATION:
        return None
    return more - fewer <= max(1, more * COUNT_SHARE)


def compare_surnames(
    first: Iterable[str | PersonName], second: Iterable[str | PersonName]
) -> bool | None:
    """Compare two lists of authors by their surnames, in any order and spelling.

    One name that is among many says nothing: half the papers of a field have a Wang.
    """
    shared = count_shared(first, second)
    fewer, more = sorted((shared.first, shared.second))
    if not fewer or (fewer == 1 and more > FEW and shared.both):
        return None
    return shared.both >= SURNAMES_SHARE * fewer


@lru_cache(maxsize=4_096)
def compare_abstracts(first: str, second: str) -> bool | None:
    """Compare the beginnings of two abstracts; between alike and different they say nothing."""
    here, there = normalise(first).split(), normalise(second).split()
    length = min(len(here), len(there))
    if length < ABSTRACT_WORDS:
        return None
    left, right = set(here[:length]), set(there[:length])
    alike = len(left & right) / len(left | right)
    if alike >= ABSTRACT_SAME:
        return True
    return False if alike <= ABSTRACT_OTHER else None
