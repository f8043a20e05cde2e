"""What a status code means, header by header."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeloom.enrich.services.limit_headers import read_budget, read_price, read_retry_after
from citeloom.enrich.services.refusals import Failure, judge
from citeloom.graph.errors import BudgetSpent, ServiceError, ServiceRefused, ServiceUnreachable

OPENALEX_DAILY = {
    "x-ratelimit-remaining": "4",
    "x-ratelimit-credits-required": "10",
    "retry-after": "30000",
}
OPENALEX_SECOND = {
    "x-ratelimit-remaining": "900",
    "x-ratelimit-credits-required": "10",
    "retry-after": "1",
}
OPENALEX_EVERYBODY = {
    "Retry-After": "1",
    "X-RateLimit-Limit": "1000",
    "X-RateLimit-Remaining": "0",
    "X-RateLimit-Credits-Required": "1",
    "X-RateLimit-Cost-Required-USD": "0.0001",
    "X-RateLimit-Limit-USD": "0.1",
    "X-RateLimit-Remaining-USD": "0",
    "X-RateLimit-Prepaid-Remaining-USD": "0",
    "X-RateLimit-Reset": "23456",
}
SECONDARY = b'{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}'
ABUSE = b'{"message":"You have triggered an abuse detection mechanism."}'
BLOCKED = b'{"message":"Repository access blocked","block":{"reason":"tos"}}'
JUST_ENOUGH = {"X-RateLimit-Credits-Required": "10"}


@pytest.mark.parametrize(
    ("service", "status", "headers", "body", "outcome"),
    [
        ("openalex", 200, {}, b"{}", None),
        ("openalex", 404, {}, b"<h1>", None),
        ("github", 410, {}, b"", None),
        ("openalex", 429, OPENALEX_DAILY, b"", BudgetSpent),
        ("openalex", 429, OPENALEX_SECOND, b"", ServiceUnreachable),
        ("openalex", 429, {}, b'{"creditsRequired":10,"creditsRemaining":3}', BudgetSpent),
        ("openalex", 429, {}, b'{"creditsRequired":10,"creditsRemaining":99}', ServiceUnreachable),
        ("openalex", 429, {"Retry-After": "7200"}, b"", BudgetSpent),
        ("openalex", 429, {"Retry-After": "60"}, b"", ServiceUnreachable),
        ("openalex", 429, {"Retry-After": "61"}, b"", BudgetSpent),
        ("openalex", 429, {**JUST_ENOUGH, "X-RateLimit-Remaining": "10"}, b"", ServiceUnreachable),
        ("openalex", 429, {**JUST_ENOUGH, "X-RateLimit-Remaining": "9"}, b"", BudgetSpent),
        ("openalex", 429, {"X-RateLimit-Remaining": "1"}, b"", ServiceUnreachable),
        (
            "openalex",
            429,
            {"X-RateLimit-Remaining": "0", "Retry-After": "1"},
            b"",
            ServiceUnreachable,
        ),
        ("openalex", 429, OPENALEX_EVERYBODY, b'{"creditsRemaining":0}', ServiceUnreachable),
        ("openalex", 429, {**OPENALEX_EVERYBODY, "Retry-After": "40000"}, b"", BudgetSpent),
        ("openalex", 429, {"Retry-After": "1"}, b"", ServiceUnreachable),
        ("openalex", 429, {"X-RateLimit-Remaining-USD": "0"}, b"", BudgetSpent),
        ("openalex", 402, {}, b"", BudgetSpent),
        ("s2", 429, {}, b'{"code":"429"}', ServiceUnreachable),
        ("github", 403, {"X-RateLimit-Remaining": "0"}, b"{}", BudgetSpent),
        ("github", 429, {"X-RateLimit-Remaining": "0"}, b"{}", BudgetSpent),
        ("github", 403, {"Retry-After": "5"}, b"{}", ServiceUnreachable),
        ("github", 403, {"X-RateLimit-Remaining": "12"}, b"{}", ServiceRefused),
        ("github", 403, {"X-RateLimit-Remaining": "12"}, SECONDARY, ServiceUnreachable),
        ("github", 403, {}, ABUSE, ServiceUnreachable),
        ("github", 403, {"Retry-After": "3600"}, SECONDARY, BudgetSpent),
        ("github", 403, {}, BLOCKED, None),
        ("github", 403, {"X-RateLimit-Remaining": "0"}, BLOCKED, None),
        ("github", 451, {}, BLOCKED, None),
        ("github", 451, {}, b"", None),
        ("openalex", 451, {}, b"", ServiceRefused),
        ("hub", 403, {}, BLOCKED, ServiceRefused),
        ("openalex", 403, {"X-RateLimit-Remaining": "0"}, b"{}", ServiceRefused),
        ("openalex", 503, {"Retry-After": "30"}, b"<h1>", ServiceUnreachable),
    ],
)
def test_each_answer_has_its_meaning(
    service: str,
    status: int,
    headers: dict[str, str],
    body: bytes,
    outcome: type[ServiceError] | None,
) -> None:
    if outcome in (BudgetSpent, ServiceRefused):
        with pytest.raises(ServiceError) as caught:
            judge(service, status, headers, body, wait_limit=60)
        assert type(caught.value) is outcome
        return
    found = judge(service, status, headers, body, wait_limit=60)
    assert (type(found.error) if isinstance(found, Failure) else found) is outcome


@pytest.mark.parametrize("service", ["openalex", "hub", "s2", "github"])
def test_what_a_service_decided_is_not_called_a_fault_to_report(service: str) -> None:
    for status in range(400, 600):
        try:
            found = judge(service, status, {}, b'{"message":"No."}', wait_limit=60)
        except ServiceError as error:
            said = error
        else:
            if found is None:
                continue
            said = found.error
        assert "report" not in str(said).lower(), status
        assert said.todo, status


@pytest.mark.parametrize(
    ("words", "helps"),
    [(b"Searches without a key are paused, use a free key.", True), (b"Down.", False)],
    ids=["a key is named", "none is named"],
)
def test_the_words_of_a_pause_are_told_and_how_to_give_a_key(words: bytes, *, helps: bool) -> None:
    found = judge("openalex", 503, {}, b'{"message":"' + words + b'"}', wait_limit=60)
    assert isinstance(found, Failure)
    assert words.decode().rstrip(".") in str(found.error)
    assert ("OPENALEX_API_KEY" in found.error.todo) is helps


def test_a_busy_semantic_scholar_is_said_to_be_shared() -> None:
    found = judge("s2", 429, {}, b"", wait_limit=60)
    assert isinstance(found, Failure)
    assert "shared by everybody" in str(found.error)
    assert "S2_API_KEY" in str(found.error)


def test_the_words_of_a_service_are_one_short_line() -> None:
    body = b'{"message": "no\\n\\u001b[31m' + b"x" * 1_000 + b'"}'
    with pytest.raises(ServiceRefused) as caught:
        judge("openalex", 401, {}, body, wait_limit=60)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3", 3.0), ("0.25", 0.25), ("-4", 0.0), ("soon", None), ("nan", None), ("inf", 1e15),
        ("-inf", 0.0), ("1e300", 1e15), ("9" * 400, 1e15), ("", None), (" 7 ", 7.0),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds(text: str, seconds: float | None) -> None:
    assert read_retry_after({"Retry-After": text}) == seconds


def test_retry_after_is_read_as_a_date() -> None:
    assert read_retry_after({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0.0
    far = read_retry_after({"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"})
    assert far is not None
    assert far > 1e9


@pytest.mark.parametrize(
    ("status", "headers", "cost"),
    [
        (200, {"X-RateLimit-Credits-Used": "10"}, 10),
        (200, {"X-RateLimit-Credits-Used": "0", "X-RateLimit-Credits-Required": "10"}, 0),
        (200, {"X-RateLimit-Cost-USD": "0.0001"}, 1),
        (200, {"X-RateLimit-Credits-Required": "10"}, 10),
        (200, {}, 0),
        (429, {"X-RateLimit-Credits-Required": "10"}, 0),
        (504, {"X-RateLimit-Credits-Used": "10"}, 0),
    ],
)
def test_the_price_is_read_from_whichever_header_tells_it(
    status: int, headers: dict[str, str], cost: int
) -> None:
    assert read_price(status, headers) == cost


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "12"}, (1_000, 12)),
        ({"X-RateLimit-Limit-USD": "0.1", "X-RateLimit-Remaining-USD": "0.0979"}, (1_000, 979)),
        ({"X-RateLimit-Remaining": "12"}, (None, 12)),
        ({"X-RateLimit-Remaining": "many"}, None),
        ({}, None),
    ],
)
def test_the_allowance_is_read_in_credits(
    headers: dict[str, str], expected: tuple[int | None, int] | None
) -> None:
    budget = read_budget(headers)
    assert (budget and (budget.limit, budget.left)) == expected


@pytest.mark.parametrize(
    ("reset", "seconds_from_now"),
    [("40000", 40_000), ("0", 0), ("-9", 0), (str(int(time.time()) + 3_600), 3_600)],
    ids=["a duration", "now", "before now", "a point in time"],
)
def test_the_reset_is_read_as_a_duration_or_as_a_point_in_time(
    reset: str, seconds_from_now: int
) -> None:
    budget = read_budget({"X-RateLimit-Remaining": "1", "X-RateLimit-Reset": reset})
    assert budget is not None
    assert budget.resets_at is not None
    told = datetime.fromisoformat(budget.resets_at) - datetime.now(UTC)
    assert abs(told.total_seconds() - seconds_from_now) < 600


@pytest.mark.parametrize("reset", ["1e300", "99999999999999", "9" * 400, "soon", "nan", ""])
def test_a_reset_that_is_no_time_is_unknown(reset: str) -> None:
    budget = read_budget({"X-RateLimit-Remaining": "1", "X-RateLimit-Reset": reset})
    assert budget is not None
    assert budget.resets_at is None


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["X-RateLimit-Limit", "X-RateLimit-Reset"]), st.text()))
def test_odd_headers_do_no_harm(headers: dict[str, str]) -> None:
    read_budget(headers)
    read_price(200, {"X-RateLimit-Credits-Required": headers.get("X-RateLimit-Limit", "")})
    read_retry_after({"Retry-After": headers.get("X-RateLimit-Reset", "")})
