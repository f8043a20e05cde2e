"""What somebody takes along: related work for a list of papers, and the list in every format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citeloom.graph.errors import UsageError
from citeloom.queries.exports.key_memory import KeyGiver
from citeloom.queries.exports.read_references import read_references
from citeloom.queries.exports.reference_formats import FORMATS, Options, render
from citeloom.queries.papers import find_known_papers, read_papers
from citeloom.queries.related_work.suggest import suggest_related_work
from citeloom.viz.explorer.paper_card import describe_briefly
from citeloom.viz.explorer.responses import read_number, read_text, read_texts

if TYPE_CHECKING:
    from citeloom.queries.exports.key_memory import KeyMemory
    from citeloom.queries.exports.reference import Reference
    from citeloom.viz.explorer.snapshot import Snapshot

PAPERS = 5_000  # of one list
SUGGESTIONS = 100
SECONDS = 30.0


def list_formats() -> list[dict[str, str]]:
    """Return the formats of an export."""
    return [
        {"name": each.name, "description": each.description, "ending": each.ending}
        for each in FORMATS.values()
    ]


def suggest_related(snapshot: Snapshot, given: dict[str, Any]) -> dict[str, Any]:
    """Suggest related work for `papers`, or for the whole listing where there are none.

    Args:
        snapshot: The graph.
        given: `papers`; `dismissed`, ids that are not to come again; `limit`.

    Returns:
        `basis`, what the ranking rests on, and `suggestions` with their reasons.
    """
    papers = read_texts(given, "papers", most=PAPERS)
    dismissed = set(read_texts(given, "dismissed", most=PAPERS))
    limit = read_number(given, "limit", 20, SUGGESTIONS)
    there = find_known_papers(snapshot.store, papers, timeout=SECONDS)
    if papers and not there:
        raise UsageError(
            "None of these papers is in this graph", todo="Collect papers from this graph first"
        )
    found = suggest_related_work(snapshot.store, there, limit=limit + len(dismissed))
    chosen = [each for each in found.references if each.paper_id not in dismissed][:limit]
    lines = {
        row["id"]: row
        for row in describe_briefly(snapshot.store, [each.paper_id for each in chosen])
    }
    proofs = {paper for each in chosen for ground in each.evidence for paper in ground.papers}
    named = read_papers(snapshot.store, sorted(proofs), fields=("title", "year"), timeout=SECONDS)
    return {
        "basis": " ".join(found.about),
        "missing": [paper for paper in papers if paper not in there],
        "suggestions": [{**lines[each.paper_id], **_tell_why(each)} for each in chosen],
        "names": {key: [paper.properties.get("title"), paper.properties.get("year")]
                  for key, paper in named.items()},
    }  # fmt: skip


def _tell_why(reference: Reference) -> dict[str, Any]:
    return {
        "group": reference.group,
        "reason": reference.reason,
        "score": reference.score,
        "chance": reference.chance,
        "evidence": [
            {"text": ground.text, "papers": list(ground.papers)} for ground in reference.evidence
        ],
    }


def export_papers(snapshot: Snapshot, given: dict[str, Any], memory: KeyMemory) -> dict[str, Any]:
    """Write papers in a format.

    Args:
        snapshot: The graph.
        memory: Where citation keys are remembered.
        given: `papers`, each with an `id`, and perhaps the `reason` and the `group` under which
            it was suggested; `format`; `name`, what the list is called.

    Returns:
        `files`: texts by name; and `missing`, ids that this graph does not have.
    """
    entries = given.get("papers")
    if not isinstance(entries, list) or not entries or len(entries) > PAPERS:
        raise UsageError("There is nothing to write", todo="Add papers to the list first")
    chosen: dict[str, dict[str, Any]] = {}
    for each in entries:
        if not isinstance(each, dict):
            raise UsageError("A paper of this list cannot be read")
        chosen.setdefault(read_text(each, "id", longest=1000), each)
    there = find_known_papers(snapshot.store, chosen, timeout=SECONDS)
    found = [
        _add_reason(each, chosen[each.paper_id]) for each in read_references(snapshot.store, there)
    ]
    name = _make_file_name(given.get("name"))
    options = Options(bibliography=name, give_keys=KeyGiver(snapshot.store, memory))
    written = render(read_text(given, "format", longest=40), found, options)
    return {
        "files": {f"{name}{ending}": content for ending, content in written.items()},
        "missing": [paper for paper in chosen if paper not in there],
    }


def _add_reason(reference: Reference, said: dict[str, Any]) -> Reference:
    reason, group = said.get("reason"), said.get("group")
    return replace(
        reference,
        reason=reason if isinstance(reason, str) else None,
        group=group if isinstance(group, str) else None,
    )


def _make_file_name(name: Any) -> str:
    words = "".join(sign if sign.isalnum() and sign.isascii() else " " for sign in str(name or ""))
    return "-".join(words.lower().split())[:60] or "papers"
