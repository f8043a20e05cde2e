"""A build reads each record of the archive once, and looks for the links of a paper once.

Counts, not seconds: they are the same on every machine. `docs/decisions/services.md` has the
figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich import paper_links
from citeloom.enrich.archive import Archive
from citeloom.enrich.listing import read_listing
from citeloom.enrich.services import openalex_records
from citeloom.enrich.services.openalex_work import Work
from tests.citeloom.command_line import ROOT, over
from tests.world import World
from tests.world.sample import sample_universe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from citeloom.enrich.archive import Fetched

LISTING = ROOT / "examples/daily-papers.txt"
BUILD = ("build", str(LISTING), "--citing", "5", "--quiet")
# What may be read twice, and how often: a list of Semantic Scholar is read for the ids of its
# paper, to see where it leads, and, one at a time, to be loaded: lists of many papers need not be
# held.
# Growing counts what works point at before they are loaded.
READ_AGAIN = {
    "0": {("s2", "arxiv"): 3},
    "2000": {("s2", "arxiv"): 4, ("openalex", "work"): 2, ("openalex", "citing"): 3},
}


@dataclass
class Counts:
    """How often each record was read, each work checked and received, each abstract searched."""

    records: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    works: Counter[str] = field(default_factory=Counter)
    abstracts: Counter[str] = field(default_factory=Counter)
    arrived: Counter[str] = field(default_factory=Counter)

    def clear(self) -> None:
        for each in (self.records, self.works, self.abstracts, self.arrived):
            each.clear()


@pytest.fixture
def world() -> Iterator[World]:
    with World(sample_universe(read_listing(LISTING).entries)) as running:
        yield running


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Count what the real ones do."""
    counts = Counts()
    get_many, model_validate = Archive.get_many, Work.model_validate
    find_links, read_work_id = paper_links.find_links, openalex_records.read_work_id

    def counted_read(
        self: Archive, service: str, kind: str, keys: Iterable[str]
    ) -> dict[str, Fetched]:
        found = get_many(self, service, kind, keys)
        counts.records.update((service, kind, key) for key in found)
        return found

    def counted_check(body: Any) -> Work:
        work = model_validate(body)
        counts.works[work.id] += 1
        return work

    def counted_search(text: str, **options: Any) -> Any:
        counts.abstracts[text] += 1
        return find_links(text, **options)

    def counted_arrival(body: Any) -> str:
        key = read_work_id(body)
        counts.arrived[key] += 1
        return key

    monkeypatch.setattr(openalex_records, "read_work_id", counted_arrival)
    monkeypatch.setattr(Archive, "get_many", counted_read)
    monkeypatch.setattr(Work, "model_validate", counted_check)
    monkeypatch.setattr(paper_links, "find_links", counted_search)
    return counts


@pytest.mark.parametrize("grow", READ_AGAIN)
def test_a_build_checks_what_arrives_once_and_reads_each_record_once(
    world: World, tmp_path: Path, counts: Counts, grow: str
) -> None:
    run = over(world, tmp_path)
    assert run(*BUILD, "--grow", grow).code == 0
    assert set(counts.works) == set(counts.arrived)
    often = {
        key: (count, counts.arrived[key])
        for key, count in counts.works.items()
        if count > counts.arrived[key] + 1
    }
    assert often == {}, "checked more often than it arrived and was loaded"
    counts.clear()

    assert (
        run(*BUILD, "--grow", grow, "--offline", "--graph", str(tmp_path / "offline.kgl")).code == 0
    )
    assert len(counts.works) > 300
    assert set(counts.works.values()) == {1}, "a work was read again; keep it in the finding"
    twice = {
        (service, kind, key): count
        for (service, kind, key), count in counts.records.items()
        if count > 1 and kind not in ("doi", "single")  # these hold no more than an id
    }
    allowed = READ_AGAIN[grow]
    often = {key: count for key, count in twice.items() if count > allowed.get(key[:2], 1)}
    assert often == {}, "read more often than there is a reason for"
    assert len(counts.abstracts) == 46
    assert set(counts.abstracts.values()) == {1}, "links were looked for again"
