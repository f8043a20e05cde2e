"""Opening a bundle that somebody else may have made: into a new folder, or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.enrich.archive import Archive
from citeloom.enrich.archive_merge import Merged, import_archive
from citeloom.graph.errors import UsageError
from citeloom.project import FILE
from citeloom.project_files import is_inside, require_project_files
from citeloom.queries.exports.whole_files import open_whole_folder
from citeloom.write_bundle import ABOUT, README, RECORDS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from citeloom.settings import Settings

MOST_FILES = 10_000
MOST_TIMES = 200  # a text is packed to a tenth; what is packed to less than this is made to burst
MOST_ABOUT = 16 << 20  # bytes of bundle.json
PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a bundle.

    Attributes:
        folder: Where its files are.
        project: Whether they are a project.
        merged: What became of its records; None where it has none.
        graph: Path of its graph in the folder, or an empty string.
        notes: What its maker's Citeloom said about it.
    """

    folder: Path
    project: bool
    merged: Merged | None
    graph: str
    notes: tuple[str, ...]


def open_bundle(path: Path, folder: Path, settings: Settings) -> Opened:
    """Unpack a bundle into a new folder, and merge its records into the archive.

    Everything is checked before the folder is there: names that lead out of it, links, sizes and
    sums that are not those that the bundle says, a project that names files elsewhere.

    Args:
        path: The zip file.
        folder: Must not be there, or be empty.
        settings: Where the archive is, if the project has none of its own.

    Raises:
        UsageError: It is no bundle, or one that is not safe.
        OutputError: Something is in the folder already, or it cannot be written.
        ArchiveError: The archive cannot be written; the folder is there then.
    """
    archive, graph = settings.archive_path, ""
    try:
        with zipfile.ZipFile(path) as packed, open_whole_folder(folder) as new:
            about = _read_about(packed, path)
            files = _check(packed, about, path)
            if sum(each.file_size for each in files) > shutil.disk_usage(new).free:
                raise UsageError(f"{path} holds more than the disk has room for")
            for each in files:
                _unpack(packed, each, new / each.filename, about["files"].get(each.filename), path)
            project = (new / FILE).exists()
            if project:
                found = require_project_files(new)
                graph = found.graph if (new / found.graph).is_file() else ""
                if found.archive:
                    archive = folder / found.archive
            else:
                graph = next((each for each in about["files"] if each.endswith(".kgl")), "")
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}", todo="Check its name") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _refuse(path, str(error)) from error
    merged = None
    if (folder / RECORDS).exists():
        with Archive.open(archive, mode="write") as own:
            merged = import_archive(own, folder / RECORDS)
    return Opened(folder, project, merged, graph, tuple(map(str, about.get("notes") or ())))


def _read_about(packed: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        with packed.open(ABOUT) as file:
            about = json.loads(file.read(MOST_ABOUT))
        version, _ = about["citeloom_bundle"], about["files"].items()
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise _refuse(path, "it is no bundle of Citeloom") from error
    if version != VERSION:
        raise UsageError(
            f"{path} is of version {version!s:.20}, and this Citeloom opens {VERSION}",
            todo="Use the Citeloom that wrote it, or a newer one",
        )
    return dict(about)


def _check(packed: zipfile.ZipFile, about: dict[str, Any], path: Path) -> list[zipfile.ZipInfo]:
    """Return what is to be unpacked, once every name and size is safe."""
    infos = packed.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_FILES:
        raise _refuse(path, f"it holds more than {MOST_FILES:,} files")
    if len({name.casefold() for name in names}) < len(names):
        raise _refuse(path, "two of its files have one name")
    if {*names} != {*about["files"], ABOUT, README}:
        raise _refuse(path, f"{ABOUT} does not name the files that are in it")
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not is_inside(info.filename) or info.is_dir() or kind not in {0, stat.S_IFREG}:
            raise _refuse(path, f"{info.filename!r:.80} leads out of its folder, or is no file")
        if info.file_size > MOST_TIMES * max(info.compress_size, 1_000):
            raise _refuse(path, f"{info.filename} is packed too tight to be true")
    return infos


def _unpack(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, to: Path, told: object, path: Path
) -> None:
    """Write one file, as long as it is what was told of it."""
    digest, size = hashlib.sha256(), 0
    to.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(info) as file, to.open("xb") as written:
        while size <= info.file_size and (part := file.read(PART)):
            digest.update(part)
            size += len(part)
            written.write(part)
    expected = {"bytes": size, "sha256": digest.hexdigest()}
    if size != info.file_size or (told is not None and told != expected):
        raise _refuse(path, f"{info.filename} is not what {ABOUT} says")


def _refuse(path: Path, why: str) -> UsageError:
    return UsageError(
        f"{path} cannot be opened as a bundle: {why}",
        kept="Nothing was unpacked",
        todo="Ask for the file again",
    )
