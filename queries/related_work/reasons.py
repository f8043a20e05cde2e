"""Why a paper is suggested, in words and with the ids that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from citeloom.queries.related_work import signals
from citeloom.queries.related_work.suggestion import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from citeloom.graph.citation_index import CitationIndex
    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.signals import Floats, Positions

    Whole = NDArray[np.integer]

MOST_IDS = 25
MOST_NAMES = 2
TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """The seeds, and what is asked of every candidate, computed once.

    `referenced` and `citing` count for each paper the seeds that cite it and that it cites,
    `things` for each thing the seeds that have it; `bridging` counts for each paper the
    references of seeds that it cites (0 at the seeds).
    """

    index: CitationIndex
    facts: Facts
    listed: NDArray[np.bool_]
    seeds: Positions
    referenced: Floats
    citing: Floats
    bridging: Floats
    walk: Floats
    things: Mapping[str, Floats]

    @classmethod
    def ask(
        cls, index: CitationIndex, facts: Facts, listed: NDArray[np.bool_], seeds: Positions
    ) -> Question:
        """Compute what all candidates need."""
        referenced = signals.sum_rows(index.cites, seeds)
        bridging = signals.clear_seeds(index.cites @ (referenced > 0).astype(np.float32), seeds)
        return cls(
            index=index,
            facts=facts,
            listed=listed,
            seeds=seeds,
            referenced=referenced,
            citing=signals.sum_rows(index.cited_by, seeds),
            bridging=bridging,
            walk=signals.walk(index, seeds),
            things={
                kind: signals.sum_rows(things.has, seeds) for kind, things in facts.things.items()
            },
        )


def find_evidence(question: Question, paper: int) -> tuple[Evidence, ...]:
    """Return every reason for one candidate, the most direct first."""
    found = [
        *find_direct_citations(question, paper),
        *find_co_citations(question, paper),
        *find_shared_references(question, paper),
        *find_bridges(question, paper),
    ]
    if not found:
        found += find_neighbours(question, paper)
    return (*found, *find_shared_things(question, paper), *find_close_text(question, paper))


def find_direct_citations(question: Question, paper: int) -> Iterator[Evidence]:
    """Citations between the candidate and seeds."""
    index, seeds = question.index, question.seeds
    if question.referenced[paper]:
        citing = seeds[np.isin(seeds, index.citers(paper))]
        yield make_evidence(
            question, "cited", f"cited by {name_papers(question, citing)}", citing, citing
        )
    if question.citing[paper]:
        cited = seeds[np.isin(seeds, index.references(paper))]
        yield make_evidence(
            question, "cites", f"cites {name_papers(question, cited)}", cited, cited
        )


def find_co_citations(question: Question, paper: int) -> Iterator[Evidence]:
    """Papers that cite the candidate and a seed."""
    citers = question.index.citers(paper)
    both = citers[question.citing[citers] > 0]
    if not len(both):
        return
    counts = count_sums(question.index.cites[both][:, question.seeds].sum(axis=0))
    partners = question.seeds[np.argsort(-counts, kind="stable")][: int((counts > 0).sum())]
    mine = int(question.listed[both].sum())
    listed = f" ({mine} of them in your listings)" if 0 < mine < len(both) else ""
    whose = " of your listings" if mine == len(both) else ""
    text = (
        f"cited together with {name_papers(question, partners)} by "
        f"{len(both):,} paper{'s' * (len(both) > 1)}{whose}{listed}"
    )
    yield make_evidence(question, "co-citation", text, partners, both)


def find_shared_references(question: Question, paper: int) -> Iterator[Evidence]:
    """References that the candidate has in common with seeds."""
    references = question.index.references(paper)
    common = references[question.referenced[references] > 0]
    if not len(common):
        return
    counts = count_sums(question.index.cites[question.seeds][:, common].sum(axis=1))
    partners = question.seeds[np.argsort(-counts, kind="stable")][: int((counts > 0).sum())]
    text = (
        f"shares {len(common):,} reference{'s' * (len(common) > 1)} "
        f"with {name_papers(question, partners)}"
    )
    yield make_evidence(question, "coupling", text, partners, common)


def find_bridges(question: Question, paper: int) -> Iterator[Evidence]:
    """Papers that cite the candidate and something that a seed cites."""
    citers = question.index.citers(paper)
    # That a paper is cited by what cites it proves nothing, where a seed cites it as well.
    own = 1 if question.referenced[paper] else 0
    bridges = citers[question.bridging[citers] > own]
    if not len(bridges):
        return
    bridges = bridges[np.argsort(-question.bridging[bridges], kind="stable")]
    text = (
        f"cited together with what {name_seeds(question)} cite{'s' * (len(question.seeds) == 1)} "
        f"by {len(bridges):,} paper{'s' * (len(bridges) > 1)}, "
        f"such as {name_papers(question, bridges[:1])}"
    )
    yield make_evidence(question, "cited with references", text, question.seeds[:0], bridges)


def find_neighbours(question: Question, paper: int) -> Iterator[Evidence]:
    """Neighbours that the walk reaches, for a candidate with no nearer reason."""
    for verb, papers in (
        ("cited by", question.index.citers(paper)),
        ("cites", question.index.references(paper)),
    ):
        reached = papers[question.walk[papers] > 0]
        if len(reached):
            reached = reached[np.argsort(-question.walk[reached], kind="stable")]
            text = (
                f"{verb} {name_papers(question, reached)}, "
                f"a few citations away from {name_seeds(question)}"
            )
            yield make_evidence(question, "flow", text, question.seeds[:0], reached)
            return


def find_shared_things(question: Question, paper: int) -> Iterator[Evidence]:
    """Repositories, models, datasets, authors and topics that seeds have as well."""
    for kind, things in question.facts.things.items():
        mine = things.has[[paper]].indices
        common = mine[question.things[kind][mine] > 0]
        if not len(common):
            continue
        common = np.sort(common)
        partners = question.seeds[count_sums(things.has[question.seeds][:, common].sum(axis=1)) > 0]
        named = join_names([things.names[thing] for thing in common])
        yield Evidence(
            kind=kind,
            text=f"same {kind} as {name_papers(question, partners)}: {named}",
            seeds=tuple(question.facts.ids[at] for at in partners),
            ids=tuple(things.ids[thing] for thing in common[:MOST_IDS]),
            count=len(common),
        )


def find_close_text(question: Question, paper: int) -> Iterator[Evidence]:
    """The seed whose title is closest."""
    texts = question.facts.texts
    if texts is None:
        return
    cosines = np.asarray((texts[question.seeds] @ texts[[paper]].T).todense()).ravel()
    best = int(cosines.argmax())
    if cosines[best] < signals.CLOSE:
        return
    partner = question.seeds[best : best + 1]
    text = f"its title is close to that of {name_papers(question, partner)} ({cosines[best]:.2f})"
    yield make_evidence(question, "text", text, partner, partner)


def make_evidence(question: Question, kind: str, text: str, seeds: Whole, proof: Whole) -> Evidence:
    """Make evidence of positions."""
    ids = question.facts.ids
    return Evidence(
        kind=kind,
        text=text,
        seeds=tuple(ids[at] for at in seeds),
        ids=tuple(ids[at] for at in proof[:MOST_IDS]),
        count=len(proof),
    )


def name_papers(question: Question, papers: Whole) -> str:
    """Name papers in a sentence: two titles and how many more; a single seed is `this paper`."""
    if len(question.seeds) == 1 and np.array_equal(papers, question.seeds):
        return "this paper"
    titles = (question.facts.title(int(at)) for at in papers[:MOST_NAMES])
    return join_names([f"“{shorten_title(title)}”" for title in titles], len(papers))


def join_names(words: Sequence[str], count: int | None = None) -> str:
    """Join words as a sentence does: a, b and 3 more."""
    count = len(words) if count is None else count
    shown = list(words[:MOST_NAMES])
    if count > len(shown):
        return f"{', '.join(shown)} and {count - len(shown):,} more"
    return " and ".join(shown)


def shorten_title(title: str) -> str:
    """Cut a long title at a word."""
    title = " ".join(title.split())
    if len(title) <= TITLE_LENGTH:
        return title
    return title[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"


def name_seeds(question: Question) -> str:
    """Say whose references they are."""
    return "this paper" if len(question.seeds) == 1 else "your papers"


def count_sums(sums: object) -> NDArray[np.int64]:
    """Turn sums of a sparse matrix into whole numbers, shape (n,)."""
    return np.asarray(sums, np.int64).ravel()
