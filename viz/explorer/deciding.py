"""What a user decides in the explorer, and what is new: who writes and reads that is told here.

The explorer itself only reads a graph. Whoever starts it may hand over how a decision is written
down and where news are read; without that the page offers neither.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from citeloom.enrich.decisions import OF_LINKS, OF_PAPERS, Kind
from citeloom.graph.errors import UsageError
from citeloom.graph.identity import list_names
from citeloom.viz.explorer.responses import read_text, read_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from citeloom.enrich.decisions import Decision, Decisions

MOST = 100  # papers and values of one request

KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


@dataclass(frozen=True, slots=True)
class Written:
    """What became of decisions.

    Attributes:
        decisions: What was written down; nothing where it held already.
        problem: Why the graph does not know it yet, or an empty string.
    """

    decisions: tuple[Decision, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """How decisions are written down and read, and where news are.

    Attributes:
        write: Writes decisions down: kind, papers, values, and whether they are taken back. None
            where whoever asks may only read.
        read: Reads the decisions that hold.
        read_news: Reads news since a day: the items, and why there are none.
    """

    write: Callable[[Kind, Sequence[str], Sequence[str], bool], Written] | None
    read: Callable[[], Decisions]
    read_news: Callable[[str], tuple[list[dict[str, Any]], str]]
    lock: threading.Lock = field(default_factory=threading.Lock)


def decide(deciding: Deciding | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Write down what a request decides.

    Raises:
        UsageError: The request is none, or decisions cannot be written here.
    """
    if deciding is None or deciding.write is None:
        raise UsageError(
            "Decisions cannot be written here",
            todo="Use the command line, or an explorer on your own machine",
        )
    body = dict(given)
    kind = read_text(body, "kind", longest=20)
    if kind not in KINDS:
        raise UsageError(f"There is no decision of the kind {kind}")
    papers, values = read_texts(body, "papers", most=MOST), read_texts(body, "values", most=MOST)
    if not papers:
        raise UsageError("No paper is named")
    with deciding.lock:
        done = deciding.write(KINDS[kind], papers, values, body.get("undo") is True)
    return {"decided": len(done.decisions), "problem": done.problem}


def tell_decisions(deciding: Deciding | None, paper: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the user decided about a paper, for its card.

    Args:
        deciding: How decisions are read, or None.
        paper: The properties of the paper.
    """
    if deciding is None:
        return {"may_decide": False, "decisions": [], "collections": []}
    holding = deciding.read().holding
    names = list_names("Paper", str(paper["id"]), paper)
    entries = {*(paper.get("entries") or ())}
    return {
        "may_decide": deciding.write is not None,
        "decisions": [
            {"kind": each.kind, "value": each.value, "day": each.day}
            for each in holding
            if each.is_about(names if each.kind in {*OF_PAPERS, *OF_LINKS} else entries)
        ],
        "collections": _list_collections(holding),
    }


def _list_collections(holding: Collection[Decision]) -> list[str]:
    return sorted({each.value for each in holding if each.kind == "collect" and each.value})


def read_news(deciding: Deciding | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the news since a day, and why there are none."""
    if deciding is None:
        return {"items": [], "nothing": "This explorer was opened without an archive."}
    items, nothing = deciding.read_news(str(given.get("since", ""))[:10])
    return {"items": items, "nothing": nothing}
