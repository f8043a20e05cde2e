"""Small graphs of citations for these tests, and random ones with every oddity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.projection import UNKNOWN_YEAR, Citations
from citeloom.queries.related_work.neighbourhood import Neighbourhood
from citeloom.queries.related_work.paper_facts import Facts, make_things
from citeloom.queries.related_work.word_weights import weigh_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pairs = list[tuple[int, int]]
KINDS = ("repository", "model", "dataset", "author", "topic")


def projection(
    pairs: Iterable[tuple[int, int]], size: int, listed: Sequence[int] = ()
) -> Citations:
    """Make the arrays of a graph whose papers are called P0, P1, …"""
    ends = np.array(list(pairs), np.int32).reshape(-1, 2)
    marks = np.zeros(size, np.bool_)
    marks[list(listed)] = True
    return Citations(
        ids=np.array([f"P{at}" for at in range(size)], np.str_),
        years=np.full(size, UNKNOWN_YEAR, np.int16),
        listed=marks,
        citing=ends[:, 0],
        cited=ends[:, 1],
        version=1,
    )


def indexed(pairs: Iterable[tuple[int, int]], size: int) -> CitationIndex:
    """Make the index of a graph."""
    return CitationIndex.of(projection(pairs, size))


def around(
    pairs: Iterable[tuple[int, int]], size: int, given: Sequence[int], listed: Sequence[int] = ()
) -> Neighbourhood:
    """Make a whole graph into the neighbourhood of some of its papers."""
    arrays, index = projection(pairs, size, listed), indexed(pairs, size)
    seeds = set(given)
    if len(given) == 1:
        seeds.update(index.references(given[0]).tolist())
    return Neighbourhood(
        ids=tuple(arrays.ids.tolist()),
        listed=arrays.listed,
        index=index,
        given=np.array(sorted(given), np.int64),
        seeds=np.array(sorted(seeds), np.int64),
        papers=size,
    )


def facts(
    size: int,
    *,
    titles: dict[int, str] | None = None,
    years: dict[int, int] | None = None,
    has: dict[str, list[tuple[int, str]]] | None = None,
    retracted: Iterable[int] = (),
    aliases: dict[int, tuple[str, ...]] | None = None,
) -> Facts:
    """Make facts about papers P0, P1, …"""
    ids = tuple(f"P{at}" for at in range(size))
    place = {name: at for at, name in enumerate(ids)}
    return Facts(
        ids=ids,
        titles=tuple((titles or {}).get(at) for at in range(size)),
        years=tuple((years or {}).get(at) for at in range(size)),
        retracted=frozenset(retracted),
        texts=weigh_words([(titles or {}).get(at, "") for at in range(size)]),
        aliases=aliases or {},
        things={
            kind: make_things([(f"P{at}", name, None) for at, name in rows], place)
            for kind, rows in (has or {}).items()
        },
    )


@st.composite
def random_graphs(draw: st.DrawFn) -> tuple[Pairs, int, list[int]]:
    """Draw citations with cycles, self-citations and repetitions, their size, and seeds."""
    size = draw(st.integers(1, 12))
    paper = st.integers(0, size - 1)
    pairs = draw(st.lists(st.tuples(paper, paper), max_size=50))
    seeds = draw(st.lists(paper, min_size=1, max_size=4, unique=True))
    return pairs, size, sorted(seeds)
