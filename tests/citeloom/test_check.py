"""`citeloom check`: what it prints, how it ends, and the corrected file that it writes."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

import citeloom
from citeloom.enrich.bibliography_check.check_result import MEANINGS, VERDICTS
from citeloom.enrich.listing import read_listing
from citeloom.enrich.listing.bibtex_entries import BibEntry, scan_bibtex
from citeloom.settings import Settings
from tests.citeloom.command_line import CommandLine, over
from tests.enrich.bibliography_check.small_library import (
    make_library,
    write_entry,
    write_fields,
)
from tests.world import World
from tests.world.universe import source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WRONG = write_entry("wrong", year="2014", pages="531--548")
PREPRINT = write_fields(
    "carpet", "misc",
    {"title": "Attention to Every Thread of a Large Carpet", "author": "Carpet, Fay and Rug, Gil",
     "year": "2017", "eprint": "1706.00005", "archiveprefix": "arXiv"},
)  # fmt: skip
# What a service may say, and must do nothing: end a field, begin an entry, run TeX, steer a
# terminal, mark up a page.
HOSTILE = (
    "Looms}}, @article{evil, \\input{/etc/passwd} \\write18{rm} %x\x1b[31m\u202e <script>a|b`c` "
    "[x](http://evil.example) of a Study"
)


@pytest.fixture
def world() -> Iterator[World]:
    with World(make_library()) as running:
        yield running


@pytest.fixture
def run(world: World, tmp_path: Path) -> CommandLine:
    return over(world, tmp_path / "home")


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    return tmp_path / "refs.bib"


def test_a_clean_bibliography_ends_with_0_and_prints_no_table(run: CommandLine, bib: Path) -> None:
    bib.write_text(write_entry())
    ran = run("check", str(bib))
    assert (ran.code, ran.out) == (0, "")
    assert "refs.bib: 1 entry, 1 agrees; 1 credits of OpenAlex." in ran.err
    assert "Looking up 1 entry with an id costs up to 3 OpenAlex credits" in ran.err


def test_findings_end_with_1_and_are_no_error_message(run: CommandLine, bib: Path) -> None:
    bib.write_text(write_entry() + WRONG + PREPRINT)
    ran = run("check", str(bib))
    assert ran.code == 1
    lines = [line for line in ran.out.split("\n") if line[:6].strip().isdecimal()]
    assert [line.split()[:3] for line in lines] == [
        ["10", "wrong", "differs"], ["19", "carpet", "published"],
    ]  # fmt: skip
    for word in ("rror", "failed", "Traceback"):
        assert word not in ran.err
    assert "3 entries, 1 agrees, 1 differs, 1 published" in ran.err


def test_services_down_end_with_3_and_say_so(tmp_path: Path, bib: Path) -> None:
    names = ("OPENALEX_URL", "HF_ENDPOINT", "S2_API_URL", "GITHUB_API_URL")
    run = CommandLine(tmp_path / "home", **dict.fromkeys(names, "http://127.0.0.1:9"))
    bib.write_text(write_entry() + WRONG)
    ran = run("check", str(bib), "--format", "json")
    assert ran.code == 3
    assert [each["verdict"] for each in json.loads(ran.out)] == ["not-asked", "not-asked"]
    assert "Not complete:" in ran.err


def test_offline_without_an_archive_ends_with_3_and_asks_nobody(
    run: CommandLine, world: World, bib: Path
) -> None:
    bib.write_text(write_entry())
    assert run("check", str(bib), "--offline").code == 3
    assert world.asked() == []


def test_json_is_a_list_of_objects_with_five_keys(run: CommandLine, bib: Path) -> None:
    bib.write_text(write_entry() + WRONG)
    true, wrong = json.loads(run("check", str(bib), "--format", "json").out)
    assert list(true) == ["key", "verdict", "fields", "evidence", "suggestion"]
    assert (true["key"], true["verdict"], true["suggestion"]) == ("roe", "agrees", "")
    assert wrong["fields"]["year"] == {"entry": "2014", "source": "2019", "verdict": "contradicts"}
    assert wrong["fields"]["doi"]["verdict"] == "agrees"
    assert wrong["suggestion"] == "Correct: year = 2019, pages = 431-448."


def test_sarif_has_a_rule_for_each_verdict_and_a_result_at_each_line(
    run: CommandLine, bib: Path, tmp_path: Path
) -> None:
    bib.write_text(write_entry() + WRONG + PREPRINT)
    output = tmp_path / "out.sarif"
    ran = run("check", str(bib), "--format", "sarif", "-o", str(output))
    assert (ran.code, ran.out) == (1, "")
    log: dict[str, Any] = json.loads(output.read_text("utf-8"))
    (sarif,) = log["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [each["id"] for each in rules] == [each for each in VERDICTS if each != "agrees"]
    assert {each["shortDescription"]["text"] for each in rules} < set(MEANINGS.values())
    places = [each["locations"][0]["physicalLocation"] for each in sarif["results"]]
    assert [each["region"]["startLine"] for each in places] == [10, 19]
    assert {each["artifactLocation"]["uri"] for each in places} == {bib.as_uri()}
    for each in sarif["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["message"]["text"]


def test_a_relative_path_stays_relative_in_sarif(
    run: CommandLine, bib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bib.with_name("my refs.bib").write_text(WRONG)
    monkeypatch.chdir(bib.parent)
    log = json.loads(run("check", "my refs.bib", "--format", "sarif").out)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20refs.bib"


def test_stdin_and_other_formats_are_checked_too(run: CommandLine) -> None:
    ran = run("check", "-", "--format", "json", text="https://doi.org/10.1000/weave\n")
    assert (ran.code, json.loads(ran.out)[0]["key"]) == (0, "line 1")


def test_fix_changes_what_contradicts_and_not_a_byte_else(run: CommandLine, bib: Path) -> None:
    before = (
        "% my list\r\n@string{j = {x}}\r\n\r\n@article{wrong,\r\n"
        "  title  = {Weaving Graphs of Citations: A Study of Warps},\r\n"
        "  journal = {Journal of Loom Surveys},\r\n"
        '  year   = 2014 , pages={531--548},\r\n  doi = "10.1000/weave",\r\n'
        "  note={\xfc, mine}\r\n}\r\nnonsense\r\n"
    )
    bib.write_bytes(before.encode("cp1252"))
    fixed = bib.with_name("fixed.bib")
    ran = run("check", str(bib), "--fix", str(fixed))
    assert ran.code == 1
    after = fixed.read_bytes().decode("cp1252")
    assert after == before.replace("2014 ,", "{2019} ,").replace("531--548", "431--448")
    assert bib.read_bytes() == before.encode("cp1252")
    assert f"{fixed}: 1 entry corrected." in ran.err


def test_a_fixed_file_is_clean(run: CommandLine, bib: Path) -> None:
    bib.write_text(
        write_entry("a", title="Weaving Graphs of Quotations: A Study of Warps")
        + write_fields("b", "article", {"title": "Spinning Threads Faster than Looms Can Take Them",
                                        "author": "Dyer, Bob and Spinner, Ada", "year": "2011",
                                        "journal": "Annals of Knitting", "doi": "10.1000/spim"})
        + PREPRINT
    )  # fmt: skip
    fixed = bib.with_name("fixed.bib")
    assert run("check", str(bib), "--fix", str(fixed)).code == 1
    again = run("check", str(fixed), "--format", "json")
    assert [each["verdict"] for each in json.loads(again.out)] == ["agrees"] * 3, again.out
    assert "@inproceedings{carpet," in fixed.read_text("utf-8")
    assert "booktitle = {Advances in Neural Information Processing Systems}" in (
        fixed.read_text("utf-8")
    )


def test_fix_leaves_what_it_cannot_correct_and_names_it(run: CommandLine, bib: Path) -> None:
    bib.write_text(WRONG + write_entry("none", title="Unravelling Sweaters by Moonlight", doi=None))
    ran = run("check", str(bib), "--fix", str(bib.with_name("fixed.bib")))
    assert "Left as they are, see why above: none" in ran.err


@pytest.mark.parametrize("way", ["same", "link", "hard link", "detour"])
@pytest.mark.parametrize("option", ["--fix", "-o"])
def test_the_bibliography_itself_is_never_written_over(
    run: CommandLine, world: World, bib: Path, way: str, option: str
) -> None:
    bib.write_text(WRONG)
    target = bib
    if way == "link":
        target = bib.with_name("link.bib")
        target.symlink_to(bib)
    elif way == "hard link":
        target = bib.with_name("hard.bib")
        os.link(bib, target)
    elif way == "detour":
        target = bib.parent / "home" / ".." / bib.name
        (bib.parent / "home").mkdir(exist_ok=True)
    ran = run("check", str(bib), option, str(target), "--force", "--format", "json")
    assert ran.code == 2
    assert "never written over" in ran.err
    assert bib.read_text() == WRONG
    assert world.asked() == []


def test_a_file_that_is_there_is_written_over_with_force_only(run: CommandLine, bib: Path) -> None:
    bib.write_text(WRONG)
    fixed = bib.with_name("fixed.bib")
    fixed.write_text("mine")
    ran = run("check", str(bib), "--fix", str(fixed))
    assert (ran.code, fixed.read_text()) == (1, "mine")
    assert "exists" in ran.err
    run("check", str(bib), "--fix", str(fixed), "--force")
    assert "2019" in fixed.read_text()


def test_fix_of_another_format_is_refused_before_anything_is_asked(
    run: CommandLine, world: World, tmp_path: Path
) -> None:
    ris = tmp_path / "x.ris"
    ris.write_text("TY  - JOUR\nTI  - Weaving Graphs of Citations\nDO  - 10.1000/weave\nER  - \n")
    ran = run("check", str(ris), "--fix", str(tmp_path / "y.bib"))
    assert ran.code == 2
    assert "--fix corrects BibTeX" in ran.err
    assert world.asked() == []


@pytest.fixture
def hostile(world: World, bib: Path) -> Path:
    """A bibliography of which a service says what would do harm."""
    world.universe.add_work(
        "W6666", f"Carding Wool by Hand: {HOSTILE}", year=2019, doi="10.1000/wool",
        source=source("S66", f"Annals of {HOSTILE}"), authors=(f"Eve {HOSTILE[:40]}", "Jo Carder"),
        biblio={"volume": "1}", "issue": None, "first_page": "7} @x{", "last_page": "9\\x"},
    )  # fmt: skip
    bib.write_text(
        write_fields("wool", "article", {"title": "Combing Wool by Hand", "year": "2011",
                                         "author": "Carder, Jo and Roe, Ann", "volume": "3",
                                         "pages": "70--90", "journal": "Wool Quarterly Science",
                                         "doi": "10.1000/wool"})
        + write_entry()
    )  # fmt: skip
    return bib


def test_hostile_values_of_services_stay_values_in_a_fixed_file(
    run: CommandLine, hostile: Path
) -> None:
    fixed = hostile.with_name("fixed.bib")
    assert run("check", str(hostile), "--fix", str(fixed)).code == 1
    text = fixed.read_text("utf-8")
    entries = [each for each in scan_bibtex(text) if isinstance(each, BibEntry)]
    assert [(each.key, each.faults) for each in entries] == [("wool", []), ("roe", [])]
    assert set(entries[0].fields) == {
        "title", "year", "author", "volume", "pages", "journal", "doi",
    }  # fmt: skip
    for command in ("\\input", "\\write"):
        assert command not in text
    assert not {"\x1b", "\u202e"} & set(text)
    assert text.endswith(write_entry())
    assert len(read_listing(text.encode(), name="x.bib").entries) == 2


@pytest.mark.parametrize("form", ["table", "markdown", "sarif", "json"])
def test_hostile_values_are_inert_in_every_format(
    run: CommandLine, hostile: Path, form: str
) -> None:
    ran = run("check", str(hostile), "--format", form, terminal=True)
    shown = ran.out if form in ("markdown", "sarif") else ran.out.replace("\x1b[0m", "")
    assert "\u202e" not in shown
    assert "\x1b[31m" not in shown
    if form == "markdown":
        row = next(line for line in shown.split("\n") if "| wool |" in line)
        assert row.replace("\\|", "").count("|") == 6
        assert "<script>" not in row
        assert "](" not in row.replace("\\](", "").replace("\\]", "")
    if form in ("json", "sarif"):
        json.loads(shown)


def test_many_titles_are_asked_about_first(run: CommandLine, world: World) -> None:
    titles = "".join(f"A Title about Trees of Kind {n}\n" for n in range(51))
    ran = run("check", "-", "--quiet", text=titles)
    assert "51 papers have no id to look up" in ran.err
    assert "up to 510 credits" in ran.err
    assert ran.code == 1
    assert world.asked()


@pytest.mark.parametrize(
    ("given", "says"),
    [("none.bib", "does not exist"), ("hf:2025-12-02", "nothing in it to check"), (".", "folder")],
)
def test_what_cannot_be_checked_is_refused(run: CommandLine, given: str, says: str) -> None:
    ran = run("check", given)
    assert ran.code == 2
    assert says in ran.err


def test_from_python(world: World, bib: Path, tmp_path: Path) -> None:
    bib.write_text(write_entry() + WRONG)
    settings = Settings(
        citeloom_home=tmp_path / "home",
        openalex_url=world.openalex_url,
        hf_endpoint=world.hub_url,
        s2_api_url=world.s2_url,
    )
    done = citeloom.check(bib, settings=settings)
    assert [each.key for each in done.findings] == ["wrong"]
    assert done.findings[0].correction.year == 2019
    assert done.exit_code == 1
