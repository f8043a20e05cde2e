"""Circles of citations: what is left out, and that nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.queries.literature.break_circles import break_circles

if TYPE_CHECKING:
    from collections.abc import Sequence

Pairs = list[tuple[int, int]]


def leave_out(citations: Pairs, years: Sequence[int | None]) -> set[tuple[int, int]]:
    ends = np.array(citations, dtype=np.int64).reshape(-1, 2)
    found = break_circles(ends[:, 0], ends[:, 1], years)
    both = sorted([*found.kept.tolist(), *found.left_out.tolist()])
    assert both == list(range(len(citations)))
    return {citations[place] for place in found.left_out.tolist()}


@pytest.mark.parametrize(
    ("citations", "years", "left_out"),
    [
        pytest.param([], [], set(), id="nothing"),
        pytest.param([(0, 0)], [2000], {(0, 0)}, id="itself"),
        pytest.param([(0, 1)], [1990, 2000], set(), id="a newer work, but no circle"),
        pytest.param([(0, 1), (1, 0)], [1990, 2000], {(0, 1)}, id="to the newer work"),
        pytest.param([(0, 1), (1, 0)], [2000, 1990], {(1, 0)}, id="the other way round"),
        pytest.param([(0, 1), (1, 0)], [2000, 2000], {(0, 1)}, id="one year: by id"),
        pytest.param([(0, 1), (1, 0)], [None, 2000], {(0, 1)}, id="no year: by id"),
        pytest.param(
            [(0, 1), (1, 2), (2, 0)], [1990, 1995, 2010], {(1, 2)},
            id="the largest distance alone",
        ),
        pytest.param(
            [(0, 1), (1, 2), (2, 0)], [2000, None, None], {(0, 1), (1, 2)},
            id="all that are equally doubtful",
        ),
        pytest.param(
            [(0, 1), (1, 2), (2, 0)], [2010, 2000, None], {(1, 2)},
            id="a citation to an older work is the last to go",
        ),
        pytest.param(
            [(0, 1), (1, 0), (2, 3), (3, 2), (2, 0)], [1990, 2000, 2001, 2002], {(0, 1), (2, 3)},
            id="two circles, each by itself",
        ),
    ],
)  # fmt: skip
def test_the_most_doubtful_citations_are_left_out(
    citations: Pairs, years: list[int | None], left_out: set[tuple[int, int]]
) -> None:
    assert leave_out(citations, years) == left_out


SIZE = 7


@given(
    st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), unique=True),
    st.lists(st.none() | st.integers(2000, 2003), min_size=SIZE, max_size=SIZE),
)
def test_no_circle_is_left_and_what_is_in_none_stays(
    citations: Pairs, years: list[int | None]
) -> None:
    left_out = leave_out(citations, years)
    assert nx.is_directed_acyclic_graph(nx.DiGraph(sorted(set(citations) - left_out)))
    component = {
        work: number
        for number, works in enumerate(nx.strongly_connected_components(nx.DiGraph(citations)))
        for work in works
    }
    assert all(component[citing] == component[cited] for citing, cited in left_out)
    assert leave_out(citations, years) == left_out
    assert leave_out(sorted(set(citations) - left_out), years) == set()
