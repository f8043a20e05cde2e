"""Does a ranking find references that were hidden from it?

    python -m bench.related [FILE | --grown N] [--rounds N] [--seed N] [--ablation] [--split]

FILE has one citation a line, `citing cited`; `#` begins a comment. Up to 400 papers with at least
five references lose a fifth of them, all at once; each method ranks all papers for each of the
400 from the citations that are left, and the seed and its remaining references are taken out of
the ranking. Papers that cite the seed stay visible and stay in the ranking.

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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.related_baselines import METHODS
from bench.related_growth import grow
from citeloom.graph.citation_index import CitationIndex
from citeloom.queries.related_work import fusion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Method = Callable[[CitationIndex, Integers], Floats]

CORA = Path(__file__).parent / "data" / "cora.txt"
PAPERS, LEAST_REFERENCES, PART, FIRST = 400, 5, 5, 20


@dataclass(frozen=True, slots=True)
class Trial:
    """What is left of a graph, and which references each paper has lost."""

    index: CitationIndex
    papers: tuple[int, ...]
    hidden: tuple[Integers, ...]
    not_asked: int


def read(path: Path) -> tuple[Integers, Integers, int]:
    """Read `citing cited` lines: two arrays of positions, and the number of papers."""
    pairs: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            words = line.partition("#")[0].split()
            if not words:
                continue
            if len(words) != 2:  # noqa: PLR2004 - citing and cited
                sys.exit(f"{path}:{number}: expected `citing cited`, found {line.strip()[:80]!r}")
            pairs.append((words[0], words[1]))
    names = {name: at for at, name in enumerate(dict.fromkeys(n for pair in pairs for n in pair))}
    ends = np.array([(names[a], names[b]) for a, b in pairs], np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], len(names)


def hide(  # noqa: PLR0913 - a graph is three values
    citing: Integers, cited: Integers, size: int, *, seed: int, turn: int, uncited: bool = False
) -> Trial:
    """Hide the `turn`-th fifth of the references of up to 400 papers."""
    whole = CitationIndex.build(citing, cited, size)
    chance = np.random.default_rng(seed)
    able = np.flatnonzero(whole.out_degree >= LEAST_REFERENCES)
    papers = np.sort(chance.permutation(able)[:PAPERS])
    lost = []
    for paper in papers:
        references = chance.permutation(whole.references(paper))
        share = len(references) // PART
        lost.append(np.sort(references[turn * share : (turn + 1) * share]).astype(np.int64))
    gone = np.isin(citing * size + cited, pairs_of(papers, lost, size))
    left = CitationIndex.build(citing[~gone], cited[~gone], size)
    asked = [references[uncited | (left.in_degree[references] > 0)] for references in lost]
    kept = [at for at, references in enumerate(asked) if len(references)]
    return Trial(
        index=left,
        papers=tuple(int(papers[at]) for at in kept),
        hidden=tuple(asked[at] for at in kept),
        not_asked=sum(map(len, lost)) - sum(map(len, asked)),
    )


def pairs_of(papers: Integers, references: Sequence[Integers], size: int) -> Integers:
    """Write citations as single numbers, so that arrays of them can be compared."""
    pairs = [paper * size + of for paper, of in zip(papers, references, strict=True)]
    return np.concatenate(pairs) if pairs else np.zeros(0, np.int64)


def judge(scores: Floats, known: Integers, hidden: Integers) -> tuple[float, float]:
    """Return recall@20 and the reciprocal rank of one paper, see the module."""
    scores = scores.astype(np.float64)
    scores[known] = -np.inf
    better = np.array([(scores > scores[x]).sum() for x in hidden])
    equal = np.array([(scores == scores[x]).sum() for x in hidden])
    found = np.clip((FIRST - better) / equal, 0, 1)
    return float(found.mean()), float((1 / (better + (equal + 1) / 2)).max())


def measure(trials: Sequence[Trial], methods: dict[str, Method]) -> dict[str, NDArray[np.float64]]:
    """Return for each method the figures of all papers: shape (papers, 2)."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in methods}
    for trial in trials:
        for paper, hidden in zip(trial.papers, trial.hidden, strict=True):
            known = np.append(trial.index.references(paper), paper).astype(np.int64)
            for name, method in methods.items():
                scores = method(trial.index, np.array([paper]))
                figures[name].append(judge(scores, known, hidden))
    return {name: np.array(rows).reshape(-1, 2) for name, rows in figures.items()}


