"""The example exports in docs/examples/, made anew from a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.queries.export.formats import FORMATS, Options, render
from citeloom.queries.export.read import references
from citeloom.queries.export.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from citeloom.graph.store import Store
    from citeloom.queries.export.reference import Reference

MOST = 25
CHOSEN = (
    "MATCH (p:Paper) WHERE p.title IS NOT NULL "
    "RETURN p.id AS paper ORDER BY coalesce(p.cited_by_count, 0) DESC, paper LIMIT $most"
)


def make_examples(
    store: Store,
    folder: Path,
    chosen: Sequence[Reference] | None = None,
    about: Sequence[str] = (),
) -> list[Path]:
    """Write every format into a folder, replacing what is there; return the files.

    Args:
        store: The graph to take the papers from.
        folder: Where the files go, as `related.md`, `bibtex.bib`, and so on.
        chosen: The references, with their reasons; by default the most cited papers of the graph.
        about: What the lists say about themselves, in sentences.
    """
    if chosen is None:
        rows = store.read(CHOSEN, {"most": MOST}).rows
        chosen = references(store, [row[0] for row in rows])
    texts = {}
    for name in FORMATS:
        for ending, text in render(name, chosen, Options(tuple(about), bibliography=name)).items():
            texts[folder / f"{name}{ending}"] = text
    write_files(texts, force=True)
    return list(texts)
