"""Make docs/examples/: related work of the example list, in every format.

::

    python -m docs.generate.example_exports
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import citeloom
from citeloom.queries.exports.read_references import read_references
from citeloom.queries.exports.reference_formats import FORMATS, Options, render
from citeloom.queries.exports.whole_files import write_files
from citeloom.queries.related_work.suggest import suggest_related_work
from citeloom.settings import Settings
from docs.generate.sample_archive import ARCHIVE, CITING, LISTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.queries.exports.reference import Reference

FOLDER = Path(__file__).parents[1] / "examples"
SUGGESTIONS = 25
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
        chosen = read_references(store, [row[0] for row in rows])
    texts = {}
    for name in FORMATS:
        for ending, text in render(name, chosen, Options(tuple(about), bibliography=name)).items():
            texts[folder / f"{name}{ending}"] = text
    write_files(texts, force=True)
    return list(texts)


def make_exports(folder: Path) -> list[Path]:
    """Write the examples into a folder; return the files."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(citeloom_home=Path(home))
        citeloom.build(LISTING, archive=ARCHIVE, offline=True, citing=CITING, settings=settings)
        with citeloom.open(settings=settings) as graph:
            found = suggest_related_work(graph.store, [], limit=SUGGESTIONS)
            return make_examples(graph.store, folder, found.references, found.about)


if __name__ == "__main__":
    print("\n".join(sorted(path.name for path in make_exports(FOLDER))))
