"""Asking a service about many things at once, and stopping cleanly when it will not answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, TypeVar

from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from citeloom.enrich.services.lookup import Found

Item = TypeVar("Item")
Result = TypeVar("Result")
Known = TypeVar("Known")

WORKERS = 8
BATCH = 100
SAME_TROUBLE = 3  # so many equal refusals in a row are about us, not about what was asked


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
                if self._repeated >= SAME_TROUBLE:
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


def batches(items: Sequence[Item], size: int = BATCH) -> list[Sequence[Item]]:
    """Cut a sequence into pieces of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def counting(
    stage: str, total: int, on_progress: Callable[[str, int, int], None]
) -> Callable[[], None]:
    """Return a function that counts one more piece of a stage as done."""
    done = iter(range(1, total + 1))
    return lambda: on_progress(stage, next(done), total)


def known(found: Found[Known]) -> Known | None:
    """Return what a service knows, None where it knows of no such thing.

    Raises:
        ServiceError: Nobody was asked, since the network is not to be used.
    """
    if found.unknown:
        raise not_archived()
    return found.value


def not_archived() -> ServiceError:
    """Return the error for what the archive lacks while the network is not to be used."""
    return ServiceError(
        "The archive does not have everything, and the network is not to be used",
        todo="Run the same command without --offline to fetch what is missing",
    )
