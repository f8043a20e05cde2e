"""What growing costs, for lists of one paper, of 46 and of 500.

::

    python -m bench.growing

The papers are those of a made-up literature that is served as OpenAlex serves works; a list are
papers that lie close together in it. The first column of credits is what a build costs that does
not grow: finding the papers by their ids, and the works that they cite.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from bench.enrich import settings_for
from bench.literature import Literature, make_universe
from bench.related_growth import grow
from citeloom.enrich.growing_price import WORKS, count_most_credits
from citeloom.pipeline import BuildOptions, build
from citeloom.progress import Silent
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.build_report import BuildReport

PAPERS, LEAST_REFERENCES, BUDGET = 30_000, 5, 1_000_000
LISTS = (1, 46, 500)
CHOICES = (0, 500, WORKS, 5_000)


def main() -> None:
    """Print the table."""
    print("| papers listed | `--grow` | citing works | near works | credits without | for growing "
          "| told as at most |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    literature = make_literature()
    with tempfile.TemporaryDirectory() as folder:
        for papers in LISTS:
            listing = Path(folder) / f"{papers}.txt"
            listing.write_text("\n".join(find_list(literature, papers)), encoding="utf-8")
            for works in CHOICES:
                home = Path(folder) / f"{papers}-{works}"
                with World(make_universe(literature), openalex_budget=BUDGET) as world:
                    report = build_in(world, home, listing, works)
                    paid = world.credits()
                print(tell(papers, works, paid, report), flush=True)


def make_literature() -> Literature:
    """Make a literature of which everything but the titles is as in real ones."""
    citing, cited, size = grow(PAPERS)
    references: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in zip(citing.tolist(), cited.tolist(), strict=True):
        references[str(start)].append(str(end))
    return Literature(
        records={str(at): {"id": str(at), "title": f"Sample paper {at}"} for at in range(size)},
        references={key: tuple(found) for key, found in references.items()},
        work_ids={str(at): f"W{6_000_000_000 + at}" for at in range(size)},
    )


def find_list(literature: Literature, papers: int) -> list[str]:
    """Return the W-ids of papers with references that lie close together."""
    found: dict[str, None] = {}
    for paper in walk_around(literature, "0"):
        if len(literature.references.get(paper, ())) >= LEAST_REFERENCES:
            found[literature.work_ids[paper]] = None
        if len(found) == papers:
            break
    return list(found)


def walk_around(literature: Literature, start: str) -> Iterator[str]:
    """Yield papers from a first one outwards, along what they cite and what cites them."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for paper, cited in literature.references.items():
        for each in cited:
            near[paper].append(each)
            near[each].append(paper)
    seen, waiting = {start: None}, [start]
    while waiting:
        yield from waiting
        new = dict.fromkeys(each for paper in waiting for each in near[paper] if each not in seen)
        seen |= new
        waiting = list(new)


def build_in(world: World, home: Path, listing: Path, works: int) -> BuildReport:
    """Build the graph of a list."""
    settings = settings_for(world, home)
    options = BuildOptions(graph=settings.graph_address(), grow=works)
    return build([str(listing)], options, settings, Silent())


def tell(papers: int, works: int, paid: int, report: BuildReport) -> str:
    """Return a line of the table."""
    grown = report.grown
    cells = (
        f"{papers:,}", f"{works:,}", f"{grown.count('citing'):,}", f"{grown.count('near'):,}",
        f"{paid - grown.credits:,}", f"{grown.credits:,}", f"{count_most_credits(papers, works):,}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
