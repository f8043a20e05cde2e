"""What a match is made of: the paper that is wanted, the candidates, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from citeloom.graph.person_names import PersonName

Match = Literal["exact", "fuzzy", "ambiguous", "none"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper as a listing describes it. None and an empty tuple mean that it does not say.

    `authors` are names as printed, or in parts where the listing has them apart.
    """

    title: str
    year: int | None = None
    author_count: int | None = None
    authors: tuple[str | PersonName, ...] = ()
    abstract: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper as a service describes it.

    `author_count` is None where the service cut its list of authors; `authors` may then hold the
    part that is left. `cited_by_count` only chooses between two records of one paper.
    """

    id: str
    title: str
    year: int | None = None
    author_count: int | None = None
    authors: tuple[str | PersonName, ...] = ()
    cited_by_count: int | None = None
    abstract: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, and why.

    Attributes:
        match: exact and fuzzy are links; ambiguous and none are not.
        candidate: The paper that was found; None unless the match is exact or fuzzy.
        score: Similarity of the best candidate's title, 0 to 1.
        evidence: The reason, one sentence.
        ranked: Every candidate with the similarity of its title, the most similar first.
    """

    match: Match
    candidate: Candidate | None
    score: float
    evidence: str
    ranked: tuple[tuple[Candidate, float], ...] = ()
