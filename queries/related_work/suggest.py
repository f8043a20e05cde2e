"""From a graph to a related-work list: who is meant, what is ranked, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.errors import UsageError
from citeloom.graph.projection import read_citations
from citeloom.queries.catalogue.resolve_name import resolve_paper
from citeloom.queries.exports import write_markdown
from citeloom.queries.exports.read_references import read_references
from citeloom.queries.exports.reference import Evidence as Ground
from citeloom.queries.related_work.groups import group_papers
from citeloom.queries.related_work.paper_facts import read_facts
from citeloom.queries.related_work.rank import find_listed_papers, list_ids, rank_related

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.projection import Citations
    from citeloom.graph.stores.store import Store
    from citeloom.queries.exports.reference import Reference
    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.suggestion import Related, Suggestion

SAMPLE = "The graph holds sample data, which is made up."
REASONS = 3
ARTEFACTS = ("repository", "model", "dataset")


@dataclass(frozen=True, slots=True)
class Ranking:
    """What rankings of one graph need, made once: arrays, index, and facts about papers."""

    citations: Citations
    index: CitationIndex
    facts: Facts


@dataclass(frozen=True, slots=True)
class RelatedWork:
    """A ranking, and its suggestions as references: with group, reason, score and evidence.

    `sample` tells that the graph holds sample data.
    """

    related: Related
    references: tuple[Reference, ...]
    sample: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """What the list rests on, in sentences."""
        return (self.related.basis.text, *([SAMPLE] if self.sample else []))

    def _repr_markdown_(self) -> str:
        """Show the list in a notebook."""
        return write_markdown.write(self.references, self.about)


def make_ranking(
    store: Store, arrays: Citations | None = None, index: CitationIndex | None = None
) -> Ranking:
    """Make what rankings need, from the arrays on disk where they are current.

    Args:
        store: The graph.
        arrays: What `read_citations` gave, where it is already there.
        index: The index of these, where it is already made.
    """
    arrays = arrays or read_citations(store)
    index = index or CitationIndex.of(arrays)
    return Ranking(arrays, index, read_facts(store, list_ids(arrays.ids)))


def suggest_related_work(
    store: Store, papers: Sequence[str], *, limit: int = 30, ranking: Ranking | None = None
) -> RelatedWork:
    """Suggest related work.

    Args:
        store: The graph.
        papers: The papers that it is for, by id, arXiv id, DOI, or part of the title; none means
            the papers of all listings.
        limit: How many suggestions at most.
        ranking: What `make_ranking` made of this version of the graph, to ask again quickly.

    Raises:
        PaperNotFound: A paper is not in the graph.
        QueryError: The name of a paper is unclear.
        UsageError: No paper is named and none is listed, or the limit is negative.
    """
    ids = [resolve_paper(store, paper) for paper in papers]
    made = ranking or make_ranking(store)
    seeds = find_seeds(made.citations, ids)
    found = rank_related(made.citations, seeds, made.facts, index=made.index, limit=limit)
    places = [suggestion.paper for suggestion in found.suggestions]
    heading = {
        paper: group.heading
        for group in group_papers(made.index, made.facts, places)
        for paper in group.papers
    }
    read = read_references(store, [suggestion.id for suggestion in found.suggestions])
    written = tuple(
        add_reason(reference, suggestion, heading[suggestion.paper])
        for reference, suggestion in zip(read, found.suggestions, strict=True)
    )
    return RelatedWork(found, written, sample=store.info().sample)


def find_seeds(arrays: Citations, ids: Sequence[str]) -> list[int]:
    """Return the places of papers, or of all listed papers where none is named.

    Raises:
        UsageError: None is named and none is listed.
    """
    if ids:
        places = [arrays.index(paper) for paper in ids]
        return [place for place in places if place is not None]
    listed = find_listed_papers(arrays)
    if not listed:
        raise UsageError(
            "The graph has no listed papers, so that it is not clear what the list is for",
            todo="Name a paper, or build the graph from a listing with `citeloom build`",
        )
    return listed


def add_reason(reference: Reference, suggestion: Suggestion, heading: str) -> Reference:
    """Return a reference with its group, and why it is suggested."""
    return replace(
        reference,
        group=heading,
        reason=shorten_reason(suggestion),
        score=round(suggestion.score, 4),
        evidence=tuple(
            Ground(text=each.text, signal=each.kind, papers=(*each.seeds, *each.ids))
            for each in suggestion.evidence
        ),
    )


def shorten_reason(suggestion: Suggestion) -> str:
    """Return the reasons that a reader wants first: three, and every one about code or data.

    All of them are in the evidence, which JSON and `--explain` give.
    """
    told = [
        each.text
        for place, each in enumerate(suggestion.evidence)
        if place < REASONS or each.kind in ARTEFACTS
    ]
    return "; ".join((["has been retracted"] if suggestion.retracted else []) + told)
