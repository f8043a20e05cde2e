"""What services answer is bounded and cleaned once; what is left out is named with its record."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.services.clean_answer import DEEPEST, SAID, read_answer, read_kept
from citeloom.graph.clean_text import LARGEST, LONGEST

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-24T12:00:00+00:00"


def nest(depth: int) -> Any:
    found: Any = "inside"
    for _ in range(depth):
        found = [found]
    return found


# What is answered, what is kept of it, and the words in which something is left out.
CASES: dict[str, tuple[Any, Any, str]] = {
    "half of a pair": ({"title": "a\ud800b"}, {"title": "a b"}, ""),
    "half of a pair in a key": ({"a\udfff": 1}, {"a ": 1}, ""),
    "a whole pair": ({"title": "\U0001d538"}, {"title": "\U0001d538"}, ""),
    "control characters": ({"title": "a\x00\x1b[31m\x9fb"}, {"title": "a  [31m b"}, ""),
    "line breaks": ({"title": "a\n\tb"}, {"title": "a\n\tb"}, ""),
    "blanks of no width": ({"title": "a\u200bb\ufeff"}, {"title": "ab"}, ""),
    "a count of thirty digits": (
        {"id": "W1", "year": 10**30}, {"id": "W1", "year": None}, "year of W1: a number",
    ),
    "less than nothing of thirty digits": ({"year": -(10**30)}, {"year": None}, "year of"),
    "a count of five thousand digits": ("[" + "9" * 5_000 + "]", [None], "a number"),
    "the largest count": ({"stars": LARGEST}, {"stars": LARGEST}, ""),
    "one more": ({"stars": LARGEST + 1}, {"stars": None}, "stars of"),
    "a real number of thirty digits": ({"upvotes": 1e30}, {"upvotes": None}, "upvotes of"),
    "no number": ({"fwci": math.nan}, {"fwci": None}, "fwci of"),
    "more than any number": ({"fwci": -math.inf}, {"fwci": None}, "fwci of"),
    "true": ({"archived": True}, {"archived": True}, ""),
    "an inner record": (
        [{"paperId": "p1", "references": [{"paperId": "p2", "year": 10**30}]}],
        [{"paperId": "p1", "references": [{"paperId": "p2", "year": None}]}],
        "year of p2",
    ),
    "a long text": ({"id": "W1", "title": "x" * (LONGEST + 1)},
                    {"id": "W1", "title": "x" * LONGEST}, "title of W1: what a text has beyond"),
    "lists in lists": (nest(DEEPEST), nest(DEEPEST), ""),
    "one list more": (nest(DEEPEST + 1), None, f"more than {DEEPEST} lists"),
    "lists without end": ({"a": 1, "b": nest(500)}, None, f"more than {DEEPEST} lists"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_answer_is_cleaned_and_what_is_left_out_is_named(case: str) -> None:
    answered, kept, words = CASES[case]
    text = answered if isinstance(answered, str) else json.dumps(answered)
    found, left_out = read_answer(text.encode())
    if kept is not None:
        assert found == kept
    assert words in "; ".join(left_out)
    assert bool(left_out) is bool(words)
    json.dumps(found, ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["sqlite", "jsonl"])
def test_an_archive_that_holds_such_values_is_read_clean(
    tmp_path: Path, case: str, form: str
) -> None:
    answered, _, words = CASES[case]
    if isinstance(answered, str):
        pytest.skip("no JSON that Python writes")
    path = tmp_path / "archive.sqlite"
    with Archive.open(path, mode="write") as archive:
        archive.put("openalex", "work", "W9", answered, DAY)
        clean = archive.get("openalex", "work", "W9")
        assert clean is not None
        if form == "jsonl":
            path = tmp_path / "archive.jsonl"
            row = {"service": "openalex", "kind": "work", "key": "W9", "fetched_at": DAY}
            header = {"citeloom_archive": 1, "sample": False, "notice": ""}
            lines = [json.dumps(each) for each in (header, {**row, "body": answered})]
            path.write_text("\n".join(lines), encoding="utf-8")
    with Archive.open(path, mode="read") as archive:
        found = archive.get("openalex", "work", "W9")
        assert found is not None
        if "list" not in words:  # such do no harm any more, and are not looked for again
            assert found.body == clean.body == read_answer(json.dumps(answered))[0]
            assert words in "; ".join(value for _, value in archive.left_out())


def test_what_needs_no_cleaning_is_read_as_it_is() -> None:
    body = {"title": "Über Graphen, 2024-01-01", "n": [1, 2.5, None, True, -3]}
    for text in (json.dumps(body), json.dumps(body, ensure_ascii=False)):
        assert read_kept(text.encode(), "W1") == (body, ())


def test_an_answer_of_odd_values_is_not_a_flood_of_words() -> None:
    _, left_out = read_answer(json.dumps([{"id": n, "year": 10**30} for n in range(1, 1_000)]))
    assert len(left_out) == SAID
