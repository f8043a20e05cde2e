"""What a reader can steer: years, code, newness, words, what is known already, and how far away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from citeloom.graph.errors import UsageError
from citeloom.graph.normalise_title import compact, normalise
from citeloom.queries.related_work.author_distance import FAR, measure_author_distance
from citeloom.queries.related_work.fusion import add_up
from citeloom.queries.related_work.suggestion import Evidence
from citeloom.queries.related_work.versions import is_near
from citeloom.queries.related_work.word_weights import match_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.signals import Floats, Positions

    Bools = NDArray[np.bool_]

OF_AGE = ("citations", "citations a year", "older", "newer")  # what favours what is not new
NEWEST = 1.5  # what is taken from the score for each e-fold of years since the newest candidate
TOWARD = 4.0  # what a title of just the wanted words adds: as much as the strongest evidence


@dataclass(frozen=True, slots=True)
class Known:
    """Papers that the reader has already.

    Attributes:
        names: Their ids, as in `Facts.names`.
        titles: Their titles, in small letters without what is between words, with their years.
        keys: Their citation keys.
    """

    names: frozenset[str] = frozenset()
    titles: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()

    def holds(self, names: Iterable[str], title: str | None, year: int | None) -> bool:
        """Say whether a paper is one of them: by an id, else by equal title in near years."""
        if self.names.intersection(names):
            return True
        years = self.titles.get(compact(normalise(title or "")) or "\0", ())
        return any(is_near(year, other) for other in years)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader wants to see.

    Attributes:
        from_year, to_year: Years of the papers; those without a known year are left out.
        with_code: Only papers of which code is known.
        newest: Rank new papers first; what favours older ones does not count.
        toward: Words that pull.
        outside: Only papers by people at least two co-authorships away from the given papers'.
        retracted: Show retracted works too.
        known: Papers that are not to be suggested.
    """

    from_year: int | None = None
    to_year: int | None = None
    with_code: bool = False
    newest: bool = False
    toward: str = ""
    outside: bool = False
    retracted: bool = False
    known: Known = Known()


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True, eq=False)
class Granted:
    """A ranking as it was wished for.

    Attributes:
        added: What each signal adds to the score.
        score: Their sum. Shape (n,).
        candidates: Which papers are ranked. Shape (n,), bool.
        notes: What was left out, in sentences.
        distance: Co-authorships between each paper and the given ones, or None.
    """

    added: Mapping[str, Floats]
    score: Floats
    candidates: Bools
    notes: tuple[str, ...]
    distance: Floats | None = None

    def tell(self, paper: int) -> Iterator[Evidence]:
        """Say how far a paper is from the authors of the given ones."""
        if self.distance is None:
            return
        far = self.distance[paper]
        if np.isnan(far):
            text = "its authors are not known"
        elif far >= FAR:
            text = "no path of co-authors to those of your papers is known"
        else:
            text = f"its authors are {far:.0f} co-authorships away from those of your papers"
        yield Evidence("distance", text, (), (), 0)


def grant_wishes(
    wishes: Wishes,
    facts: Facts,
    given: Positions,
    added: Mapping[str, Floats],
    candidates: Bools,
) -> Granted:
    """Change a ranking as a reader wishes, and count what that leaves out.

    Args:
        wishes: What is wanted.
        facts: What is known of the papers.
        given: Places of the papers that the ranking is for.
        added: What each signal adds to the score.
        candidates: Which papers are ranked.

    Raises:
        UsageError: No word of `toward` says anything, or the years leave no year.
    """
    check_years(wishes)
    left, notes = candidates.copy(), []

    def leave_out(which: Bools, one: str, several: str) -> None:
        count = int((left & which).sum())
        if count:
            notes.append(f"{count:,} {one if count == 1 else several} left out")
        left[which] = False

    def mark(papers: frozenset[int]) -> Bools:
        marked = np.zeros(len(left), np.bool_)
        marked[list(papers)] = True
        return marked

    leave_out(mark(facts.ignored), "paper that you ignore was", "papers that you ignore were")
    if not wishes.retracted:
        leave_out(mark(facts.retracted), "retracted work was", "retracted works were")
    years = facts.year_values
    if wishes.from_year is not None or wishes.to_year is not None:
        leave_out(
            np.isnan(years), "paper without a known year was", "papers without a known year were"
        )
        low, high = wishes.from_year or -np.inf, wishes.to_year or np.inf
        leave_out(
            (years < low) | (years > high),
            "paper of another year was",
            "papers of other years were",
        )
    if wishes.with_code:
        code = facts.things.get("repository")
        without = np.diff(code.has.indptr) == 0 if code else np.ones(len(left), np.bool_)
        leave_out(without, "paper without known code was", "papers without known code were")
    has = find_known(wishes.known, facts, left)
    leave_out(has, "paper that you have was", "papers that you have were")
    distance = None
    if wishes.outside:
        distance = measure_author_distance(facts, given)
        near = np.nan_to_num(distance, nan=FAR) < 2  # noqa: PLR2004 - shared authors, co-authors
        leave_out(near, "paper by co-authors of yours was", "papers by co-authors of yours were")
    changed = dict(added)
    if wishes.newest:
        changed = {name: of for name, of in changed.items() if name not in OF_AGE}
        changed["newest"] = prefer_new(years, left)
    if wishes.toward:
        changed["toward"] = TOWARD * match_words(wishes.toward, facts.titles)
    score = add_up(changed, len(left))
    return Granted(changed, score, left, tuple(notes), distance)


def check_years(wishes: Wishes) -> None:
    """Refuse years between which there is none."""
    low, high = wishes.from_year, wishes.to_year
    if low is not None and high is not None and low > high:
        raise UsageError(f"No year is from {low} and to {high}", todo="Exchange the two")


def prefer_new(years: Floats, candidates: Bools) -> Floats:
    """Return -1.5 · ln(1 + years since the newest candidate), less the mean; 0 is unknown."""
    known = candidates & ~np.isnan(years)
    if not known.any():
        return np.zeros(len(years), np.float32)
    value = -NEWEST * np.log1p(np.maximum(years[known].max() - years, 0))
    return np.asarray(np.where(np.isnan(value), 0, value - value[known].mean()), np.float32)


def find_known(known: Known, facts: Facts, candidates: Bools) -> Bools:
    """Say which candidates the reader has."""
    found = np.zeros(len(candidates), np.bool_)
    if not (known.names or known.titles):
        return found
    for paper in np.flatnonzero(candidates).tolist():
        names = facts.names.get(paper, (facts.ids[paper],))
        found[paper] = known.holds(names, facts.titles[paper], facts.years[paper])
    return found
