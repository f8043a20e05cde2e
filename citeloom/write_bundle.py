"""A bundle: a project, its records and its graph in one zip file.

It holds what a colleague needs to go on: the folder with its listings and decisions, the records as
an exported archive, and the graph where it is a file. What it holds is named in `bundle.json` with
sizes and SHA-256; the same content gives the same bytes. Keys and settings are never in it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeloom import __version__
from citeloom.enrich.archive import Archive
from citeloom.enrich.archive_export import KEYS
from citeloom.graph.errors import UsageError
from citeloom.graph.stores.open_store import is_server, open_store
from citeloom.project import DECISIONS
from citeloom.project_files import find_project_files
from citeloom.queries.exports.whole_files import open_whole_file

if TYPE_CHECKING:
    from citeloom.project_files import ProjectFiles
    from citeloom.settings import Settings

VERSION = 1
ABOUT = "bundle.json"
README = "README.txt"
RECORDS = "archive.jsonl.gz"
GRAPH = "graph.kgl"  # where no project names it
BEFORE_ALL_DATES = (1980, 1, 1, 0, 0, 0)  # of zip files, so that the same content is the same file
HOW = """A bundle of Citeloom: a reading list, what services answered about it, and its graph.

    citeloom bundle --open NAME.zip FOLDER

puts the files into a new folder and the records into your archive. Without that command:

    unzip NAME.zip -d FOLDER
    cd FOLDER
    citeloom archive import archive.jsonl.gz

Where there is no graph in it, or to make it anew: citeloom build --offline
"""


@dataclass(frozen=True, slots=True)
class Bundled:
    """What went into a bundle.

    Attributes:
        files: Its files, with their sizes in bytes.
        records: How many records there are in it.
        notes: What is to be said: what was left out, and why.
    """

    files: dict[str, int]
    records: int
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Packing:
    """A zip file being written."""

    zip: zipfile.ZipFile
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Add a file under a name.

        Raises:
            UsageError: The name is taken.
        """
        if name in {*self.files, ABOUT, README}:
            raise UsageError(f"{name} is a name of the bundle's own", todo="Give it another name")
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, BEFORE_ALL_DATES)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with path.open("rb") as file, self.zip.open(info, "w", force_zip64=True) as packed:
            while part := file.read(1 << 20):
                digest.update(part)
                size += len(part)
                packed.write(part)
        self.files[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def add_text(self, name: str, text: str) -> None:
        """Add a text of the bundle's own."""
        info = zipfile.ZipInfo(name, BEFORE_ALL_DATES)
        info.external_attr = 0o644 << 16
        self.zip.writestr(info, text)


def write_bundle(
    path: Path, settings: Settings, start: Path, graph: str | None = None, *, force: bool = False
) -> Bundled:
    """Write a bundle of the project around a folder; without one, of the archive and the graph.

    Args:
        path: The zip file.
        settings: Where the archive is, and the graph where no project says it.
        start: The folder.
        graph: Address of the graph, or None.
        force: Overwrite the file.

    Raises:
        OutputError: The file exists, or cannot be written.
        UsageError: The project names files outside of its folder, or holds what is none of it.
        StoreError: The graph cannot be read.
        ArchiveError: The archive cannot be read.
    """
    project = find_project_files(start)
    notes: list[str] = []
    with (
        open_whole_file(path, force=force) as written,
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(written, "w") as packed,
    ):
        packing = _Packing(packed)
        packing.add_text(README, HOW)
        for file in project.list_files() if project else ():
            packing.add(file.relative_to(project.root).as_posix(), file)  # type: ignore[union-attr]  # there is one, then
        records = _add_records(packing, Path(folder) / RECORDS, settings, project, notes)
        sample = _add_graph(packing, settings, project, graph, notes)
        about = {
            "citeloom_bundle": VERSION,
            "citeloom": __version__,
            "project": project is not None,
            "records": records,
            "sample": sample,
            "notes": notes,
            "files": packing.files,
        }
        packing.add_text(ABOUT, json.dumps(about, indent=1, ensure_ascii=False, sort_keys=True))
    sizes = {name: each["bytes"] for name, each in packing.files.items()}
    return Bundled(sizes, records, tuple(notes))


def _add_records(
    packing: _Packing,
    path: Path,
    settings: Settings,
    project: ProjectFiles | None,
    notes: list[str],
) -> int:
    """Add the records that the project uses, or all, and say which."""
    own = settings.archive_path
    if project and project.archive:
        own = project.root / project.archive
    if not own.exists():
        notes.append(f"There is no archive at {own.name} yet, so that there are no records in it")
        return 0
    with Archive.open(own, mode="read") as archive:
        if project is None:
            notes.append("Without a project, all records of your archive are in it")
            count = archive.export_jsonl(path)
        elif (project.root / DECISIONS).exists():
            notes.append("Decisions may need any record, so that all of your archive are in it")
            count = archive.export_jsonl(path, beside=_keep_own_news(archive, project))
        else:
            from citeloom.used_records import find_used_records

            used = find_used_records(own, project)
            count = archive.export_jsonl(path, wanted=used, beside=_keep_own_news(archive, project))
            notes.append("Only the records that the project's listings use are in it")
    packing.add(RECORDS, path)
    return count


def _keep_own_news(archive: Archive, project: ProjectFiles) -> Any:
    """Yield citation keys, and what is remembered of this project alone."""
    yield from archive.read_table(KEYS)
    mine = (project.identity, f"{project.identity}/")
    for table in ("seen", "news"):
        for row in archive.read_table(table):
            holder = str(row.values[0])
            if project.identity and (holder == mine[0] or holder.startswith(mine[1])):
                yield row


def _add_graph(
    packing: _Packing,
    settings: Settings,
    project: ProjectFiles | None,
    graph: str | None,
    notes: list[str],
) -> bool:
    """Add the graph's file, or say why not; return whether it holds sample data."""
    address = graph or (project.graph if project else settings.graph_address())
    anew = "`citeloom build --offline` makes it anew from the records"
    if is_server(address):
        notes.append(f"The graph is on a server and is not copied; {anew}")
        return False
    path = Path(address).expanduser()
    if project and not graph:
        path = project.root / address
    if not path.exists():
        notes.append(f"There is no graph at {path.name} yet; {anew}")
        return False
    with open_store(str(path), mode="read") as store:
        sample = store.info().sample
    if sample:
        notes.append("The graph holds sample data, whose records are not in your archive")
    with tempfile.TemporaryDirectory() as folder:  # a build may publish another one meanwhile
        copy = Path(folder) / GRAPH
        shutil.copyfile(path, copy)
        packing.add(project.graph if project and not is_server(project.graph) else GRAPH, copy)
    return sample
