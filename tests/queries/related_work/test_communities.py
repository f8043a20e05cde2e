from __future__ import annotations

from hypothesis import given

from citeloom.queries.related_work.groups import REST, group_papers
from tests.queries.related_work.graphs import Pairs, facts, indexed, random_graphs

# Two triangles of papers, each with its own reference, and a paper apart.
TWO: Pairs = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (0, 7), (1, 7), (3, 8), (4, 8)]
TOPICS = {"topic": [(0, "graphs"), (1, "graphs"), (3, "speech"), (5, "speech"), (2, "speech")]}


def test_papers_that_cite_each_other_are_a_group_under_their_topic() -> None:
    found = group_papers(indexed(TWO, 9), facts(9, has=TOPICS), [4, 0, 1, 2, 3, 5, 6])
    assert [(group.heading, group.papers) for group in found] == [
        ("speech", (4, 3, 5)),
        ("graphs", (0, 1, 2)),
        (REST, (6,)),
    ]


def test_groups_without_topics_are_numbered() -> None:
    found = group_papers(indexed(TWO, 9), facts(9), [0, 1, 2, 3, 4, 5])
    assert [group.heading for group in found] == ["Group 1", "Group 2"]


def test_no_papers_make_no_groups() -> None:
    assert group_papers(indexed(TWO, 9), facts(9), []) == ()


@given(drawn=random_graphs())
def test_each_paper_is_in_one_group_and_the_same_papers_give_the_same_groups(
    drawn: tuple[Pairs, int, list[int]],
) -> None:
    pairs, size, papers = drawn
    found = group_papers(indexed(pairs, size), facts(size), papers)
    assert sorted(paper for group in found for paper in group.papers) == sorted(papers)
    assert found == group_papers(indexed(pairs[::-1], size), facts(size), papers)
    assert len({group.heading for group in found}) == len(found)
