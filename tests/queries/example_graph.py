"""A small graph for tests: the titles of the example listing, and made-up links between them.

Everything apart from those titles is invented by a seeded generator and says so by its name
(``Work 12``, ``Author 3``), so that nobody takes it for a fact.
"""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeloom.enrich.listing import read_listing
from citeloom.graph import records as r
from citeloom.graph.schema import merge_nodes, merge_relationships

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeloom.graph.stores.store import Store

LISTING = Path(__file__).parents[2] / "examples" / "daily-papers.txt"
WORKS, CITING, AUTHORS = 90, 25, 60


def example_records(seed: int = 4) -> Iterator[r.Record]:
    """Yield the records of the example graph; the same ones for the same seed."""
    chance = random.Random(seed)
    entries = read_listing(LISTING).entries
    listed = [f"W1{number:03}" for number in range(len(entries))]
    works = [f"W2{number:03}" for number in range(WORKS)]
    citing = [f"W3{number:03}" for number in range(CITING)]
    for number, (key, entry) in enumerate(zip(listed, entries, strict=True)):
        yield _listed(key, number, entry, chance).model_copy(update=DECIDED.get(number, {}))
    for number, key in enumerate(works):
        yield r.Paper(
            id=key, title=f"Work {5 if number == 6 else number}", year=2005 + number % 18,
            cited_by_count=number**2 % 997, openalex_id=key,
            is_retracted=True if number in (3, 8) else None,
            ignored=True if number == 5 else None,
            collections=("Chapter 2", "Later") if number == 5 else None,
        )  # fmt: skip
    for number, key in enumerate(citing):
        year = 2024 + number % 3
        yield r.Paper(
            id=key, title=f"Follower {number}", year=year, date=f"{year}-02-01",
            reason="citing" if number % 5 == 4 else None,
        )  # fmt: skip
    yield from _citations(listed, works, citing, chance)
    yield from _people(listed, works, chance)
    yield from _places(listed, works, chance)
    yield from _artefacts(listed, chance)


def _listed(key: str, number: int, entry: Any, chance: random.Random) -> r.Paper:
    match = ("exact", "exact", "exact", "id", "fuzzy", "ambiguous", "none", None)[number % 8]
    found = match in ("exact", "id", "fuzzy")
    return r.Paper(
        id=key if found else f"title:example-{number}", title=entry.title, abstract=entry.abstract,
        date=entry.date, year=entry.year, arxiv_id=f"2401.{number:05}" if found else None,
        doi=f"10.5555/example.{number}" if number % 5 == 0 else None,
        openalex_id=key if found else None, listed=True,
        aliases=("W9004", "doi:10.5555/other") if number == 4 else None,
        listings=("daily-papers.txt", "second.bib") if number % 9 == 0 else ("daily-papers.txt",),
        match=match, match_score=0.9 + number / 1000 if match == "fuzzy" else None,
        match_step="title-search" if match == "fuzzy" else None,
        match_evidence="The titles are alike." if match == "fuzzy" else "Nothing fits."
        if match == "none" else None,
        match_candidates=("W2001 0.91 2010 Work 1",) if match == "ambiguous" else None,
        match_tried=("Hub by title | nothing of this title | free",
                     f"OpenAlex by title | {match}: {key} | 10 credits") if found else None,
        overruled=("year 2031: the listing names 2024",) if number == 6 else None,
        upvotes=chance.randrange(200) if number % 3 else None,
        cited_by_count=chance.randrange(500) if found else None,
        references_source="openalex" if found and number % 4 else "s2" if found else None,
        references_count=0 if number % 10 == 8 else 20 if found else None,
        references_missing=number % 3 if found else None,
    )  # fmt: skip


# What the user decided about the second and third listed paper.
DECIDED: dict[int, dict[str, Any]] = {
    1: {"citation_key": "example2024", "note": "Read it twice.", "read": True},
    2: {"tags": ("baseline", "method"), "read": False, "collections": ("Chapter 2",)},
}


def _key(key: str) -> str:
    """Listed papers that were not found bear a title key."""
    number = int(key[2:])
    return f"title:example-{number}" if key[1] == "1" and number % 8 > 4 else key


def _citations(
    listed: list[str], works: list[str], citing: list[str], chance: random.Random
) -> Iterator[r.Cites]:
    pairs: set[tuple[str, str]] = set()
    for number, key in enumerate(listed):
        if _key(key) == key and number % 10 != 8:
            popular = [min(works, key=lambda _: chance.random()) for _ in range(4)]
            low = [works[int(WORKS * chance.random() ** 3)] for _ in range(8)]
            pairs.update((key, work) for work in popular + low)
            if number > 3:
                pairs.add((key, _key(listed[chance.randrange(number)])))
    pairs |= {(listed[2], works[0]), (listed[2], works[3]), (citing[0], works[0])}
    pairs |= {(citing[0], listed[2]), (listed[1], listed[2])}
    pairs.add((listed[2], listed[1]))  # a circle, as between a preprint and its second version
    for key in citing:
        pairs.update((key, _key(one)) for one in chance.sample(listed, 3))
        pairs.update((key, one) for one in chance.sample(works, 3))
    for number, key in enumerate(works[:-1]):
        pairs.add((key, works[(number * 7 + 3) % WORKS]))
    for start, end in sorted(pairs):
        if start != end:
            yield r.Cites(start=start, end=end, source="openalex" if start[-1] < "7" else "s2")


