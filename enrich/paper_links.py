"""The links of a paper, from its abstract and from the Hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.links import find_hub_links, find_links

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.entry import Entry
    from citeloom.enrich.links import Link
    from citeloom.enrich.services.hub import HubPaper
    from citeloom.enrich.services.openalex_work import Work

_CERTAINTY = {"candidate": 0, "mentioned": 1, "own": 2}


def find_paper_links(entry: Entry, work: Work | None, page: HubPaper | None) -> tuple[Link, ...]:
    """Return the links of a paper: those of its abstract, then those that the Hub names.

    The listing's abstract is read where there is one, since it is what the user sees; the Hub's
    and OpenAlex's are the same text with fewer or more traces of LaTeX.
    """
    abstract = (
        entry.abstract
        or (page.abstract if page else None)
        or (work.abstract if work else None)
        or ""
    )
    of_hub = (
        find_hub_links(page.project_page, page.github_repo, page.github_repo_added_by)
        if page
        else ()
    )
    return join_links(find_links(abstract), of_hub)


def join_links(*sources: Iterable[Link]) -> tuple[Link, ...]:
    """Join the links of several sources; of two to one thing the more certain one stays.

    Between equals the earlier source stays: a sentence tells more than a field of a form.
    """
    best: dict[tuple[str, str], Link] = {}
    for links in sources:
        for link in links:
            kept = best.get((link.kind, link.key))
            if kept is None or _CERTAINTY[link.relation] > _CERTAINTY[kept.relation]:
                best[link.kind, link.key] = link
    return tuple(best.values())
