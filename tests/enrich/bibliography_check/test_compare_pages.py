"""Pages as printed beside the first and the last page of a record."""

from __future__ import annotations

import pytest

from citeloom.enrich.bibliography_check.compare_pages import compare_pages

TABLE = [
    ("431--448", "431", "448", True),
    ("431\u2013448", "431", "448", True),
    ("pp. 431-448", "431", "448", True),
    ("431-48", "431", "448", True),
    ("1,431--1,448", "1431", "1448", True),
    ("S12--S19", "s12", "s19", True),
    ("23:1--23:20", "23:1", "23:20", True),
    ("e0123", "e0123", None, None),  # the same number, and no range to compare
    ("431", "431", "448", None),
    ("431--448", "531", "548", False),
    ("431--448", "431", "440", False),
    ("431--448", "431", "447", True),
    ("1--18", "431", "448", None),
    ("431--448", "1", "18", None),
    ("e0123", "431", "448", None),
    ("104523", "431", "448", None),
    ("xi--xv", "431", "448", None),
    ("431--448, 460--461", "431", "448", None),
    ("431--448", None, None, None),
]


@pytest.mark.parametrize(("printed", "first", "last", "says"), TABLE)
def test_pages_agree_contradict_or_cannot_be_compared(
    printed: str,
    first: str | None,
    last: str | None,
    says: bool | None,  # noqa: FBT001 - the last column of the table
) -> None:
    assert compare_pages(printed, first, last) is says
