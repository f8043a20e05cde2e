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
WITHHELD = 451  # of GitHub: taken down for legal reasons
BLOCKED = "access blocked"  # GitHub's words, with 403, for a repository that it has closed
LIMITED = ("rate limit", "abuse detection")  # GitHub's words, with 403, for its limits


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that got no answer.

    Attributes:
        error: What is said where it is not asked again, or in vain.
        wait: The pause in seconds that the service asks for.
        passes: Whether it may pass, so that asking again makes sense.
        reached: Whether the service was reached at all.
        attempts: How often it is asked at most, where that is less than is usual.
    """

    error: ServiceError
    wait: float | None = None
    passes: bool = True
    reached: bool = True
    attempts: int | None = None


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
        None where the answer can be used (2xx, 3xx, and what says that there is no such thing), or
        a failure that may pass.

    Raises:
        BudgetSpent: The allowance is used up; waiting would take too long.
        ServiceRefused: The service refuses the key or the request.
    """
    if status < LOWEST_ERROR or is_gone(service, status, body):
        return None
    headers = lower_names(headers)
    wait = read_retry_after(headers)
    if status == 402:  # noqa: PLR2004 - as HTTP says
        raise _make_budget_spent(service, headers, wait)
    if status == 429 or (service == "github" and status == 403 and _is_limit(headers, wait, body)):  # noqa: PLR2004 - as HTTP says
        if wait > wait_limit if wait is not None else _is_spent(headers, body):
            raise _make_budget_spent(service, headers, wait)
        return Failure(_make_busy(service), wait)
    if status >= 500:  # noqa: PLR2004 - as HTTP says
        said = _quote(body)
        helps = _name_key(service) if "key" in said.lower() else ""
        why = f"it answers with status {status}{said}"
        return Failure(make_unreachable(service, why, helps), wait)
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
        todo="The service may have changed; look whether there is a newer Citeloom",
    )


def is_gone(service: str, status: int, body: bytes) -> bool:
    """Tell whether an answer says that there is no such thing, or none that may be seen.

    Args:
        service: One of the keys of `graph.vocabulary.SERVICES`.
        status: The status code.
        body: The body.
    """
    if service == "github" and status in (WITHHELD, 403):
        return status == WITHHELD or BLOCKED in _quote(body).lower()
    return status in GONE


def find_partial(service: str, found: Any) -> Failure | None:
    """Return the failure where OpenAlex ran out of time and gave a part of what there is.

    It says so with status 200 in `meta.timed_out`. Each attempt is paid, so there are two.

    Args:
        service: The service.
        found: The JSON of its answer.
    """
    meta = found.get("meta") if isinstance(found, dict) else None
    if not (isinstance(meta, dict) and meta.get("timed_out") is True):
        return None
    why = "it ran out of time, and what it gave is not all there is"
    return Failure(make_confused(service, why), attempts=2)


def make_unreachable(service: str, why: str, helps: str = "") -> ServiceUnreachable:
    """Return the error for a service that does not answer, for now.

    Args:
        service: The service.
        why: What is the matter.
        helps: What else can be done, as it continues the sentence about asking again.
    """
    return ServiceUnreachable(
        start_sentence(f"{name_source(service)} cannot be reached: {why}"),
        kept=KEPT,
        todo=AGAIN + helps,
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


def _is_limit(headers: Mapping[str, str], wait: float | None, body: bytes) -> bool:
    """GitHub says 403 for its limits too: nothing left, or a pause (its secondary limit).

    Of a secondary limit there is at times nothing but its words.
    """
    words = _quote(body).lower()
    told = any(each in words for each in LIMITED)
    return headers.get("x-ratelimit-remaining") == "0" or wait is not None or told


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
        todo=AGAIN + _name_key(service),
    )


def _name_key(service: str) -> str:
    return f"; a key ({KEYS[service]}) helps" if service in KEYS else ""


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
