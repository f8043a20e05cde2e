"""OpenAlex, asked once for each thing: what the archive knows is not asked again."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from citeloom.enrich.archive import Row
from citeloom.enrich.services import openalex_query as query
from citeloom.enrich.services.archived_service import FREE
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Lookup
from citeloom.enrich.services.openalex_records import Hits, OpenAlexRecords
from citeloom.enrich.services.openalex_work import read_references
from citeloom.graph.errors import ServiceRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citeloom.enrich.archive import Archive
    from citeloom.enrich.services.openalex_query import Question
    from citeloom.enrich.services.openalex_records import Kind
    from citeloom.enrich.services.openalex_work import Work
    from citeloom.enrich.services.service_session import ServiceSession

    ListKeys = Callable[[Work], Iterable[str]]
    Found = dict[str, Lookup[Work]]
    Candidates = tuple[Lookup[Work], ...]


BAD_REQUEST = "(status 400)"  # as the session says it


class OpenAlex(OpenAlexRecords):
    """Works by id, by DOI, by title, and by what they cite, archive first.

    All methods raise the service errors of `ServiceSession.send`, and ArchiveError.
    """

    def __init__(
        self,
        client: ServiceSession | None,
        archive: Archive,
        *,
        refresh: bool = False,
        since: str = "",
    ) -> None:
        super().__init__(client, archive, refresh=refresh, since=since)
        self._ways: set[str] = set()  # that OpenAlex has taken in this run
        self._refused_ways: set[str] = set()
        self._ways_lock = threading.Lock()

    def find_by_doi(self, dois: Iterable[str]) -> Found:
        """Find works by DOI, 100 to a call (1 credit each).

        A DOI that is absent here may belong to a work that lists hide, or whose `doi` is that of
        another version: ask `look_up`, then `search_title`.

        Args:
            dois: DOIs in lower case, without resolver.

        Returns:
            A result for each DOI.
        """
        keys = tuple(dict.fromkeys(dois))
        results = self._follow("doi", keys)
        return _complete(keys, results | self._ask_dois("doi", _without(keys, results)))

    def find_hidden_by_doi(self, dois: Iterable[str]) -> Found:
        """Find works by DOI that lists leave out, 100 to a call (1 credit each).

        Where only a few are wanted, `look_up` is free. Authors beyond the hundredth are missing.

        Args:
            dois: DOIs in lower case that `find_by_doi` did not find.

        Returns:
            A result for each DOI. One that is absent is absent for `look_up` too.
        """
        keys = tuple(dict.fromkeys(dois))
        results = self._follow("single", keys)
        return _complete(keys, results | self._ask_dois("single", _without(keys, results)))

    def find_by_pubmed(self, keys: Iterable[str]) -> Found:
        """Find works by their numbers in PubMed, 100 to a call (1 credit each).

        Args:
            keys: `pmid:…` and `pmcid:…`, with the digits only.

        Returns:
            A result for each key. One that is absent may be hidden from lists: ask `look_up`.
        """
        keys = tuple(dict.fromkeys(keys))
        results = self._follow("pubmed", keys)
        rest = _without(keys, results) if self.may_ask else []
        for register, at_once in (("pmid:", query.AT_ONCE), ("pmcid:", query.AT_ONCE // 2)):
            some = [key for key in rest if key.startswith(register)]
            for batch in query.cut_to_fit(some, at_once):
                ask = partial(query.find_by_pubmed, keys=batch)
                results |= self._ask_batch("pubmed", batch, ask, attrgetter("pubmed_keys"))
        return _complete(keys, results)

    def find_by_arxiv(self, ids: Iterable[str]) -> Found:
        """Find works by the address of their copy at arXiv, 50 to a call (1 credit each).

        Args:
            ids: arXiv ids without version.

        Returns:
            A result for each id. One that is absent may be there without this address; one is
            unknown where OpenAlex does not take the question.
        """
        keys = tuple(dict.fromkeys(ids))
        results = self._follow("arxiv", keys)
        rest = _without(keys, results) if self.may_ask else []
        for batch in query.cut_to_fit(rest, query.COPIES_AT_ONCE):
            question = partial(query.find_by_arxiv, ids=batch)
            ask = partial(self._ask_batch, "arxiv", batch, question, _list_arxiv_ids)
            results |= self._ask_if_known(query.ADDRESS_FILTER, ask) or {}
        return _complete(keys, results)

    def find_by_id(self, ids: Iterable[str]) -> Found:
        """Find works by W-id, 100 to a call (1 credit each).

        An id that is absent does not resolve in lists. Most such ids in reference lists are ghosts
        of deleted works; for one that a user names, `look_up` can tell a merged or hidden one.

        Args:
            ids: W-ids.

        Returns:
            A result for each id.
        """
        keys = tuple(dict.fromkeys(ids))
        results = self._read_works(keys)
        return _complete(keys, results | self._ask_ids(_without(keys, results)))

    def resolve_ids(self, ids: Iterable[str]) -> dict[str, Lookup[str]]:
        """Find out to which works the W-ids of reference lists lead, without reading the works.

        Lists do not follow an id that was merged into another one; where a single look-up has
        been made, it is followed. `find_never_singly` tells where it has not.

        Args:
            ids: W-ids.

        Returns:
            A result for each id: the id of the work.
        """
        keys = tuple(dict.fromkeys(ids))
        results = self._see_works(keys)
        results |= _take_ids(self._ask_ids(_without(keys, results)))
        lacking = [key for key, each in results.items() if each.is_absent]
        return _complete(keys, results | self._resolve("single", lacking))

    def resolve_dois(self, dois: Iterable[str]) -> dict[str, Lookup[str]]:
        """Find out to which works DOIs lead, in lists and among what lists hide.

        Without the second a hidden work would become a second node beside the one that it becomes
        when it is listed itself.

        Args:
            dois: DOIs in lower case, without resolver.

        Returns:
            A result for each DOI: the id of the work.
        """
        keys = tuple(dict.fromkeys(dois))
        results = self._resolve("doi", keys)
        results |= _take_ids(self._ask_dois("doi", _without(keys, results)))
        lacking = [key for key, each in results.items() if each.is_absent]
        hidden = self._resolve("single", lacking)
        hidden |= _take_ids(self._ask_dois("single", _without(lacking, hidden)))
        return _complete(keys, results | hidden)

    def find_never_singly(self, keys: Iterable[str]) -> list[str]:
        """Return those keys that nobody has looked up singly."""
        keys = tuple(dict.fromkeys(keys))
        return _without(keys, self._read_kept("single", keys))

    def look_up(self, key: str) -> Lookup[Work]:
        """Find one work by an id; free of charge, complete, and sees what lists hide.

        An id that was merged leads to the work that has survived: then `value.id` is not `key`.

        Args:
            key: A W-id, a DOI in lower case, or a number in PubMed, `pmid:…` or `pmcid:…`.
        """
        known = self._follow("single", (key,)).get(key)
        if known is not None:
            return known
        listed = self._find_listed(key)
        if listed is not None and not (listed.value and listed.value.authors_truncated):
            return listed
        if not self.may_ask:
            return listed or Lookup.unknown(key)
        return self._ask_single(key, "single")

    def search_title(self, title: str) -> Lookup[Candidates]:
        """Search for a title (10 credits): 10 candidates, well-cited ones first.

        Args:
            title: The title, as printed.

        Returns:
            The candidates under the words that were searched for; none where a title has nothing
            that can be searched for.
        """
        words = query.make_searchable(title)
        if not words:
            return Lookup("", (), now())
        row = self._read_kept("title", (words,)).get(words)
        if row is not None:
            return Lookup.from_record(words, row, self._read_hits(row))
        if not self.may_ask:
            return Lookup.unknown(words)
        rows, found, moment = self._ask_list(
            "title", query.SEARCH_PRICE, partial(query.search_by_title, words=words)
        )
        hits = {"ids": [each.key for each in found]}
        self._keep((*rows, Row(self.SERVICE, "title", words, hits, moment)))
        return Lookup(words, tuple(found), moment, asked=True)

    def find_citing(self, work_id: str, count: int) -> Lookup[tuple[str, ...]]:
        """Find the most cited works that cite a work, most cited first (1 credit per 100).

        Args:
            work_id: W-id of the cited work.
            count: How many at most.

        Returns:
            Their W-ids.
        """
        known = self.read_citing((work_id,), count).get(work_id)
        if known is not None:
            return known
        if not self.may_ask or count < 1:
            return Lookup.unknown(work_id)
        row = self._read_kept("citing", (work_id,)).get(work_id)
        hits = Hits.model_validate(row.body or {}) if row is not None else Hits()
        per_page = min(count, query.AT_ONCE)
        done = hits.count // per_page if hits.count % per_page == 0 else 0
        ids = list(hits.ids[: done * per_page])
        moment = ""
        for page in range(done + 1, -(-count // per_page) + 1):
            question = partial(query.find_citing, work_ids=[work_id], page=page, count=per_page)
            rows, some, moment = self._ask_list("citing", query.LIST_PRICE, question)
            ids = list(dict.fromkeys([*ids, *(each.key for each in some)]))
            # Kept page by page, so that a run that is killed goes on with the next page.
            record = {"count": page * per_page, "ids": ids}
            self._keep((*rows, Row(self.SERVICE, "citing", work_id, record, moment)))
            if len(some) < per_page:
                break
        return Lookup(work_id, tuple(ids[:count]), moment, asked=True)

    def read_citing(
        self, work_ids: Iterable[str], count: int = query.AT_ONCE
    ) -> dict[str, Lookup[tuple[str, ...]]]:
        """Read the most cited works that cite some works, as far as they need not be asked for.

        Returns:
            By W-id what cites it, at most `count`; those about which more is to be asked are left
            out. Offline, what the archive has is all that there is.
        """
        found: dict[str, Lookup[tuple[str, ...]]] = {}
        for key, row in self._read_kept("citing", work_ids).items():
            hits = Hits.model_validate(row.body or {})
            if not self.may_ask or len(hits.ids) < hits.count or count <= hits.count:
                found[key] = Lookup.from_record(key, row, hits.ids[:count])
        return found

    def find_citing_together(self, work_ids: Iterable[str]) -> dict[str, Lookup[tuple[str, ...]]]:
        """Find the works that cite any of some works, which all together fit one page (1 credit).

        Which work each cites is read from its own references, and kept for each cited work alone,
        as `find_citing` keeps it. Where more works come than fit, each is asked for by itself.

        Args:
            work_ids: Up to 100 W-ids.

        Returns:
            By W-id what cites it, the hundred most cited ones, most cited first.
        """
        keys = tuple(dict.fromkeys(work_ids))
        results = self.read_citing(keys)
        rest = _without(keys, results)
        if not rest or not self.may_ask:
            return _complete(keys, results)
        question = partial(query.find_citing, work_ids=rest, page=1, count=query.AT_ONCE)
        bodies = self._ask_openalex("citing", query.LIST_PRICE, question)
        moment = now()
        rows, works = self._take_over(bodies, moment)
        cited = [
            (each.key, {*read_references(body)}) for each, body in zip(works, bodies, strict=True)
        ]
        alone = len(rest) == 1
        if alone or _is_whole(bodies):
            for key in rest:
                ids = tuple(citing for citing, of in cited if alone or key in of)
                record = {"count": query.AT_ONCE, "ids": ids}
                rows.append(Row(self.SERVICE, "citing", key, record, moment))
                results[key] = Lookup(key, ids, moment, asked=True)
        self._keep(rows)
        for key in _without(rest, results):
            results |= self.find_citing_together((key,))
        return _complete(keys, results)

    def _find_listed(self, key: str) -> Lookup[Work] | None:
        """Return what lists have said about a key, if they had it."""
        if key.startswith("W"):
            found = self._read_works((key,)).get(key)
        else:
            kind: Kind = "doi" if key.startswith("10.") else "pubmed"
            found = self._follow(kind, (key,)).get(key)
        return found if found is not None and found.value is not None else None

    def _ask_dois(self, kind: Kind, keys: Sequence[str]) -> Found:
        """Ask for DOIs: lists for `doi`, which leave some works out, all works for `single`."""
        results: Found = {}
        if not self.may_ask:
            return results
        fitting = [key for key in keys if query.fits_filter(key)]
        ask = self._ask_doi_batch if kind == "doi" else self._ask_hidden_batch
        for batch in query.cut_to_fit(fitting):
            results |= ask(batch)
        if kind == "doi":
            for key in _without(keys, fitting):
                results[key] = self._ask_single(key, kind)
        return results

    def _ask_doi_batch(self, batch: list[str]) -> Found:
        return self._ask_batch(
            "doi", batch, partial(query.find_by_doi, dois=batch), attrgetter("dois")
        )

    def _ask_hidden_batch(self, batch: list[str]) -> Found:
        def ask(way: str) -> Found:
            question = partial(query.find_hidden_by_doi, dois=batch, way=way)
            return self._ask_batch("single", batch, question, attrgetter("dois"))

        found = self._ask_if_known(query.CORPUS, partial(ask, query.CORPUS))
        return ask(query.INCLUDE_XPAC) if found is None else found

    def _ask_if_known(self, name: str, ask: Callable[[], Found]) -> Found | None:
        """Ask in a way that OpenAlex may not know, once; that it does not is remembered.

        Args:
            name: The filter or parameter that it may not know.
            ask: Asks with it.

        Returns:
            What is found, or None where OpenAlex does not know the way.
        """
        with self._ways_lock:
            if name not in self._ways:
                if name in self._refused_ways or self._is_unknown_way(name):
                    return None
                try:
                    found = ask()
                except ServiceRefused as error:
                    if BAD_REQUEST not in error.what:
                        raise
                    self._refused_ways.add(name)
                    if name in error.what:  # it may refuse all questions, for another reason
                        self._keep_unknown_way(name)
                    return None
                self._ways.add(name)
                return found
        return ask()

    def _ask_batch(
        self, kind: Kind, batch: list[str], question: Question, list_keys: ListKeys
    ) -> Found:
        """Ask for the works of some keys, which are found in the works by `list_keys`."""
        rows, works, moment = self._ask_list(kind, query.LIST_PRICE, question)
        by_key: Found = {}
        # Where two works claim one key the better cited one counts, then the older id.
        for each in sorted(works, key=_rank):
            for key in list_keys(each.value) if each.value else ():
                by_key.setdefault(key, each)
        for key in batch:
            body = {"id": by_key[key].key} if key in by_key else None
            rows.append(Row(self.SERVICE, kind, key, body, moment))
        self._keep(rows)
        absent: Lookup[Work] = Lookup("", None, moment, asked=True)
        return {key: replace(by_key.get(key, absent), key=key) for key in batch}

    def _ask_ids(self, keys: Sequence[str]) -> Found:
        results: Found = {}
        for batch in query.cut_to_fit(keys) if self.may_ask else ():
            results |= self._ask_id_batch(batch)
        return results

    def _ask_id_batch(self, batch: list[str]) -> Found:
        rows, works, moment = self._ask_list(
            "work", query.LIST_PRICE, partial(query.find_by_id, ids=batch)
        )
        by_id = {each.key: each for each in works}
        missing = _without(batch, by_id)
        # A work that was known, from a single look-up or from before, is not forgotten because a
        # list lacks it: lists hide works, and works that are gone have been there.
        by_id |= self._read_whatever_there_is(missing)
        for key in missing:
            if key not in by_id:
                by_id[key] = Lookup(key, None, moment, asked=True)
                rows.append(Row(self.SERVICE, "work", key, None, moment))
        self._keep(rows)
        return {key: by_id[key] for key in batch}

    def _ask_single(self, key: str, kind: Kind) -> Lookup[Work]:
        body = None
        for spelling in query.spell_key(key):
            question = partial(query.look_up, spelling=spelling)
            body = body or self._ask_openalex(kind, FREE, question, may_be_absent=True)
        moment = now()
        if body is None:
            self._keep((Row(self.SERVICE, kind, key, None, moment),))
            return Lookup(key, None, moment, asked=True)
        rows, (found,) = self._take_over([body], moment)
        self._keep((*rows, Row(self.SERVICE, kind, key, {"id": found.key}, moment)))
        return replace(found, key=key)

    def _ask_list(
        self, kind: Kind, cost: int, question: Question
    ) -> tuple[list[Row], list[Lookup[Work]], str]:
        """Ask for a list; return the rows to keep, the works, and the date.

        The caller keeps the rows together with its own, in one commit: a process that is killed
        then has all of an answer or nothing of it.
        """
        bodies = self._ask_openalex(kind, cost, question)
        moment = now()
        return (*self._take_over(bodies, moment), moment)

    def _ask_openalex(
        self, kind: Kind, cost: int, question: Question, *, may_be_absent: bool = False
    ) -> Any:
        """Ask, unless it is known that the allowance does not suffice."""
        return self._ask(
            lambda session: query.ask(session, kind, question, may_be_absent=may_be_absent),
            cost=cost,
        )


def _is_whole(answer: Any) -> bool:
    """Tell whether a list has all that there is, and not only its first page."""
    count = (answer.meta or {}).get("count")
    return len(answer) < query.AT_ONCE or (isinstance(count, int) and count <= len(answer))


def _without(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    there = set(known)
    return [key for key in keys if key not in there]


def _complete(keys: Iterable[str], results: Mapping[str, Lookup[Any]]) -> dict[str, Lookup[Any]]:
    """Return a result for each key, in their order."""
    return {key: results.get(key, Lookup.unknown(key)) for key in keys}


def _take_ids(found: Found) -> dict[str, Lookup[str]]:
    return {key: each.convert(attrgetter("id")) for key, each in found.items()}


def _list_arxiv_ids(work: Work) -> tuple[str, ...]:
    return (work.arxiv_id,) if work.arxiv_id else ()


def _rank(found: Lookup[Work]) -> tuple[int, str]:
    return -((found.value.cited_by_count if found.value else None) or 0), found.key
