"""One writer of a file at a time, by a lock that leaves nothing behind.

The lock is the operating system's, on a file beside the one that is written, so that also users and
machines that share a folder exclude each other. It ends with its process, however that ends. Who
lets go takes the file away while the lock is still held; who waited for it then holds a file that
is gone, notices, and begins anew. (kglite's own lock leaves two files beside a graph for ever.)
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

try:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ImportError:  # Windows
    import msvcrt

    PLACE = 1 << 30  # far behind the content, which stays readable

    def _take(handle: int) -> None:
        os.lseek(handle, PLACE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]


OURS = re.compile(rb"(citeloom \d+\n)?")  # the whole of it; another file is left as it is


class HeldError(Exception):
    """Another process, or another part of this one, holds the lock.

    Attributes:
        holder: Its number, or None where it is not known.
    """

    def __init__(self, holder: int | None) -> None:
        super().__init__(holder)
        self.holder = holder


def lock_file(path: Path) -> Callable[[], None]:
    """Take the lock of a file that is to be written; return what lets go of it.

    Raises:
        HeldError: Somebody else has it.
        OSError: The folder cannot be written.
    """
    beside = path.with_name(f"{path.name}.lock")
    while True:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _take(handle)
        except (BlockingIOError, PermissionError):
            holder = _read_holder(handle)
            os.close(handle)
            raise HeldError(holder) from None
        except OSError:
            os.close(handle)
            raise
        if _is_at(handle, beside):
            break
        os.close(handle)  # who held it before us has taken the file away
    if ours := OURS.fullmatch(_read(handle)) is not None:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b"citeloom %d\n" % os.getpid())

    def let_go() -> None:
        nonlocal handle
        if handle < 0:
            return
        if ours and os.name != "nt":
            with suppress(OSError):
                beside.unlink()
        os.close(handle)
        handle = -1
        if ours and os.name == "nt":
            with suppress(OSError):  # Windows keeps a file that somebody has opened meanwhile
                beside.unlink()

    return let_go


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _read(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 100)


def _read_holder(handle: int) -> int | None:
    found = re.fullmatch(rb"citeloom (\d+)\n", _read(handle))
    return int(found[1]) if found else None
