"""What a graph knows of a paper, as far as it was asked for: frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PaperAuthor:
    """An author of a paper; `institutions` are those that this paper names, by id."""

    id: str
    name: str | None = None
    position: int | None = None
    orcid: str | None = None
    corresponding: bool | None = None
    institutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperVenue:
    """A venue of a paper."""

    id: str
    name: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class PaperTopic:
    """A topic of a paper."""

    id: str
    name: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class PaperLink:
    """Code, an artefact or a page that a paper leads to: `kind` is that of the relationship.

    `relation`, `source`, `evidence` and `confidence` say on what grounds; the rest is known of
    repositories or of what is on the Hub.
    """

    kind: str
    id: str
    url: str | None = None
    relation: str | None = None
    source: str | None = None
    evidence: str | None = None
    confidence: float | None = None
    status: str | None = None
    stars: int | None = None
    language: str | None = None
    likes: int | None = None
    downloads: int | None = None


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """What a graph knows of a paper, as far as it was asked for.

    Authors come in the order of the paper, topics with the surest first, venues by id, links by
    kind and id. `citations` counts the papers of the graph that cite it.
    """

    id: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    authors: tuple[PaperAuthor, ...] = ()
    venues: tuple[PaperVenue, ...] = ()
    topics: tuple[PaperTopic, ...] = ()
    links: tuple[PaperLink, ...] = ()
    citations: int = 0

    @property
    def author_names(self) -> tuple[str, ...]:
        """The names of the authors who have one."""
        return tuple(author.name for author in self.authors if author.name)

    @property
    def venue(self) -> PaperVenue | None:
        """The venue to name: one that is not a repository of preprints, where there is one."""
        published = (each for each in self.venues if each.category != "repository")
        return next(published, self.venues[0] if self.venues else None)
