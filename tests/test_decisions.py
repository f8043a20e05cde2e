"""Each dependency has its reason."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = (
    "citeloom", "citeloom.graph", "citeloom.enrich", "citeloom.queries", "citeloom.viz",
)  # fmt: skip
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMES = [re.match(r"[\w-]+", each)[0] for each in PROJECT["dependencies"]]  # type: ignore[index]  # each begins with a name
REASONS = "\n".join(
    page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs/decisions").glob("*.md"))
)


@pytest.mark.parametrize("name", NAMES)
def test_a_dependency_has_its_reason(name: str) -> None:
    assert f"`{name}`" in REASONS, f"Say in docs/decisions/ why `{name}` is needed."


def imported() -> set[str]:
    """Return the distributions that the rooms import anything from, by normalised name."""
    rooms = [Path(import_module(room).__file__ or "").parent for room in ROOMS]
    files = [path for room in rooms for path in room.rglob("*.py")]
    statements = [
        each for path in files for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    modules = {
        name.split(".")[0]
        for each in statements
        for name in (
            [alias.name for alias in each.names]
            if isinstance(each, ast.Import)
            else [each.module or ""]
            if isinstance(each, ast.ImportFrom)
            else []
        )
    }
    owners = packages_distributions()
    return {
        normalised(owners[module][0])
        for module in modules - sys.stdlib_module_names - {"citeloom", "pandas"}
    }  # pandas is imported where the caller has it


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    assert imported() == {normalised(name) for name in NAMES}
