"""The archive keeps what was fetched: through threads, crashes, full disks and wrong files."""

from __future__ import annotations

import gzip
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citeloom.enrich.archive import Archive, Fetched, Row
from citeloom.enrich.services.ledger import Budget, Spending
from citeloom.graph.clean_text import LARGEST, clean_characters
from citeloom.graph.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = "2026-01-31T00:00:00.000000+00:00"
ROOT = Path(__file__).parents[2]

# What services answer is cleaned before it is kept, and again when it is read.
TEXT = st.text().map(clean_characters)
NUMBERS = st.integers(-LARGEST, LARGEST) | st.floats(-LARGEST, LARGEST)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


def filled(path: Path, *keys: str) -> None:
    with Archive.open(path, mode="write") as archive:
        archive.put_many(Row("s", "k", key, {"is": key}, DAY) for key in keys)


def test_a_record_comes_back_with_its_date_after_reopening(path: Path) -> None:
    with Archive.open(path, mode="write") as archive:
        archive.put("openalex", "work", "W100", {"id": "W100", "ü": [1, None]}, DAY)
        archive.put("openalex", "work", "W200", None, DAY)
    with Archive.open(path, mode="read") as archive:
        assert archive.get_many("openalex", "work", ["W100", "W200", "W300"]) == {
            "W100": Fetched({"id": "W100", "ü": [1, None]}, DAY),
            "W200": Fetched(None, DAY),
        }
        assert archive.get("openalex", "doi", "W100") is None


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.dictionaries(KEYS, JSON.filter(lambda body: body is not None), max_size=6))
def test_any_json_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with Archive.open(folder / "a.sqlite", mode="write") as archive:
        archive.put_many(Row("s", "k", key, body, DAY) for key, body in rows.items())
        archive.export_jsonl(folder / "a.jsonl")
        expected = {key: Fetched(body, DAY) for key, body in rows.items()}
        assert archive.get_many("s", "k", rows) == expected
    with Archive.open(folder / "a.jsonl", mode="read") as exported:
        assert exported.get_many("s", "k", rows) == expected


def test_the_newest_answer_replaces_an_older_one(path: Path) -> None:
    with Archive.open(path, mode="write") as archive:
        archive.put("s", "k", "a", {"v": 1}, "2026-01-01")
        archive.put("s", "k", "a", {"v": 2}, "2026-01-02")
        assert archive.get("s", "k", "a") == Fetched({"v": 2}, "2026-01-02")
        assert archive.count_records() == {("s", "k"): 1}


def test_more_keys_than_a_statement_can_carry_are_found(path: Path) -> None:
    keys = [f"W{number}" for number in range(1_234)]
    filled(path, *keys)
    with Archive.open(path, mode="read") as archive:
        assert list(archive.get_many("s", "k", keys)) == keys


def test_a_missing_archive_reads_as_empty_and_is_not_made(path: Path) -> None:
    with Archive.open(path, mode="read") as archive:
        assert archive.get("s", "k", "a") is None
        assert archive.count_records() == {}
        assert archive.read_spending() == {}
    assert not path.exists()


def test_several_threads_write_and_read(path: Path) -> None:
    errors: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for number in range(50):
                key = f"{name}-{number}"
                archive.put("s", "k", key, {"key": key}, DAY)
                assert archive.get("s", "k", key) == Fetched({"key": key}, DAY)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            errors.append(error)

    with Archive.open(path, mode="write") as archive:
        threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert archive.count_records() == {("s", "k"): 400}


