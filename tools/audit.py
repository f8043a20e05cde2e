"""The dependencies that a user installs: their licences, and known vulnerabilities.

::

    python -m tools.audit

It prints a table and fails where a licence is none of those that are known to fit, or where
`pip-audit` knows of a vulnerability. Of how many dependencies it was answered is told too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

# Licences under which a dependency may be used and passed on without a condition on our own code.
FITTING = (
    "Apache", "BSD", "CC0", "ISC", "MIT", "MPL", "PSF", "Python Software Foundation", "Unlicense",
    "Zlib", "0BSD",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dependency:
    """A distribution that a user installs, by name, version and licence."""

    name: str
    version: str
    licence: str

    @property
    def fits(self) -> bool:
        """Whether its licence is known to fit."""
        return any(word in self.licence for word in FITTING)


def list_dependencies(root: str = "citeloom") -> list[Dependency]:
    """Return what a distribution needs, and what that needs, by name, without extras."""
    found: dict[str, Dependency] = {}
    waiting = list(_list_needed(distribution(root)))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            there = distribution(name)
        except PackageNotFoundError:  # of another platform or version of Python
            continue
        found[name] = Dependency(name, there.version, read_licence(there))
        waiting += _list_needed(there)
    return [found[name] for name in sorted(found)]


def read_licence(there: Distribution) -> str:
    """Return what a distribution says of its licence: the expression, the classifiers or a line."""
    said = there.metadata
    expression = said.get_all("License-Expression", [])
    if expression:
        return str(expression[0])
    classified = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier", [])
        if each.startswith("License :: ") and each != "License :: OSI Approved"
    ]
    lines = "".join(said.get_all("License", [])).strip().splitlines()
    return ", ".join(classified) or (lines[0][:60] if lines else "") or "not told"


def find_vulnerabilities(found: list[Dependency]) -> tuple[list[str], str]:
    """Ask pip-audit; return a line for each known vulnerability, and how far it was answered.

    A dependency that it has no answer for is not one without vulnerabilities.

    Args:
        found: What is looked up, at exactly these versions.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "requirements.txt"
        path.write_text("".join(f"{each.name}=={each.version}\n" for each in found))
        done = subprocess.run(  # noqa: S603 - our own interpreter, names from metadata
            [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--format", "json",
             "--progress-spinner", "off", "--timeout", "10", "-r", str(path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        looked_up = [each for each in json.loads(done.stdout)["dependencies"] if "vulns" in each]
    except (ValueError, KeyError):
        looked_up = []
    told = [
        f"{each['name']} {each['version']}: {vulnerability['id']}, mended in "
        f"{', '.join(vulnerability['fix_versions']) or 'no version'}"
        for each in looked_up
        for vulnerability in each["vulns"]
    ]
    how_far = f"pip-audit knows of {len(told)} vulnerabilities in {len(looked_up)} of them"
    if len(looked_up) < len(found):
        how_far += f"; for {len(found) - len(looked_up)} it got no answer, and nothing is known"
    return told, f"{how_far}."


def main() -> int:
    """Print the table and what is known; return 1 where a licence or a vulnerability is wrong."""
    found = list_dependencies()
    widths = [max(len(getattr(each, key)) for each in found) for key in ("name", "version")]
    for each in found:
        mark = "" if each.fits else "  <- is none of those that are known to fit"
        print(f"{each.name:{widths[0]}}  {each.version:{widths[1]}}  {each.licence}{mark}")
    told, how_far = find_vulnerabilities(found)
    wrong = [each.name for each in found if not each.fits]
    print(f"\n{len(found)} dependencies, {len(found) - len(wrong)} with a licence that fits.")
    print("\n".join([*told, how_far]))
    return 1 if wrong or told else 0


def _list_needed(there: Distribution) -> Iterator[str]:
    for text in there.requires or ():
        needed = Requirement(text)
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            yield re.sub(r"[-_.]+", "-", needed.name).lower()


if __name__ == "__main__":
    sys.exit(main())
