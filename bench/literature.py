"""A world made of real literature: papers and citations from files, served as OpenAlex serves them.

The files are a user's own. One has a citation a line, `citing cited`, `#` begins a comment; the
other one paper a line as JSON: id, title, year, venue, authors. Both may be gzipped::

    literature = read_literature(Path("acl.cites.gz"), Path("acl.papers.jsonl.gz"))
    with World(make_universe(literature, without=["P05-1001"])) as world:
        ...
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.world.universe import Universe, authorship, source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

WORKS, AUTHORS, VENUES = 6_000_000_000, 5_600_000_000, 4_600_000_000  # where numbers begin
CUT_ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Literature:
    """Papers and their citations.

    Attributes:
        records: The line of each paper, by its id; papers of which only citations are known are
            left out.
        references: By id, the ids of the papers that each paper cites, in the order of the file.
        work_ids: The W-id of each paper, numbered in the order of the ids.
    """

    records: Mapping[str, Mapping[str, Any]]
    references: Mapping[str, tuple[str, ...]]
    work_ids: Mapping[str, str]


def read_literature(citations: Path, papers: Path | None = None) -> Literature:
    """Read papers and citations.

    Args:
        citations: `citing cited` lines; a paper that cites itself does not.
        papers: One JSON object a line; without it, nothing but citations is known.

    Raises:
        ValueError: A line is not what it should be; the line is named.
    """
    references: dict[str, dict[str, None]] = {}
    for number, line in _read_lines(citations):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 2:  # noqa: PLR2004 - citing and cited
            raise ValueError(f"{citations}:{number}: expected `citing cited`, found {line[:80]!r}")
        citing, cited = words
        references.setdefault(citing, {})
        references.setdefault(cited, {})
        if citing != cited:
            references[citing][cited] = None
    records = {record["id"]: record for record in read_records(papers)} if papers else {}
    ids = sorted(records.keys() | references.keys())
    return Literature(
        records=records,
        references={key: tuple(cited) for key, cited in references.items()},
        work_ids={key: f"W{WORKS + number}" for number, key in enumerate(ids, 1)},
    )


def read_records(papers: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the papers of a file, one JSON object a line.

    Raises:
        ValueError: A line is none, or has no id; it is named.
    """
    for number, line in _read_lines(papers):
        try:
            record = json.loads(line)
            record["id"]
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{papers}:{number}: expected a paper with an id") from error
        yield record


def make_universe(literature: Literature, *, without: Collection[str] = ()) -> Universe:
    """Make the world in which OpenAlex knows a literature, or all of it but some papers.

    Args:
        literature: The papers.
        without: Ids of papers that OpenAlex does not have: nothing cites them and they cite
            nothing. The W-ids of the others are the same whatever is left out.
    """
    gone = frozenset(without)
    there = [key for key in literature.work_ids if key not in gone]
    references = {
        key: tuple(each for each in literature.references.get(key, ()) if each not in gone)
        for key in there
    }
    cited_by = Counter(each for cited in references.values() for each in cited)
    authors, venues = _Numbers(AUTHORS), _Numbers(VENUES)
    universe = Universe(settled=True)
    for key in there:
        record = literature.records.get(key, {})
        names = mend_names(record.get("authors") or ())
        universe.add_work(
            literature.work_ids[key],
            record.get("title") or None,
            year=record.get("year"),
            authors=tuple(
                authorship(name, place, len(names), str(authors.number(name)))
                for place, name in enumerate(names)
            ),
            references=tuple(literature.work_ids[each] for each in references[key]),
            cited_by=cited_by[key],
            source=_make_source(record.get("venue"), venues),
        )
    return universe


def mend_names(pieces: Iterable[str]) -> tuple[str, ...]:
    """Return names as people write them, from `Last, First` that was cut at each semicolon.

    The cut also goes through the entities of HTML: `J&ouml`, `nsson, Arne` is Arne Jönsson.
    """
    joined: list[str] = []
    open_entity = False
    for piece in pieces:
        if open_entity:
            joined[-1] += piece
        else:
            joined.append(piece)
        open_entity = CUT_ENTITY.search(piece) is not None
        if open_entity:
            joined[-1] += ";"
    names = (_turn_round(html.unescape(each)) for each in joined)
    return tuple(name for name in names if name)


def _turn_round(name: str) -> str:
    last, _, first = name.partition(",")
    return " ".join(f"{first} {last}".split())


class _Numbers:
    """Numbers for names, in the order in which they come."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self._numbers.setdefault(name, self._first + len(self._numbers))


def _make_source(venue: str | None, venues: _Numbers) -> dict[str, Any] | None:
    if not venue:
        return None
    name = html.unescape(venue)
    return source(f"S{venues.number(name)}", name, kind="conference")


def _read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that are not empty."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, line.strip()
