"""Does a ranking find references that were hidden from it?

    python -m bench.related [FILE | --grown N] [--papers FILE] [--from-year YEAR] [--rounds N]
                            [--seed N] [--ablation]

FILE has one citation a line, `citing cited`; `#` begins a comment. `--papers` gives titles, years
and authors, one paper a line as JSON; `--from-year` asks only papers of that year on. Up to 400
papers with at least five references lose a fifth of them, all at once; each method ranks all papers
for each of the 400 from what is left, and the paper and its remaining references are taken out of
the ranking. Papers that cite it stay visible and stay in the ranking.

recall@20: the share of a paper's hidden references among its first 20, averaged over papers.
MRR: one over the place of the best placed hidden reference, averaged over papers.
Equal scores share their places: recall counts the chance to be among the first 20.
A hidden reference that nobody else cites is not asked for, by any method: what is left does not
say that it is ever cited; `--uncited` asks for it all the same. A round hides another fifth, and
figures are averages over rounds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.held_out import PART, Corpus, Draw, Trial, forget, hide_fifth, make_corpus
from bench.literature import read_literature
from bench.related_baselines import METHODS
from bench.related_growth import grow
from citeloom.queries.related_work.fusion import FITTED, add_up, choose_model, contribute
from citeloom.queries.related_work.paper_facts import make_unknown_facts
from citeloom.queries.related_work.rank import score_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Method = Callable[[Trial], Floats]
    Judged = dict[str, NDArray[np.float64]]

CORA = Path(__file__).parent / "data" / "cora.txt"
FIRST = 20
LOWEST = np.float32(-1e30)


def ours(trial: Trial, leave_out: frozenset[str] = frozenset()) -> Floats:
    """Citeloom's ranking; what is no candidate comes last."""
    found = score_papers(trial.index, trial.facts, trial.given, trial.seeds)
    score = found.score
    if leave_out:
        terms = choose_model(trial.given).terms
        kept = {name: of for name, of in found.values.items() if name not in leave_out}
        score = add_up(contribute(terms, kept, found.candidates), trial.index.size)
    return np.where(found.candidates, score, LOWEST).astype(np.float32)


def by_structure(trial: Trial) -> Floats:
    """Citeloom's ranking in a graph without titles, years and authors."""
    return ours(forget(trial, ("titles", "years", "authors")))


def baselines() -> dict[str, Method]:
    """Return the other methods, for single papers."""

    def make(name: str) -> Method:
        return lambda trial: METHODS[name](trial.index, trial.given)

    return {name: make(name) for name in METHODS}


def judge(scores: Floats, known: Integers, hidden: Integers) -> tuple[float, float]:
    """Return recall@20 and the reciprocal rank of one paper, see the module."""
    scores = scores.astype(np.float64)
    scores[known] = -np.inf
    better = np.array([(scores > scores[x]).sum() for x in hidden])
    equal = np.array([(scores == scores[x]).sum() for x in hidden])
    found = np.clip((FIRST - better) / equal, 0, 1)
    return float(found.mean()), float((1 / (better + (equal + 1) / 2)).max())


def measure(trials: Iterable[Trial], methods: dict[str, Method]) -> Judged:
    """Return for each method the figures of all questions: shape (questions, 2)."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in methods}
    for trial in trials:
        for name, method in methods.items():
            figures[name].append(judge(method(trial), trial.seeds, trial.hidden))
    return {name: np.array(rows).reshape(-1, 2) for name, rows in figures.items()}


def ablation(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield a table of what each signal brings alone, and what is missed without it."""
    everything = frozenset(FITTED)
    methods: dict[str, Method] = {"all": ours}

    def make(left_out: frozenset[str]) -> Method:
        return lambda trial: ours(trial, left_out)

    for name in FITTED:
        methods[f"only {name}"] = make(everything - {name})
        methods[f"without {name}"] = make(frozenset({name}))
    found = {name: rows.mean(axis=0) for name, rows in measure(trials, methods).items()}
    yield "| signal | alone: recall@20 | MRR | all but it: recall@20 | MRR |"
    yield "|---|---|---|---|---|"
    yield "| all of them | {:.3f} | {:.3f} | | |".format(*found["all"])
    for name in FITTED:
        alone, missed = found[f"only {name}"], found[f"without {name}"]
        yield "| {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} |".format(name, *alone, *missed)


def make_up(papers: int) -> Corpus:
    """Return a made-up literature of which only the citations are known."""
    citing, cited, size = grow(papers)
    ids = [f"P{at:07}" for at in range(size)]
    return Corpus(citing, cited, make_unknown_facts(ids), np.full(size, -1, np.int64))


def main() -> None:
    """Print one line for each method, ours first; or a table for the documentation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=CORA)
    parser.add_argument("--papers", type=Path, help="titles, years and authors, as JSON lines")
    parser.add_argument("--from-year", type=int, help="ask only papers of this year on")
    parser.add_argument("--grown", type=int, help="papers of a made-up graph, instead of FILE")
    parser.add_argument("--rounds", type=int, default=PART, choices=range(1, PART + 1))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--uncited", action="store_true", help="ask for what nobody else cites too")
    parser.add_argument("--ablation", action="store_true", help="what each signal adds")
    asked = parser.parse_args()
    try:
        corpus = (
            make_up(asked.grown)
            if asked.grown
            else make_corpus(read_literature(asked.file, asked.papers))
        )
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    draw = Draw(first_year=asked.from_year)
    trials = [
        trial
        for turn in range(asked.rounds)
        for trial in hide_fifth(corpus, draw, turn, seed=asked.seed, uncited=asked.uncited)
    ]
    print(
        f"{'grown' if asked.grown else asked.file.name}: {corpus.size:,} papers, "
        f"{len(corpus.citing):,} citations; {asked.rounds} rounds; {len(trials):,} questions, "
        f"{sum(len(trial.hidden) for trial in trials):,} hidden references",
        file=sys.stderr,
    )
    if not trials:
        sys.exit("no paper has five references of which one could be hidden")
    if asked.ablation:
        for line in ablation(trials):
            print(line, flush=True)
        return
    methods: dict[str, Method] = {"ours": ours}
    if corpus.facts.texts is not None:
        methods["ours, by citations alone"] = by_structure
    print(f"{'method':<46} recall@20  MRR", file=sys.stderr)
    for name, rows in measure(trials, methods | baselines()).items():
        print("{:<46} {:.3f}      {:.3f}".format(name, *rows.mean(axis=0)), flush=True)


if __name__ == "__main__":
    main()
