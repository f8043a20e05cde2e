"""From a graph to a related-work list: who is meant, what is ranked, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citeloom.graph.vocabulary import SAMPLE
from citeloom.queries.catalogue.resolve_name import resolve_paper
from citeloom.queries.exports import write_markdown
from citeloom.queries.exports.read_references import read_references
from citeloom.queries.exports.reference import Evidence as Ground
from citeloom.queries.related_work.groups import group_papers
from citeloom.queries.related_work.neighbourhood import read_neighbourhood
from citeloom.queries.related_work.paper_facts import read_facts
from citeloom.queries.related_work.rank import rank_related
from citeloom.queries.related_work.wishes import NO_WISHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.queries.exports.reference import Reference
    from citeloom.queries.related_work.suggestion import Related, Suggestion
    from citeloom.queries.related_work.wishes import Wishes

REASONS = 3
ARTEFACTS = ("repository", "model", "dataset")


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


def suggest_related_work(
    store: Store, papers: Sequence[str], *, limit: int = 30, wishes: Wishes = NO_WISHES
) -> RelatedWork:
    """Suggest related work.

    Args:
        store: The graph.
        papers: The papers that it is for, by id, arXiv id, DOI, or part of the title; none means
            the papers of all listings.
        limit: How many suggestions at most.
        wishes: What the reader wants to see.

    Raises:
        PaperNotFound: A paper is not in the graph.
        QueryError: The name of a paper is unclear.
        UsageError: No paper is named and none is listed, the limit is negative, or a wish cannot
            be granted.
    """
    around = read_neighbourhood(store, [resolve_paper(store, paper) for paper in papers])
    facts = read_facts(store, around.ids)
    found = rank_related(around, facts, limit=limit, wishes=wishes)
    places = [suggestion.paper for suggestion in found.suggestions]
    heading = {
        paper: group.heading
        for group in group_papers(around.index, facts, places)
        for paper in group.papers
    }
    read = read_references(store, [suggestion.id for suggestion in found.suggestions])
    written = tuple(
        add_reason(reference, suggestion, heading[suggestion.paper])
        for reference, suggestion in zip(read, found.suggestions, strict=True)
    )
    return RelatedWork(found, written, sample=store.info().sample)


def add_reason(reference: Reference, suggestion: Suggestion, heading: str) -> Reference:
    """Return a reference with its group, and why it is suggested."""
    return replace(
        reference,
        group=heading,
        reason=shorten_reason(suggestion),
        score=round(suggestion.score, 4),
        chance=None if suggestion.chance is None else round(suggestion.chance, 4),
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
