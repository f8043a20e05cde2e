"""Keys for the papers of a graph: those of its listings, those given before, and new ones.

Where keys are remembered is not known here; `citeloom.archived_keys` keeps them in the archive.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from citeloom.graph import identity
from citeloom.queries.exports.citation_keys import KnownKeys, make_citation_keys
from citeloom.queries.papers import read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.queries.exports.reference import Reference

TRIES = 5  # where another process gives keys at the same moment
LISTED = (
    "MATCH (p:Paper {listed: true}) WHERE p.citation_key IS NOT NULL "
    "RETURN p.citation_key AS key, p.id AS paper"
)
OTHER_IDS = ("openalex_id", "arxiv_id", "doi", "s2_id", "aliases")


class KeyMemory(Protocol):
    """What remembers which key was given to which paper."""

    def read(self) -> Mapping[str, str]:
        """Return all that is remembered: ids of papers by key; nothing where it cannot be read."""
        ...

    def keep(self, keys: Mapping[str, str]) -> bool:
        """Remember ids by key, beside what is remembered already.

        Returns:
            False where one of the keys has been given to another paper meanwhile; True also
            where nothing can be remembered, because then nothing can contradict.
        """
        ...


@dataclass(frozen=True, slots=True)
class NoMemory:
    """Remembers nothing."""

    def read(self) -> Mapping[str, str]:
        """Return nothing."""
        return {}

    def keep(self, keys: Mapping[str, str]) -> bool:
        """Say that nothing contradicts."""
        del keys
        return True


@dataclass(frozen=True, slots=True)
class KeyGiver:
    """Gives keys to papers of a graph, and remembers them; those in `taken` are given to none."""

    store: Store
    memory: KeyMemory
    taken: frozenset[str] = frozenset()

    def __call__(self, references: Sequence[Reference]) -> list[str]:
        """Return one key per reference, in their order; see `make_citation_keys`.

        Raises:
            StoreError: The graph cannot be read.
        """
        listed: dict[str, set[str]] = defaultdict(set)
        for key, paper in self.store.read(LISTED).rows:
            listed[key].add(paper)
        papers = [each.paper_id for each in references]
        names = _read_names(self.store, {*papers, *(each for of in listed.values() for each in of)})
        keys: list[str] = []
        for _ in range(TRIES):
            given = self.memory.read()
            keys = make_citation_keys(references, KnownKeys(given, listed, names, self.taken))
            fresh = {
                key: paper for key, paper in zip(keys, papers, strict=True) if key not in given
            }
            if not fresh or self.memory.keep(fresh):
                break
        return keys


def _read_names(store: Store, papers: Iterable[str]) -> dict[str, set[str]]:
    """Return by id the other ids of papers, without those that may be another paper's."""
    found: dict[str, set[str]] = {}
    for paper, *values in read_fields(store, sorted(papers), OTHER_IDS):
        known = dict(zip(OTHER_IDS, values, strict=True))
        names = identity.list_names("Paper", paper, known)
        found[paper] = names - identity.list_hints("Paper", paper, known)
    return found
