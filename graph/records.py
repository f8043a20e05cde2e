"""The records that the graph is made of: one frozen model per label and per relationship.

These models are the single declaration of the graph. `graph.schema` derives labels, properties,
constraints and indexes from them; the loading Cypher and ``docs/schema.md`` are derived from that.
A field that is None is unknown and is never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from pydantic.config import JsonDict

MATCHES = ("exact", "id", "fuzzy", "ambiguous", "none")
Match = Literal["exact", "id", "fuzzy", "ambiguous", "none"]
Step = Literal["hub", "doi", "single", "arxiv", "title-search", "id", "decision"]
ReferenceSource = Literal["openalex", "s2"]
Reason = Literal["citing", "near"]
Relation = Literal["own", "mentioned", "candidate"]
LinkSource = Literal["abstract", "hub"]
TitleSource = Literal["listing", "hub", "s2", "authors"]
RepositoryStatus = Literal["ok", "moved", "gone", "unknown"]
PageKind = Literal["project", "profile", "other"]

INDEXED: JsonDict = {"indexed": True}
Id = Annotated[str, Field(min_length=1)]
FetchedAt = Annotated[
    str | None, Field(description="When the record was fetched, ISO 8601 in UTC.")
]


class Record(BaseModel):
    """Base of all records: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NodeRecord(Record):
    """Base of all nodes. `id` is unique per label and never changes once given."""

    label: ClassVar[str]
    id: Id


class RelationshipRecord(Record):
    """Base of all relationships. `start` and `end` are the ids of nodes that exist."""

    kind: ClassVar[str]
    start_label: ClassVar[str]
    end_label: ClassVar[str]
    start: Id
    end: Id


class Paper(NodeRecord):
    """A work: listed by the user, cited by a listed work, citing one, or near them."""

    label: ClassVar[str] = "Paper"
    id: Id = Field(
        description="Stable key: the OpenAlex W-id, else `arxiv:…`, `doi:…`, `s2:…`, `title:…`."
    )
    title: str | None = Field(None, description="Title as the best source prints it.")
    title_source: TitleSource | None = Field(
        None,
        description="Where the title is from if not from OpenAlex: listing, hub, s2, or authors, "
        "which is made of authors and year.",
    )
    abstract: str | None = Field(None, description="Abstract, plain text.")
    date: str | None = Field(None, description="Date of publication, ISO 8601.")
    year: int | None = Field(None, description="Year of publication.", json_schema_extra=INDEXED)
    year_source: Literal["listing"] | None = Field(
        None, description="listing, where it names another year and the paper by an id."
    )
    doi: str | None = Field(
        None,
        description="DOI in lower case; the published one where there is one.",
        json_schema_extra=INDEXED,
    )
    arxiv_id: str | None = Field(
        None, description="arXiv id without version.", json_schema_extra=INDEXED
    )
    arxiv_class: str | None = Field(None, description="Primary arXiv class, such as cs.CL.")
    openalex_id: str | None = Field(None, description="OpenAlex W-id.", json_schema_extra=INDEXED)
    s2_id: str | None = Field(
        None, description="Semantic Scholar paper id.", json_schema_extra=INDEXED
    )
    aliases: tuple[str, ...] | None = Field(
        None, description="Other ids that name this paper: merged W-ids, further DOIs, old keys."
    )
    work_type: str | None = Field(None, description="Type of the work, in OpenAlex's words.")
    language: str | None = Field(None, description="Language, ISO 639-1.")
    volume: str | None = Field(None, description="Volume of the venue.")
    issue: str | None = Field(None, description="Issue of the venue.")
    pages: str | None = Field(None, description="First and last page, joined by a hyphen.")
    cited_by_count: int | None = Field(None, description="Citations that OpenAlex knows.")
    fwci: float | None = Field(None, description="Field-weighted citation impact (OpenAlex).")
    is_retracted: bool | None = Field(None, description="Whether the work has been retracted.")
    authors_truncated: bool | None = Field(
        None, description="True where the source cut its list of authors."
    )
    overruled: tuple[str, ...] | None = Field(
        None,
        description="What OpenAlex says otherwise, and the better evidence of the same record.",
    )
    upvotes: int | None = Field(None, description="Upvotes on the Hugging Face Hub.")
    listed: bool | None = Field(
        None, description="True in a listing that the user gave.", json_schema_extra=INDEXED
    )
    listings: tuple[str, ...] | None = Field(None, description="Names of those listings.")
    reason: Reason | None = Field(
        None,
        description="Only on works that came by growing, which are neither listed nor cited by a "
        "listed paper: citing, it cites a listed paper; near, works around the list cite it.",
        json_schema_extra=INDEXED,
    )
    citation_key: str | None = Field(
        None, description="Key that the listing gives it, as BibTeX does."
    )
    entries: tuple[str, ...] | None = Field(
        None, description="What its entries in listings are called; decisions about them use it."
    )
    keywords: tuple[str, ...] | None = Field(None, description="Keywords that listings give it.")
    note: str | None = Field(None, description="What the listing or the user notes about it.")
    tags: tuple[str, ...] | None = Field(None, description="The user's tags (`citeloom tag`).")
    read: bool | None = Field(
        None, description="True or false where the user has marked it (`citeloom mark`)."
    )
    ignored: bool | None = Field(
        None, description="True where the user never wants it suggested (`citeloom ignore`)."
    )
    collections: tuple[str, ...] | None = Field(
        None, description="The user's collections that it is in (`citeloom collect`)."
    )
    groups: tuple[str, ...] | None = Field(None, description="Groups that listings put it in.")
    files: tuple[str, ...] | None = Field(None, description="Files that listings name with it.")
    listing_count: int | None = Field(
        None, description="The number printed behind the date, whose meaning the page hides."
    )
    listed_author_count: int | None = Field(
        None, description="Number of authors that the listing gives."
    )
    match: Match | None = Field(
        None,
        description="How a listed paper was found: by equal title, by id, by a near title; "
        "ambiguous and none are not linked to anything.",
    )
    match_step: Step | None = Field(None, description="The step that found it.")
    match_score: float | None = Field(None, description="Similarity of the titles, 0 to 1.")
    match_evidence: str | None = Field(None, description="Why the match was accepted or refused.")
    match_candidates: tuple[str, ...] | None = Field(
        None, description="Candidates of an ambiguous match: id, similarity, year, title."
    )
    match_tried: tuple[str, ...] | None = Field(
        None,
        description="The steps that were tried to find it, in their order: "
        "step, answer and price, between bars.",
    )
    references_source: ReferenceSource | None = Field(
        None, description="Where the reference list of this paper came from."
    )
    references_count: int | None = Field(None, description="References that the source names.")
    references_missing: int | None = Field(
        None, description="References among them that lead to no work."
    )
    sample: bool | None = Field(None, description="True on sample data, which is made up.")
    fetched_at: FetchedAt = None


