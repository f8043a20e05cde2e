"""How the explorer writes decisions down, and where it reads news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from citeloom.enrich.decisions import OF_LINKS, OF_PAPERS, Kind, read_decisions
from citeloom.graph.errors import UsageError
from citeloom.graph.identity import list_names
from citeloom.make_decision import decide
from citeloom.update_news import read_kept_news
from citeloom.viz.explorer.deciding import Deciding, Written
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from citeloom.settings import Settings

KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def make_deciding(settings: Settings, graph: str | None, *, may_write: bool) -> Deciding:
    """Return how decisions are written and read for a graph.

    Args:
        settings: Where things are.
        graph: What `--graph` says, or None.
        may_write: Whether whoever asks may write them: only somebody on this machine.
    """
    path = find_workspace(settings, graph).decisions_path

    def write(kind: str, papers: Sequence[str], values: Sequence[str], undo: bool) -> Written:  # noqa: FBT001 - as the explorer calls it
        if kind not in KINDS:
            raise UsageError(f"There is no decision of the kind {kind}")
        made = decide(settings, KINDS[kind], papers, values, graph=graph, undo=undo)
        return Written(len(made.decisions), str(made.problem) if made.problem else "")

    def read(paper: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
        holding = read_decisions(path).holding
        names = list_names("Paper", str(paper["id"]), paper)
        entries = {*(paper.get("entries") or ())}
        about = [
            {"kind": each.kind, "value": each.value, "day": each.day}
            for each in holding
            if each.is_about(names if each.kind in {*OF_PAPERS, *OF_LINKS} else entries)
        ]
        return about, sorted({e.value for e in holding if e.kind == "collect" and e.value})

    def read_news(since: str) -> tuple[list[dict[str, Any]], str]:
        kept = read_kept_news(settings, since, graph)
        return [each.as_json() for each in kept.items], kept.nothing

    return Deciding(write if may_write else None, read, read_news)
