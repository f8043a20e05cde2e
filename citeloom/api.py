"""Citeloom from Python: build a graph, open one, ask it; check a bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    import networkx as nx
    from pyvis.network import Network

    from citeloom.build_report import BuildReport
    from citeloom.enrich.bibliography_check import BibliographyCheck
    from citeloom.graph.projection import Citations
    from citeloom.graph.stores.store import Store, StoreInfo
    from citeloom.graph.stores.values import Table
    from citeloom.progress import Progress
    from citeloom.queries.catalogue import Answer
    from citeloom.queries.exports.key_memory import KeyMemory
    from citeloom.queries.literature.main_path import MainPath
    from citeloom.queries.literature.origins import Origins
    from citeloom.queries.related_work.suggest import RelatedWork
    from citeloom.settings import Settings
    from citeloom.viz.page import Page


class Graph:
    """A graph that is open for reading.

    ::

        import citeloom

        with citeloom.open("review.kgl") as graph:
            for row in graph.query("foundations", limit=10).rows:
                print(row.title, row.cited_by_list)

    Attributes:
        store: The store behind it, for statements of any kind.
    """

    def __init__(self, store: Store, *, keys: KeyMemory | None = None) -> None:
        self.store = store
        self._keys = keys

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        info = self.store.info()
        return f"<Graph {info.address}, version {info.graph_version}>"

    def close(self) -> None:
        """Release the graph."""
        self.store.close()

    @property
    def info(self) -> StoreInfo:
        """What the graph is and where; asked anew each time."""
        return self.store.info()

    def query(self, name: str, /, *, timeout: float | None = None, **parameters: Any) -> Answer:
        """Answer a prebuilt query; `citeloom query` lists them.

        Args:
            name: Name of the query.
            timeout: Seconds after which StatementTimeout is raised.
            parameters: Its parameters. A paper may be named by id, arXiv id, DOI, or title.

        Raises:
            QueryError: There is no such query, or a parameter does not fit.
            PaperNotFound: A paper is not in the graph.
        """
        from citeloom.queries.catalogue import find_query, run_query

        return run_query(self.store, find_query(name), parameters, timeout=timeout)

    def cypher(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = 30.0,
        limit: int = 10_000,
    ) -> Table:
        """Ask a question of your own, which only reads.

        Args:
            statement: Cypher.
            parameters: Values for its `$names`.
            timeout: Seconds it may take.
            limit: Rows after which the answer is cut and marked as truncated.

        Raises:
            StatementRefused: The statement might do more than read.
            StatementFailed: The store does not accept it.
        """
        from citeloom.queries.guard import run_read_only

        return run_read_only(self.store, statement, parameters, timeout=timeout, limit=limit)

    def related(  # noqa: PLR0913 - what the command takes
        self,
        *papers: str,
        limit: int = 30,
        from_year: int | None = None,
        to_year: int | None = None,
        with_code: bool = False,
        newest: bool = False,
        toward: str = "",
        without: str | PathLike[str] | None = None,
        outside: bool = False,
        retracted: bool = False,
    ) -> RelatedWork:
        """Suggest related work for some papers, or for all that are listed.

        Args:
            papers: By id, arXiv id, DOI, or part of the title.
            limit: How many suggestions at most.
            from_year: Only papers of this year and later.
            to_year: Only papers of this year and earlier.
            with_code: Only papers of which code is known.
            newest: Rank new papers first.
            toward: Words that pull.
            without: A listing of papers that are not to be suggested.
            outside: Only papers by other people than the authors of yours and their co-authors.
            retracted: Show retracted works too.

        Raises:
            PaperNotFound: A paper is not in the graph.
            ListingError: The listing of `without` cannot be read.
            UsageError: A wish cannot be granted.
        """
        from pathlib import Path

        from citeloom.known_papers import read_known_papers
        from citeloom.queries.related_work.suggest import suggest_related_work
        from citeloom.queries.related_work.wishes import Known, Wishes

        wishes = Wishes(
            from_year=from_year,
            to_year=to_year,
            with_code=with_code,
            newest=newest,
            toward=toward,
            outside=outside,
            retracted=retracted,
            known=read_known_papers(Path(without)) if without is not None else Known(),
        )
        return suggest_related_work(self.store, papers, limit=limit, wishes=wishes)

    def write(
        self,
        papers: RelatedWork | Iterable[str],
        form: str = "bibtex",
        *,
        without: str | PathLike[str] | None = None,
    ) -> str:
        """Return papers as a bibliography, with the keys that they have in every other one.

        ::

            text = graph.write(graph.related(limit=20), "biblatex")
            text = graph.write(row.id for row in graph.query("foundations").rows)

        Args:
            papers: What `related` suggests; or papers by id, arXiv id, DOI, or part of the title.
            form: markdown, bibtex, biblatex, ris, csl-json, csv, latex or json.
            without: A listing of papers that are left out.

        Raises:
            PaperNotFound: A paper is not in the graph.
            ListingError: The listing of `without` cannot be read.
            UsageError: There is no such format.
        """
        from pathlib import Path

        from citeloom.known_papers import read_known_papers
        from citeloom.queries.catalogue import resolve_paper
        from citeloom.queries.exports.key_memory import KeyGiver, NoMemory
        from citeloom.queries.exports.leave_out import leave_out_known
        from citeloom.queries.exports.read_references import read_references
        from citeloom.queries.exports.reference_formats import Options, render
        from citeloom.queries.related_work.suggest import RelatedWork
        from citeloom.queries.related_work.wishes import Known

        known = read_known_papers(Path(without)) if without is not None else Known()
        if isinstance(papers, RelatedWork):
            chosen, about = list(papers.references), papers.about
        else:
            ids = [resolve_paper(self.store, paper) for paper in papers]
            chosen, about = read_references(self.store, ids), ()
        new = {*leave_out_known(self.store, [each.paper_id for each in chosen], known)}
        options = Options(
            about=about,
            give_keys=KeyGiver(self.store, self._keys or NoMemory(), known.keys),
        )
        return next(
            iter(render(form, [each for each in chosen if each.paper_id in new], options).values())
        )

    def main_path(self, *papers: str, routes: int = 10) -> MainPath:
        """Find the main path through the works around some papers, or around all that are listed.

        Args:
            papers: By id, arXiv id, DOI, or part of the title.
            routes: Through how many of the most used citations the path goes.

        Raises:
            PaperNotFound: A paper is not in the graph.
            UsageError: No paper is named and none is listed.
        """
        from citeloom.queries.literature.main_path import read_main_path

        return read_main_path(self.store, papers, routes=routes)

    def origins(self, *papers: str, works: int = 3) -> Origins:
        """Find the years and works that some papers stand on, or all that are listed.

        Args:
            papers: By id, arXiv id, DOI, or part of the title.
            works: How many works are named of a year that stands out.

        Raises:
            PaperNotFound: A paper is not in the graph.
            UsageError: No paper is named and none is listed.
        """
        from citeloom.queries.literature.origins import read_origins

        return read_origins(self.store, papers, works=works)

    def draw(self, found: MainPath | Origins) -> Page:
        """Draw what `main_path` or `origins` found, along the years; see `view` for the page."""
        from citeloom.draw_literature import draw_main_path, draw_origins
        from citeloom.queries.literature.main_path import MainPath
        from citeloom.viz.page import make_page

        drawing = (
            draw_main_path(self.store, found)
            if isinstance(found, MainPath)
            else draw_origins(self.store, found)
        )
        return make_page(drawing, by_year=True)

    def view(self, name: str = "listing-citations", /, **parameters: Any) -> Page:
        """Draw a graph query; the page shows itself in a notebook, and `save` writes it.

        Args:
            name: Name of a query of the kind graph.
            parameters: Its parameters.

        Raises:
            QueryError: There is no such query, it gives a table, or a parameter does not fit.
        """
        from citeloom.draw_query import draw
        from citeloom.viz.page import make_page

        return make_page(draw(self.store, name, parameters)[1])

    def pyvis(self, name: str = "listing-citations", /, **parameters: Any) -> Network:
        """Draw a graph query as a pyvis network: settled places, physics switched off.

        Args:
            name: Name of a query of the kind graph.
            parameters: Its parameters.

        Raises:
            QueryError: There is no such query, it gives a table, or a parameter does not fit.
        """
        from citeloom.draw_query import draw
        from citeloom.viz.pyvis_network import make_network

        return make_network(draw(self.store, name, parameters)[1])

    def citations(self) -> Citations:
        """Return who cites whom as arrays, which is what to compute with."""
        from citeloom.graph.projection import read_citations

        return read_citations(self.store)

    def networkx(self) -> nx.DiGraph[str]:
        """Return papers and citations as a networkx graph; nodes carry title, year and so on."""
        from citeloom.graph.projection import to_networkx

        return to_networkx(self.store)


def open(  # noqa: A001 - reads as `citeloom.open`, like gzip.open
    graph: str | PathLike[str] | None = None, *, settings: Settings | None = None
) -> Graph:
    """Open a graph for reading.

    Args:
        graph: A file, or the address of a Neo4j server; by default what the settings say.
        settings: The settings; by default those of the environment.

    Raises:
        StoreError: It cannot be opened; the error says why.
    """
    from citeloom.archived_keys import ArchivedKeys
    from citeloom.open_graph import open_graph
    from citeloom.settings import load_settings

    chosen = settings or load_settings()
    store = open_graph(chosen, str(graph) if graph is not None else None)
    return Graph(store, keys=ArchivedKeys(chosen.archive_path))


def build(  # noqa: PLR0913 - what the command takes
    *listings: str | PathLike[str],
    graph: str | PathLike[str] | None = None,
    citing: int | None = None,
    grow: int | None = None,
    offline: bool = False,
    refresh: bool = False,
    archive: str | PathLike[str] | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a graph from listings, or add to one; `citeloom build` in Python.

    Args:
        listings: Paths, or words such as `hf:daily`; without any, all of the project that one
            is in.
        graph: A file, or the address of a Neo4j server; by default what the settings say.
        citing: How many of the most cited works that cite each listed paper are taken in; by
            default what the project says, or none.
        grow: How many works around the list may be added; 0 adds none, by default what the
            project says, or 2,000.
        offline: Open no socket; the archive has to do.
        refresh: Ask again for what was fetched before.
        archive: An exported archive that is read besides the user's own.
        settings: The settings; by default those of the environment.
        progress: Called with stage, done, total; by default nothing is shown.

    Returns:
        What was read, found, loaded and spent. Its `warnings` say what could not be reached.

    Raises:
        CiteloomError: The work failed; the error says what is kept and what to do.
    """
    from pathlib import Path

    from citeloom.pipeline import BuildOptions
    from citeloom.pipeline import build as run
    from citeloom.progress import Silent
    from citeloom.settings import load_settings

    chosen = settings or load_settings()
    options = BuildOptions(
        graph=chosen.graph_address(str(graph) if graph is not None else None),
        citing=citing,
        grow=grow,
        offline=offline,
        refresh=refresh,
        archive=Path(archive) if archive is not None else None,
    )
    return run([str(each) for each in listings], options, chosen, progress or Silent())