def half(trial: Trial, which: int) -> Trial:
    """Keep every other paper: 0 to tune on, 1 to report on."""
    return replace(trial, papers=trial.papers[which::2], hidden=trial.hidden[which::2])


def fused(
    leave_out: frozenset[str] = frozenset(), *, weight: float = 1.0, scale: float = 1.0
) -> Method:
    """Make our ranking without some signals, or with its knobs on evidence turned."""

    def method(index: CitationIndex, seeds: Integers) -> Floats:
        values = fusion.compute_structure(index, seeds, leave_out=leave_out)
        turned = {
            signal
            if signal.name == "flow"
            else replace(signal, weight=signal.weight * weight, scale=signal.scale * scale): of
            for signal, of in values.items()
        }
        return fusion.fuse(turned, index.size)

    return method


def ablation(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield a table of what each signal brings alone, and what is missed without it."""
    names = [signal.name for signal in fusion.STRUCTURE]
    everything = frozenset(names)
    methods: dict[str, Method] = {"all": fused()}
    for name in names:
        methods[f"only {name}"] = fused(everything - {name})
        methods[f"without {name}"] = fused(frozenset({name}))
    found = {name: rows.mean(axis=0) for name, rows in measure(trials, methods).items()}
    yield "| signal | alone: recall@20 | MRR | all but it: recall@20 | MRR |"
    yield "|---|---|---|---|---|"
    yield "| all of them | {:.3f} | {:.3f} | | |".format(*found["all"])
    for name in names:
        alone, missed = found[f"only {name}"], found[f"without {name}"]
        yield "| {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} |".format(name, *alone, *missed)


def knobs(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield a table of both knobs, tuned on half of the papers and reported on the other."""
    turns = [(weight, scale) for weight in (0.5, 1.0, 2.0) for scale in (0.3, 1.0, 3.0)]
    methods = {f"{w} {s}": fused(weight=w, scale=s) for w, s in turns}
    methods |= {name: METHODS[name] for name in list(METHODS)[1:4]}
    tune = measure([half(trial, 0) for trial in trials], methods)
    report = measure([half(trial, 1) for trial in trials], methods)
    yield "| weight of evidence | scale | tuned: recall@20 | MRR | reported: recall@20 | MRR |"
    yield "|---|---|---|---|---|---|"
    for weight, scale in turns:
        row = (*tune[f"{weight} {scale}"].mean(axis=0), *report[f"{weight} {scale}"].mean(axis=0))
        yield "| {} | {:.2f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} |".format(
            weight * fusion.EVIDENCE_WEIGHT, scale * fusion.EVIDENCE_SCALE, *row
        )
    for name in list(METHODS)[1:4]:
        row = (*tune[name].mean(axis=0), *report[name].mean(axis=0))
        yield "| {} | | {:.3f} | {:.3f} | {:.3f} | {:.3f} |".format(name, *row)


def main() -> None:
    """Print one line for each method, ours first; or a table for the documentation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=CORA)
    parser.add_argument("--grown", type=int, help="papers of a made-up graph, instead of FILE")
    parser.add_argument("--rounds", type=int, default=PART, choices=range(1, PART + 1))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--uncited", action="store_true", help="ask for what nobody else cites too")
    parser.add_argument("--ablation", action="store_true", help="what each signal adds")
    parser.add_argument("--split", action="store_true", help="the knobs, tuned and reported")
    asked = parser.parse_args()
    citing, cited, size = grow(asked.grown) if asked.grown else read(asked.file)
    name = "grown" if asked.grown else asked.file.name
    trials = [
        hide(citing, cited, size, seed=asked.seed, turn=turn, uncited=asked.uncited)
        for turn in range(asked.rounds)
    ]
    print(
        f"{name}: {size:,} papers, {len(citing):,} citations; {asked.rounds} rounds; "
        f"{sum(len(t.papers) for t in trials):,} questions, "
        f"{sum(sum(map(len, t.hidden)) for t in trials):,} hidden references, "
        f"{sum(t.not_asked for t in trials):,} more that nobody else cites and are not asked for",
        file=sys.stderr,
    )
    if not any(trial.papers for trial in trials):
        sys.exit("no paper has five references of which one could be hidden")
    if asked.ablation or asked.split:
        for line in ablation(trials) if asked.ablation else knobs(trials):
            print(line, flush=True)
        return
    print(f"{'method':<46} recall@20  MRR", file=sys.stderr)
    for name, rows in measure(trials, METHODS).items():
        print("{:<46} {:.3f}      {:.3f}".format(name, *rows.mean(axis=0)), flush=True)


if __name__ == "__main__":
    main()
