"""Which Citeloom the tests try: the sources beside them, or, with these away, what is installed."""

from __future__ import annotations

import sysconfig
from importlib import import_module
from pathlib import Path

import pytest

from tools.read_imports import ROOMS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_imported_from_the_sources_or_else_from_the_environment(room: str) -> None:
    name = "citeloom" if room == "citeloom" else f"citeloom.{room}"
    found = Path(import_module(name).__file__ or "")
    installed = Path(sysconfig.get_path("purelib"), name.replace(".", "/"))
    assert found.parent == (ROOT / room if (ROOT / "setup.py").exists() else installed)
