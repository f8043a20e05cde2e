"""Fit the weights of related work on a real literature, and write them.

    python -m bench.fit_related FILE PAPERS [--until YEAR] [-o queries/related_work/weights.json]

FILE has one citation a line, `citing cited`; PAPERS one paper a line as JSON with id, title, year
and authors. Lists and single papers of years up to `--until` are the questions (`bench.held_out`).
The world of a list ends up to three years after its paper, or not at all, so that the weights fit
literature that is new as well as literature that has been cited for long.

Weights maximise the chance of drawing the hidden papers first (a softmax over the candidates of a
question: Cao et al., "Learning to rank: from pairwise approach to listwise approach", ICML 2007);
those of evidence are kept at 0 or above, so that no evidence speaks against a paper. The same input
gives the same file but for its date.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from bench.held_out import (
    ALL_YEARS,
    Corpus,
    Draw,
    Trial,
    find_able,
    forget,
    hide_fifth,
    hide_half,
    make_corpus,
)
from bench.literature import read_literature
from citeloom.queries.related_work.chance import compute_log_odds, measure_above_level
from citeloom.queries.related_work.fusion import (
    FITTED,
    MAY_BE_LESS,
    Term,
    compute_signals,
    contribute,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.floating]

WEIGHTS = Path(__file__).parent.parent / "queries" / "related_work" / "weights.json"
PAPERS, ROUNDS = 1_500, 2
LIST_LEAST, WORLD_ENDS = 10, (0, 1, 2, 3, ALL_YEARS)
PENALTY = 5.0
MOST = 1_000  # candidates of a question, those that the walk meets most, and what is hidden
FIRST = 300  # candidates of a question that chances are fitted on
KNOWS_LESS = 2  # every second question is asked in a graph that lacks one of these
FORGOTTEN = (
    ("titles", "years", "authors"),
    ("titles", "authors"),
    ("titles", "years", "authors"),
    ("years",),
)


@dataclass(frozen=True, slots=True)
class Question:
    """Signals of the candidates, which of them are hidden, and how many papers were given.

    `columns` has shape (candidates, signals), NaN where not known.
    """

    columns: Floats
    hidden: NDArray[np.bool_]
    given: int


def main() -> None:
    """Fit both models and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--until", type=int, default=2005, help="year of the last questions")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    corpus = make_corpus(read_literature(asked.file, asked.papers))
    made = {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "data": f"{asked.file.name}, {asked.papers.name}: {corpus.size:,} papers, "
        f"{len(corpus.citing):,} citations; questions up to {asked.until}",
        "command": f"python -m bench.fit_related FILE PAPERS --until {asked.until}",
    }
    models = {
        "paper": fit_model(make_questions(ask_papers(corpus, asked.until))),
        "list": fit_model(make_questions(ask_lists(corpus, asked.until))),
    }
    for name, model in models.items():
        print(f"{name}: {model['questions']:,} questions", file=sys.stderr)
    asked.output.write_text(json.dumps({"made": made, **models}, indent=1) + "\n", "utf-8")


def ask_papers(corpus: Corpus, until: int) -> Iterator[Trial]:
    """Yield single papers."""
    draw = Draw(most=PAPERS, last_year=until)
    for turn in range(ROUNDS):
        yield from hide_fifth(corpus, draw, turn, seed=turn)


def ask_lists(corpus: Corpus, until: int) -> Iterator[Trial]:
    """Yield halved bibliographies."""
    able = find_able(corpus, Draw(least=LIST_LEAST, last_year=until))
    ends = np.random.default_rng(0).choice(WORLD_ENDS, len(able))
    for paper, later in zip(able.tolist(), ends.tolist(), strict=True):
        trial = hide_half(corpus, paper, int(corpus.years[paper]) + later, seed=0)
        if trial:
            yield trial


