"""Which listings a graph is made of, and who builds it, as the graph itself keeps it.

A graph that belongs to no project is made of all listings that were built into it, so that each of
them is kept there, whole: building one of them again makes the graph of all anew.
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from citeloom.enrich.entry import Listing
from citeloom.graph import schema

if TYPE_CHECKING:
    from citeloom.graph.stores.store import Store


class HeldListing(BaseModel):
    """A listing that a graph is made of.

    Attributes:
        id: What makes it this listing: its path within the project, else its whole path, or the
            id or word that it is.
        name: What it is called in the graph.
        citing: How many citing works of each paper were taken in.
        grow: How many works around it and its group were added.
        group: Listings that were built together, which share what growing adds.
        content: The listing as it was read, packed; None in a project, which has its files.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    citing: int = 0
    grow: int = 0
    group: str = ""
    content: str | None = None

    def unpack(self) -> Listing | None:
        """Return the listing as it was read, where that was kept."""
        if self.content is None:
            return None
        listing = Listing.model_validate_json(zlib.decompress(base64.b64decode(self.content)))
        return listing.model_copy(update={"name": self.name})


class Holder(BaseModel):
    """Who builds a graph: a project, or somebody without one.

    Attributes:
        project: The project's name.
        listings: Of what the graph is made.
        base: An exported archive that was read besides the user's own.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    project: str | None = None
    listings: tuple[HeldListing, ...] = ()
    base: str | None = None


def pack(listing: Listing) -> str:
    """Return a listing as text without line breaks, the same for the same listing."""
    return base64.b64encode(zlib.compress(listing.model_dump_json().encode(), 9)).decode("ascii")


def read_holders(store: Store) -> dict[str, Holder]:
    """Return who builds a graph, by the holder's key."""
    found = store.read(f"MATCH (h:{schema.HOLDER.label}) RETURN h.id AS id, h.told AS told")
    return {key: Holder.model_validate_json(told) for key, told in sorted(found.rows)}


def write_holder(holder: Holder) -> str:
    """Return the text that `read_holders` reads; an empty one where nothing is held."""
    return holder.model_dump_json(exclude_defaults=True) if holder.listings else ""
