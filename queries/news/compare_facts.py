"""What has happened between two states of a graph, as far as somebody who keeps a list cares.

Counts, spellings, and the order of things are no news, nor is what came into the graph or left it
because the list has changed.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from citeloom.graph.identity import is_arxiv_doi
from citeloom.graph.normalise_title import compact, normalise
from citeloom.graph.plain_text import clean
from citeloom.graph.vocabulary import name_source
from citeloom.graph.web_addresses import find_addresses, make_safe_address
from citeloom.queries.news.news_item import NewsItem
from citeloom.queries.news.remembered_facts import (
    Facts,
    PaperFacts,
    RepositoryFacts,
    index_names,
    list_names,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from citeloom.queries.news.remembered_facts import LinkFact

HUB = "https://huggingface.co"
NAMED = 3  # papers, models and so on that a sentence names
LONGEST = 100  # characters of a title in a sentence
CARD_LIMIT = 1_000  # models of a paper that are listed, the most liked; beyond it some come and go


def compare_facts(
    before: Facts, after: Facts, begun: Mapping[str, Collection[str]]
) -> list[NewsItem]:
    """Return what has happened.

    Args:
        before: What the graph said when the user was told last.
        after: What it says now.
        begun: W-id of a listed paper → W-ids of works that have begun to cite it at any time
            since it was first looked after.

    Returns:
        The news, what weighs most first.
    """
    known = index_names(before)
    items: list[NewsItem] = []
    for key, paper in after.papers.items():
        old = next((known[name] for name in list_names(key, paper) if name in known), None)
        if old is not None:
            items += _compare_papers(key, before.papers[old], paper, after)
    items += _compare_repositories(before, after)
    items += _find_citing(before, after, begun, known)
    return sorted(items, key=lambda each: each.order)


def _compare_papers(key: str, old: PaperFacts, new: PaperFacts, after: Facts) -> Iterator[NewsItem]:
    if new.retracted and not old.retracted:
        yield _make_item(
            "retracted", key, new, f"has been retracted; {_say_place(key, new, after)}",
            "OpenAlex marks it as retracted, and did not before", "openalex", after,
        )  # fmt: skip
    if old.listed and new.listed and _count_known(new) > _count_known(old):
        yield _make_item("found", key, new, _say_found(old, new), _say_how_found(new),
                         "openalex" if new.openalex_id else "hub", after)  # fmt: skip
        return
    changes = list(_list_changes(old, new))
    if changes:
        published = _is_published(new) and _is_preprint(old) and not _is_published(old)
        reason = (
            f"published{_say_venue(new)}; {_say_place(key, new, after)}"
            if published
            else f"{', '.join(name for name, _ in changes)} changed; {_say_place(key, new, after)}"
        )
        told = "; ".join(f"{name}: {change}" for name, change in changes)
        kind = "published" if published else "changed"
        yield _make_item(kind, key, new, reason, told, "openalex", after)
    if new.listed and old.listed:
        yield from _compare_links(key, old, new, after)


def _count_known(paper: PaperFacts) -> int:
    """Return how well a listed paper is known: not, by some service, by OpenAlex."""
    return 2 if paper.is_found and paper.openalex_id else int(paper.is_found)


def _say_found(old: PaperFacts, new: PaperFacts) -> str:
    if old.is_found:
        return "OpenAlex has it now, with its citations"
    was = "was ambiguous" if old.match == "ambiguous" else "was not found"
    return f"{was} and is found now{'' if new.openalex_id else ', on the Hub only'}"


def _say_how_found(new: PaperFacts) -> str:
    known = f"OpenAlex {new.openalex_id}" if new.openalex_id else f"arXiv:{new.arxiv_id}"
    return f"{new.evidence or ''} It is {known}.".strip()


def _list_changes(old: PaperFacts, new: PaperFacts) -> Iterator[tuple[str, str]]:
    """Yield the fields that have changed, each with both values."""
    if old.title and new.title and _fold(old.title) != _fold(new.title):
        yield "title", _say_change(f"“{_cut(old.title)}”", f"“{_cut(new.title)}”")
    if old.year and new.year and old.year != new.year:
        yield "year", _say_change(old.year, new.year)
    there = {name for venue in old.venues for name in (venue.id, _fold(venue.name or ""))}
    come = [each for each in new.venues if not {each.id, _fold(each.name or "")} & there]
    if come and (old.venues or come[0].category != "repository"):
        names = [venue.name or venue.id for venue in old.venues]
        yield "venue", _say_change(", ".join(names) or "none", come[0].name or come[0].id)
    if new.doi and old.doi != new.doi and not (old.doi is None and is_arxiv_doi(new.doi)):
        yield "DOI", _say_change(old.doi or "none", new.doi)
    if old.retracted and not new.retracted:
        yield "retraction", "no longer marked as retracted"


def _is_published(paper: PaperFacts) -> bool:
    """Tell whether it appeared elsewhere than on a server of preprints."""
    known = [each.category for each in paper.venues if each.category]
    return any(each != "repository" for each in known) or bool(
        paper.doi and paper.arxiv_id and not is_arxiv_doi(paper.doi) and not known
    )


def _is_preprint(paper: PaperFacts) -> bool:
    return bool(paper.arxiv_id) or any(each.category == "repository" for each in paper.venues)


def _say_venue(paper: PaperFacts) -> str:
    name = next((v.name for v in paper.venues if v.name and v.category != "repository"), None)
    year = f" ({paper.year})" if paper.year else ""
    return f" in {name}{year}" if name else year


def _compare_links(key: str, old: PaperFacts, new: PaperFacts, after: Facts) -> Iterator[NewsItem]:
    renamed = {
        name: link.id
        for link in new.code
        for name in after.repositories.get(link.id, RepositoryFacts()).aliases
    }
    had = {renamed.get(link.id, link.id) for link in old.code if link.relation != "mentioned"}
    code = [each for each in new.code if each.id not in had and each.relation != "mentioned"]
    if code:
        sure = any(each.relation == "own" for each in code)
        said = "code appeared" if sure else "what may be its code appeared"
        yield _make_link_item("code", key, new, said, code, after)
    for kind, before, now in (
        ("model", old.models, new.models), ("dataset", old.datasets, new.datasets),
    ):  # fmt: skip
        there = {each.id for each in before}
        come = [each for each in now if each.id not in there]
        if come and len(before) < CARD_LIMIT:
            count = f"{kind} appeared" if len(come) == 1 else f"{len(come)} {kind}s appeared"
            yield _make_link_item(kind, key, new, count, come, after)


def _make_link_item(  # noqa: PLR0913, PLR0917 - what is new, about what, and who says so
    kind: str, key: str, paper: PaperFacts, said: str, links: Sequence[LinkFact], after: Facts
) -> NewsItem:
    item = _make_item(
        kind, key, paper, f"{said}: {_join([each.id for each in links])}",
        links[0].evidence or "", links[0].source or "hub", after,
    )  # fmt: skip
    folder = {"model": "", "dataset": "datasets/"}.get(kind)
    found = [
        (
            each.id,
            after.repositories.get(each.id, RepositoryFacts()).url
            if folder is None
            else f"{HUB}/{folder}{each.id}",
        )
        for each in links[:NAMED]
    ]
    safe = tuple((name, s) for name, address in found if (s := make_safe_address(address)))
    return NewsItem(
        kind, key, item.title, item.reason, item.evidence, item.source, item.date,
        (*safe, *item.links), item.papers,
    )  # fmt: skip


def _compare_repositories(before: Facts, after: Facts) -> Iterator[NewsItem]:
    owners: dict[str, list[str]] = {}
    for key, paper in after.papers.items():
        for link in paper.code if paper.listed else ():
            owners.setdefault(link.id, []).append(key)
    for key, new in after.repositories.items():
        old_key = next((n for n in (key, *new.aliases) if n in before.repositories), None)
        if old_key is None or key not in owners:
            continue
        old = before.repositories[old_key]
        told = list(_list_repository_news(old_key, key, old, new))
        papers = owners[key]
        titles = _join([f"“{_cut(after.papers[each].title or each)}”" for each in papers])
        address = make_safe_address(new.url)
        for kind, reason, evidence in told:
            yield NewsItem(
                kind, key, _bare(key), f"{reason}; named by {titles}", evidence,
                name_source("github"), links=(("Code", address),) if address else (),
                papers=tuple(papers),
            )  # fmt: skip


def _list_repository_news(
    old_key: str, key: str, old: RepositoryFacts, new: RepositoryFacts
) -> Iterator[tuple[str, str, str]]:
    """Yield kind, reason and evidence; what nobody could ask about before is no news."""
    asked = old.status in ("ok", "moved", "gone")
    if not asked or new.status == "unknown":
        return
    if new.status == "gone" and old.status != "gone":
        yield "gone", "is gone, or no longer public", "GitHub knows no such repository, and did"
    elif old.status == "gone" and new.status != "gone":
        yield "back", "is there again", "GitHub knew no such repository, and does again"
    elif old_key != key or (new.status == "moved" and set(new.aliases) - set(old.aliases)):
        was = _bare(old_key if old_key != key else min(set(new.aliases) - set(old.aliases)))
        yield "moved", f"is called {_bare(key)} now", f"GitHub leads from {was} to {_bare(key)}"
    if new.archived and old.archived is False:
        yield "archived", "has been archived by its owner", "GitHub says so, and did not before"
    elif old.archived and new.archived is False:
        yield "back", "is no longer archived", "GitHub said that it was archived"


def _find_citing(
    before: Facts, after: Facts, begun: Mapping[str, Collection[str]], known: Mapping[str, str]
) -> Iterator[NewsItem]:
    """Yield the works that have begun to cite listed papers of which the user knew before."""
    cites: dict[str, list[str]] = {}
    for listed, works in after.citing.items():
        paper = after.papers[listed]
        old = next((known[n] for n in list_names(listed, paper) if n in known), None)
        if old is None or not before.papers[old].listed:
            continue
        told = set(before.citing.get(old, ()))
        new = set(begun.get(paper.openalex_id or "", ())) - told
        for work in works:
            if (after.papers[work].openalex_id or work) in new and work not in told:
                cites.setdefault(work, []).append(listed)
    every: dict[str, int] = {}
    for works in after.citing.values():
        for work in works:
            every[work] = every.get(work, 0) + 1
    for work, papers in cites.items():
        paper = after.papers[work]
        if not paper.listed:
            titles = [f"“{_cut(after.papers[each].title or each)}”" for each in papers]
            count = every[work]
            yield NewsItem(
                "citing", work, _name(work, paper),
                f"cites {count} of yours" if count > 1 else f"cites {titles[0]}",
                f"Its reference list names {_join(titles)}", name_source("openalex"),
                paper.date or "", _list_links(work, paper), tuple(papers),
            )  # fmt: skip


def _make_item(  # noqa: PLR0913, PLR0917 - what is said, about what, and who says so
    kind: str, key: str, paper: PaperFacts, reason: str, evidence: str, source: str, after: Facts
) -> NewsItem:
    listed = (key,) if paper.listed else tuple(
        each for each, works in after.citing.items() if key in works
    )  # fmt: skip
    return NewsItem(
        kind, key, _name(key, paper), reason, evidence, name_source(source),
        links=_list_links(key, paper), papers=listed,
    )  # fmt: skip


def _say_place(key: str, paper: PaperFacts, after: Facts) -> str:
    """Say how a paper stands to the list."""
    if paper.listed:
        return "it is on your list"
    cited = after.cited.get(key, 0)
    if cited:
        return f"cited by {cited} of yours"
    cites = sum(key in works for works in after.citing.values())
    return f"it cites {cites} of yours" if cites else "it is near your list"


def _list_links(key: str, paper: PaperFacts) -> tuple[tuple[str, str], ...]:
    ids = {"id": key, "doi": paper.doi, "arxiv_id": paper.arxiv_id,
           "openalex_id": paper.openalex_id, "s2_id": paper.s2_id}  # fmt: skip
    return find_addresses("Paper", ids)


def _name(key: str, paper: PaperFacts) -> str:
    return clean(paper.title) or key


def _bare(repository: str) -> str:
    return repository.partition("/")[2] or repository


def _say_change(old: object, new: object) -> str:
    return f"{clean(str(old))} → {clean(str(new))}"


def _join(names: Sequence[str]) -> str:
    shown = ", ".join(clean(name) for name in names[:NAMED])
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown


def _cut(title: str) -> str:
    return shorten(clean(title), LONGEST, placeholder=" …")


def _fold(text: str) -> str:
    return compact(normalise(text))
