"""A made-up literature of any size: papers with titles, years, authors, topics and citations.

Papers come one after another, each with a topic. Most references go to the paper's topic, half of
them to recent papers and half to papers that are older the more often they are cited, so that
citations fall as a power law; the others go anywhere. A title has words of its topic, words that
all topics share, and now and then a name that no other title has. Everything follows from the seed,
and takes half a minute for a million papers and twelve million citations.

`bench.related_growth` grows smaller graphs that are closer to real ones; it takes a thousand times
longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bench.fill_stores import Part, Row

    Numbers = NDArray[np.int64]

PAPERS_IN_TOPIC, WITHIN, RECENT = 250, 0.85, 0.5
DRAWN = 1.35  # citations that are drawn for each that is wanted, since some come twice
POPULARITY = 0.6  # in-degrees then fall as a power law of exponent 1 + 1 / 0.6, about 2.7
FIRST_YEAR, LAST_YEAR = 1970, 2025
LISTED = 46
AUTHORS = 3  # of each paper
METHODS, OBJECTS, SHARED = map(
    str.split,
    (
        """
attention alignment annealing averaging boosting calibration clustering compression contrast
convolution decoding diffusion distillation embedding encoding ensembling entropy filtering
flow forecasting gradient hashing inference interpolation kernel likelihood masking matching
memory mixture normalisation parsing pooling prediction projection pruning quantisation
regression reinforcement retrieval routing sampling scaling segmentation smoothing tagging
transfer variation
""",
        """
antibody argument atom battery brain cell cloud code colour contract corpus crystal dialogue
disease document drug edge emotion enzyme event face fluid forest galaxy gene gesture
glacier graph image insect language lattice market melody metabolite molecule neuron ocean
plasma polymer protein query river robot satellite sensor signal sound speech star summary
table tissue traffic translation tumour video virus voice wave web
""",
        """
