"""Pages for people who change things name files, folders and modules that are there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tools.read_imports import ROOMS, ROOT

PAGES = [ROOT / "docs/architecture.md", ROOT / "CONTRIBUTING.md"]
TOPS = (*ROOMS, "tests", "bench", "docs", "examples", "tools")
# `graph/records.py`, `enrich/services/`, or a file by its name alone: `fusion.py`.
PATH = re.compile(rf"(?:(?:{'|'.join(TOPS)})/[\w./-]*|\b[\w-]+\.(?:py|js|cypher|d\.ts)\b)")
MODULE = re.compile(rf"(?<![\w./-])(?:citeloom\.)?(?:{'|'.join(ROOMS)})\.[a-z_]+(?:\.[a-z_]+)*")

pytestmark = pytest.mark.sources


@cache
def names() -> frozenset[str]:
    return frozenset(path.name for top in TOPS for path in (ROOT / top).rglob("*"))


def is_there(named: str) -> bool:
    path = named.rstrip("./")
    if "/" in named:
        return (ROOT / path).exists()
    if named.endswith((".py", ".js", ".cypher", ".d.ts")):
        return named in names()
    # `queries.tabular.FORMATS` and `graph.stores` both name something that is there.
    parts = named.removeprefix("citeloom.").split(".")
    below = (ROOT / "citeloom" if parts[0] not in ROOMS else ROOT, *parts)
    for last in range(1, len(below)):
        if Path(*below[:last], f"{below[last]}.py").exists():
            return True
    return Path(*below).is_dir()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {*PATH.findall(text), *MODULE.findall(text)}
    gone = sorted(each for each in named if not is_there(each))
    assert not gone, f"{page.name} names what is not there any more: {gone}"
