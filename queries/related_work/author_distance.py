"""How many co-authorships lie between a paper's authors and those of other papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from citeloom.queries.related_work.paper_facts import Facts
    from citeloom.queries.related_work.signals import Floats, Positions

FAR = 5  # farther than this, or not connected, is all the same


def measure_author_distance(facts: Facts, given: Positions) -> Floats:
    """Count co-authorships on the shortest path among the papers that are known.

    0 says that an author is shared, 1 that an author has written with one of theirs, and so on up
    to `FAR`, which stands for what is farther and for what is not connected.

    Args:
        facts: Whose authors are known.
        given: Places of the papers from which is counted.

    Returns:
        Shape (n,); NaN where no author is known, of the paper or of those given.
    """
    authors = facts.things.get("author")
    found = np.full(len(facts.ids), np.nan, np.float32)
    if authors is None or not authors.has[given].nnz:
        return found
    has = authors.has
    found[np.diff(has.indptr) > 0] = FAR
    met = np.asarray(has[given].sum(axis=0)).ravel() > 0
    for steps in range(FAR):
        papers = np.asarray(has @ met.astype(np.float32)).ravel() > 0
        found[papers & (found > steps)] = steps
        met = met | (np.asarray(has.T @ papers.astype(np.float32)).ravel() > 0)
    return found
