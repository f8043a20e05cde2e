"""From a neighbourhood to suggestions: rank, keep one version of each paper, and say why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from citeloom.graph.errors import UsageError
from citeloom.queries.related_work import fusion, signals
from citeloom.queries.related_work.chance import Missing, compute_chances, count_missing
from citeloom.queries.related_work.reasons import Question, find_evidence
from citeloom.queries.related_work.suggestion import Basis, Part, Related, Suggestion
from citeloom.queries.related_work.versions import make_version_finder, mark_known
from citeloom.queries.related_work.wishes import NO_WISHES, grant_wishes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from citeloom.graph.citation_index import CitationIndex
    from citeloom.queries.related_work.neighbourhood import Neighbourhood
    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.signals import Floats, Positions
    from citeloom.queries.related_work.wishes import Granted, Wishes

LEAST_EXPECTED, MORE_THAN_ONE = 0.5, 1.5  # as rounded: none, and more than one
UNLINKED_CLOSE = 2 * signals.CLOSE  # cosine from which a paper without citations is a candidate


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """A ranking before anything is chosen from it.

    Attributes:
        values: Value of each signal, NaN where not known.
        added: What each signal adds to the score.
        score: Their sum. Shape (n,).
        candidates: Which papers are ranked. Shape (n,), bool.
        chances: How likely each candidate belongs. Shape (n,). None for lists that are much longer
            than those which chances were fitted on.
        missing: How many of the candidates belong, or None for such lists.
    """

    values: Mapping[str, Floats]
    added: Mapping[str, Floats]
    score: Floats
    candidates: NDArray[np.bool_]
    chances: Floats | None
    missing: Missing | None


def rank_related(
    around: Neighbourhood,
    facts: Facts,
    *,
    limit: int = 30,
    wishes: Wishes = NO_WISHES,
) -> Related:
    """Rank what belongs into the related work of one paper, of several, or of a whole listing.

    What a single paper cites is not suggested, since its author knows it; what several papers cite
    is, since what most of them cite is the core.

    Args:
        around: The papers that are looked at, with the given ones among them.
        facts: What else is known of them, in the same order.
        limit: How many suggestions at most; 0 gives none, a million all that there are.
        wishes: What the reader wants to see.

    Raises:
        UsageError: The limit is negative.
    """
    if limit < 0:
        raise UsageError(f"a limit of {limit} is not possible", todo="Give 0 or more")
    index, given = around.index, around.given
    scores = score_papers(index, facts, given, around.seeds)
    granted = grant_wishes(wishes, facts, given, scores.added, scores.candidates)
    best = fusion.order_candidates(granted.score, granted.candidates, index.size if limit else 0)
    question = Question.ask(index, facts, around.listed, given)
    chosen = choose_suggestions(question, scores, granted, best, limit)
    basis = describe_basis(around, facts, scores, granted.notes, chosen)
    return Related(basis, tuple(chosen))


def score_papers(index: CitationIndex, facts: Facts, given: Positions, seeds: Positions) -> Scores:
    """Score all papers of a neighbourhood.

    Args:
        index: The citations.
        facts: What else is known.
        given: Places of the papers that the ranking is for.
        seeds: Places of those from which citations are followed; none of them is ranked.
    """
    model = fusion.choose_model(given)
    values = fusion.compute_signals(index, facts, given, seeds)
    candidates = find_candidates(index, values)
    candidates[seeds] = False  # the given papers are among them
    added = fusion.contribute(model.terms, values, candidates)
    score = fusion.add_up(added, index.size)
    if not model.tells_chances(len(given)):
        return Scores(values, added, score, candidates, None, None)
    chances = compute_chances(model, score, candidates, len(given))
    return Scores(values, added, score, candidates, chances, count_missing(model, chances))


def find_candidates(index: CitationIndex, values: Mapping[str, Floats]) -> NDArray[np.bool_]:
    """Say which papers anything speaks for: a walk comes to them, or words or things are shared."""
    reached = np.nan_to_num(values["flow"]) > 0
    alone = index.degree == 0
    favoured = np.zeros(index.size, np.bool_)
    for name in ("repository", "model", "dataset", "author", "topic"):
        if name in values:
            favoured |= np.nan_to_num(values[name]) > 0
    if "title" in values:
        favoured |= np.nan_to_num(values["title"]) >= UNLINKED_CLOSE
    # Where no citation leads anywhere, the rest decides for all papers.
    nowhere = not reached.any()
    found: NDArray[np.bool_] = reached | (favoured & (alone | nowhere))
    return found


def choose_suggestions(
    question: Question, scores: Scores, granted: Granted, best: Positions, limit: int
) -> list[Suggestion]:
    """Take candidates in order, one version of each paper, until there are enough."""
    facts = question.facts
    first = make_version_finder(facts)
    mark_known(first, question.seeds.tolist())
    taken: dict[int, list[str]] = {}
    for paper in best.tolist():
        if len(taken) == limit:
            break
        earlier = first(paper)
        if earlier is None:
            taken[paper] = []
        elif earlier in taken:
            taken[earlier].append(facts.ids[paper])
    return [
        Suggestion(
            paper=paper,
            id=facts.ids[paper],
            title=facts.titles[paper],
            year=facts.years[paper],
            score=float(granted.score[paper]),
            chance=None if scores.chances is None else float(scores.chances[paper]),
            retracted=paper in facts.retracted,
            signals=explain_score(scores.values, granted.added, paper),
            evidence=(*find_evidence(question, paper), *granted.tell(paper)),
            versions=tuple(versions),
        )
        for paper, versions in taken.items()
    ]


def explain_score(
    values: Mapping[str, Floats], added: Mapping[str, Floats], paper: int
) -> dict[str, Part]:
    """Say what each signal adds to the score, the greatest contribution first.

    A signal that is not known of the paper adds nothing and is left out; `toward` has no value.
    """
    found = {}
    for name, of in added.items():
        value = values.get(name)
        known = None if value is None else float(value[paper])
        if of[paper] and (known is None or not np.isnan(known)):
            found[name] = Part(known, fusion.WORDS[name], float(of[paper]))
    return dict(sorted(found.items(), key=lambda item: -item[1].contribution))


def describe_basis(
    around: Neighbourhood,
    facts: Facts,
    scores: Scores,
    wished: Sequence[str],
    chosen: Sequence[Suggestion],
) -> Basis:
    """Count what is known about the given papers, and say in notes what is not."""
    index, seeds = around.index, around.given
    candidates = int(scores.candidates.sum())
    with_references = int((index.out_degree[seeds] > 0).sum())
    unlinked = [int(seed) for seed in seeds if index.degree[seed] == 0]
    fetched = sorted(facts.fetched[seed] for seed in seeds.tolist() if seed in facts.fetched)
    notes = []
    if len(unlinked) == len(seeds):
        notes.append(
            "No citation from or to "
            + ("this paper" if len(seeds) == 1 else "these papers")
            + " is known, so the ranking rests on text, authors, topics and code alone"
        )
    elif unlinked:
        notes.append(
            f"No citation is known of {len(unlinked)} of the papers: they count by text, authors, "
            "topics and code alone"
        )
    withdrawn = sum(seed in facts.retracted for seed in seeds.tolist())
    if withdrawn:
        notes.append(
            f"{withdrawn} of the papers given ha{'s' if withdrawn == 1 else 've'} been retracted"
        )
    if not candidates:
        notes.append("Nothing in the graph is related to " + ("it" if len(seeds) == 1 else "them"))
    expected = None
    if scores.missing is not None:
        expected = sum(each.chance or 0 for each in chosen)
        if chosen:
            notes.append(describe_chances(scores.missing, len(chosen), expected, len(seeds)))
    elif chosen:
        notes.append(
            "How many of these belong is not told, since the list is much longer than those on "
            "which it was measured"
        )
    if around.left_out:
        notes.append(
            f"{around.left_out:,} papers are too many to start from and were only ranked against"
        )
    return Basis(
        seeds=tuple(facts.ids[seed] for seed in seeds.tolist()),
        with_references=with_references,
        with_citations=int((index.in_degree[seeds] > 0).sum()),
        sources=dict(
            sorted(
                Counter(
                    facts.sources[seed] for seed in seeds.tolist() if seed in facts.sources
                ).items()
            )
        ),
        fetched_from=fetched[0] if fetched else None,
        fetched_to=fetched[-1] if fetched else None,
        candidates=candidates,
        papers=around.papers,
        looked_at=len(around.ids),
        expected=expected,
        missing=scores.missing,
        notes=(*notes, *wished),
    )


def describe_chances(missing: Missing, many: int, expected: float, given: int) -> str:
    """Say how many of the suggestions belong, and how many more papers there are that do."""
    few = expected < LEAST_EXPECTED
    about = f"{'Less than one' if few else f'About {expected:.0f}'} of these {many}"
    if given == 1:
        return (
            f"{about} would stand in its reference list, judged by papers of which a fifth of the "
            "references was hidden"
        )
    ending = "" if expected >= MORE_THAN_ONE else "s"
    return (
        f"{about} belong{ending} in the list; in this graph "
        f"{missing.expected:.0f} more papers are expected to ({missing.low} to {missing.high} "
        "in four of five lists), judged by lists of which half was hidden"
    )
