"""A made-up citation graph that grows as literature does, larger and denser than Cora.

Papers come one after another, each with a topic. A paper takes references from its topic, recent
and much cited ones first, and copies others from the references and citers of those it has
already (the copying model of Kleinberg et al., "The web as a graph", COCOON 1999). It answers
whether a ranking that was tuned on one small graph holds on a graph ten times larger; it does not
replace a real one.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ends = tuple[NDArray[np.int64], NDArray[np.int64], int]

REFERENCES, COPIED, ELSEWHERE, PAPERS_IN_TOPIC = 12, 0.4, 0.1, 180


def grow(papers: int, seed: int = 0) -> Ends:
    """Return citing and cited papers, in an order that says nothing, and the number of papers."""
    chance = random.Random(seed)
    topics = max(papers // PAPERS_IN_TOPIC, 1)
    # A paper stands in its topic's pool once, and once more for each time that it is cited.
    pools: list[list[int]] = [[] for _ in range(topics)]
    topic_of: list[int] = []
    references: list[list[int]] = []
    citers: list[list[int]] = []
    for paper in range(papers):
        topic = int(topics * chance.random() ** 1.5)
        wanted = min(int(chance.lognormvariate(np.log(REFERENCES) - 0.3, 0.8)) + 1, 80)
        mine: list[int] = []
        for _ in range(3 * wanted):
            copying = mine and chance.random() < COPIED
            other = chance.randrange(topics) if chance.random() < ELSEWHERE else topic
            found = (
                copied(chance, references, citers, chance.choice(mine))
                if copying
                else picked(chance, pools[other])
            )
            if found is not None and found not in mine:
                mine.append(found)
            if len(mine) == wanted:
                break
        for cited in mine:
            citers[cited].append(paper)
            pools[topic_of[cited]].append(cited)
        topic_of.append(topic)
        references.append(mine)
        citers.append([])
        pools[topic].append(paper)
    names = np.random.default_rng(seed).permutation(papers)
    from_ = np.repeat(np.arange(papers), [len(mine) for mine in references])
    to = np.array([x for mine in references for x in mine], np.int64)
    return names[from_], names[to], papers


def copied(
    chance: random.Random, references: list[list[int]], citers: list[list[int]], paper: int
) -> int | None:
    """Follow a reference of `paper`, or a paper that cites it."""
    near = references[paper] if chance.random() < 2 / 3 else citers[paper]
    return chance.choice(near) if near else None


def picked(chance: random.Random, pool: list[int]) -> int | None:
    """Take from a pool: half of the time from its end, which is what is new."""
    if not pool:
        return None
    if chance.random() < 1 / 2:
        back = int(chance.expovariate(1 / (0.15 * len(pool) + 5)))
        return pool[max(len(pool) - 1 - back, 0)]
    return chance.choice(pool)
