"""What the services have in common: the archive is asked first, and every answer is kept."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from citeloom.enrich.services.ledger import now
from citeloom.graph.errors import BudgetSpent, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citeloom.enrich.archive import Archive, Fetched, Row

Client = TypeVar("Client")
Result = TypeVar("Result")

FREE = 0  # a question that takes nothing from an allowance


class ArchivedService(Generic[Client]):
    """One service over the archive. May be used from several threads.

    What the archive has is not asked for again. Every answer is in the archive before the next
    question is sent, so that what was paid for is kept whatever happens.

    Args:
        client: Asks the service; None never asks, and what the archive lacks is unknown then.
        archive: Where answers are kept; open for writing where there is a client.
        refresh: Ask again for what was fetched before this object was made.
        since: Ask again for what was fetched before this moment, ISO 8601 in UTC.
    """

    SERVICE: ClassVar[str]

    def __init__(
        self,
        client: Client | None,
        archive: Archive,
        *,
        refresh: bool = False,
        since: str = "",
    ) -> None:
        self._client = client
        self._archive = archive
        self._since = "" if client is None else now() if refresh else since
        self._spent: tuple[int, BudgetSpent] | None = None
        self._failures: dict[str, ServiceError] = {}
        self._lock = threading.Lock()

    @property
    def may_ask(self) -> bool:
        """Whether the service may be asked."""
        return self._client is not None

    def list_failures(self) -> list[ServiceError]:
        """Return why questions were not answered, also where another one found the same."""
        with self._lock:
            return list(self._failures.values())

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note why a question gets no answer that can be used."""
        try:
            yield
        except ServiceError as error:
            self._note_failure(error)
            raise

    def _note_failure(self, error: ServiceError) -> None:
        with self._lock:
            self._failures.setdefault(str(error), error)

    def _read_kept(self, kind: str, keys: Iterable[str]) -> dict[str, Fetched]:
        """Return the records that need not be asked for again."""
        rows = self._archive.get_many(self.SERVICE, kind, keys)
        return {key: row for key, row in rows.items() if row.fetched_at >= self._since}

    def _keep(self, rows: Iterable[Row]) -> None:
        """Keep records, all of them or none."""
        self._archive.put_many(rows)

    def _ask(self, question: Callable[[Client], Result], *, cost: int = FREE) -> Result:
        """Ask a question, unless it is known that the allowance does not suffice.

        An allowance that did not suffice for one question does not suffice for a dearer one: those
        are not sent any more. Free questions go on.

        Args:
            question: Asks the client.
            cost: What it takes from the allowance, in the service's own unit.

        Raises:
            BudgetSpent: The allowance is used up, as the service says or has said.
            ServiceError: As `ServiceSession.send` raises them.
        """
        if self._client is None:
            raise AssertionError("asked although there is nobody to ask")
        with self._lock:
            spent = self._spent
        if spent is not None and cost >= max(spent[0], FREE + 1):
            raise spent[1]
        with self._noting():
            try:
                return question(self._client)
            except BudgetSpent as error:
                this = (cost, error)
                with self._lock:
                    self._spent = min(self._spent or this, this, key=lambda spent: spent[0])
                raise
