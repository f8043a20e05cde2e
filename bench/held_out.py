"""Questions whose answers are known: references that were hidden, in a real literature.

Two kinds. *One paper*: papers lose a fifth of their references, all at once, and each is asked for
the ones that it lost. *A list*: a paper is taken out of the world, half of its references are the
list, a graph is grown around them as `citeloom build` does, and the other half is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from bench.literature import mend_names, read_literature
from citeloom.graph.citation_index import CitationIndex
from citeloom.queries.related_work.paper_facts import Facts, make_things
from citeloom.queries.related_work.word_weights import weigh_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bench.literature import Literature

    Integers = NDArray[np.int64]

PART = 5  # a fifth of the references is hidden
GROWN = 2_000  # works that a graph is grown by
CITING = 100  # works that cite a listed paper, at most
ALL_YEARS = 99


@dataclass(frozen=True, slots=True)
class Corpus:
    """A literature as arrays: who cites whom, and what is known of the papers, by place."""

    citing: Integers
    cited: Integers
    facts: Facts
    years: Integers

    @property
    def size(self) -> int:
        """How many papers there are."""
        return len(self.years)


@dataclass(frozen=True, slots=True)
class Draw:
    """Which papers are asked: at most so many, with so many references, of these years."""

    least: int = 5
    most: int = 400
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One question.

    Attributes:
        index: The citations that are left, of the papers of the graph.
        facts: What is known of these papers.
        given: Places of the papers that are given.
        seeds: Places of those from which citations are followed.
        hidden: Places of what is wanted, as far as the graph has it.
        wanted: How much is wanted, in the graph or not.
    """

    index: CitationIndex
    facts: Facts
    given: Integers
    seeds: Integers
    hidden: Integers
    wanted: int

    @property
    def candidates(self) -> NDArray[np.bool_]:
        """Which papers are ranked: all but the seeds."""
        ranked = np.ones(self.index.size, np.bool_)
        ranked[self.seeds] = False
        return ranked


def find_able(corpus: Corpus, draw: Draw) -> Integers:
    """Return the papers that can be asked, ascending."""
    references = np.bincount(corpus.citing, minlength=corpus.size)
    able = references >= draw.least
    if draw.first_year is not None:
        able &= corpus.years >= draw.first_year
    if draw.last_year is not None:
        able &= (corpus.years > 0) & (corpus.years <= draw.last_year)
    return np.flatnonzero(able)


def make_corpus(literature: Literature) -> Corpus:
    """Make arrays of a literature, papers in the order of their ids."""
    place = {key: at for at, key in enumerate(literature.work_ids)}
    records: list[Mapping[str, Any]] = [literature.records.get(key, {}) for key in place]
    ends = np.array(
        [(place[a], place[b]) for a, cited in literature.references.items() for b in cited],
        np.int64,
    ).reshape(-1, 2)
    written = [(key, name, name) for key, record in zip(place, records, strict=True)
               for name in mend_names(record.get("authors") or ())]  # fmt: skip
    titles = tuple(record.get("title") or None for record in records)
    years = tuple(record.get("year") or None for record in records)
    facts = Facts(
        ids=tuple(place),
        titles=titles,
        years=years,
        things={"author": make_things(written, place)} if written else {},
        texts=weigh_words([title or "" for title in titles]),
    )
    return Corpus(ends[:, 0], ends[:, 1], facts, np.array([year or -1 for year in years], np.int64))


def read_citations(path: Path) -> tuple[Integers, Integers, int]:
    """Read `citing cited` lines: two arrays of places, and the number of papers."""
    corpus = make_corpus(read_literature(path))
    return corpus.citing, corpus.cited, corpus.size


def hide_fifth(
    corpus: Corpus, draw: Draw, turn: int, *, seed: int, uncited: bool = False
) -> Iterator[Trial]:
    """Yield a question for each paper of which the `turn`-th fifth of references is hidden.

    A hidden reference that nobody else cites is not asked for, unless `uncited`.
    """
    chance = np.random.default_rng(seed)
    papers = np.sort(chance.permutation(find_able(corpus, draw))[: draw.most])
    whole = CitationIndex.build(corpus.citing, corpus.cited, corpus.size)
    lost = []
    for paper in papers:
        references = chance.permutation(whole.references(paper))
        share = len(references) // PART
        lost.append(np.sort(references[turn * share : (turn + 1) * share]).astype(np.int64))
    pairs = [paper * corpus.size + of for paper, of in zip(papers, lost, strict=True)]
    gone = np.isin(corpus.citing * corpus.size + corpus.cited, np.concatenate(pairs or [papers]))
    left = CitationIndex.build(corpus.citing[~gone], corpus.cited[~gone], corpus.size)
    for paper, references in zip(papers.tolist(), lost, strict=True):
        asked = references[uncited | (left.in_degree[references] > 0)]
        if len(asked):
            seeds = np.union1d(left.references(paper), [paper]).astype(np.int64)
            yield Trial(left, corpus.facts, np.array([paper]), seeds, asked, len(asked))


