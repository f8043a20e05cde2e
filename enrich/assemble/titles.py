"""The title of a work: OpenAlex's, else the next best source's, so that no paper is without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.services.published_version import choose_published_version
from citeloom.enrich.services.semantic_scholar import list_s2_keys
from citeloom.graph.person_names import shorten_authors

if TYPE_CHECKING:
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.graph.records import TitleSource


def find_title(work: Work, services: Services) -> tuple[str, TitleSource]:
    """Return a title for a work of which OpenAlex has none, and where it is from.

    Args:
        work: The work.
        services: Of these only the archive is read.
    """
    if work.arxiv_id:
        page = services.hub.find_paper(work.arxiv_id).value
        if page and page.title:
            return page.title, "hub"
    for found in services.s2.find_by_key(list_s2_keys(work)).values():
        if found.value and found.value.title:
            return found.value.title, "s2"
    return make_title(work), "authors"


def make_title(work: Work) -> str:
    """Return what running text calls a work that has no title: `Devlin et al. 2019`."""
    names = tuple(each.name for each in work.authorships if each.name)
    people = shorten_authors(names, truncated=work.authors_truncated)
    year = choose_published_version(work).year
    return " ".join(str(part) for part in (people, year) if part) if people else f"Work {work.id}"
