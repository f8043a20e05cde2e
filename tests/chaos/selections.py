"""Trials that are tables of tests already: hostile texts, bypasses, questions without end."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

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


def try_selections(only: str, *, servers: bool) -> Iterator[Outcome]:
    """Run each selection as a process of its own; yield the outcome of each test in it.

    Args:
        only: Words that the kind holds.
        servers: Whether those that need a Neo4j server are run.
    """
    marks = "not browser" if servers else "not browser and not neo4j"
    for kind, path in SELECTIONS.items():
        if only not in kind:
            continue
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.xml"
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", marks,
                 "--junitxml", str(report), path],
                cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip
            if not report.exists():
                yield Outcome(kind, path, f"the tests did not run: {done.stdout[-300:]}")
                continue
            yield from _read_report(kind, report)


def _read_report(kind: str, report: Path) -> Iterator[Outcome]:
    for test in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest has just written it
        name = f"{test.get('classname')} {test.get('name')}"
        skipped = test.find("skipped")
        if skipped is not None:
            yield Outcome(kind, name, skipped.get("message") or "left out", is_tried=False)
            continue
        wrong = [each for tag in ("failure", "error") for each in test.iterfind(tag)]
        why = " ".join((wrong[0].get("message") or "it failed").split()) if wrong else ""
        yield Outcome(kind, name, why)
