"""What a status code of a service means for us: go on, try again, or stop with a sentence.

The two kinds of 429 are told apart as the services document: a spent allowance shows in the
headers (less left than the request needs) or asks to wait for hours; everything else passes.
"""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from citeloom.enrich.services.ledger import Budget
from citeloom.graph.errors import BudgetSpent, ServiceError, ServiceRefused, ServiceUnreachable
from citeloom.graph.vocabulary import SERVICES

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = {
    "openalex": "OPENALEX_API_KEY",
    "hub": "HF_TOKEN",
    "s2": "S2_API_KEY",
    "github": "GITHUB_TOKEN",
}
KEPT = "What was fetched so far is kept in the archive"
AGAIN = "Run the same command again to go on from there"
EPOCH = 1_000_000_000  # a larger X-RateLimit-Reset is a point in time, a smaller one a duration
LOWEST_ERROR = 400
SPENT = (402, 429)
CREDITS_PER_DOLLAR = 10_000


@dataclass(frozen=True, slots=True)
class Passing:
    """A trouble that may pass. `wait` is the pause in seconds that the service asks for."""

    error: ServiceError
    wait: float | None = None


def name(service: str) -> str:
    """Return the name of a service as people know it."""
    return SERVICES.get(service, service)


def sentence(text: str) -> str:
    """Begin a sentence with a capital and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def judge(
    service: str, status: int, headers: Mapping[str, str], body: bytes, *, wait_limit: float
) -> Passing | None:
    """Say what to do with an answer.

    Args:
        service: One of the keys of NAMES.
        status: The status code.
        headers: The headers, whatever their case.
        body: The body, as far as it was read.
        wait_limit: The longest Retry-After in seconds that is waited for.

    Returns:
        None where the answer can be used (2xx, 3xx, and 404 and 410, which say that there is no
        such thing), or a trouble that may pass.

    Raises:
        BudgetSpent: The allowance is used up; waiting would take too long.
        ServiceRefused: The service refuses the key or the request.
    """
    if status < LOWEST_ERROR or status in (404, 410):
        return None
    headers = {key.lower(): value for key, value in headers.items()}
    wait = retry_after(headers)
    if status == 402:  # noqa: PLR2004 - as HTTP says
        raise _budget_spent(service, headers, wait)
    if status == 429 or (service == "github" and status == 403 and _is_limit(headers, wait)):  # noqa: PLR2004 - as HTTP says
        if _is_spent(headers, body) or (wait is not None and wait > wait_limit):
            raise _budget_spent(service, headers, wait)
        return Passing(_busy(service), wait)
    if status >= 500:  # noqa: PLR2004 - as HTTP says
        return Passing(broken(service, f"it answers with status {status}"), wait)
    if status in (401, 403):
        raise ServiceRefused(
            sentence(f"{name(service)} refuses the request (status {status}){_said(body)}"),
            kept=KEPT,
            todo=f"Check {KEYS[service]}, or run without it" if service in KEYS else "",
        )
    raise ServiceRefused(
        sentence(f"{name(service)} does not accept a request (status {status}){_said(body)}"),
        kept=KEPT,
        todo="This is likely a fault of Citeloom or a change of the service; please report it",
    )


def broken(service: str, why: str) -> ServiceUnreachable:
    """Return the error for a service that does not answer as it should, for now."""
    return ServiceUnreachable(
        sentence(f"{name(service)} cannot be reached: {why}"), kept=KEPT, todo=AGAIN
    )


def budget_of(headers: Mapping[str, str]) -> Budget | None:
    """Read the allowance from an answer's headers, or None where they do not tell."""
    headers = {key.lower(): value for key, value in headers.items()}
    limit = _credits(headers, "limit")
    left = _credits(headers, "remaining")
    if limit is None and left is None:
        return None
    reset = _whole(headers.get("x-ratelimit-reset"))
    at = None
    if reset is not None and reset >= 0:
        with contextlib.suppress(OverflowError, ValueError, OSError):
            moment = (
                datetime.fromtimestamp(reset, UTC)
                if reset > EPOCH
                else datetime.now(UTC) + timedelta(seconds=reset)
            )
            at = moment.isoformat(timespec="seconds")
    return Budget(limit, left, at)


def credits_of(status: int, headers: Mapping[str, str]) -> int:
    """Read what an answer cost; refusals for lack of budget and the service's faults are free.

    OpenAlex names the price `Credits-Used` on answers and `Credits-Required` on refusals.
    """
    if status in SPENT or status >= 500:  # noqa: PLR2004 - as HTTP says
        return 0
    lowered = {key.lower(): value for key, value in headers.items()}
    used = _credits(lowered, "credits-used", "cost")
    return max(0, used if used is not None else _credits(lowered, "credits-required") or 0)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After in seconds, given as a number or as a date (RFC 9110, 10.2.3)."""
    text = {key.lower(): value for key, value in headers.items()}.get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _is_limit(headers: Mapping[str, str], wait: float | None) -> bool:
    """GitHub says 403 for its limits too: nothing left, or a pause (its secondary limit)."""
    return headers.get("x-ratelimit-remaining") == "0" or wait is not None


def _is_spent(headers: Mapping[str, str], body: bytes) -> bool:
    left = _credits(headers, "remaining")
    needed = _credits(headers, "credits-required", "cost-required")
    if left is None:
        said = _object(body)
        left = _whole(said.get("creditsRemaining"))
        needed = _whole(said.get("creditsRequired"))
    return left is not None and left < (1 if needed is None else needed)


def _budget_spent(service: str, headers: Mapping[str, str], wait: float | None) -> BudgetSpent:
    budget = budget_of(headers)
    until = budget.resets_at if budget else None
    if wait is not None:
        with contextlib.suppress(OverflowError):
            until = (datetime.now(UTC) + timedelta(seconds=wait)).isoformat(timespec="minutes")
    when = f" after {until}" if until else " later"
    return BudgetSpent(
        sentence(f"the allowance at {name(service)} is used up"),
        kept=KEPT,
        todo=f"Run the same command again{when}; a key ({KEYS[service]}) allows more"
        if service in KEYS
        else f"Run the same command again{when}",
    )


def _busy(service: str) -> ServiceUnreachable:
    shared = " (without a key its limit is shared by everybody)" if service == "s2" else ""
    return ServiceUnreachable(
        sentence(f"{name(service)} is busy and asks for a pause again and again{shared}"),
        kept=KEPT,
        todo=AGAIN + (f"; a key ({KEYS[service]}) helps" if service in KEYS else ""),
    )


def _said(body: bytes) -> str:
    """Return the service's own words, cut, on one line, and only if it speaks JSON."""
    answer = _object(body)
    words = answer.get("message") or answer.get("error")
    if not isinstance(words, str):
        return ""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return f": {line[:200]}" if line else ""


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _credits(headers: Mapping[str, str], name: str, in_dollars: str | None = None) -> int | None:
    """Read a number of credits, or one of dollars, where only that is told, as credits."""
    told = _whole(headers.get(f"x-ratelimit-{name}"))
    if told is None:
        dollars = _real(headers.get(f"x-ratelimit-{in_dollars or name}-usd"))
        told = None if dollars is None else round(dollars * CREDITS_PER_DOLLAR)
    return told


def _whole(value: object) -> int | None:
    number = _real(value)
    return None if number is None else int(number)


def _real(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
