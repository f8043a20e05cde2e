"""Pages that are made from the code are as the code says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.generate.reference_pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("path", "page"), PAGES.items(), ids=list(PAGES))
def test_the_page_is_current(path: str, page: Callable[[], str]) -> None:
    stored = (ROOT / path).read_text(encoding="utf-8")
    assert stored == page(), f"{path} is stale: run `python -m docs.generate.reference_pages`."
