"""Leaving a service alone after several questions in a row that it did not answer.

A service may pause one kind of question, such as searches, and answer all others. So failures are
counted by kind of question; only that nobody is reached at all counts for every kind, and that
something else answers in the service's place, such as a page that asks to log in: that is known
after so many answers, however many questions are under way.
"""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

from citeloom.enrich.services.refusals import KEPT, start_sentence
from citeloom.graph.errors import ServiceUnreachable
from citeloom.graph.vocabulary import name_source

if TYPE_CHECKING:
    from citeloom.enrich.services.refusals import Failure
    from citeloom.graph.errors import ServiceError

# Counted beside the kinds of questions.
NO_CONNECTION = "no connection"
NO_JSON = "no JSON"


class CircuitBreaker:
    """Counts failures in a row. May be used from several threads.

    Args:
        service: The service.
        give_up_after: So many failed questions of one kind are enough.
    """

    def __init__(self, service: str, give_up_after: int) -> None:
        self._service = service
        self._limit = give_up_after
        self._failures: Counter[str] = Counter()
        self._reasons: dict[str, ServiceError] = {}
        self._lock = threading.Lock()

    def check(self, kind: str) -> None:
        """Raise ServiceUnreachable where this kind of question has been given up for this run.

        Its cause is the last error that counted.
        """
        with self._lock:
            for counted in (kind, NO_CONNECTION, NO_JSON):
                if self._failures[counted] >= self._limit:
                    raise self._given_up(counted) from self._reasons[counted]

    def note_answer(self, kind: str) -> None:
        """Note that a question was answered."""
        with self._lock:
            self._failures[kind] = self._failures[NO_CONNECTION] = self._failures[NO_JSON] = 0

    def note_unreadable(self, error: ServiceError) -> None:
        """Note that an answer was no JSON, whether it will be asked again or not."""
        with self._lock:
            self._failures[NO_JSON] += 1
            self._reasons[NO_JSON] = error

    def note_failure(self, kind: str, failure: Failure) -> None:
        """Note that a question was not answered, after all its attempts."""
        counted = kind if failure.reached else NO_CONNECTION
        with self._lock:
            if failure.reached:
                self._failures[NO_CONNECTION] = 0
            self._failures[counted] += 1
            self._reasons[counted] = failure.error

    def _given_up(self, counted: str) -> ServiceUnreachable:
        times, reason = self._failures[counted], self._reasons[counted]
        return ServiceUnreachable(
            start_sentence(
                f"{name_source(self._service)} failed {times} times in a row: {reason.what}"
            ),
            kept=KEPT,
            todo=reason.todo,
        )
