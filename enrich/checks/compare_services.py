"""The services asked what is known, and the answers compared with what Citeloom expects."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from citeloom.enrich.checks.json_paths import find_differences, show_value
from citeloom.enrich.checks.known_answers import KNOWN
from citeloom.enrich.services.access import PACES, open_session
from citeloom.enrich.services.ledger import Meter
from citeloom.enrich.services.pace import Pace
from citeloom.graph.errors import CiteloomError

if TYPE_CHECKING:
    from citeloom.enrich.checks.known_answers import KnownAnswer
    from citeloom.enrich.services.access import Access
    from citeloom.enrich.services.service_session import ServiceSession

Verdict = Literal["as expected", "differs", "no answer"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: a row of the table.

    `got` is each difference, or the reason why there is no answer, with texts of the service whole.
    """

    service: str
    question: str
    expected: str
    got: tuple[str, ...]
    verdict: Verdict


def compare_services(access: Access) -> list[Outcome]:
    """Ask each service its known questions, all services at once; nothing is kept.

    A service that answers none of its questions, each time for the same reason, is one row.
    """
    with ThreadPoolExecutor(len(KNOWN)) as pool:
        rows = pool.map(lambda service: _compare_service(service, access), KNOWN)
        return [outcome for each in rows for outcome in each]


def describe_expected(known: KnownAnswer) -> str:
    """Say what is expected of an answer."""
    told = [
        "no such thing" if path in ("", "[]") and value is None else f"{path} {show_value(value)}"
        for path, value in known.values.items()
    ]
    if known.shape:
        told.append(f"{len(known.shape)} keys of their types")
    if known.service == "openalex":
        told.append(_count_credits(known.credits))
    return "; ".join(told)


def _compare_service(service: str, access: Access) -> list[Outcome]:
    usual = PACES.get(service, Pace())
    # Somebody waits for the table: a service that asks for a long pause is told as such.
    pace = replace(usual, connect=5.0, total=30.0, attempts=2, wait_limit=10.0)
    meter = Meter()
    try:
        with open_session(service, access, meter, pace) as session:
            outcomes = [_compare(known, session, meter) for known in KNOWN[service]]
    except CiteloomError as error:  # such as a proxy that cannot be used
        return [_tell_unasked(service, error.what)]
    why = outcomes[0].got
    # After three failures in a row the service is not asked again, which says why it failed.
    if all(each.verdict == "no answer" and why[0] in each.got[0] for each in outcomes):
        return [_tell_unasked(service, *why)]
    return outcomes


def _compare(known: KnownAnswer, session: ServiceSession, meter: Meter) -> Outcome:
    expected = describe_expected(known)
    paid_before = meter.total(known.service).credits
    try:
        body = known.ask(session)
    except CiteloomError as error:
        # Where a service is not asked any more, the reason is why.
        reason = error.__cause__ if isinstance(error.__cause__, CiteloomError) else error
        return Outcome(known.service, known.question, expected, (reason.what,), "no answer")
    found = find_differences(body, known.shape, known.values)
    paid = meter.total(known.service).credits - paid_before
    if paid != known.credits:
        found.append(f"it cost {_count_credits(paid)}")
    verdict: Verdict = "differs" if found else "as expected"
    return Outcome(known.service, known.question, expected, tuple(found), verdict)


def _tell_unasked(service: str, why: str) -> Outcome:
    return Outcome(service, f"all {len(KNOWN[service])}", "an answer", (why,), "no answer")


def _count_credits(count: int) -> str:
    return "free" if count == 0 else f"{count} credit{'' if count == 1 else 's'}"
