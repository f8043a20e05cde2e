"""The rule that decides which candidate, if any, is the wanted paper (docs/matching.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.matching.candidate import Candidate, Match, Verdict, Wanted
from citeloom.enrich.matching.compare_titles import Likeness, Relation, compare_titles
from citeloom.enrich.matching.match_evidence import Witnesses, witnesses
from citeloom.graph.normalise_title import compact, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY_AUTHORS = 3  # an equal count of so many is a witness for a title cut short
GAP = 0.05  # by which a near title must be likelier than the next paper
SHORT_WORDS = 3
SHORT_CHARACTERS = 12
SHORT_CHARACTERS_CJK = 5  # a character there is about a word
DISTINCTIVE_WORDS = 8  # so long a title is hardly given twice in one year
# Titles that are given again and again; one witness does not tell their papers apart.
GENERIC = frozenset({
    "introduction", "preface", "foreword", "editorial", "guest editorial", "keynote", "letter",
    "abstract", "summary", "conclusion", "conclusions", "conclusion and future work", "background",
    "related work", "appendix", "index", "contents", "table of contents", "author index",
    "front matter", "back matter", "title page", "letter to the editor", "book review",
    "call for papers", "list of reviewers", "in memoriam", "erratum", "errata", "corrigendum",
    "correction", "addendum", "comment", "reply", "response", "discussion", "acknowledgements",
    "introduction to the special issue", "a survey", "a review", "an overview",
})  # fmt: skip

Judged = tuple[Candidate, Likeness, Witnesses]
Choice = tuple[Match, Candidate | None, str]


def decide(wanted: Wanted, candidates: Sequence[Candidate]) -> Verdict:
    """Decide which of a service's candidates is the wanted paper.

    A false link poisons a graph, a missing one is only missing: whatever is unclear is
    `ambiguous`, and its candidates are kept in `ranked`.
    """
    judged = [(c, compare_titles(wanted.title, c.title), witnesses(wanted, c)) for c in candidates]
    judged.sort(key=standing)
    ranked = tuple((candidate, round(likeness.score, 4)) for candidate, likeness, _ in judged)
    if not judged:
        return Verdict("none", None, 0.0, "No candidate came up.")
    equal = [one for one in judged if one[1].relation is Relation.EQUAL]
    if equal:
        match, candidate, evidence = among_equals(wanted, equal)
    else:
        match, candidate, evidence = among_near(judged)
    score = next((s for c, s in ranked if c is candidate), ranked[0][1])
    return Verdict(match, candidate, score, evidence, ranked)


def standing(one: Judged) -> tuple[object, ...]:
    """Sort by relation and likeness, then by witnesses; citations only choose between twins."""
    candidate, likeness, heard = one
    return (
        likeness.relation is not Relation.EQUAL,
        likeness.relation is Relation.EQUAL and bool(likeness.difference),
        -round(likeness.score, 4),
        len(heard.against) - len(heard.supporting),
        heard.years_apart or 0,
        -(candidate.cited_by_count or 0),
        candidate.id,
    )


def among_equals(wanted: Wanted, equal: list[Judged]) -> Choice:
    """Choose among candidates whose titles equal the wanted one."""
    if any(contradict(a[0], b[0]) for n, a in enumerate(equal) for b in equal[n + 1 :]):
        fitting = [one for one in equal if one[2].fits]
        if not fitting:
            return "ambiguous", None, f"{len(equal)} papers have this title, and none clearly fits."
        if any(contradict(fitting[0][0], one[0]) for one in fitting[1:]):
            return "ambiguous", None, f"{len(fitting)} different papers of this title would fit."
        equal = fitting
    candidate, likeness, heard = equal[0]
    doubt = doubt_equal(wanted.title, likeness, heard)
    if doubt:
        return "ambiguous", None, f"The titles are equal, but {doubt}."
    support = f"; so {'is' if len(heard.supporting) == 1 else 'are'} the {listed(heard.supporting)}"
    spelled = "equal" if wanted.title == candidate.title else "equal after normalisation"
    return "exact", candidate, f"The titles are {spelled}{support if heard.supporting else ''}."


def doubt_equal(title: str, likeness: Likeness, heard: Witnesses) -> str:  # noqa: PLR0911 - a list of cases
    """Say what is missing before equal titles are one paper, or return an empty string."""
    strong = heard.surnames is True or heard.abstract is True
    against = list(heard.against)
    if heard.years_apart is not None and not heard.far_year:
        against = [reason for reason in against if reason != "the years differ"]
    reasons = listed(against)
    if is_generic(title):
        sure = heard.abstract or (heard.surnames and heard.years_apart == 0)
        return "" if sure and not reasons else reasons or "so many papers are called this"
    if is_short(title):
        sure = strong or (heard.year and heard.same_count)
        return "" if sure and not reasons else reasons or "the title is short and nothing else fits"
    if likeness.difference and not (strong or (heard.year and heard.count)):
        return f"{likeness.difference}, and nothing else fits"
    if not reasons or (strong and len(against) == 1):
        return ""
    if against == ["the years differ"] and heard.same_count:
        return ""
    if (
        against == ["the numbers of authors differ"]
        and heard.year
        and len(normalise(title).split()) >= DISTINCTIVE_WORDS
    ):
        return ""
    return reasons


def among_near(judged: list[Judged]) -> Choice:
    """Choose among candidates whose titles are near the wanted one, but not equal."""
    open_ones = [one for one in judged if one[1].relation > Relation.OTHER]
    if not open_ones:
        _, likeness, _ = next((o for o in judged if o[1].relation is Relation.OTHER), judged[0])
        if likeness.relation is Relation.OTHER:
            return "none", None, f"The nearest title is another paper: {likeness.difference}."
        return "none", None, "No candidate has a similar title."
    open_ones.sort(key=lambda one: (-one[1].relation, standing(one)))
    candidate, likeness, heard = open_ones[0]
    doubt = doubt_near(candidate, likeness, heard)
    rivals = [
        one
        for one in open_ones[1:]
        if one[1].score > likeness.score - GAP and not twins(candidate, one[0])
    ]
    if not doubt and rivals and heard.abstract is not True:
        doubt = "another candidate is almost as near"
    if doubt:
        return "ambiguous", None, f"The titles are near ({likeness.difference}), but {doubt}."
    difference = likeness.difference or "an article or a blank"
    also = listed(heard.supporting)
    return "fuzzy", candidate, f"The titles differ only in this: {difference}; {also} agree."


def doubt_near(candidate: Candidate, likeness: Likeness, heard: Witnesses) -> str:  # noqa: PLR0911 - a list of cases
    """Say what is missing before near titles are one paper, or return an empty string."""
    if heard.against:
        return listed(heard.against)
    if heard.abstract is True and (heard.year or heard.surnames):
        return ""
    if likeness.relation is Relation.NEAR:
        return "a word that differs may mean another paper"
    if not heard.year:
        return "a year is missing"
    if heard.surnames is True and heard.count is not None:
        return ""
    if likeness.relation is Relation.SUBTITLE:
        sure = heard.same_count and (candidate.author_count or 0) >= MANY_AUTHORS
        return "" if sure else "nothing shows that the authors are the same"
    return "" if heard.count else "the numbers of authors cannot be compared"


def contradict(first: Candidate, second: Candidate) -> bool:
    """Tell that two records of one title are different papers, or may well be."""
    return bool(witnesses(first, second).against)


def twins(first: Candidate, second: Candidate) -> bool:
    """Tell that two candidates are records of one paper."""
    same = compact(normalise(first.title)) == compact(normalise(second.title))
    return same and not contradict(first, second)


def is_generic(title: str) -> bool:
    """Tell whether a title is given to countless papers."""
    return normalise(title) in GENERIC


def is_short(title: str) -> bool:
    """Tell whether a title is too short to name one paper by itself."""
    normalised = normalise(title)
    letters = compact(normalised)
    if any("\u2e80" <= c <= "\ud7ff" or c >= "\U00020000" for c in letters):
        return len(letters) < SHORT_CHARACTERS_CJK
    return len(normalised.split()) <= SHORT_WORDS or len(letters) < SHORT_CHARACTERS


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
