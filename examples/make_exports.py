"""Make docs/examples/: related work of the example list, in every format.

::

    python -m examples.make_exports
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from citeloom.queries.export.examples import make_examples
from citeloom.queries.related.asking import related_work

import citeloom
from citeloom.settings import Settings
from examples.make_sample import ARCHIVE, CITING, LISTING

FOLDER = Path(__file__).parents[1] / "docs" / "examples"
SUGGESTIONS = 25


def make_exports(folder: Path) -> list[Path]:
    """Write the examples into a folder; return the files."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(citeloom_home=Path(home))
        citeloom.build(LISTING, archive=ARCHIVE, offline=True, citing=CITING, settings=settings)
        with citeloom.open(settings=settings) as graph:
            found = related_work(graph.store, [], limit=SUGGESTIONS)
            return make_examples(graph.store, folder, found.references, found.about)


if __name__ == "__main__":
    print("\n".join(sorted(path.name for path in make_exports(FOLDER))))
