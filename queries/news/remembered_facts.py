"""What of a graph may become news, so small that it can be remembered until the next update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = ("exact", "id", "fuzzy")  # the values of `match` of a paper that was found


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class VenueFact(NamedTuple):
    """A venue of a paper; `category` is `repository` for servers of preprints."""

    id: str
    name: str | None
    category: str | None


class LinkFact(NamedTuple):
    """Code, a model or a dataset of a paper, and what says so."""

    id: str
    evidence: str | None
    source: str | None
    relation: str | None = None


class PaperFacts(_Facts):
    """A paper, as its node and the links of the node say; None is unknown."""

    title: str | None = None
    year: int | None = None
    date: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    openalex_id: str | None = None
    s2_id: str | None = None
    aliases: tuple[str, ...] = ()
    retracted: bool = False
    listed: bool = False
    match: str | None = None
    evidence: str | None = None
    venues: tuple[VenueFact, ...] = ()
    code: tuple[LinkFact, ...] = ()
    models: tuple[LinkFact, ...] = ()
    datasets: tuple[LinkFact, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether a listed paper was found, by whichever service."""
        return self.match in FOUND


class RepositoryFacts(_Facts):
    """A repository."""

    url: str | None = None
    status: str | None = None
    archived: bool | None = None
    aliases: tuple[str, ...] = ()


class Facts(_Facts):
    """What a graph says at one time.

    Attributes:
        papers: By id.
        repositories: By id.
        citing: Id of a listed paper → ids of the works in the graph that cite it.
        cited: Id of a work → how many listed papers cite it; it is not remembered.
    """

    papers: dict[str, PaperFacts] = Field(default_factory=dict)
    repositories: dict[str, RepositoryFacts] = Field(default_factory=dict)
    citing: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    cited: dict[str, int] = Field(default_factory=dict)

    def as_json(self) -> Any:
        """Return what is remembered."""
        return self.model_dump(mode="json", exclude={"cited"}, exclude_defaults=True)

    def add_unknown(self, other: Facts) -> Facts:
        """Return these facts, with those of others about what is not in these.

        So what joins a list is remembered as it was when it came, and is no news itself.
        """
        known = index_names(self)
        papers = {
            key: each
            for key, each in other.papers.items()
            if not any(name in known for name in list_names(key, each))
        }
        citing = {key: works for key, works in other.citing.items() if key in papers}
        repositories = {
            key: each
            for key, each in other.repositories.items()
            if not self.repositories.keys() & {key, *each.aliases}
        }
        return Facts(
            papers={**papers, **self.papers},
            repositories={**repositories, **self.repositories},
            citing={**citing, **self.citing},
        )


def list_names(key: str, paper: PaperFacts) -> Iterator[str]:
    """Yield all names of a paper: its id in the graph, other ids, and aliases."""
    yield key
    yield from paper.aliases
    if paper.openalex_id:
        yield paper.openalex_id
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id.lower()}"
    if paper.doi:
        yield f"doi:{paper.doi.lower()}"


def index_names(facts: Facts) -> dict[str, str]:
    """Return by name the id of the paper; an id goes before the other names of another paper."""
    found: dict[str, str] = {}
    for key, paper in facts.papers.items():
        for name in list_names(key, paper):
            found.setdefault(name, key)
    return found | {key: key for key in facts.papers}
