"""Of which listings a graph is made: those that are built now, and those that it holds already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from citeloom.enrich.growing_price import WORKS
from citeloom.held_listings import HeldListing, Holder, pack
from citeloom.workspace import HOME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citeloom.enrich.entry import Listing
    from citeloom.project import Project, ProjectListing


@dataclass(frozen=True, slots=True)
class Part:
    """Listings that are gathered together and share what growing adds.

    Attributes:
        listings: What they say, under the names that they have in the graph.
        citing: How many citing works of each paper are taken in.
        grow: How many works around them may be added.
        asked: Whether they are built now; of others the archive has to know enough.
        own: Whether services may be asked about them where it does not.
    """

    listings: tuple[Listing, ...]
    citing: int
    grow: int
    asked: bool
    own: bool = True


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who builds, and of what the graph is made when the build is done.

    Attributes:
        holder: The key of who builds.
        told: What the graph is to say of the holder.
        parts: The listings, by what is gathered together.
        others: Names of the listings that the graph holds besides those that are built now.
    """

    holder: str
    told: Holder
    parts: tuple[Part, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A listing that is to be built now.

    Attributes:
        id: Its identity; see `HeldListing`.
        listing: What it says.
        citing: How many citing works of each paper were asked for, or None.
        grow: How many works around it were asked for, or None.
    """

    id: str
    listing: Listing
    citing: int | None = None
    grow: int | None = None


@dataclass(slots=True)
class _Groups:
    """Listings by what is gathered together, in the order in which they come."""

    found: dict[tuple[str, int, int, bool], list[Listing]] = field(default_factory=dict)

    def add(self, listing: Listing, key: tuple[str, int, int, bool]) -> None:
        self.found.setdefault(key, []).append(listing)

    def parts(self, *, own: bool) -> tuple[Part, ...]:
        return tuple(
            Part(tuple(listings), citing, grow, asked, asked or own)
            for (_, citing, grow, asked), listings in self.found.items()
        )


def arrange_project(
    project: Project, asked: Sequence[Asked], read_other: Callable[[str], Listing]
) -> Arrangement:
    """Return what a project's graph is made of: all its listings.

    Args:
        project: The project.
        asked: Which of them are built now.
        read_other: Reads another one, by what the project's file calls it.

    Raises:
        ListingError: A listing of the project cannot be read.
    """
    now = {each.id: each for each in asked}
    groups, held, others = _Groups(), [], []
    for each in project.file.listings:
        own = now.get(each.path)
        name = each.name or each.path
        listing = own.listing if own else read_other(each.path)
        citing, grow = _choose(project, each, own)
        groups.add(_call(listing, name), ("", citing, grow, own is not None))
        held.append(HeldListing(id=each.path, name=name, citing=citing, grow=grow))
        if own is None:
            others.append(name)
    told = Holder(project=project.file.name, listings=tuple(held))
    return Arrangement(project.file.id, told, groups.parts(own=True), tuple(others))


def _choose(project: Project, listing: ProjectListing, own: Asked | None) -> tuple[int, int]:
    citing = (own.citing if own else None, listing.citing, project.file.citing)
    grow = (own.grow if own else None, listing.grow, project.file.grow)
    return next(e for e in citing if e is not None), next(e for e in grow if e is not None)


def arrange_home(
    asked: Sequence[Asked],
    holders: Mapping[str, Holder],
    can_make: Callable[[Part], bool],
    *,
    without: str = "",
) -> Arrangement:
    """Return what the graph of somebody without a project is made of: all that was built into it.

    Where another archive holds what another listing needs, that listing is left alone: somebody
    else builds it into the same graph.

    Args:
        asked: What is built now.
        holders: Who builds the graph so far.
        can_make: Tells whether the archive has all that listings need to be made anew.
        without: A listing that is to go, by its identity.
    """
    ids = {each.id for each in asked} | ({without} if without else set())
    if not asked:
        held = {key: h for key, h in holders.items() if key == HOME or key.startswith(f"{HOME}-")}
        key = next((k for k, h in held.items() if ids & {e.id for e in h.listings}), HOME)
        return _arrange(
            key, (), [each for each in held.get(key, Holder()).listings if each.id not in ids]
        )
    homes = [key for key in holders if key == HOME or key.startswith(f"{HOME}-")]
    homes.sort(key=lambda key: (not ids & {each.id for each in holders[key].listings}, key))
    for key in (*homes, _name_next(homes)):
        kept = [e for e in holders.get(key, Holder()).listings if e.id not in ids]
        arranged = _arrange(key, asked, kept)
        if all(can_make(part) for part in arranged.parts if not part.asked):
            elsewhere = [e.name for k, h in holders.items() if k != key for e in h.listings]
            others = (*arranged.others, *elsewhere)
            return Arrangement(key, arranged.told, arranged.parts, tuple(dict.fromkeys(others)))
    raise AssertionError(homes)  # a new holder holds nothing that could not be made


def _name_next(homes: Iterable[str]) -> str:
    taken = set(homes)
    return next(
        name for name in (HOME, *(f"{HOME}-{n}" for n in range(2, 1_000))) if name not in taken
    )


def _arrange(holder: str, asked: Sequence[Asked], kept: Sequence[HeldListing]) -> Arrangement:
    names = name_listings(
        {each.id: each.listing.name for each in asked}
        | {each.id: _name_plainly(each) for each in kept}
    )
    group = hashlib.blake2b("\n".join(sorted(e.id for e in asked)).encode(), digest_size=4)
    groups, held = _Groups(), []
    for each in kept:
        listing = each.unpack()
        if listing is None:
            continue
        groups.add(_call(listing, names[each.id]), (each.group, each.citing, each.grow, False))
        held.append(each.model_copy(update={"name": names[each.id]}))
    others = tuple(each.name for each in held)
    for one in asked:
        citing = one.citing or 0
        grow = WORKS if one.grow is None else one.grow
        groups.add(_call(one.listing, names[one.id]), (group.hexdigest(), citing, grow, True))
        held.append(
            HeldListing(
                id=one.id, name=names[one.id], citing=citing, grow=grow,
                group=group.hexdigest(), content=pack(one.listing),
            )
        )  # fmt: skip
    held.sort(key=lambda each: each.id)
    return Arrangement(holder, Holder(listings=tuple(held)), groups.parts(own=False), others)


def _call(listing: Listing, name: str) -> Listing:
    return listing if listing.name == name else listing.model_copy(update={"name": name})


def _name_plainly(held: HeldListing) -> str:
    return Path(held.id).name if Path(held.id).is_absolute() else held.name


def name_listings(names: Mapping[str, str]) -> dict[str, str]:
    """Return what to call listings, so that no two share a name.

    Args:
        names: By identity, what each would be called alone. Of files that share it, as much of
            the path is taken as tells them apart.
    """
    found = dict(names)
    for length in range(2, 50):
        shared = [key for key, name in found.items() if list(found.values()).count(name) > 1]
        if not shared:
            break
        for key in shared:
            path = PurePosixPath(Path(key).as_posix())
            found[key] = "/".join(path.parts[-length:]) if path.is_absolute() else key
    return found
