"""What the found papers lead to: the works they cite, and the works that cite them.

Nothing is returned but the troubles: what the services answer goes into the archive, where
`enrich.assemble` reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeloom.enrich.ask_service import ask_each, batches, counting, known, not_archived
from citeloom.enrich.entry_search import ARXIV_DOI
from citeloom.graph.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from citeloom.enrich.finding import Finding
    from citeloom.enrich.services import Services
    from citeloom.enrich.services.lookup import Found
    from citeloom.enrich.services.openalex import OpenAlex
    from citeloom.enrich.services.openalex_work import Work

    OnProgress = Callable[[str, int, int], None]


def fetch_references(
    findings: Sequence[Finding], services: Services, on_progress: OnProgress
) -> list[ServiceError]:
    """Fetch the works that the found papers cite, a hundred to a call.

    Papers whose reference list OpenAlex does not have are looked up at Semantic Scholar, and the
    papers named there are mapped back to OpenAlex by their DOIs. Listed works of which lists
    show only the first hundred authors are fetched whole.

    Returns:
        One error for each question that a service did not answer.
    """
    cited: dict[str, None] = {}
    cut: dict[str, None] = {}
    without: dict[str, None] = {}
    for finding in findings:
        key = finding.openalex_id
        work = services.archived.openalex.work(key).value if key else None
        cited.update(dict.fromkeys(work.references if work else ()))
        if work and work.authors_truncated:
            cut[work.id] = None
        if finding.arxiv_id and not (work and work.references):
            without[finding.arxiv_id] = None
    counter = counting("All authors", len(cut), on_progress)
    answers = ask_each(list(cut), lambda key: known(services.openalex.work(key)), counter)
    troubles = [answer for _, answer in answers if isinstance(answer, ServiceError)]

    def works(keys: Sequence[str]) -> Mapping[str, Found[Any]]:
        return cited_works(keys, services.openalex)

    troubles += _in_batches("Cited works", list(cited), works, on_progress)
    papers = services.s2.papers_by_arxiv
    troubles += _in_batches("Semantic Scholar", list(without), papers, on_progress)
    dois = dict.fromkeys(
        doi
        for found in services.archived.s2.papers_by_arxiv(without).values()
        for reference in (found.value.references if found.value else ())
        for doi in reference_dois(reference.doi, reference.arxiv_id)
    )

    def works_of_dois(keys: Sequence[str]) -> Mapping[str, Found[Any]]:
        return doi_works(keys, services.openalex)

    troubles += _in_batches("Their cited works", list(dois), works_of_dois, on_progress)
    return troubles


def fetch_citing(
    findings: Sequence[Finding], count: int, services: Services, on_progress: OnProgress
) -> list[ServiceError]:
    """Fetch the `count` most cited works that cite each found paper; a call a paper."""

    def ask(work: str) -> None:
        if services.openalex.citing(work, count).unknown:
            raise not_archived()

    works = sorted({each.openalex_id for each in findings if each.openalex_id})
    counter = counting("Citing works", len(works), on_progress)
    answers = ask_each(works, ask, counter)
    return [answer for _, answer in answers if isinstance(answer, ServiceError)]


def cited_works(ids: Iterable[str], openalex: OpenAlex) -> dict[str, Found[Work]]:
    """Return the works that the ids of reference lists lead to.

    Lists do not follow an id that was merged into another one. Single look-ups do and are free;
    then `value.id` is not the key. Most ids that lists lack are ghosts of deleted works.
    """
    found = openalex.works_by_id(ids)
    for key, listed in found.items():
        if listed.absent:
            single = openalex.work(key)
            found[key] = listed if single.unknown else single
    return found


def doi_works(dois: Iterable[str], openalex: OpenAlex) -> dict[str, Found[Work]]:
    """Look DOIs up in lists, and among what lists hide, a hundred to a call.

    Without the second step a hidden work would become a second node beside the one that it
    becomes when it is listed itself.
    """
    found = openalex.works_by_doi(dois)
    missed = [doi for doi, each in found.items() if each.absent]
    return found | openalex.hidden_works_by_doi(missed)


def reference_dois(doi: str | None, arxiv_id: str | None) -> tuple[str, ...]:
    """Return the DOIs under which OpenAlex may know a paper, the published one first."""
    arxiv = f"{ARXIV_DOI}{arxiv_id.lower()}" if arxiv_id else None
    return tuple(dict.fromkeys(filter(None, (doi, arxiv))))


def _in_batches(
    stage: str,
    keys: Sequence[str],
    ask: Callable[[Sequence[str]], Mapping[str, Found[Any]]],
    on_progress: OnProgress,
) -> list[ServiceError]:
    def all_known(piece: Sequence[str]) -> None:
        if any(found.unknown for found in ask(piece).values()):
            raise not_archived()

    pieces = batches(keys)
    counter = counting(stage, len(pieces), on_progress)
    answers = ask_each(pieces, all_known, counter)
    return [answer for _, answer in answers if isinstance(answer, ServiceError)]
