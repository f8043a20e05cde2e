"""How fast a service is asked, how often, and how long it may take."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, how often to try, how fast to ask. All times in seconds.

    Args:
        connect: Until a connection stands.
        read: Between two pieces of an answer.
        total: For one exchange, from the first connection to the last byte of the answer.
        max_bytes: Of one answer, unpacked.
        attempts: How often one question is asked while its failure may pass.
        backoff: Before the second attempt; doubled before each further one, and shortened at
            random by up to a half, so that several clients do not come back at once.
        backoff_limit: The longest such pause.
        wait_limit: The longest pause that a service may ask for, and the longest that one question
            waits in all its pauses. With 429 a longer one counts as a spent budget; otherwise the
            service is not asked again.
        per_second: Questions per second, with as many at once after a rest.
        give_up_after: Questions in a row that fail before the service is left alone.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    max_bytes: int = 64 * 2**20
    attempts: int = 4
    backoff: float = 0.5
    backoff_limit: float = 8.0
    wait_limit: float = 60.0
    per_second: float = 8.0
    give_up_after: int = 3

    def pause(self, attempt: int, asked: float | None) -> float:
        """Return the seconds to wait after a failed attempt.

        Args:
            attempt: Number of the attempt that failed, from 1.
            asked: The pause that the service asks for; it is never cut short.
        """
        longest: float = min(self.backoff * 2 ** (attempt - 1), self.backoff_limit)
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 - jitter is no secret
        return max(longest * jitter, asked or 0.0)


class Limiter:
    """Lets `per_second` calls through per second; a bucket that holds one second's worth."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._room = max(1.0, per_second)
        self._tokens = self._room
        self._since = time.monotonic()
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next call may be made."""
        with self._lock:
            moment = time.monotonic()
            gained = (moment - self._since) * self._per_second
            self._tokens = min(self._room, self._tokens + gained) - 1
            self._since = moment
            pause = -self._tokens / self._per_second
        if pause > 0:
            time.sleep(pause)
