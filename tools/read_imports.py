"""Read which module imports which from the text of the code; nothing of it is run or installed."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ROOMS = ("graph", "enrich", "queries", "viz", "citeloom")
FIRST_COMMENT = re.compile(r"\A(?:/\*\*?|//)[\s*]*(.*?)\s*(?:\*/)?$", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
SCRIPT_IMPORT = re.compile(r'\b(?:from|import)\s*\(?\s*"([^"\n]+\.js)"')


@dataclass(frozen=True, slots=True)
class Module:
    """A Python module or a script.

    Attributes:
        name: What it is imported by: `citeloom.graph.records`; of a script its path.
        path: Where it lies: `graph/records.py`.
        about: The first line of its docstring, or its first comment.
        imports: What it imports when it runs, at the top or in a function; a string that names a
            module counts too, as `import_module` takes it. Names of other packages are among them.
        types: What it imports for annotations only; in scripts these stand in comments.
    """

    name: str
    path: str
    about: str
    imports: frozenset[str]
    types: frozenset[str] = frozenset()

    @property
    def room(self) -> str:
        """The folder at the top in which it lies."""
        return self.path.partition("/")[0]


@cache
def read_modules(root: Path = ROOT) -> dict[str, Module]:
    """Read the Python modules of all rooms, by name."""
    paths = {_dotted(path): path for path in _files(root, "*.py")}
    return {name: _read_python(root, name, paths) for name in paths}


@cache
def read_scripts(root: Path = ROOT) -> dict[str, Module]:
    """Read the scripts of all rooms, by path."""
    paths = {path: path for path in _files(root, "*.js")}
    return {path: _read_script(root, path, paths) for path in paths}


def _files(root: Path, pattern: str) -> list[str]:
    found = [path for room in ROOMS for path in sorted((root / room).rglob(pattern))]
    return [path.relative_to(root).as_posix() for path in found]


def _dotted(path: str) -> str:
    """Return the name by which a file is imported: the rooms are installed below `citeloom`."""
    parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
    return ".".join(parts if parts[0] == "citeloom" else ["citeloom", *parts])


def _read_python(root: Path, name: str, paths: dict[str, str]) -> Module:
    path = paths[name]
    tree = ast.parse((root / path).read_text(encoding="utf-8"), path)
    package = name if path.endswith("/__init__.py") else name.rpartition(".")[0]
    typed = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.If)
        and ast.unparse(outer.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for statement in outer.body
        for inner in ast.walk(statement)
    }
    runs: set[str] = set()
    types: set[str] = set()
    for node in ast.walk(tree):
        (types if id(node) in typed else runs).update(_imported(node, package, paths))
    about = (ast.get_docstring(tree) or "").partition("\n")[0]
    return Module(name, path, about, frozenset(runs - {name}), frozenset(types - runs - {name}))


def _imported(node: ast.AST, package: str, paths: dict[str, str]) -> Iterator[str]:
    """Yield the names of the modules that a node of the syntax tree imports."""
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: 1 - node.level or None] if node.level else []
        source = ".".join([*above, *filter(None, [node.module])])
        for each in node.names:
            inner = f"{source}.{each.name}"
            yield inner if inner in paths else source
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
        yield from {node.value.partition(":")[0]} & paths.keys()


def _read_script(root: Path, path: str, paths: dict[str, str]) -> Module:
    text = (root / path).read_text(encoding="utf-8")
    about = FIRST_COMMENT.search(text)
    runs, every = (
        frozenset(_script(path, each, paths) for each in SCRIPT_IMPORT.findall(part))
        for part in (COMMENT.sub("", text), text)
    )
    return Module(path, path, about[1] if about else "", runs, every - runs)


def _script(importer: str, address: str, paths: dict[str, str]) -> str:
    """Return the path of an imported script, which a server may offer below another folder."""
    file = address.rpartition("/")[2]
    beside = f"{importer.rpartition('/')[0]}/{file}"
    if address == f"./{file}" and beside in paths:
        return beside
    return next((path for path in paths if path != beside and path.endswith(f"/{file}")), address)
