"""The closing report: numbers that add up, also when something could not be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.pipeline import BuildOptions, build
from citeloom.print_report import format_report
from citeloom.progress import Silent
from citeloom.settings import Settings
from tests.world import Universe, World

if TYPE_CHECKING:
    from pathlib import Path

GHOST = "W4285719527"


@pytest.mark.parametrize(
    ("budget", "found", "missing", "unasked", "warnings"),
    [(1_000, 2, 1, 0, 0), (1, 0, 0, 3, 1)],
    ids=["all asked", "the budget is spent after the first list"],
)
def test_references_are_found_missing_or_unasked(
    tmp_path: Path, budget: int, found: int, missing: int, unasked: int, warnings: int
) -> None:
    universe = Universe()
    universe.add_work("W1000", "The Listed Work", references=("W2001", "W2002", GHOST))
    universe.add_work("W2001", "A Cited Work")
    universe.add_work("W2002", "Another Cited Work")
    path = tmp_path / "list.txt"
    path.write_text("W1000\nA title of some length that nobody knows\n", encoding="utf-8")
    with World(universe, openalex_budget=budget) as world:
        settings = Settings(
            citeloom_home=tmp_path,
            openalex_url=world.openalex_url,
            hf_endpoint=world.hub_url,
            s2_api_url=world.s2_url,
            github_api_url=world.github_url,
        )
        options = BuildOptions(graph=str(tmp_path / "graph.kgl"))
        report = build([str(path)], options, settings, Silent())
    tally = report.tally
    assert tally.references == 3
    assert (tally.references_found, tally.references_missing) == (found, missing)
    assert tally.references_unasked == unasked
    assert tally.papers == sum(tally.found.values()) + len(tally.ambiguous) + len(tally.not_found)
    (unlinked,) = tally.not_found
    assert (unlinked.line, unlinked.candidates) == (2, ())
    assert len(report.warnings) == warnings
    assert report.complete is (warnings == 0)
    told = report.as_json()
    assert told["papers"]["not_found"][0]["title"] == "A title of some length that nobody knows"
    assert len(told["warnings"]) == warnings
    lines = "\n".join(format_report(report, 100))
    assert f"{found}    lead to a paper" in lines
    assert ("could not be asked about" in lines) is bool(unasked)