adaptive analysis approach bounded challenge dataset deep efficient evaluation exact fast
framework general joint large learning limits method model multilingual network neural novel
open practical probabilistic recursive robust scalable simple sparse study supervised survey
system theory towards uncertainty understanding unsupervised
""",
    ),
)


@dataclass(frozen=True, slots=True)
class Literature:
    """Who cites whom, and of what topic and year each paper is.

    Attributes:
        papers: Number of papers; their order is that of time.
        citing: The paper that cites, for each citation. Shape (m,), int64.
        cited: The paper that is cited, always an earlier one. Shape (m,), int64.
        topic: Topic of each paper. Shape (papers,), int64.
        year: Year of each paper. Shape (papers,), int64.
        listed: The papers of the list: recent ones of three topics. Shape (46,), int64.
    """

    papers: int
    citing: Numbers
    cited: Numbers
    topic: Numbers
    year: Numbers
    listed: Numbers


def grow_literature(papers: int, citations: int, seed: int = 0) -> Literature:
    """Make up a literature, with exactly so many citations where the papers allow for it."""
    chance = np.random.default_rng(seed)
    topics = max(papers // PAPERS_IN_TOPIC, 3)
    topic = (topics * chance.random(papers) ** 1.5).astype(np.int64)
    by_topic = np.argsort(topic, kind="stable")
    begin = np.searchsorted(topic[by_topic], np.arange(topics))
    before = np.empty(papers, np.int64)  # papers of the same topic that are older
    before[by_topic] = np.arange(papers) - begin[topic[by_topic]]
    share = chance.lognormal(0, 0.6, papers)
    share[0] = 0
    wanted = chance.multinomial(int(citations * DRAWN), share / share.sum())
    citing = np.repeat(np.arange(papers), wanted)
    size = len(citing)
    old = chance.random(size) ** (1 / (1 - POPULARITY))
    pool = before[citing]
    back = np.minimum(chance.exponential(0.15 * pool + 3).astype(np.int64), np.maximum(pool - 1, 0))
    recent = np.maximum(pool - 1 - back, 0)
    place = np.where(chance.random(size) < RECENT, recent, (pool * old).astype(np.int64))
    near = by_topic[begin[topic[citing]] + place]
    within = (chance.random(size) < WITHIN) & (pool > 0)
    cited = np.where(within, near, (citing * old).astype(np.int64))
    pairs = np.unique(citing * papers + cited)
    if len(pairs) > citations:
        pairs = np.sort(chance.choice(pairs, citations, replace=False))
    span = LAST_YEAR - FIRST_YEAR + 1
    year = FIRST_YEAR + (span * (np.arange(papers) / papers) ** 0.5).astype(np.int64)
    return Literature(
        papers, pairs // papers, pairs % papers, topic, year, _choose_listed(chance, topic)
    )


def _choose_listed(chance: np.random.Generator, topic: Numbers) -> Numbers:
    recent = np.arange(len(topic)) >= len(topic) * 3 // 5
    largest = np.argsort(-np.bincount(topic[recent]), kind="stable")
    of = largest[[2, 3, 5]] if len(largest) > 5 else largest  # noqa: PLR2004 - none of the largest
    members = np.flatnonzero(recent & np.isin(topic, of))
    return np.sort(chance.choice(members, min(LISTED, len(members)), replace=False))


def name_paper(number: int) -> str:
    """Return the id of a paper."""
    return f"W{10_000_000 + number}"


def list_parts(made: Literature, seed: int = 1) -> Iterator[Part]:
    """Yield the literature as rows, nodes first; see `bench.fill_stores`."""
    topics = int(made.topic.max()) + 1
    people = PAPERS_IN_TOPIC  # of a topic
    yield "Topic", (
        {"id": f"T{number}", "name": " ".join(_words(number)).capitalize(),
         "field": OBJECTS[number % len(OBJECTS)].capitalize()}
        for number in range(topics)
    )  # fmt: skip
    yield (
        "Author",
        ({"id": f"A{10_000 + number}", "name": _name(number)} for number in range(topics * people)),
    )
    yield "Paper", _list_papers(made, np.random.default_rng(seed))
    yield "AUTHORED", _list_authors(made, np.random.default_rng(seed + 1), people)
    yield (
        "HAS_TOPIC",
        (
            {"start": name_paper(paper), "finish": f"T{topic}", "score": 0.9}
            for paper, topic in enumerate(made.topic.tolist())
        ),
    )
    yield (
        "CITES",
        (
            {"start": name_paper(citing), "finish": name_paper(cited)}
            for citing, cited in zip(made.citing.tolist(), made.cited.tolist(), strict=True)
        ),
    )


def _list_papers(made: Literature, chance: np.random.Generator) -> Iterator[Row]:
    listed = set(made.listed.tolist())
    counts = np.bincount(made.cited, minlength=made.papers).tolist()
    shared = chance.integers(len(SHARED), size=(made.papers, 4)).tolist()
    shapes = chance.random(made.papers).tolist()
    for number, (topic, year) in enumerate(
        zip(made.topic.tolist(), made.year.tolist(), strict=True)
    ):
        row: dict[str, Any] = {
            "id": name_paper(number),
            "openalex_id": name_paper(number),
            "title": _title(number, _words(topic), shared[number], shapes[number]),
            "year": year,
            "date": f"{year}-05-01",
            "cited_by_count": counts[number] * 13 // 10,
        }
        if number in listed:
            row |= {"listed": True, "match": "exact", "listings": ["bench.txt"]}
        yield row


def _list_authors(made: Literature, chance: np.random.Generator, people: int) -> Iterator[Row]:
    chosen = (people * chance.random((made.papers, AUTHORS)) ** 2).astype(np.int64)
    for number, (topic, team) in enumerate(zip(made.topic.tolist(), chosen.tolist(), strict=True)):
        for position, person in enumerate(dict.fromkeys(team)):
            yield {
                "start": f"A{10_000 + topic * people + person}",
                "finish": name_paper(number),
                "position": position,
            }


def _words(topic: int) -> tuple[str, str]:
    method, rest = topic % len(METHODS), topic // len(METHODS)
    return METHODS[method], OBJECTS[(rest + 7 * method) % len(OBJECTS)]


def _title(number: int, words: tuple[str, str], shared: list[int], shape: float) -> str:
    method, thing = words
    a, b, c, d = (SHARED[each] for each in shared)
    if shape < 0.3:  # noqa: PLR2004 - shapes of titles, in no particular parts
        return f"{_name(number)}: {a} {method} for {thing} {b}".capitalize()
    if shape < 0.7:  # noqa: PLR2004 - as above
        return f"{a} {b} {method} of {thing} {c} {d}".capitalize()
    return f"A {a} {b} of {thing} {method}, with {c} {d}"


def _name(number: int) -> str:
    """Return a name that no other number has, which can be spoken."""
    name = ""
    while True:
        number, syllable = divmod(number, 100)
        name += "bdfgklmnprstvzhjwxcq"[syllable // 5] + "aeiou"[syllable % 5]
        if not number:
            return name.capitalize() + "n"
