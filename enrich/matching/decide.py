"""The rule that decides which candidate, if any, is the wanted paper (docs/matching.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.matching.candidate import Candidate, Match, Verdict, Wanted
from citeloom.enrich.matching.compare_titles import Relation, compare_titles
from citeloom.enrich.matching.match_evidence import weigh_evidence
from citeloom.enrich.matching.match_rules import (
    EQUAL_TITLE_RULES,
    NEAR_TITLE_RULES,
    Comparison,
    find_doubt,
    join_words,
)
from citeloom.graph.normalise_title import compact, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 0.05  # by which a near title must be more similar than the next paper's

Choice = tuple[Match, Candidate | None, str]


def decide(wanted: Wanted, candidates: Sequence[Candidate]) -> Verdict:
    """Decide which of a service's candidates is the wanted paper.

    A false link poisons a graph, a missing one is only missing: whatever is unclear is
    `ambiguous`, and its candidates are kept in `ranked`.
    """
    compared = sorted((compare(wanted, each) for each in candidates), key=rank)
    if not compared:
        return Verdict("none", None, 0.0, "No candidate came up.")
    ranked = tuple((one.candidate, round(one.similarity.score, 4)) for one in compared)
    equal = [one for one in compared if one.similarity.relation is Relation.EQUAL]
    match, candidate, evidence = choose_equal(equal) if equal else choose_near(compared)
    score = next((s for c, s in ranked if c is candidate), ranked[0][1])
    return Verdict(match, candidate, score, evidence, ranked)


def compare(wanted: Wanted, candidate: Candidate) -> Comparison:
    """Put a candidate beside the wanted paper."""
    return Comparison(
        wanted.title,
        candidate,
        compare_titles(wanted.title, candidate.title),
        weigh_evidence(wanted, candidate),
    )


def rank(one: Comparison) -> tuple[object, ...]:
    """Sort by relation and similarity, then by evidence; citations only choose between twins."""
    similarity, evidence = one.similarity, one.evidence
    return (
        similarity.relation is not Relation.EQUAL,
        similarity.relation is Relation.EQUAL and bool(similarity.difference),
        -round(similarity.score, 4),
        len(evidence.against) - len(evidence.supporting),
        evidence.years_apart or 0,
        -(one.candidate.cited_by_count or 0),
        one.candidate.id,
    )


def choose_equal(equal: list[Comparison]) -> Choice:
    """Choose among candidates whose titles equal the wanted one."""
    if any(
        contradict(a.candidate, b.candidate) for n, a in enumerate(equal) for b in equal[n + 1 :]
    ):
        fitting = [one for one in equal if one.evidence.fits]
        if not fitting:
            return "ambiguous", None, f"{len(equal)} papers have this title, and none clearly fits."
        if any(contradict(fitting[0].candidate, one.candidate) for one in fitting[1:]):
            return "ambiguous", None, f"{len(fitting)} different papers of this title would fit."
        equal = fitting
    best = equal[0]
    if doubt := find_doubt(EQUAL_TITLE_RULES, best):
        return "ambiguous", None, f"The titles are equal, but {doubt}."
    supporting = best.evidence.supporting
    support = f"; so {'is' if len(supporting) == 1 else 'are'} the {join_words(supporting)}"
    spelled = "equal" if best.title == best.candidate.title else "equal after normalisation"
    return "exact", best.candidate, f"The titles are {spelled}{support if supporting else ''}."


def choose_near(compared: list[Comparison]) -> Choice:
    """Choose among candidates whose titles are near the wanted one, but not equal."""
    open_ones = [one for one in compared if one.similarity.relation > Relation.OTHER]
    if not open_ones:
        others = (one for one in compared if one.similarity.relation is Relation.OTHER)
        other = next(others, None)
        if other is None:
            return "none", None, "No candidate has a similar title."
        difference = other.similarity.difference
        return "none", None, f"The nearest title is another paper: {difference}."
    open_ones.sort(key=lambda one: (-one.similarity.relation, rank(one)))
    best = open_ones[0]
    doubt = find_doubt(NEAR_TITLE_RULES, best)
    rivals = [
        one
        for one in open_ones[1:]
        if one.similarity.score > best.similarity.score - GAP
        and not are_same_paper(best.candidate, one.candidate)
    ]
    if not doubt and rivals and best.evidence.abstract is not True:
        doubt = "another candidate is almost as near"
    if doubt:
        difference = best.similarity.difference
        return "ambiguous", None, f"The titles are near ({difference}), but {doubt}."
    difference = best.similarity.difference or "an article or a blank"
    also = join_words(best.evidence.supporting)
    return (
        "fuzzy",
        best.candidate,
        f"The titles differ only in this: {difference}; {also} agree.",
    )


def contradict(first: Candidate, second: Candidate) -> bool:
    """Tell that two records of one title are different papers, or may well be."""
    return bool(weigh_evidence(first, second).against)


def are_same_paper(first: Candidate, second: Candidate) -> bool:
    """Tell that two candidates are records of one paper."""
    same = compact(normalise(first.title)) == compact(normalise(second.title))
    return same and not contradict(first, second)
