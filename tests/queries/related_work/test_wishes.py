"""What a reader wishes changes what is shown and its order; what is left out is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import UsageError
from citeloom.queries.related_work.rank import rank_related
from citeloom.queries.related_work.wishes import Known, Wishes
from tests.queries.related_work.graphs import around, facts

if TYPE_CHECKING:
    from citeloom.queries.related_work.suggestion import Related

# 0 and 1 are the list. 6, 7 and 8 cite both with what may be suggested: 2, 3, 4 and 5.
PAIRS = [(at, cited) for at in (6, 7, 8) for cited in range(6)]
TITLES = {
    0: "Graph looms",
    1: "Weaving graphs",
    2: "Neural looms",
    3: "Graph poems",
    4: "Attention everywhere",
    5: "Sea songs",
}
YEARS = {0: 2018, 1: 2019, 2: 2010, 3: 2017, 4: 2024}
HAS = {
    "repository": [(3, "github.com/a/b")],
    "author": [(0, "Ada"), (1, "Ben"), (2, "Ada"), (3, "Cy"), (6, "Ben"), (6, "Cy"), (4, "Di")],
}
FACTS = replace(
    facts(9, titles=TITLES, years=YEARS, has=HAS, retracted=[5]),
    names={2: ("P2", "doi:10.1/two"), 3: ("P3", "arxiv:2001.00003")},
)


def ask(wishes: Wishes, given: tuple[int, ...] = (0, 1)) -> Related:
    return rank_related(around(PAIRS, 9, given), FACTS, limit=20, wishes=wishes)


def suggested(answer: Related) -> set[str]:
    return {each.id for each in answer.suggestions} & {"P2", "P3", "P4", "P5"}


@pytest.mark.parametrize("given", [(0, 1), (0,)], ids=["a list", "one paper"])
@pytest.mark.parametrize(
    ("wishes", "left", "note"),
    [
        (Wishes(), {"P2", "P3", "P4"}, "1 retracted work was left out"),
        (Wishes(retracted=True), {"P2", "P3", "P4", "P5"}, None),
        (Wishes(from_year=2017), {"P3", "P4"}, "without a known year were left out"),
        (Wishes(to_year=2017), {"P2", "P3"}, "other year"),
        (Wishes(from_year=2011, to_year=2020), {"P3"}, "of other years were left out"),
        (Wishes(with_code=True), {"P3"}, "without known code were left out"),
        (Wishes(known=Known(frozenset({"doi:10.1/two"}))), {"P3", "P4"}, "1 paper that you have"),
        (Wishes(known=Known(frozenset({"P2", "P3"}))), {"P4"}, "2 papers that you have"),
        (
            Wishes(known=Known(titles={"attentioneverywhere": (2023,)})),
            {"P2", "P3"},
            "1 paper that you have was left out",
        ),
        (Wishes(known=Known(titles={"attentioneverywhere": (1999,)})), {"P2", "P3", "P4"}, None),
        (Wishes(known=Known(titles={"attentioneverywhere": (None,)})), {"P2", "P3"}, "you have"),
    ],
)
def test_what_is_not_wished_for_is_left_out_and_counted(
    given: tuple[int, ...], wishes: Wishes, left: set[str], note: str | None
) -> None:
    answer = ask(wishes, given)
    assert suggested(answer) == left
    if note and "other year" not in note:
        assert note in answer.basis.text


def test_newest_first_ranks_by_year_and_says_so() -> None:
    usual, newest = ask(Wishes()), ask(Wishes(newest=True))
    assert next(each.id for each in newest.suggestions) == "P4"
    assert "newest" in newest.suggestions[0].signals
    assert not {"older", "newer", "citations"} & set(newest.suggestions[0].signals)
    assert next(each.id for each in usual.suggestions) != "P4"


def test_words_pull_papers_to_the_front() -> None:
    pulled = ask(Wishes(toward="attention"))
    assert pulled.suggestions[0].id == "P4"
    assert pulled.suggestions[0].signals["toward"].contribution > 1
    assert "toward" not in pulled.suggestions[1].signals


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        ("P4", "no path of co-authors to those of your papers is known"),
        ("P2", None),  # it shares an author
        ("P3", None),  # its author has written with one of theirs
    ],
)
def test_outside_keeps_what_other_people_wrote_and_says_how_far_they_are(
    paper: str, text: str | None
) -> None:
    found = {each.id: each for each in ask(Wishes(outside=True)).suggestions}
    if text is None:
        assert paper not in found
    else:
        assert text in found[paper].reason


def test_outside_keeps_papers_without_known_authors_and_says_so() -> None:
    found = {each.id: each for each in ask(Wishes(outside=True, retracted=True)).suggestions}
    assert "its authors are not known" in found["P5"].reason


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (Wishes(from_year=2020, to_year=2019), "No year is from 2020 and to 2019"),
        (Wishes(toward="of the"), "holds no word"),
    ],
    ids=["no year", "no word"],
)
def test_wishes_that_cannot_be_granted_are_refused(wishes: Wishes, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        ask(wishes)
