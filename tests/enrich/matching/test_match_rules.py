from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from citeloom.enrich.matching import Candidate
from citeloom.enrich.matching.compare_titles import Relation, Similarity
from citeloom.enrich.matching.match_evidence import MatchEvidence
from citeloom.enrich.matching.match_rules import (
    EQUAL_TITLE_RULES,
    NEAR_TITLE_RULES,
    Comparison,
    MatchRule,
    find_doubt,
)
from citeloom.enrich.matching.title_vetoes import VETOES

PAGE = Path(__file__).parents[3] / "docs" / "matching.md"
SILENT = MatchEvidence(None, None, None, None, None, same_count=False)
GENERIC, SHORT = "Introduction", "Graph Neural Networks"
PLAIN = "Learning to Compose Soft Prompts"
LONG = "On the Opportunities and Risks of Foundation Models in Medicine"


def told(**known: object) -> MatchEvidence:
    """Make evidence as weighing would: what follows from what is known is filled in."""
    apart = known.get("years_apart")
    if isinstance(apart, int):
        known.setdefault("year", apart <= 1)
    if known.get("same_count"):
        known.setdefault("count", True)
    return replace(SILENT, **known)


def deciding(rules: tuple[MatchRule, ...], one: Comparison) -> str:
    return next(rule.when for rule in rules if rule.applies(one))


def equal(title: str, evidence: MatchEvidence, difference: str = "") -> Comparison:
    return Comparison(
        title, Candidate("W1", title), Similarity(Relation.EQUAL, 1.0, difference), evidence
    )


def near(relation: Relation, evidence: MatchEvidence, authors: int | None = None) -> Comparison:
    found = Candidate("W1", PLAIN, author_count=authors)
    return Comparison(PLAIN, found, Similarity(relation, 0.95, "a for b"), evidence)


ASKS = "only one of them asks"
PLAIN_CONTRADICTED, GENERIC_ALONE, SHORT_ALONE, ASKED, CLEAR, OUTWEIGHED, OLD, COUNT, ELSE = range(
    9
)


@pytest.mark.parametrize(
    ("one", "place", "doubt"),
    [
        (equal(GENERIC, told(surnames=False)), PLAIN_CONTRADICTED, "the authors differ"),
        (equal(SHORT, told(surnames=True, years_apart=9)), PLAIN_CONTRADICTED, "the years differ"),
        (equal(GENERIC, told(abstract=True, count=False)), PLAIN_CONTRADICTED,
         "the numbers of authors differ"),
        (equal(GENERIC, SILENT), GENERIC_ALONE, "so many papers are called this"),
        (equal(GENERIC, told(surnames=True)), GENERIC_ALONE, "so many papers are called this"),
        (equal(GENERIC, told(surnames=True, years_apart=1)), GENERIC_ALONE,
         "so many papers are called this"),
        (equal(GENERIC, told(years_apart=0, same_count=True)), GENERIC_ALONE,
         "so many papers are called this"),
        (equal(GENERIC, told(surnames=True, years_apart=0)), CLEAR, ""),
        (equal(GENERIC, told(abstract=True)), CLEAR, ""),
        (equal(GENERIC, told(abstract=True, years_apart=3)), CLEAR, ""),
        (equal(SHORT, SILENT), SHORT_ALONE, "the title is short and nothing else fits"),
        (equal(SHORT, told(years_apart=0, count=True)), SHORT_ALONE,
         "the title is short and nothing else fits"),
        (equal(SHORT, told(years_apart=2, same_count=True)), SHORT_ALONE,
         "the title is short and nothing else fits"),
        (equal(SHORT, told(years_apart=1, same_count=True)), CLEAR, ""),
        (equal(SHORT, told(surnames=True, years_apart=3)), CLEAR, ""),
        (equal(SHORT, told(abstract=True)), CLEAR, ""),
        (equal(PLAIN, told(years_apart=0), ASKS), ASKED, f"{ASKS}, and nothing else fits"),
        (equal(PLAIN, told(same_count=True), ASKS), ASKED, f"{ASKS}, and nothing else fits"),
        (equal(PLAIN, told(years_apart=1, count=True), ASKS), CLEAR, ""),
        (equal(PLAIN, told(surnames=True), ASKS), CLEAR, ""),
        (equal(PLAIN, told(abstract=True), ASKS), CLEAR, ""),
        (equal(PLAIN, SILENT), CLEAR, ""),
        (equal(PLAIN, told(years_apart=3)), CLEAR, ""),
        (equal(PLAIN, told(years_apart=4)), ELSE, "the years differ"),
        (equal(PLAIN, told(surnames=True, years_apart=4)), OUTWEIGHED, ""),
        (equal(PLAIN, told(abstract=True, surnames=False)), OUTWEIGHED, ""),
        (equal(PLAIN, told(surnames=True, abstract=False)), OUTWEIGHED, ""),
        (equal(PLAIN, told(surnames=True, years_apart=4, count=False)), ELSE,
         "the years differ and the numbers of authors differ"),
        (equal(PLAIN, told(years_apart=4, same_count=True)), OLD, ""),
        (equal(PLAIN, told(years_apart=4, count=True)), ELSE, "the years differ"),
        (equal(PLAIN, told(years_apart=4, same_count=True, abstract=False)), ELSE,
         "the years differ and the abstracts differ"),
        (equal(LONG, told(years_apart=1, count=False)), COUNT, ""),
        (equal(LONG, told(years_apart=2, count=False)), ELSE, "the numbers of authors differ"),
        (equal(LONG, told(count=False)), ELSE, "the numbers of authors differ"),
        (equal(LONG, told(years_apart=1, count=False, surnames=False)), ELSE,
         "the numbers of authors differ and the authors differ"),
        (equal(PLAIN, told(years_apart=0, count=False)), ELSE, "the numbers of authors differ"),
        (equal(PLAIN, told(surnames=False, abstract=False, years_apart=9)), ELSE,
         "the years differ, the authors differ and the abstracts differ"),
    ],
)  # fmt: skip
def test_an_equal_title_is_decided_by_the_first_rule_that_applies(
    one: Comparison, place: int, doubt: str
) -> None:
    assert deciding(EQUAL_TITLE_RULES, one) == EQUAL_TITLE_RULES[place].when
    assert find_doubt(EQUAL_TITLE_RULES, one) == doubt


