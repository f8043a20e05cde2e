"""How a question to a service ends: there is such a thing, there is none, or nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeloom.enrich.archive import Fetched

T = TypeVar("T")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Lookup(Generic[T]):
    """What is known about one key.

    Exactly one of three holds: `value` is there; `is_absent` (the service says that there is no
    such thing); `is_unknown` (not in the archive, and nobody was asked).

    Attributes:
        key: The key as it was asked for.
        value: What the service knows, or None.
        fetched_at: When the service said so, ISO 8601 in UTC; None where it was never asked.
        asked: Whether this call asked the service; False where the archive knew. What is known
            is the same in both cases, so it does not count when results are compared.
        sample: Whether it comes from made-up sample data.
    """

    key: str
    value: T | None = None
    fetched_at: str | None = None
    asked: bool = field(default=False, compare=False)
    sample: bool = False

    @classmethod
    def unknown(cls, key: str) -> Lookup[T]:
        """Return the result of a question that nobody was asked."""
        return cls(key)

    @classmethod
    def from_record(
        cls, key: str, record: Fetched, value: T | None, *, asked: bool = False
    ) -> Lookup[T]:
        """Return what a record of the archive says.

        Args:
            key: The key as it was asked for.
            record: The record.
            value: What was read from it; None says that there is no such thing.
            asked: Whether the service was asked just now.
        """
        return cls(key, value, record.fetched_at, asked, record.sample)

    def convert(self, read: Callable[[T], Other]) -> Lookup[Other]:
        """Return the same with something else as value: what is read from it, where it is there."""
        value = None if self.value is None else read(self.value)
        return Lookup(self.key, value, self.fetched_at, self.asked, self.sample)

    @property
    def is_absent(self) -> bool:
        """Whether the service says that there is no such thing."""
        return self.value is None and self.fetched_at is not None

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has been asked."""
        return self.value is None and self.fetched_at is None


def require_answer(lookup: Lookup[T]) -> T | None:
    """Return what a service knows, None where it knows of no such thing.

    Raises:
        ServiceError: Nobody was asked, since the network is not to be used.
    """
    if lookup.is_unknown:
        raise make_not_archived()
    return lookup.value


def make_not_archived() -> ServiceError:
    """Return the error for what the archive lacks while the network is not to be used."""
    return ServiceError(
        "The archive does not have everything, and the network is not to be used",
        todo="Run the same command without --offline to fetch what is missing",
    )
