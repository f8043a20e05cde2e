"""Every error that Citeloom raises on purpose.

::

    CiteloomError                 exit 1: the work failed
    ├── UsageError                exit 2: what was asked cannot be understood
    │   ├── ListingError          a listing that cannot be read
    │   ├── QueryError            a query that is unknown, or its parameters do not fit
    │   ├── PaperNotFound         a paper was named that the graph does not have
    │   ├── SettingsError         a setting that is missing or wrong
    │   ├── ProjectError          a project that is not there, or whose file is wrong
    │   └── DecisionsError        a file of decisions that cannot be read or written
    ├── StoreError                the graph
    │   ├── StoreUnreachable      no server answers, or it went away
    │   ├── StoreRefused          the server refuses the credentials
    │   ├── StoreHeld             another process is writing to the graph file
    │   ├── StoreDamaged          the graph file cannot be read
    │   ├── StoreVersion          the graph was written by another version of Citeloom
    │   ├── StatementRefused      a statement that is not allowed to run
    │   ├── StatementFailed       a statement that the store does not accept
    │   ├── StatementTimeout      a statement that took longer than allowed
    │   └── StatementTooLarge     a statement that needed more memory than allowed
    ├── ArchiveError              the archive of fetched records cannot be read or written
    ├── ServiceError              exit 3: a service on the network
    │   ├── ServiceUnreachable    no connection, or it broke
    │   ├── ServiceRefused        the key or the request is refused (401, 403, 400)
    │   ├── ServiceConfused       an answer that is not what the service documents
    │   └── BudgetSpent           the daily allowance is used up
    └── OutputError               a result cannot be written

The tree lives in the lowest room because every room raises from it. Each error says three things:
what happened, what is kept, and what to do; the command line prints them as one sentence each.
"""

from __future__ import annotations

from typing import ClassVar


class CiteloomError(Exception):
    """Base of every error that is meant for the user.

    Args:
        what: What happened, one sentence without a full stop.
        kept: What is safe in spite of it, or an empty string.
        todo: What the user can do, or an empty string.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, kept: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.todo = todo

    def __str__(self) -> str:
        parts = (part.rstrip(".") for part in (self.what, self.kept, self.todo) if part)
        return " ".join(part if part.endswith(("?", "!")) else f"{part}." for part in parts)


class UsageError(CiteloomError):
    """What was asked cannot be understood."""

    exit_code = 2


class ListingError(UsageError):
    """A listing that cannot be read."""


class QueryError(UsageError):
    """A query that is unknown, or whose parameters do not fit."""


class PaperNotFound(UsageError):  # noqa: N818 - reads as the sentence it stands for
    """A paper was named that the graph does not have."""


class SettingsError(UsageError):
    """A setting that is missing or wrong."""


class ProjectError(UsageError):
    """A project that is not there, or whose file is wrong."""


class DecisionsError(UsageError):
    """A file of decisions that cannot be read or written."""


class StoreError(CiteloomError):
    """Something about the graph's store."""


class StoreUnreachable(StoreError):  # noqa: N818 - as above
    """No server answers, or it went away in the middle."""


class StoreRefused(StoreError):  # noqa: N818 - as above
    """The server refuses the credentials."""


class StoreHeld(StoreError):  # noqa: N818 - as above
    """Another process is writing to the graph file."""


class StoreDamaged(StoreError):  # noqa: N818 - as above
    """The graph file cannot be read."""


class StoreVersion(StoreError):  # noqa: N818 - as above
    """The graph was written by a newer Citeloom, or by another program."""


class StatementRefused(StoreError):  # noqa: N818 - as above
    """A statement that is not allowed to run."""


class StatementFailed(StoreError):  # noqa: N818 - as above
    """A statement that the store does not accept."""


class StatementTimeout(StoreError):  # noqa: N818 - as above
    """A statement that took longer than allowed."""


class StatementTooLarge(StoreError):  # noqa: N818 - as above
    """A statement that needed more memory than allowed, or whose answer is too long."""


class ArchiveError(CiteloomError):
    """The archive of fetched records cannot be read or written."""


class ServiceError(CiteloomError):
    """Something about a service on the network."""

    exit_code = 3


class ServiceUnreachable(ServiceError):  # noqa: N818 - as above
    """No connection, or it broke."""


class ServiceRefused(ServiceError):  # noqa: N818 - as above
    """The service refuses the key or the request."""


class ServiceConfused(ServiceError):  # noqa: N818 - as above
    """The answer is not what the service documents."""


class BudgetSpent(ServiceError):  # noqa: N818 - as above
    """The daily allowance is used up."""


class OutputError(CiteloomError):
    """A result cannot be written."""
