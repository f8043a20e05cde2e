"""Half of a bibliography is the reading list; does Citeloom find the other half?

    python -m bench.half [FILE] [--papers FILE] [-n 40] [--from-year YEAR] [--least 20]

FILE has one citation a line, `citing cited`; `--papers` gives titles, years and authors, one paper
a line as JSON. For each of `-n` papers with at least `--least` references a world is served as
OpenAlex serves works, without that paper; half of its references, by their ids, are a listing for
`citeloom build` with default options, and the other half is wanted. Every ranking is asked for 50
papers of the same graph; one line is of a graph that was not grown.

recall@20, recall@50: share of the wanted papers among the first 20 and 50, averaged over lists.
Below stand what the chances promised and what was found, the expected calibration error over the
first 50 of all lists (ten groups of equal size: Naeini et al., AAAI 2015), and in how many lists
the number of missing papers lies in the range that was told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.enrich import settings_for
from bench.held_out import Draw, find_able, make_corpus
from bench.literature import Literature, make_universe, read_literature
from bench.related import CORA
from bench.related_baselines import METHODS
from citeloom.enrich.growing_price import WORKS
from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.projection import read_citations
from citeloom.open_graph import open_graph
from citeloom.pipeline import BuildOptions, build
from citeloom.progress import Silent
from citeloom.queries.related_work.suggest import suggest_related_work
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from citeloom.graph.stores.store import Store
    from citeloom.queries.related_work.chance import Missing
    from citeloom.settings import Settings

    Floats = NDArray[np.float64]

FIRST = (20, 50)
BUDGET = 1_000_000
GROUPS = 10
RANKINGS = {
    "ours before, on the same graph": "ours before",
    "Salton + Adamic/Adar (as Inciteful), same graph": "Salton + Adamic/Adar (as Inciteful)",
    "co-citation + coupling (as Connected Papers), same": (
        "co-citation + coupling (as Connected Papers)"
    ),
}
NOT_GROWN = "ours before, on a graph that is not grown"


@dataclass(frozen=True, slots=True)
class List:
    """One list: what each ranking found of the wanted papers, and what was promised.

    Attributes:
        found: By ranking, how many of the wanted are among the first 20 and 50, over all wanted.
        held: Share of the wanted papers that the graph has.
        wanted: How many of the wanted papers the graph has.
        credits: What the build cost.
        chances: Of the first 50 suggestions.
        hits: Which of these are wanted.
        missing: What was told of the number of missing papers.
    """

    found: dict[str, tuple[float, ...]]
    held: float
    wanted: int
    credits: int
    chances: tuple[float, ...]
    hits: tuple[bool, ...]
    missing: Missing | None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=CORA)
    parser.add_argument("--papers", type=Path, help="titles, years and authors, as JSON lines")
    parser.add_argument("-n", "--number", type=int, default=40, help="how many lists at most")
    parser.add_argument("--from-year", type=int, help="only papers of this year on")
    parser.add_argument("--least", type=int, help="references of a paper; 20, or 5 of Cora's")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    try:
        literature = read_literature(asked.file, asked.papers)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    least = asked.least or (5 if asked.file == CORA else 20)
    corpus = make_corpus(literature)
    able = find_able(corpus, Draw(least=least, first_year=asked.from_year))
    chosen = np.sort(np.random.default_rng(asked.seed).permutation(able)[: asked.number])
    if not len(chosen):
        sys.exit(f"no paper has {least} references")
    lists = []
    for done, place in enumerate(chosen.tolist(), 1):
        lists.append(try_list(literature, corpus.facts.ids[place], [asked.seed, place]))
        if sys.stderr.isatty():
            print(f"\r{done} of {len(chosen)}", end="", file=sys.stderr, flush=True)
    print("\n".join(tell(lists)))


def try_list(literature: Literature, paper: str, seed: Sequence[int]) -> List:
    """Take a paper out of the world, build from half of its references, ask for the others."""
    references = np.random.default_rng(seed).permutation(sorted(literature.references[paper]))
    half = len(references) // 2
    given = [literature.work_ids[key] for key in references[:half]]
    wanted = {literature.work_ids[key] for key in references[half:]}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        listing = home / "half.txt"
        listing.write_text("\n".join(given), encoding="utf-8")
        universe = make_universe(literature, without=[paper])
        with World(universe, openalex_budget=BUDGET) as world:
            settings = settings_for(world, home)
            graph = build_graph(listing, home / "grown.kgl", settings, WORKS)
            credits_spent = world.credits()
            bare = build_graph(listing, home / "bare.kgl", settings, 0)
        with open_graph(settings, bare) as store:
            index, seeds, ids = read_index(store)
            found = {NOT_GROWN: count(rank("ours before", index, seeds, ids), wanted)}
        with open_graph(settings, graph) as store:
            index, seeds, ids = read_index(store)
            found |= {
                name: count(rank(method, index, seeds, ids), wanted)
                for name, method in RANKINGS.items()
            }
            ours = suggest_related_work(store, [], limit=FIRST[-1]).related
        best = [each.id for each in ours.suggestions]
        there = wanted.intersection(ids)
    return List(
        found={"ours": count(best, wanted)} | found,
        held=len(there) / len(wanted),
        wanted=len(there),
        credits=credits_spent,
        chances=tuple(each.chance or 0.0 for each in ours.suggestions),
        hits=tuple(each in wanted for each in best),
        missing=ours.basis.missing,
    )


def build_graph(listing: Path, graph: Path, settings: Settings, works: int) -> str:
    """Build a graph and return its address."""
    options = BuildOptions(graph=str(graph), grow=works)
    build([str(listing)], options, settings, Silent())
    return str(graph)


def read_index(store: Store) -> tuple[CitationIndex, NDArray[np.int64], list[str]]:
    """Return the citations of a graph, the places of its listed papers, and all ids."""
    arrays = read_citations(store)
    return CitationIndex.of(arrays), np.flatnonzero(arrays.listed), arrays.ids.tolist()


def rank(
    method: str, index: CitationIndex, seeds: NDArray[np.int64], ids: Sequence[str]
) -> list[str]:
    """Return the ids of the first 50 papers, equal scores in the order of the ids."""
    score = METHODS[method](index, seeds)
    score[seeds] = -1
    return [ids[at] for at in np.argsort(-score, kind="stable")[: FIRST[-1]].tolist()]


def count(best: Sequence[str], wanted: set[str]) -> tuple[float, ...]:
    """Return the share of wanted papers among the first 20 and 50."""
    return tuple(len(wanted.intersection(best[:first])) / len(wanted) for first in FIRST)


def tell(lists: Sequence[List]) -> list[str]:
    """Return the lines of the table."""
    lines = [f"{'ranking':<52} recall@20  recall@50"]
    for name in lists[0].found:
        shares = np.mean([each.found[name] for each in lists], axis=0)
        lines.append(f"{name:<52} {shares[0]:.3f}      {shares[1]:.3f}")
    chances = np.concatenate([each.chances for each in lists])
    hits = np.concatenate([each.hits for each in lists]).astype(np.float64)
    told = [(each.missing, each.wanted) for each in lists if each.missing is not None]
    inside = [missing.low <= wanted <= missing.high for missing, wanted in told]
    held = np.mean([each.held for each in lists])
    spent = np.mean([each.credits for each in lists])
    graph = f"the graph holds {held:.3f} of what is wanted, for {spent:.0f} credits a list"
    error = measure_calibration(chances, hits)
    expected = sum(missing.expected for missing, _ in told)
    true = sum(wanted for _, wanted in told)
    return [
        *lines,
        f"{len(lists)} lists; {graph}",
        f"the first {FIRST[-1]}: {chances.sum():.0f} promised, {hits.sum():.0f} found",
        f"expected calibration error {error:.4f}",
        f"missing papers: {expected:.0f} told, {true} true; in the range for {np.mean(inside):.0%}",
    ]


def measure_calibration(chances: Floats, hits: Floats) -> float:
    """Return the expected calibration error over ten groups of equal size, ordered by chance."""
    order = np.argsort(chances, kind="stable")
    groups = [group for group in np.array_split(order, GROUPS) if len(group)]
    errors = [abs(chances[group].mean() - hits[group].mean()) * len(group) for group in groups]
    return float(sum(errors) / len(chances))


if __name__ == "__main__":
    main()
