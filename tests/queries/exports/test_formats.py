from __future__ import annotations

import os
from pathlib import Path

import pytest

from citeloom.graph.errors import UsageError
from citeloom.queries.exports.reference_formats import FORMATS, Options, render
from tests.queries.exports import cases

GOLDEN = Path(__file__).parent / "golden"
ABOUT = ("Rests on 5 of 7 papers that have references.",)


def test_every_format_of_the_command_line_is_there() -> None:
    assert sorted(FORMATS) == [
        "biblatex", "bibtex", "csl-json", "csv", "json", "latex", "markdown", "ris",
    ]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_real_papers_are_written_as_agreed(name: str) -> None:
    for ending, text in render(name, cases.REAL, Options(about=ABOUT)).items():
        golden = GOLDEN / f"{name}{ending}"
        if os.environ.get("CITELOOM_WRITE_GOLDEN") == "1":
            golden.write_bytes(text.encode())
        assert text == golden.read_bytes().decode(), (
            "Look at the difference; if it is meant, run the test with CITELOOM_WRITE_GOLDEN=1"
        )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_nothing_for_no_paper(name: str) -> None:
    for text in render(name, []).values():
        assert "paper_id" not in text or name == "csv"


def test_latex_comes_with_its_bibliography() -> None:
    assert list(render("latex", cases.REAL)) == [".tex", ".bib"]


def test_a_paper_that_is_in_the_list_twice_is_written_once() -> None:
    assert render("bibtex", [*cases.REAL, cases.BERT]) == render("bibtex", cases.REAL)


def test_an_unknown_format_is_named_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match=r"there is no format bibtexx\. Choose one of markdown,"):
        render("bibtexx", cases.REAL)
