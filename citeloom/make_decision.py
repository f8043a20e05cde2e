"""Decisions of the user: written down, and taken into the graph at once where that is possible."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeloom.decided_papers import decide_on_papers
from citeloom.enrich.decisions import (
    OF_LINKS,
    OF_PAPERS,
    Decision,
    append_decisions,
    read_decisions,
)
from citeloom.enrich.services.ledger import now
from citeloom.graph.errors import ArchiveError, PaperNotFound, StoreError, UsageError
from citeloom.graph.find_identifiers import identify
from citeloom.graph.identity import list_names, make_name
from citeloom.open_graph import open_graph
from citeloom.queries.catalogue.resolve_name import resolve_paper
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.build_report import BuildReport
    from citeloom.enrich.decisions import Decisions, Kind
    from citeloom.graph.errors import CiteloomError
    from citeloom.graph.stores.store import Store
    from citeloom.settings import Settings
    from citeloom.workspace import Workspace

    Props = dict[str, Any]

LONGEST = 2_000  # characters of a value: a note
LINK_KINDS = "HAS_CODE|HAS_MODEL|HAS_DATASET|HAS_SPACE|LINKS_TO"
PREFIXES = {"openalex_id": "", "arxiv_id": "arxiv:", "doi": "doi:"}


@dataclass(frozen=True, slots=True)
class Made:
    """What became of decisions.

    Attributes:
        decisions: What was written down; nothing where it held already.
        problem: Why the graph does not know it yet, or None.
        report: What making the graph anew did, where it was made anew.
    """

    decisions: tuple[Decision, ...]
    problem: CiteloomError | None = None
    report: BuildReport | None = None


def decide(  # noqa: PLR0913 - what, about which papers, and where
    settings: Settings,
    kind: Kind,
    papers: Sequence[str],
    values: Sequence[str] = (),
    *,
    graph: str | None = None,
    undo: bool = False,
) -> Made:
    """Write decisions down, and let the graph follow.

    Args:
        settings: Where things are.
        kind: What is decided.
        papers: About which papers: ids, citation keys, or parts of titles.
        values: What is decided about each: tags, a link, the paper that an entry is.
        graph: What `--graph` says, or None.
        undo: Take earlier decisions back; without values, all of the kind.

    Raises:
        UsageError: A paper or a value is none.
        DecisionsError: The file of decisions cannot be read or written.
    """
    workspace = find_workspace(settings, graph)
    known = read_decisions(workspace.decisions_path)
    at = now()
    found: list[Decision] = []
    if undo:
        for text in papers:
            found += _find_undone(settings, workspace, known, kind, text, values, at)
    else:
        with open_graph(settings, workspace.graph) as store:
            for text in papers:
                found += _make(store, kind, text, values, at)
        found = [each for each in found if not _holds(known, each)]
    if not found:
        return Made(())
    append_decisions(workspace.decisions_path, found)
    try:
        return Made(tuple(found), report=follow(settings, workspace, kind))
    except (StoreError, ArchiveError) as error:
        return Made(tuple(found), error)


def follow(settings: Settings, workspace: Workspace, kind: Kind) -> BuildReport | None:
    """Let a graph follow the decisions; those about entries and links make it anew.

    Raises:
        StoreError: It cannot be written now.
    """
    if kind in OF_PAPERS:
        with open_graph(settings, workspace.graph, mode="write") as store:
            decisions = read_decisions(workspace.decisions_path)
            decide_on_papers(store, decisions, workspace.holder, now())
        return None
    from citeloom.pipeline import BuildOptions, remake
    from citeloom.progress import Silent

    return remake(BuildOptions(workspace.graph), settings, Silent())


def _make(store: Store, kind: Kind, text: str, values: Sequence[str], at: str) -> list[Decision]:
    paper = resolve_paper(store, text)
    props = store.read("MATCH (p:Paper {id: $id}) RETURN p", {"id": paper}).rows[0][0].properties
    about = _name(kind, paper, props)
    made = {"at": at, "kind": kind, "about": about, "title": props.get("title")}
    if kind in {"ignore", "remove"}:
        return [Decision(**made)]
    return [
        Decision(
            **made,
            value=_check_value(store, kind, paper, value),
            evidence=_find_evidence(store, kind, paper, props, value),
        )
        for value in values
    ]


def _name(kind: Kind, paper: str, props: Props) -> tuple[str, ...]:
    """Return what a decision is about: the names of a paper, or of its entries in listings."""
    if kind in OF_PAPERS or kind in OF_LINKS:
        return (paper, *sorted(list_names("Paper", paper, props) - {paper}))
    if not props.get("listed"):
        raise UsageError(
            f"{props.get('title') or paper} is in no listing",
            todo="Decide about a listed paper; citeloom ignore hides others from suggestions",
        )
    return tuple(props.get("entries") or (paper,))


def _check_value(store: Store, kind: Kind, paper: str, value: str) -> str:
    if kind in {"same", "not-same"}:
        found = identify(value)
        named = next((f"{PREFIXES[e]}{found[e]}" for e in PREFIXES if e in found), None)
        if named is None:
            raise UsageError(
                f"`{value}` is no id of a paper",
                todo="Give a W-id of OpenAlex, an arXiv id, or a DOI",
            )
        return make_name(named)
    if kind in OF_LINKS:
        return _find_link(store, paper, value)[0]
    text = " ".join(value.split()) if kind != "note" else value.strip()
    if not text or len(text) > LONGEST:
        raise UsageError(
            f"{'So long a' if text else 'An empty'} {kind} cannot be kept",
            todo=f"Write 1 to {LONGEST:,} characters; --undo takes a {kind} back",
        )
    return text


def _find_link(store: Store, paper: str, text: str) -> tuple[str, str | None]:
    """Return what a link of a paper leads to, and on what grounds.

    Raises:
        UsageError: The paper has no such link; names those that it has.
    """
    rows = store.read(
        f"MATCH (p:Paper {{id: $id}})-[r:{LINK_KINDS}]->(n) "
        "RETURN n.id AS id, n.url AS url, r.evidence AS evidence ORDER BY id",
        {"id": paper},
    ).rows
    bare = text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    fitting = [
        (key, evidence)
        for key, url, evidence in rows
        if bare.lower() in {key.lower(), key.lower().partition("/")[2]} or text == url
    ]
    if len(fitting) != 1:
        names = ", ".join(str(row[0]) for row in rows[:5])
        raise UsageError(
            f"The paper has no link to {text}",
            todo=f"It links to {names}" if names else "citeloom query paper shows what it links to",
        )
    return fitting[0]


def _find_evidence(store: Store, kind: Kind, paper: str, props: Props, value: str) -> str | None:
    if kind in {"same", "not-same"}:
        told: str | None = props.get("match_evidence")
        return told
    return _find_link(store, paper, value)[1] if kind in OF_LINKS else None


def _holds(known: Decisions, made: Decision) -> bool:
    """Tell whether the same has been decided already."""
    return any(
        each.kind == made.kind and each.value == made.value and each.is_about(set(made.about))
        for each in known.holding
    )


def _find_undone(  # noqa: PLR0913, PLR0917 - of which decision, and where to look
    settings: Settings,
    workspace: Workspace,
    known: Decisions,
    kind: Kind,
    text: str,
    values: Sequence[str],
    at: str,
) -> list[Decision]:
    names = {text, make_name(text)}
    with suppress(UsageError, StoreError), open_graph(settings, workspace.graph) as store:
        paper = resolve_paper(store, text)
        row = store.read("MATCH (p:Paper {id: $id}) RETURN p", {"id": paper}).rows[0]
        props = row[0].properties
        names |= list_names("Paper", paper, props) | {*(props.get("entries") or ())}
    wanted = {value.lower().removeprefix("https://").rstrip("/") for value in values}
    undone = [
        each.model_copy(update={"at": at, "undone": True})
        for each in known.holding
        if each.kind == kind
        and (each.is_about(names) or text.lower() in (each.title or "").lower())
        and (not wanted or (each.value or "").lower() in wanted)
    ]
    if not undone:
        raise PaperNotFound(
            f"No such decision is known about `{text}`", todo="citeloom decisions lists all of them"
        )
    if len({each.about for each in undone}) > 1 and not any(e.is_about(names) for e in undone):
        raise UsageError(f"`{text}` fits several decisions", todo="Give more of the title")
    return undone


def describe(decision: Decision) -> str:
    """Return a decision as a sentence for people."""
    paper = decision.title or decision.about[0]
    value = decision.value
    told = {
        "same": f"{paper} is {value}",
        "not-same": f"{paper} is not {value}",
        "remove": f"{paper} is not in the reading list",
        "confirm": f"{value} belongs to {paper}",
        "reject": f"{value} does not belong to {paper}",
        "ignore": f"{paper} is never suggested",
        "note": f"{paper}: {value}",
        "tag": f"{paper} is tagged {value}",
        "mark": f"{paper} is {value}",
        "collect": f"{paper} is in the collection {value}",
    }[decision.kind]
    return f"Taken back: {told}." if decision.undone else f"{told}."
