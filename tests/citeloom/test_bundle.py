"""`citeloom bundle`: a project goes to somebody else in one file, and nothing else goes with it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.enrich.archive import Archive
from citeloom.enrich.archive_info import describe_archive
from citeloom.enrich.listing import read_listing
from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import ROOT, CommandLine, over
from tests.graph_dump import dump
from tests.world import World
from tests.world.sample import sample_universe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Hostile = Callable[[Path, Path], None]

LISTING = ROOT / "tests/kept/version-1/papers.txt"
SECRETS = {"OPENALEX_API_KEY": "secret-key", "HF_TOKEN": "secret-token", "NEO4J_PASSWORD": "secret"}
BUILD = ("build", "lists/papers.txt", "--citing", "2", "--grow", "50", "-q")
PROJECT = """
name = "Review"
id = "abc123"
graph = "graphs/review.kgl"
citing = 2

[[listings]]
path = "lists/papers.txt"
name = "the list"
grow = 50
"""
FILES = {"citeloom.toml", "lists/papers.txt", "archive.jsonl.gz", "graphs/review.kgl"}
OTHER = ("openalex", "work", "W1", {"id": "W1", "title": "Of another project"}, "2026-01-01")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project and a home; the home's archive has a record of something else."""
    top: Path = tmp_path_factory.mktemp("made")
    (top / "project/lists").mkdir(parents=True)
    shutil.copyfile(LISTING, top / "project/lists/papers.txt")
    (top / "project/private.txt").write_text("a secret of mine")
    (top / "project/citeloom.toml").write_text(PROJECT)
    with (
        World(sample_universe(read_listing(LISTING).entries)) as world,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.chdir(top / "project")
        run = over(world, top / "home", **SECRETS)
        done = run(*BUILD, "--graph", "graphs/review.kgl")
        assert done.code == 0, done.err
    with Archive.open(top / "home/archive.sqlite", mode="write") as archive:
        archive.put(*OTHER)
    return top


@pytest.fixture
def mine(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in whose project commands run."""
    top = tmp_path / "mine"
    shutil.copytree(made, top)
    monkeypatch.chdir(top / "project")
    return top


def bundle(top: Path, *arguments: str) -> tuple[Path, str]:
    path = top / "review.zip"
    done = CommandLine(top / "home", **SECRETS)("bundle", "-o", str(path), *arguments)
    assert done.code == 0, done.err
    return path, done.err


def read_names(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as packed:
        return {*packed.namelist()} - {"bundle.json", "README.txt"}


def test_a_colleague_gets_the_same_graph_offline(mine: Path, tmp_path: Path) -> None:
    path, said = bundle(mine)
    assert read_names(path) == FILES
    assert "Only the records that the project's listings use" in said
    theirs = CommandLine(tmp_path / "their-home")
    done = theirs("bundle", "--open", str(path), str(tmp_path / "theirs"))
    assert done.code == 0, done.err
    os.chdir(tmp_path / "theirs")  # back by the fixture
    assert theirs(*BUILD, "--offline", "--graph", "anew.kgl").code == 0
    with (
        open_store("graphs/review.kgl", mode="read") as given,
        open_store("anew.kgl", mode="read") as anew,
        open_store(str(mine / "project/graphs/review.kgl"), mode="read") as own,
    ):
        assert dump(given) == dump(own)
        assert dump(anew) == dump(own)


def test_nothing_else_of_mine_is_in_it(mine: Path) -> None:
    path, _ = bundle(mine)
    with zipfile.ZipFile(path) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
        whole += gzip.decompress(packed.read("archive.jsonl.gz"))
    for word in (b"secret", b"Of another project", str(mine).encode(), b"127.0.0.1"):
        assert word not in whole, word


def test_the_same_is_the_same_file(mine: Path) -> None:
    path, _ = bundle(mine)
    first = path.read_bytes()
    bundle(mine, "--force")
    assert path.read_bytes() == first


def test_with_decisions_all_records_go_and_it_says_so(mine: Path) -> None:
    (mine / "project/decisions.jsonl").write_text("{}\n")
    path, said = bundle(mine)
    assert "all of your archive" in said
    assert read_names(path) == {*FILES, "decisions.jsonl"}
    with zipfile.ZipFile(path) as packed:
        assert b"Of another project" in gzip.decompress(packed.read("archive.jsonl.gz"))


def test_without_a_project_archive_and_graph_go(mine: Path, tmp_path: Path) -> None:
    (mine / "project/citeloom.toml").unlink()
    path, said = bundle(mine, "--graph", "graphs/review.kgl")
    assert read_names(path) == {"archive.jsonl.gz", "graph.kgl"}
    assert "all records" in said
    theirs = CommandLine(tmp_path / "their-home")
    done = theirs("bundle", "--open", str(path), str(tmp_path / "theirs"))
    assert "--graph" in done.err
    count = describe_archive(mine / "home/archive.sqlite").records
    assert describe_archive(tmp_path / "their-home/archive.sqlite").records == count


def test_a_graph_on_a_server_is_not_copied(mine: Path) -> None:
    file = mine / "project/citeloom.toml"
    file.write_text(PROJECT.replace("graphs/review.kgl", "neo4j://127.0.0.1:1"))
    path, said = bundle(mine)
    assert "not copied" in said
    assert "build --offline" in said
    assert read_names(path) == FILES - {"graphs/review.kgl"}


def test_a_projects_own_archive_is_the_one_that_is_given_and_filled(
    mine: Path, tmp_path: Path
) -> None:
    (mine / "home/archive.sqlite").rename(mine / "project/records.sqlite")
    own = PROJECT.replace("citing = 2", 'citing = 2\narchive = "records.sqlite"')
    (mine / "project/citeloom.toml").write_text(own)
    path, _ = bundle(mine)
    theirs = CommandLine(tmp_path / "their-home")
    assert theirs("bundle", "--open", str(path), str(tmp_path / "theirs")).code == 0
    assert describe_archive(tmp_path / "theirs/records.sqlite").records > 300
    assert not (tmp_path / "their-home/archive.sqlite").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("grow = 50", 'openalex_api_key = "x"'), "openalex_api_key", id="a key"),
        pytest.param(('id = "abc123"', 'id = "a"\nhf_token = "x"'), "hf_token", id="a token"),
        pytest.param(("lists/papers.txt", "../papers.txt"), "outside", id="a listing above"),
        pytest.param(("lists/papers.txt", "/etc/passwd"), "outside", id="a listing elsewhere"),
        pytest.param(("lists/papers.txt", "lists/link.txt"), "outside", id="a link elsewhere"),
        pytest.param(("lists/papers.txt", "lists/none.txt"), "is not there", id="no listing"),
        pytest.param(("graphs/review.kgl", "../review.kgl"), "outside", id="a graph above"),
        pytest.param(("graphs/review.kgl", "neo4j://me:pw@host"), "credentials", id="a password"),
        pytest.param(('name = "Review"', "name = "), "cannot be read", id="no TOML"),
        pytest.param(("grow = 50", 'grow = "x"'), "grow", id="no number"),
    ],
)
def test_a_project_that_cannot_be_given_is_refused(
    mine: Path, change: tuple[str, str], said: str
) -> None:
    (mine / "project/lists/link.txt").symlink_to(mine / "home/archive.sqlite")
    (mine / "project/citeloom.toml").write_text(PROJECT.replace(*change))
    done = CommandLine(mine / "home")("bundle", "-o", str(mine / "review.zip"))
    assert done.code == 2
    assert said in done.err
    assert "pw@" not in done.err
    assert not (mine / "review.zip").exists()


def test_nothing_is_written_over(mine: Path, tmp_path: Path) -> None:
    path, _ = bundle(mine)
    run = CommandLine(mine / "home")
    before = path.read_bytes()
    assert run("bundle", "-o", str(path)).code == 1
    assert path.read_bytes() == before
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    done = run("bundle", "--open", str(path), str(folder))
    assert done.code == 1
    assert [each.name for each in folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    "arguments", [(), ("-o", "a.zip", "--open", "b.zip"), ("-o", "a.zip", "x")]
)
def test_it_either_writes_or_opens(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert CommandLine(tmp_path)("bundle", *arguments).code == 2


# Bundles that somebody else has made.


def rewrite(path: Path, out: Path, files: dict[str, Any], *, told: bool = True) -> None:
    """Copy a bundle with files more, or with others of a name; `told` names them in it."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        about = json.loads(old.read("bundle.json"))
        about["files"] |= dict.fromkeys(files) if told else {}
        for name in set(old.namelist()) - {*files, "bundle.json"}:
            new.writestr(name, old.read(name))
        for name, content in files.items():
            new.writestr(zipfile.ZipInfo(name) if isinstance(content, str) else content[0],
                         content if isinstance(content, str) else content[1],
                         zipfile.ZIP_DEFLATED)  # fmt: skip
        new.writestr("bundle.json", json.dumps(about))


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def twice(path: Path, out: Path) -> None:
    rewrite(path, out, {"A.txt": "1", "a.txt": "2"})


HOSTILE: dict[str, Hostile] = {
    "a name above": lambda path, out: rewrite(path, out, {"../evil.txt": "x"}),
    "a name above, deep": lambda path, out: rewrite(path, out, {"a/../../evil.txt": "x"}),
    "an absolute name": lambda path, out: rewrite(path, out, {"/evil.txt": "x"}),
    "a name of Windows": lambda path, out: rewrite(path, out, {"..\\evil.txt": "x"}),
    "a drive": lambda path, out: rewrite(path, out, {"C:evil.txt": "x"}),
    "a folder": lambda path, out: rewrite(path, out, {"evil/": ""}),
    "a link": lambda path, out: rewrite(path, out, {"l": (link("l"), "/etc/passwd")}),
    "two of a name": twice,
    "a file that it does not name": lambda path, out: rewrite(path, out, {"x": "x"}, told=False),
    "a bomb": lambda path, out: rewrite(path, out, {"x": "0" * 10_000_000}),
    "another list": lambda path, out: rewrite(path, out, {"lists/papers.txt": "x"}, told=False),
    "a project elsewhere": lambda path, out: rewrite(
        path, out, {"citeloom.toml": PROJECT.replace("graphs/review.kgl", "../../graph.kgl")}
    ),
    "settings in the project": lambda path, out: rewrite(
        path, out, {"citeloom.toml": PROJECT + '\n[neo4j]\nuri = "neo4j://elsewhere"\n'}
    ),
    "no bundle": lambda _, out: zipfile.ZipFile(out, "w").close(),
    "no zip": lambda _, out: out.write_text("hello") and None,
    "cut off": lambda path, out: out.write_bytes(path.read_bytes()[:-500]) and None,
    "a later version": lambda _, out: make_empty(out, {"citeloom_bundle": 99, "files": {}}),
    "files that are no table": lambda _, out: make_empty(out, {"citeloom_bundle": 1, "files": 1}),
}


def make_empty(out: Path, about: dict[str, Any]) -> None:
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("bundle.json", json.dumps(about))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_damaged_bundle_unpacks_nothing(mine: Path, kind: str) -> None:
    path, _ = bundle(mine)
    (mine / "in").mkdir()
    out = mine / "in/hostile.zip"
    HOSTILE[kind](path, out)
    before = sorted(mine.rglob("*"))
    done = CommandLine(mine / "in/home")("bundle", "--open", str(out), str(mine / "in/new"))
    assert done.code == 2, done.err
    assert done.err.strip()
    assert sorted(mine.rglob("*")) == before


def test_a_bit_that_fell_over_is_noticed(mine: Path) -> None:
    path, _ = bundle(mine)
    with zipfile.ZipFile(path) as packed:
        info = packed.getinfo("lists/papers.txt")
    content = bytearray(path.read_bytes())
    content[info.header_offset + 200] ^= 1
    path.write_bytes(content)
    done = CommandLine(mine / "home")("bundle", "--open", str(path), str(mine / "new"))
    assert done.code == 2
    assert not (mine / "new").exists()
