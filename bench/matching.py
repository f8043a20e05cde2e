"""Precision and recall of title matching beside what is commonly done, over one hard table.

    python -m bench.matching

The table is ``tests/enrich/matching/pairs.csv``: each case is a wanted paper and the candidates
that a search gave, in the search's order (the better cited first), each marked by hand as the same
paper or not. A case is linked rightly when the chosen candidate is marked as the same.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from citeloom.enrich.matching import Candidate, Wanted, decide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Chooser = Callable[[Wanted, Sequence[Candidate]], Candidate | None]

TABLE = Path(__file__).parent.parent / "tests" / "enrich" / "matching" / "pairs.csv"


@dataclass(frozen=True, slots=True)
class Case:
    """A wanted paper, its candidates in a search's order, and the ids of those that are it."""

    number: int
    kind: str
    wanted: Wanted
    candidates: tuple[Candidate, ...]
    same: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a way of choosing did with all the cases."""

    right: int
    wrong: tuple[str, ...]
    findable: int

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Share of the papers among the candidates that were linked."""
        return self.right / self.findable


def read_cases(path: Path = TABLE) -> list[Case]:
    """Read the table; a candidate's id is its row number."""
    groups: dict[int, list[tuple[int, dict[str, str]]]] = {}
    with path.open(encoding="utf-8", newline="") as source:
        for number, row in enumerate(csv.DictReader(source), 2):
            groups.setdefault(int(row["case"]), []).append((number, row))
    cases = []
    for case, ((_, head), *rows) in groups.items():
        candidates = tuple(
            Candidate(
                str(number),
                row["title"],
                whole(row["year"]),
                whole(row["authors"]),
                names(row["names"]),
                whole(row["cited"]),
            )
            for number, row in rows
        )
        wanted = Wanted(
            head["title"], whole(head["year"]), whole(head["authors"]), names(head["names"])
        )
        same = frozenset(str(number) for number, row in rows if row["same"] == "yes")
        cases.append(Case(case, head["kind"], wanted, candidates, same))
    return cases


def measure(choose: Chooser, cases: Sequence[Case]) -> Figures:
    """Let a way of choosing decide every case."""
    right, wrong = 0, []
    for case in cases:
        chosen = choose(case.wanted, case.candidates)
        if chosen is None:
            continue
        if chosen.id in case.same:
            right += 1
        else:
            wrong.append(f"case {case.number}: {case.wanted.title!r} linked to {chosen.title!r}")
    return Figures(right, tuple(wrong), sum(1 for case in cases if case.same))


def ours(wanted: Wanted, candidates: Sequence[Candidate]) -> Candidate | None:
    """Choose as Citeloom does."""
    return decide(wanted, candidates).candidate


def by_ratio(wanted: Wanted, candidates: Sequence[Candidate]) -> Candidate | None:
    """Choose the likeliest by rapidfuzz's ratio, from 0.90."""
    return likeliest(wanted, candidates, fuzz.ratio)


def by_token_set(wanted: Wanted, candidates: Sequence[Candidate]) -> Candidate | None:
    """Choose the likeliest by rapidfuzz's token_set_ratio, from 0.90."""
    return likeliest(wanted, candidates, fuzz.token_set_ratio)


def by_first_hit(wanted: Wanted, candidates: Sequence[Candidate]) -> Candidate | None:
    """Choose the first hit where the Jaccard index of its lower-case words reaches 0.75."""
    first = candidates[0]
    here, there = set(wanted.title.lower().split()), set(first.title.lower().split())
    return first if len(here & there) / len(here | there) >= 0.75 else None  # noqa: PLR2004 - above


def likeliest(
    wanted: Wanted, candidates: Sequence[Candidate], score: Callable[..., float]
) -> Candidate | None:
    """Choose the candidate with the highest score of lower-case titles, from 90 of 100."""
    scores = [score(wanted.title.lower(), c.title.lower()) for c in candidates]
    best = max(range(len(scores)), key=scores.__getitem__)
    return candidates[best] if scores[best] >= 90 else None  # noqa: PLR2004 - as said above


def whole(cell: str) -> int | None:
    """Read a cell with a number, which may be empty."""
    return int(cell) if cell else None


def names(cell: str) -> tuple[str, ...]:
    """Read a cell with names of authors, as printed, between semicolons; it may be empty."""
    return tuple(cell.split(";")) if cell else ()


WAYS = {
    "citeloom": ours,
    "ratio >= 0.90": by_ratio,
    "token_set_ratio >= 0.90": by_token_set,
    "first hit, Jaccard >= 0.75": by_first_hit,
}


def main() -> None:
    """Print the figures of every way of choosing."""
    cases = read_cases()
    pairs = sum(len(case.candidates) for case in cases)
    print(f"{len(cases)} cases, {pairs} pairs, {sum(1 for c in cases if c.same)} findable")
    print(f"{'':28}{'right':>7}{'wrong':>7}{'precision':>11}{'recall':>8}")
    for name, choose in WAYS.items():
        figures = measure(choose, cases)
        print(
            f"{name:28}{figures.right:7}{len(figures.wrong):7}"
            f"{figures.precision:11.3f}{figures.recall:8.3f}"
        )


if __name__ == "__main__":
    main()
