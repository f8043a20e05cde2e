"""A project: a folder that says from which listings a graph is made, and where the graph is.

``citeloom.toml`` holds the name, the listings with their options, and the address of the graph;
beside it lies ``decisions.jsonl``. All paths are relative to the folder, so that it can be moved,
kept in git, and shared.
"""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from citeloom.enrich.growing_price import WORKS
from citeloom.graph.errors import ProjectError
from citeloom.queries.exports.whole_files import write_files

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "citeloom.toml"
DECISIONS = "decisions.jsonl"
GRAPH = "graph.kgl"


class ProjectListing(BaseModel):
    """One listing of a project.

    `path` is a file or folder within the project, an id, or a word such as `hf:daily`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(min_length=1)
    name: str | None = Field(None, min_length=1)
    citing: int | None = Field(None, ge=0, le=1_000)
    grow: int | None = Field(None, ge=0, le=100_000)


class ProjectFile(BaseModel):
    """What `citeloom.toml` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    name: str = Field(min_length=1)
    graph: str = Field(GRAPH, min_length=1)
    archive: str | None = Field(None, min_length=1)
    citing: int = Field(0, ge=0, le=1_000)
    grow: int = Field(WORKS, ge=0, le=100_000)
    listings: tuple[ProjectListing, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project that was found.

    Attributes:
        root: Its folder.
        file: What its file says.
    """

    root: Path
    file: ProjectFile

    @property
    def path(self) -> Path:
        """Its file."""
        return self.root / FILE

    @property
    def decisions_path(self) -> Path:
        """Where what the user decided is kept."""
        return self.root / DECISIONS

    @property
    def graph_address(self) -> str:
        """The address of its graph: a server's, or a path."""
        graph = self.file.graph
        return graph if "://" in graph else str(self.root / graph)

    @property
    def archive_path(self) -> Path | None:
        """Its own archive, where it has one."""
        return self.root / self.file.archive if self.file.archive else None


def find_project(start: Path | None = None) -> Project | None:
    """Return the project that a folder belongs to: its own, or that of a folder above it.

    Raises:
        ProjectError: There is one whose file is wrong.
    """
    folder = (start or Path.cwd()).absolute()
    for each in (folder, *folder.parents):
        content = _read(each / FILE)
        if content is not None:
            return _check(each, content)
    return None


def require_project(root: Path) -> Project:
    """Return the project whose file lies in a folder.

    Raises:
        ProjectError: There is none, or its file is wrong.
    """
    content = _read(root / FILE)
    if content is None:
        raise ProjectError(f"{root} is no project", todo="Make one with citeloom init")
    return _check(root, content)


def _read(path: Path) -> dict[str, Any] | None:
    """Return what a project's file says; None where there is none, or it holds settings."""
    try:
        if not path.is_file():
            return None
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ProjectError(f"{path} cannot be read: {error}", todo="Mend the file") from None
    # A file of settings has the same name, in the folder for settings.
    return content if content.keys() & {"id", "listings"} else None


def _check(root: Path, content: dict[str, Any]) -> Project:
    try:
        file = ProjectFile.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        raise ProjectError(
            f"{root / FILE}: {where}: {first['msg'].removeprefix('Value error, ')}",
            todo="Correct that line",
        ) from None
    paths = [each.path for each in file.listings]
    repeated = next((each for each in paths if paths.count(each) > 1), None)
    if repeated:
        raise ProjectError(f"{root / FILE} names {repeated} twice", todo="Take one of them out")
    return Project(root, file)


def make_project(root: Path, *, name: str | None = None, graph: str | None = None) -> Project:
    """Make a project of a folder.

    Raises:
        ProjectError: There is one already.
        OutputError: The file cannot be written.
    """
    import tomlkit

    path = root / FILE
    if path.exists():
        raise ProjectError(f"{path} is there already", todo="Edit it, or choose another folder")
    document = tomlkit.document()
    document.add("name", tomlkit.item(name or root.absolute().name or "reading"))
    document.add("id", tomlkit.item(secrets.token_hex(6)))
    document.add("graph", tomlkit.item(graph or GRAPH))
    write_files({path: tomlkit.dumps(document)})
    return _check(root, tomllib.loads(path.read_text("utf-8")))


def add_listings(project: Project, listings: Sequence[ProjectListing]) -> Project:
    """Add listings to a project's file; what else stands in it, comments too, is kept.

    Raises:
        OutputError: The file cannot be written.
    """
    import tomlkit

    document = tomlkit.parse(project.path.read_text("utf-8"))
    tables = document.get("listings")
    if tables is None:
        tables = tomlkit.aot()
        document.add(tomlkit.nl())
        document.add("listings", tables)
    for each in listings:
        table = tomlkit.table()
        for key, value in each.model_dump(exclude_none=True).items():
            table.add(key, value)
        tables.append(table)
    write_files({project.path: tomlkit.dumps(document)}, force=True)
    return _check(project.root, tomllib.loads(project.path.read_text("utf-8")))


def drop_listing(project: Project, path: str) -> Project:
    """Take a listing out of a project's file; the listing itself stays where it is.

    Raises:
        OutputError: The file cannot be written.
    """
    import tomlkit

    document: Any = tomlkit.parse(project.path.read_text("utf-8"))
    tables = document["listings"]
    del tables[next(at for at, each in enumerate(tables) if each["path"] == path)]
    write_files({project.path: tomlkit.dumps(document)}, force=True)
    return _check(project.root, tomllib.loads(project.path.read_text("utf-8")))
