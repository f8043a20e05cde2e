"""Questions to OpenAlex: pyalex writes and reads them, our session carries them.

pyalex makes a session of its own per call and has no setting for another. It does have one method
through which every call goes, `_get_from_url(url, session)`; overriding it in a subclass is the
only hook used here. Nothing of pyalex is patched and its module-wide `config` is not touched; each
question is an object of its own, so that threads share nothing but the session.
"""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import httpx2
import pyalex
import requests

from citeloom.enrich.services.refusals import make_confused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citeloom.enrich.services.service_session import ServiceSession

    Question = Callable[["Carrier"], Any]

PYALEX_HOST = "https://api.openalex.org"  # pyalex ignores its own setting for it
LIST_PRICE, SEARCH_PRICE = 1, 10  # of a call, in credits; a single look-up is free
AT_ONCE = 100  # values in one filter, and works in one answer
FILTER_BYTES = 6_000  # of one filter, encoded; OpenAlex reads addresses up to 8,190 bytes
TITLE_LENGTH = 300  # of what is searched for; beyond 1,500 a search is refused
CANDIDATES = 10
COPIES_AT_ONCE = AT_ONCE // 2  # arXiv ids in one filter, each under two addresses
CORPUS, INCLUDE_XPAC = "corpus", "include_xpac"  # the new and the old way to ask for hidden works
ADDRESS_FILTER = "locations.landing_page_url"

# The same fields in every call, so that a work looks the same in the archive however it came.
FIELDS = (
    "id", "doi", "display_name", "ids", "publication_date", "publication_year", "type", "language",
    "cited_by_count", "fwci", "is_retracted", "biblio", "authorships", "is_authors_truncated",
    "primary_location", "locations", "topics", "referenced_works", "abstract_inverted_index",
)  # fmt: skip


CREATED = "created_date"  # when OpenAlex made its record of a work


class Carrier:
    """Carries pyalex's questions: what it takes for a session of requests, over one of ours.

    Args:
        session: Our session.
        kind: What kind of question it is; see `CircuitBreaker`.
    """

    def __init__(self, session: ServiceSession, kind: str) -> None:
        self._session = session
        self._kind = kind

    def get(self, url: str, **_: object) -> requests.Response:
        """Ask for an address of OpenAlex at the address that is set."""
        address = self._session.base_url + url.removeprefix(PYALEX_HOST)
        answer = self._session.send(httpx2.Request("GET", address), kind=self._kind)
        response = requests.Response()
        response.url, response.status_code = address, answer.status
        response.headers.update(answer.headers)
        response.raw = io.BytesIO(answer.body)
        return response


class Works(pyalex.Works):  # type: ignore[misc]  # pyalex has no types
    """One question about works. pyalex takes the path from the name of the class."""

    def __init__(self, carrier: Carrier) -> None:
        super().__init__()
        self.carrier = carrier

    def _get_from_url(self, url: str, session: Any = None) -> Any:
        """Send through our session.

        A single look-up by another id than OpenAlex's is free only where the colon of `doi:` is
        not encoded.
        """
        del session
        address = re.sub(r"/works/(doi|pmid|pmcid)%3A", r"/works/\1:", url, count=1)
        if isinstance(self.params, str):  # a single look-up, for which pyalex has no select
            address += f"?select={','.join(FIELDS)}"
        return super()._get_from_url(address, self.carrier)


def ask(
    session: ServiceSession, kind: str, question: Question, *, may_be_absent: bool = False
) -> Any:
    """Ask a question, and turn what pyalex raises into our errors.

    Args:
        session: Our session with OpenAlex.
        kind: What kind of question it is; see `CircuitBreaker`.
        question: One of the functions below, bound to what is asked for.
        may_be_absent: Whether "there is no such thing" is an answer: None then.

    Raises:
        ServiceError: As `ServiceSession.send` raises them; ServiceConfused also for an answer of
            another shape than pyalex expects.
    """
    try:
        return question(Carrier(session, kind))
    except requests.HTTPError as error:
        if may_be_absent:  # the session lets only 404 and 410 through
            return None
        why = "it does not know what works are; check OPENALEX_URL"
        raise make_confused("openalex", why) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise make_confused("openalex", "it is not what OpenAlex documents") from error


def find_by_doi(carrier: Carrier, dois: list[str]) -> Any:
    """Ask for the works of up to 100 DOIs; 1 credit. Lists leave out XPAC works."""
    return Works(carrier).filter_or(doi=dois).select(list(FIELDS)).get(per_page=AT_ONCE)


def find_hidden_by_doi(carrier: Carrier, dois: list[str], way: str) -> Any:
    """Ask for the works of up to 100 DOIs, XPAC works included; 1 credit.

    Args:
        carrier: Carries the question.
        dois: The DOIs.
        way: CORPUS or INCLUDE_XPAC.
    """
    query = Works(carrier).filter_or(doi=dois).select(list(FIELDS))
    value = "all" if way == CORPUS else "true"
    query._add_params(way, value)  # noqa: SLF001 - pyalex has no method for it
    return query.get(per_page=AT_ONCE)


