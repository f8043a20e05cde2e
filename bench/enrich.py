"""How often services are asked, what it costs, and how long it takes.

::

    python -m bench.enrich

The example is built against a stand-in for the four services that answers each request after
150 ms, by Citeloom and by the script that one would write first: search each title at OpenAlex and
on the Hub, take the first hit, ask for its references, one paper after the other.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from citeloom.enrich.growing_price import WORKS
from citeloom.enrich.listing import read_listing
from citeloom.enrich.services.openalex_query import make_searchable
from citeloom.pipeline import BuildOptions, build
from citeloom.progress import Silent
from citeloom.settings import Settings
from tests.world import World
from tests.world.sample import sample_universe
from tests.world.universe import Universe

if TYPE_CHECKING:
    from citeloom.enrich.entry import Entry

EXAMPLE = Path(__file__).parent.parent / "examples" / "daily-papers.txt"
DELAY = 0.15
IDS = 1_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    name: str
    requests: dict[str, int]
    credits: int
    seconds: float

    def line(self) -> str:
        """Return the figures as a line of the table."""
        total = sum(self.requests.values())
        openalex = self.requests.get("openalex", 0)
        return f"{self.name:<46}{openalex:>9}{self.credits:>9}{total:>10}{self.seconds:>9.1f}"


def main() -> None:
    """Print the table."""
    entries = read_listing(EXAMPLE).entries
    print(f"each answer after {DELAY * 1000:.0f} ms")
    print(f"{'':<46}{'OpenAlex':>9}{'credits':>9}{'requests':>10}{'seconds':>9}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with World(sample_universe(entries), delay=DELAY) as world:
            settings = settings_for(world, home / "example")
            print(citeloom("ours, first run", world, str(EXAMPLE), settings).line())
            print(citeloom("ours, second run", world, str(EXAMPLE), settings).line())
        with World(sample_universe(entries), delay=DELAY) as world:
            settings = settings_for(world, home / "without")
            print(citeloom("ours, --grow 0", world, str(EXAMPLE), settings, grow=0).line())
        with World(sample_universe(entries), delay=DELAY) as world:
            print(first_script("baseline, title by title", world, list(entries)).line())
        listing = home / "ids.txt"
        universe = many_ids(listing)
        with World(universe, delay=DELAY, openalex_budget=100_000) as world:
            settings = settings_for(world, home / "ids")
            name = f"ours, {IDS} arXiv ids"
            print(citeloom(name, world, str(listing), settings).line())


def settings_for(world: World, home: Path) -> Settings:
    """Return settings that lead to a world and to a folder of their own."""
    return Settings(
        citeloom_home=home,
        openalex_url=world.openalex_url,
        hf_endpoint=world.hub_url,
        s2_api_url=world.s2_url,
        github_api_url=world.github_url,
    )


def citeloom(
    name: str, world: World, source: str, settings: Settings, *, grow: int = WORKS
) -> Cost:
    """Build a graph."""
    before = len(world.asked())
    credits_before = world.credits()
    began = time.monotonic()
    build([source], BuildOptions(graph=settings.graph_address(), grow=grow), settings, Silent())
    seconds = time.monotonic() - began
    counts: dict[str, int] = {}
    for each in world.asked()[before:]:
        counts[each.service] = counts.get(each.service, 0) + 1
    return Cost(name, counts, world.credits() - credits_before, seconds)


def first_script(name: str, world: World, entries: list[Entry]) -> Cost:
    """Do what one would write first; it also takes every first hit for the paper."""
    session = requests.Session()
    session.trust_env = False
    began = time.monotonic()
    for entry in entries:
        words = make_searchable(entry.title or "")
        found = session.get(
            f"{world.openalex_url}/works", params={"filter": f"title.search:{words}"}, timeout=30
        ).json()
        for work in found.get("results", [])[:1]:
            ids = [each.rsplit("/", 1)[-1] for each in work["referenced_works"]]
            if ids:
                session.get(
                    f"{world.openalex_url}/works",
                    params={"filter": "openalex_id:" + "|".join(ids[:100]), "per_page": "100"},
                    timeout=30,
                )
        hits = session.get(
            f"{world.hub_url}/api/papers/search", params={"q": entry.title or ""}, timeout=30
        ).json()
        for hit in hits[:1]:
            arxiv_id = hit.get("paper", hit)["id"]
            page = session.get(f"{world.hub_url}/api/papers/{arxiv_id}", timeout=30).json()
            repository = str(page.get("githubRepo", "")).removeprefix("https://github.com/")
            if repository:
                session.get(f"{world.github_url}/repos/{repository}", timeout=30)
    seconds = time.monotonic() - began
    counts: dict[str, int] = {}
    for each in world.asked():
        counts[each.service] = counts.get(each.service, 0) + 1
    return Cost(name, counts, world.credits(), seconds)


def many_ids(listing: Path) -> Universe:
    """Write a listing of arXiv ids, and return a world that knows nearly all of them."""
    universe = Universe()
    lines = []
    for number in range(IDS):
        arxiv_id = f"2401.{90_000 + number}"
        lines.append(arxiv_id)
        if number % 50:
            title = f"Sample paper {number} of a long list"
            universe.add_work(f"W95000{number:05}", title, arxiv=arxiv_id, hidden=number % 50 == 1)
            universe.add_hub_paper(arxiv_id, title)
    listing.write_text("\n".join(lines), encoding="utf-8")
    return universe


if __name__ == "__main__":
    main()