class Author(NodeRecord):
    """A person, or an organisation that signs as one."""

    label: ClassVar[str] = "Author"
    id: Id = Field(description="OpenAlex A-id, else made of the paper's key and the position.")
    name: str | None = Field(
        None, description="Name as OpenAlex displays it.", json_schema_extra=INDEXED
    )
    orcid: str | None = Field(None, description="ORCID, the bare id.")


class Institution(NodeRecord):
    """A place where authors work."""

    label: ClassVar[str] = "Institution"
    id: Id = Field(description="OpenAlex I-id.")
    name: str | None = Field(None, description="Name.")
    ror: str | None = Field(None, description="ROR id, the bare id.")
    country: str | None = Field(None, description="Country, ISO 3166 alpha-2.")
    category: str | None = Field(None, description="Education, company, and so on.")


class Venue(NodeRecord):
    """A journal, conference, repository of preprints, or book series."""

    label: ClassVar[str] = "Venue"
    id: Id = Field(description="OpenAlex S-id, else `name:…`, made of the name.")
    name: str | None = Field(None, description="Name.")
    category: str | None = Field(None, description="Journal, conference, repository, and so on.")
    issn_l: str | None = Field(None, description="Linking ISSN.")
    aliases: tuple[str, ...] | None = Field(None, description="Other ids: its name as an id.")


class Topic(NodeRecord):
    """A topic of OpenAlex's classification."""

    label: ClassVar[str] = "Topic"
    id: Id = Field(description="OpenAlex T-id.")
    name: str | None = Field(None, description="Name.")
    subfield: str | None = Field(None, description="Subfield.")
    field: str | None = Field(None, description="Field.")
    domain: str | None = Field(None, description="Domain.")


class Repository(NodeRecord):
    """A repository of code."""

    label: ClassVar[str] = "Repository"
    id: Id = Field(description="`host/owner/name` in lower case.")
    url: str | None = Field(None, description="Address as printed by its host.")
    name: str | None = Field(None, description="Name, case as printed.")
    owner: str | None = Field(None, description="Owner, case as printed.")
    host: str | None = Field(None, description="Host, such as github.com.")
    stars: int | None = Field(None, description="Stars.")
    language: str | None = Field(None, description="Main programming language.")
    licence: str | None = Field(None, description="Licence, SPDX id.")
    archived: bool | None = Field(None, description="Whether its owner has archived it.")
    pushed_at: str | None = Field(None, description="Last push, ISO 8601.")
    status: RepositoryStatus | None = Field(
        None, description="ok, moved (the old name leads to this one), gone, or unknown."
    )
    aliases: tuple[str, ...] | None = Field(None, description="Old names that lead here.")
    fetched_at: FetchedAt = None


class HubItem(NodeRecord):
    """What models, datasets and Spaces on the Hub have in common."""

    label: ClassVar[str] = ""
    id: Id = Field(description="Id on the Hub, `owner/name`.")
    url: str | None = Field(None, description="Address on the Hub.")
    likes: int | None = Field(None, description="Likes.")
    downloads: int | None = Field(None, description="Downloads in the last month.")
    fetched_at: FetchedAt = None


class Model(HubItem):
    """A model on the Hugging Face Hub."""

    label: ClassVar[str] = "Model"


