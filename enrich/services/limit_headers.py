"""What the headers of an answer say about prices, allowances and pauses.

Numbers from outside are bounded here: what is not finite or larger than any allowance is unknown,
and what is below nothing is nothing.
"""

from __future__ import annotations

import contextlib
import math
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from citeloom.enrich.services.ledger import Budget
from citeloom.graph.clean_text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = 1_000_000_000  # a larger X-RateLimit-Reset is a point in time, a smaller one a duration
CREDITS_PER_DOLLAR = 10_000
FREE_STATUSES = (402, 429)  # refusals for lack of budget


def read_budget(headers: Mapping[str, str]) -> Budget | None:
    """Read the allowance from an answer's headers, or None where they do not tell."""
    headers = lower_names(headers)
    limit, left = read_credits(headers, "limit"), read_credits(headers, "remaining")
    if limit is None and left is None:
        return None
    reset = read_whole(headers.get("x-ratelimit-reset"))
    at = None
    if reset is not None:
        with contextlib.suppress(OverflowError, ValueError, OSError):
            moment = (
                datetime.fromtimestamp(reset, UTC)
                if reset > EPOCH
                else datetime.now(UTC) + timedelta(seconds=reset)
            )
            at = moment.isoformat(timespec="seconds")
    return Budget(limit, left, at)


def read_price(status: int, headers: Mapping[str, str]) -> int:
    """Read what an answer cost; refusals for lack of budget and the service's faults are free.

    OpenAlex names the price `Credits-Used` on answers and `Credits-Required` on refusals.
    """
    if status in FREE_STATUSES or status >= 500:  # noqa: PLR2004 - as HTTP says
        return 0
    headers = lower_names(headers)
    used = read_credits(headers, "credits-used", "cost")
    return used if used is not None else read_credits(headers, "credits-required") or 0


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After in seconds, given as a number or as a date (RFC 9110, 10.2.3).

    A number too large for anything is the longest pause there is, and not none.
    """
    text = lower_names(headers).get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return None if math.isnan(seconds) else min(max(0.0, seconds), float(LARGEST))


def read_credits(
    headers: Mapping[str, str], name: str, in_dollars: str | None = None
) -> int | None:
    """Read a number of credits, or one of dollars, where only that is told, as credits.

    Args:
        headers: The headers, their names in lower case.
        name: What is read: `x-ratelimit-` and this.
        in_dollars: What is read for dollars: `x-ratelimit-`, this and `-usd`.
    """
    told = read_whole(headers.get(f"x-ratelimit-{name}"))
    if told is None:
        dollars = _read_real(headers.get(f"x-ratelimit-{in_dollars or name}-usd"))
        told = None if dollars is None else read_whole(round(dollars * CREDITS_PER_DOLLAR))
    return told


def read_whole(value: object) -> int | None:
    """Read a whole number from 0 to LARGEST; what is less than 0 is 0."""
    number = _read_real(value)
    return None if number is None or number > LARGEST else max(0, int(number))


def lower_names(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers with their names in lower case."""
    return {key.lower(): value for key, value in headers.items()}


def _read_real(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
