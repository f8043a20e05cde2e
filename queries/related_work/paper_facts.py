"""What else is known about papers: titles, people, topics, code, and how citations were fetched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from citeloom.queries.papers import read_fields, read_part
from citeloom.queries.related_work.word_weights import weigh_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from citeloom.graph.stores.store import Store

FIELDS = (
    "title", "year", "is_retracted", "aliases", "doi", "arxiv_id", "openalex_id", "s2_id",
    "references_source", "fetched_at", "ignored",
)  # fmt: skip
KIND_OF_LINK = {"HAS_CODE": "repository", "HAS_MODEL": "model", "HAS_DATASET": "dataset"}


@dataclass(frozen=True, slots=True, eq=False)
class Things:
    """Things of one kind that papers have: `has[i, t]` is 1 where paper i has thing t."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    has: sparse.csr_array[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known about the n papers of an index, in its order; absent things are None.

    `things` has what two papers can have in common: `repository`, `model`, `dataset`, `author`,
    `topic`; `texts` holds TF-IDF rows of the titles, of length 1 (or 0), shape (n, t); `names` has
    the ids by which the rest of the world knows a paper: `doi:…`, `arxiv:…`, W-ids, aliases.
    """

    ids: tuple[str, ...]
    titles: tuple[str | None, ...]
    years: tuple[int | None, ...]
    retracted: frozenset[int] = frozenset()
    aliases: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)
    fetched: Mapping[int, str] = field(default_factory=dict)
    things: Mapping[str, Things] = field(default_factory=dict)
    texts: sparse.csr_array[Any, Any] | None = None
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()

    @property
    def year_values(self) -> NDArray[np.float32]:
        """The years as numbers, NaN where not known. Shape (n,)."""
        return np.array([np.nan if year is None else year for year in self.years], np.float32)

    def title(self, paper: int) -> str:
        """Return what to call a paper in a sentence: its title, else its id."""
        return self.titles[paper] or self.ids[paper]


def make_unknown_facts(ids: Sequence[str]) -> Facts:
    """Return facts about papers of which only the ids and the citations are known."""
    return Facts(ids=tuple(ids), titles=(None,) * len(ids), years=(None,) * len(ids))


def read_facts(store: Store, ids: Sequence[str]) -> Facts:
    """Read what a store knows about papers.

    Args:
        store: The graph.
        ids: The papers' ids in the order of the index.
    """
    place = {paper: at for at, paper in enumerate(ids)}
    known: list[dict[str, Any]] = [{} for _ in ids]
    for paper, *values in read_fields(store, ids, FIELDS):
        known[place[paper]] = dict(zip(FIELDS, values, strict=True))

    def present(name: str) -> dict[int, Any]:
        return {at: row[name] for at, row in enumerate(known) if row.get(name)}

    return Facts(
        ids=tuple(ids),
        titles=tuple(row.get("title") for row in known),
        years=tuple(row.get("year") for row in known),
        retracted=frozenset(present("is_retracted")),
        ignored=frozenset(present("ignored")),
        aliases={at: tuple(aliases) for at, aliases in present("aliases").items()},
        sources=present("references_source"),
        fetched=present("fetched_at"),
        things={kind: make_things(rows, place) for kind, rows in _read_things(store, ids)},
        texts=weigh_words([row.get("title") or "" for row in known]),
        names={
            at: list_names(paper, row)
            for at, (paper, row) in enumerate(zip(ids, known, strict=True))
        },
    )


def list_names(paper: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of a paper, its own first, from its properties."""
    marked = {"doi:": "doi", "arxiv:": "arxiv_id", "s2:": "s2_id"}
    others = [f"{mark}{known[name]}" for mark, name in marked.items() if known.get(name)]
    openalex = [known["openalex_id"]] if known.get("openalex_id") else []
    return tuple(dict.fromkeys([paper, *openalex, *others, *(known.get("aliases") or ())]))


def _read_things(
    store: Store, ids: Sequence[str]
) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Yield rows for `make_things`, by kind."""
    linked: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in KIND_OF_LINK.values()}
    for paper, kind, item, relation in read_part(
        store, "links", ids, fields=("kind", "id", "relation")
    ):
        # A candidate is one that nobody has confirmed: it is no reason to suggest a paper.
        if kind in KIND_OF_LINK and relation != "candidate":
            linked[KIND_OF_LINK[kind]].append((paper, item, item))
    yield from linked.items()
    yield "author", read_part(store, "authors", ids, fields=("id", "name"))
    yield "topic", read_part(store, "topics", ids, fields=("id", "name"))


def make_things(rows: Iterable[Sequence[Any]], place: Mapping[str, int]) -> Things:
    """Make `Things` of rows (paper's id, thing's id, thing's name or None)."""
    found = [(place[paper], thing, name or thing) for paper, thing, name in rows if paper in place]
    names = dict(sorted((thing, name) for _, thing, name in found))
    column = {thing: at for at, thing in enumerate(names)}
    has = sparse.csr_array(
        (
            np.ones(len(found), np.float32),
            (
                np.array([paper for paper, _, _ in found], np.int32),
                np.array([column[thing] for _, thing, _ in found], np.int32),
            ),
        ),
        shape=(len(place), len(names)),
    )
    has.sum_duplicates()
    has.data[:] = 1
    return Things(ids=tuple(names), names=tuple(names.values()), has=has)
