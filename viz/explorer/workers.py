"""Blocking work in threads: so many at a time, and none for somebody who has left."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

T = TypeVar("T")
QUICK, SLOW = 4, 3  # threads for what is answered at once, and for what may take seconds


class GoneError(Exception):
    """The one who asked has left."""


class Workers:
    """Two pools of threads, so that a slow question never keeps a quick one waiting."""

    def __init__(self) -> None:
        self._quick = ThreadPoolExecutor(QUICK, thread_name_prefix="quick")
        self._slow = ThreadPoolExecutor(SLOW, thread_name_prefix="slow")

    def begin(self, work: Callable[[], None]) -> None:
        """Do some work that nobody waits for."""
        self._slow.submit(work)

    async def run(self, request: Request, work: Callable[[], T], *, slow: bool = False) -> T:
        """Run work in a thread.

        When the browser gives up, work that still waits is never begun; work that has begun
        ends with the time limit of its statement.

        Raises:
            GoneError: The browser gave up.
        """
        pool = self._slow if slow else self._quick
        doing = asyncio.get_running_loop().run_in_executor(pool, work)
        leaving = asyncio.ensure_future(_wait_until_left(request))
        try:
            await asyncio.wait((doing, leaving), return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                return doing.result()
            doing.cancel()
            # What it still says is for nobody.
            doing.add_done_callback(lambda future: future.cancelled() or future.exception())
            raise GoneError
        finally:
            leaving.cancel()

    def close(self) -> None:
        """Let what runs end, and begin nothing more."""
        for pool in (self._quick, self._slow):
            pool.shutdown(wait=False, cancel_futures=True)


async def _wait_until_left(request: Request) -> None:
    """Wait until the browser has gone; the body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
