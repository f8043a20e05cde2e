"""Values that two processes of this program send each other over a pipe."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

_SIZE = struct.Struct(">Q")


def send(stream: IO[bytes], value: Any, *, longest: int | None = None) -> bool:
    """Write a value to the other process; tell whether it was short enough to be sent."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    if longest is not None and len(data) > longest:
        return False
    stream.write(_SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()
    return True


def receive(stream: IO[bytes]) -> Any:
    """Read a value from the other process, which is this program too.

    Raises:
        EOFError: The other process has ended.
    """
    head = stream.read(_SIZE.size)
    if len(head) < _SIZE.size:
        raise EOFError
    size: int = _SIZE.unpack(head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - between two processes of this program, over a pipe
