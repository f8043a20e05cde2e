"""Where the packages lie: rooms stand at the top of the repository, and in `citeloom` once built.

Everything else is declared in pyproject.toml, which has no way to look for packages in folders that
are named otherwise than what they are imported as. docs/decisions/packaging.md has the reasons.
"""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
ROOMS = ("graph", "enrich", "queries", "viz")

setup(
    packages=[
        "citeloom",
        *(f"citeloom.{name}" for name in find_packages(str(HERE / "citeloom"))),
        *(f"citeloom.{room}" for room in ROOMS),
        *(f"citeloom.{room}.{name}" for room in ROOMS for name in find_packages(str(HERE / room))),
    ],
    package_dir={f"citeloom.{room}": room for room in ROOMS},
)
