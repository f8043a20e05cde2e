"""What the Neo4j driver raises, and what it means for a user.

Tried again, by the driver in a managed transaction, until its time is over:

========================= ======================================================================
TransientError            deadlocks, a lock or memory that is short: another try may succeed
ServiceUnavailable        the connection broke before the commit was sent
SessionExpired, NotALeader the cluster changed; the next try goes to the right member
IncompleteCommit          whether it was committed is unknown; tried again by `Neo4jStore.write`,
                          because every statement that we write may run twice
========================= ======================================================================

Not tried again: credentials, syntax, a constraint, a timeout, reading that tries to write: they
would fail the same way.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j import exceptions

from citeloom.graph import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEPT = "What was fetched is safe in the archive, and what was loaded stays"
_AGAIN = "Run the same command again when the server is back; it goes on from there"


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    try:
        yield
    except (exceptions.AuthError, exceptions.Forbidden, exceptions.TokenExpired) as error:
        raise errors.StoreRefused(
            f"{address} refuses the user name or the password",
            todo="Look at NEO4J_USERNAME and NEO4J_PASSWORD",
        ) from error
    except exceptions.Neo4jError as error:
        raise _by_code(address, error) from error
    except exceptions.ConfigurationError as error:
        raise errors.SettingsError(f"{address} is not an address of a Neo4j server") from error
    except (exceptions.DriverError, OSError) as error:
        raise errors.StoreUnreachable(
            f"No Neo4j server answers at {address}, or it went away", kept=_KEPT, todo=_AGAIN
        ) from error
    except (ValueError, TypeError, OverflowError) as error:  # a parameter that Cypher has not
        raise errors.StatementFailed(f"The graph does not accept this: {error}") from error


def _by_code(address: str, error: exceptions.Neo4jError) -> errors.CiteloomError:
    code = error.code or ""
    message = (error.message or code).strip().split("\n")[0]
    found: errors.CiteloomError
    if code.startswith("Neo.ClientError.Security"):
        found = errors.StoreRefused(
            f"{address} refuses us: {message}",
            todo="Look at NEO4J_USERNAME and NEO4J_PASSWORD, and wait after many attempts",
        )
    elif "TransactionTimedOut" in code:
        found = errors.StatementTimeout(
            "The statement took longer than allowed", todo="Ask for less, or allow more time"
        )
    elif code == "Neo.ClientError.Statement.AccessMode":
        found = errors.StatementRefused("A question may only read the graph")
    elif code.startswith("Neo.ClientError.Database"):
        found = errors.StoreError(f"{address}: {message}", todo="Look at NEO4J_DATABASE")
    elif code.startswith("Neo.ClientError"):
        found = errors.StatementFailed(f"The graph does not accept this: {message}")
    elif isinstance(error, exceptions.TransientError):
        found = errors.StoreUnreachable(
            f"{address} cannot do it now: {message}", kept=_KEPT, todo=_AGAIN
        )
    else:
        found = errors.StoreError(f"{address} failed: {message}", kept=_KEPT)
    return found
