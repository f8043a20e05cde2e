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


FAILED = {
    "a list of DOIs, found one by one": ("openalex", "400", "/works", "OpenAlex"),
    "a page of the Hub": ("hub", "400", "/api/papers", "Hugging Face Hub"),
    "models of the Hub": ("hub", "400", "/api/models", "Hugging Face Hub"),
    "Semantic Scholar": ("s2", "400", "", "Semantic Scholar"),
    "GitHub": ("github", "500", "", "GitHub"),
    "GitHub says nothing": ("github", "null-200", "", "null"),
    "a page of the Hub of another shape": (
        "hub",
        "wrong-shape",
        "/api/papers",
        "Hub gave an answer",
    ),
    "Semantic Scholar in another shape": ("s2", "wrong-shape", "", "Scholar gave an answer"),
    "GitHub in another shape": ("github", "wrong-shape", "", "GitHub gave an answer"),
}


@pytest.mark.parametrize("case", FAILED)
def test_a_question_that_failed_is_told_also_where_the_paper_was_found(
    tmp_path: Path, case: str
) -> None:
    service, kind, path, words = FAILED[case]
    universe = Universe()
    universe.add_work("W1000", "The Listed Work", arxiv="2401.00001", doi="10.1/x")
    models = tuple(f"a/m{number}" for number in range(8))
    universe.add_hub_paper(
        "2401.00001", "The Listed Work", models=models, repository="https://github.com/a/b"
    )
    universe.add_repository("a/b")
    listing = tmp_path / "list.txt"
    listing.write_text("arXiv:2401.00001\n", encoding="utf-8")
    with World(universe) as world:
        settings = Settings(
            citeloom_home=tmp_path,
            openalex_url=world.openalex_url,
            hf_endpoint=world.hub_url,
            s2_api_url=world.s2_url,
            github_api_url=world.github_url,
        )
        options = BuildOptions(graph=str(tmp_path / "graph.kgl"))
        world.faults.add(service, kind, times=4 if kind == "null-200" else 1, path=path)
        if kind == "500":
            world.faults.add(service, kind, times=3)
        report = build([str(listing)], options, settings, Silent())
        assert report.tally.found.total() == 1
        assert [words in str(each) for each in report.warnings] == [True], report.warnings
        again = build([str(listing)], options, settings, Silent())
    assert again.complete
