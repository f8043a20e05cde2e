"""What users install is listed with its licence, and an answer that did not come is no answer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.test_decisions import NAMES, normalised
from tools.audit import Dependency, find_vulnerabilities, list_dependencies

pytestmark = pytest.mark.sources

KNOWN = [Dependency("one", "1", "MIT"), Dependency("two", "2", "BSD")]
ONE, TWO = {"name": "one", "version": "1"}, {"name": "two", "version": "2"}
HOLE = {"id": "X-1", "fix_versions": ["1.1"]}
ANSWERS: dict[str, tuple[list[dict[str, Any]], int, str]] = {
    "nothing known": ([{**ONE, "vulns": []}, {**TWO, "vulns": []}], 0, "0 vulnerabilities in 2"),
    "a hole": ([{**ONE, "vulns": [HOLE]}, {**TWO, "skip_reason": "?"}], 1, "for 1 it got no"),
    "no service": ([], 0, "for 2 it got no answer"),
}


def test_all_that_is_declared_is_listed_and_fits() -> None:
    found = {each.name: each for each in list_dependencies()}
    assert {normalised(name) for name in NAMES} <= set(found)
    assert [each for each in found.values() if not each.fits] == []


def test_the_page_on_security_names_the_licence_of_each_that_is_declared() -> None:
    page = (Path(__file__).parents[1] / "docs/security.md").read_text(encoding="utf-8")
    missing = [name for name in map(normalised, NAMES) if f"| `{name}` |" not in page]
    assert not missing, f"Put what `make audit` prints of {missing} into docs/security.md."


@pytest.mark.parametrize(
    ("licence", "fits"),
    [("MIT", True), ("BSD-3-Clause", True), ("AGPL-3.0", False), ("not told", False)],
)
def test_a_licence_fits_or_is_told(licence: str, *, fits: bool) -> None:
    assert Dependency("a", "1", licence).fits is fits


@pytest.mark.parametrize("case", ANSWERS)
def test_what_pip_audit_knows_is_told_with_how_far_it_answered(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    said, holes, words = ANSWERS[case]

    def answer(*arguments: Any, **_: Any) -> subprocess.CompletedProcess[str]:
        found = json.dumps({"dependencies": said}) if said else ""
        return subprocess.CompletedProcess(arguments, 0, stdout=found, stderr="")

    monkeypatch.setattr("tools.audit.subprocess.run", answer)
    told, how_far = find_vulnerabilities(KNOWN)
    assert len(told) == holes
    assert words in how_far
