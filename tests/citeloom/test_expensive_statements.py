"""Statements that would take all memory or all time end as an answer, wherever they are asked."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import requests

from tests.citeloom.command_line import run
from tests.viz.explorer.conftest import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.citeloom.command_line import CommandLine

__all__ = ["run"]  # a fixture

# On the graph of the example, which has a few hundred papers.
BOMBS = {
    "all shortest paths": "MATCH p = allShortestPaths((a)-[*]-(b)) RETURN count(p) AS n",
    "a product of papers": (
        "MATCH (a:Paper), (b:Paper), (c:Paper), (d:Paper) RETURN a.id AS a, d.title AS d"
    ),
    "a text doubled": "RETURN size(reduce(s = 'a', x IN range(1, 33) | s + s)) AS n",
}
ANSWERED = {400, 503, 504}  # not accepted, too much memory, too much time
ENDED = ("was stopped after", "needed more than", "is longer than", "does not accept")


@pytest.fixture
def address(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("citeloom.viz.explorer.ask_questions.SECONDS", 2.0)
    with served(run.home / "graph.kgl") as found:
        yield found


def ask(address: str, statement: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.post(f"{address}/api/cypher", json={"statement": statement}, timeout=600)


@pytest.mark.parametrize("bomb", BOMBS)
def test_on_the_command_line_it_ends_as_a_sentence(run: CommandLine, bomb: str) -> None:
    done = run("cypher", BOMBS[bomb], "--timeout", "2")
    assert done.code == 1
    assert any(words in done.err for words in ENDED), done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("bomb", BOMBS)
def test_in_the_explorer_it_ends_as_an_answer_and_the_next_is_answered(
    address: str, bomb: str
) -> None:
    ended = ask(address, BOMBS[bomb])
    assert ended.status_code in ANSWERED
    assert any(words in ended.text for words in ENDED), ended.text
    assert ask(address, "RETURN 1 AS one").status_code == 200


def test_three_at_once_do_not_stop_what_others_ask_of_the_explorer(address: str) -> None:
    ended: list[int] = []
    threads = [
        threading.Thread(target=lambda each=each: ended.append(ask(address, each).status_code))
        for each in BOMBS.values()
    ]
    for thread in threads:
        thread.start()
    answered = 0
    with requests.Session() as session:
        session.trust_env = False
        while any(thread.is_alive() for thread in threads):
            assert session.get(f"{address}/api/catalogue", timeout=600).status_code == 200
            answered += 1
    for thread in threads:
        thread.join()
    assert answered > 1
    assert len(ended) == len(BOMBS)
    assert set(ended) <= ANSWERED
