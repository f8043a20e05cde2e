from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.enrich.listing import LiveListing, parse_live, read_listing
from citeloom.graph.errors import ListingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLES = "Über die naïve Theorie\nOn graphs “quoted”\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TITLES.encode(), id="UTF-8"),
        pytest.param(TITLES.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(TITLES.encode("utf-16"), id="UTF-16 with a mark"),
        pytest.param(b"\xfe\xff" + TITLES.encode("utf-16-be"), id="UTF-16 BE with a mark"),
        pytest.param(TITLES.encode("utf-16-le"), id="UTF-16 LE"),
        pytest.param(TITLES.encode("utf-16-be"), id="UTF-16 BE"),
        pytest.param(TITLES.encode("utf-32"), id="UTF-32"),
        pytest.param(TITLES.encode("cp1252"), id="Windows-1252"),
        pytest.param(TITLES.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TITLES.replace("\n", "\r").encode(), id="CR"),
    ],
)
def test_the_same_titles_are_read_from_every_encoding(data: bytes) -> None:
    listing = read_listing(data, name="x")
    assert [(one.line, one.title) for one in listing.entries] == [
        (1, "Über die naïve Theorie"),
        (2, "On graphs “quoted”"),
    ]
    assert listing.problems == ()


@pytest.mark.parametrize(
    ("title", "encoding"),
    [
        pytest.param("Müller", "latin-1", id="one Latin-1 letter"),
        pytest.param("Обучение больших моделей", "cp1251", id="Cyrillic"),
        pytest.param("深度学习综述注意力机制就是你所需要的", "gb18030", id="Chinese"),
    ],
)
def test_older_encodings_are_recognised(title: str, encoding: str) -> None:
    assert [one.title for one in read_listing(title.encode(encoding), name="x").entries] == [title]


def test_a_broken_byte_in_utf8_is_reported_with_its_line_and_spoils_nothing_else() -> None:
    listing = read_listing("Über Graphen\nTheorie für ".encode() + b"\xff alle\n", name="x")
    assert listing.entries[0].title == "Über Graphen"
    assert [problem.line for problem in listing.problems] == [2]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t\r\n", "is empty", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "is empty", id="only a mark"),
        pytest.param(b"# only a comment\n", "lists no paper", id="comments"),
        pytest.param(b"%PDF-1.7 ...", "is a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04....", "is a ZIP archive", id="office document"),
        pytest.param(b"abc\ndef\x00\x01\x02\xff", "binary file, as line 2", id="binary"),
        pytest.param(bytes(range(256)) * 9, "binary file", id="all bytes"),
        pytest.param(b"<!DOCTYPE html>\n<html>", "web page or XML, as line 1", id="HTML"),
        pytest.param(b'[\n{"title": "A"},\n{"title" "B"}\n]', "line 3 cannot be read", id="JSON"),
        pytest.param(b'[{"title": "A"}', "comma or the list's end is missing", id="cut JSON"),
        pytest.param(b'{"a": ' + b"[" * 99_999, "cannot be read", id="deep JSON"),
        pytest.param(b'{"a": 1}', "line 1: an item without title", id="other JSON"),
        pytest.param(b"a,b\n1,2\n", "line 1 of x.csv names no column", id="unknown columns"),
        pytest.param(b"\n\nint main() {\n  f();\n}\n", "line 3 is neither", id="program"),
        pytest.param(b"word " * 200_000, "line 1 is neither", id="a megabyte of prose"),
        pytest.param(b"word " * 200, "line 1 is neither an id nor a title", id="prose"),
        pytest.param(b"@article{a, title={x\n", "line 1: not read as BibTeX", id="cut BibTeX"),
        pytest.param(b"https://example.org\n", "line 1: an address", id="one unknown address"),
    ],
)
def test_what_is_no_listing_is_refused_in_one_sentence_with_what_to_do(
    data: bytes, says: str
) -> None:
    with pytest.raises(ListingError) as refused:
        read_listing(data, name="x.csv" if data.startswith(b"a,b") else "x")
    assert says in refused.value.what
    assert "\n" not in str(refused.value)
    assert refused.value.todo


