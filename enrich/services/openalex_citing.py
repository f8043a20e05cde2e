"""Works that have begun to cite some works since they were last looked for.

OpenAlex says when a work was published, and lets everybody ask by that; when it came into OpenAlex
can be asked for with a paid plan only, and works come late: weeks after publication, with the date
of the first of January, or with references that are read a year after. So the question goes back
`MARGIN` days before the last look, and what is known already is not taken for new. What comes even
later shows in the number of citations, which is known from the work's own record: where it has
grown by more than was found, all works that cite are asked for, if they fit into one answer.

A work is new where it was not known and would have been if it had been there: the last look would
have found it, or its record was made, or it was published, after that look.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from citeloom.enrich.archive import Row
from citeloom.enrich.citing_calls import pack
from citeloom.enrich.services import openalex_query as query
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.openalex import OpenAlex
from citeloom.enrich.services.openalex_records import Hits
from citeloom.enrich.services.openalex_work import read_references, read_work_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from citeloom.enrich.archive import Fetched

MARGIN = 90  # days before the last look from which on works are asked for again
EVERYTHING = ""  # since ever, as a day before all others


class Look(BaseModel):
    """What is known of the works that cite a work; `fetched_at` of its record is the last look.

    Attributes:
        since: Day of publication from which on all works that cite it were known at the last
            look: `EVERYTHING`, or None where nobody has looked so.
        cited: How often it was cited then, as its own record says.
        missing: Citations among them that no question has found.
        known: W-ids of the works that were there when it was first looked for.
        new: W-ids of those that have begun to cite it since, as they were found.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    since: str | None = None
    cited: int | None = None
    missing: int = 0
    known: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Citing(BaseModel):
    """One work that cites, of a page: what tells whether it is new, and what it cites."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    published: str = ""
    created: str = ""
    cites: tuple[str, ...] = ()


class LookPage(BaseModel):
    """A page of an answer, kept so that a run that is killed goes on with the next one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    works: tuple[str, ...] = ()
    since: str = EVERYTHING
    count: int = 0
    citing: tuple[Citing, ...] = Field(())


