"""One linear fusion of all signals, for one paper and for lists, with fitted weights.

A signal of value v adds ``weight · ln(1 + v / scale)``, less what is usual: its mean over the
candidates of which it is known. What is not known of a paper adds nothing, so that missing is not
zero, and a contribution tells how far a paper stands out. Weights and scales are in
`weights.json`, which `python -m bench.fit_related` writes; they are one set for a single paper and
one for lists.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from citeloom.queries.related_work import signals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from citeloom.graph.citation_index import CitationIndex
    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.signals import Floats, Positions

    Values = Mapping[str, Floats]

WORDS = {
    "flow": "citations that a walk from the papers meets",
    "votes of citing": "cited by papers that cite several of the papers",
    "co-citation": "cited together with the papers",
    "coupling": "shares references with the papers",
    "citing": "cites the papers",
    "citations": "how often it is cited",
    "citations a year": "how often it is cited a year",
    "older": "years before the newest of the papers",
    "newer": "years after the newest of the papers",
    "title": "its title is close to theirs",
    "profile": "its title and the titles that cite it are close to theirs",
    "author": "authors in common",
    "repository": "has the same repository",
    "model": "has the same model",
    "dataset": "has the same dataset",
    "topic": "has the same topic",
    "newest": "how new it is, as you wished",
    "toward": "close to the words that you gave",
}
FITTED = tuple(WORDS)[:12]
MAY_BE_LESS = ("citations", "citations a year", "older", "newer")  # whose weights may be negative


@dataclass(frozen=True, slots=True)
class Term:
    """How one signal enters the score: weight · ln(1 + value / scale), less what is usual."""

    weight: float
    scale: float

    def contribution(self, values: Floats) -> Floats:
        """Return what values of this signal add to the score, same shape; NaN stays NaN."""
        added: Floats = self.weight * np.log1p(values / np.float32(self.scale))
        return added


# No public set of citations has code and topics with it, so these are not fitted: a shared
# repository counts about as much as one more paper of a list that is cited together with it.
UNFITTED = {kind: Term(0.5, 0.1) for kind in ("repository", "model", "dataset")} | {
    "topic": Term(0.1, 0.1)
}


@dataclass(frozen=True, slots=True)
class Chance:
    """How the chance of a paper follows from its score: a logistic regression.

    log odds = `offset` + `slope` · (score - level) + `size` · ln k, where the level of a ranking
    is ln Σ exp(score) over its candidates and k the number of papers given.
    """

    offset: float
    slope: float
    size: float


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one kind of question, and what chances follow from scores.

    Attributes:
        terms: By name of the signal.
        chance: From scores to probabilities.
        spread: The true number of missing papers less the expected one, over the root of that:
            its 10 % and 90 % quantiles over the lists that the weights were fitted on.
        longest: How many papers the longest of these lists had.
    """

    terms: Mapping[str, Term]
    chance: Chance
    spread: tuple[float, float]
    longest: int

    def tells_chances(self, given: int) -> bool:
        """Say whether chances are told for so many papers: up to twice what they were fitted on."""
        return given <= 2 * self.longest


@cache
def read_models() -> dict[str, Model]:
    """Return the fitted models, `paper` and `list`."""
    text = files(__package__).joinpath("weights.json").read_text("utf-8")
    return {
        name: read_model(written) for name, written in json.loads(text).items() if name != "made"
    }


def read_model(written: Mapping[str, Any]) -> Model:
    """Return a model as the file holds it."""
    terms = {name: Term(**values) for name, values in written["signals"].items()}
    return Model(
        terms | UNFITTED, Chance(**written["chance"]), tuple(written["spread"]), written["longest"]
    )


def choose_model(given: Positions) -> Model:
    """Return the model for a single paper, or for several."""
    return read_models()["paper" if len(given) == 1 else "list"]


def compute_signals(
    index: CitationIndex, facts: Facts, given: Positions, seeds: Positions
) -> dict[str, Floats]:
    """Compute every signal that the graph can have a value for.

    Args:
        index: The citations.
        facts: What else is known.
        given: Places of the papers that the ranking is for; words and people are theirs.
        seeds: Places of the papers from which citations are followed.

    Returns:
        Values by name of the signal; NaN is unknown.
    """
    values = {
        "flow": signals.citation_flow(index, seeds),
        "votes of citing": signals.votes_of_citing(index, seeds),
        "co-citation": signals.co_citation(index, seeds),
        "coupling": signals.coupling(index, seeds),
        "citing": signals.citing(index, seeds),
        "citations": index.in_degree.copy(),
    }
    for of in values.values():
        of[index.degree == 0] = np.nan  # of such a paper citations are unknown, not absent
    newest = find_newest(facts, seeds)
    if newest is not None:
        years = facts.year_values
        values["citations a year"] = signals.citations_a_year(index, years, newest)
        values["older"] = np.maximum(newest - years, 0)
        values["newer"] = np.maximum(years - newest, 0)
    if facts.texts is not None and facts.texts[given].nnz:
        values["title"] = signals.closeness(facts.texts, given)
        profiles = signals.make_profiles(index, facts.texts)
        values["profile"] = signals.closeness(profiles, given)
    for kind, things in facts.things.items():
        if kind == "author":
            if things.has[given].nnz:
                values["author"] = signals.has_author_of(things.has, given)
        else:
            values[kind] = signals.shared(things.has, given)
    return {name: signals.clear_seeds(of, seeds) for name, of in values.items()}


def find_newest(facts: Facts, seeds: Positions) -> int | None:
    """Return the newest year of the seeds, or None where none is known."""
    return max((year for seed in seeds.tolist() if (year := facts.years[seed])), default=None)


def contribute(
    terms: Mapping[str, Term], values: Values, candidates: NDArray[np.bool_]
) -> dict[str, Floats]:
    """Return what each signal adds to each paper's score, above or below what is usual.

    Args:
        terms: How signals enter the score; those without a value are left out.
        values: What `compute_signals` gives.
        candidates: Over which papers the usual is taken. Shape (n,).
    """
    added = {}
    for name, of in values.items():
        if name not in terms:
            continue
        contribution = terms[name].contribution(of)
        known = contribution[candidates & ~np.isnan(of)]
        if len(known):
            above = contribution - known.mean(dtype=np.float64)
            added[name] = np.where(np.isnan(of), 0, above).astype(np.float32)
    return added


def add_up(added: Values, size: int) -> Floats:
    """Return the score of each paper: the sum of what signals add, 0 without any. Shape (n,)."""
    score = np.zeros(size, np.float32)
    for of in added.values():
        score += of
    return score


def order_candidates(score: Floats, candidates: NDArray[np.bool_], limit: int) -> Positions:
    """Return the best `limit` candidates, best first; equal scores in the order of the papers."""
    among = np.flatnonzero(candidates)
    return among[np.argsort(-score[among], kind="stable")][:limit]
