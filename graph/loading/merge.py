"""Two records about one node, or about one relationship: which value stays.

The rule does not depend on the order in which records come:

* a property that is known is never overwritten by one that is not;
* sets (`aliases`, `listings`, `keywords`, `tags` and such) are united, and so are the lines of
  notes; `listed` stays true;
* of titles that differ only in case, dashes or blanks, the better-written one stays;
* a title of OpenAlex goes before one of a listing, the Hub, Semantic Scholar, or one that is made
  of authors and year, in this order; a year that a listing names goes before OpenAlex's;
* else the value of the record with the later `fetched_at` stays, and of two with the same date
  the larger value;
* `reason` stays where all records say that growing brought the work, and of two the first in the
  alphabet; so the mark is gone as soon as a listing, a listed paper or the user brings it;
* a DOI that a publisher gave goes before arXiv's own;
* `openalex_id` is the one that no record calls an alias, and of several the smallest.

So that this also holds over several loads, a node keeps in `older` which properties come from an
earlier fetch than its `fetched_at`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from citeloom.graph import identity
from citeloom.graph.records import TitleSource
from citeloom.graph.title_case import choose_better_written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_UNITED = (
    "aliases", "listings", "keywords", "groups", "files", "entries", "tags", "collections",
)  # fmt: skip
_TITLE_SOURCES = (None, *get_args(TitleSource))  # the best first
_SOURCE_OF = {"title": "title_source"}
_WITHOUT_DATE = frozenset(
    {"id", *_UNITED, "listed", "note", "reason", "openalex_id", "fetched_at", "older"}
)


def merge_values(
    label: str,
    node: str,
    parts: Sequence[Mapping[str, Any]],
    ids: Sequence[str] = (),
    *,
    without: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return the properties of a node or relationship, made of all that is known about it.

    Args:
        label: The node's label, or the relationship's kind.
        node: The id of the node; an empty string for a relationship.
        parts: Properties without `id`, from records and from what the store has.
        ids: Other ids under which the parts came; they become aliases.
        without: Names that are no aliases, because several nodes claim them.
    """
    if len(parts) == 1 and not ids and "aliases" not in parts[0]:
        found = dict(parts[0])
    else:
        found = _by_date(parts)
        for united in _UNITED:
            values = sorted({each for part in parts for each in part.get(united) or ()})
            if values:
                found[united] = values
        if "title" in found:
            titles = (part["title"] for part in parts if part.get("title"))
            found["title"] = choose_better_written(found["title"], *sorted(titles, reverse=True))
        notes = [part["note"] for part in parts if part.get("note")]
        if notes:
            found["note"] = _join_notes(notes)
        if any("listed" in part for part in parts):
            found["listed"] = any(part.get("listed") for part in parts)
        reasons = [part.get("reason") for part in parts if part]
        if reasons and all(reasons):
            found["reason"] = min(filter(None, reasons))
    if node and ("aliases" in found or ids or label == "Paper"):
        _settle_names(label, node, parts, found, {*ids}, without)
    return found


def _join_notes(notes: Sequence[str]) -> str:
    """Return the lines of all notes, each once; the same for the same notes in any order."""
    ordered = sorted(notes, key=lambda note: (-len(note), note))
    return "\n".join(dict.fromkeys(line for note in ordered for line in note.split("\n")))


def list_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what must be set so that `before` becomes `after`; None takes a property away."""
    found = {key: value for key, value in after.items() if before.get(key) != value}
    for key in before:
        if key not in after and key != "id":
            found[key] = None
    return found


def _by_date(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    best: dict[str, tuple[Any, ...]] = {}
    for part in parts:
        date = part.get("fetched_at") or ""
        own = dict(_dated(entry) for entry in part.get("older") or ())
        for key, value in part.items():
            if key in _WITHOUT_DATE or value is None:
                continue
            candidate = (_rank(key, value, part), own.get(key, date), _comparable(value), value)
            if key not in best or candidate[:3] > best[key][:3]:
                best[key] = candidate
    found = {key: candidate[3] for key, candidate in best.items()}
    for key, source in _SOURCE_OF.items():
        if source in found and best[source][0] < best[key][0]:
            del found[source], best[source]
    latest = max(part.get("fetched_at") or "" for part in parts)
    if latest:
        found["fetched_at"] = latest
        older = sorted(
            f"{key} {candidate[1]}".rstrip()
            for key, candidate in best.items()
            if candidate[1] != latest
        )
        if older:
            found["older"] = older
    return found


def _rank(key: str, value: Any, part: Mapping[str, Any]) -> int:
    """Return how good a value is, whatever its date; the larger the better."""
    if key == "doi":  # the publisher's, and the one that OpenAlex gives for the work itself
        return 2 * (not identity.is_arxiv_doi(value)) + ("openalex_id" in part)
    if key in {"title", "title_source"}:
        return -_TITLE_SOURCES.index(part.get("title_source"))
    if key in {"year", "year_source"}:
        return part.get("year_source") is not None
    return 0


def _dated(entry: str) -> tuple[str, str]:
    key, _, date = entry.partition(" ")
    return key, date


def _comparable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _settle_names(  # noqa: PLR0913, PLR0917 - what a node is called, and by whom
    label: str,
    node: str,
    parts: Sequence[Mapping[str, Any]],
    found: dict[str, Any],
    ids: Collection[str],
    without: frozenset[str],
) -> None:
    known = {identity.make_name(each) if label == "Paper" else each for each in ids}
    for part in parts:
        known |= identity.list_names(label, node, part)
    if label == "Paper":
        declared = {identity.make_name(each) for each in found.get("aliases") or ()}
        works = [part["openalex_id"] for part in parts if part.get("openalex_id")]
        if works:
            found["openalex_id"] = min(
                works, key=lambda each: (each in declared, identity.rank(each))
            )
        shown = identity.list_names(label, node, {**found, "aliases": ()})
    else:
        shown = {node}
    aliases = sorted(known - shown - {node} - without)
    if aliases:
        found["aliases"] = aliases
    else:
        found.pop("aliases", None)