class OpenAlexCiting(OpenAlex):
    """OpenAlex, asked for what has come to cite some works since the last look."""

    def begin_looks(self, work_ids: Iterable[str]) -> None:
        """Write down what is known of works that nobody has looked after yet; asks nothing.

        It has to come before their records are asked for again, whose date and number of citations
        it takes.
        """
        keys = list(dict.fromkeys(work_ids))
        there = self._archive.find(self.SERVICE, "look", keys)
        missing = [key for key in keys if key not in there]
        works = self._read_whatever_there_is(missing)
        lists = self._archive.get_many(self.SERVICE, "citing", missing)
        rows = []
        for key in missing:
            work, kept = works.get(key), lists.get(key)
            hits = Hits.model_validate(kept.body or {}) if kept else Hits()
            whole = kept is not None and len(hits.ids) < hits.count
            look = Look(
                since=EVERYTHING if whole else None,
                cited=work.value.cited_by_count if work and work.value else None,
                known=hits.ids,
            )
            dates = [each for each in (work and work.fetched_at, kept and kept.fetched_at) if each]
            rows.append(self._make_row(key, look, min(dates, default=now())))
        self._keep(rows)

    def read_new_citing(self, work_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return by W-id the works that have begun to cite it, as far as they were found."""
        kept = self._archive.get_many(self.SERVICE, "look", work_ids)
        found = {key: read_look(row).new for key, row in kept.items()}
        return {key: new for key, new in found.items() if new}

    def list_unlooked(self, work_ids: Iterable[str]) -> list[str]:
        """Return those works that are to be looked after again."""
        keys = list(dict.fromkeys(work_ids))
        done = self._read_kept("look", keys)
        return [key for key in keys if key not in done]

    def find_new_citing(self, work_ids: Sequence[str], calls: int) -> int:
        """Find the works that have begun to cite some works (1 credit for 100 works that come).

        Args:
            work_ids: W-ids of works after which `begin_looks` looks.
            calls: How many questions may be asked.

        Returns:
            How many works, at least, did not fit into so many questions.
        """
        self.begin_looks(work_ids)
        left = 0
        for batch in query.cut_to_fit(sorted(self.list_unlooked(work_ids))):
            looks = self._archive.get_many(self.SERVICE, "look", batch)
            since = _go_back(min(row.fetched_at for row in looks.values()))
            asked, found, rest = self._ask_pages(batch, since, calls)
            calls -= asked
            left += rest
            if asked or not rest:
                self._keep_looks(batch, looks, since, found, whole=not rest)
        return left

    def find_late_citing(self, work_ids: Sequence[str], calls: int) -> list[str]:
        """Find works that came too late for `find_new_citing`, where the citations have grown.

        Args:
            work_ids: W-ids.
            calls: How many questions may be asked, 1 credit each.

        Returns:
            The works whose new citations were not found: they are cited too often to ask for all.
        """
        looks = self._archive.get_many(self.SERVICE, "look", work_ids)
        lacking = {key: look for key, row in looks.items() if (look := read_look(row)).missing}
        counts = {key: look.cited or 0 for key, look in lacking.items()}
        few = {key: count for key, count in counts.items() if count <= query.AT_ONCE}
        packs = pack(few)
        for batch in packs[:calls]:
            asked, found, rest = self._ask_pages(batch, EVERYTHING, 1)
            if asked or not rest:
                kept = {key: looks[key] for key in batch}
                self._keep_looks(batch, kept, EVERYTHING, found, whole=not rest)
        done = {key for batch in packs[:calls] for key in batch}
        return sorted(lacking.keys() - done)

    def _ask_pages(
        self, works: Sequence[str], since: str, calls: int
    ) -> tuple[int, list[Citing], int]:
        """Ask page after page; return how many were asked, what came, and how much is left."""
        found: list[Citing] = []
        asked = page = count = 0
        while True:
            page += 1
            key = f"{works[0]}:{page}"
            kept = self._read_kept("look_page", (key,)).get(key)
            told = LookPage.model_validate(kept.body) if kept else None
            if told is None or (told.works, told.since) != (tuple(works), since):
                if asked == calls:
                    return asked, found, max(count - len(found), 1)
                told = self._ask_page(works, since, page)
                asked += 1
            count = told.count
            found += told.citing
            if len(told.citing) < query.AT_ONCE or len(found) >= count:
                return asked, found, 0

    def _ask_page(self, works: Sequence[str], since: str, page: int) -> LookPage:
        question = partial(query.find_citing_since, work_ids=list(works), since=since, page=page)
        answer = self._ask_openalex("citing", query.LIST_PRICE, question)
        moment = now()
        citing = tuple(_read_citing(body, works) for body in answer)
        count = (answer.meta or {}).get("count")
        told = LookPage(
            works=tuple(works), since=since, citing=citing,
            count=count if isinstance(count, int) else len(citing),
        )  # fmt: skip
        # A work looks the same in the archive however it came.
        bodies = [{k: v for k, v in body.items() if k != query.CREATED} for body in answer]
        rows, _ = self._take_over(bodies, moment)
        row = Row(self.SERVICE, "look_page", f"{works[0]}:{page}", told.model_dump(), moment)
        self._keep((*rows, row))
        return told

    def _keep_looks(
        self,
        works: Sequence[str],
        looks: Mapping[str, Fetched],
        since: str,
        found: Sequence[Citing],
        *,
        whole: bool,
    ) -> None:
        moment = now()
        oldest = found[-1].published[:10] if found else moment[:10]
        sure = since if whole else _day_after(oldest)
        records = self._read_whatever_there_is(works)
        rows = []
        for key in works:
            before, last = read_look(looks[key]), looks[key].fetched_at
            there = {*before.known, *before.new}
            fresh = [each for each in found if key in each.cites and each.id not in there]
            new = [each.id for each in fresh if _is_new(each, before, last)]
            work = records.get(key)
            cited = work.value.cited_by_count if work and work.value else before.cited
            grown = (cited or 0) - (before.cited if before.cited is not None else cited or 0)
            look = Look(
                since=sure if before.since is None else min(before.since, sure),
                cited=cited,
                missing=0 if since == EVERYTHING else max(before.missing + grown - len(new), 0),
                known=(*before.known, *(each.id for each in fresh if each.id not in new)),
                new=(*before.new, *new),
            )
            rows.append(self._make_row(key, look, moment))
        self._keep(rows)

    def _make_row(self, key: str, look: Look, moment: str) -> Row:
        return Row(self.SERVICE, "look", key, look.model_dump(), moment)


def read_look(row: Fetched) -> Look:
    """Read the record of a look."""
    return Look.model_validate(row.body or {})


def _is_new(citing: Citing, before: Look, last: str) -> bool:
    """Tell whether a work that was not known was not there at the last look; see the first lines.

    Args:
        citing: The work.
        before: What was known.
        last: When it was looked for last.
    """
    if before.since is not None and citing.published >= before.since:
        return True
    return (citing.created or citing.published)[:10] >= last[:10]


def _read_citing(body: Any, works: Sequence[str]) -> Citing:
    cited = set(read_references(body))
    published, created = body.get("publication_date"), body.get(query.CREATED)
    return Citing(
        id=read_work_id(body),
        published=published if isinstance(published, str) else "",
        created=created if isinstance(created, str) else "",
        # What was asked for one work cites it, whatever its own list says.
        cites=tuple(works) if len(works) == 1 else tuple(key for key in works if key in cited),
    )


def _go_back(moment: str) -> str:
    return (date.fromisoformat(moment[:10]) - timedelta(days=MARGIN)).isoformat()


def _day_after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return now()[:10]
