"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.graph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def write_files(texts: Mapping[Path, str], *, force: bool = False) -> None:
    """Write texts to files as UTF-8, line ends as they are.

    All are written beside their places first and moved there only when every one is on the disk:
    a failure leaves what was there before.

    Raises:
        OutputError: A file exists and `force` is not given, or it cannot be written.
    """
    refuse_existing(texts, force=force)
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, text in texts.items():
            written[path] = _make_file_beside(path)
            with written[path].open("wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        for path, beside in written.items():
            beside.replace(path)
    except OSError as error:
        raise _explain_failure(error, path) from error
    finally:
        for beside in written.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)


@contextmanager
def open_whole_file(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a path to write to; it becomes `path` when the block ends without an error.

    Raises:
        OutputError: The file exists and `force` is not given, or it cannot be written.
    """
    refuse_existing([path], force=force)
    written: Path | None = None
    try:
        written = _make_file_beside(path)
        yield written
        written.replace(path)
    except OSError as error:
        raise _explain_failure(error, path) from error
    finally:
        if written is not None:
            with suppress(OSError):
                written.unlink(missing_ok=True)


@contextmanager
def open_whole_folder(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a folder to write into; it becomes `path` when the block ends without an error.

    With `force` an existing folder is replaced; it is moved aside first and comes back when the
    new one cannot take its place.

    Raises:
        OutputError: Something is there and `force` is not given, or it cannot be written.
    """
    if path.is_dir() and not any(path.iterdir()):
        with suppress(OSError):
            path.rmdir()
    refuse_existing([path], force=force)
    written: Path | None = None
    try:
        written = _choose_free_name(path)
        written.mkdir()
        yield written
        _take_place(written, path)
    except OSError as error:
        raise _explain_failure(error, path) from error
    finally:
        if written is not None:
            shutil.rmtree(written, ignore_errors=True)


def refuse_existing(paths: Mapping[Path, str] | list[Path], *, force: bool) -> None:
    """Raise OutputError where a path is taken and may not be overwritten, before any work."""
    for path in paths:
        if path.is_symlink() and not path.exists():
            continue
        if path.exists() and not force:
            raise OutputError(
                f"{path} exists",
                kept="It is unchanged",
                todo="Choose another name, or overwrite it with --force",
            )


def _make_file_beside(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    written = _choose_free_name(path)
    # Not tempfile's: those are for their owner's eyes only, a result has the rights of any file.
    written.touch(exist_ok=False)
    return written


def _choose_free_name(path: Path) -> Path:
    """Return a name in the folder of `path`, from where a rename is one step; make the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.parent / f".{path.name[:100]}.{secrets.token_hex(6)}"


def _take_place(written: Path, path: Path) -> None:
    if not path.exists():
        written.replace(path)
        return
    aside = _choose_free_name(path)
    path.replace(aside)
    try:
        written.replace(path)
    except OSError:
        aside.replace(path)
        raise
    if aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.unlink()


def _explain_failure(error: OSError, path: Path) -> OutputError:
    kept = "What was there is unchanged" if path.exists() else "No part of it was left behind"
    reason = error.strerror or str(error)
    return OutputError(
        f"{path} cannot be written: {reason}",
        kept=kept,
        todo="Free some space, or choose a place that may be written to",
    )