AGAINST, ABSTRACT, WORD, NO_YEAR, SAME_PEOPLE, SAME_NUMBER, CUT, COUNTS, NOTHING = range(9)


@pytest.mark.parametrize(
    ("one", "place", "doubt"),
    [
        (near(Relation.SPELLING, told(years_apart=2, surnames=True)), AGAINST, "the years differ"),
        (near(Relation.NEAR, told(abstract=True, count=False)), AGAINST,
         "the numbers of authors differ"),
        (near(Relation.NEAR, told(abstract=True, years_apart=1)), ABSTRACT, ""),
        (near(Relation.NEAR, told(abstract=True, surnames=True)), ABSTRACT, ""),
        (near(Relation.NEAR, told(abstract=True)), WORD,
         "a word that differs may mean another paper"),
        (near(Relation.NEAR, told(years_apart=0, surnames=True, same_count=True), 9), WORD,
         "a word that differs may mean another paper"),
        (near(Relation.SPELLING, told(surnames=True, same_count=True), 9), NO_YEAR,
         "a year is missing"),
        (near(Relation.SUBTITLE, told(years_apart=0, surnames=True, count=True)), SAME_PEOPLE, ""),
        (near(Relation.SPELLING, told(years_apart=0, surnames=True)), NOTHING,
         "the numbers of authors cannot be compared"),
        (near(Relation.SUBTITLE, told(years_apart=0, same_count=True), 3), SAME_NUMBER, ""),
        (near(Relation.SUBTITLE, told(years_apart=0, same_count=True), 2), CUT,
         "nothing shows that the authors are the same"),
        (near(Relation.SUBTITLE, told(years_apart=0, count=True), 9), CUT,
         "nothing shows that the authors are the same"),
        (near(Relation.SPELLING, told(years_apart=1, count=True), 2), COUNTS, ""),
        (near(Relation.SPELLING, told(years_apart=1)), NOTHING,
         "the numbers of authors cannot be compared"),
    ],
)  # fmt: skip
def test_a_near_title_is_decided_by_the_first_rule_that_applies(
    one: Comparison, place: int, doubt: str
) -> None:
    assert deciding(NEAR_TITLE_RULES, one) == NEAR_TITLE_RULES[place].when
    assert find_doubt(NEAR_TITLE_RULES, one) == doubt


def rows_below(heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the first table on the page whose head is this line."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    found = [at for at, line in enumerate(lines) if line == heading]
    return [row for at in found for row in table_at(lines[at + 2 :])]


def table_at(lines: list[str]) -> list[tuple[str, ...]]:
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]))
    return rows


def test_the_page_lists_exactly_these_rules_in_their_order() -> None:
    rules = [
        (rule.when, "`ambiguous`" if rule.doubt else f"`{linked}`", rule.because)
        for table, linked in ((EQUAL_TITLE_RULES, "exact"), (NEAR_TITLE_RULES, "fuzzy"))
        for rule in table
    ]
    assert rows_below("| when | then | because |") == rules, (
        "docs/matching.md tells other rules than enrich/matching/match_rules.py: write the rows "
        "anew from `when`, `doubt` and `because`."
    )
    assert rows_below("| difference | because |") == [(each.when, each.because) for each in VETOES]
