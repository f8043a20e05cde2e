"""The graph as it is now, and what is computed once for each version of it."""

from __future__ import annotations

import hashlib
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from citeloom.graph.citation_index import CitationIndex
from citeloom.graph.errors import CiteloomError
from citeloom.graph.projection import read_citations
from citeloom.viz.explorer.word_index import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from citeloom.graph.projection import Citations
    from citeloom.graph.stores.store import Store

T = TypeVar("T")
LOOK_AGAIN = 1.0  # seconds for which the version is taken to be the same
VERSION = "MATCH (g:Graph) RETURN g.version AS version, g.loaded_at AS loaded, g.sample AS sample"


class Snapshot:
    """One version of the graph, with what was computed for it; threads share it."""

    def __init__(self, store: Store, stamp: str, *, sample: bool) -> None:
        self.store = store
        self.stamp = stamp
        self.sample = sample
        self._made: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made under a name, or make it; the others who ask wait for it.

        What failed is not kept, so that the next to ask tries again.
        """
        with self._lock:
            made = self._made.get(name)
            mine = made is None
            if made is None:
                made = self._made[name] = Future()
        if mine:
            try:
                made.set_result(make())
            except BaseException as error:
                with self._lock:
                    del self._made[name]
                made.set_exception(error)
                raise
        found: T = made.result()
        return found

    @property
    def citations(self) -> Citations:
        """All papers by number, and who cites whom among them."""
        return self.once("citations", lambda: read_citations(self.store))

    @property
    def index(self) -> CitationIndex:
        """The citations from both ends."""
        return self.once("index", lambda: CitationIndex.of(self.citations))

    @property
    def cited_by_list(self) -> NDArray[np.float32]:
        """How many listed papers cite each paper. Shape (n,)."""
        return self.once(
            "cited by list",
            lambda: self.index.cited_by @ self.citations.listed.astype(np.float32),
        )

    @property
    def words(self) -> Words:
        """The index of words for search as one types."""
        return self.once("words", lambda: Words.read(self.store))


class Current:
    """The graph that is explored: opened when first asked for, and again if that failed."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open = open_store
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._snapshot: Snapshot | None = None
        self._looked = 0.0

    def snapshot(self) -> Snapshot:
        """Return the graph as it is now.

        Raises:
            StoreError: It cannot be opened or read.
        """
        with self._lock:
            if self._store is None:
                self._store = self._open()
            if self._snapshot is None or time.monotonic() - self._looked > LOOK_AGAIN:
                rows = self._store.read(VERSION, timeout=10).rows
                stamp = hashlib.blake2b(repr(rows).encode(), digest_size=6).hexdigest()
                if self._snapshot is None or self._snapshot.stamp != stamp:
                    sample = bool(rows and rows[0][2])
                    self._snapshot = Snapshot(self._store, stamp, sample=sample)
                self._looked = time.monotonic()
            return self._snapshot

    def look_again(self) -> None:
        """Look at once whether the graph is another one, because we have changed it ourselves."""
        with self._lock:
            self._looked = 0.0

    def warm(self) -> None:
        """Make what the first visitor would wait for; whatever fails is told to who asks."""
        with suppress(CiteloomError):
            snapshot = self.snapshot()
            _ = snapshot.words, snapshot.cited_by_list

    def close(self) -> None:
        """Release the graph."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = self._snapshot = None
