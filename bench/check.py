"""Does the check of a bibliography catch what is forged, and leave alone what is not?

    python -m bench.check [FILE] [-n 70] [--honest 1000] [--seed 0]

A world is served as the services serve theirs. Bibliographies are made of its works: `-n` forgeries
of each of fourteen kinds, and `--honest` true entries in the variants that people write
(`bench/bibliography_entries.py`). FILE has real papers, one a line as JSON with id, title, year,
venue, authors; without it they are made up.

caught: the share of forgeries with a verdict that fits the kind and, where a field was forged, that
names this field. alarms: true entries with any verdict but `agrees`. Below: the verdicts where
services are down, and what entries with an id cost.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench import bibliography_entries as forge
from bench.bibliography_entries import Bib, Unfit, write_honest, write_true
from bench.bibliography_works import Made, make_check_universe, make_works, read_works
from bench.enrich import settings_for
from bench.literature import read_records
from citeloom.api import check
from citeloom.enrich.services.access import PACES
from citeloom.enrich.services.pace import Pace
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.bibliography_check import BibliographyCheck, EntryCheck
    from citeloom.settings import Settings

WORKS, BUDGET = 6_000, 10_000_000
WITH_ID = 0.7  # of entries; the others have a title only
ALONE = 40  # entries with an id that are checked alone, each in a world of its own
NOWHERE = "http://127.0.0.1:9"
Forge = Callable[[Bib, Made, Made, random.Random], list[Bib]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of forgery, the verdicts that fit it, and the field that `differs` must name."""

    name: str
    makers: tuple[Forge, ...]
    verdicts: frozenset[str]
    fields: frozenset[str] = frozenset()

    def is_caught(self, check: EntryCheck) -> bool:
        """Tell whether a verdict fits."""
        if check.verdict == "differs" and self.fields:
            named = {each.name for each in check.contradictions}
            return "differs" in self.verdicts and bool(named & self.fields)
        return check.verdict in self.verdicts


def _kind(name: str, *makers: Forge, verdicts: str, fields: str = "") -> Kind:
    return Kind(name, makers, frozenset(verdicts.split()), frozenset(fields.split()))


KINDS = (
    _kind("invented paper", forge.invent_paper, verdicts="not-found"),
    # A work that lists hide is found by its true id only, and not by its title.
    _kind("invented DOI", forge.invent_doi, verdicts="differs not-found", fields="doi"),
    _kind("real id, other title", forge.make_chimera, verdicts="other-paper differs",
          fields="title"),
    _kind("real title, other authors", forge.swap_authors, verdicts="differs other-paper",
          fields="authors"),
    _kind("swapped venue or year", forge.swap_venue, forge.swap_year, verdicts="differs",
          fields="venue year"),
    _kind("title altered in a word", forge.alter_title,
          verdicts="differs other-paper not-found", fields="title"),
    _kind("two papers merged", forge.merge_papers, verdicts="differs other-paper not-found",
          fields="title authors"),
    _kind("arXiv id of another paper", forge.take_other_arxiv_id, verdicts="other-paper"),
    _kind("dead DOI", forge.kill_doi, verdicts="differs not-found", fields="doi"),
    _kind("retracted", forge.cite_retracted, verdicts="retracted"),
    _kind("preprint of a published paper", forge.cite_preprint, verdicts="published"),
    _kind("entry twice", forge.repeat_entry, verdicts="duplicate"),
    _kind("order or number of authors", forge.disorder_authors, verdicts="differs",
          fields="authors"),
    _kind("wrong pages", forge.change_pages, verdicts="differs", fields="pages"),
)  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", nargs="?", type=Path, help="real papers, as JSON lines")
    parser.add_argument("-n", "--number", type=int, default=70, help="forgeries of each kind")
    parser.add_argument("--honest", type=int, default=1_000, help="true entries")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what was missed, and alarms")
    asked = parser.parse_args()
    try:
        works = (
            read_works(read_records(asked.file), WORKS, asked.seed)
            if asked.file
            else make_works(WORKS, asked.seed)
        )
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    with at_full_speed(), tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with World(make_check_universe(works), openalex_budget=BUDGET) as world:
            settings = settings_for(world, home)
            measure_forgeries(works, settings, asked.number, asked.seed, show=asked.show)
            measure_honest(works, settings, asked.honest, asked.seed, show=asked.show)
        measure_outages(works, home, asked.seed)
        measure_price(works, asked.seed)


