"""The page on listings: each example is read, in the format that it is an example of."""

from __future__ import annotations

import re

import pytest

from citeloom.enrich.listing import look_at
from tests.citeloom.command_line import ROOT

PAGE = (ROOT / "docs/listings.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```([a-z-]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
HEADINGS = re.findall(r"^## .*", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("form", "text"), EXAMPLES, ids=[form for form, _ in EXAMPLES])
def test_an_example_is_read_in_its_format_without_a_problem(form: str, text: str) -> None:
    listing = look_at(text.encode(), name="example.txt")
    assert (listing.form, listing.problems) == (form, ())
    assert listing.entries


def test_every_format_has_a_heading_and_an_example() -> None:
    named = {name for heading in HEADINGS for name in re.findall(r"`([a-z-]+)`", heading)}
    shown = {form for form, _ in EXAMPLES}
    assert named - {"json"} == shown, "give each format of docs/listings.md an example"
    assert len(shown) == 15