def check(  # noqa: PLR0913 - what the command takes
    bibliography: str | PathLike[str],
    *,
    offline: bool = False,
    refresh: bool = False,
    archive: str | PathLike[str] | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BibliographyCheck:
    """Compare each entry of a bibliography with what the services say; `citeloom check` in Python.

    Args:
        bibliography: Path of a .bib file, or of another listing.
        offline: Open no socket; the archive has to do.
        refresh: Ask again for what was fetched before.
        archive: An exported archive that is read besides the user's own.
        settings: The settings; by default those of the environment.
        progress: Called with stage, done, total; by default nothing is shown.

    Returns:
        A verdict on each entry with its fields, evidence and suggestion.

    Raises:
        ListingError: The bibliography cannot be read.
        ArchiveError: The archive cannot be used.
    """
    from pathlib import Path

    from citeloom.pipeline import BuildOptions
    from citeloom.progress import Silent
    from citeloom.run_check import check as run
    from citeloom.run_check import read_bibliography
    from citeloom.settings import load_settings

    options = BuildOptions(
        graph="",
        grow=0,
        offline=offline,
        refresh=refresh,
        archive=Path(archive) if archive is not None else None,
    )
    read = read_bibliography(str(bibliography))
    return run(read, options, settings or load_settings(), progress or Silent())