def find_by_arxiv(carrier: Carrier, ids: list[str]) -> Any:
    """Ask for the works of up to 50 arXiv ids by the address of their copy there; 1 credit.

    A work that is published has the publisher's DOI only; its copy at arXiv is a location.
    """
    addresses = [f"{scheme}://arxiv.org/abs/{key}" for key in ids for scheme in ("http", "https")]
    query = Works(carrier).filter_or(locations={"landing_page_url": addresses})
    return query.select(list(FIELDS)).get(per_page=AT_ONCE)


def find_by_id(carrier: Carrier, ids: list[str]) -> Any:
    """Ask for the works of up to 100 W-ids; 1 credit."""
    return Works(carrier).filter_or(openalex_id=ids).select(list(FIELDS)).get(per_page=AT_ONCE)


def find_by_pubmed(carrier: Carrier, keys: list[str]) -> Any:
    """Ask for the works of `pmid:…` or of `pmcid:…`, in up to 100 spellings; 1 credit."""
    register, _, _ = keys[0].partition(":")
    spelt = [spelling.partition(":")[2] for key in keys for spelling in spell_key(key)]
    query = Works(carrier).filter_or(**{register: spelt})
    return query.select(list(FIELDS)).get(per_page=AT_ONCE)


def look_up(carrier: Carrier, spelling: str) -> Any:
    """Ask for one work by one of the spellings of `spell_key`, with all its authors; free."""
    return Works(carrier)[spelling]


def spell_key(key: str) -> tuple[str, ...]:
    """Return how OpenAlex may spell a W-id, a DOI, `pmid:…` or `pmcid:…`.

    It documents both PMC7745181 and 7745181 for numbers of PubMed Central.
    """
    register, _, number = key.partition(":")
    if register == "pmcid":
        return key, f"{register}:PMC{number}"
    return (f"doi:{key}",) if key.startswith("10.") else (key,)


def search_by_title(carrier: Carrier, words: str) -> Any:
    """Search titles; 10 credits. Well-cited works come first, so the best match may come last."""
    query = Works(carrier).search_filter(title=words).select(list(FIELDS))
    return query.get(per_page=CANDIDATES)


def find_citing(carrier: Carrier, work_ids: list[str], *, page: int, count: int) -> Any:
    """Ask for works that cite any of up to 100 works, the most cited first; 1 credit."""
    query = Works(carrier).filter_or(cites=work_ids).sort(cited_by_count="desc")
    return query.select(list(FIELDS)).get(per_page=count, page=page)


def find_citing_since(carrier: Carrier, work_ids: list[str], *, since: str, page: int) -> Any:
    """Ask for works that cite any of up to 100 works, newest first, a hundred a page; 1 credit.

    Args:
        carrier: Carries the question.
        work_ids: The cited works.
        since: Day of publication from which on they are wanted; all where it is empty. When a
            work came into OpenAlex can be asked for with a paid plan only.
        page: Number of the page, from 1.
    """
    query = Works(carrier).filter_or(cites=work_ids).sort(publication_date="desc")
    if since:
        query = query.filter(from_publication_date=since)
    return query.select([*FIELDS, CREATED]).get(per_page=AT_ONCE, page=page)


def make_searchable(title: str) -> str:
    """Return a title as words that a filter can carry.

    In a filter a comma ends the value even where it is encoded, `|` means or, and quotes, stars,
    brackets, a leading `!` and AND, OR, NOT in capitals are operators too. So only letters,
    digits and apostrophes within words stay, in lower case. TeX commands are left out.
    """
    text = unicodedata.normalize("NFKC", title[: 4 * TITLE_LENGTH])
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    text = re.sub(r"\\[A-Za-z]+", " ", text)
    kept = "".join(char if char.isalnum() or _joins(char) else " " for char in text)
    words = (word.strip("'") for word in kept.lower().split())
    return " ".join(filter(None, words))[:TITLE_LENGTH].strip()


def cut_to_fit(values: Iterable[str], at_once: int = AT_ONCE) -> Iterator[list[str]]:
    """Cut values into lists of at most `at_once` that fit into one address."""
    batch: list[str] = []
    size = 0
    for value in values:
        length = len(quote_plus(value)) + len("%7C")
        if batch and (len(batch) == at_once or size + length > FILTER_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(value)
        size += length
    if batch:
        yield batch


def fits_filter(value: str) -> bool:
    """Say whether a filter can carry a value as it is."""
    return not re.search(r'[,|"]|^!', value) and len(quote_plus(value)) <= FILTER_BYTES


def _joins(char: str) -> bool:
    """Keep apostrophes, and marks that combine with the letter before them."""
    return char == "'" or unicodedata.category(char).startswith("M")
