"""What a project's folder says of its files, as far as a bundle needs it; every path lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from citeloom.enrich.listing import parse_live, read_named
from citeloom.graph.errors import UsageError
from citeloom.graph.stores.open_store import is_server
from citeloom.project import DECISIONS, FILE, Project, find_project, require_project


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
        UsageError: Its file cannot be read, or leads out of the folder.
    """
    project = find_project(start)
    return _check(project) if project else None


def require_project_files(folder: Path) -> ProjectFiles:
    """Return the project whose file lies in a folder.

    Raises:
        UsageError: As `find_project_files`.
    """
    return _check(require_project(folder))


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


def _check(project: Project) -> ProjectFiles:
    root, file = project.root, project.file
    named = [each.path for each in file.listings]
    files = [each for each in (file.archive, *named) if each and not parse_live(each)]
    if is_server(file.graph):
        if "@" in file.graph:
            raise UsageError(
                f"The address of the graph in {root / FILE} carries credentials",
                todo="Set NEO4J_USERNAME and NEO4J_PASSWORD, and leave them out of the address",
            )
    else:
        files.append(file.graph)
    for each in files:
        if not is_inside(each) and not read_named(each):
            raise _outside(root, each)
    listings = [
        WantedListing(
            each.path,
            file.citing if each.citing is None else each.citing,
            file.grow if each.grow is None else each.grow,
        )
        for each in file.listings
    ]
    return ProjectFiles(root, file.id, file.graph, file.archive, tuple(listings))


def _outside(root: Path, name: str) -> UsageError:
    return UsageError(
        f"{name} lies outside of the project's folder {root}",
        kept="Nothing was written",
        todo=f"Move it into the folder, and name it in {FILE} as it lies there",
    )
