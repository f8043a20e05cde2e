"""What lies in examples/ and docs/examples/ is what the code makes today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from citeloom.enrich.archive import Archive
from docs.generate.example_exports import FOLDER, make_exports
from docs.generate.sample_archive import ARCHIVE, make_sample

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(path.name for path in FOLDER.iterdir())


def test_the_sample_archive_is_current(tmp_path: Path) -> None:
    path = tmp_path / ARCHIVE.name
    make_sample(path)
    assert path.read_bytes() == ARCHIVE.read_bytes(), (
        "The sample archive is stale: run `python -m docs.generate.sample_archive`, "
        "and `make docs` after."
    )


def test_the_sample_archive_says_that_it_is_made_up() -> None:
    archive = Archive.open(ARCHIVE, mode="read")
    assert archive.sample
    assert archive.notice == (
        "Titles, abstracts and links are the listing's own; "
        "ids, authors and citations are sample data."
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("exports")
    make_exports(folder)
    return folder


def test_no_export_is_missing_or_left_over(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_example_export_is_current(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (FOLDER / name).read_bytes(), (
        f"docs/examples/{name} is stale: run `python -m docs.generate.example_exports`."
    )
