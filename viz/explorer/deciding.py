"""What a user decides in the explorer, and what is new: who writes and reads that is told here.

The explorer itself only reads a graph. Whoever starts it may hand over how a decision is written
down and where news are read; without that the page offers neither.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import UsageError
from citeloom.viz.explorer.responses import read_text, read_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MOST = 100  # papers and values of one request


@dataclass(frozen=True, slots=True)
class Written:
    """What became of decisions.

    Attributes:
        count: How many were written down; none where they held already.
        problem: Why the graph does not know it yet, or an empty string.
    """

    count: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """How decisions are written down and read, and where news are.

    Attributes:
        write: Writes decisions down: kind, papers, values, and whether they are taken back. None
            where whoever asks may only read.
        read: Reads, from the properties of a paper, the decisions that hold about it, each with
            kind, value and day; and the names of all collections.
        read_news: Reads news since a day: the items, and why there are none.
    """

    write: Callable[[str, Sequence[str], Sequence[str], bool], Written] | None
    read: Callable[[Mapping[str, Any]], tuple[list[dict[str, Any]], list[str]]]
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
    papers, values = read_texts(body, "papers", most=MOST), read_texts(body, "values", most=MOST)
    if not papers:
        raise UsageError("No paper is named")
    with deciding.lock:
        done = deciding.write(kind, papers, values, body.get("undo") is True)
    return {"decided": done.count, "problem": done.problem}


def tell_decisions(deciding: Deciding | None, paper: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the user decided about a paper, for its card.

    Args:
        deciding: How decisions are read, or None.
        paper: The properties of the paper.
    """
    decisions, collections = deciding.read(paper) if deciding else ([], [])
    return {
        "may_decide": deciding is not None and deciding.write is not None,
        "decisions": decisions,
        "collections": collections,
    }


def read_news(deciding: Deciding | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the news since a day, and why there are none."""
    if deciding is None:
        return {"items": [], "nothing": "This explorer was opened without an archive."}
    items, nothing = deciding.read_news(str(given.get("since", ""))[:10])
    return {"items": items, "nothing": nothing}
