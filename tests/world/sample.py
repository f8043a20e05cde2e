"""A world around the example listing, made up and marked as such.

Titles, abstracts and links are the listing's own. Every id, author, place, citation, count and
model is sample data: arXiv numbers and OpenAlex ids lie far above those that are given out, and
names say that they are samples. The sample archive and the enrichment benchmark are made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from tests.world.every_shape import HYPHEN
from tests.world.universe import (
    Json,
    Universe,
    authorship,
    institution,
    s2_citation,
    s2_paper,
    source,
    topic,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.enrich.entry import Entry

SEED = 46
GHOST = "W4285719527"
UNDATED_DAY = "2026-01-15"
FIVE_DIGITS = 2015
UNSOURCED, NEWLY_TYPED = 5, 4  # one in so many

# Word in the title → topic; the first that fits wins.
TOPICS = {
    "graph neural": "Graph neural networks",
    "attribute value": "Product attribute extraction",
    "attribute-value": "Product attribute extraction",
    "diffusion": "Diffusion models",
    "adapter": "Diffusion models",
    "dialogue": "Speech and dialogue",
    "continual": "Continual learning",
    "continued": "Continual learning",
    "classifier alignment": "Continual learning",
    "data selection": "Data selection",
    "training data": "Data selection",
    "skills": "Data selection",
    "metadata": "Data selection",
    "domain-specific": "Domain text",
    "law": "Domain text",
    "arabic": "Domain text",
    "german": "Domain text",
    "tabular": "Domain text",
    "privacy": "Privacy and safety",
    "backdoor": "Privacy and safety",
    "preferences": "Privacy and safety",
    "intensity": "Privacy and safety",
    "vision": "Vision and language",
    "image": "Vision and language",
    "zero-shot": "Vision and language",
    "vector graphics": "Vision and language",
    "face": "Vision and language",
    "backbones": "Vision and language",
    "attribute detection": "Vision and language",
    "": "Pretraining of language models",
}
TREES = """
    Alder Ash Aspen Beech Birch Cedar Cherry Cypress Elder Elm Fir Hawthorn Hazel Hemlock Hickory
    Holly Hornbeam Juniper Larch Laurel Linden Maple Myrtle Oak Olive Pear Pine Plane Poplar Quince
    Rowan Spruce Sycamore Tamarack Walnut Willow Yew
