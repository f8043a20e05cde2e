"""The years and works that a literature stands on: reference publication year spectroscopy.

The references of some papers are counted by the year of the cited work; a year with more of them
than the years around it points at works that much builds upon (Marx, Bornmann, Barth, Leydesdorff,
"Detecting the historical roots of research fields by reference publication year spectroscopy
(RPYS)", JASIST 65, 2014). How much a year stands out is its distance from the median of the five
years around it, as in CRExplorer (Thor, Marx, Leydesdorff, Bornmann, "Introducing CitedReferences-
Explorer", Journal of Informetrics 10, 2016).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from citeloom.graph.stores.values import Table
from citeloom.graph.vocabulary import SAMPLE
from citeloom.queries.catalogue import find_query, run_query
from citeloom.queries.literature.words import write_count
from citeloom.queries.literature.works_around import find_papers, read_references
from citeloom.queries.papers import read_fields
from citeloom.queries.tabular import write_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citeloom.graph.stores.store import Store

AROUND = 2  # years before and after a year, of which the median is taken with it
WORKS = 3  # most cited works that are named of each peak
YEARS = 100_000  # more than there are years
COLUMNS = (
    "year", "references", "works", "deviation", "peak", "papers", "titles", "citations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work of a peak year. `citing` are the ids of the papers that cite it, sorted."""

    id: str
    title: str | None
    citing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceYear:
    """A year in which cited works appeared; `year` is None for works whose year is not known.

    Attributes:
        references: References of the papers to works of the year.
        works: Different works among them.
        deviation: `references` less the median of the five years around, None without a year.
        peak: Whether the deviation is above 0 and no year beside has more references.
        most_cited: In a peak, the works that most of the papers cite.
    """

    year: int | None
    references: int
    works: int
    deviation: float | None
    peak: bool = False
    most_cited: tuple[CitedWork, ...] = ()


@dataclass(frozen=True)
class Origins:
    """The years of the works that some papers cite, and the works of the years that stand out.

    Attributes:
        papers: Ids of the papers that were asked about.
        years: Years with references, ascending; works without a year come last.
        notes: What the counts rest on, in sentences.
    """

    papers: tuple[str, ...]
    years: tuple[ReferenceYear, ...]
    notes: tuple[str, ...]

    @property
    def table(self) -> Table:
        """The years as a table, with the most cited works of the peaks."""
        return Table(
            COLUMNS,
            tuple(
                (
                    each.year,
                    each.references,
                    each.works,
                    each.deviation,
                    each.peak,
                    [work.id for work in each.most_cited],
                    [work.title or work.id for work in each.most_cited],
                    [len(work.citing) for work in each.most_cited],
                )
                for each in self.years
            ),
        )

    def _repr_markdown_(self) -> str:
        """Show the years in a notebook."""
        return write_markdown(self.table) + "".join(f"\n{note}\n" for note in self.notes)


def read_origins(store: Store, papers: Sequence[str] = (), *, works: int = WORKS) -> Origins:
    """Find the years and works that some papers stand on.

    Args:
        store: The graph; it is only read.
        papers: By id, arXiv id, DOI, or part of the title; none means all that are listed.
        works: How many works are named of each peak.

    Raises:
        PaperNotFound: A paper is not in the graph.
        QueryError: The name of a paper is unclear.
        UsageError: No paper is named and none is listed.
        StoreError: The graph cannot be read.
    """
    ids = find_papers(store, papers)
    asked = {"limit": YEARS, **({"papers": ids} if papers else {})}
    rows = run_query(store, find_query("reference-years"), asked).table.rows
    counts = {year: (references, different) for year, references, different, _ in rows}
    known = {year: counts[year][0] for year in counts if year is not None}
    deviations = compute_deviations(known)
    peaks = find_peaks(known, deviations)
    chosen = {year: cited[:works] for year, _, _, cited in rows if year in peaks}
    most_cited = _read_most_cited(store, ids, chosen)
    years = tuple(
        ReferenceYear(
            year,
            *counts[year],
            deviation=None if year is None else deviations[year],
            peak=year in peaks,
            most_cited=most_cited.get(year, ()),
        )
        for year in [*sorted(known), *([None] if None in counts else [])]
    )
    sample = [SAMPLE] if store.info().sample else []
    return Origins(tuple(ids), years, (*_tell_basis(ids, years), *sample))


def compute_deviations(counts: Mapping[int, int]) -> dict[int, float]:
    """Return for each year its count less the median of the five years around it.

    The five years are two before, the year, and two after; a year that is not counted has 0.
    """
    return {
        year: count
        - median(counts.get(near, 0) for near in range(year - AROUND, year + AROUND + 1))
        for year, count in counts.items()
    }


def find_peaks(counts: Mapping[int, int], deviations: Mapping[int, float]) -> set[int]:
    """Return the years with a deviation above 0 of which neither neighbour has a higher count."""
    return {
        year
        for year, count in counts.items()
        if deviations[year] > 0 and count >= max(counts.get(year - 1, 0), counts.get(year + 1, 0))
    }


def _read_most_cited(
    store: Store, ids: Sequence[str], works: Mapping[int, Sequence[str]]
) -> dict[int | None, tuple[CitedWork, ...]]:
    """Read titles of works, by year, and which of the papers cite each."""
    named = [work for chosen in works.values() for work in chosen]
    titles = dict(read_fields(store, named, ("title",)))
    citing: dict[str, list[str]] = {work: [] for work in named}
    for paper, cited in sorted(read_references(store, ids).items()):
        for work in citing.keys() & cited:
            if work != paper:
                citing[work].append(paper)
    return {
        year: tuple(CitedWork(work, titles[work], tuple(citing[work])) for work in chosen)
        for year, chosen in works.items()
    }


def _tell_basis(ids: Sequence[str], years: Sequence[ReferenceYear]) -> Iterator[str]:
    references = sum(each.references for each in years)
    papers = write_count(len(ids), "paper")
    if not references:
        yield (
            f"{papers}, and no reference of theirs in the graph; `citeloom query "
            "without-references` says why."
        )
        return
    peaks = sum(each.peak for each in years)
    yield (
        f"{papers} with {write_count(references, 'reference')}; "
        f"{write_count(peaks, 'year')} with more of them than the years around."
    )
    unknown = sum(each.references for each in years if each.year is None)
    if unknown:
        yield f"{write_count(unknown, 'reference')} to works whose year is not known."
