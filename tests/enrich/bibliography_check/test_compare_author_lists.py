"""Lists of authors as entries print them beside the lists of services."""

from __future__ import annotations

import pytest

from citeloom.enrich.bibliography_check.compare_author_lists import compare_author_lists
from citeloom.graph.person_names import parse_name

THREE = (("Jane García Márquez",), ("Kim Müller",), ("Ying Wang", "Wang Ying"))
SAME = [
    "Jane García Márquez; Kim Müller; Ying Wang",
    "García, J.; Mueller, K.; Wang, Y.",
    "Garcia Marquez J; Muller K; Wang Y",
    "Marquez, Jane; Müller, Kim; Ying, Wang",
]
OTHER = {
    "Kim Müller; Jane García Márquez; Ying Wang": "the authors stand in another order",
    "Jane García Márquez; Ying Wang": "the entry leaves out Kim Müller",
    "Jane García Márquez; Kim Müller": "the entry has 2 authors, the paper 3",
    "Jane García Márquez; Kim Müller; Ying Wang; Ann Poe": "the entry has 4 authors, the paper 3",
    "Jane García Márquez; Tim Müller; Kim Müller; Ying Wang": "Müller is not among its authors",
    "John Doe; Kim Müller; Ying Wang": "Doe is not among its authors",
}
ROMANISED = [
    ("Tchaikovsky, P.", "Petr Chaikovskii"),
    ("Dostoyevsky, F.", "Fedor Dostoevskii"),
    ("Kolmogoroff, A.", "Andrei Kolmogorov"),
    ("Saitoh, Y.", "Yuki Saito"),
    ("Jørgensen, S.", "Søren Joergensen"),
    ("Соколов, Д.", "Dmitrii Sokolov"),
    ("王伟", "Wei Wang"),
]


def compare(printed: str, *, is_whole: bool = True, has_all: bool = True) -> tuple[object, str]:
    names = [name for each in printed.split("; ") if (name := parse_name(each))]
    compared = compare_author_lists(names, THREE, is_whole=is_whole, has_all=has_all)
    return compared.same, compared.difference


@pytest.mark.parametrize("printed", SAME)
def test_one_list_is_one_list_however_it_is_printed(printed: str) -> None:
    assert compare(printed) == (True, "")


@pytest.mark.parametrize("printed", OTHER)
def test_what_differs_is_told(printed: str) -> None:
    assert compare(printed) == (False, OTHER[printed])


@pytest.mark.parametrize(("first", "second"), ROMANISED)
def test_a_name_is_one_name_in_every_romanisation(first: str, second: str) -> None:
    name = parse_name(first)
    assert name is not None
    assert compare_author_lists([name], [(second,)], is_whole=True, has_all=True).same


def test_a_list_that_ends_with_others_is_compared_as_far_as_it_goes() -> None:
    assert compare("Jane García Márquez", is_whole=False) == (True, "")
    assert compare("Kim Müller; Jane García Márquez", is_whole=False)[0] is False


def test_a_list_that_the_service_has_cut_does_not_contradict() -> None:
    more = "Jane García Márquez; Kim Müller; Ying Wang; Ann Poe"
    assert compare(more, has_all=False) == (True, "")


def test_two_authors_of_one_family_in_each_others_place_are_noticed() -> None:
    names = [name for each in ("Wang, Jing", "Wang, Wei") if (name := parse_name(each))]
    compared = compare_author_lists(
        names, [("Wei Wang",), ("Jing Wang",)], is_whole=True, has_all=True
    )
    assert compared.difference == "the authors stand in another order"


def test_two_authors_with_the_same_initials_are_two() -> None:
    names = [name for each in ("Roe, K. L.", "Poe, A.", "Roe, K.") if (name := parse_name(each))]
    known = [("K. Roe",), ("Ann Poe",), ("K. Roe",)]
    assert compare_author_lists(names, known, is_whole=True, has_all=True).same


def test_an_author_whom_the_service_lists_twice_is_one() -> None:
    names = [name for each in ("Roe, Kim", "Poe, Ann") if (name := parse_name(each))]
    known = [("Kim Roe",), ("Kim Roe",), ("Ann Poe",)]
    assert compare_author_lists(names, known, is_whole=True, has_all=True).same


def test_a_team_that_signs_for_its_members_says_nothing() -> None:
    team = parse_name("Gemini Team")
    assert team is not None
    assert compare_author_lists([team], THREE, is_whole=True, has_all=True).same is None
