"""What the services were asked, what it cost, and what they say is left."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Budget:
    """An allowance as a service's headers last reported it, in the service's own unit.

    The unit is credits at OpenAlex and requests at GitHub. `resets_at` is ISO 8601 in UTC.
    """

    limit: int | None = None
    left: int | None = None
    resets_at: str | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """Requests sent to one service, and the credits that they cost."""

    service: str
    requests: int = 0
    credits: int = 0
    budget: Budget | None = None

    def __add__(self, other: Spending) -> Spending:
        """Add up; the later budget counts."""
        return replace(
            self,
            requests=self.requests + other.requests,
            credits=self.credits + other.credits,
            budget=other.budget or self.budget,
        )


class Meter:
    """Counts requests and credits of one run, from any thread.

    Args:
        ledger: Called with each piece of spending as it happens, so that it can be written down
            before the process may die.
    """

    def __init__(self, ledger: Callable[[Spending], None] | None = None) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._totals: dict[str, Spending] = {}
        self._left_out: dict[tuple[str, str], None] = {}

    def count(
        self, service: str, *, requests: int = 1, credits_: int = 0, budget: Budget | None = None
    ) -> None:
        """Count requests that were sent, whatever became of them."""
        spent = Spending(service, requests, credits_, budget)
        with self._lock:
            self._totals[service] = self._totals.get(service, Spending(service)) + spent
        if self._ledger is not None:
            self._ledger(spent)

    def total(self, service: str) -> Spending:
        """Return what one service was asked so far."""
        with self._lock:
            return self._totals.get(service, Spending(service))

    def totals(self) -> dict[str, Spending]:
        """Return the counts by service, for the services that were asked."""
        with self._lock:
            return dict(sorted(self._totals.items()))

    def note_left_out(self, service: str, values: Iterable[str]) -> None:
        """Note what a service said and nothing can hold."""
        with self._lock:
            self._left_out.update(dict.fromkeys((service, each) for each in values))

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Return what was left out of answers: the service, and which value of which record."""
        with self._lock:
            return tuple(self._left_out)


def now() -> str:
    """Return the time in UTC, ISO 8601 with microseconds, as dates are kept in the archive."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
