# ruff: noqa: RUF001 - names are printed in many scripts
from __future__ import annotations

import pytest

from citeloom.enrich.matching.compare_families import Shared, count_shared
from citeloom.enrich.matching.match_evidence import compare_surnames
from citeloom.graph.person_names import PersonName

SAME = """
Martin Luther King Jr.    | King ML
Martin Luther King Jr.    | King, Martin Luther, Jr.
Polack FP                 | Fernando P. Polack
Wilson L.N.               | WILSON, Leo
Jean\u2010Pierre Serre    | Serre J-P
van der Maaten L          | Laurens Maaten
van der Maaten L          | Vandermaaten, L.
Yann LeCun                | Le Cun Y
Jean d'Alembert           | Dalembert J
Ahmed Al-Sayed            | Sayed A
Das Gupta A               | Dasgupta, Ananya
García Márquez, Gabriel   | Gabriel García
García Márquez, Gabriel   | Gabriel Márquez
García-Márquez G          | Gabriel Márquez
Santiago Ramón y Cajal    | Cajal SR
Erwin Schrödinger         | Schroedinger E
Erwin Schrödinger         | Schrodinger E
Niels Sørensen            | Soerensen N
Niels Sørensen            | Sorensen N
Åsa Åström                | Aastroem A
Łukasz Kaiser             | Lukasz Kaiser
Karl Weiß                 | Karl Weiss
Joseph O'Rourke           | O Rourke, J.
Иванов А. И.              | Aleksei Ivanov
ИВАНОВ А. И.              | Алексей Иванов
王 小明                   | 王小明
王 小明                   | Xiaoming Wang
山田 太郎                 | 山田太郎
João Silva Filho          | João Silva
Gemini Team               | gemini team
Wei Wang 0001             | Wei Wang
"""
OTHER = """
Martin Luther King Jr.    | Robert Downey Jr.
King, Jr.                 | Downey, Jr.
Robert Downey III         | William H. Press III
João Silva Filho          | João Souza Filho
Harry Connick Junior      | Cuba Gooding Junior
Polack FP                 | Doria FP
Wilson L.N.               | Smale L.N.
Serre J-P                 | Petit J-P
van der Maaten L          | van der Vaart L
Jean d'Alembert           | Jean d'Arc
Ahmed Al-Sayed            | Ahmed Al-Ghamdi
García Márquez, Gabriel   | García Lorca, Federico
José Ortega y Gasset      | Santiago Ramón y Cajal
Ou-Yang, Ming             | Ming Yang
Yi Deng                   | Yi Ng
Muller K                  | Mueller K
Gemini Team               | Qwen Team
ATLAS Collaboration       | CMS Collaboration
University of Oxford      | University of Cambridge
王 小明                   | 汪 小明
王小明                    | 汪小明
Иванов А. И.              | Петров А. И.
Wang 1                    | Chen 1
Jane Austen (Winchester)  | Charles Dickens (Winchester)
"""


def pairs(table: str) -> list[tuple[str, str]]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [(first.strip(), second.strip()) for first, second in rows]


@pytest.mark.parametrize(("first", "second"), pairs(SAME))
def test_one_person_is_recognised_in_two_spellings(first: str, second: str) -> None:
    assert compare_surnames([first], [second]) is True
    assert compare_surnames([second], [first]) is True


@pytest.mark.parametrize(("first", "second"), pairs(OTHER))
def test_two_persons_do_not_agree_by_suffix_initials_or_particle(first: str, second: str) -> None:
    assert compare_surnames([first], [second]) is False
    assert compare_surnames([second], [first]) is False


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ((), ("Li",), None),
        (("?!",), ("Li",), None),
        (("Li", "Wu"), ("Li", "Ma", "Xu"), True),
        (("Li", "Wu", "He"), ("Li", "Ma", "Xu"), False),
        (("Li",), ("Li", "Ma", "Xu"), True),
        (("Li",), ("Li", "Ma", "Xu", "Wu"), None),
        (("He",), ("Li", "Ma", "Xu", "Wu"), False),
        (("山田 太郎", "田中 花子"), ("Yamada T", "Tanaka H"), None),
        (("Yamada T", "Tanaka H"), ("山田 太郎", "田中 花子"), None),
        (("Щукин А.", "Иванов А."), ("Schukin A", "Ivanov A"), True),
        (("Щукин А.", "Li K"), ("Ma B", "Xu C"), False),
    ],
)  # fmt: skip
def test_surnames_agree_when_half_of_the_shorter_list_is_shared(
    first: tuple[str, ...],
    second: tuple[str, ...],
    said: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    assert compare_surnames(first, second) is said


def test_a_family_counts_once_in_a_list() -> None:
    assert count_shared(["Wei Wang", "Jun Wang", "Fei Li"], ["X Wang", "Q Wu"]) == Shared(1, 2, 2)
    assert count_shared(["García Márquez G", "García Lorca F"], ["Juan García"]).both == 1


def test_names_that_a_listing_gives_in_parts_are_taken_as_they_are() -> None:
    apart = PersonName(family="García Márquez", given="Gabriel")
    assert compare_surnames([apart], ["García Márquez, Gabriel"]) is True
    assert compare_surnames([PersonName(family="Yan", given="Zhu")], ["Zhu Yan"]) is True
    assert compare_surnames([PersonName(family="Maaten", particle="van der")], ["Maaten L"]) is True