def test_a_directory_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListingError, match="is a directory"):
        read_listing(tmp_path)
    with pytest.raises(ListingError, match="does not exist"):
        read_listing(tmp_path / "none.txt")
    with pytest.raises(ListingError, match="cannot be read"):
        read_listing("a\x00b")


def test_a_listing_is_called_by_its_file_or_as_told(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"A title\n")
    assert read_listing(tmp_path / "mine.txt").name == "mine.txt"
    assert read_listing(str(tmp_path / "mine.txt"), name="other").name == "other"
    assert read_listing(b"A title\n").name == "stdin"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("hf:daily", LiveListing("daily", ""), id="daily"),
        pytest.param("HF:Daily", LiveListing("daily", ""), id="capitals"),
        pytest.param("hf:2025-12-02", LiveListing("date", "2025-12-02"), id="date"),
        pytest.param("hf:2025-W49", LiveListing("week", "2025-W49"), id="week"),
        pytest.param("hf:2025-w9", LiveListing("week", "2025-W09"), id="short week"),
        pytest.param("papers.txt", None, id="file"),
        pytest.param("-", None, id="stdin"),
    ],
)
def test_the_words_for_live_listings(source: str, expected: LiveListing | None) -> None:
    assert parse_live(source) == expected
    if expected:
        assert parse_live(expected.name) == expected


@pytest.mark.parametrize("source", ["hf:nonsense", "hf:", "hf:2025-02-30", "hf:2025-W54"])
def test_other_words_behind_hf_are_refused(source: str) -> None:
    with pytest.raises(ListingError, match="hf:2025-W49"):
        parse_live(source)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_a_listing_or_a_listing_error(data: bytes) -> None:
    try:
        outcome = bool(read_listing(data, name="x").entries)
    except ListingError as refused:
        outcome = bool(refused.todo)
    assert outcome, "a listing without entries, or an error that does not say what to do"


MAKERS: dict[str, Callable[[int], str]] = {
    "daily-papers": lambda n: "".join(
        f"Title {i} of many\n\nWe show {i}. Good.\n\n  • 3 authors\n·\nDec 2, 2025\n\n"
        for i in range(n)
    ),
    "bibtex": lambda n: "".join(
        f"@article{{k{i}, title={{A title {i}}}, year={{2020}}}}\n" for i in range(n)
    ),
    "ris": lambda n: "".join(f"TY  - JOUR\nTI  - T {i}\nER  -\n\n" for i in range(n)),
    "csl-json": lambda n: "[" + ",\n".join(f'{{"title": "T {i}"}}' for i in range(n)) + "]",
    "csv": lambda n: "title,year\n" + "".join(f'"T, {i}",2020\n' for i in range(n)),
    "lines": lambda n: "".join(f"A title {i}\n" for i in range(n)),
}


@pytest.mark.parametrize("form", MAKERS)
def test_eight_times_the_papers_take_about_eight_times_the_time(form: str) -> None:
    def seconds(count: int) -> float:
        data = MAKERS[form](count).encode()
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            listing = read_listing(data, name="x")
            best = min(best, time.process_time() - start)
            assert (listing.form, len(listing.entries)) == (form, count)
        return best

    ratio = seconds(4_000) / max(seconds(500), 0.001)
    assert ratio < 24, f"8 times the papers took {ratio:.0f} times as long"


def test_fifty_thousand_papers_are_read() -> None:
    listing = read_listing(MAKERS["lines"](50_000).encode(), name="x")
    assert len(listing.entries) == 50_000


def test_quotes_that_never_pair_cost_no_more_than_their_lines() -> None:
    text = "title,year\n" + '"T" x,2020\n' * 5_000 + "A,2020\n"
    listing = read_listing(text.encode(), name="x")
    assert len(listing.problems) == 5_000
    assert [one.title for one in listing.entries] == ["A"]