def test_another_process_reads_while_one_writes(path: Path) -> None:
    with Archive.open(path, mode="write") as archive:
        archive.put("s", "k", "a", 1, DAY)
        code = (
            "from citeloom.enrich.archive import Archive\n"
            f"with Archive.open({str(path)!r}, mode='read') as archive:\n"
            "    print(archive.get('s', 'k', 'a').body)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout == "1\n"
        archive.put("s", "k", "b", 2, DAY)


@pytest.mark.parametrize("acknowledged", [1, 37, 160])
def test_everything_acknowledged_is_there_after_kill_9(path: Path, acknowledged: int) -> None:
    code = textwrap.dedent(f"""
        from citeloom.enrich.archive import Archive, Row
        archive = Archive.open({str(path)!r}, mode="write")
        for number in range(1_000_000):
            rows = [Row("s", "k", f"{{number}}-{{part}}", {{"n": number}}, "d") for part in "abc"]
            archive.put_many(rows)
            print(number, flush=True)
    """)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        said = [int(next(writer.stdout)) for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        said += [int(line) for line in writer.stdout if line.endswith("\n")]
    with Archive.open(path, mode="write") as archive:
        keys = [f"{number}-{part}" for number in said for part in "abc"]
        missing = set(keys) - set(archive.get_many("s", "k", keys))
        assert not missing, "put_many returned before its rows were on disk"
        count = archive.count_records()["s", "k"]
        assert count % 3 == 0, "a commit was torn apart"
        archive.put("s", "k", "after", 1, DAY)


def test_the_ledger_adds_up_by_run_and_by_day(path: Path) -> None:
    budget = Budget(1_000, 980, "2026-02-01T00:00:00+00:00")
    with Archive.open(path, mode="write") as archive:
        archive.spend("first", Spending("openalex", 1, 10))
        archive.spend("first", Spending("openalex", 1, 10, budget))
        archive.spend("second", Spending("openalex", 1, 0))
        archive.spend("second", Spending("github", 3))
        assert archive.read_spending(run="first") == {
            "openalex": Spending("openalex", 2, 20, budget)
        }
        assert archive.read_spending(run="second")["github"] == Spending("github", 3)
        assert archive.read_spending()["openalex"].requests == 3
        assert archive.read_spending(day="1999-01-01") == {}
    with Archive.open(path, mode="read") as archive:
        assert archive.read_budgets()["openalex"][0] == budget


def test_what_an_archive_lacks_is_read_from_its_base_and_never_written_there(
    path: Path, tmp_path: Path
) -> None:
    sample = tmp_path / "sample.jsonl.gz"
    with Archive.open(tmp_path / "made.sqlite", mode="write") as made:
        made.put_many([Row("s", "k", "a", "sample", DAY), Row("s", "k", "b", "sample", DAY)])
        made.export_jsonl(sample, sample=True, notice="made up")
    before = sample.read_bytes()
    with (
        Archive.open(sample, mode="read") as base,
        Archive.open(path, mode="write", base=base) as archive,
    ):
        assert (base.sample, base.notice, archive.sample) == (True, "made up", False)
        archive.put("s", "k", "b", "own", DAY)
        assert archive.get_many("s", "k", ["a", "b", "c"]) == {
            "a": Fetched("sample", DAY, sample=True),
            "b": Fetched("own", DAY, sample=False),
        }
        assert archive.count_records() == {("s", "k"): 1}
    assert sample.read_bytes() == before


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_an_export_is_the_same_bytes_for_the_same_records(tmp_path: Path, name: str) -> None:
    rows = [Row("s", "k", key, {"b": 1, "a": "é"}, DAY) for key in ("x", "a", "m")]
    written = []
    for turn, order in enumerate((rows, rows[::-1])):
        with Archive.open(tmp_path / f"{turn}.sqlite", mode="write") as archive:
            archive.put_many(order)
            target = tmp_path / str(turn) / name
            target.parent.mkdir()
            assert archive.export_jsonl(target, sample=True, notice="n") == 3
            written.append(target.read_bytes())
    assert written[0] == written[1]
    text = gzip.decompress(written[0]) if name.endswith(".gz") else written[0]
    assert text.splitlines()[0] == b'{"citeloom_archive":1,"notice":"n","sample":true}'
    assert [path.name for path in target.parent.iterdir()] == [name], "a temporary file is left"


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello, this is a text\n" * 100, "is not an archive"),
        (b"SQLite format 3\x00" + b"\xff" * 5_000, "is not an archive|is damaged|cannot be read"),
    ],
)
def test_a_file_that_is_no_archive_is_refused_and_left_alone(
    path: Path, mode: Any, content: bytes, sentence: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=sentence) as caught:
        Archive.open(path, mode=mode)
    assert caught.value.todo
    assert path.read_bytes() == content


@pytest.mark.parametrize("mode", ["read", "write"])
def test_the_database_of_another_program_is_refused(path: Path, mode: Any) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    with pytest.raises(ArchiveError, match="is not an archive"):
        Archive.open(path, mode=mode)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_an_archive_of_another_version_is_refused(path: Path, mode: Any) -> None:
    filled(path, "a")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ArchiveError, match="of version 99"):
        Archive.open(path, mode=mode)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not an archive"),
        ("[1]\n", "is not an archive"),
        ('{"citeloom_archive":1}\n{"service":"s"}\n', "is not an archive"),
        ('{"citeloom_archive":1}\n{"service', "is not an archive"),
        ('{"citeloom_archive":99}\n', "of version 99"),
        ('{"citeloom_archive":"1"}\n', "of version 1"),
    ],
)
def test_a_text_that_is_no_export_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    with pytest.raises(ArchiveError, match=sentence):
        Archive.open(path, mode="read")


