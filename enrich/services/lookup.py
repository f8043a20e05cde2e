"""How a question to a service ends: there is such a thing, there is none, or nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from citeloom.enrich.archive import Fetched

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What is known about one key.

    Exactly one of three holds: `value` is there; `absent` (the service says that there is no such
    thing); `unknown` (not in the archive, and nobody was asked, because of `offline`).

    Attributes:
        key: The key as it was asked for.
        value: What the service knows, or None.
        fetched_at: When the service said so, ISO 8601 in UTC; None where it was never asked.
        asked: Whether this call asked the service; False where the archive knew.
        sample: Whether it comes from made-up sample data.
    """

    key: str
    value: T | None = None
    fetched_at: str | None = None
    asked: bool = False
    sample: bool = False

    @property
    def absent(self) -> bool:
        """Whether the service says that there is no such thing."""
        return self.value is None and self.fetched_at is not None

    @property
    def unknown(self) -> bool:
        """Whether nobody has been asked."""
        return self.value is None and self.fetched_at is None


def found(key: str, fetched: Fetched, value: T | None, *, asked: bool) -> Found[T]:
    """Put together what the archive or the service says."""
    return Found(key, value, fetched.fetched_at, asked, fetched.sample)
