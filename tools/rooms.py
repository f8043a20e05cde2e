"""Print the rooms: what each module is for, and which modules it imports.

::

    python -m tools.rooms                      # all of them
    python -m tools.rooms enrich/matching      # one folder
    python -m tools.rooms graph/records.py     # one module, and who imports it
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import PurePosixPath
from textwrap import fill

from tools.read_imports import ROOMS, Module, read_modules, read_scripts


def main(wanted: str = "") -> int:
    """Print the modules below a path from the root of the repository, or all."""
    modules = read_modules() | read_scripts()
    shown = [m for m in modules.values() if PurePosixPath(m.path).is_relative_to(wanted)]
    shown.sort(key=lambda module: ROOMS.index(module.room))
    for room, inside in groupby(shown, key=lambda module: module.room):
        print(f"{room}/")
        for module in inside:
            describe(module, modules, backwards=len(shown) == 1)
    if not shown:
        print(f"Nothing is at {wanted}; name a folder or a module as in graph/records.py.")
    return 0 if shown else 1


def describe(module: Module, modules: dict[str, Module], *, backwards: bool) -> None:
    """Print a module, what it imports of Citeloom, and, when asked, who imports it."""
    print(f"\n  {module.path}\n      {module.about}")
    joined = module.imports | module.types
    print_paths("imports", [modules[name].path for name in joined if name in modules])
    if backwards:
        by = [m.path for m in modules.values() if module.name in m.imports | m.types]
        print_paths("imported by", by)


def print_paths(what: str, paths: list[str]) -> None:
    """Print a list of paths below each other's beginning, or nothing."""
    if paths:
        words = f"{what}: {', '.join(sorted(paths))}"
        print(
            fill(
                words,
                100,
                initial_indent=" " * 6,
                subsequent_indent=" " * 8,
                break_on_hyphens=False,
            )
        )


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