def hide_half(
    corpus: Corpus, paper: int, last_year: int, *, seed: int, share: float = 0.5
) -> Trial | None:
    """Take a paper out of the world, and ask for the references that a list lacks.

    Args:
        corpus: The literature.
        paper: Place of the paper.
        last_year: Papers after it do not exist yet.
        seed: Of what is hidden.
        share: Share of the references that is given.

    Returns:
        The question, or None where nothing is left to hide.
    """
    there = (corpus.years <= last_year) & (np.arange(corpus.size) != paper)
    kept = there[corpus.citing] & there[corpus.cited]
    world = CitationIndex.build(corpus.citing[kept], corpus.cited[kept], corpus.size)
    references = np.unique(corpus.cited[corpus.citing == paper])
    references = np.random.default_rng([seed, paper]).permutation(references[there[references]])
    given = np.sort(references[: max(int(len(references) * share), 1)])
    hidden = references[len(given) :]
    if not len(hidden):
        return None
    nodes = grow_around(world, given, GROWN)
    inside = world.cites[nodes][:, nodes].tocoo()
    place = np.searchsorted(nodes, given)
    return Trial(
        index=CitationIndex.build(
            inside.row.astype(np.int64), inside.col.astype(np.int64), len(nodes)
        ),
        facts=take_facts(corpus.facts, nodes),
        given=place,
        seeds=place,
        hidden=np.flatnonzero(np.isin(nodes, hidden)),
        wanted=len(hidden),
    )


def grow_around(world: CitationIndex, listed: Integers, works: int) -> Integers:
    """Return the papers of a graph that is built from a list and grown, as `enrich.grow` does."""
    inside = np.zeros(world.size, np.bool_)
    inside[listed] = True
    inside[world.cites[listed].indices] = True
    lists = []
    for paper in listed:
        citers = world.citers(paper)
        lists.append(citers[np.lexsort((citers, -world.in_degree[citers]))][:CITING].tolist())
    added = 0
    for turn in range(max(map(len, lists), default=0)):
        for citers in lists:
            if turn < len(citers) and not inside[citers[turn]] and added < works // 2:
                inside[citers[turn]] = True
                added += 1
    nodes = np.flatnonzero(inside)
    marks = np.zeros(world.size, np.float32)
    marks[listed] = 1
    links = (world.linked @ marks + marks)[nodes]
    votes = np.zeros(world.size, np.float32)
    votes[nodes] = links / np.sqrt(np.maximum(world.out_degree[nodes], 1))
    strength = world.cited_by @ votes
    strength[inside] = 0
    outside = np.flatnonzero(strength > 0)
    best = outside[np.lexsort((outside, -strength[outside]))][: works - added]
    return np.union1d(nodes, best).astype(np.int64)


def take_facts(facts: Facts, papers: Integers) -> Facts:
    """Return what is known of some papers, in their order; words are weighed among them."""
    titles = tuple(facts.titles[at] for at in papers)
    return Facts(
        ids=tuple(facts.ids[at] for at in papers),
        titles=titles,
        years=tuple(facts.years[at] for at in papers),
        things={
            kind: replace(things, has=sparse.csr_array(things.has[papers]))
            for kind, things in facts.things.items()
        },
        texts=weigh_words([title or "" for title in titles]),
    )


def forget(trial: Trial, what: Sequence[str]) -> Trial:
    """Return the question in a graph that does not know titles, years or authors."""
    facts = trial.facts
    nothing = (None,) * len(facts.ids)
    return replace(
        trial,
        facts=replace(
            facts,
            titles=nothing if "titles" in what else facts.titles,
            texts=None if "titles" in what else facts.texts,
            years=nothing if "years" in what else facts.years,
            things={} if "authors" in what else facts.things,
        ),
    )
