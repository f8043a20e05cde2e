"""A paper or an author can be named as people name them, in every query that takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.graph.errors import PaperNotFound, QueryError
from citeloom.queries.catalogue import find_query, resolve_author, resolve_paper, run_query

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store

TITLE = "Beyond Memorization: Violating Privacy Via Inference with Large Language Models"


@pytest.mark.parametrize(
    "name",
    [
        "W1004", "w1004", "https://openalex.org/W1004", "2401.00004", "arXiv:2401.00004v3",
        "https://arxiv.org/abs/2401.00004", "10.48550/arXiv.2401.00004", TITLE, TITLE.lower(),
        "violating privacy via inference", "W9004", "doi:10.5555/OTHER",
    ],
)  # fmt: skip
def test_a_paper_by_id_or_title(either: Store, name: str) -> None:
    assert resolve_paper(either, name) == "W1004"


def test_a_title_that_is_also_part_of_another_is_the_whole_one(either: Store) -> None:
    assert resolve_paper(either, "Work 1") == "W2001"


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("Follower 1", None, ""),
        ("Large Language Model", QueryError, ("part of several titles", "(W1004)")),
        ("Beyond Memorisation violating privacy", PaperNotFound, ("come near", "(W1004)")),
        ("W404404404", PaperNotFound, ("has the id `W404404404`",)),
        ("1706.03762", PaperNotFound, ("has the id",)),
        ("qqqqq xxxxx", PaperNotFound, ("is called",)),
    ],
)
def test_an_unclear_name_lists_what_comes_near(
    either: Store, name: str, kind: type[Exception] | None, says: tuple[str, ...]
) -> None:
    if kind is None:
        assert resolve_paper(either, name) == "W3001"
        return
    with pytest.raises(kind) as caught:
        resolve_paper(either, name)
    for words in says:
        assert words in str(caught.value)


@pytest.mark.parametrize(
    "name", ["A000", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "author 0"]
)
def test_an_author_by_id_orcid_or_name(either: Store, name: str) -> None:
    assert resolve_author(either, name) == "A000"


def test_an_unclear_author_lists_names(either: Store) -> None:
    with pytest.raises(QueryError, match=r"several authors' names: .*\(A0"):
        resolve_author(either, "Author")
    with pytest.raises(QueryError, match="come near: Author"):
        resolve_author(either, "Auhtor 1")


def test_every_way_of_naming_gives_the_same_answer(either: Store) -> None:
    query = find_query("references")
    answers = [run_query(either, query, {"paper": name}) for name in ("W1004", "2401.00004", TITLE)]
    assert answers[0].rows
    assert answers[0].rows == answers[1].rows == answers[2].rows
    assert {answer.values["paper"] for answer in answers} == {"W1004"}


def test_an_id_that_was_merged_into_another_paper_still_answers(either: Store) -> None:
    answer = run_query(either, find_query("references"), {"paper": "W9004"})
    assert answer.values["paper"] == "W1004"
    assert answer.rows


def test_an_unknown_id_is_an_error_and_not_an_empty_answer(either: Store) -> None:
    with pytest.raises(PaperNotFound):
        run_query(either, find_query("references"), {"paper": "W404404404"})
    with pytest.raises(PaperNotFound):
        run_query(
            either, find_query("shared-references"), {"first": "W1004", "second": "W404404404"}
        )
    with pytest.raises(PaperNotFound):
        run_query(either, find_query("cited-by-group"), {"papers": ["W1004", "W404404404"]})
