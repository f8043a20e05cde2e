"""One fusion for all signals, with two knobs.

A signal of value v adds ``weight · ln(1 + v / scale)``. The logarithm makes it a product of
likelihoods: a signal that is absent adds nothing and takes nothing, the first piece of evidence
counts most, and no signal can drown the others. Every piece of evidence has the same weight and
the same scale; only the walk, which reaches every paper and so decides where evidence is thin,
has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from citeloom.queries.related_work import signals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from citeloom.graph.citation_index import CitationIndex

    Floats = NDArray[np.float32]
    Positions = NDArray[np.int64]

EVIDENCE_WEIGHT = 0.5
EVIDENCE_SCALE = 0.1
WALK_WEIGHT = 1.0
WALK_SCALE = 1e-7  # below any flow that a graph of this size can have


@dataclass(frozen=True, slots=True)
class Signal:
    """How one signal enters the score, and what it is called in front of users."""

    name: str
    words: str
    weight: float = EVIDENCE_WEIGHT
    scale: float = EVIDENCE_SCALE

    def contribution(self, values: Floats) -> Floats:
        """Return what values of this signal add to the score, same shape."""
        evidence: Floats = np.log1p(values / np.float32(self.scale)).astype(np.float32)
        return evidence * np.float32(self.weight)


STRUCTURE: dict[Signal, Callable[[CitationIndex, Positions], Floats]] = {
    Signal("flow", "citations that a walk from the papers meets", WALK_WEIGHT, WALK_SCALE): (
        signals.citation_flow
    ),
    Signal("short walks", "few steps from the papers"): signals.short_walks,
    Signal("co-citation", "cited together with the papers"): signals.co_citation,
    Signal("coupling", "shares references with the papers"): signals.coupling,
    Signal("cited with references", "cited together with what the papers cite"): (
        signals.cited_with_references
    ),
    Signal("references of coupled", "cited by papers that share references"): (
        signals.references_of_coupled
    ),
}
SHARED = {
    kind: Signal(f"same {kind}", f"has the same {kind}")
    for kind in ("repository", "model", "dataset", "author", "topic")
}
TEXT = Signal("text", "title and abstract are close")
CITED = Signal("cited", "cited by several of the papers", scale=1.0)
UNKNOWN = Signal(
    "unknown citations", "what is usual, as its citations are unknown", weight=1.0, scale=1.0
)


def compute_structure(
    index: CitationIndex, seeds: Positions, *, leave_out: frozenset[str] = frozenset()
) -> dict[Signal, Floats]:
    """Compute every structural signal but those named in `leave_out`."""
    return {
        signal: compute(index, seeds)
        for signal, compute in STRUCTURE.items()
        if signal.name not in leave_out
    }


def fuse(values: Mapping[Signal, Floats], size: int) -> Floats:
    """Add up the contributions of all signals: float32 of shape (size,)."""
    score = np.zeros(size, np.float32)
    for signal, of_papers in values.items():
        score += signal.contribution(of_papers)
    return score


def order_candidates(score: Floats, candidates: NDArray[np.bool_], limit: int) -> Positions:
    """Return the best `limit` candidates, best first; equal scores in the order of the papers."""
    among = np.flatnonzero(candidates)
    return among[np.argsort(-score[among], kind="stable")][:limit]
