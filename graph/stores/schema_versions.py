"""A graph that another version of Citeloom wrote: an older one is brought up to date where it lies.

Constraints, indexes and properties that it lacks are added when it is opened for writing; opened
for reading, it is read as it is. What only records can tell is told by the next build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph import schema
from citeloom.graph.errors import StoreVersion

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Mode

# What a graph of each version lacks that cannot be brought in place.
LACKS = {1: "which listing holds which works"}


def refuse_newer(found: int | None, where: str) -> None:
    """Refuse a graph of a later version of the schema.

    Args:
        found: Its version, or None where the graph is new.
        where: Its path or address.

    Raises:
        StoreVersion: It is newer.
    """
    if found is not None and found > schema.SCHEMA_VERSION:
        raise StoreVersion(
            f"The graph at {where} was written by a newer Citeloom "
            f"(its schema is {found}, this one is {schema.SCHEMA_VERSION})",
            kept="The graph is unchanged",
            todo="Use that Citeloom or a newer one, or name another graph with --graph and make it "
            "from the archive with `citeloom build LISTING --offline`",
        )


def tell_older(found: int | None, mode: Mode) -> str:
    """Say what becomes of an older graph, and what it lacks; an empty string for one of today.

    Args:
        found: Its version when it was opened, or None where the graph is new.
        mode: How it was opened; only one that is written to is changed.
    """
    if found is None or found >= schema.SCHEMA_VERSION:
        return ""
    lacking = [what for version, what in LACKS.items() if found <= version < schema.SCHEMA_VERSION]
    told = (
        f"The graph was of schema {found} and has been brought to {schema.SCHEMA_VERSION}"
        if mode == "write"
        else f"The graph is of schema {found}; the next build brings it to {schema.SCHEMA_VERSION}"
    )
    if not lacking:
        return told
    return f"{told}. It does not say {' and '.join(lacking)}; one that is built anew elsewhere does"
