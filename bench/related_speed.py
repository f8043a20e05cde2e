"""How long a ranking takes on 100,000 papers and 2,000,000 citations, once the arrays are there.

    python -m bench.related_speed [--papers N] [--citations N]

The graph is made up: papers in order of time, each citing earlier ones, the earlier ones cited by
a power law. Baseline: networkx's personalised PageRank on the same citations.
"""

from __future__ import annotations

import argparse
import resource
import time
from functools import partial
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.projection import UNKNOWN_YEAR, Citations
from citeloom.queries.related_work.paper_facts import make_unknown_facts
from citeloom.queries.related_work.rank import rank_related

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Ends = tuple[NDArray[np.int32], NDArray[np.int32]]

ONE, LISTING, RUNS, LIMIT = 1, 50, 40, 50


def grow(papers: int, citations: int, seed: int = 0) -> Ends:
    """Make up citations without cycles; references vary, citations follow a power law."""
    chance = np.random.default_rng(seed)
    share = chance.lognormal(0, 0.8, papers)
    share[0] = 0
    citing = np.repeat(np.arange(papers), chance.multinomial(citations, share / share.sum()))
    cited = (citing * chance.random(len(citing)) ** 3).astype(np.int64)
    scattered = np.random.default_rng(seed + 1).permutation(papers)
    return scattered[citing].astype(np.int32), scattered[cited].astype(np.int32)


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def memory() -> int:
    """Return the peak memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print build time, ranking times, memory, and the baseline's time."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--citations", type=int, default=2_000_000)
    asked = parser.parse_args()
    citing, cited = grow(asked.papers, asked.citations)
    before = memory()
    start = time.perf_counter()
    index = CitationIndex.build(citing, cited, asked.papers)
    print(
        f"index of {index.size:,} papers and {index.cites.nnz:,} citations: "
        f"{time.perf_counter() - start:.2f} s, peak memory {memory()} MB ({before} MB before it)"
    )
    ids = np.array([f"P{at:07}" for at in range(asked.papers)])
    years = np.full(asked.papers, UNKNOWN_YEAR, np.int16)
    listed = np.zeros(asked.papers, np.bool_)
    citations = Citations(ids, years, listed, citing, cited, version=1)
    facts = make_unknown_facts(ids.tolist())
    chance = np.random.default_rng(2)

    def ask(seeds: NDArray[np.int64]) -> None:
        rank_related(citations, seeds.tolist(), facts, index=index, limit=LIMIT)

    for seeds in (ONE, LISTING):
        times = [
            timed(partial(ask, chance.choice(index.size, seeds, replace=False)))
            for _ in range(RUNS)
        ]
        print(
            f"related work of {seeds:>2} paper{'s' * (seeds > 1):<1}: "
            f"median {np.median(times):.0f} ms, p95 {np.percentile(times, 95):.0f} ms"
        )
    print(f"peak memory {memory()} MB")
    graph: nx.Graph[int] = nx.Graph()
    pairs = list(zip(citing.tolist(), cited.tolist(), strict=True))
    building = timed(lambda: graph.add_edges_from(pairs))
    ranking = timed(lambda: nx.pagerank(graph, personalization={int(citing[0]): 1}))
    print(
        f"networkx, personalised PageRank alone: {ranking:.0f} ms after {building / 1000:.1f} s "
        f"of building; peak memory {memory()} MB"
    )


if __name__ == "__main__":
    main()
