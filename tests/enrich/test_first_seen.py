"""The days on which things came, which outlive the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.archive import Archive
from citeloom.enrich.first_seen import FirstSeen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


ONE, TWO, THREE = "2026-01-01", "2026-02-01", "2026-03-01"


def load(
    path: Path, day: str, papers: Sequence[str], *, anew: bool, holder: str = "a"
) -> dict[str, str]:
    """Ask as loading does about papers that a graph does not have, and keep what came."""
    with Archive.open(path, mode="write"):
        pass
    with Archive.open(path, mode="read") as archive:
        seen = FirstSeen(archive, holder, day, anew=anew)
        found = {paper: seen("Paper", [paper]).get(paper, day) for paper in papers}
        seen.keep(path)
    return found


def test_a_graph_made_anew_has_the_days_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    assert load(path, ONE, ["W1", "W2"], anew=True) == {"W1": ONE, "W2": ONE}
    assert load(path, TWO, ["W3"], anew=False) == {"W3": TWO}
    wanted = {"W1": ONE, "W2": ONE, "W3": TWO}
    assert load(path, THREE, ["W1", "W2", "W3"], anew=True) == wanted
    assert load(path, THREE, ["W1", "W2", "W3"], anew=True) == wanted, "once more"


def test_what_comes_back_keeps_the_day_when_it_came(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    load(path, ONE, ["W1"], anew=True)
    load(path, TWO, ["W2"], anew=False)
    load(path, THREE, ["W2"], anew=False)
    assert load(path, THREE, ["W2"], anew=True) == {"W2": TWO}


def test_holders_have_days_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    load(path, ONE, ["W1"], anew=True)
    assert load(path, TWO, ["W1"], anew=True, holder="b") == {"W1": TWO}


def test_without_an_archive_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive.open(path, mode="read") as archive:
        seen = FirstSeen(archive, "a", ONE, anew=True)
        assert seen("Paper", ["W1"]) == {}
        seen.keep(path)
    assert not path.exists()
