"""The archive's table of citation keys: which key was given to which paper."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from citeloom.enrich.archive_file import connect_to_read, connect_to_write, explain_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE = 2.0  # seconds; an export does not wait longer for a build
KEEP = "INSERT OR IGNORE INTO citation_key (key, paper) VALUES (?, ?)"
READ = "SELECT key, paper FROM citation_key"
THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'citation_key'"


def read_citation_keys(path: Path) -> dict[str, str]:
    """Return ids of papers by the keys that were given to them.

    An archive that is not there, or of a version that had no such table, has none.

    Raises:
        ArchiveError: It cannot be read.
    """
    with explain_errors(path):
        connection = connect_to_read(path, PATIENCE)
        if connection is None:
            return {}
        with closing(connection):
            if connection.execute(THERE).fetchone() is None:
                return {}
            return dict(connection.execute(READ).fetchall())


def keep_citation_keys(path: Path, keys: Mapping[str, str]) -> bool:
    """Add keys with the ids of their papers; one that is there stays as it is.

    Returns:
        Whether each key is now that of its paper; where not, none was added.

    Raises:
        ArchiveError: It cannot be written, or another process has been writing for too long.
    """
    with explain_errors(path), closing(connect_to_write(path, PATIENCE)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(KEEP, keys.items())
        there = dict(connection.execute(READ).fetchall())
        agrees = all(there[key] == paper for key, paper in keys.items())
        connection.execute("COMMIT" if agrees else "ROLLBACK")
    return agrees
