"""A work of OpenAlex, as far as Citeloom uses it, read from the service's own JSON.

Reading is lenient: a field that is missing, null or odd is unknown, and does not cost the work.
Only what has no W-id is not a work.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from citeloom.enrich.services.refusals import make_confused
from citeloom.graph import identifiers
from citeloom.graph.markup import strip_markup
from citeloom.graph.plain_text import clean

T = TypeVar("T")
WORK_ID = re.compile(r"^W[0-9]+\Z")
# DataCite's codes for values that are not known, and PubMed's words for a title that is not.
NO_TITLE = re.compile(
    r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?|"
    r"\[?(?:title )?not available\]?\.?|\[?no title(?: available)?\]?\.?|null|undefined",
    re.IGNORECASE,
)
NOT_ONE = "it is not a work"


def or_none(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """Read a value, and take one that does not fit as unknown."""
    try:
        return validate(value)
    except ValidationError:
        return None


def objects(value: Any) -> Any:
    """Keep the objects of a list; null and anything odd is left out."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else ()


def _last_part(value: Any) -> Any:
    """Read `A5023888391` from its address; ORCIDs and RORs are addresses too."""
    return value.rstrip("/").rsplit("/", 1)[-1] or None if isinstance(value, str) else None


def _text(value: Any) -> Any:
    """Read a text without blanks at its ends; an empty one is unknown."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def read_display_name(value: Any) -> Any:
    """Read a name or title as people type it, without markup."""
    return clean(strip_markup(value)) or None if isinstance(value, str) else None


def read_title(value: Any) -> Any:
    """Read a title as people type it; what registers write in place of one is none."""
    title = read_display_name(value)
    if title is None or NO_TITLE.fullmatch(title):
        return None
    return title if any(unicodedata.category(char)[0] in "LNS" for char in title) else None


Text = Annotated[str | None, BeforeValidator(_text)]
Name = Annotated[str | None, BeforeValidator(read_display_name)]
Title = Annotated[str | None, BeforeValidator(read_title)]
Key = Annotated[str | None, BeforeValidator(_last_part)]
Whole = Annotated[int | None, WrapValidator(or_none)]
Real = Annotated[float | None, WrapValidator(or_none)]
Truth = Annotated[bool | None, WrapValidator(or_none)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Institution(_Part):
    """An institution that an authorship names."""

    id: Key = None
    name: Name = Field(None, alias="display_name")
    ror: Key = None
    country: Text = Field(None, alias="country_code")
    category: Text = Field(None, alias="type")


class AuthorName(_Part):
    """An author as an authorship names them; `id` is None where OpenAlex knows only the name."""

    id: Key = None
    name: Name = Field(None, alias="display_name")
    orcid: Key = None


Many = Annotated[tuple[T, ...], BeforeValidator(objects)]
Perhaps = Annotated[T | None, WrapValidator(or_none)]


class Authorship(_Part):
    """One place in a work's list of authors, which is in the order of the paper."""

    author: Annotated[AuthorName, WrapValidator(lambda v, h: or_none(v, h) or AuthorName())] = (
        AuthorName()
    )
    raw_name: Name = Field(None, alias="raw_author_name")
    corresponding: Truth = Field(None, alias="is_corresponding")
    institutions: Many[Institution] = ()

    @property
    def name(self) -> str | None:
        """The name as OpenAlex displays it, else as the paper prints it."""
        return self.author.name or self.raw_name


class Source(_Part):
    """A venue: journal, conference, repository of preprints, book series."""

    id: Key = None
    name: Name = Field(None, alias="display_name")
    category: Text = Field(None, alias="type")
    issn_l: Text = None


class Location(_Part):
    """A place where a version of the work lies."""

    id: Text = None
    landing_page_url: Text = None
    pdf_url: Text = None
    source: Perhaps[Source] = None
    raw_type: Text = None
    raw_source_name: Name = None
    raw_publication_name: Name = None

    @property
    def addresses(self) -> list[str]:
        """Where it lies: its page, its file, and the id that it has there."""
        known = (self.landing_page_url, self.pdf_url, self.id)
        return [text.removeprefix("pmh:oai:arXiv.org:") for text in known if text]

    @property
    def dois(self) -> list[str]:
        """The DOIs under which it lies there; one that ends in a dot is cut off, and none."""
        texts = (text for text in self.addresses if "10." in text and not text.endswith("."))
        return [doi for text in texts if (doi := identifiers.read_doi(text))]


class _Named(_Part):
    name: Name = Field(None, alias="display_name")


class Topic(_Part):
    """A topic that OpenAlex assigns, with its place in the classification."""

    id: Key = None
    name: Name = Field(None, alias="display_name")
    score: Real = None
    subfield_part: Perhaps[_Named] = Field(None, alias="subfield")
    field_part: Perhaps[_Named] = Field(None, alias="field")
    domain_part: Perhaps[_Named] = Field(None, alias="domain")

    @property
    def subfield(self) -> str | None:
        """Name of the subfield."""
        return self.subfield_part.name if self.subfield_part else None

    @property
    def field(self) -> str | None:
        """Name of the field."""
        return self.field_part.name if self.field_part else None

    @property
    def domain(self) -> str | None:
        """Name of the domain."""
        return self.domain_part.name if self.domain_part else None


