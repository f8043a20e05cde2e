# ruff: noqa: RUF001 - letters and dashes that look like others are what these tests are about
from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given

from citeloom.queries.exports.citation_keys import make_citation_keys
from citeloom.queries.exports.reference import Reference
from tests.queries.exports import cases


def test_keys_are_author_year_word() -> None:
    assert make_citation_keys(cases.REAL) == [
        "vaswani2017attention",
        "devlin2019bert",
        "vandermaaten2008visualizing",
        "openai2023gpt",
        "maldacena1999large",
        "erdos2020erdos",
    ]


@pytest.mark.parametrize(
    ("authors", "year", "title", "key"),
    [
        (("王小明",), 2024, "深度学习", "wangxiaoming2024shenduxuexi"),
        (("Иван Иванов",), 2024, "О графах", "ivanov2024o"),
        ((), 2024, "The Graph", "anon2024graph"),
        (("Ada Lovelace",), None, None, "lovelace"),
        ((), None, None, "anonw7"),
        (("Ada Lovelace",), 2024, "What is it?", "lovelace2024it"),
        (("Ada Lovelace",), 2024, "The", "lovelace2024the"),
    ],
)
def test_keys_are_ascii_whatever_is_known(
    authors: tuple[str, ...], year: int | None, title: str | None, key: str
) -> None:
    paper = Reference(paper_id="W7", authors=authors, year=year, title=title)
    assert make_citation_keys([paper]) == [key]


def test_papers_that_meet_get_letters_that_do_not_depend_on_their_order() -> None:
    papers = [
        Reference(paper_id=f"W{n}", authors=("Wei Li",), year=2024, title="Deep") for n in range(30)
    ]
    keys = dict(zip([paper.paper_id for paper in papers], make_citation_keys(papers), strict=True))
    assert [keys["W0"], keys["W1"], keys["W10"]] == ["li2024deepa", "li2024deepb", "li2024deepc"]
    assert "li2024deepaa" in keys.values()
    random.Random(1).shuffle(papers)
    again = dict(zip([paper.paper_id for paper in papers], make_citation_keys(papers), strict=True))
    assert again == keys


def test_a_letter_never_makes_the_key_of_another_paper() -> None:
    twin = Reference(paper_id="W1", authors=("Wei Li",), year=2024, title="Deep")
    papers = [twin, replace(twin, paper_id="W2"), replace(twin, paper_id="W3", title="Deepa")]
    assert make_citation_keys(papers) == ["li2024deepb", "li2024deepc", "li2024deepa"]


@given(cases.lists)
def test_keys_are_distinct_and_safe_in_every_tool(papers: list[Reference]) -> None:
    keys = make_citation_keys(papers)
    assert len({key.lower() for key in keys}) == len(papers)
    assert all(re.fullmatch(r"[a-z0-9]+", key) for key in keys)
