"""An archive goes to a colleague and comes back: the newer answer wins, and none is lost."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from citeloom.enrich import archive_export, archive_file
from citeloom.enrich.archive import Archive, Fetched, Row
from citeloom.enrich.archive_export import TABLES, TableRow
from citeloom.enrich.archive_info import describe_archive
from citeloom.enrich.archive_merge import Merged, import_archive
from citeloom.enrich.services.ledger import Spending, now
from citeloom.graph.errors import ArchiveError

ROOT = Path(__file__).parents[2]
OLD, NEW = "2026-01-01T00:00:00.000000+00:00", "2026-02-01T00:00:00.000000+00:00"
HEADER = {"citeloom_archive": archive_export.VERSION, "sample": False, "notice": ""}


def make(path: Path, records: dict[str, tuple[Any, str]], *rows: TableRow) -> Path:
    with Archive.open(path, mode="write") as archive:
        archive.merge([*(Row("s", "k", key, *record) for key, record in records.items()), *rows])
    return path


def give(path: Path, *, everything: bool = False) -> Path:
    exported = path.with_suffix(".jsonl.gz")
    with Archive.open(path, mode="read") as archive:
        rows = (row for table in TABLES for row in archive.read_table(table))
        archive.export_jsonl(exported, beside=rows if everything else None)
    return exported


def take(path: Path, exported: Path) -> Merged:
    with Archive.open(path, mode="write") as archive:
        return import_archive(archive, exported)


def read(path: Path) -> dict[str, Fetched]:
    with Archive.open(path, mode="read") as archive:
        return {row.key: Fetched(row.body, row.fetched_at) for row in archive.read_all()}


def read_rows(path: Path) -> list[TableRow]:
    with Archive.open(path, mode="read") as archive:
        return [row for table in TABLES for row in archive.read_table(table)]


def write_lines(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in (HEADER, *lines)))
    return path


def line(key: str, body: Any = 1, fetched_at: str = OLD) -> dict[str, Any]:
    return {"service": "s", "kind": "k", "key": key, "body": body, "fetched_at": fetched_at}


@pytest.mark.parametrize(
    ("mine", "theirs", "left", "told"),
    [
        pytest.param(None, ("theirs", OLD), ("theirs", OLD), (1, 0, 0), id="mine has none"),
        pytest.param(("mine", OLD), None, ("mine", OLD), (0, 0, 0), id="theirs has none"),
        pytest.param(("mine", OLD), ("theirs", NEW), ("theirs", NEW), (0, 1, 0), id="theirs newer"),
        pytest.param(("mine", NEW), ("theirs", OLD), ("mine", NEW), (0, 0, 1), id="mine newer"),
        pytest.param(("mine", OLD), ("theirs", OLD), ("mine", OLD), (0, 0, 1), id="equally new"),
        pytest.param((None, OLD), ("theirs", NEW), ("theirs", NEW), (0, 1, 0), id="now there is"),
        pytest.param(("mine", OLD), (None, NEW), (None, NEW), (0, 1, 0), id="there is none now"),
    ],
)
def test_the_newer_answer_wins(
    tmp_path: Path, mine: Any, theirs: Any, left: Any, told: tuple[int, int, int]
) -> None:
    own = make(tmp_path / "own.sqlite", {"a": mine} if mine else {})
    exported = give(make(tmp_path / "theirs.sqlite", {"a": theirs} if theirs else {}))
    done = take(own, exported)
    assert (done.new, done.newer, done.kept) == told
    assert read(own) == {"a": Fetched(*left)}
    again = take(own, exported)
    assert (again.new, again.newer) == (0, 0), "a second import changes nothing"
    assert read(own) == {"a": Fetched(*left)}


def test_an_archive_that_went_round_is_the_same_bytes(tmp_path: Path) -> None:
    records = {f"W{number}": ({"n": number}, OLD) for number in range(1_000)}
    rows = [TableRow("citation_key", ("who2020what", "W1"))]
    mine = give(make(tmp_path / "mine.sqlite", records, *rows))
    theirs = tmp_path / "theirs.sqlite"
    take(theirs, mine)
    assert give(theirs).read_bytes() == mine.read_bytes()


@pytest.mark.parametrize(
    ("fetched_at", "kept"),
    [
        pytest.param("2026-01-01T02:00:00+02:00", OLD, id="another zone"),
        pytest.param("2026-01-01", OLD, id="a day"),
        pytest.param("9999-12-31T00:00:00+00:00", None, id="a date to come is now"),
    ],
)
def test_dates_are_brought_into_one_form(tmp_path: Path, fetched_at: str, kept: str | None) -> None:
    own = tmp_path / "own.sqlite"
    before = now()
    take(own, write_lines(tmp_path / "a.jsonl", line("a", fetched_at=fetched_at)))
    found = read(own)["a"].fetched_at
    assert found == kept if kept else before <= found <= now()


def test_sample_data_never_becomes_real(tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    with pytest.raises(ArchiveError, match="sample data") as caught:
        take(own, ROOT / "examples/sample-archive.jsonl")
    assert "--archive" in caught.value.todo
    assert read(own) == {}


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b'{"service":"s"}\n', id="half a record"),
        pytest.param(
            b'{"service":1,"kind":"k","key":"a","body":1,"fetched_at":"2026"}\n', id="type"
        ),
        pytest.param(json.dumps(line("x", fetched_at="soon")).encode() + b"\n", id="no date"),
        pytest.param(b'{"table":"spending","row":["a"]}\n', id="a table that does not travel"),
        pytest.param(b'{"table":"citation_key","row":["a"]}\n', id="too few columns"),
        pytest.param(b'{"table":"citation_key","row":["a",{}]}\n', id="no plain value"),
        pytest.param(
            b'{"table":"seen","row":["a",9223372036854775808,"b"]}\n', id="a number too large"
        ),
        pytest.param(b'{"service', id="cut"),
        pytest.param(b"[" * 100_000 + b"\n", id="nested without end"),
        pytest.param(b"7\n", id="no object"),
    ],
)
def test_what_stands_before_damage_is_kept_and_told(tmp_path: Path, bad: bytes) -> None:
    own, path = tmp_path / "own.sqlite", tmp_path / "a.jsonl"
    write_lines(path, *(line(f"a{number}") for number in range(250)))
    with path.open("ab") as file:
        file.write(bad)
    with pytest.raises(ArchiveError, match="damaged after 250 records") as caught:
        take(own, path)
    assert caught.value.kept == "Those are in your archive"
    assert len(read(own)) == 250


def test_a_gzip_that_breaks_off_is_taken_as_far_as_it_goes_and_then_whole(tmp_path: Path) -> None:
    records = {f"a{number}": (os.urandom(200).hex(), OLD) for number in range(2_000)}
    exported = give(make(tmp_path / "theirs.sqlite", records))
    half = tmp_path / "half.jsonl.gz"
    half.write_bytes(exported.read_bytes()[: exported.stat().st_size // 2])
    own = tmp_path / "own.sqlite"
    with pytest.raises(ArchiveError, match="damaged after"):
        take(own, half)
    first = len(read(own))
    assert 0 < first < 2_000
    done = take(own, exported)
    assert (done.new, done.kept) == (2_000 - first, first)
    assert read(own) == read(tmp_path / "theirs.sqlite")


def test_an_import_that_is_killed_goes_on_from_there(tmp_path: Path) -> None:
    records = {f"a{number:04}": ({"n": number}, OLD) for number in range(1_000)}
    exported = give(make(tmp_path / "theirs.sqlite", records))
    own, pipe = tmp_path / "own.sqlite", tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    code = (
        "from pathlib import Path\n"
        "from citeloom.enrich.archive import Archive\n"
        "from citeloom.enrich.archive_merge import import_archive\n"
        f"with Archive.open({str(own)!r}, mode='write') as archive:\n"
        f"    import_archive(archive, Path({str(pipe)!r}))\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    with pipe.open("wb", buffering=0) as writing:
        for each in gzip.decompress(exported.read_bytes()).splitlines(keepends=True)[:701]:
            writing.write(each)
        while len(read(own)) < 200:
            assert child.poll() is None, "the import ended by itself"
        child.send_signal(signal.SIGKILL)
        child.wait()
    there = len(read(own))
    assert there % 200 == 0, "half of a commit is there"
    done = take(own, exported)
    assert (done.new, done.newer, done.kept) == (1_000 - there, 0, there)
    assert read(own) == read(tmp_path / "theirs.sqlite")


def test_a_large_archive_needs_little_memory(tmp_path: Path) -> None:
    records = {f"a{number:04}": ("x" * 20_000 + str(number), OLD) for number in range(2_000)}
    mine, own = make(tmp_path / "mine.sqlite", records), tmp_path / "own.sqlite"
    size = sum(len(body) for body, _ in records.values())
    tracemalloc.start()
    try:
        exported = give(mine)
        take(own, exported)
        describe_archive(exported)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < size / 2, f"{peak:,} bytes are held for records of {size:,}"


def test_what_is_spent_and_left_does_not_travel(tmp_path: Path) -> None:
    mine = make(tmp_path / "mine.sqlite", {"a": (1, OLD)})
    with Archive.open(mine, mode="write") as archive:
        archive.spend("run-of-mine", Spending("openalex", 4711, 4712))
    text = gzip.decompress(give(mine, everything=True).read_bytes()).decode()
    assert "run-of-mine" not in text
    assert "471" not in text


KEYS = (TableRow("citation_key", ("a2020", "W1")), TableRow("citation_key", ("b2021", "W2")))
NEWS = (
    TableRow("seen", ("list", 2**63 - 1, "2026-02-02")),
    TableRow("news", ("list", "2026-02-02", "retracted", "W1", "{}")),
)


def test_citation_keys_travel_and_news_only_where_asked_for(tmp_path: Path) -> None:
    mine = make(tmp_path / "mine.sqlite", {}, *KEYS, *NEWS)
    take(tmp_path / "theirs.sqlite", give(mine))
    assert read_rows(tmp_path / "theirs.sqlite") == list(KEYS)
    take(tmp_path / "elsewhere.sqlite", give(mine, everything=True))
    assert read_rows(tmp_path / "elsewhere.sqlite") == [*KEYS, *NEWS]


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (KEYS[0], ("a2020", "W9"), KEYS[0]),
        (KEYS[0], ("z1999", "W1"), KEYS[0]),
        (
            NEWS[0],
            ("list", 2**63 - 1, "2026-01-01"),
            TableRow("seen", ("list", 2**63 - 1, "2026-01-01")),
        ),
        (NEWS[0], ("list", 2**63 - 1, "2026-03-01"), NEWS[0]),
        (NEWS[1], ("list", "2026-02-02", "retracted", "W1", "[]"), NEWS[1]),
    ],
)
def test_what_one_has_stays(
    tmp_path: Path, mine: TableRow, theirs: tuple[Any, ...], left: TableRow
) -> None:
    own = make(tmp_path / "own.sqlite", {}, mine)
    other = make(tmp_path / "theirs.sqlite", {}, TableRow(mine.table, theirs))
    take(own, give(other, everything=True))
    assert read_rows(own) == [left]


def test_records_alone_are_written_as_ever(tmp_path: Path) -> None:
    exported = give(make(tmp_path / "mine.sqlite", {"a": (1, OLD)}))
    header = json.loads(gzip.decompress(exported.read_bytes()).splitlines()[0])
    assert header["citeloom_archive"] == 1, "an earlier Citeloom reads it"


@pytest.mark.parametrize("exported", [False, True])
def test_it_is_told_what_an_archive_holds(tmp_path: Path, *, exported: bool) -> None:
    path = make(tmp_path / "a.sqlite", {"a": (1, OLD), "b": (None, NEW)}, KEYS[0])
    told = describe_archive(give(path) if exported else path).as_json()
    assert told["records"] == 2
    assert told["kinds"] == ({
        "service": "s", "kind": "k", "records": 2, "absent": 1, "oldest": OLD, "newest": NEW,
    },)  # fmt: skip
    assert told["rows"] == {"citation_key": 1}
    assert told["version"] == (archive_export.VERSION if exported else archive_file.VERSION)
    assert (told["exported"], told["sample"]) == (exported, False)
    assert told["size"] > 0
