"""What `doctor` asks and finds, as a table for a bug report: no key, no path, no address."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from citeloom import __version__
from citeloom.enrich.checks.known_answers import KNOWN
from citeloom.graph.plain_text import clean
from citeloom.graph.vocabulary import name_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeloom.enrich.checks.compare_services import Outcome
    from citeloom.enrich.services.access import Access

COLUMNS = ("service", "question", "expected", "got", "verdict")
SHOWN = 10  # differences that are named for one question
LONGEST = 160  # characters of one of them


def describe_price() -> str:
    """Say what the questions cost."""
    every = [known for questions in KNOWN.values() for known in questions]
    credits_ = sum(known.credits for known in every)
    github = sum(known.requests for known in KNOWN["github"])
    return (
        f"{len(every)} questions: {credits_} credit of OpenAlex, {github} of the requests that "
        "GitHub answers in an hour (60 without a token); the others are free. Nothing is kept."
    )


def write_questions() -> str:
    """Return the questions with their prices, as a table of Markdown."""
    every = [known for questions in KNOWN.values() for known in questions]
    rows = [
        (name_source(each.service), each.question, str(each.credits), str(each.requests))
        for each in every
    ]
    return _write_table(("service", "question", "credits", "requests"), rows)


def write_outcomes(outcomes: Sequence[Outcome], access: Access) -> str:
    """Return what was found, below a line on this machine, as a table of Markdown."""
    rows = [
        (
            name_source(each.service),
            each.question,
            _quote(each.expected),
            _quote(_describe_got(each, access)),
            each.verdict,
        )
        for each in outcomes
    ]
    return f"{describe_machine(access)}\n\n{_write_table(COLUMNS, rows)}"


def describe_machine(access: Access) -> str:
    """Say what answers may depend on: versions, system, date, and for which services a key is set.

    Addresses are not told: one that is set may hold a name and a password.
    """
    keys = {
        "openalex": access.openalex_key,
        "hub": access.hub_token,
        "s2": access.s2_key,
        "github": access.github_token,
    }
    named = ", ".join(name_source(service) for service, key in keys.items() if key)
    elsewhere = ", ".join(map(name_source, _find_elsewhere(access)))
    parts = [
        f"Citeloom {__version__}",
        f"Python {platform.python_version()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"keys for {named}" if named else "no keys",
        f"set to another address: {elsewhere}" if elsewhere else "",
    ]
    return ", ".join(part for part in parts if part)


def _find_elsewhere(access: Access) -> Iterator[str]:
    """Yield the services that are asked at another address than by default."""
    from citeloom.settings import Settings

    fields = {
        "openalex": "openalex_url",
        "hub": "hf_endpoint",
        "s2": "s2_api_url",
        "github": "github_api_url",
    }
    for service, field in fields.items():
        if access.find_address(service) != Settings.model_fields[field].default:
            yield service


def _describe_got(outcome: Outcome, access: Access) -> str:
    """Say what was got. Secrets go before a text is cut, or a piece of one would be left."""
    told = [clean(_hide(each, access)) for each in outcome.got]
    shown = [each if len(each) <= LONGEST else f"{each[: LONGEST - 1]}…" for each in told[:SHOWN]]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return "; ".join(shown + more) or "the same"


def _quote(text: str) -> str:
    """Return text as code, in which Markdown reads nothing but the bar that ends a cell."""
    return f"`{text.replace('`', chr(39)).replace('|', chr(92) + '|')}`"


def _write_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _hide(text: str, access: Access) -> str:
    """Take out keys, mail, paths and addresses, should a service repeat them."""
    secrets = [
        access.openalex_key, access.hub_token, access.s2_key, access.github_token,
        access.openalex_email, str(Path.home()),
        *(access.find_address(service) for service in _find_elsewhere(access)),
    ]  # fmt: skip
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "…")
    return text
