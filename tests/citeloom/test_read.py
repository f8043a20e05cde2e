"""`citeloom read`, and what `build` says of listings before it asks anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from citeloom.graph.stores.open_store import open_store
from tests.citeloom.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

BIB = (
    "@article{roe, title={On Trees}, author={Roe, Jane}, year={2019}, doi={10.1000/t}, note={n}}\n"
)


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_a_listing_is_shown_as_a_table_with_its_problems(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "x.bib").write_text(BIB + "@article{nothing, year={2001}}\n")
    ran = command("read", str(tmp_path / "x.bib"))
    assert ran.code == 0
    head, paper, told = ran.out.rstrip().split("\n")
    assert head == "x.bib: bibtex, 1 paper, 1 with an id, 1 not read or read in part"
    assert paper.split() == ["1", "On", "Trees", "2019", "Roe", "doi:10.1000/t"]
    assert told.startswith("2  ! an entry without title and ids")


def test_json_is_one_object_for_one_listing_and_a_list_for_several(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "x.bib").write_text(BIB)
    one = json.loads(command("read", str(tmp_path / "x.bib"), "--format", "json").out)
    assert {key: one["entries"][0][key] for key in ("line", "key", "title", "year", "doi")} == {
        "line": 1, "key": "roe", "title": "On Trees", "year": 2019, "doi": "10.1000/t",
    }  # fmt: skip
    assert one["entries"][0]["authors"] == [{"family": "Roe", "given": "Jane"}]
    assert (one["format"], one["problems"]) == ("bibtex", [])
    both = json.loads(
        command("read", str(tmp_path / "x.bib"), "2204.03574", "--format", "json").out
    )
    assert [each["format"] for each in both] == ["bibtex", "lines"]


def test_stdin_is_read(command: CommandLine) -> None:
    told = json.loads(command("read", "-", "--format", "json", text="arXiv:1706.03762\n").out)
    assert told["entries"][0]["arxiv_id"] == "1706.03762"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("none.txt", "does not exist"),
        ("hf:2025-12-02", "Run citeloom build hf:2025-12-02"),
        ("https://huggingface.co/papers/date/2025-12-02", "Run citeloom build hf:2025-12-02"),
        ("https://example.org/x", "https://example.org/x is an address that names no paper"),
    ],
)
def test_what_cannot_be_read_is_refused_with_no_entries(
    command: CommandLine, source: str, says: str
) -> None:
    ran = command("read", source, "--format", "json")
    assert ran.code == 2
    assert says in ran.err
    told: dict[str, Any] = json.loads(ran.out)
    assert (told["format"], told["entries"]) == (None, [])


def test_a_recognised_listing_of_which_nothing_could_be_read_shows_why(
    command: CommandLine,
) -> None:
    ran = command("read", "-", "--format", "json", text="https://example.org/x\n")
    assert ran.code == 2
    assert [each["line"] for each in json.loads(ran.out)["problems"]] == [1]


def test_build_says_what_it_read_and_what_many_searches_cost(command: CommandLine) -> None:
    titles = "".join(f"A Title about Trees of Kind {n}\n" for n in range(51))
    offline = command(
        "build", "-", "--offline", "--graph", str(command.home / "g.kgl"), text=titles
    )
    assert "stdin: lines, 51 papers, 0 with an id" in offline.err
    assert "credits" not in offline.err
    nowhere = CommandLine(
        command.home,
        **dict.fromkeys(("OPENALEX_URL", "HF_ENDPOINT", "S2_API_URL", "GITHUB_API_URL"), "http://127.0.0.1:9"),
    )  # fmt: skip
    asked = nowhere("build", "-", "--graph", str(command.home / "g.kgl"), text=titles)
    assert "51 papers have no id to look up" in asked.err
    assert "up to 510 credits" in asked.err


def test_key_keywords_and_note_reach_the_graph_and_come_back(
    command: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "x.bib").write_text(
        "@article{my:Key, title={On Trees}, keywords={oak, elm}, note={good}, groups={A}, "
        "file={:C\\:\\\\papers\\\\on trees.pdf:PDF}}\n"
    )
    graph = str(tmp_path / "g.kgl")
    built = command("build", str(tmp_path / "x.bib"), "--offline", "--graph", graph)
    assert built.code == 3, "nobody was asked, and that is said"
    with open_store(graph, mode="read") as store:
        (row,) = store.read(
            "MATCH (p:Paper) RETURN p.citation_key AS key, p.keywords AS keywords, p.note AS note, "
            "p.groups AS groups"
        ).dicts()
    assert row == {"key": "my:Key", "keywords": ["elm", "oak"], "note": "good", "groups": ["A"]}
    bibtex = command("query", "listing", "--format", "bibtex", "--graph", graph).out
    assert "{my:Key," in bibtex
    assert "keywords = {elm, oak}" in bibtex
    assert "note = {good}" in bibtex
    assert "groups = {A}" in bibtex
    assert r"file = {:C\:/papers/on trees.pdf:PDF}" in bibtex
    ris = command("query", "listing", "--format", "ris", "--graph", graph).out
    assert "ID  - my:Key" in ris
    assert "KW  - elm" in ris
    assert r"L1  - :C\:\\papers\\on trees.pdf:PDF" in ris
    csl = json.loads(command("query", "listing", "--format", "csl-json", "--graph", graph).out)
    assert (csl[0]["id"], csl[0]["keyword"], csl[0]["note"]) == ("my:Key", "elm, oak", "good")
