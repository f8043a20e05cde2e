# ruff: noqa: RUF001 - letters and dashes that look like others are what these tests are about
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from citeloom.queries.exports.citation_keys import (
    NOTHING_KNOWN,
    KnownKeys,
    make_citation_keys,
)
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


LI = Reference(paper_id="W1", authors=("Wei Li",), year=2020, title="Deep")
PLAIN = "li2020deep"


def twins(*ids: str) -> list[Reference]:
    return [replace(LI, paper_id=each) for each in ids]


def keys_of(papers: list[Reference], known: KnownKeys = NOTHING_KNOWN) -> dict[str, str]:
    keys = make_citation_keys(papers, known)
    return dict(zip([paper.paper_id for paper in papers], keys, strict=True))


def is_own_suffix(key: str, paper: str) -> bool:
    """Say whether a key is the plain one with the suffix that a paper has in every company."""
    return key.startswith(f"{PLAIN}-") and key == keys_of(twins(paper, "W99"))[paper]


@pytest.mark.parametrize(
    ("known", "papers", "expected"),
    [
        pytest.param(KnownKeys(), ["W1"], {"W1": "plain"}, id="alone"),
        pytest.param(KnownKeys(), ["W1", "W2"], {"W1": "suffix", "W2": "suffix"}, id="two new"),
        pytest.param(
            KnownKeys({PLAIN: "W1"}), ["W1", "W2"], {"W1": "plain", "W2": "suffix"},
            id="one was there before",
        ),
        pytest.param(
            KnownKeys({PLAIN: "W2"}), ["W1", "W2"], {"W1": "suffix", "W2": "plain"},
            id="the other was there before",
        ),
        pytest.param(
            KnownKeys({PLAIN: "W2"}), ["W1"], {"W1": "suffix"}, id="another file has it"
        ),
        pytest.param(
            KnownKeys({PLAIN: "W2"}), ["W1", "W3"], {"W1": "suffix", "W3": "suffix"},
            id="two new, another file has it",
        ),
        pytest.param(
            KnownKeys({"older1999title": "W1"}), ["W1"], {"W1": "older1999title"},
            id="what the paper says has changed",
        ),
        pytest.param(
            KnownKeys({PLAIN: "doi:10.1/x"}, names={"W1": {"W1", "doi:10.1/x"}}), ["W1", "W2"],
            {"W1": "plain", "W2": "suffix"}, id="it had another id",
        ),
        pytest.param(
            KnownKeys({PLAIN: "doi:10.1/x"}, names={"W1": {"arxiv:2401.00001"}}), ["W1"],
            {"W1": "suffix"}, id="the other id is not its own",
        ),
        pytest.param(
            KnownKeys({"zz": "W1", "aa": "doi:10.1/x"}, names={"W1": {"doi:10.1/x"}}), ["W1"],
            {"W1": "zz"}, id="two nodes became one: the key of its present id",
        ),
        pytest.param(
            KnownKeys(listed={PLAIN: {"W2"}}), ["W1"], {"W1": "suffix"}, id="a listing uses it"
        ),
        pytest.param(
            KnownKeys({PLAIN: "W1"}, {PLAIN: {"W2"}}), ["W1"], {"W1": "suffix"},
            id="a listing uses what was given",
        ),
        pytest.param(
            KnownKeys(listed={"Li2020Deep": {"W2"}}), ["W1"], {"W1": "suffix"},
            id="a listing uses it in capitals",
        ),
        pytest.param(
            KnownKeys({"LI2020deep": "W2"}), ["W1"], {"W1": "suffix"}, id="given in capitals"
        ),
        pytest.param(
            KnownKeys(listed={"li, 2020": {"W2"}}), ["W1"], {"W1": "plain"},
            id="a key that no file can hold is not in the way",
        ),
        pytest.param(
            KnownKeys(taken={PLAIN}), ["W1"], {"W1": "suffix"}, id="the user's own file has it"
        ),
    ],
)  # fmt: skip
def test_a_key_depends_on_the_paper_and_on_what_was_given(
    known: KnownKeys, papers: list[str], expected: dict[str, str]
) -> None:
    for order in (papers, papers[::-1]):
        found = keys_of(twins(*order), known)
        kinds = {
            paper: "plain" if key == PLAIN else "suffix" if is_own_suffix(key, paper) else key
            for paper, key in found.items()
        }
        assert kinds == expected, found


@pytest.mark.parametrize(
    ("own", "known", "expected"),
    [
        pytest.param({"W1": "Mine"}, KnownKeys(), {"W1": "Mine"}, id="its own"),
        pytest.param(
            {"W1": "Mine"}, KnownKeys({"mine": "W2"}), {"W1": "Mine"}, id="given to another before"
        ),
        pytest.param(
            {"W1": "Mine"}, KnownKeys({"other": "W1"}), {"W1": "Mine"}, id="given another before"
        ),
        pytest.param({"W1": "a b"}, KnownKeys(), {"W1": PLAIN}, id="no file can hold it"),
        pytest.param({"W1": "a,b"}, KnownKeys(), {"W1": PLAIN}, id="it would end itself"),
        pytest.param({"W1": "x" * 300}, KnownKeys(), {"W1": PLAIN}, id="too long"),
        pytest.param(
            {"W1": "Same", "W2": "same"}, KnownKeys(), {"W1": "Same", "W2": PLAIN},
            id="two listings: the first by id",
        ),
        pytest.param(
            {"W2": "same"}, KnownKeys(listed={"Same": {"W1"}, "same": {"W2"}}), {"W2": PLAIN},
            id="two listings, one of them exported",
        ),
        pytest.param(
            {"W1": "Same", "W2": "same"}, KnownKeys({"same": "W2"}), {"W1": PLAIN, "W2": "same"},
            id="two listings: who had it before",
        ),
        pytest.param({"W1": PLAIN, "W2": ""}, KnownKeys(), {"W1": PLAIN, "W2": "suffix"},
                     id="a new one never takes it"),
    ],
)  # fmt: skip
def test_the_users_own_key_wins(
    own: dict[str, str], known: KnownKeys, expected: dict[str, str]
) -> None:
    papers = [replace(LI, paper_id=paper, key=key or None) for paper, key in own.items()]
    for order in (papers, papers[::-1]):
        found = keys_of(order, known)
        assert {
            paper: "suffix" if is_own_suffix(key, paper) else key for paper, key in found.items()
        } == expected


def test_writing_the_keys_a_second_time_changes_none() -> None:
    keys = make_citation_keys(twins("W1", "W2", "W3"))
    keyed = [
        replace(each, key=key) for each, key in zip(twins("W1", "W2", "W3"), keys, strict=True)
    ]
    assert make_citation_keys(keyed) == keys


def test_ten_thousand_papers_of_one_key_have_ten_thousand() -> None:
    keys = make_citation_keys(twins(*(f"W{number}" for number in range(10_000))))
    assert len(set(keys)) == 10_000


@given(cases.lists)
def test_keys_are_distinct_and_safe_in_every_tool(papers: list[Reference]) -> None:
    keys = make_citation_keys(papers)
    assert len({key.lower() for key in keys}) == len(papers)
    assert all(re.fullmatch(r"[a-z0-9]+(-[0-9a-f]+)?", key) for key in keys)
