"""The lines that the side panel shows of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.vocabulary import REASONS, RELATIONS, find_relationship_words
from citeloom.graph.web_addresses import find_addresses, make_safe_address
from citeloom.viz.drawing import Detail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeloom.viz.facts import Facts

SHOWN_AUTHORS = 12


def list_details(kind: str, said: Mapping[str, Any], known: Facts | None) -> Iterator[Detail]:
    """List what there is to say of a node beside its title, year and topic.

    Args:
        kind: Its label.
        said: Its properties.
        known: What the graph knows of it beyond them.
    """
    if known and known.authors:
        names = known.authors[:SHOWN_AUTHORS]
        more = len(known.authors) - len(names)
        yield Detail("Authors", ", ".join(names) + (f" and {more} more" if more else ""))
    if known and known.venue:
        yield Detail("Venue", known.venue)
    if said.get("is_retracted"):
        yield Detail("Note", "This work has been retracted.")
    if reason := REASONS.get(said.get("reason") or ""):
        yield Detail("Note", f"{reason.told.capitalize()}.")
    for key, name in (
        ("date", "Date"), ("cited_by_count", "Citations (OpenAlex)"), ("upvotes", "Upvotes"),
        ("country", "Country"), ("subfield", "Subfield"), ("field", "Field"),
        ("language", "Language"), ("stars", "Stars"), ("likes", "Likes"),
        ("downloads", "Downloads last month"), ("status", "Status"), ("category", "Category"),
        ("match_evidence", "How it was found"),
    ):  # fmt: skip
        if said.get(key) is not None:
            yield Detail(name, str(said[key]))
    for place, url in find_addresses(kind, said):
        yield Detail("Link", place, url)
    for link in known.links if known else ():
        relation = RELATIONS.get(link.relation or "")
        said_of = (relation.short if relation else "", link.evidence or "")
        about = ": ".join(part for part in said_of if part)
        text = f"{link.item} ({about})" if about else link.item
        name = find_relationship_words(link.kind).forward.capitalize()
        yield Detail(name, text, make_safe_address(link.url))
    if said.get("abstract"):
        yield Detail("Abstract", str(said["abstract"]))
