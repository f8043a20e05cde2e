"""OpenAlex, asked once for each thing: what the archive knows is not asked again.

Kinds of records in the archive, all under the service `openalex`:

* `work`: W-id → the work; absent where a list of W-ids left it out (a ghost, or hidden from lists)
* `doi`: DOI → `{"id": W-id}`; absent where lists do not have it (it may be hidden from lists)
* `single`: W-id or DOI → `{"id": W-id}`; absent where there is no such work at all. The W-id is
  another one where the work has been merged
* `title`: words searched for → `{"ids": [W-ids in the order of the answer]}`
* `citing`: W-id → `{"count": asked for, "ids": [W-ids, most cited first]}`
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import requests

from citeloom.enrich.archive import Fetched, Row
from citeloom.enrich.services import openalex_query as query
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Found, found
from citeloom.enrich.services.openalex_work import Work, read_work
from citeloom.enrich.services.refusals import AGAIN, KEPT
from citeloom.graph.errors import BudgetSpent, ServiceConfused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from citeloom.enrich.archive import Archive
    from citeloom.enrich.services.transport import ServiceSession

SERVICE = "openalex"
FREE, LIST, SEARCH = 0, 1, 10  # what the kinds of calls cost, in credits


@dataclass(frozen=True, slots=True)
class Hits:
    """Works in the order in which OpenAlex gives them.

    Attributes:
        query: The words that were searched for, or the W-id that is cited. Empty where a title
            has nothing that can be searched for.
        works: The works; empty where there are none.
        fetched_at: When OpenAlex said so; None where it was never asked.
        asked: Whether this call asked; False where the archive knew.
        sample: Whether it comes from made-up sample data.
    """

    query: str
    works: tuple[Work, ...] = ()
    fetched_at: str | None = None
    asked: bool = False
    sample: bool = False

    @property
    def unknown(self) -> bool:
        """Whether nobody has been asked, although one could."""
        return self.fetched_at is None and bool(self.query)


class OpenAlex:
    """Works by id, by DOI, by title, and by what they cite. May be used from several threads.

    Each method answers from the archive and asks OpenAlex for the rest. Every answer is in the
    archive before the next question is sent, so that what was paid for is kept whatever happens.
    All methods raise the service errors of `ServiceSession.send`, and ArchiveError.

    Args:
        session: A session for OpenAlex; may be None when offline.
        archive: Where answers are kept; open for writing unless offline.
        offline: Never ask; what the archive lacks is unknown.
        refresh: Ask again for what was fetched before this object was made.
    """

    def __init__(
        self,
        session: ServiceSession | None,
        archive: Archive,
        *,
        offline: bool = False,
        refresh: bool = False,
    ) -> None:
        self._session = None if offline else session
        self._archive = archive
        self._since = now() if refresh else ""
        self._spent: tuple[int, BudgetSpent] | None = None
        self._lock = threading.Lock()

    def from_archive(self) -> OpenAlex:
        """Return one that answers from the same archive and never asks."""
        return OpenAlex(None, self._archive, offline=True)

    def works_by_doi(self, dois: Iterable[str]) -> dict[str, Found[Work]]:
        """Find works by DOI, 100 to a call (1 credit each).

        A DOI that is absent here may belong to a work that lists hide, or whose `doi` is that of
        another version: ask `work`, then `search_title`.

        Args:
            dois: DOIs in lower case, without resolver.

        Returns:
            A result for each DOI.
        """
        keys = tuple(dict.fromkeys(dois))
        results = self._pointed_to("doi", keys)
        rest = [key for key in keys if key not in results]
        if self._session is not None:
            for batch in query.batches(key for key in rest if query.filterable(key)):
                results |= self._ask_dois(batch)
            for key in rest:
                if not query.filterable(key):
                    results[key] = self._ask_single(key, kind="doi")
        return {key: results.get(key, Found(key)) for key in keys}

    def hidden_works_by_doi(self, dois: Iterable[str]) -> dict[str, Found[Work]]:
        """Find works by DOI that lists leave out, 100 to a call (1 credit each).

        Where only a few are wanted, `work` is free. Authors beyond the hundredth are missing here.

        Args:
            dois: DOIs in lower case that `works_by_doi` did not find.

        Returns:
            A result for each DOI. One that is absent is absent for `work` too.
        """
        keys = tuple(dict.fromkeys(dois))
        results = self._pointed_to("single", keys)
        if self._session is not None:
            rest = [key for key in keys if key not in results and query.filterable(key)]
            for batch in query.batches(rest):
                results |= self._ask_dois(batch, kind="single")
        return {key: results.get(key, Found(key)) for key in keys}

    def works_by_id(self, ids: Iterable[str]) -> dict[str, Found[Work]]:
        """Find works by W-id, 100 to a call (1 credit each).

        An id that is absent does not resolve in lists. Most such ids in reference lists are ghosts
        of deleted works; for one that a user names, `work` can tell a merged or hidden one.

        Args:
            ids: W-ids.

        Returns:
            A result for each id.
        """
        keys = tuple(dict.fromkeys(ids))
        results = {
            key: found(key, row, self._read(row), asked=False)
            for key, row in self._known("work", keys).items()
        }
        if self._session is not None:
            for batch in query.batches(key for key in keys if key not in results):
                results |= self._ask_ids(batch)
        return {key: results.get(key, Found(key)) for key in keys}

    def work(self, key: str) -> Found[Work]:
        """Find one work by W-id or DOI; free of charge, complete, and sees what lists hide.

        An id that was merged leads to the work that has survived: then `value.id` is not `key`.

        Args:
            key: A W-id, or a DOI in lower case.
        """
        known = self._pointed_to("single", (key,)).get(key)
        if known is not None:
            return known
        listed = self._listed(key)
        if listed is not None and not (listed.value and listed.value.authors_truncated):
            return listed
        if self._session is None:
            return listed or Found(key)
        return self._ask_single(key, kind="single")

    def search_title(self, title: str) -> Hits:
        """Search for a title (10 credits): 10 candidates, well-cited ones first.

        Args:
            title: The title, as printed.
        """
        words = query.searchable(title)
        if not words:
            return Hits("")
        row = self._known("title", (words,)).get(words)
        if row is not None:
            known: dict[str, Any] = row.body or {}
            works = self._works(known.get("ids", []))
            return Hits(words, works, row.fetched_at, asked=False, sample=row.sample)
        if self._session is None:
            return Hits(words)
        rows, found_, moment = self._ask_list(
            SEARCH, lambda session: query.by_title(session, words)
        )
        ids = [work.id for work in found_]
        self._put(*rows, Row(SERVICE, "title", words, {"ids": ids}, moment))
        return Hits(words, tuple(found_), moment, asked=True)

    def citing(self, work_id: str, count: int) -> Hits:
        """Find the most cited works that cite a work, most cited first (1 credit per 100).

        Args:
            work_id: W-id of the cited work.
            count: How many at most.
        """
        row = self._known("citing", (work_id,)).get(work_id)
        known: dict[str, Any] = row.body or {} if row is not None else {}
        ids: list[str] = known.get("ids", [])
        asked_for: int = known.get("count", 0)
        complete = row is not None and len(ids) < asked_for
        if row is not None and (self._session is None or complete or count <= asked_for):
            works = self._works(ids[:count])
            return Hits(work_id, works, row.fetched_at, asked=False, sample=row.sample)
        if self._session is None or count < 1:
            return Hits(work_id)
        per_page = min(count, query.AT_ONCE)
        done = asked_for // per_page if asked_for % per_page == 0 else 0
        ids = ids[: done * per_page]
        for page in range(done + 1, -(-count // per_page) + 1):
            question = partial(query.citing, work_id=work_id, page=page, count=per_page)
            rows, some, moment = self._ask_list(LIST, question)
            ids = list(dict.fromkeys([*ids, *(work.id for work in some)]))
            asked_for = page * per_page
            # Kept page by page, so that a run that is killed goes on with the next page.
            self._put(
                *rows, Row(SERVICE, "citing", work_id, {"count": asked_for, "ids": ids}, moment)
            )
            if len(some) < per_page:
                break
        return Hits(work_id, self._works(ids[:count]), moment, asked=True)

    def _known(self, kind: str, keys: Iterable[str]) -> dict[str, Fetched]:
        rows = self._archive.get_many(SERVICE, kind, keys)
        return {key: row for key, row in rows.items() if row.fetched_at >= self._since}

    def _pointed_to(self, kind: str, keys: Iterable[str]) -> dict[str, Found[Work]]:
        """Follow the records that lead from a key to a work."""
        pointers = self._known(kind, keys)
        ids = [row.body["id"] for row in pointers.values() if row.body is not None]
        works = self._archive.get_many(SERVICE, "work", ids)
        results: dict[str, Found[Work]] = {}
        for key, row in pointers.items():
            if row.body is None:
                results[key] = found(key, row, None, asked=False)
            elif (target := works.get(row.body["id"])) is not None and target.body is not None:
                results[key] = found(key, target, self._read(target), asked=False)
        return results

    def _listed(self, key: str) -> Found[Work] | None:
        """Return what lists have said about a key, if they had it."""
        if key.startswith("W"):
            row = self._known("work", (key,)).get(key)
            return found(key, row, self._read(row), asked=False) if row and row.body else None
        result = self._pointed_to("doi", (key,)).get(key)
        return result if result is not None and result.value is not None else None

    def _ask_dois(self, batch: list[str], *, kind: str = "doi") -> dict[str, Found[Work]]:
        ask = query.by_doi if kind == "doi" else query.by_doi_hidden
        rows, works, moment = self._ask_list(LIST, lambda session: ask(session, batch))
        by_doi: dict[str, Work] = {}
        # Where two works claim one DOI the better cited one counts, then the older id.
        for work in sorted(works, key=lambda each: (-(each.cited_by_count or 0), each.id)):
            for doi in work.dois:
                by_doi.setdefault(doi, work)
        for key in batch:
            body = {"id": by_doi[key].id} if key in by_doi else None
            rows.append(Row(SERVICE, kind, key, body, moment))
        self._put(*rows)
        return {key: Found(key, by_doi.get(key), moment, asked=True) for key in batch}

    def _ask_ids(self, batch: list[str]) -> dict[str, Found[Work]]:
        rows, works, moment = self._ask_list(LIST, lambda session: query.by_id(session, batch))
        by_id = {work.id: work for work in works}
        results = {key: Found(key, by_id.get(key), moment, asked=True) for key in batch}
        missing = [key for key in batch if key not in by_id]
        # A work that was known, from a single look-up or from before, is not forgotten because a
        # list lacks it: lists hide works, and works that are gone have been there.
        old = self._archive.get_many(SERVICE, "work", missing)
        for key in missing:
            row = old.get(key)
            if row is not None and row.body is not None:
                results[key] = found(key, row, self._read(row), asked=True)
            else:
                rows.append(Row(SERVICE, "work", key, None, moment))
        self._put(*rows)
        return results

    def _ask_single(self, key: str, *, kind: str) -> Found[Work]:
        body = self._ask(FREE, lambda session: query.single(session, key), may_be_absent=True)
        moment = now()
        if body is None:
            self._put(Row(SERVICE, kind, key, None, moment))
            return Found(key, None, moment, asked=True)
        rows, works = self._kept([body], moment)
        self._put(*rows, Row(SERVICE, kind, key, {"id": works[0].id}, moment))
        return Found(key, works[0], moment, asked=True)

    def _ask_list(
        self, cost: int, question: Callable[[ServiceSession], Any]
    ) -> tuple[list[Row], list[Work], str]:
        """Ask for a list; return the rows to keep, the works, and the date.

        The caller keeps the rows together with its own, in one commit: a process that is killed
        then has all of an answer or nothing of it.
        """
        bodies = self._ask(cost, question)
        moment = now()
        return (*self._kept(bodies, moment), moment)

    def _kept(self, bodies: Any, moment: str) -> tuple[list[Row], list[Work]]:
        """Return what is to be put into the archive, and the works as it will have them.

        A work that the archive has is left as it is, so that the order of questions does not
        change what is known; but all authors are better than the first hundred.
        """
        works = [read_work(body) for body in bodies]
        known = self._known("work", [work.id for work in works])
        rows: list[Row] = []
        for place, (work, body) in enumerate(zip(works, bodies, strict=True)):
            row = known.get(work.id)
            old = self._read(row) if row is not None else None
            if old is None or (old.authors_truncated and not work.authors_truncated):
                rows.append(Row(SERVICE, "work", work.id, dict(body), moment))
            else:
                works[place] = old
        return rows, works

    def _ask(
        self,
        cost: int,
        question: Callable[[ServiceSession], Any],
        *,
        may_be_absent: bool = False,
    ) -> Any:
        """Ask, and turn what pyalex raises into our errors.

        A budget that did not suffice for a call does not suffice for a dearer one: those are not
        sent any more. Free calls go on.
        """
        if self._session is None:
            raise AssertionError("asked while offline")
        with self._lock:
            spent = self._spent
        if spent is not None and cost >= max(spent[0], LIST):
            raise spent[1]
        try:
            return question(self._session)
        except BudgetSpent as error:
            with self._lock:
                self._spent = min(self._spent or (cost, error), (cost, error), key=lambda s: s[0])
            raise
        except requests.HTTPError as error:
            if may_be_absent:  # the session lets only 404 and 410 through
                return None
            raise _confused("it does not know what works are; check OPENALEX_URL") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _confused("it is not what OpenAlex documents") from error

    def _works(self, ids: list[str]) -> tuple[Work, ...]:
        rows = self._archive.get_many(SERVICE, "work", ids)
        works = (self._read(rows[each]) for each in ids if each in rows)
        return tuple(work for work in works if work is not None)

    def _put(self, *rows: Row) -> None:
        self._archive.put_many(rows)

    def _read(self, row: Fetched) -> Work | None:
        return None if row.body is None else read_work(row.body)


def _confused(why: str) -> ServiceConfused:
    return ServiceConfused(
        f"OpenAlex gave an answer that cannot be used: {why}", kept=KEPT, todo=AGAIN
    )
