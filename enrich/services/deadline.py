"""One deadline for a whole exchange, however slowly its bytes come.

A time-out of a socket begins anew with each byte, so that a header that drips outlasts it. Here
every wait of a connection is cut to what is left of the exchange that it serves.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

_DEADLINE: ContextVar[float] = ContextVar("citeloom_deadline")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let every exchange of this thread within the block end after so many seconds."""
    mark = _DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _DEADLINE.reset(mark)


def is_over() -> bool:
    """Tell whether the time of the exchange that is going on is over."""
    return time.monotonic() >= _DEADLINE.get()


class LimitedTransport(httpx2.HTTPTransport):
    """The library's transport, whose connections keep the deadline."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # An option of httpcore's pools, which httpx has no way to hand on.
        self._pool._network_backend = _Backend()  # noqa: SLF001


class _Backend(httpcore2.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        limit = _cut(timeout, httpcore2.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, limit, local_address, socket_options))


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _cut(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _cut(timeout, httpcore2.WriteTimeout))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        limit = _cut(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, limit))

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _cut(timeout: float | None, error: type[Exception]) -> float:
    """Return how long a step may take: its own time-out, or what is left of the exchange."""
    left = _DEADLINE.get() - time.monotonic()
    if left <= 0:
        raise error
    return left if timeout is None else min(timeout, left)