class Biblio(_Part):
    """Volume, issue and pages."""

    volume: Text = None
    issue: Text = None
    first_page: Text = None
    last_page: Text = None


class Ids(_Part):
    """Ids of the work elsewhere."""

    doi: Text = None
    pmid: Key = None
    pmcid: Key = None


def _abstract(value: Any) -> Any:
    """Turn an inverted index into the text: each word stands at each of its places."""
    if not isinstance(value, dict):
        return None
    words = [
        (place, word)
        for word, places in value.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(words)) or None


def _work_ids(value: Any) -> Any:
    """Read W-ids in their order, each once; anything else in the list is left out."""
    if not isinstance(value, list):
        return ()
    found = (identifiers.read_openalex_id(each) for each in value if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in found if each))


class Work(_Part):
    """A work. `id` is its W-id; None elsewhere means unknown."""

    id: Annotated[str, BeforeValidator(_last_part), Field(pattern=WORK_ID)]
    title: Annotated[Title, Field(alias="display_name")] = None
    doi_address: Text = Field(None, alias="doi")
    ids: Perhaps[Ids] = None
    date: Text = Field(None, alias="publication_date")
    year: Whole = Field(None, alias="publication_year")
    work_type: Text = Field(None, alias="type")
    language: Text = None
    cited_by_count: Whole = None
    fwci: Real = None
    is_retracted: Truth = None
    biblio: Perhaps[Biblio] = None
    authorships: Many[Authorship] = ()
    cut: Truth = Field(None, alias="is_authors_truncated")
    primary_location: Perhaps[Location] = None
    locations: Many[Location] = ()
    topics: Many[Topic] = ()
    references: Annotated[
        tuple[str, ...], BeforeValidator(_work_ids), Field(alias="referenced_works")
    ] = ()
    abstract: Annotated[
        str | None, BeforeValidator(_abstract), Field(alias="abstract_inverted_index")
    ] = None

    @property
    def authors_truncated(self) -> bool:
        """Whether the list of authors is cut; the single look-up has all of them."""
        return bool(self.cut)

    @property
    def places(self) -> tuple[Location, ...]:
        """Where versions of it lie, the primary location first where there is one."""
        first = (self.primary_location,) if self.primary_location else ()
        return (*first, *self.locations)

    @property
    def pages(self) -> str | None:
        """First and last page, joined by a hyphen."""
        biblio = self.biblio or Biblio()
        pages = [page for page in (biblio.first_page, biblio.last_page) if page]
        return "-".join(dict.fromkeys(pages)) or None

    @property
    def pubmed_keys(self) -> tuple[str, ...]:
        """Its numbers in PubMed and PubMed Central, as `pmid:…` and `pmcid:…`, digits only."""
        ids = self.ids or Ids()
        known = (("pmid", ids.pmid), ("pmcid", ids.pmcid))
        return tuple(f"{name}:{key.upper().removeprefix('PMC')}" for name, key in known if key)

    @property
    def own_doi(self) -> str | None:
        """The DOI that the record gives for the work itself, in lower case."""
        stated = (self.doi_address, self.ids.doi if self.ids else None)
        texts = (text for text in stated if text and not text.endswith("."))
        return next(filter(None, map(identifiers.read_doi, texts)), None)

    @cached_property
    def copy_dois(self) -> tuple[str, ...]:
        """The DOIs of its copies, in lower case; they may be those of something else."""
        found = (doi for place in self.places for doi in place.dois)
        return tuple(dict.fromkeys(doi for doi in found if doi != self.own_doi))

    @property
    def dois(self) -> tuple[str, ...]:
        """All DOIs in lower case, the work's own first, arXiv's own included."""
        return (*((self.own_doi,) if self.own_doi else ()), *self.copy_dois)

    @cached_property
    def arxiv_id(self) -> str | None:
        """The arXiv id without version, from the DOIs or from any location."""
        texts = [*self.dois, *(text for place in self.places for text in place.addresses)]
        return next(filter(None, map(identifiers.read_arxiv_id, texts)), None)


def read_work(body: Any) -> Work:
    """Read a work from OpenAlex's JSON.

    Raises:
        ServiceConfused: It is not a work.
    """
    try:
        return Work.model_validate(body)
    except ValidationError as error:
        raise make_confused("openalex", NOT_ONE) from error


def read_references(body: dict[str, Any]) -> tuple[str, ...]:
    """Read the W-ids that a work cites, and nothing else of it."""
    found: tuple[str, ...] = _work_ids(body.get("referenced_works"))
    return found


def read_work_id(body: Any) -> str:
    """Read the W-id of a work, and nothing else of it.

    Raises:
        ServiceConfused: It is not a work.
    """
    key = _last_part(body.get("id")) if isinstance(body, dict) else None
    if key is None or WORK_ID.fullmatch(key) is None:
        raise make_confused("openalex", NOT_ONE)
    return str(key)
