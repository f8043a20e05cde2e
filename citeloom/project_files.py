"""What a project's folder says of its files, as far as a bundle needs it; every path lies in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from citeloom.enrich.growing_price import WORKS
from citeloom.enrich.listing import parse_live, read_named
from citeloom.graph.errors import UsageError
from citeloom.graph.stores.open_store import is_server

FILE = "citeloom.toml"
DECISIONS = "decisions.jsonl"
KEYS = frozenset({"name", "id", "graph", "archive", "citing", "grow", "listings"})
LISTING_KEYS = frozenset({"path", "name", "citing", "grow"})
GRAPH = "graph.kgl"


@dataclass(frozen=True, slots=True)
class WantedListing:
    """One listing: a path in the folder, an id, or a word such as `hf:daily`; and its options."""

    path: str
    citing: int
    grow: int


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """A project, as its file says.

    Attributes:
        root: Its folder.
        identity: Its id, by which it is known in graph and archive.
        graph: A path in the folder, or the address of a server.
        archive: Path of its own archive in the folder, or None.
        listings: Its listings.
    """

    root: Path
    identity: str
    graph: str
    archive: str | None
    listings: tuple[WantedListing, ...]

    def list_files(self) -> list[Path]:
        """Return what is in the folder of the project's file, decisions and listings, sorted.

        Raises:
            UsageError: A listing leads out of the folder, or is not there.
        """
        found = {self.root / FILE}
        if (self.root / DECISIONS).is_file():
            found.add(self.root / DECISIONS)
        for listing in self.listings:
            path = self.root / listing.path
            if path.is_dir():
                found.update(each for each in path.iterdir() if each.suffix.lower() == ".bib")
            elif path.is_file():
                found.add(path)
            elif not (parse_live(listing.path) or read_named(listing.path)):
                raise UsageError(
                    f"{path} is not there", todo=f"Bring it back, or take it out of {FILE}"
                )
        for path in found:
            if not path.resolve().is_relative_to(self.root.resolve()):
                raise _outside(self.root, str(path.relative_to(self.root)))
        return sorted(found)


def find_project_files(start: Path) -> ProjectFiles | None:
    """Return the project that a folder belongs to: its own, or that of a folder above it.

    Raises:
        UsageError: Its file cannot be read, or holds what is no part of a project.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / FILE).is_file():
            content = _read(folder / FILE)
            # The settings file of the user's own folder has the same name.
            if content.keys() & {"id", "listings"}:
                return _check(folder, content)
    return None


def require_project_files(folder: Path) -> ProjectFiles:
    """Return the project whose file lies in a folder.

    Raises:
        UsageError: As `find_project_files`.
    """
    return _check(folder, _read(folder / FILE))


def is_inside(name: str) -> bool:
    """Say whether a name leads to somewhere within a folder, on every system."""
    windows = PureWindowsPath(name)
    parts = PurePosixPath(name).parts
    return bool(parts) and not (
        name.startswith("/")
        or windows.drive
        or windows.root
        or "\\" in name
        or ".." in parts
        or any(ord(each) < ord(" ") for each in name)
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}", todo="Mend the file") from error


def _check(root: Path, content: dict[str, Any]) -> ProjectFiles:
    listings = content.get("listings") or []
    if not isinstance(listings, list) or not all(isinstance(each, dict) for each in listings):
        raise UsageError(f"In {root / FILE}, listings are no tables", todo="Write [[listings]]")
    strange = sorted(
        (content.keys() - KEYS).union(*(each.keys() - LISTING_KEYS for each in listings))
    )
    if strange:
        raise UsageError(
            f"{root / FILE} holds {', '.join(strange)}, which is no part of a project",
            kept="Nothing was written",
            todo="Take it out: keys and settings have a file of their own (docs/settings.md)",
        )
    graph, archive = content.get("graph", GRAPH), content.get("archive")
    named = [each.get("path", "") for each in listings]
    for value in (graph, content.get("id", ""), archive or "", *named):
        if not isinstance(value, str):
            raise UsageError(f"In {root / FILE}, {value} is no text", todo="Write it in quotes")
    files = [each for each in (archive, *named) if each and not parse_live(each)]
    if is_server(graph):
        if "@" in graph:
            raise UsageError(
                f"The address of the graph in {root / FILE} carries credentials",
                todo="Set NEO4J_USERNAME and NEO4J_PASSWORD, and leave them out of the address",
            )
    else:
        files.append(graph)
    for each in files:
        if not is_inside(each) and not read_named(each):
            raise _outside(root, each)
    return ProjectFiles(
        root,
        content.get("id", ""),
        graph,
        archive,
        tuple(
            WantedListing(
                each.get("path", ""),
                _read_number(root, "citing", each, content, 0),
                _read_number(root, "grow", each, content, WORKS),
            )
            for each in listings
        ),
    )


def _read_number(
    root: Path, name: str, listing: dict[str, Any], project: dict[str, Any], otherwise: int
) -> int:
    """Return an option of a listing, else the project's, else what there is without one."""
    value = listing.get(name, project.get(name, otherwise))
    if not isinstance(value, int) or value < 0:
        raise UsageError(f"In {root / FILE}, {name} is no number", todo="Write 0 or more")
    return value


def _outside(root: Path, name: str) -> UsageError:
    return UsageError(
        f"{name} lies outside of the project's folder {root}",
        kept="Nothing was written",
        todo=f"Move it into the folder, and name it in {FILE} as it lies there",
    )
