"""What a listing says, before anybody has been asked: entries, and lines that could not be read."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from citeloom.graph.person_names import PersonName, parse_name


class Entry(BaseModel):
    """One paper of a listing, as the listing gives it. At least one of title and the ids is set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(description="Line of the source where the entry begins, from 1.")
    key: str | None = Field(None, description="The entry's own key, as in `@article{key,`.")
    title: str | None = None
    abstract: str | None = None
    date: str | None = Field(None, description="ISO 8601, as exact as the listing is.")
    year: int | None = None
    authors: tuple[PersonName, ...] = ()
    author_count: int | None = None
    listing_count: int | None = None
    doi: str | None = Field(None, description="Lower case, without resolver; never arXiv's own.")
    arxiv_id: str | None = Field(None, description="Without version.")
    arxiv_class: str | None = None
    openalex_id: str | None = Field(None, description="W-id.")
    pmid: str | None = Field(None, description="PubMed id, digits.")
    pmcid: str | None = Field(None, description="PubMed Central id, such as PMC7606479.")
    acl_id: str | None = Field(None, description="Id of the ACL Anthology, such as N19-1423.")
    corpus_id: str | None = Field(None, description="Semantic Scholar's CorpusId, digits.")
    s2_id: str | None = Field(None, description="Semantic Scholar's id, 40 hexadecimal digits.")
    keywords: tuple[str, ...] = ()
    note: str | None = Field(None, description="What the user or the source noted, in lines.")
    groups: tuple[str, ...] = Field((), description="Groups or collections that it is in.")
    files: tuple[str, ...] = Field((), description="Files that the entry names, as they stand.")

    @field_validator("authors", mode="before")
    @classmethod
    def _names(cls, given: Any) -> Any:
        """Take names as they are displayed, too."""
        names = (parse_name(each) if isinstance(each, str) else each for each in given)
        return tuple(name for name in names if name)

    @property
    def has_id(self) -> bool:
        """Whether the listing itself names the paper by an id."""
        return any(getattr(self, field) for field in ID_FIELDS)

    @property
    def is_searched_for(self) -> bool:
        """Whether its paper is looked for by title: it has no id that a service is asked for."""
        return bool(self.title) and not self.has_id


ID_FIELDS = (
    "doi",
    "arxiv_id",
    "openalex_id",
    "pmid",
    "pmcid",
    "acl_id",
    "corpus_id",
    "s2_id",
)


class Problem(BaseModel):
    """A piece of a listing that could not be read, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int
    text: str = Field(description="The piece, cut to 200 characters.")
    reason: str


class Listing(BaseModel):
    """A listing that was read: every record of it is an entry or a problem."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(description="File name without folders, `stdin`, or the Hub's date.")
    form: str = Field(description="Its format, such as bibtex or lines (docs/listings.md).")
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    duplicates: int = Field(0, description="Entries that repeat an earlier one word for word.")
