"""What the archive has of OpenAlex, and how works get there.

Kinds of records, all under the service `openalex`:

* `work`: W-id → the work; absent where a list of W-ids left it out (a ghost, or hidden from lists)
* `doi`: DOI → `{"id": W-id}`; absent where lists do not have it (it may be hidden from lists)
* `arxiv`: arXiv id → `{"id": W-id}`, found by the address of its copy at arXiv; absent where lists
  have none
* `pubmed`: `pmid:…` or `pmcid:…` → `{"id": W-id}`; absent where lists do not have it
* `single`: W-id, DOI, `pmid:…` or `pmcid:…` → `{"id": W-id}`; absent where there is no
  such work at all. The W-id is another one where the work has been merged
* `title`: words searched for → `{"ids": [W-ids in the order of the answer]}`
* `citing`: W-id → `{"count": asked for, "ids": [W-ids, most cited first]}`
* `look`: W-id → what was known of the works that cite it when they were last looked for, and which
  have begun to since then; see `openalex_citing`
* `look_page`: the work that a question for such works begins with, and the page → `LookPage`
* `way`: name of a filter or parameter that OpenAlex did not know when it was last asked that way
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from citeloom.enrich.archive import Row
from citeloom.enrich.services.archived_service import ArchivedService
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Lookup
from citeloom.enrich.services.openalex_work import (
    Work,
    read_display_name,
    read_references,
    read_work,
    read_work_id,
)
from citeloom.enrich.services.service_session import ServiceSession

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from citeloom.enrich.archive import Fetched

REMEMBERED = timedelta(days=30)  # that OpenAlex does not know a way to ask; it may have learnt it

Kind = Literal["work", "doi", "arxiv", "pubmed", "single", "title", "citing", "look", "look_page"]


TITLE = "display_name"
WORKS_AT_ONCE = 500  # that are in memory while only a part of each is wanted


class Pointer(BaseModel):
    """The work that a key leads to."""

    model_config = ConfigDict(frozen=True)

    id: str


class Hits(BaseModel):
    """The works of an answer, in its order; `count` is how many were asked for."""

    model_config = ConfigDict(frozen=True)

    ids: tuple[str, ...] = ()
    count: int = 0


class OpenAlexRecords(ArchivedService[ServiceSession]):
    """The archive's side of OpenAlex."""

    SERVICE = "openalex"

    def _read_works(self, ids: Iterable[str]) -> dict[str, Lookup[Work]]:
        """Read works that need not be asked for again, and what lists lack."""
        return {
            key: Lookup.from_record(key, row, None if row.body is None else read_work(row.body))
            for key, row in self._read_kept("work", ids).items()
        }

    def _see_works(self, ids: Iterable[str]) -> dict[str, Lookup[str]]:
        """Do the same without reading the works: tell which there are."""
        return {
            key: Lookup(key, key if seen.exists else None, seen.fetched_at, sample=seen.sample)
            for key, seen in self._archive.find(self.SERVICE, "work", ids).items()
            if seen.fetched_at >= self._since
        }

    def _read_whatever_there_is(self, ids: Iterable[str]) -> dict[str, Lookup[Work]]:
        """Read works whatever their age; what lists lack is left out."""
        return {
            key: Lookup.from_record(key, row, read_work(row.body))
            for key, row in self._archive.get_many(self.SERVICE, "work", ids).items()
            if row.body is not None
        }

    def read_references(self, ids: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the works in the archive with the W-ids that they cite, in the order of `ids`."""
        for start in range(0, len(ids), WORKS_AT_ONCE):
            some = ids[start : start + WORKS_AT_ONCE]
            for key, row in self._archive.get_many(self.SERVICE, "work", some).items():
                if row.body is not None:
                    yield key, read_references(row.body)

    def find_untitled(self, ids: Iterable[str]) -> list[Work]:
        """Return the works in the archive that OpenAlex gives no title."""
        rows = self._archive.get_many(self.SERVICE, "work", ids).values()
        known = [row.body for row in rows if isinstance(row.body, dict)]
        return [
            read_work(body) for body in known if not read_display_name(body.get("display_name"))
        ]

    def _read_hits(self, row: Fetched) -> tuple[Lookup[Work], ...]:
        """Read the works of an answer, in its order."""
        ids = Hits.model_validate(row.body or {}).ids
        works = self._read_whatever_there_is(ids)
        return tuple(works[each] for each in ids if each in works)

    def _follow(self, kind: Kind, keys: Iterable[str]) -> dict[str, Lookup[Work]]:
        """Read the works that keys lead to; a key whose work is not there is left out."""
        targets = self._read_targets(kind, keys)
        works = self._read_whatever_there_is(each.value for each in targets.values() if each.value)
        results: dict[str, Lookup[Work]] = {}
        for key, target in targets.items():
            if target.value is None:
                results[key] = Lookup(key, None, target.fetched_at, sample=target.sample)
            elif target.value in works:
                results[key] = replace(works[target.value], key=key)
        return results

    def _resolve(self, kind: Kind, keys: Iterable[str]) -> dict[str, Lookup[str]]:
        """Do the same without reading the works: tell their ids."""
        targets = self._read_targets(kind, keys)
        there = self._archive.find(
            self.SERVICE, "work", (each.value for each in targets.values() if each.value)
        )
        return {
            key: target
            for key, target in targets.items()
            if target.value is None or (target.value in there and there[target.value].exists)
        }

    def _read_targets(self, kind: Kind, keys: Iterable[str]) -> dict[str, Lookup[str]]:
        return {
            key: Lookup.from_record(
                key, row, None if row.body is None else Pointer.model_validate(row.body).id
            )
            for key, row in self._read_kept(kind, keys).items()
        }

    def _is_unknown_way(self, name: str) -> bool:
        """Tell whether OpenAlex has lately not known a filter or parameter."""
        since = (datetime.now(UTC) - REMEMBERED).isoformat()
        kept = self._read_kept("way", (name,)).get(name)
        return kept is not None and kept.fetched_at >= since

    def _keep_unknown_way(self, name: str) -> None:
        self._keep((Row(self.SERVICE, "way", name, None, now()),))

    def _take_over(
        self, bodies: Sequence[Any], moment: str
    ) -> tuple[list[Row], list[Lookup[Work]]]:
        """Return what of an answer is to be kept, and its works as the archive will have them.

        A work that the archive has is left as it is, so that the order of questions does not
        change what is known; but all authors are better than the first hundred.
        """
        with self._noting():
            ids = [read_work_id(body) for body in bodies]
        kept = self._read_works(ids)
        rows: list[Row] = []
        results: list[Lookup[Work]] = []
        for key, body in zip(ids, bodies, strict=True):
            old = kept[key] if key in kept else Lookup[Work].unknown(key)
            if old.value and not old.value.authors_truncated:
                results.append(replace(old, asked=True))
                continue
            with self._noting():
                work = read_work(body)
            if old.value and work.authors_truncated:
                results.append(replace(old, asked=True))
            else:
                rows.append(Row(self.SERVICE, "work", key, dict(body), moment))
                results.append(Lookup(key, work, moment, asked=True))
        return rows, results
