"""The rules by which a candidate with an equal or a near title is accepted, or left open.

Two tables, read from the top: the first rule that applies decides. docs/matching.md lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.matching.compare_titles import Relation
from citeloom.enrich.matching.match_evidence import COUNTS_DIFFER, YEARS_DIFFER
from citeloom.enrich.matching.plain_titles import is_distinctive, is_generic, is_short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citeloom.enrich.matching.candidate import Candidate
    from citeloom.enrich.matching.compare_titles import Similarity
    from citeloom.enrich.matching.match_evidence import MatchEvidence

MANY_AUTHORS = 3  # an equal count of so many is evidence for a title cut short


@dataclass(frozen=True, slots=True)
class Comparison:
    """A candidate beside the title that is wanted: how the titles relate, and what else is known.

    Attributes:
        title: The wanted title.
        candidate: The candidate.
        similarity: How the two titles relate.
        evidence: What year, authors and abstract say.
    """

    title: str
    candidate: Candidate
    similarity: Similarity
    evidence: MatchEvidence


@dataclass(frozen=True, slots=True)
class MatchRule:
    """One rule.

    Attributes:
        when: The condition, in words.
        because: Why the rule is as it is.
        applies: The condition.
        doubt: What is missing, as the end of a sentence; None where the candidate is accepted.
    """

    when: str
    because: str
    applies: Callable[[Comparison], bool]
    doubt: Callable[[Comparison], str] | None = None


def find_doubt(rules: Sequence[MatchRule], one: Comparison) -> str:
    """Say what is missing before a candidate is the wanted paper, or return an empty string."""
    rule = next(rule for rule in rules if rule.applies(one))
    return rule.doubt(one) if rule.doubt else ""


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _is_plain(one: Comparison) -> bool:
    return is_generic(one.title) or is_short(one.title)


def _is_contradicted(one: Comparison) -> bool:
    return bool(one.evidence.contradictions)


def _is_generic_without_proof(one: Comparison) -> bool:
    told = one.evidence
    return is_generic(one.title) and not (
        told.abstract or (told.surnames and told.years_apart == 0)
    )


def _is_short_without_proof(one: Comparison) -> bool:
    told = one.evidence
    return (
        not is_generic(one.title)
        and is_short(one.title)
        and not (told.strong or (told.year and told.same_count))
    )


def _is_asked_by_one_alone(one: Comparison) -> bool:
    told = one.evidence
    return bool(one.similarity.difference) and not (told.strong or (told.year and told.count))


def _is_outweighed(one: Comparison) -> bool:
    return one.evidence.strong and len(one.evidence.contradictions) == 1


def _is_old_alone(one: Comparison) -> bool:
    return one.evidence.contradictions == (YEARS_DIFFER,) and one.evidence.same_count


def _is_count_alone(one: Comparison) -> bool:
    told = one.evidence
    return told.contradictions == (COUNTS_DIFFER,) and bool(told.year) and is_distinctive(one.title)


def _is_proved_by_abstract(one: Comparison) -> bool:
    told = one.evidence
    return told.abstract is True and bool(told.year or told.surnames)


def _is_cut_short(one: Comparison) -> bool:
    return one.similarity.relation is Relation.SUBTITLE


def _has_many_authors(one: Comparison) -> bool:
    return one.evidence.same_count and (one.candidate.author_count or 0) >= MANY_AUTHORS


def _name_contradictions(one: Comparison) -> str:
    return join_words(one.evidence.contradictions)


def _name_against(one: Comparison) -> str:
    return join_words(one.evidence.against)


def _is_anything(_: Comparison) -> bool:
    return True


EQUAL_TITLE_RULES = (
    MatchRule(
        "the title is short or generic, and anything contradicts",
        "such a title has nothing to set against a contradiction",
        lambda one: _is_plain(one) and _is_contradicted(one),
        _name_contradictions,
    ),
    MatchRule(
        "the title is generic, and neither the abstract agrees nor the surnames in the same year",
        "one editor may write an Editorial every year",
        _is_generic_without_proof,
        lambda _: "so many papers are called this",
    ),
    MatchRule(
        "the title is short, and neither surnames nor abstract nor year and number of authors "
        "agree",
        "two papers of a field may well share three words",
        _is_short_without_proof,
        lambda _: "the title is short and nothing else fits",
    ),
    MatchRule(
        "only one of the titles asks, and neither surnames nor abstract nor year and number of "
        "authors agree",
        "a paper that answers another one may put its title as a question",
        _is_asked_by_one_alone,
        lambda one: f"{one.similarity.difference}, and nothing else fits",
    ),
    MatchRule(
        "nothing contradicts",
        "a title of some length names one paper; up to 3 years are a late publication",
        lambda one: not _is_contradicted(one),
    ),
    MatchRule(
        "one thing contradicts, and the surnames or the abstract agree",
        "sources err in a year or in a number of authors, seldom in who wrote what",
        _is_outweighed,
    ),
    MatchRule(
        "only the year contradicts, and the number of authors is the same and more than one",
        "a reprint, or a late deposit, keeps title and authors",
        _is_old_alone,
    ),
    MatchRule(
        "only the number of authors contradicts, the year is near, and the title has 8 words",
        "sources cut long lists of authors, and so long a title is not given twice in a year",
        _is_count_alone,
    ),
    MatchRule(
        "otherwise",
        "an equal title whose paper looks different may be another paper",
        _is_anything,
        _name_contradictions,
    ),
)

NEAR_TITLE_RULES = (
    MatchRule(
        "anything contradicts, years more than 1 apart included",
        "a title that differs has nothing to set against a contradiction",
        lambda one: bool(one.evidence.against),
        _name_against,
    ),
    MatchRule(
        "the abstract agrees, and the year or the surnames",
        "a paper that was given another title keeps its abstract",
        _is_proved_by_abstract,
    ),
    MatchRule(
        "a word differs, by more than an article or one letter within it",
        "one word makes another paper of a title",
        lambda one: one.similarity.relation is Relation.NEAR,
        lambda _: "a word that differs may mean another paper",
    ),
    MatchRule(
        "a year is missing",
        "a later edition would look the same",
        lambda one: not one.evidence.year,
        lambda _: "a year is missing",
    ),
    MatchRule(
        "the surnames agree, and both numbers of authors are known",
        "the same people in the same year under nearly the same title",
        lambda one: one.evidence.surnames is True and one.evidence.count is not None,
    ),
    MatchRule(
        "a subtitle is missing, and the numbers of authors are the same, 3 or more",
        "an equal number of many authors is seldom an accident",
        lambda one: _is_cut_short(one) and _has_many_authors(one),
    ),
    MatchRule(
        "a subtitle is missing",
        "many papers share the beginning of their title",
        _is_cut_short,
        lambda _: "nothing shows that the authors are the same",
    ),
    MatchRule(
        "the numbers of authors are near",
        "a misspelt letter, in a near year and with as many authors, is a slip",
        lambda one: bool(one.evidence.count),
    ),
    MatchRule(
        "otherwise",
        "a near title by itself proves nothing",
        _is_anything,
        lambda _: "the numbers of authors cannot be compared",
    ),
)
