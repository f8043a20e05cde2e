"""Citeloom turns a reading list into a graph of papers, people, citations and code.

::

    import citeloom

    citeloom.build("papers.txt", graph="review.kgl")
    with citeloom.open("review.kgl") as graph:
        print(graph.query("foundations", limit=10).rows)
"""

from citeloom.api import Graph, build, check, open  # noqa: A004 - reads as `citeloom.open`
from citeloom.graph.errors import CiteloomError

__version__ = "0.1.0"

__all__ = ["CiteloomError", "Graph", "build", "check", "open"]
