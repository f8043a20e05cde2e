"""Trials that are tables of tests already: hostile texts, bypasses, questions without end."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chaos.trial import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
# Those marked neo4j run where a server can be had; what is left out is counted as not tried.
SELECTIONS = {
    "hostile texts through every output": "tests/queries/exports/test_hostile_texts.py",
    "hostile answers of services": "tests/citeloom/test_hostile_answers.py",
    "hostile texts on a terminal": "tests/citeloom/test_terminal.py",
    "bypasses of the guard": "tests/queries/guard",
    "questions without end": "tests/citeloom/test_expensive_statements.py",
    "odd requests to the explorer": "tests/viz/explorer/test_protection.py",
    "faults on the wire, for each client": "tests/enrich/services/test_same_for_all_clients.py",
    "graph files of other versions, and damaged": "tests/graph/test_bad_days.py",
    "outages, then a rerun, on both stores": "tests/citeloom/test_outages.py",
}


class _Listener:
    """Hears how each test of a run ends."""

    def __init__(self) -> None:
        self.ended: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            return
        told = str(report.longrepr).strip().splitlines()[-1:] if report.failed else []
        if report.when == "call" or report.failed:
            self.ended[report.nodeid] = (told or ["it failed"])[0] if report.failed else ""


def try_selections(only: str, *, servers: bool) -> Iterator[Outcome]:
    """Run each selection; yield the outcome of each test in it.

    Args:
        only: Words that the kind holds.
        servers: Whether those that need a Neo4j server are run.
    """
    for kind, path in SELECTIONS.items():
        if only not in kind:
            continue
        listener = _Listener()
        marks = "not browser" if servers else "not browser and not neo4j"
        with contextlib.redirect_stdout(io.StringIO()) as said:
            code = pytest.main(
                ["-q", "-p", "no:cacheprovider", "-m", marks, str(ROOT / path)], plugins=[listener]
            )
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not listener.ended:
            yield Outcome(kind, path, f"the tests did not run: {said.getvalue()[-300:]}")
        for name, why in listener.ended.items():
            yield Outcome(kind, name, why)