def test_a_gzip_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"citeloom_archive":1}\n')[:-6])
    with pytest.raises(ArchiveError, match="is not an archive"):
        Archive.open(path, mode="read")


def test_a_missing_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="There is no archive at"):
        Archive.open(tmp_path / "a.jsonl", mode="read")


def test_an_export_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="can only be read"):
        Archive.open(tmp_path / "a.jsonl", mode="write")


def test_an_archive_open_for_reading_takes_no_record(path: Path) -> None:
    filled(path, "a")
    with (
        Archive.open(path, mode="read") as archive,
        pytest.raises(ArchiveError, match="not open for writing"),
    ):
        archive.put("s", "k", "b", 1, DAY)


def test_a_full_disk_says_so_and_keeps_what_is_there(path: Path) -> None:
    with Archive.open(path, mode="write") as archive:
        archive.put("s", "k", "before", 1, DAY)
        # The database may not grow: SQLite reports what it reports on a full disk.
        archive._select("PRAGMA max_page_count = 1")
        with pytest.raises(ArchiveError, match="disk is full") as caught:
            archive.put_many(Row("s", "k", str(n), os.urandom(500).hex(), DAY) for n in range(99))
        assert "is kept" in str(caught.value)
        assert archive.get("s", "k", "before") == Fetched(1, DAY)
        assert archive.count_records() == {("s", "k"): 1}, "half of a commit is there"
        archive._select("PRAGMA max_page_count = 1000000")
        archive.put("s", "k", "after", 2, DAY)
    with Archive.open(path, mode="read") as archive:
        assert set(archive.get_many("s", "k", ["before", "after"])) == {"before", "after"}


def test_a_disk_that_takes_no_more_bytes_keeps_what_is_there(path: Path) -> None:
    filled(path, "before")
    code = textwrap.dedent(f"""
        import os, resource
        from citeloom.enrich.archive import Archive
        from citeloom.graph.errors import ArchiveError
        archive = Archive.open({str(path)!r}, mode="write")
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
        try:
            for number in range(1_000):
                archive.put("s", "k", f"x{{number}}", os.urandom(5_000).hex(), "d")
        except ArchiveError as error:
            print(number, error.kept)
    """)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, _, kept = done.stdout.partition(" ")
    assert kept.strip(), f"no error was raised: {done.stdout} {done.stderr}"
    with Archive.open(path, mode="read") as archive:
        keys = ["before", *(f"x{number}" for number in range(int(count)))]
        assert list(archive.get_many("s", "k", keys)) == keys


@contextmanager
def unprivileged() -> Iterator[None]:
    """Give up root for a while, because root may write anywhere."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder to lock, not below tmp_path, whose parents only its owner may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "locked"
        folder.mkdir()
        yield folder
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_named(locked_folder: Path) -> None:
    locked_folder.chmod(0o555)
    with unprivileged(), pytest.raises(ArchiveError, match="cannot be read or written") as caught:
        Archive.open(locked_folder / "deeper" / "a.sqlite", mode="write")
    assert "CITELOOM_HOME" in caught.value.todo


def test_an_archive_in_a_folder_that_cannot_be_written_can_be_read(locked_folder: Path) -> None:
    filled(locked_folder / "a.sqlite", "a")
    (locked_folder / "a.sqlite").chmod(0o444)
    locked_folder.chmod(0o555)
    with unprivileged():
        with Archive.open(locked_folder / "a.sqlite", mode="read") as archive:
            assert archive.get("s", "k", "a") == Fetched({"is": "a"}, DAY)
        with pytest.raises(ArchiveError, match="cannot be read or written"):
            Archive.open(locked_folder / "a.sqlite", mode="write")


def test_a_path_through_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be read or written"):
        Archive.open(tmp_path / "file" / "a.sqlite", mode="write")


def test_a_folder_in_place_of_the_archive_is_named(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ArchiveError, match="cannot be read or written"):
        Archive.open(path, mode="write")


def test_an_export_to_a_missing_folder_is_named(path: Path, tmp_path: Path) -> None:
    filled(path, "a")
    with (
        Archive.open(path, mode="read") as archive,
        pytest.raises(ArchiveError, match="cannot be exported"),
    ):
        archive.export_jsonl(tmp_path / "no" / "a.jsonl")
