"""The rooms as contracts: which way imports go, that none goes in a circle, that names are unique.

`python -m tools.rooms` prints who imports whom.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from tools.read_imports import ROOMS, ROOT, Module, read_modules, read_scripts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.sources

MAY_IMPORT = {
    "graph": {"graph"},
    "enrich": {"graph", "enrich"},
    "queries": {"graph", "queries"},
    "viz": {"graph", "queries", "viz"},
    "citeloom": {"graph", "enrich", "queries", "viz", "citeloom"},
}
# They are called after the commands of the command line.
COMMANDS = PurePosixPath("citeloom/commands")


def test_each_room_has_its_contract() -> None:
    assert tuple(MAY_IMPORT) == ROOMS
    assert {module.room for module in read_modules().values()} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    modules = read_modules()
    wrong = [
        f"{module.path} imports {modules[name].path}"
        for module in modules.values()
        if module.room == room
        for name in sorted(module.imports | module.types)
        if name in modules and modules[name].room not in MAY_IMPORT[room]
    ]
    assert not wrong, (
        f"Move what both need into a room below, or hand it over as an argument: {wrong}"
    )


@pytest.mark.parametrize("read", [read_modules, read_scripts])
def test_no_module_imports_itself_by_way_of_others(read: Callable[[], dict[str, Module]]) -> None:
    modules = read()
    imports = nx.DiGraph(
        (module.name, name)
        for module in modules.values()
        for name in module.imports
        if name in modules
    )
    circles = [sorted(each) for each in nx.strongly_connected_components(imports) if len(each) > 1]
    assert not circles, f"Move what these share into a module that imports none of them: {circles}"


def test_citeloom_is_imported_by_its_one_name_and_imports_nothing_that_is_not_installed() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"citeloom"}
    wrong = [
        f"{module.path} imports {name}"
        for module in read_modules().values()
        for name in sorted(module.imports | module.types)
        if name.partition(".")[0] in folders
    ]
    assert {"graph", "tests", "docs", "bench", "tools"} <= folders
    assert not wrong, f"Say citeloom.graph and the like; the wheel has no other name: {wrong}"


def test_a_module_name_stands_once() -> None:
    twice = {
        f"{name}.{kind}": paths
        for kind, modules in (("py", read_modules()), ("js", read_scripts()))
        for name, paths in named(modules).items()
        if len(paths) > 1
    }
    assert not twice, f"Give each of these a name that says what it does: {twice}"


def named(modules: dict[str, Module]) -> dict[str, list[str]]:
    """Return the paths for each name; a package is called as its folder."""
    found = defaultdict(list)
    for path in (PurePosixPath(module.path) for module in modules.values()):
        if path.parent != COMMANDS and path.stem != "__main__":
            found[path.parent.name if path.stem == "__init__" else path.stem].append(str(path))
    return found


# Each way to import `citeloom.queries.guard`, and whether it imports it when it runs.
WAYS = {
    "import citeloom.queries.guard": True,
    "from citeloom.queries import guard": True,
    "from citeloom.queries.guard import check": True,
    "from ..queries import guard": True,
    "from ..queries.guard import check as c": True,
    "def f():\n    from citeloom.queries.guard import check": True,
    "try:\n    import citeloom.queries.guard as g\nexcept ImportError:\n    g = None": True,
    "importlib.import_module('citeloom.queries.guard')": True,
    "uvicorn.run('citeloom.queries.guard:app')": True,
    "if TYPE_CHECKING:\n    from citeloom.queries import guard": False,
    "if typing.TYPE_CHECKING:\n    import citeloom.queries.guard": False,
    "if not TYPE_CHECKING:\n    import citeloom.queries.guard": True,
}


@pytest.mark.parametrize(("text", "runs"), WAYS.items())
def test_every_way_to_import_is_seen(tmp_path: Path, text: str, *, runs: bool) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries/guard.py").touch()
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph/lower.py").write_text(text, encoding="utf-8")
    lower = read_modules(tmp_path)["citeloom.graph.lower"]
    assert "citeloom.queries.guard" in (lower.imports if runs else lower.types)
    assert "citeloom.queries.guard" not in (lower.types if runs else lower.imports)
