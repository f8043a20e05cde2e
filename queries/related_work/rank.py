"""From seeds to suggestions: rank, keep one version of each paper, and say why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.errors import PaperNotFound, UsageError
from citeloom.queries.related_work import fusion, signals
from citeloom.queries.related_work.reasons import Question, find_evidence
from citeloom.queries.related_work.suggestion import Basis, Part, Related, Suggestion
from citeloom.queries.related_work.versions import make_version_finder, mark_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from citeloom.graph.projection import Citations
    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.signals import Floats, Positions

    Values = Mapping[fusion.Signal, Floats]


def rank_related(  # noqa: PLR0913 - what is ranked, for what, by what, and two wishes
    citations: Citations,
    seeds: Sequence[int],
    facts: Facts,
    *,
    index: CitationIndex | None = None,
    limit: int = 30,
    keep_cited: bool | None = None,
) -> Related:
    """Rank what belongs into the related work of one paper, of several, or of a whole listing.

    Args:
        citations: All papers and citations of the graph.
        seeds: Places of the papers in `citations.ids`; repetitions count once.
        facts: What else is known, in the order of `citations.ids`; see `read_facts` and
            `make_unknown_facts`.
        index: The index of `citations`, where it is already made.
        limit: How many suggestions at most; 0 gives none, a million all that there are.
        keep_cited: Whether works that a seed cites already are suggested. By default they are
            left out for one seed, whose author knows them, and kept for several, where what most
            of them cite is the core.

    Raises:
        UsageError: No seed is given, or the limit is negative.
        PaperNotFound: A seed is not a place in the graph.
    """
    known = len(citations.ids)
    if limit < 0:
        raise UsageError(f"a limit of {limit} is not possible", todo="Give 0 or more")
    if not len(seeds):
        raise UsageError("no paper is given", todo="Name a paper, or list papers in the graph")
    outside = [seed for seed in seeds if not 0 <= seed < known]
    if outside:
        raise PaperNotFound(f"the graph has {known:,} papers and no number {outside[0]}")
    at = np.array(sorted(set(seeds)), np.int64)
    index = index or CitationIndex.of(citations)
    keep_cited = len(at) > 1 if keep_cited is None else keep_cited

    values = compute_signals(index, facts, at)
    score = fusion.fuse(values, index.size)
    candidates = score > 0
    candidates[at] = False
    if not keep_cited:
        candidates &= ~(signals.sum_rows(index.cites, at) > 0)
    basis = describe_basis(index, facts, at, int(candidates.sum()))
    best = fusion.order_candidates(score, candidates, index.size if limit else 0)
    question = Question.ask(index, facts, citations.listed, at)
    return Related(basis, tuple(choose_suggestions(question, values, score, best, limit)))


def compute_signals(index: CitationIndex, facts: Facts, seeds: Positions) -> Values:
    """Compute every signal: by structure, by shared things, by text."""
    values: dict[fusion.Signal, Floats] = fusion.compute_structure(index, seeds)
    linked = index.degree > 0
    by_structure = fusion.fuse(values, index.size)
    if len(seeds) > 1:
        cited = signals.clear_seeds(signals.sum_rows(index.cites, seeds), seeds)
        values[fusion.CITED] = cited
    for kind, things in facts.things.items():
        values[fusion.SHARED[kind]] = signals.shared(things.has, seeds)
    if facts.texts is not None:
        values[fusion.TEXT] = signals.closeness(facts.texts, seeds)
    reached = by_structure[linked & (by_structure > 0)]
    if len(reached):
        # Citations of such a paper are unknown, not absent: it gets what is usual. Only with
        # something else in its favour, or every paper without citations would be a candidate.
        favoured = fusion.fuse(
            {signal: of for signal, of in values.items() if signal not in fusion.STRUCTURE},
            index.size,
        )
        usual = np.where(~linked & (favoured > 0), np.expm1(np.median(reached)), 0)
        values[fusion.UNKNOWN] = signals.clear_seeds(usual.astype(np.float32), seeds)
    return values


def choose_suggestions(
    question: Question, values: Values, score: Floats, best: Positions, limit: int
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
            score=float(score[paper]),
            retracted=paper in facts.retracted,
            signals=explain_score(values, paper),
            evidence=find_evidence(question, paper),
            versions=tuple(versions),
        )
        for paper, versions in taken.items()
    ]


def explain_score(values: Values, paper: int) -> dict[str, Part]:
    """Say how each signal that is not 0 enters the score, the greatest contribution first."""
    found = {
        signal.name: Part(
            value=float(of[paper]),
            weight=signal.weight,
            contribution=float(signal.contribution(of[[paper]])[0]),
        )
        for signal, of in values.items()
        if of[paper] > 0
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].contribution))


def describe_basis(index: CitationIndex, facts: Facts, seeds: Positions, candidates: int) -> Basis:
    """Count what is known about the seeds, and say in notes what is not."""
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
        notes=tuple(notes),
    )


def find_listed_papers(citations: Citations) -> list[int]:
    """Return the places of all papers that a listing of the user has."""
    return [int(at) for at in np.flatnonzero(citations.listed)]


def list_ids(ids: NDArray[np.str_]) -> tuple[str, ...]:
    """Return the ids of a projection as plain strings, for `read_facts`."""
    return tuple(ids.tolist())