def _people(listed: list[str], works: list[str], chance: random.Random) -> Iterator[r.Record]:
    for number in range(AUTHORS):
        orcid = "0000-0002-1825-0097" if number == 0 else None
        yield r.Author(id=f"A{number:03}", name=f"Author {number}", orcid=orcid)
    for number in range(6):
        yield r.Institution(
            id=f"I{number}", name=f"Institution {number}",
            country=("DE", "US", "CN", None)[number % 4], category="education",
        )  # fmt: skip
    for number in range(0, AUTHORS, 2):
        yield r.AffiliatedWith(start=f"A{number:03}", end=f"I{number % 6}", papers=1)
        yield r.AffiliatedWith(start=f"A{number:03}", end=f"I{(number + 3) % 6}", papers=2)
    for key in listed + works[:30]:
        team = sorted({int(AUTHORS * chance.random() ** 2) for _ in range(4)})
        for position, number in enumerate(team):
            named = (f"I{number % 6}",) if number % 4 == 0 else None
            yield r.Authored(
                start=f"A{number:03}", end=_key(key), position=position,
                corresponding=position == 0, institutions=named,
            )  # fmt: skip


def _places(listed: list[str], works: list[str], chance: random.Random) -> Iterator[r.Record]:
    for number in range(5):
        category = ("journal", "conference", "repository")[number % 3]
        yield r.Venue(id=f"S{number}", name=f"Venue {number}", category=category)
    for number in range(8):
        yield r.Topic(
            id=f"T{number}", name=f"Topic {number}", subfield=f"Subfield {number % 4}",
            field=f"Field {number % 2}", domain="Domain 0",
        )  # fmt: skip
    for key in listed[::2] + works:
        yield r.PublishedIn(start=_key(key), end=f"S{chance.randrange(5)}")
    for key in listed[:-4]:
        for number in chance.sample(range(8), 2):
            yield r.HasTopic(start=_key(key), end=f"T{number}", score=round(chance.random(), 3))


def _artefacts(listed: list[str], chance: random.Random) -> Iterator[r.Record]:
    for number in range(20):
        yield r.Repository(
            id=f"github.com/owner/code{number}", url=f"https://github.com/owner/Code{number}",
            name=f"Code{number}", owner="owner", host="github.com",
            stars=number * 17 % 101 if number % 5 else None,
            language=("Python", "C++", None)[number % 3], licence=("MIT", None)[number % 2],
            archived=number == 4, pushed_at="2026-01-01T00:00:00Z",
            status=("ok", "ok", "ok", "gone", "moved", "unknown")[number % 6],
            aliases=("github.com/owner/old",) if number % 6 == 4 else None,
        )  # fmt: skip
        yield r.HasCode(
            start=_key(listed[number]), end=f"github.com/owner/code{number}", relation="own",
            evidence=f"Code is available at github.com/owner/Code{number}.", source="abstract",
            confidence=0.95,
        )  # fmt: skip
    for number in range(20, 30):
        yield r.HasCode(
            start=_key(listed[number]), end=f"github.com/owner/code{number % 7}",
            relation=("mentioned", "candidate")[number % 2], evidence="We build on it.",
            source="hub", confidence=0.5 + number / 100,
        )  # fmt: skip
    items: tuple[tuple[Any, Any, str], ...] = (
        (r.Model, r.HasModel, "model"),
        (r.Dataset, r.HasDataset, "dataset"),
        (r.Space, r.HasSpace, "space"),
    )
    for node, link, name in items:
        for number in range(6):
            key = f"owner/{name}-{number}"
            url = f"https://huggingface.co/{key}"
            yield node(id=key, url=url, likes=chance.randrange(90), downloads=number * 1000)
            for place in {number, number * 5 % len(listed), 2}:
                yield link(start=_key(listed[place]), end=key, source="hub", evidence="The card.")
    for number in range(7):
        page = f"https://example.org/{number}"
        category = ("project", "profile", "other")[number % 3]
        yield r.WebPage(id=page, url=page, host="example.org", category=category)
        yield r.LinksTo(start=_key(listed[-1 - number]), end=page, source="abstract", evidence="At")


def write(store: Store, found: Iterable[r.Record]) -> None:
    """Write records as they are, grouped by label and by kind, without unifying anything."""
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    links: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in found:
        if isinstance(record, r.NodeRecord):
            props = record.model_dump(exclude_none=True, mode="json")
            nodes[record.label].append({"id": record.id, "props": props})
        elif isinstance(record, r.RelationshipRecord):
            props = record.model_dump(exclude_none=True, exclude={"start", "end"}, mode="json")
            row = {"start": record.start, "finish": record.end, "props": props}
            links[record.kind].append(row)
    for label, rows in nodes.items():
        store.write_rows(merge_nodes(label), rows)
    for kind, rows in links.items():
        store.write_rows(merge_relationships(kind), rows)
    store.commit()


def wipe(store: Store) -> None:
    """Empty a store of everything but its bookkeeping."""
    store.write("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")


if __name__ == "__main__":
    import sys
    import tempfile

    from citeloom.graph.stores.embedded import EmbeddedStore
    from docs.generate.questions_page import render_docs

    with (
        tempfile.TemporaryDirectory() as folder,
        EmbeddedStore(Path(folder) / "example.kgl", "write") as opened,
    ):
        write(opened, example_records())
        sys.stdout.write(render_docs(opened))
