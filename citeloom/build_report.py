"""What a build did, in numbers that add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.assemble import ListedPaper
    from citeloom.enrich.entry import Listing
    from citeloom.enrich.services.ledger import Spending
    from citeloom.graph.errors import CiteloomError
    from citeloom.graph.loading.load import LoadReport


@dataclass(slots=True)
class Tally:
    """Counts over the listed papers, made while they stream by."""

    papers: int = 0
    found: Counter[str] = field(default_factory=Counter)
    ambiguous: list[dict[str, Any]] = field(default_factory=list)
    not_found: list[dict[str, Any]] = field(default_factory=list)
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
        self.papers += 1
        if finding.step:
            self.found[finding.step] += 1
        else:
            about = {
                "line": finding.entry.line,
                "title": listed.paper.title or listed.paper.id,
                "why": finding.evidence,
                "candidates": list(finding.candidates),
            }
            (self.ambiguous if finding.match == "ambiguous" else self.not_found).append(about)
        self.reference_lists[references.source or "nowhere"] += 1
        self.references += references.named
        self.references_missing += references.missing
        self.references_unasked += references.unasked
        self.references_found += references.named - references.missing - references.unasked
        for link in listed.links:
            if link.kind == "repository":
                self.repositories[link.relation] += 1
            elif link.kind in ("model", "dataset", "space"):
                self.other_links += 1
            else:
                self.pages += 1
        models, datasets, spaces = listed.artefacts
        self.models += models
        self.datasets += datasets
        self.spaces += spaces

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        # `asdict` would make a Counter anew by counting its items.
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {k: dict(v) if isinstance(v, Counter) else v for k, v in values.items()}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The closing report of a build.

    Attributes:
        listings: What was read.
        tally: What became of the listed papers.
        loaded: What loading did; None where nothing was loaded.
        graph: Address of the graph.
        spending: Requests and credits by service.
        troubles: What could not be reached, each once.
        seconds: How long it took.
        sample: What is to be said about sample data, or an empty string.
    """

    listings: tuple[Listing, ...]
    tally: Tally
    loaded: LoadReport | None
    graph: str
    spending: dict[str, Spending]
    troubles: tuple[CiteloomError, ...]
    seconds: float
    sample: str

    @property
    def complete(self) -> bool:
        """Whether every service answered every question."""
        return not self.troubles

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
            "papers": self.tally.as_json(),
            "graph": {
                "address": self.graph,
                **(asdict(self.loaded) if self.loaded else {}),
            },
            "spending": {
                name: {"requests": each.requests, "credits": each.credits}
                for name, each in self.spending.items()
            },
            "troubles": [str(each) for each in self.troubles],
            "complete": self.complete,
            "seconds": round(self.seconds, 2),
            "sample": self.sample,
        }


def each_once(troubles: Iterable[CiteloomError]) -> tuple[CiteloomError, ...]:
    """Return the troubles without those that say what another one says."""
    return tuple({str(trouble): trouble for trouble in troubles}.values())
