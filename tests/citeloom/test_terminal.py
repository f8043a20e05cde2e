"""What goes to a terminal makes it do nothing; what goes into a pipe stays as it is."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.plain_text import CONTROLS, TURNING, make_inert
from citeloom.graph.stores.embedded import EmbeddedStore
from citeloom.progress import show_progress
from citeloom.queries.catalogue import list_queries
from citeloom.terminal import InertStream, guard_terminal
from tests.citeloom.command_line import ROOT, CommandLine, Terminal, over
from tests.hostile_graph import SEQUENCES, TEXTS, find_active, hostile_records
from tests.queries.questions import parameters
from tests.queries.stores import fill
from tests.world import World
from tests.world.universe import Universe

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "\x1b]0;a new title\x07\x1b[2J\u202e"
EVERY_TITLE = "MATCH (p:Paper) RETURN p.id, p.title, p.abstract, p.keywords, p LIMIT 200"
FORMS = ("table", "csv", "json", "jsonl", "markdown", "bibtex", "biblatex", "ris", "csl-json",
         "latex")  # fmt: skip
OURS = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;id=[\d-]+;https://[^\x1b]*\x1b\\|\x1b\]8;;\x1b\\")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    home: Path = tmp_path_factory.mktemp("hostile")
    with EmbeddedStore(home / "graph.kgl", "write") as store:
        fill(store, hostile_records())
    (home / "notes.txt").write_text("\n".join(TEXTS), encoding="utf-8")
    entries = (
        f"@misc{{k{n}, title={{A title {t}}}, doi={{10.1/{n}}}}}" for n, t in enumerate(TEXTS)
    )
    (home / "list.bib").write_text("\n\n".join(entries), encoding="utf-8")
    return CommandLine(home, TERM="dumb")


def name_questions() -> list[tuple[str, ...]]:
    """Return a question of each name, with parameters that the graph has answers to."""
    asked = []
    for query in list_queries():
        values = parameters(query, ("W1000", "W1001", "W1002"), ("A001", "A002"))
        pairs = [
            f"{name}={','.join(value) if isinstance(value, list) else value}"
            for name, value in values.items()
        ]
        asked.append(("query", query.name, *(word for pair in pairs for word in ("-p", pair))))
    return asked


COMMANDS = [
    *name_questions(),
    *(("cypher", EVERY_TITLE, "--format", form) for form in FORMS),
    *(("query", "most-cited", "--format", form) for form in FORMS),
    *(("related", "--format", form) for form in
      ("markdown", "bibtex", "biblatex", "ris", "csl-json", "csv", "latex", "json")),
    ("related", "--explain"),
    *((command, "--format", form) for command in ("main-path", "origins") for form in FORMS),
    ("main-path", "-o", "{home}/path.html"),
    ("origins", "-o", "{home}/origins.html"),
    ("status", "--offline"),
    ("status", "--offline", "--format", "json"),
    ("read", "{home}/notes.txt"),
    ("read", "{home}/list.bib"),
    ("read", "{home}/list.bib", "--format", "json"),
    ("build", "{home}/list.bib", "--dry-run"),
    ("build", "{home}/list.bib", "--offline", "--graph", "{home}/other.kgl"),
    ("view", "-o", f"{{home}}/{EVIL}.html"),
    ("export", "graphml", "-o", f"{{home}}/{EVIL}.graphml"),
    ("query", "--show", "foundations"),
    ("query",),
    # Errors repeat what was given.
    ("query", EVIL),
    ("query", "references", "-p", f"paper={EVIL}"),
    ("query", "references", "-p", EVIL),
    ("cypher", f"MATCH {EVIL}"),
    ("cypher", f"RETURN '{EVIL}' AS `a{EVIL}`"),
    ("related", EVIL),
    ("main-path", EVIL),
    ("origins", EVIL),
    ("read", EVIL),
    ("read", f"{{home}}/{EVIL}.txt"),
    ("build", EVIL),
    ("build", f"--{EVIL}"),
    ("build", "x", "--citing", EVIL),
    ("status", "--offline", "--graph", f"/{EVIL}"),
    ("status", "--offline", "--graph", f"neo4j://{EVIL}"),
    ("explore", "--host", EVIL, "--no-browser"),
    ("explore", "--host", "nowhere.invalid" + "\x9b", "--no-browser"),
    (EVIL,),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: repr(" ".join(words))[:60])
def test_no_command_sends_a_terminal_what_it_obeys(
    run: CommandLine, words: tuple[str, ...]
) -> None:
    given = [word.replace("\x00", "").replace("{home}", str(run.home)) for word in words]
    done = run(*given, terminal=True)
    assert find_active(done.out + done.err) == set()
    assert done.out or done.err or words[0] == "query", "a question may have no answer"


def test_the_hostile_texts_are_in_what_is_shown(run: CommandLine) -> None:
    done = run("cypher", "MATCH (p:Paper) WHERE p.title CONTAINS 'new title' RETURN p.title",
               terminal=True)  # fmt: skip
    assert "]0;a new title" in done.out
    assert find_active(run("cypher", EVERY_TITLE, "--format", "csv").out) >= {
        "\x1b",
        "\x9b",
        "\x07",
    }


@pytest.mark.parametrize("words", [
    pytest.param(("cypher", EVERY_TITLE), id="rows"),
    pytest.param(("cypher", "MATCH (p:Paper) WHERE p.listed RETURN p.id AS id, p.title AS title"),
                 id="titles with links"),
    pytest.param(("query", "most-cited"), id="a question"),
    pytest.param(("query", "paper", "-p", "paper=W1000"), id="one row"),
])  # fmt: skip
def test_on_a_terminal_with_colours_only_ours_are_sent(
    run: CommandLine, words: tuple[str, ...]
) -> None:
    colourful = CommandLine(run.home, TERM="xterm-256color", COLUMNS="200")
    done = colourful(*words, terminal=True)
    assert "\x1b[" in done.out, "the tables have colours"
    assert find_active(OURS.sub("", done.out)) == set()


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "bibtex", "ris"])
@pytest.mark.parametrize("asked", [("cypher", EVERY_TITLE), ("query", "most-cited")],
                         ids=["cypher", "query"])  # fmt: skip
def test_a_pipe_gets_what_a_file_gets(
    run: CommandLine, form: str, asked: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "answer"
    assert run(*asked, "--format", form, "-o", str(path)).code == 0
    assert run(*asked, "--format", form).out.encode() == path.read_bytes()


def test_what_services_answer_is_inert_in_reports(tmp_path: Path) -> None:
    title = "A title that two papers have"
    listing = tmp_path / f"list{EVIL}.txt"
    listing.write_text(f"{title}\n", encoding="utf-8")
    known = Universe()
    known.add_hub_paper("1706.03762", f"Attention {EVIL}", authors=(EVIL,))
    for number in (1, 2):
        known.add_work(f"W{number}", f"{title} {EVIL}", year=2000 + number, authors=(EVIL,))
    with World(known) as world:
        ask = over(world, tmp_path, TERM="dumb")
        for words in (("build", str(listing)), ("doctor",)):
            done = ask(*words, terminal=True)
            assert "a new title" in done.out
            assert find_active(done.out + done.err) == set()


def test_bars_and_notes_are_inert() -> None:
    terminal = Terminal()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(terminal):
        patch.setenv("TERM", "dumb")
        guard_terminal()
        with show_progress(quiet=False) as progress:
            for number, text in enumerate(SEQUENCES):
                progress(f"stage {text}", number, len(SEQUENCES))
                progress.note(text)
    assert "a new title" in terminal.getvalue()
    assert find_active(terminal.getvalue()) <= {"\r"}


def test_a_warning_and_a_traceback_are_inert() -> None:
    """On a real terminal, in a process of its own."""
    code = (
        "import sys, warnings; from citeloom.terminal import guard_terminal; guard_terminal()\n"
        f"warnings.warn({EVIL!r}); print({EVIL!r}); sys.stdout.flush(); raise ValueError({EVIL!r})"
    )
    shown = run_on_terminal(sys.executable, "-c", code)
    assert shown.count("a new title") >= 3
    assert find_active(shown) <= {"\r"}


def test_the_command_line_is_inert_on_a_real_terminal(run: CommandLine) -> None:
    question = "MATCH (p:Paper) WHERE p.title CONTAINS 'new title' RETURN p.title"
    shown = run_on_terminal(
        sys.executable, "-m", "citeloom", "cypher", question, "--format", "csv", **run.environment
    )
    assert "a new title" in shown
    assert find_active(shown) <= {"\r"}


def run_on_terminal(*words: str, **environment: str) -> str:
    """Run a program on a terminal of its own, and return what it showed."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        words, stdin=its, stdout=its, stderr=its, cwd=ROOT, env={**os.environ, **environment}
    )
    os.close(its)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # the program has gone
            break
        if not piece:
            break
        shown += piece
    process.wait()
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_what_is_left_of_a_text_is_its_other_characters_in_order(text: str) -> None:
    assert make_inert(text) == "".join(c for c in text if c not in CONTROLS | TURNING)


def test_nothing_gets_past_the_stream_as_bytes() -> None:
    stream = InertStream(Terminal())
    assert not hasattr(stream, "buffer")
    with pytest.raises((TypeError, AttributeError)):
        stream.write(b"\x1b")  # type: ignore[arg-type]  # as a careless library might


@pytest.mark.sources
def test_tables_and_bars_are_drawn_by_the_one_console() -> None:
    made = re.compile(r"\bConsole\(|rich\.print\b|sys\.__std(out|err)__")
    modules = (ROOT / "citeloom").rglob("*.py")
    assert [path.name for path in modules if made.search(path.read_text())] == []