def make_questions(trials: Iterable[Trial]) -> list[Question]:
    """Compute the signals; every second question is asked in a graph that knows less."""
    questions = []
    for number, trial in enumerate(trials):
        asked = trial
        if number % KNOWS_LESS == 0:
            asked = forget(trial, FORGOTTEN[number // KNOWS_LESS % len(FORGOTTEN)])
        values = compute_signals(asked.index, asked.facts, asked.given, asked.seeds)
        hidden = np.zeros(asked.index.size, np.bool_)
        hidden[asked.hidden] = True
        candidates = asked.candidates & (values["flow"] > 0)
        met = np.sort(values["flow"][candidates])[::-1][:MOST]
        candidates &= hidden | (values["flow"] >= (met[-1] if len(met) else 0))
        if not hidden[candidates].any():
            continue
        nothing = np.full(asked.index.size, np.nan)
        columns = np.stack([values.get(name, nothing)[candidates] for name in FITTED], axis=1)
        questions.append(Question(columns.astype(np.float32), hidden[candidates], len(asked.given)))
    return questions


def fit_model(questions: Sequence[Question]) -> dict[str, Any]:
    """Fit weights, then chances on the scores that they give, then the spread of numbers."""
    scales = choose_scales(questions)
    terms = fit_weights(questions, scales)
    scores = [score(question, terms) for question in questions]
    chance = fit_chance(questions, scores)
    expected = [
        expect_hits(of, question.given, chance)
        for question, of in zip(questions, scores, strict=True)
    ]
    true = np.array([question.hidden.sum() for question in questions])
    spread = np.quantile((true - expected) / np.sqrt(expected), (0.1, 0.9))
    named = zip(("offset", "slope", "size"), chance, strict=True)
    return {
        "questions": len(questions),
        "signals": {
            name: {"weight": round(term.weight, 4), "scale": float(f"{term.scale:.4g}")}
            for name, term in terms.items()
        },
        "chance": {name: round(value, 4) for name, value in named},
        "spread": [round(float(each), 3) for each in spread],
        "longest": max(question.given for question in questions),
    }


def expect_hits(scores: Floats, given: int, chance: Sequence[float]) -> float:
    """Return how many candidates are expected to be hidden ones."""
    odds = compute_log_odds(scores, given, *chance)
    return float((1 / (1 + np.exp(-odds))).sum())


def choose_scales(questions: Sequence[Question]) -> Floats:
    """Return the lower quartile of the positive values of each signal. Shape (signals,)."""
    values = np.concatenate([question.columns for question in questions])
    return np.array([np.nanquantile(of[of > 0], 0.25) for of in values.T])


def fit_weights(questions: Sequence[Question], scales: Floats) -> dict[str, Term]:
    """Fit one weight for each signal, see the module."""
    parts = [np.log1p(question.columns / scales) for question in questions]
    parts = [np.where(np.isnan(part), fill_usual(part), part) for part in parts]
    values = np.concatenate(parts)
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    values = (values - middle) / spread
    lengths = [len(part) for part in parts]
    starts = np.cumsum([0, *lengths[:-1]])
    of_question = np.repeat(np.arange(len(parts)), lengths)
    hidden = np.concatenate([q.hidden / q.hidden.sum() for q in questions])

    def lose(weights: Floats) -> tuple[float, Floats]:
        scores = values @ weights
        best = np.maximum.reduceat(scores, starts)[of_question]
        shares = np.exp(scores - best)
        total = np.add.reduceat(shares, starts)[of_question]
        loss = -(hidden * (scores - best - np.log(total))).sum() + PENALTY * (weights**2).sum()
        return loss, values.T @ (shares / total - hidden) + 2 * PENALTY * weights

    bounds = [(None if name in MAY_BE_LESS else 0, None) for name in FITTED]
    start = np.zeros(len(FITTED))
    found = minimize(lose, start, jac=True, method="L-BFGS-B", bounds=bounds).x / spread
    return {
        name: Term(float(weight), float(scale))
        for name, weight, scale in zip(FITTED, found, scales, strict=True)
    }


def fill_usual(part: Floats) -> Floats:
    """Return the mean of what is known in each column, 0 where nothing is. Shape (signals,)."""
    known = ~np.isnan(part)
    return np.where(known, part, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)


def score(question: Question, terms: dict[str, Term]) -> Floats:
    """Return the scores of the candidates, as the ranking computes them."""
    values = {
        name: column.astype(np.float32)
        for name, column in zip(FITTED, question.columns.T, strict=True)
        if not np.isnan(column).all()
    }
    everybody = np.ones(len(question.hidden), np.bool_)
    added = contribute(terms, values, everybody).values()
    total: Floats = np.sum(list(added), axis=0, dtype=np.float64)
    return total


def fit_chance(questions: Sequence[Question], scores: Sequence[Floats]) -> tuple[float, ...]:
    """Fit offset, slope and size of `fusion.Chance` on the first candidates of all questions."""
    rows, hits = [], []
    for question, of in zip(questions, scores, strict=True):
        first = np.argsort(-of, kind="stable")[:FIRST]
        above = measure_above_level(of)[first]
        length = np.full(len(first), np.log(question.given))
        rows.append(np.stack([np.ones(len(first)), above, length], axis=1))
        hits.append(question.hidden[first])
    values, hidden = np.concatenate(rows), np.concatenate(hits).astype(np.float64)
    varies = values[:, 2].std() > 0  # a single paper is always one

    def lose(parameters: Floats) -> tuple[float, Floats]:
        odds = values @ parameters
        slope = values.T @ (1 / (1 + np.exp(-odds)) - hidden)
        return float((np.logaddexp(0, odds) - hidden * odds).sum()), slope

    bounds = [(None, None), (None, None), (None, None) if varies else (0, 0)]
    found = minimize(lose, np.zeros(3), jac=True, method="L-BFGS-B", bounds=bounds).x
    return tuple(float(each) for each in found)


if __name__ == "__main__":
    main()
