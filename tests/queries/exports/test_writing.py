from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from citeloom.graph.errors import OutputError
from citeloom.queries.exports.whole_files import open_whole_file, open_whole_folder, write_files

FULL = Path("/dev/full")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fail_in_the_middle(path: Path, error: Exception | None = None) -> None:
    path.write_text("half")
    raise error or ZeroDivisionError


def test_a_file_is_written_byte_for_byte(tmp_path: Path) -> None:
    write_files({tmp_path / "new" / "a.ris": "ü\r\nb\n"})
    assert (tmp_path / "new" / "a.ris").read_bytes() == "ü\r\nb\n".encode()
    assert names(tmp_path / "new") == ["a.ris"]


def test_a_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write_files({tmp_path / "a": "x"})
    (tmp_path / "b").write_text("x")
    rights = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "b")]
    assert rights[0] == rights[1]


def test_an_existing_file_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text("mine")
    with pytest.raises(OutputError, match=r"a\.bib exists\. It is unchanged\. .*--force"):
        write_files({tmp_path / "b.bib": "new", path: "new"})
    assert (path.read_text(), names(tmp_path)) == ("mine", ["a.bib"])
    write_files({path: "new"}, force=True)
    assert path.read_text() == "new"


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.bib"
    path.write_text("mine")

    # /dev/full is the one disk that is full on every Linux; its error is the system's own.
    def no_space(_: int) -> None:
        with FULL.open("wb", buffering=0) as full:
            full.write(b"x")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OutputError, match=r"cannot be written: No space left.*unchanged"):
        write_files({path: "new"}, force=True)
    assert (path.read_text(), names(tmp_path)) == ("mine", ["a.bib"])


@pytest.mark.parametrize("place", ["file/a.bib", "folder"])
def test_what_cannot_be_a_file_says_so(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        write_files({tmp_path / place: "x"}, force=True)
    assert names(tmp_path) == ["file", "folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        write_files({tmp_path / "a": "x"})


def test_of_two_files_none_is_replaced_when_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text("mine")
    (tmp_path / "a.bib").mkdir()
    with pytest.raises(OutputError, match=r"a\.bib cannot be written"):
        write_files({tmp_path / "a.tex": "new", tmp_path / "a.bib": "new"}, force=True)
    assert (tmp_path / "a.tex").read_text() == "mine"


def test_a_block_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_whole_file(tmp_path / "a") as path:
        fail_in_the_middle(path)
    assert names(tmp_path) == []


def test_a_block_that_runs_out_of_space_says_so(tmp_path: Path) -> None:
    failing = pytest.raises(OutputError, match=r"No space left.*No part of it was left behind")
    with failing, open_whole_file(tmp_path / "a") as path:
        fail_in_the_middle(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert names(tmp_path) == []


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "export"
    with open_whole_folder(target) as folder:
        (folder / "a").write_text("1")
    with pytest.raises(OutputError, match="exists"), open_whole_folder(target):
        pytest.fail("an existing folder was given")
    with pytest.raises(ZeroDivisionError), open_whole_folder(target, force=True) as folder:
        fail_in_the_middle(folder / "b")
    assert (names(tmp_path), names(target)) == (["export"], ["a"])
    with open_whole_folder(target, force=True) as folder:
        (folder / "b").write_text("2")
    assert (names(tmp_path), names(target)) == (["export"], ["b"])


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with open_whole_folder(tmp_path / "export") as folder:
        (folder / "a").write_text("1")
    assert names(tmp_path / "export") == ["a"]
