"""Who cites whom, as arrays: what rankings and layouts compute with.

Arrays are kept on disk together with the version of the graph that they were made from, so that
they are read again only while they are current.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from platformdirs import user_cache_path

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from citeloom.graph.stores.store import Store, StoreInfo

FORMAT = 1
GRAPHS = 20  # whose arrays are kept
UNKNOWN_YEAR = -1

# One text for many papers, those whose line ends alike, and not one value for each citation: the
# driver takes longer to unpack two million values than the server to find them.
_CITATIONS = """
MATCH (a:Paper)-[:CITES]->(b:Paper)
WITH a.id AS citing, collect(b.id) AS cited
WITH reduce(text = citing, id IN cited | text + $tab + id) AS line
WITH right(line, 3) AS ending, collect(line) AS lines
RETURN reduce(text = '', line IN lines | text + $newline + line) AS block
"""
_TAB, _NEWLINE = "\x1f", "\x1e"  # the separators of units and of records; no id has them


@dataclass(frozen=True, slots=True)
class Citations:
    """All papers of a graph, and who cites whom among them.

    Attributes:
        ids: The papers' ids, sorted; a paper's index is its place in here. Shape (n,), str.
        years: Years of publication, `UNKNOWN_YEAR` where not known. Shape (n,), int16.
        listed: Whether a listing of the user has it. Shape (n,), bool.
        citing: Index of the paper that cites, for each citation. Shape (m,), int32.
        cited: Index of the paper that is cited. Shape (m,), int32. Citations are sorted by
            `citing`, then `cited`.
        version: The version of the graph that this was made from.
    """

    ids: NDArray[np.str_]
    years: NDArray[np.int16]
    listed: NDArray[np.bool_]
    citing: NDArray[np.int32]
    cited: NDArray[np.int32]
    version: int

    def index(self, paper: str) -> int | None:
        """Return the index of a paper, or None where it is not in the graph."""
        place = int(np.searchsorted(self.ids, paper))
        return place if place < len(self.ids) and self.ids[place] == paper else None


def read_citations(store: Store, *, cache: Path | None = None) -> Citations:
    """Return who cites whom, from the arrays on disk while they are current.

    Args:
        store: The graph.
        cache: Where the arrays are kept; by default in the user's cache folder.
    """
    info = store.info()
    path = cache or choose_cache(info)
    stamp = _read_stamp(store)
    kept = _read_kept(path, stamp)
    if kept is not None:
        return kept
    made = _read_arrays(store, info.graph_version)
    with suppress(OSError):  # a folder that cannot be written costs time, nothing else
        _keep(path, made, stamp)
    return made


def to_networkx(store: Store) -> nx.DiGraph[str]:
    """Return the papers and their citations as a networkx graph, for a notebook.

    Nodes are the papers' ids, with `title`, `year` and `listed` where they are known.
    """
    import networkx as nx  # takes longer to import than everything else here

    found = read_citations(store)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for node, title, year, listed in store.read(
        "MATCH (p:Paper) RETURN p.id AS id, p.title AS title, p.year AS year, p.listed AS listed"
    ).rows:
        known: dict[str, Any] = {"title": title, "year": year, "listed": listed}
        graph.add_node(node, **{key: value for key, value in known.items() if value is not None})
    ids = found.ids.tolist()
    graph.add_edges_from(
        (ids[start], ids[end])
        for start, end in zip(found.citing.tolist(), found.cited.tolist(), strict=True)
    )
    return graph


def _read_stamp(store: Store) -> str:
    # The version alone would take a graph that was deleted and built anew for the old one.
    booked = store.read("MATCH (g:Graph) RETURN g.version AS version, g.loaded_at AS at").rows
    papers = store.read("MATCH (p:Paper) RETURN count(p)").rows[0][0]
    cites = store.read("MATCH ()-[r:CITES]->() RETURN count(r)").rows[0][0]
    return repr((FORMAT, booked, papers, cites))


def _read_arrays(store: Store, version: int) -> Citations:
    rows = store.read(
        "MATCH (p:Paper) RETURN p.id AS id, p.year AS year, p.listed AS listed ORDER BY id"
    ).rows
    # Sorted here as well: the stores may order characters outside ASCII differently.
    ids = np.array([row[0] for row in rows] or [], dtype=np.str_)
    order = np.argsort(ids, kind="stable")
    years = np.array([UNKNOWN_YEAR if row[1] is None else row[1] for row in rows], dtype=np.int16)
    listed = np.array([bool(row[2]) for row in rows], dtype=np.bool_)
    ids = ids[order]
    place = {paper: index for index, paper in enumerate(ids.tolist())}
    groups = [
        [place[paper] for paper in line.split(_TAB)]
        for (block,) in store.read(_CITATIONS, {"tab": _TAB, "newline": _NEWLINE}).rows
        for line in block.split(_NEWLINE)[1:]
    ]
    citing = np.repeat(
        np.array([group[0] for group in groups], dtype=np.int32),
        np.array([len(group) - 1 for group in groups], dtype=np.int64),
    )
    cited = np.fromiter((paper for group in groups for paper in group[1:]), dtype=np.int32)
    by_ends = np.lexsort((cited, citing))
    return Citations(ids, years[order], listed[order], citing[by_ends], cited[by_ends], version)


def choose_cache(info: StoreInfo) -> Path:
    """Return where the arrays of a graph are kept: in the user's cache folder."""
    place = str(Path(info.address).resolve()) if info.kind == "embedded" else info.address
    name = hashlib.blake2b(place.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return user_cache_path("citeloom") / f"citations-{name}.npz"


def _read_kept(path: Path, stamp: str) -> Citations | None:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            if str(arrays["stamp"]) != stamp:
                return None
            return Citations(
                arrays["ids"],
                arrays["years"],
                arrays["listed"],
                arrays["citing"],
                arrays["cited"],
                int(arrays["version"]),
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # not there, or not whole: made anew


def _keep(path: Path, made: Citations, stamp: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                stamp=stamp,
                version=made.version,
                ids=made.ids,
                years=made.years,
                listed=made.listed,
                citing=made.citing,
                cited=made.cited,
            )
        Path(fresh).replace(path)
        _forget_oldest(path.parent)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def _forget_oldest(folder: Path) -> None:
    """Keep the arrays of so many graphs; those of graphs that are gone would stay for ever."""
    kept = sorted(folder.glob("citations-*.npz"), key=lambda each: each.stat().st_mtime)
    for path in kept[:-GRAPHS]:
        path.unlink(missing_ok=True)
