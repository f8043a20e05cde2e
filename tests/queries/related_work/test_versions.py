"""Which nodes are versions of one paper."""

from __future__ import annotations

import pytest

from citeloom.queries.related_work.versions import make_version_finder, mark_known
from tests.queries.related_work.graphs import facts


@pytest.mark.parametrize(
    ("years", "one"),
    [
        ((2020, 2020), True),
        ((2020, 2021), True),
        ((2020, 2022), True),
        ((2022, 2020), True),
        ((2020, 2023), False),
        ((2023, 2020), False),
        ((2020, 2027), False),
        ((None, 2020), True),
        ((2020, None), True),
        ((None, None), True),
    ],
)
def test_one_title_in_near_years_is_one_paper(
    years: tuple[int | None, int | None], *, one: bool
) -> None:
    known = facts(
        2,
        titles={0: "A Study", 1: "A study."},
        years={at: year for at, year in enumerate(years) if year is not None},
    )
    find = make_version_finder(known)
    assert find(0) is None
    assert find(1) == (0 if one else None)


@pytest.mark.parametrize(
    ("titles", "one"),
    [
        (("Pre-training of X", "Pretraining of X"), True),
        (("A Study", "a  STUDY"), True),
        (("A Study", "A Study of Y"), False),
        ((None, None), False),
        (("", "  "), False),
        (("A Study", None), False),
    ],
)
def test_titles_are_compared_in_their_normal_form(
    titles: tuple[str | None, str | None], *, one: bool
) -> None:
    known = facts(2, titles={at: title for at, title in enumerate(titles) if title is not None})
    find = make_version_finder(known)
    assert find(0) is None
    assert find(1) == (0 if one else None)


@pytest.mark.parametrize(
    "aliases", [{0: ("P1",)}, {1: ("P0",)}, {0: ("W9",), 1: ("W9",)}, {1: ("W8", "P0")}]
)
def test_an_alias_makes_two_nodes_one_paper_whatever_their_titles(
    aliases: dict[int, tuple[str, ...]],
) -> None:
    known = facts(2, titles={0: "One", 1: "Two"}, years={0: 1990, 1: 2020}, aliases=aliases)
    find = make_version_finder(known)
    assert [find(0), find(1)] == [None, 0]


def test_a_version_of_a_version_is_one_of_the_first() -> None:
    """2020, 2022 and 2024: the last is near the second, but the first is what stays."""
    known = facts(3, titles=dict.fromkeys(range(3), "A Study"), years={0: 2020, 1: 2022, 2: 2024})
    find = make_version_finder(known)
    assert [find(0), find(1), find(2)] == [None, 0, None]
    known = facts(3, titles={0: "A", 1: "B", 2: "B"}, aliases={1: ("P0",)})
    find = make_version_finder(known)
    assert [find(0), find(1), find(2)] == [None, 0, 0]


def test_papers_that_are_known_already_take_their_versions_with_them() -> None:
    known = facts(3, titles={0: "A Study", 1: "A Study", 2: "Another"})
    find = make_version_finder(known)
    mark_known(find, [0])
    assert [find(1), find(2)] == [0, None]
