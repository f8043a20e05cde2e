"""Citation keys are remembered in the user's archive, as far as it can be read and written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.citation_key_table import keep_citation_keys, read_citation_keys
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ArchivedKeys:
    """Remembers in the archive at a path.

    An archive that is missing, damaged, locked or must not be written is no reason to export
    nothing: then keys depend on the papers alone. See `queries.exports.key_memory.KeyMemory`.
    """

    path: Path

    def read(self) -> Mapping[str, str]:
        """Return ids of papers by the keys that were given to them."""
        with suppress(ArchiveError):
            return read_citation_keys(self.path)
        return {}

    def keep(self, keys: Mapping[str, str]) -> bool:
        """Remember ids by key; False where one of the keys has another paper meanwhile."""
        with suppress(ArchiveError, OSError):
            # An export makes no archive.
            return not self.path.exists() or keep_citation_keys(self.path, keys)
        return True
