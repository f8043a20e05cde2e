"""Asking a service about many things at once, and stopping cleanly when it will not answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, TypeVar

from citeloom.enrich.services.lookup import make_not_archived
from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Lookup

    OnProgress = Callable[[str, int, int], None]

Item = TypeVar("Item")
Result = TypeVar("Result")
Value = TypeVar("Value")

WORKERS = 8
BATCH = 100
SAME_REFUSALS = 3  # so many equal refusals in a row are about us, not about what was asked


class _Asking(Generic[Item, Result]):
    """Asks in several threads until something says that there is no sense in going on."""

    def __init__(self, ask: Callable[[Item], Result]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._stopped: ServiceError | None = None
        self._failed: BaseException | None = None
        self._last = ""
        self._repeated = 0

    def one(self, item: Item) -> Result | ServiceError:
        """Ask about one thing."""
        if self._failed is not None:
            raise self._failed
        if self._stopped is not None:
            return self._stopped
        try:
            answer = self._ask(item)
        except ServiceError as error:
            self._note(error)
            return error
        except BaseException as error:
            # Such as a full disk: what is asked from here on would be paid and lost.
            self._failed = error
            raise
        self._note(None)
        return answer

    def stop(self, error: BaseException) -> None:
        """Ask nothing more."""
        self._failed = self._failed or error

    def _note(self, error: ServiceError | None) -> None:
        with self._lock:
            if isinstance(error, (BudgetSpent, ServiceUnreachable)):
                self._stopped = self._stopped or error
            elif isinstance(error, (ServiceRefused, ServiceConfused)):
                self._repeated = self._repeated + 1 if error.what == self._last else 1
                self._last = error.what
                if self._repeated >= SAME_REFUSALS:
                    self._stopped = self._stopped or error
            else:
                self._repeated = 0


def ask_each(
    items: Iterable[Item],
    ask: Callable[[Item], Result],
    on_done: Callable[[], None],
) -> Iterator[tuple[Item, Result | ServiceError]]:
    """Ask about each item, several at a time; yield the answers in the order of the items.

    A service that has spent its budget, cannot be reached, or says the same no several times is
    not asked again: the items that are left get the same error. Errors that are not the service's
    are raised, and then nothing more is asked, nor is it when the caller stops listening.
    """
    asking = _Asking(ask)
    pool = ThreadPoolExecutor(WORKERS)
    try:
        pending = [(item, pool.submit(asking.one, item)) for item in items]
        for item, future in pending:
            result = future.result()
            on_done()
            yield item, result
    except BaseException as error:
        asking.stop(error)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def ask_or_read_archive(
    items: Iterable[Item],
    ask: Callable[[Item, Services], Result],
    services: Services,
    on_done: Callable[[], None],
) -> Iterator[tuple[Item, Result | None, ServiceError | None]]:
    """Ask about each item as `ask_each` does; without an answer, take what the archive has.

    Yields:
        The item; the answer, or None where the archive has none either; and what kept the service
        from answering, or None.
    """
    for item, answer in ask_each(items, lambda each: ask(each, services), on_done):
        if not isinstance(answer, ServiceError):
            yield item, answer, None
            continue
        try:
            kept = ask(item, services.archived)
        except ServiceError:
            kept = None
        yield item, kept, answer


def look_up_each(
    stage: str,
    items: Sequence[Item],
    look_up: Callable[[Item, Services], Mapping[str, Lookup[Value]]],
    services: Services,
    on_progress: OnProgress,
) -> tuple[dict[str, Lookup[Value]], list[ServiceError]]:
    """Look up, for each item, what its keys stand for.

    Args:
        stage: What is done, for the progress.
        items: What is asked about.
        look_up: Asks about one item; a result by key.
        services: The services.
        on_progress: Called with stage, done, total.

    Returns:
        The results by key, and one error for each item about which nobody answered.
    """
    results: dict[str, Lookup[Value]] = {}
    warnings: list[ServiceError] = []
    counter = make_counter(stage, len(items), on_progress)
    for _, found, error in ask_or_read_archive(items, look_up, services, counter):
        results |= found or {}
        if error is None and any(each.is_unknown for each in (found or {}).values()):
            warnings.append(make_not_archived())
        elif error is not None:
            warnings.append(error)
    return results, warnings


def split_evenly(items: Sequence[Item], size: int = BATCH) -> list[Sequence[Item]]:
    """Cut a sequence into pieces of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def make_counter(stage: str, total: int, on_progress: OnProgress) -> Callable[[], None]:
    """Return a function that counts one more piece of a stage as done."""
    done = iter(range(1, total + 1))
    return lambda: on_progress(stage, next(done), total)
