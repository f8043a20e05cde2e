"""How far growing goes by default, and what it costs at most."""

from __future__ import annotations

import math

WORKS = 2_000  # that growing adds at most by default
WORKS_FOR_CALL = 40  # one call for citing works is made for so many works that may be added


def count_calls(works: int) -> int:
    """Return how many calls for citing works are made at most.

    Args:
        works: How many works growing may add.
    """
    return max(works // WORKS_FOR_CALL, 1)


def count_most_credits(papers: int | None, works: int) -> int:
    """Return what growing costs at most.

    Args:
        papers: How many papers are listed; None where that is not known yet.
        works: How many works growing may add.
    """
    # Imported here, since `citeloom build --help` shows the default and needs no service.
    from citeloom.enrich.services.openalex_query import AT_ONCE, LIST_PRICE

    if not works or papers == 0:
        return 0
    calls = count_calls(works) if papers is None else min(papers, count_calls(works))
    return (calls + math.ceil(works / AT_ONCE)) * LIST_PRICE