class Dataset(HubItem):
    """A dataset on the Hugging Face Hub."""

    label: ClassVar[str] = "Dataset"


class Space(HubItem):
    """A Space on the Hugging Face Hub."""

    label: ClassVar[str] = "Space"


class WebPage(NodeRecord):
    """A page that a paper names and that is neither code nor on the Hub as an artefact."""

    label: ClassVar[str] = "WebPage"
    id: Id = Field(description="Normalised address.")
    url: str | None = Field(None, description="Address as printed.")
    host: str | None = Field(None, description="Host.")
    category: PageKind | None = Field(None, description="project, profile, or other.")


class Cites(RelationshipRecord):
    """One paper cites another."""

    kind: ClassVar[str] = "CITES"
    start_label: ClassVar[str] = "Paper"
    end_label: ClassVar[str] = "Paper"
    source: ReferenceSource | None = Field(None, description="Whose reference list says so.")
    fetched_at: FetchedAt = None


class Authored(RelationshipRecord):
    """An author signs a paper."""

    kind: ClassVar[str] = "AUTHORED"
    start_label: ClassVar[str] = "Author"
    end_label: ClassVar[str] = "Paper"
    position: int | None = Field(None, description="Place in the list of authors, from 0.")
    corresponding: bool | None = Field(None, description="Whether they take correspondence.")
    institutions: tuple[str, ...] | None = Field(
        None, description="I-ids of the institutions that this paper names for this author."
    )


class AffiliatedWith(RelationshipRecord):
    """An author works at an institution, as their papers in the graph say.

    Derived after loading from `Authored.institutions`, so that loading twice counts once.
    """

    kind: ClassVar[str] = "AFFILIATED_WITH"
    start_label: ClassVar[str] = "Author"
    end_label: ClassVar[str] = "Institution"
    papers: int | None = Field(None, description="How many papers in the graph say so.")


class PublishedIn(RelationshipRecord):
    """A paper appeared in a venue."""

    kind: ClassVar[str] = "PUBLISHED_IN"
    start_label: ClassVar[str] = "Paper"
    end_label: ClassVar[str] = "Venue"


class HasTopic(RelationshipRecord):
    """OpenAlex assigns a topic to a paper."""

    kind: ClassVar[str] = "HAS_TOPIC"
    start_label: ClassVar[str] = "Paper"
    end_label: ClassVar[str] = "Topic"
    score: float | None = Field(None, description="OpenAlex's confidence, 0 to 1.")


class HasCode(RelationshipRecord):
    """A paper names a repository."""

    kind: ClassVar[str] = "HAS_CODE"
    start_label: ClassVar[str] = "Paper"
    end_label: ClassVar[str] = "Repository"
    relation: Relation | None = Field(
        None, description="own, merely mentioned, or a candidate that nobody has confirmed."
    )
    evidence: str | None = Field(None, description="The sentence, or what the Hub says.")
    source: LinkSource | None = Field(None, description="abstract or hub.")
    confidence: float | None = Field(None, description="How sure, 0 to 1.")
    fetched_at: FetchedAt = None


class HasHubItem(RelationshipRecord):
    """What the links from a paper to Hub artefacts have in common."""

    kind: ClassVar[str] = ""
    start_label: ClassVar[str] = "Paper"
    end_label: ClassVar[str] = ""
    source: LinkSource | None = Field(None, description="abstract or hub.")
    evidence: str | None = Field(
        None,
        description="The sentence; for the Hub's own links: the card mentions the paper, "
        "which does not mean that the authors made it.",
    )
    fetched_at: FetchedAt = None


class HasModel(HasHubItem):
    """A model whose card mentions the paper, or that the abstract names."""

    kind: ClassVar[str] = "HAS_MODEL"
    end_label: ClassVar[str] = "Model"


class HasDataset(HasHubItem):
    """A dataset whose card mentions the paper, or that the abstract names."""

    kind: ClassVar[str] = "HAS_DATASET"
    end_label: ClassVar[str] = "Dataset"


class HasSpace(HasHubItem):
    """A Space whose card mentions the paper, or that the abstract names."""

    kind: ClassVar[str] = "HAS_SPACE"
    end_label: ClassVar[str] = "Space"


class LinksTo(RelationshipRecord):
    """A paper names a web page."""

    kind: ClassVar[str] = "LINKS_TO"
    start_label: ClassVar[str] = "Paper"
    end_label: ClassVar[str] = "WebPage"
    evidence: str | None = Field(None, description="The sentence, or what the Hub says.")
    source: LinkSource | None = Field(None, description="abstract or hub.")
    fetched_at: FetchedAt = None


NODE_RECORDS: tuple[type[NodeRecord], ...] = (
    Paper, Author, Institution, Venue, Topic, Repository, Model, Dataset, Space, WebPage,
)  # fmt: skip
RELATIONSHIP_RECORDS: tuple[type[RelationshipRecord], ...] = (
    Cites, Authored, AffiliatedWith, PublishedIn, HasTopic,
    HasCode, HasModel, HasDataset, HasSpace, LinksTo,
)  # fmt: skip
