"""Which communities are better: those of `queries.communities`, or networkx's Louvain?

    python -m bench.compare_communities [--seeds N]

Three graphs: the citations of the example listing, Cora, and 5,000 nodes in 50 planted groups of
uneven size, of whose 12 links on average two in five lead out of the group.

modularity: mean over seeds. stability: mean adjusted Rand index between the runs of all pairs of
seeds, 1 where all agree. truth: mean adjusted Rand index with the planted groups. seconds: median.
A seed also shuffles the nodes, because a graph that is built anew has them in another order.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from scipy import sparse

import citeloom
from bench.held_out import read_citations
from bench.related import CORA
from citeloom.queries.communities import connect, find_communities
from citeloom.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Ends = tuple[Integers, Integers, int]
    Method = Callable[[Integers, Integers, int, int], Integers]

ROOT = Path(__file__).parents[1]
NODES, GROUPS, LINKS, OUTSIDE = 5_000, 50, 30_000, 0.4


def example() -> Ends:
    """Return the citations of the example listing."""
    with tempfile.TemporaryDirectory() as home:
        citeloom.build(
            ROOT / "examples/daily-papers.txt",
            archive=ROOT / "examples/sample-archive.jsonl",
            offline=True,
            settings=Settings(citeloom_home=Path(home)),
        )
        with citeloom.open(Path(home) / "graph.kgl") as graph:
            found = graph.citations()
            return found.citing.astype(np.int64), found.cited.astype(np.int64), len(found.ids)


def plant(seed: int = 0) -> tuple[Ends, Integers]:
    """Return links of a random graph, and the group of each of its nodes."""
    chance = np.random.default_rng(seed)
    group = chance.choice(GROUPS, NODES, p=chance.dirichlet(np.full(GROUPS, 4.0)))
    start = chance.integers(0, NODES, LINKS)
    end = chance.integers(0, NODES, LINKS)
    for number in range(GROUPS):
        members = np.flatnonzero(group == number)
        inside = (group[start] == number) & (chance.random(LINKS) >= OUTSIDE)
        end[inside] = chance.choice(members, int(inside.sum()))
    return (start, end, NODES), group


def ours(start: Integers, end: Integers, size: int, _: int) -> Integers:
    """Our communities; their seed is fixed, so that only the order of the nodes differs."""
    return find_communities(connect(size, start, end, np.ones(start.size)))


def networkx(start: Integers, end: Integers, size: int, seed: int) -> Integers:
    """Louvain of networkx."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other in zip(start.tolist(), end.tolist(), strict=True):
        if one != other:
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
    member = np.zeros(size, np.int64)
    for number, part in enumerate(nx.community.louvain_communities(graph, seed=seed)):
        member[list(part)] = number
    return member


METHODS: dict[str, Method] = {"ours": ours, "networkx": networkx}


def modularity(start: Integers, end: Integers, member: Integers) -> float:
    """Newman's modularity of a division, loops left out."""
    proper = start != end
    start, end = start[proper], end[proper]
    inside = float((member[start] == member[end]).mean())
    degree = np.bincount(member[np.concatenate((start, end))])
    return inside - float(((degree / (2 * start.size)) ** 2).sum())


def agreement(one: Integers, other: Integers) -> float:
    """Adjusted Rand index of two divisions (Hubert and Arabie, 1985)."""
    table = sparse.coo_array((np.ones(one.size), (one, other))).tocsr()

    def pairs(counts: NDArray[np.float64]) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both = pairs(table.data)
    rows, columns = (pairs(np.asarray(table.sum(axis=axis)).ravel()) for axis in (1, 0))
    usual = rows * columns / pairs(np.array([float(one.size)]))
    return (both - usual) / ((rows + columns) / 2 - usual)


def measure(ends: Ends, truth: Integers | None, method: Method, seeds: int) -> Iterator[str]:
    """Yield the figures of a method on a graph."""
    start, end, size = ends
    found, seconds = [], []
    for seed in range(seeds):
        order = np.random.default_rng(seed).permutation(size)
        before = time.perf_counter()
        member = method(order[start], order[end], size, seed)
        seconds.append(time.perf_counter() - before)
        found.append(member[order])
    yield f"{statistics.mean(modularity(start, end, each) for each in found):.4f}"
    yield f"{statistics.mean(agreement(one, two) for one, two in combinations(found, 2)):.3f}"
    yield "-" if truth is None else f"{statistics.mean(agreement(x, truth) for x in found):.3f}"
    yield f"{statistics.mean(int(each.max()) + 1 for each in found):.0f}"
    yield f"{statistics.median(seconds):.3f}"


def main() -> None:
    """Print a line for each graph and method."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seeds", type=int, default=10)
    asked = parser.parse_args()
    planted, truth = plant()
    graphs = {
        "example": (example(), None),
        "cora": (read_citations(CORA), None),
        "planted": (planted, truth),
    }
    print("| graph | method | modularity | stability | truth | communities | seconds |")
    print("|---|---|---|---|---|---|---|")
    for name, (ends, known) in graphs.items():
        for called, method in METHODS.items():
            figures = " | ".join(measure(ends, known, method, asked.seeds))
            print(f"| {name} | {called} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