def measure_forgeries(
    works: Sequence[Made], settings: Settings, number: int, seed: int, *, show: bool
) -> None:
    """Print the share that is caught of each kind, and of all."""
    print(f"{'forgery':<32}{'made':>6}{'caught':>8}  verdicts")
    made = caught = 0
    for place, kind in enumerate(KINDS):
        chance = random.Random(seed * 1_000 + place)
        pairs = list(make_forgeries(works, kind, number, chance))
        text = "\n".join(bib.write() for bibs in pairs for bib in bibs)
        done = run_check(text, settings)
        by_key = {each.key: each for each in done.entries}
        forged = [by_key[bibs[-1].key] for bibs in pairs]
        good = [kind.is_caught(each) for each in forged]
        verdicts = Counter(each.verdict for each in forged)
        told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
        print(f"{kind.name:<32}{len(good):>6}{sum(good) / len(good):>8.3f}  {told}", flush=True)
        made, caught = made + len(good), caught + sum(good)
        if show:
            missed = zip(pairs, forged, good, strict=True)
            show_some([(bibs[-1], each) for bibs, each, is_good in missed if not is_good], works)
    print(f"{'all':<32}{made:>6}{caught / made:>8.3f}")


def make_forgeries(
    works: Sequence[Made], kind: Kind, number: int, chance: random.Random
) -> Iterator[list[Bib]]:
    """Yield the entries of each forgery; each is of a work of its own."""
    order = chance.sample(range(len(works)), len(works))
    made_so_far = 0
    for at in order:
        work, other = works[at], works[chance.randrange(len(works))]
        if made_so_far == number:
            return
        if work is other or (work.is_retracted and kind.name != "retracted"):
            continue
        if work.hidden or other.hidden:
            continue  # OpenAlex shows these by their own DOI only, so that little can be said
        with_id = chance.random() < WITH_ID and work.has_id
        bib = write_true(work, f"key{at}", with_id=with_id)
        try:
            forged = kind.makers[made_so_far % len(kind.makers)](bib, work, other, chance)
        except Unfit:
            continue
        made_so_far += 1
        yield forged


def measure_honest(
    works: Sequence[Made], settings: Settings, number: int, seed: int, *, show: bool
) -> None:
    """Print how many true entries are alarms."""
    chance = random.Random(seed + 77)
    bibs = make_honest(works, number, chance)
    done = run_check("\n".join(each.write() for each in bibs), settings)
    alarms = [each for each in done.entries if each.verdict != "agrees"]
    verdicts = Counter(each.verdict for each in done.entries)
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    print(f"true entries: {len(done.entries)}, alarms: {len(alarms)} ({told})", flush=True)
    fields = Counter(f"{one.name} {one.verdict}" for each in done.entries for one in each.fields)
    print("fields: " + ", ".join(f"{name} {count}" for name, count in sorted(fields.items())))
    if show:
        by_key = {each.key: each for each in bibs}
        show_some([(by_key[each.key], each) for each in alarms], works)


def make_honest(works: Sequence[Made], number: int, chance: random.Random) -> list[Bib]:
    """Return true entries in variants; what is published is not cited as a preprint."""
    # What lists hide is found by its DOI only; without one it is rightly `not-found`.
    usable = [each for each in works if not each.is_retracted and (each.doi or not each.hidden)]
    return [
        write_honest(made, f"true{at}", chance, with_id=made.hidden or chance.random() < WITH_ID)
        for at, made in enumerate(chance.sample(usable, number))
    ]  # fmt: skip


