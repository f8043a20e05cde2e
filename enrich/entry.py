"""What a listing says, before anybody has been asked: entries, and lines that could not be read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """One paper of a listing, as the listing gives it. At least one of title and the ids is set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(description="Line of the source where the entry begins, from 1.")
    title: str | None = None
    abstract: str | None = None
    date: str | None = Field(None, description="ISO 8601, as exact as the listing is.")
    year: int | None = None
    authors: tuple[str, ...] = ()
    author_count: int | None = None
    listing_count: int | None = None
    doi: str | None = Field(None, description="Lower case, without resolver; never arXiv's own.")
    arxiv_id: str | None = Field(None, description="Without version.")
    arxiv_class: str | None = None
    openalex_id: str | None = Field(None, description="W-id.")


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
    form: str = Field(description="daily-papers, bibtex, ris, csl-json, csv, lines, or hub.")
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    duplicates: int = Field(0, description="Entries that repeat an earlier one word for word.")