""".split()  # noqa: SIM905 - a block of words is easier to read and to extend
VENUES = (
    ("S9900000001", "Sample Conference on Learning", "conference"),
    ("S9900000002", "Sample Conference on Language", "conference"),
    ("S9900000003", "Sample Conference on Vision", "conference"),
    ("S9900000004", "Sample Journal of Machine Learning", "journal"),
    ("S9900000005", "Sample Transactions on Data", "journal"),
)
COUNTRIES = ("US", "CN", "DE", "GB", "CH", "SG", "FR", "CA", "KR", "SA")

# What is special about single papers, by a piece of their title.
UNKNOWN = ("Value-Based Pre-Training",)  # nobody knows it
TWO_OF_THE_NAME = ("Predictions For Pre-training",)  # two works of this title, neither fits
HIDDEN = ("GottBERT", "AraPoemBERT", "KIND:", "PretrainZero")  # left out of OpenAlex's lists
PUBLISHED = (  # merged with the published version, whose DOI is the only one in `doi`
    "Deep Learning Face Attributes",
    "Strategies for Pre-training Graph",
    "Pre-Trained Models: Past",
)
NOT_IN_OPENALEX = ("Train Once, Answer All", "Predictive Data Selection")
REFERENCES_ELSEWHERE = ("Assimilation Matters", "Precise Attribute Intensity", "Att-Adapter")
WITHOUT_REFERENCES = ("Metadata Conditioning", "Compositional Caching")
RETITLED_ON_HUB = {"Skill-it!": "Skill-it!  A data-driven skills framework for understanding and "
                   "training language models"}  # fmt: skip
HUB_CODE = {
    "UL2:": "sample-lab/ul2-sample",
    "bert2BERT": "sample-lab/shared-sample",
    "Pretraining Language Models with Human": "sample-lab/shared-sample",
    "Skill-it!": "sample-lab/skills-sample",
}
REPOSITORIES: dict[str, Json] = {
    "BatsResearch/csp": {"stars": 91},
    "Robin-WZQ/AMDET": {"stars": 4},
    "Zplusdragon/PLIP": {"stars": 128, "licence": None},
    "RUC-GSAI/Llama-3-SynE": {"stars": 65},
    "Pre-Control/pre-control": {"stars": 12},
    "hkust-nlp/PreSelect": {"stars": 47},
    "cxcscmu/MATES": {"stars": 58},
    "hsouri/Battle-of-the-Backbones": {"stars": 211, "language": "Jupyter Notebook"},
    "yueyu1030/AttrPrompt": {"stars": 133, "archived": True},
    "LAMDA-CL/SLCA-sample": {"stars": 77},
    "sample-lab/ul2-sample": {"stars": 240},
    "sample-lab/shared-sample": {"stars": 35},
    "sample-lab/skills-sample": {"stars": 19},
}
MOVED = {"gengdavid/slca": "LAMDA-CL/SLCA-sample"}


@dataclass(frozen=True, slots=True)
class Person:
    """A sample author."""

    id: str
    name: str
    place: Json


def sample_universe(entries: Sequence[Entry]) -> Universe:
    """Return what the four services know about the example, the same every time."""
    random = Random(SEED)
    universe = Universe()
    people = _people(random)
    pool = _pool(random, universe, people)
    listed = [entry for entry in entries if entry.title]
    dated = sorted(listed, key=lambda entry: (entry.date or UNDATED_DAY, entry.line))
    numbers = {entry.line: number for number, entry in enumerate(dated)}
    earlier: list[str] = []
    for entry in dated:
        earlier += _listed(random, universe, people, pool, earlier, entry, numbers[entry.line])
    _followers(random, universe, people, earlier)
    for name, details in REPOSITORIES.items():
        universe.add_repository(name, **details)
    universe.moved_repositories |= MOVED
    return universe


def topic_of(title: str) -> str:
    """Return the sample topic of a title."""
    folded = title.casefold()
    return next(name for word, name in TOPICS.items() if word in folded)


def _topic(name: str) -> Json:
    number = sorted(set(TOPICS.values())).index(name)
    return topic(f"T99{number:03}", name)


def _people(random: Random) -> list[Person]:
    places = [
        institution(f"I99000000{n:02}", f"Sample Institute {n + 1}", country=COUNTRIES[n % 10])
        for n in range(24)
    ]
    # Half of the hyphens are U+2010, as in OpenAlex's names.
    names = [f"Sample {a}" for a in TREES] + [
        f"Sample {a}{(HYPHEN, '-')[n % 2]}{b}"
        for a in TREES[::2]
        for n, b in enumerate(TREES[1::5])
    ]
    return [
        Person(f"99{number:08}", name, random.choice(places)) for number, name in enumerate(names)
    ]


def _signed(random: Random, people: Sequence[Person], count: int, home: int) -> tuple[Json, ...]:
    """Return authorships; neighbours in `people` sign together more often."""
    near = [people[(home + step) % len(people)] for step in range(count * 2 + 4)]
    chosen = random.sample(near, count)
    return tuple(
        authorship(
            each.name,
            place,
            count,
            each.id,
            corresponding=place == count - 1,
            institutions=(each.place,),
        )
        for place, each in enumerate(chosen)
    )


def _venue(number: int) -> Json:
    """Return where a work is published, as `work` takes it.

    One in five has no source, only the name that the publisher gives, as at OpenAlex. Of the
    papers of conferences one in four has the type that is new there.
    """
    key, name, kind = VENUES[number % len(VENUES)]
    at_conference = kind == "conference"
    told: Json = {
        "source": None if number // len(VENUES) % UNSOURCED == 0 else source(key, name, kind=kind),
        "raw_source_name": name,
        "raw_type": "proceedings-article" if at_conference else "journal-article",
    }
    if at_conference and number % NEWLY_TYPED == 0:
        told["type"] = "conference-paper"
    return told


def _pool(
    random: Random, universe: Universe, people: Sequence[Person]
) -> dict[str, list[tuple[str, int]]]:
    """Make works that the listed papers cite; return (W-id, year) by topic, the popular first."""
    pool: dict[str, list[tuple[str, int]]] = {}
    number = 0
    names = sorted(set(TOPICS.values()))
    for name in names:
        works: list[tuple[str, int]] = []
        for rank in range(36):
            number += 1
            key = f"W99000{number:05}"
            year = 2010 + rank % 15
            known = [w for n in names for w in pool.get(n, [])] + works
            older = sorted(w for w, of in known if of < year)
            references = random.sample(older, min(len(older), random.randint(3, 12)))
            universe.add_work(
                key,
                f"Sample work {number:03} on {name[0].lower() + name[1:]}",
                date=f"{year}-06-15",
                year=year,
                doi=f"10.99999/sample.{number:03}",
                authors=_signed(random, people, random.randint(1, 5), number * 3),
                references=tuple(references),
                cited_by=4000 // (rank + 1),
                abstract=f"A made-up abstract: this sample work is about {name.lower()}.",
                **_venue(number),
                topics=(_topic(name),),
                fwci=round(40 / (rank + 1), 4),
                is_retracted=number == 5,
                biblio={"volume": str(rank + 1), "issue": None, "first_page": str(number),
                        "last_page": str(number + 9)},
            )  # fmt: skip
            works.append((key, year))
        pool[name] = works
    return pool


def _cited(
    random: Random, pool: dict[str, list[tuple[str, int]]], name: str, year: int, count: int
) -> list[str]:
    """Choose older works, mostly of the topic, the popular ones more often."""
    own = [work for work, of in pool[name] if of <= year]
    other = [work for topic, works in pool.items() if topic != name for work, of in works[:12]
             if of <= year]  # fmt: skip
    chosen: dict[str, None] = {}
    for _ in range(count * 4):
        source = own if random.random() < 0.75 or not other else other
        if source and len(chosen) < count:
            chosen[source[int(len(source) * random.random() ** 1.4)]] = None
    return list(chosen)


def _is(entry: Entry, names: Sequence[str]) -> bool:
    return any((entry.title or "").startswith(name) for name in names)


def _listed(
    random: Random,
    universe: Universe,
    people: Sequence[Person],
    pool: dict[str, list[tuple[str, int]]],
    earlier: Sequence[str],
    entry: Entry,
    number: int,
) -> list[str]:
    """Make what the services know about one listed paper; return its W-id if it has one."""
    title, day = entry.title or "", entry.date or UNDATED_DAY
    year, count = int(day[:4]), entry.author_count or 3
    name = topic_of(title)
    # Numbers had four digits until 2014; those that begin with a 9 are not given out.
    arxiv = f"{day[2:4]}{day[5:7]}.9{number:0{3 if year < FIVE_DIGITS else 4}}"
    key = f"W98000{number:05}"
    if _is(entry, UNKNOWN):
        return []
    if _is(entry, TWO_OF_THE_NAME):
        for twin in (0, 1):
            universe.add_work(
                f"W97000000{twin:02}",
                title,
                date=f"{year + twin * 3 - 6}-01-01",
                year=year + twin * 3 - 6,
                authors=_signed(random, people, 4 + twin, number),
                cited_by=12,
                topics=(_topic(name),),
            )
        return []
    signed = _signed(random, people, count, number * 5)
    names = tuple(each["author"]["display_name"] for each in signed)
    references = _cited(random, pool, name, year, random.randint(12, 34))
    references += random.sample(list(earlier), min(len(earlier), random.randint(0, 3)))
    _on_hub(random, universe, entry, arxiv, day, names)
    if _is(entry, REFERENCES_ELSEWHERE):
        _at_semantic_scholar(universe, entry, arxiv, year, references)
        references = []
    if _is(entry, NOT_IN_OPENALEX):
        return []
    if _is(entry, WITHOUT_REFERENCES):
        references = []
    elif number % 5 == 0:
        references.append(GHOST)
    published = _is(entry, PUBLISHED)
    universe.add_work(
        key,
        title,
        hidden=_is(entry, HIDDEN),
        date=day,
        year=year,
        arxiv=arxiv,
        doi=f"10.99999/published.{number}" if published else None,
        authors=signed,
        references=tuple(references),
        cited_by=random.randint(0, 900),
        abstract=entry.abstract,
        **(_venue(number) if published else {}),
        topics=(_topic(name),),
    )
    return [key]


def _on_hub(
    random: Random,
    universe: Universe,
    entry: Entry,
    arxiv: str,
    day: str,
    names: tuple[str, ...],
) -> None:
    title = entry.title or ""
    slug = "-".join(title.lower().replace(":", "").split()[:2])
    code = next((repo for start, repo in HUB_CODE.items() if title.startswith(start)), None)
    details: dict[str, Any] = {}
    if code:
        details["repository"] = f"https://github.com/{code}"
        details["stars"] = REPOSITORIES[code]["stars"]
    if random.random() < 0.4:
        details["models"] = tuple(f"sample-lab/{slug}-{n}" for n in range(random.randint(1, 3)))
    if random.random() < 0.3:
        details["datasets"] = (f"sample-lab/{slug}-data", "sample-lab/shared-corpus")
    if random.random() < 0.2:
        details["spaces"] = (f"sample-lab/{slug}-demo",)
    universe.add_hub_paper(
        arxiv,
        next((new for start, new in RETITLED_ON_HUB.items() if title.startswith(start)), title),
        summary=entry.abstract or "",
        published=day,
        authors=names,
        upvotes=random.randint(0, 90),
        **details,
    )


def _at_semantic_scholar(
    universe: Universe, entry: Entry, arxiv: str, year: int, references: Sequence[str]
) -> None:
    """Give the paper a reference list that OpenAlex does not have."""
    known = [universe.works[each] for each in references]
    listed = [
        s2_paper(
            f"s2-{work['id'].rsplit('/', 1)[-1].lower()}",
            work["title"],
            year=work["publication_year"],
            doi=work["doi"].removeprefix("https://doi.org/"),
        )
        for work in known
        if work["doi"]
    ]
    nowhere_else = s2_paper(f"s2-only-{arxiv}", f"Sample report behind {arxiv}", year=year - 1)
    universe.add_s2_paper(
        f"s2-{arxiv}",
        entry.title or "",
        year=year,
        arxiv=arxiv,
        references=(*listed, nowhere_else, s2_citation(f"Sample citation of {arxiv}")),
    )


def _followers(
    random: Random, universe: Universe, people: Sequence[Person], listed: Sequence[str]
) -> None:
    """Make newer works that cite several listed papers."""
    for number in range(30):
        universe.add_work(
            f"W96000{number:05}",
            f"Sample follow-up {number + 1:02}",
            date="2026-05-01",
            year=2026,
            doi=f"10.99999/followup.{number + 1:02}",
            authors=_signed(random, people, random.randint(2, 4), number * 7),
            references=tuple(random.sample(list(listed), random.randint(2, 6))),
            cited_by=60 - number,
            **_venue(number),
            topics=(_topic("Pretraining of language models"),),
        )
