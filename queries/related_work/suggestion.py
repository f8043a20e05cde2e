"""What a ranking answers: what it rests on, and suggestions that say why they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.graph.vocabulary import name_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.queries.related_work.chance import Missing


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason in words, and the ids that prove it.

    Attributes:
        kind: `cited`, `cites`, `co-citation`, `coupling`, `cited with references`, `flow`,
            `repository`, `model`, `dataset`, `author`, `topic`, `text`, or `distance`.
        text: The reason as part of a sentence; titles stand in “…”.
        seeds: Ids of the seeds that it concerns.
        ids: Ids of what proves it: papers that cite both, references in common, shared things;
            at most 25, `count` says how many there are.
        count: How many there are.
    """

    kind: str
    text: str
    seeds: tuple[str, ...]
    ids: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """How one signal entered a score: its value, and what that added above what is usual.

    `words` says in words what the signal is.
    """

    value: float | None
    words: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper that belongs beside the seeds.

    `paper` is its place in the index; `signals` are those that are not 0, by name, and their
    contributions add up to `score`; `chance` is how likely it belongs, 0 to 1, if told; `versions`
    are ids of further versions of the same paper.
    """

    paper: int
    id: str
    title: str | None
    year: int | None
    score: float
    chance: float | None
    retracted: bool
    signals: Mapping[str, Part]
    evidence: tuple[Evidence, ...]
    versions: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """All evidence as one sentence without a full stop; a retraction comes first."""
        parts = (["has been retracted"] if self.retracted else []) + [e.text for e in self.evidence]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a ranking rests on.

    `papers` are those of the whole graph, `looked_at` those around the given ones; `expected` is
    how many of the suggestions belong, and `missing` how many papers of the graph, if told.
    """

    seeds: tuple[str, ...]
    with_references: int
    with_citations: int
    sources: Mapping[str, int]
    fetched_from: str | None
    fetched_to: str | None
    candidates: int
    papers: int
    looked_at: int
    expected: float | None
    missing: Missing | None
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it as sentences."""
        many = len(self.seeds)
        by = ", ".join(
            f"{count} from {name_source(source)}" for source, count in self.sources.items()
        )
        when = sorted({day[:10] for day in (self.fetched_from, self.fetched_to) if day})
        lines = [
            f"{self.with_references} of {many} paper{'s' * (many != 1)} "
            f"ha{'s' if self.with_references == 1 else 've'} references in the graph"
            + (f" ({by})" if by else "")
            + (f", fetched {' to '.join(when)}" if when else "")
            + f"; {self.candidates:,} candidate{'s' * (self.candidates != 1)} looked at"
            + (f" of {self.papers:,} papers" if self.looked_at < self.papers else ""),
            *self.notes,
        ]
        return " ".join(f"{line}." for line in lines)


@dataclass(frozen=True, slots=True)
class Related:
    """A ranking: first what it rests on, then the suggestions, best first."""

    basis: Basis
    suggestions: tuple[Suggestion, ...]
