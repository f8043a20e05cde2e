"""The methods of a systematic review, as far as Citeloom did them, as Markdown.

It follows the items of PRISMA-S (Rethlefsen et al. 2021, doi:10.1186/s13643-020-01542-z) in the
terms of TARCiS (Hirt et al. 2024, doi:10.1136/bmj-2023-078384). What was asked and found is read
from the graph and the archive; what only people know stays a blank that says so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from citeloom import __version__
from citeloom.graph import schema
from citeloom.graph.vocabulary import SAMPLE, STEPS, name_source
from citeloom.queries.exports.write_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from citeloom.enrich.archive_info import ArchiveInfo
    from citeloom.enrich.services.ledger import Spending
    from citeloom.queries.review.search_facts import Round, SearchFacts, Seed

BLANK = "**[TO FILL IN: {}]**"
# How each kind of record was asked for, with what stands in for what is asked.
QUESTIONS = {
    ("openalex", "work"): "works by OpenAlex id, up to 100 together: `openalex_id:W…|W…`",
    ("openalex", "doi"): "works by DOI, up to 100 together: `doi:10.…|10.…`",
    ("openalex", "arxiv"): "works by their copy at arXiv: `locations.landing_page_url:…`",
    ("openalex", "pubmed"): "works by the number of PubMed: `pmid:…`, `pmcid:…`",
    ("openalex", "single"): "one work by its id: `/works/ID`",
    ("openalex", "title"): "works by the words of a title: `title.search:…`",
    ("openalex", "citing"): "works that cite: `cites:W…`, the most cited first",
    ("hub", "search"): "papers by title",
    ("hub", "paper"): "the page of one paper",
    ("hub", "daily"): "the Daily Papers of a day",
    ("hub", "date"): "the Daily Papers of a day",
    ("hub", "week"): "the Daily Papers of a week",
    ("hub", "models"): "models whose card names a paper",
    ("hub", "datasets"): "datasets whose card names a paper",
    ("hub", "spaces"): "Spaces that name a paper",
    ("s2", "arxiv"): "papers and their reference lists by arXiv id",
    ("github", "repository"): "one repository",
}


@dataclass(frozen=True, slots=True)
class Methods:
    """What a report of methods is made of.

    Attributes:
        facts: What the graph says.
        archive: What the archive holds; of everything that was ever built with it.
        platforms: Hosts by service, as they are set now.
        citing: How many citing works of each paper were asked for, where a project says so.
        grow: How many works growing might add, likewise.
    """

    facts: SearchFacts
    archive: ArchiveInfo
    platforms: Mapping[str, str]
    citing: int | None = None
    grow: int | None = None


def write_methods(methods: Methods) -> str:
    """Return the report."""
    facts = methods.facts
    lines = ["# Methods of the literature search", ""]
    if facts.info.sample:
        lines += [f"**{SAMPLE}**", ""]
    about = (
        f"Written by Citeloom {__version__} from a graph of {facts.papers:,} works, last changed "
        f"{_day(facts.loaded_at)}. It follows PRISMA-S and the terms of TARCiS. What stands in "
        "**[TO FILL IN: …]** only the authors know; nothing is assumed for them."
    )
    lines += [about, ""]
    for number, (title, write) in enumerate(ITEMS, start=1):
        lines += [f"## {number}. {title}", "", *write(methods), ""]
    lines += ["## Search log", "", *_log(facts.seeds)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _databases(methods: Methods) -> Iterator[str]:
    yield "Asked through their public programming interfaces:"
    yield ""
    yield from _table(
        ("source", "platform", "question", "records", "without result", "first", "last"),
        (
            (
                name_source(each.service),
                methods.platforms.get(each.service, ""),
                QUESTIONS.get((each.service, each.kind), each.kind),
                f"{each.records:,}",
                f"{each.absent:,}",
                _day(each.oldest),
                _day(each.newest),
            )
            for each in methods.archive.kinds
        ),
        plain=(2,),
    )
    yield ""
    yield "The counts are of all records in the archive, whatever was built with it."
    yield _blank("databases that were searched elsewhere, with their platforms")


def _together(_: Methods) -> Iterator[str]:
    yield "Citeloom asks each source by itself; none was searched together with another."
    yield _blank("databases that were searched together elsewhere")


def _online(methods: Methods) -> Iterator[str]:
    listings = methods.facts.listings
    yield "The search began from these reading lists, whose papers are the seed references:"
    yield ""
    yield from _table(
        ("listing", "papers"), ((name, f"{count:,}") for name, count in listings.items())
    )
    yield ""
    yield _blank("how the lists came about: which pages, proceedings, people; on which dates")


def _citations(methods: Methods) -> Iterator[str]:
    facts = methods.facts
    with_list = Counter(seed.source or "nowhere" for seed in facts.seeds)
    named = sum(seed.named for seed in facts.seeds)
    missing = sum(seed.missing for seed in facts.seeds)
    yield f"**Seed references:** the {len(facts.seeds):,} listed papers."
    yield ""
    yield (
        "**Backward citation searching:** the reference lists of the seed references as citation "
        f"indexes give them, of {with_list['openalex']:,} from OpenAlex and of {with_list['s2']:,} "
        f"from Semantic Scholar; of {with_list['nowhere']:,} there is none. The indexes name "
        f"{named:,} references, of which {missing:,} lead to no work. They lead to "
        f"{facts.cited:,} works that are not listed{_between(facts.backward.values())}."
    )
    yield ""
    asked = facts.forward.get("none")
    grown = facts.forward.get("citing")
    yield (
        "**Forward citation searching:** in OpenAlex, the most cited citing works first. "
        f"{_works(grown)} cite a seed reference and were added for that, within the limit of item "
        f"9; {_works(asked)} cite one and were asked for, or are cited by one as well"
        f"{_between(facts.forward.values())}."
    )
    yield ""
    yield (
        f"**Iterative citation searching:** one further round. {_works(facts.near)} "
        "are in reference lists of works around the seed references (listed, cited and citing "
        "ones), weighted by how closely those are linked to the list, and cut at the limit of "
        f"item 9{_between([facts.near])}."
    )
    yield ""
    yield (
        "Co-cited and co-citing citation searching were not done as searches of their own; related "
        "work (`citeloom related`) ranks by both among the works that are there."
    )
    yield _blank("reference lists that were checked by hand, and citation alerts")
    yield _blank("why the search stopped after these rounds, if the last one found relevant works")


def _contacts(_: Methods) -> Iterator[str]:
    yield _blank("whether authors, experts or manufacturers were asked for studies or data")


def _registries(_: Methods) -> Iterator[str]:
    yield "Citeloom searches none."
    yield _blank("study registries that were searched elsewhere")


def _other(_: Methods) -> Iterator[str]:
    yield _blank("further sources and methods, or that there were none")


def _strategies(methods: Methods) -> Iterator[str]:
    seeds = methods.facts.seeds
    yield (
        "Papers were looked for by the ids that the lists give, else by their titles; no search by "
        "topic was made. The forms of the questions are in item 1, and each step that was tried "
        "for each paper, with its answer, in the search log below."
    )
    yield ""
    yield from _table(
        ("found", "papers"),
        (
            (f"{STEPS[step].counted}" if step in STEPS else step, f"{count:,}")
            for step, count in Counter(seed.step for seed in seeds if seed.step).items()
        ),
    )
    yield ""
    yield _blank("the strategies by which the lists were found, copied exactly as run")


def _limits(methods: Methods) -> Iterator[str]:
    yield "No limit of date, language, or type of work was set in any question."
    if methods.citing is None or methods.grow is None:
        yield _blank("the options `--citing` and `--grow` of the builds, which no project records")
    else:
        yield (
            f"At most {methods.citing:,} citing works of each paper were asked for by `--citing`; "
            f"growing added at most {methods.grow:,} works."
        )
    yield _blank("why these limits, and which were set where the lists were found")


def _filters(_: Methods) -> Iterator[str]:
    yield "Citeloom used no search filter."
    yield _blank("filters that were used where the lists were found, with their sources")


def _prior(_: Methods) -> Iterator[str]:
    yield _blank(
        "search strategies of other reviews that were adapted or reused, with their sources"
    )


def _updates(_: Methods) -> Iterator[str]:
    yield "The archive keeps the newest answer to each question, with its date."
    yield _blank("how and when the search was updated")


def _dates(methods: Methods) -> Iterator[str]:
    facts = methods.facts
    yield (
        f"The works of the graph were fetched {_span(_day(facts.oldest), _day(facts.newest))}; "
        "item 1 has the dates of each source, item 5 those of each direction of citation searching."
    )
    yield _blank("the dates of searches elsewhere")


def _review(_: Methods) -> Iterator[str]:
    yield _blank("whether and how the search was peer reviewed")


def _totals(methods: Methods) -> Iterator[str]:
    facts = methods.facts
    counts = Counter(seed.counted for seed in facts.seeds)
    yield from _table(
        ("", "works"),
        (
            ("listed", f"{len(facts.seeds):,}"),
            ("of these found", f"{counts['found']:,}"),
            ("of these ambiguous, linked to none", f"{counts['ambiguous']:,}"),
            ("of these not found", f"{counts['not found']:,}"),
            ("found by citation searching, not listed", f"{facts.unlisted:,}"),
            ("of these put aside by the user", f"{facts.ignored:,}"),
            ("retracted, of all", f"{facts.retracted:,}"),
            ("together", f"{facts.papers:,}"),
        ),
    )
    yield ""
    yield from _spent(methods.archive.spending)
    yield _blank(
        "records from elsewhere, and how many were screened, included and excluded, and why"
    )


def _duplicates(methods: Methods) -> Iterator[str]:
    yield (
        "Records that share an id (OpenAlex, DOI, arXiv, Semantic Scholar) are one work, by "
        f"software: Citeloom {__version__}. {methods.facts.united:,} works have several ids or "
        "names of the same register. A title makes two records one only where year and number of "
        "authors agree as well."
    )
    yield ""
    yield from _table(
        ("software", "version"),
        (
            ("Citeloom", __version__),
            ("schema of the graph", str(schema.SCHEMA_VERSION)),
            ("engine", methods.facts.info.engine),
            ("pyalex", version("pyalex")),
            ("huggingface_hub", version("huggingface_hub")),
        ),
    )
    yield ""
    yield _blank("duplicates that were removed elsewhere, and with what")


# PRISMA-S, in its order.
ITEMS = (
    ("Database name", _databases),
    ("Multi-database searching", _together),
    ("Study registries", _registries),
    ("Online resources and browsing", _online),
    ("Citation searching", _citations),
    ("Contacts", _contacts),
    ("Other methods", _other),
    ("Full search strategies", _strategies),
    ("Limits and restrictions", _limits),
    ("Search filters", _filters),
    ("Prior work", _prior),
    ("Updates", _updates),
    ("Dates of searches", _dates),
    ("Peer review", _review),
    ("Total records", _totals),
    ("Deduplication", _duplicates),
)


def _spent(spending: Mapping[str, Spending]) -> Iterator[str]:
    if not spending:
        return
    told = "; ".join(
        f"{name_source(each.service)} {each.requests:,} requests and {each.credits:,} credits"
        for each in spending.values()
    )
    yield f"What was asked over all time: {told}."
    yield ""


def _log(seeds: Sequence[Seed]) -> Iterator[str]:
    """Yield each listed paper with what was tried for it; those that were not found first."""
    yield "Each listed paper, and the steps that were tried to find it: step, answer, price."
    yield ""
    for seed in sorted(seeds, key=lambda each: each.counted == "found"):
        yield f"* {escape_markdown(seed.title or seed.id)}: {seed.counted}"
        if seed.evidence:
            yield f"  * {escape_markdown(seed.evidence)}"
        for each in seed.tried:
            yield f"  * {escape_markdown(each)}"
        for each in seed.candidates:
            yield f"  * candidate: {escape_markdown(each)}"


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, plain: Sequence[int] = ()
) -> Iterator[str]:
    """Yield a table of GitHub's Markdown; `plain` columns are our own Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        cells = (
            cell.replace("|", "\\|") if place in plain else escape_markdown(cell)
            for place, cell in enumerate(row)
        )
        yield f"| {' | '.join(cells)} |"


def _works(found: Round | None) -> str:
    count = found.works if found else 0
    return f"{count:,} work{'' if count == 1 else 's'}"


def _between(rounds: Iterable[Round]) -> str:
    """Return ", fetched from one day to another", or nothing where no day is known."""
    days = sorted(_day(date) for each in rounds for date in (each.oldest, each.newest) if date)
    return f", fetched {_span(days[0], days[-1])}" if days else ""


def _span(first: str, last: str) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"


def _day(date: str | None) -> str:
    return date[:10] if date else "an unknown day"


def _blank(what: str) -> str:
    return "\n" + BLANK.format(what)
