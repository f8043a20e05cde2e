"""When each node and link first came into a graph, kept where it outlives the graph.

The archive keeps the day of a holder's first load, and the day of everything that came later. So a
graph that is made anew has the days of the one before, and a first load costs nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from citeloom.enrich.archive import Archive
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIRST = 0  # stands for all that came with the first load


class FirstSeen:
    """The days of one holder.

    Args:
        archive: Where they are kept.
        holder: Who loads.
        day: Today, ISO 8601.
        anew: Whether the graph has nothing of the holder yet, so that what the load creates may
            have been there before.
    """

    def __init__(self, archive: Archive, holder: str, day: str, *, anew: bool) -> None:
        self._archive, self._holder, self._day, self._anew = archive, holder, day, anew
        known = archive.read_seen(holder, [FIRST])
        self._since = known.get(FIRST)
        self._new: dict[int, str] = {} if self._since else {FIRST: day}

    def __call__(self, kind: str, keys: Sequence[Any]) -> dict[Any, str]:
        """Return the days that are known of nodes or links that a store does not have.

        Args:
            kind: The label, or the kind of relationship.
            keys: Ids, or pairs of ids.
        """
        if not self._since or not keys:
            return {}
        things = {key: _number(kind, key) for key in keys}
        if not self._anew:
            if self._day != self._since:
                self._new.update(dict.fromkeys(things.values(), self._day))
            return {}
        known = self._archive.read_seen(self._holder, list(things.values()))
        return {key: known.get(thing, self._since) for key, thing in things.items()}

    def keep(self, path: Path) -> None:
        """Write down what came now; where the archive cannot be written, the graph knows it."""
        if self._new and path.exists():
            with suppress(ArchiveError), Archive.open(path, mode="write") as archive:
                archive.add_seen(self._holder, self._new)


def _number(kind: str, key: Any) -> int:
    text = "\0".join((kind, key) if isinstance(key, str) else (kind, *key))
    return int.from_bytes(
        hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True
    )
