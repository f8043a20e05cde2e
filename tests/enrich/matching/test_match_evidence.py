from __future__ import annotations

import pytest

from citeloom.enrich.matching import Candidate, Wanted
from citeloom.enrich.matching.match_evidence import (
    ABSTRACT_CHARACTERS,
    MatchEvidence,
    compare_abstracts,
    compare_counts,
    weigh_evidence,
)

TITLE = "Learning to Compose Soft Prompts"


def words(first: int, last: int) -> str:
    """Return words that are all different, told apart by their number."""
    return " ".join(f"word{number}" for number in range(first, last))


def evidence(wanted: dict[str, object], found: dict[str, object]) -> MatchEvidence:
    return weigh_evidence(Wanted(TITLE, **wanted), Candidate("W1", TITLE, **found))  # type: ignore[arg-type]  # rows of tables


@pytest.mark.parametrize(
    ("here", "there", "near", "far"),
    [
        (2020, 2020, True, False),
        (2020, 2021, True, False),
        (2021, 2020, True, False),
        (2020, 2022, False, False),
        (2020, 2023, False, False),
        (2020, 2024, False, True),
        (2024, 2020, False, True),
        (None, 2020, None, False),
        (2020, None, None, False),
    ],
)
def test_years_agree_up_to_one_apart_and_are_far_beyond_three(
    here: int | None,
    there: int | None,
    near: bool | None,  # noqa: FBT001 - a column of the table
    far: bool,  # noqa: FBT001 - a column of the table
) -> None:
    told = evidence({"year": here}, {"year": there})
    assert (told.year, told.far_year) == (near, far)
    assert told.contradictions == (("the years differ",) if far else ())
    assert told.against == (("the years differ",) if near is False else ())


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (3, 3, True), (3, 4, True), (3, 5, False), (2, 4, False),
        (9, 11, False), (18, 20, True), (17, 20, False), (27, 30, True), (26, 30, False),
        (1, 2, True), (1, 3, False), (1, 19, False), (1, 20, None), (20, 1, None),
        (2, 20, False), (None, 3, None), (3, None, None), (0, 3, None), (3, 0, None),
    ],
)  # fmt: skip
def test_numbers_of_authors_may_miss_one_or_one_in_ten(
    here: int | None,
    there: int | None,
    said: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    assert compare_counts(here, there) is said


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [(3, 3, True), (2, 2, True), (1, 1, False), (3, 4, False), (None, None, False), (0, 0, False)],
)
def test_a_number_of_authors_is_the_same_when_it_is_more_than_one(
    here: int | None,
    there: int | None,
    same: bool,  # noqa: FBT001 - a column of the table
) -> None:
    told = evidence({"author_count": here}, {"author_count": there})
    assert told.same_count is same


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (words(0, 19), words(0, 19), None),  # too short to prove anything
        (words(0, 20), words(0, 20), True),
        (words(0, 20), words(0, 90), True),  # the longer one is cut to the shorter
        (words(0, 100), words(14, 114), True),  # 86 of 114: 0.754
        (words(0, 100), words(15, 115), None),  # 85 of 115: 0.739
        (words(0, 100), words(48, 148), None),  # 52 of 148: 0.351
        (words(0, 100), words(49, 149), False),  # 51 of 149: 0.342
        (words(0, 30), words(50, 80), False),
        ("", words(0, 90), None),
    ],
)
def test_abstracts_agree_by_the_share_of_their_words(
    here: str,
    there: str,
    said: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    assert compare_abstracts(here, there) is said


def test_abstracts_are_compared_by_their_beginnings() -> None:
    same = words(100, 230)
    assert len(same) > ABSTRACT_CHARACTERS
    told = evidence({"abstract": same + words(300, 900)}, {"abstract": same + words(900, 1600)})
    assert told.abstract is True
    start = words(100, 120)
    told = evidence({"abstract": start + words(300, 400)}, {"abstract": start + words(400, 500)})
    assert told.abstract is False


@pytest.mark.parametrize(
    ("told", "supporting", "fits", "strong"),
    [
        ({}, (), False, False),
        ({"year": True}, ("year",), True, False),
        ({"count": True}, ("number of authors",), True, False),
        ({"surnames": True}, ("authors",), True, True),
        ({"abstract": True}, ("abstract",), True, True),
        ({"year": True, "count": False}, ("year",), False, False),
        ({"abstract": True, "surnames": False}, ("abstract",), False, True),
        ({"year": False}, (), False, False),
    ],
)
def test_a_candidate_fits_when_something_speaks_for_it_and_nothing_against(
    told: dict[str, bool],
    supporting: tuple[str, ...],
    fits: bool,  # noqa: FBT001 - a column of the table
    strong: bool,  # noqa: FBT001 - a column of the table
) -> None:
    silent = {"year": None, "count": None, "surnames": None, "abstract": None}
    one = MatchEvidence(**{**silent, **told}, years_apart=None, same_count=False)
    assert (one.supporting, one.fits, one.strong) == (supporting, fits, strong)
