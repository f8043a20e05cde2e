"""Words of titles and names in memory, so that search answers as fast as one types.

A Neo4j server has a full-text index for that; an embedded graph has none, and looking at every
title takes more than half a second on 100,000 papers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from citeloom.graph.full_text import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from citeloom.graph.stores.store import Store

LABELS = ("Paper", "Author", "Repository")
TIMEOUT = 20.0
STATEMENTS = {
    "Paper": "MATCH (n:Paper) RETURN n.id AS id, n.title AS name, n.year AS year, "
    "n.listed AS listed, n.cited_by_count AS cited",
    "Author": "MATCH (n:Author) RETURN n.id AS id, n.name AS name, null AS year, "
    "null AS listed, null AS cited",
    # A repository is found by its owner too: the id holds both.
    "Repository": "MATCH (n:Repository) RETURN n.id AS id, n.id AS name, null AS year, "
    "null AS listed, n.stars AS cited",
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A node that was found: its label, id, what it is called, its year, whether it is listed."""

    label: str
    id: str
    name: str
    year: int | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """The words of the nodes of one label.

    Attributes:
        found: The nodes, the most important first: listed, then by citations or stars.
        words: All words, sorted.
        begins: Where the nodes of word i begin in `places`. Shape (words + 1,).
        places: Places in `found` by word. Shape (occurrences,).
        names: Names without case, sorted, with their places in `found`.
    """

    found: list[Found]
    words: list[str]
    begins: NDArray[np.int64]
    places: NDArray[np.int32]
    names: list[tuple[str, int]]

    @classmethod
    def make(cls, label: str, rows: Sequence[tuple[Any, ...]]) -> Index:
        """Make the index of rows of id, name, year, listed and citations."""
        ordered = sorted(rows, key=lambda row: (not row[3], -(row[4] or 0), row[0]))
        found = [
            Found(label, row[0], str(row[1] or row[0]), row[2], bool(row[3])) for row in ordered
        ]
        of_word: dict[str, list[int]] = defaultdict(list)
        names = []
        for place, each in enumerate(found):
            words = _WORD.findall(each.name.casefold())
            names.append((" ".join(words), place))
            for word in set(words):
                of_word[word].append(place)
        words = sorted(of_word)
        sizes = [len(of_word[word]) for word in words]
        places = [place for word in words for place in of_word[word]]
        return cls(
            found,
            words,
            np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))),
            np.array(places, dtype=np.int32),
            sorted(names),
        )

    def search(self, typed: Sequence[str], limit: int) -> list[Found]:
        """Find nodes that have, for each word typed, a word that begins like it."""
        has = np.ones(len(self.found), dtype=bool)
        for word in typed:
            one = np.zeros(len(self.found), dtype=bool)
            low = bisect_left(self.words, word)
            # Words that begin like this one lie side by side.
            high = bisect_left(self.words, word + "\U0010ffff", lo=low)
            one[self.places[self.begins[low] : self.begins[high]]] = True
            has &= one
        text = " ".join(typed)
        low = bisect_left(self.names, (text, -1))
        high = bisect_left(self.names, (text + "\U0010ffff", -1), lo=low)
        first = sorted(place for _, place in self.names[low:high])[:limit]
        rest = np.flatnonzero(has)[: limit + len(first)].tolist()
        return [self.found[place] for place in dict.fromkeys([*first, *rest])][:limit]


@dataclass(frozen=True, slots=True)
class Words:
    """Search as one types, on either store."""

    store: Store
    indexes: dict[str, Index] | None

    @classmethod
    def read(cls, store: Store) -> Words:
        """Read titles and names; nothing is read where the server has an index of its own."""
        if store.info().kind == "neo4j":
            return cls(store, None)
        indexes = {
            label: Index.make(label, store.read(statement).rows)
            for label, statement in STATEMENTS.items()
        }
        return cls(store, indexes)

    def search(self, text: str, labels: Sequence[str], limit: int) -> list[Found]:
        """Find nodes, up to `limit` of each label, the best first."""
        typed = [word.casefold() for word in _WORD.findall(text)]
        if not typed:
            return []
        if self.indexes is None:
            return [
                Found(hit.label, hit.id, hit.id if label == "Repository" else hit.name,
                      hit.node.properties.get("year"), bool(hit.node.properties.get("listed")))
                for label in labels
                for hit in search(self.store, text, (label,), limit, timeout=TIMEOUT)
            ]  # fmt: skip
        return [found for label in labels for found in self.indexes[label].search(typed, limit)]
