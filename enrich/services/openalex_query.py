"""Questions to OpenAlex: pyalex writes and reads them, our session carries them.

pyalex makes a session of its own per call and has no setting for another. It does have one method
through which every call goes, `_get_from_url(url, session)`; overriding it in a subclass is the
only hook used here. Nothing of pyalex is patched and its module-wide `config` is not touched; each
question is an object of its own, so that threads share nothing but the session.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import pyalex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citeloom.enrich.services.transport import ServiceSession

PYALEX_HOST = "https://api.openalex.org"  # pyalex ignores its own setting for it
AT_ONCE = 100  # values in one filter, and works in one answer
FILTER_BYTES = 6_000  # of one filter, encoded; OpenAlex reads addresses up to 8,190 bytes
TITLE_LENGTH = 300  # of what is searched for; beyond 1,500 a search is refused
CANDIDATES = 10

# The same fields in every call, so that a work looks the same in the archive however it came.
FIELDS = (
    "id", "doi", "display_name", "ids", "publication_date", "publication_year", "type", "language",
    "cited_by_count", "fwci", "is_retracted", "biblio", "authorships", "is_authors_truncated",
    "primary_location", "locations", "topics", "referenced_works", "abstract_inverted_index",
)  # fmt: skip


class Works(pyalex.Works):  # type: ignore[misc]  # pyalex has no types
    """One question about works. pyalex takes the path from the name of the class."""

    def __init__(self, session: ServiceSession) -> None:
        super().__init__()
        self.session = session

    def _get_from_url(self, url: str, session: Any = None) -> Any:
        """Send through our session to our address.

        A single look-up by DOI is free only where the colon of `doi:` is not encoded.
        """
        del session
        path = url.removeprefix(PYALEX_HOST).replace("/works/doi%3A", "/works/doi:", 1)
        if isinstance(self.params, str):  # a single look-up, for which pyalex has no select
            path += f"?select={','.join(FIELDS)}"
        return super()._get_from_url(self.session.at(path), self.session)


def by_doi(session: ServiceSession, dois: list[str]) -> Any:
    """Ask for the works of up to 100 DOIs; 1 credit. Lists leave out XPAC works."""
    return Works(session).filter_or(doi=dois).select(list(FIELDS)).get(per_page=AT_ONCE)


def by_doi_hidden(session: ServiceSession, dois: list[str]) -> Any:
    """Ask for the works of up to 100 DOIs, XPAC works included; 1 credit."""
    query = Works(session).filter_or(doi=dois).select(list(FIELDS))
    query._add_params("include_xpac", "true")  # noqa: SLF001 - pyalex has no method for it
    return query.get(per_page=AT_ONCE)


def by_id(session: ServiceSession, ids: list[str]) -> Any:
    """Ask for the works of up to 100 W-ids; 1 credit."""
    return Works(session).filter_or(openalex_id=ids).select(list(FIELDS)).get(per_page=AT_ONCE)


def single(session: ServiceSession, key: str) -> Any:
    """Ask for one work by W-id or DOI, with all its authors; free."""
    return Works(session)[key if key.startswith("W") else f"doi:{key}"]


def by_title(session: ServiceSession, words: str) -> Any:
    """Search titles; 10 credits. Well-cited works come first, so the best match may come last."""
    query = Works(session).search_filter(title=words).select(list(FIELDS))
    return query.get(per_page=CANDIDATES)


def citing(session: ServiceSession, work_id: str, *, page: int, count: int) -> Any:
    """Ask for works that cite a work, the most cited first; 1 credit."""
    query = Works(session).filter(cites=work_id).sort(cited_by_count="desc")
    return query.select(list(FIELDS)).get(per_page=count, page=page)


def searchable(title: str) -> str:
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


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Cut values into lists of at most 100 that fit into one address."""
    batch: list[str] = []
    size = 0
    for value in values:
        length = len(quote_plus(value)) + len("%7C")
        if batch and (len(batch) == AT_ONCE or size + length > FILTER_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(value)
        size += length
    if batch:
        yield batch


def filterable(value: str) -> bool:
    """Say whether a filter can carry a value as it is."""
    return not re.search(r'[,|"]|^!', value) and len(quote_plus(value)) <= FILTER_BYTES


def _joins(char: str) -> bool:
    """Keep apostrophes, and marks that combine with the letter before them."""
    return char == "'" or unicodedata.category(char).startswith("M")
