"""Short names for what is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citeloom.graph.person_names import find_family_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 28
LITTLE = frozenset({"a", "an", "the", "on", "of", "for", "in", "to", "and", "with", "towards"})


def find_title(kind: str, said: Mapping[str, Any]) -> str:
    """Return the name of a node in full, on one line."""
    keys = ("title",) if kind == "Paper" else ("name", "title")
    text = next((str(said[key]) for key in keys if said.get(key)), str(said.get("id", kind)))
    return re.sub(r"\s+", " ", text).strip() or kind


def make_short_label(kind: str, title: str, year: object, authors: Sequence[str] = ()) -> str:
    """Name a node in a few words: "Nayak 2022" for a paper whose authors are known.

    Without authors a paper is called by the first telling words of its title; anything else
    keeps its name, cut to fit.
    """
    if kind == "Paper":
        head = (find_family_name(authors[0]) if authors else "") or _first_words(title)
        return f"{_cut(head)} {year}" if isinstance(year, int) else _cut(head)
    if kind in ("Repository", "Model", "Dataset", "Space"):
        return _cut(title.rsplit("/", 1)[-1] or title)
    return _cut(title)


def _first_words(title: str) -> str:
    name, colon, _ = title.partition(":")
    if colon and 0 < len(name.split()) <= 3:  # noqa: PLR2004 - "BERT: …" is known by its name
        return name
    words = title.split()
    while len(words) > 2 and words[0].lower() in LITTLE:  # noqa: PLR2004 - leave something
        words = words[1:]
    return " ".join(words[:3]).rstrip(".,:;")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
