"""Pauses between attempts, and how many questions a second are let through."""

from __future__ import annotations

import threading
import time

import pytest

from citeloom.enrich.services.access import Access, open_session
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Limiter, Pace

PACE = Pace(backoff=0.5, backoff_limit=8.0)


@pytest.mark.parametrize(
    ("attempt", "longest"), [(1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0), (5, 8.0), (6, 8.0), (99, 8.0)]
)
def test_pauses_double_up_to_a_limit_and_are_shortened_at_random(
    attempt: int, longest: float
) -> None:
    pauses = [PACE.pause(attempt, None) for _ in range(300)]
    assert all(longest / 2 <= each <= longest for each in pauses)
    assert max(pauses) - min(pauses) > longest / 4, "clients that fail together come back together"


@pytest.mark.parametrize(("asked", "least"), [(0.0, 0.25), (30.0, 30.0), (300.0, 300.0)])
def test_the_pause_that_a_service_asks_for_is_never_cut(asked: float, least: float) -> None:
    assert PACE.pause(1, asked) >= least


def test_calls_beyond_a_second_s_worth_are_spread() -> None:
    limiter = Limiter(50)
    began = time.monotonic()
    for _ in range(60):
        limiter.wait()
    assert time.monotonic() - began >= 10 / 50 * 0.99, "ten more than the bucket holds have to wait"


def test_many_threads_together_are_no_faster() -> None:
    limiter = Limiter(50)
    began = time.monotonic()
    threads = [threading.Thread(target=limiter.wait) for _ in range(60)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert time.monotonic() - began >= 10 / 50 * 0.99


@pytest.mark.parametrize(
    ("key", "least", "most"), [(None, 1, 10), ("k", 11, 30)], ids=["without a key", "with a key"]
)
def test_openalex_is_asked_as_fast_as_it_allows(key: str | None, least: int, most: int) -> None:
    access = Access("https://openalex.example", "", "", "", openalex_key=key)
    with open_session("openalex", access, Meter()) as session:
        assert least <= session.pace.per_second <= most
