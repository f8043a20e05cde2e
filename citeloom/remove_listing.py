"""Which listing of a graph a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.graph.errors import UsageError
from citeloom.held_listings import HeldListing, read_holders
from citeloom.open_graph import open_graph

if TYPE_CHECKING:
    from citeloom.settings import Settings
    from citeloom.workspace import Workspace


def find_held_listing(settings: Settings, workspace: Workspace, what: str) -> HeldListing | None:
    """Return the listing of the user's that a name or a path means, or None.

    Raises:
        UsageError: It is somebody else's, or the name means several.
        StoreError: The graph cannot be read.
    """
    with open_graph(settings, workspace.graph) as store:
        holders = read_holders(store)
    own = [each for key, h in holders.items() if workspace.is_own(key) for each in h.listings]
    if workspace.project:
        known = {each.id for each in own}
        own += [
            HeldListing(id=each.path, name=each.name or each.path)
            for each in workspace.project.file.listings
            if each.path not in known
        ]
    names = {what, workspace.name_listing(what)}
    found = [each for each in own if names & {each.id, each.name}]
    found = found or [each for each in own if each.id.endswith(f"/{what}")]
    if len(found) > 1:
        paths = ", ".join(each.id for each in found)
        raise UsageError(f"{what} is several listings: {paths}", todo="Give the path")
    if not found:
        others = [each for key, h in holders.items() if not workspace.is_own(key)
                  for each in h.listings if names & {each.id, each.name}]  # fmt: skip
        if others:
            raise UsageError(
                f"{what} is a listing of somebody else's in this graph",
                todo="Remove it from the project or the home that built it",
            )
    return found[0] if found else None
