"""Each dependency has its reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMES = [re.match(r"[\w-]+", each)[0] for each in PROJECT["dependencies"]]  # type: ignore[index]  # each begins with a name
REASONS = "\n".join(
    page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs/decisions").glob("*.md"))
)


@pytest.mark.parametrize("name", NAMES)
def test_a_dependency_has_its_reason(name: str) -> None:
    assert f"`{name}`" in REASONS, f"Say in docs/decisions/ why `{name}` is needed."