def measure_outages(works: Sequence[Made], home: Path, seed: int) -> None:
    """Print the verdicts where services are down, and offline with an empty archive."""
    bibs = make_honest(works, 60, random.Random(seed + 5))
    invented = make_forgeries(works, KINDS[0], 20, random.Random(seed + 6))
    bibs += [bib for forged in invented for bib in forged]
    text = "\n".join(each.write() for each in bibs)
    with World(make_check_universe(works), openalex_budget=BUDGET) as world:
        up = settings_for(world, home)
        outages = {
            "all services down": {
                "openalex_url": NOWHERE, "hf_endpoint": NOWHERE, "s2_api_url": NOWHERE,
            },
            "OpenAlex down": {"openalex_url": NOWHERE},
        }  # fmt: skip
        for name, changed in outages.items():
            with tempfile.TemporaryDirectory() as folder:
                down = up.model_copy(update={"home": Path(folder), **changed})
                done = run_check(text, down)
            print(f"{name}: {dict_of(done)}, exit code {done.exit_code}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        nobody = up.model_copy(update={"home": Path(folder)})
        done = run_check(text, nobody, offline=True)
    print(f"offline, empty archive: {dict_of(done)}, exit code {done.exit_code}", flush=True)


def measure_price(works: Sequence[Made], seed: int) -> None:
    """Print what true entries with an id cost, together and each alone."""
    chance = random.Random(seed + 9)
    usable = [each for each in works if each.has_id and not each.is_retracted]
    chosen = chance.sample(usable, 500)
    bibs = [write_true(made, f"paid{at}") for at, made in enumerate(chosen)]
    bibs += [
        bib.change(doi=None, eprint=made.arxiv, archivePrefix="arXiv")
        for bib, made in zip(bibs, chosen, strict=True)
        if made.arxiv and made.doi and not made.hidden
    ]
    chance.shuffle(bibs)
    with World(make_check_universe(works), openalex_budget=BUDGET) as world:
        with tempfile.TemporaryDirectory() as folder:
            settings = settings_for(world, Path(folder))
            run_check("\n".join(each.write() for each in bibs), settings)
        together = world.credits() / len(bibs)
        alone = []
        for bib in bibs[:ALONE]:
            before = world.credits()
            with tempfile.TemporaryDirectory() as folder:
                run_check(bib.write(), settings_for(world, Path(folder)))
            alone.append(world.credits() - before)
    most, mean = max(alone), sum(alone) / len(alone)
    print(f"credits per entry with an id: {together:.3f} of {len(bibs)} together; "
          f"alone at most {most}, {mean:.2f} on average of {len(alone)}")  # fmt: skip


def dict_of(done: BibliographyCheck) -> str:
    """Return the counts of verdicts in words."""
    return ", ".join(f"{count} {verdict}" for verdict, count in done.counts.items() if count)


def run_check(text: str, settings: Settings, *, offline: bool = False) -> BibliographyCheck:
    """Check a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.bib"
        path.write_text(text, encoding="utf-8")
        return check(path, settings=settings, offline=offline)


def show_some(cases: Sequence[tuple[Bib, EntryCheck]], works: Sequence[Made]) -> None:
    """Print cases in which the check was wrong."""
    by_id = {each.id: each for each in works}
    for bib, each in cases[:12]:
        print(bib.write(), each.verdict, each.evidence, by_id[bib.works[0]], "", sep="\n")


@contextmanager
def at_full_speed() -> Iterator[None]:
    """Ask as fast as answers come: the services are on this machine, and nobody has to spare."""
    usual = dict(PACES)
    for service in ("openalex", "hub", "s2", "github"):
        PACES[service] = replace(usual.get(service, Pace()), per_second=100_000.0)
    try:
        yield
    finally:
        PACES.clear()
        PACES.update(usual)


if __name__ == "__main__":
    main()
