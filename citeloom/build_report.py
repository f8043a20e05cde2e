"""What a build did, in numbers that add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from citeloom.graph.vocabulary import name_source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.decided_papers import Decided
    from citeloom.enrich.assemble import ListedPaper
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.grow import Grown
    from citeloom.enrich.services.ledger import Spending
    from citeloom.graph.errors import CiteloomError
    from citeloom.graph.loading.load import LoadReport


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A listed paper that is linked to nothing, and why.

    Attributes:
        line: Line of the listing.
        title: Its title, or its id where it has none.
        why: The evidence.
        candidates: Papers that it may be.
    """

    line: int
    title: str
    why: str
    candidates: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts over the listed papers of some listings, made while they stream by.

    Attributes:
        only: The names of these listings.
    """

    only: frozenset[str] = frozenset()
    papers: int = 0
    found: Counter[str] = field(default_factory=Counter)
    ambiguous: list[Unlinked] = field(default_factory=list)
    not_found: list[Unlinked] = field(default_factory=list)
    reference_lists: Counter[str] = field(default_factory=Counter)
    references: int = 0
    references_found: int = 0
    references_missing: int = 0
    references_unasked: int = 0
    repositories: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    other_links: int = 0
    models: int = 0
    datasets: int = 0
    spaces: int = 0

    def add(self, listed: ListedPaper) -> None:
        """Count one listed paper."""
        finding, references = listed.finding, listed.references
        if finding.listing not in self.only:
            return
        self.papers += 1
        if finding.step:
            self.found[finding.step] += 1
        else:
            about = Unlinked(
                finding.entry.line,
                listed.paper.title or listed.paper.id,
                finding.evidence,
                finding.candidates,
            )
            (self.ambiguous if finding.match == "ambiguous" else self.not_found).append(about)
        self.reference_lists[references.source or "nowhere"] += 1
        self.references += references.named
        self.references_missing += references.missing
        self.references_unasked += references.unasked
        self.references_found += references.named - references.missing - references.unasked
        for link in finding.links:
            if link.kind == "repository":
                self.repositories[link.relation] += 1
            elif link.kind in ("model", "dataset", "space"):
                self.other_links += 1
            else:
                self.pages += 1
        if page := finding.page.value:
            self.models += len(page.models)
            self.datasets += len(page.datasets)
            self.spaces += len(page.spaces)

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        # `asdict` would make a Counter anew by counting its items.
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["only"]
        for name, value in values.items():
            if isinstance(value, Counter):
                values[name] = dict(value)
            elif isinstance(value, list):
                values[name] = [asdict(each) for each in value]
        return values


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The closing report of a build.

    Attributes:
        listings: What was built.
        others: Names of the listings that the graph holds besides.
        tally: What became of the listed papers.
        loaded: What loading did; None where nothing was loaded.
        decided: What became of the decisions about papers.
        removed: Entries that the user took from the reading list (`citeloom remove`).
        grown: The works around the list that were added.
        graph: Address of the graph.
        spending: Requests and credits by service.
        warnings: What kept services from answering, each once.
        left_out: What services said and no graph can hold, each once, with the record's name.
        seconds: How long it took.
        sample: What is to be said about sample data, or an empty string.
        older: What is to be said about a graph of an older schema, or an empty string.
    """

    listings: tuple[Listing, ...]
    others: tuple[str, ...]
    tally: Tally
    loaded: LoadReport | None
    decided: Decided
    removed: int
    grown: Grown
    graph: str
    spending: dict[str, Spending]
    warnings: tuple[CiteloomError, ...]
    left_out: tuple[str, ...]
    seconds: float
    sample: str
    older: str = ""

    @property
    def complete(self) -> bool:
        """Whether every service answered every question."""
        return not self.warnings

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, for `--report`."""
        return {
            "listings": [
                {
                    "name": each.name,
                    "form": each.form,
                    "papers": len(each.entries),
                    "duplicates": each.duplicates,
                    "problems": [problem.model_dump() for problem in each.problems],
                }
                for each in self.listings
            ],
            "others": list(self.others),
            "removed": self.removed,
            "decisions": asdict(self.decided),
            "papers": self.tally.as_json(),
            "graph": {
                "address": self.graph,
                **(asdict(self.loaded) if self.loaded else {}),
            },
            "grown": {
                "works": len(self.grown.reasons),
                "citing": self.grown.count("citing"),
                "near": self.grown.count("near"),
                "credits": self.grown.credits,
            },
            "spending": {
                name: {"requests": each.requests, "credits": each.credits}
                for name, each in self.spending.items()
            },
            "warnings": [str(each) for each in self.warnings],
            "left_out": list(self.left_out),
            "complete": self.complete,
            "seconds": round(self.seconds, 2),
            "sample": self.sample,
            "older": self.older,
        }


def drop_repeated(warnings: Iterable[CiteloomError]) -> tuple[CiteloomError, ...]:
    """Return the warnings without those that say what another one says."""
    return tuple({str(warning): warning for warning in warnings}.values())


def list_left_out(values: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what was left out of answers, given as service and value, in words and each once."""
    return tuple(dict.fromkeys(f"{name_source(service)}, {value}" for service, value in values))
