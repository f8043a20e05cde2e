"""What is built: one top-level name, everything that the code reads, and no harm by namesakes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import citeloom
from tools.read_imports import ROOMS

ROOT = Path(__file__).parents[2]
SOURCES = (*ROOMS, "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")
# Distributions of the package index that are called as our folders are.
NAMESAKES = ("queries", "enrich", "viz")
EXAMPLE = ("build", str(ROOT / "examples/daily-papers.txt"), "--offline",
           "--archive", str(ROOT / "examples/sample-archive.jsonl"))  # fmt: skip

pytestmark = pytest.mark.packaging


@dataclass(frozen=True)
class Built:
    """What was built: an sdist, the wheel made from it, and the wheel made from the sources."""

    sdist: Path
    wheel: Path
    direct: Path


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command far from the sources; return what it printed, or fail with it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CITELOOM_")}
    for name in ("PYTHONPATH", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"):
        kept.pop(name, None)
    done = subprocess.run(
        command, cwd=cwd, env=kept | {"CITELOOM_HOME": str(cwd / "home")}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert not done.returncode, (
        f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    )
    return done.stdout


def require_index(folder: Path) -> None:
    """Ask the package index for something small; skip the tests when it is out of reach."""
    ask = [sys.executable, "-m", "pip", "download", "--no-deps", "--retries=1", "-d", folder]
    done = subprocess.run([*ask, NAMESAKES[0]], capture_output=True, text=True, check=False)
    if done.returncode:
        if os.environ.get("CITELOOM_REQUIRE_PACKAGING") == "1":
            pytest.fail(f"The tests of the wheel are required, and pip fails:\n{done.stderr}")
        pytest.skip("Building and installing the wheel needs the package index, out of reach here.")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build from a copy, so that nothing left over from earlier builds gets in."""
    folder = tmp_path_factory.mktemp("built")
    require_index(folder)
    for name in SOURCES:
        copy = folder / "sources" / name
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, copy)
    build = (sys.executable, "-m", "build", folder / "sources", "--outdir")
    run(*build, folder / "both", cwd=folder)
    run(*build, folder / "direct", "--wheel", cwd=folder)
    [sdist] = (folder / "both").glob("*.tar.gz")
    [wheel] = (folder / "both").glob("*.whl")
    [direct] = (folder / "direct").glob("*.whl")
    return Built(sdist, wheel, direct)


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_every_file_of_the_rooms_under_one_name_and_nothing_else(
    built: Built,
) -> None:
    files = {
        "/".join(path.relative_to(ROOT / room if room == "citeloom" else ROOT).parts)
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    inside = {name for name in contents(built.wheel) if ".dist-info/" not in name}
    assert {name.partition("/")[0] for name in inside} == {"citeloom"}
    missing = files - {name.removeprefix("citeloom/") for name in inside}
    assert not missing, f"Name these under package-data in pyproject.toml: {sorted(missing)}"
    surplus = {name.removeprefix("citeloom/") for name in inside} - files
    assert not surplus, f"These have no place in the wheel: {sorted(surplus)}"
    for kind in (".cypher", ".js", ".css", ".html", ".svg", "py.typed"):
        assert any(name.endswith(kind) for name in inside)


def test_the_sdist_and_the_sources_give_the_same_wheel(built: Built) -> None:
    assert contents(built.wheel) == contents(built.direct)
    with tarfile.open(built.sdist) as archive:
        folders = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert not folders & {"tests", "bench", "docs", "tools", "build"}


def test_the_package_index_can_show_what_is_built(built: Built) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", built.sdist, built.wheel, cwd=ROOT)


def test_it_works_beside_files_and_distributions_of_the_same_names(
    built: Built, tmp_path: Path
) -> None:
    work, program = tmp_path / "work", tmp_path / "empty/bin/python"
    venv.create(tmp_path / "empty", with_pip=True)
    work.mkdir()
    (work / "viz").mkdir()
    for path in ("graph.py", "viz/__init__.py"):
        (work / path).write_text(f"raise RuntimeError('{path} is not ours')\n", encoding="utf-8")
    install = (program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*install, built.wheel, cwd=work)
    run(*install, "--no-deps", *NAMESAKES, cwd=work)

    version = citeloom.__version__
    command = program.with_name("citeloom")
    assert run(command, "--version", cwd=work) == f"citeloom {version}\n"
    printed = run(program, "-c", "import citeloom; print(citeloom.__version__)", cwd=work)
    assert printed == f"{version}\n"
    assert "foundations" in run(command, "query", cwd=work)
    assert "explore" in run(program, "-m", "citeloom", "--help", cwd=work)
    run(command, *EXAMPLE, cwd=work)
    assert "cited_by_list" in run(command, "query", "foundations", "--format", "csv", cwd=work)
    run(command, "view", "listing-citations", "-o", "page.html", cwd=work)
    assert "Sample work" in (work / "page.html").read_text(encoding="utf-8")
