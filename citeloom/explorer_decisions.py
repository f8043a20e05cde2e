"""How the explorer writes decisions down, and where it reads news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.enrich.decisions import read_decisions
from citeloom.make_decision import decide
from citeloom.update_news import read_kept_news
from citeloom.viz.explorer.deciding import Deciding, Written
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.decisions import Decisions, Kind
    from citeloom.settings import Settings


def make_deciding(settings: Settings, graph: str | None, *, may_write: bool) -> Deciding:
    """Return how decisions are written and read for a graph.

    Args:
        settings: Where things are.
        graph: What `--graph` says, or None.
        may_write: Whether whoever asks may write them: only somebody on this machine.
    """
    path = find_workspace(settings, graph).decisions_path

    def write(kind: Kind, papers: Sequence[str], values: Sequence[str], undo: bool) -> Written:  # noqa: FBT001 - as the protocol has it
        made = decide(settings, kind, papers, values, graph=graph, undo=undo)
        return Written(made.decisions, str(made.problem) if made.problem else "")

    def read() -> Decisions:
        return read_decisions(path)

    def read_news(since: str) -> tuple[list[dict[str, Any]], str]:
        kept = read_kept_news(settings, since, graph)
        return [each.as_json() for each in kept.items], kept.nothing

    return Deciding(write if may_write else None, read, read_news)
