"""What the answer of a service means for us: go on, try again, or stop with a sentence.

The two kinds of 429 are told apart by the pause that the service asks for: a short one is waited
for, a long one means that the allowance is used up. Where it asks for none, the headers or the
body say whether less is left than the question needs.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from citeloom.enrich.services.limit_headers import (
    lower_names,
    read_budget,
    read_credits,
    read_retry_after,
    read_whole,
)
from citeloom.graph.errors import (
    BudgetSpent,
    ServiceConfused,
    ServiceError,
    ServiceRefused,
    ServiceUnreachable,
)
from citeloom.graph.vocabulary import name_source

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = {
    "openalex": "OPENALEX_API_KEY",
    "hub": "HF_TOKEN",
    "s2": "S2_API_KEY",
    "github": "GITHUB_TOKEN",
}
ADDRESSES = {
    "openalex": "OPENALEX_URL",
    "hub": "HF_ENDPOINT",
    "s2": "S2_API_URL",
    "github": "GITHUB_API_URL",
}
KEPT = "What was fetched so far is kept in the archive"
AGAIN = "Run the same command again to go on from there"
LOWEST_ERROR = 400
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that got no answer.

    Attributes:
        error: What is said where it is not asked again, or in vain.
        wait: The pause in seconds that the service asks for.
        passes: Whether it may pass, so that asking again makes sense.
        reached: Whether the service was reached at all.
    """

    error: ServiceError
    wait: float | None = None
    passes: bool = True
    reached: bool = True


def judge(
    service: str, status: int, headers: Mapping[str, str], body: bytes, *, wait_limit: float
) -> Failure | None:
    """Say what to do with an answer.

    Args:
        service: One of the keys of `graph.vocabulary.SERVICES`.
        status: The status code.
        headers: The headers, whatever their case.
        body: The body, as far as it was read.
        wait_limit: The longest Retry-After in seconds that is waited for.

    Returns:
        None where the answer can be used (2xx, 3xx, and 404 and 410, which say that there is no
        such thing), or a failure that may pass.

    Raises:
        BudgetSpent: The allowance is used up; waiting would take too long.
        ServiceRefused: The service refuses the key or the request.
    """
    if status < LOWEST_ERROR or status in GONE:
        return None
    headers = lower_names(headers)
    wait = read_retry_after(headers)
    if status == 402:  # noqa: PLR2004 - as HTTP says
        raise _make_budget_spent(service, headers, wait)
    if status == 429 or (service == "github" and status == 403 and _is_limit(headers, wait)):  # noqa: PLR2004 - as HTTP says
        if wait > wait_limit if wait is not None else _is_spent(headers, body):
            raise _make_budget_spent(service, headers, wait)
        return Failure(_make_busy(service), wait)
    if status >= 500:  # noqa: PLR2004 - as HTTP says
        why = f"it answers with status {status}{_quote(body)}"
        return Failure(make_unreachable(service, why), wait)
    if status in (401, 403):
        raise ServiceRefused(
            start_sentence(
                f"{name_source(service)} refuses the request (status {status}){_quote(body)}"
            ),
            kept=KEPT,
            todo=f"Check {KEYS[service]}, or run without it" if service in KEYS else "",
        )
    raise ServiceRefused(
        start_sentence(
            f"{name_source(service)} does not accept a request (status {status}){_quote(body)}"
        ),
        kept=KEPT,
        todo="This is likely a fault of Citeloom or a change of the service; please report it",
    )


def make_unreachable(service: str, why: str) -> ServiceUnreachable:
    """Return the error for a service that does not answer, for now."""
    return ServiceUnreachable(
        start_sentence(f"{name_source(service)} cannot be reached: {why}"), kept=KEPT, todo=AGAIN
    )


def make_confused(service: str, why: str) -> ServiceConfused:
    """Return the error for an answer that is not what the service documents."""
    return ServiceConfused(
        start_sentence(f"{name_source(service)} gave an answer that cannot be used: {why}"),
        kept=KEPT,
        todo=AGAIN,
    )


def make_misconfigured(service: str) -> ServiceConfused:
    """Return the error for an address at which there is nothing, the service itself included."""
    return ServiceConfused(
        start_sentence(
            f"{name_source(service)} is not at the address that is set: "
            "it says that even what is always there is not there (status 404)"
        ),
        kept=KEPT,
        todo=f"Check {ADDRESSES[service]}, and run the same command again",
    )


def start_sentence(text: str) -> str:
    """Begin with a capital and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def _is_limit(headers: Mapping[str, str], wait: float | None) -> bool:
    """GitHub says 403 for its limits too: nothing left, or a pause (its secondary limit)."""
    return headers.get("x-ratelimit-remaining") == "0" or wait is not None


def _is_spent(headers: Mapping[str, str], body: bytes) -> bool:
    left = read_credits(headers, "remaining")
    needed = read_credits(headers, "credits-required", "cost-required")
    if left is None:
        said = _read_object(body)
        left = read_whole(said.get("creditsRemaining"))
        needed = read_whole(said.get("creditsRequired"))
    return left is not None and left < (1 if needed is None else needed)


def _make_budget_spent(service: str, headers: Mapping[str, str], wait: float | None) -> BudgetSpent:
    budget = read_budget(headers)
    until = budget.resets_at if budget else None
    if wait is not None:
        with contextlib.suppress(OverflowError):
            until = (datetime.now(UTC) + timedelta(seconds=wait)).isoformat(timespec="minutes")
    when = f" after {until}" if until else " later"
    return BudgetSpent(
        start_sentence(f"the allowance at {name_source(service)} is used up"),
        kept=KEPT,
        todo=f"Run the same command again{when}; a key ({KEYS[service]}) allows more"
        if service in KEYS
        else f"Run the same command again{when}",
    )


def _make_busy(service: str) -> ServiceUnreachable:
    shared = " (without a key its limit is shared by everybody)" if service == "s2" else ""
    return ServiceUnreachable(
        start_sentence(
            f"{name_source(service)} is busy and asks for a pause again and again{shared}"
        ),
        kept=KEPT,
        todo=AGAIN + (f"; a key ({KEYS[service]}) helps" if service in KEYS else ""),
    )


def _quote(body: bytes) -> str:
    """Return the service's own words, cut, on one line, and only if it speaks JSON."""
    answer = _read_object(body)
    words = answer.get("message") or answer.get("error")
    if not isinstance(words, str):
        return ""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return f": {line[:200]}" if line else ""


def _read_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
