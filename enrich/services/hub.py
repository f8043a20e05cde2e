"""The Hugging Face Hub: its papers, what is linked to them, and its daily listings.

Each record is looked for in the archive first; only what is not there is asked for, and kept as
the Hub's own JSON. In the common case a paper takes two requests: the search and the paper.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from citeloom.enrich.archive import Fetched, Row
from citeloom.enrich.services.archived_service import ArchivedService
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Lookup
from citeloom.enrich.services.openalex_work import Title, read_display_name
from citeloom.enrich.services.refusals import make_confused, make_misconfigured
from citeloom.graph import identifiers
from citeloom.graph.errors import ServiceConfused, ServiceRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from huggingface_hub import HfApi

    from citeloom.enrich.listing import LiveListing
    from citeloom.enrich.services.hub_client import HubClient  # noqa: F401 - as text below

NO_ID = "a paper without an id"
NO_LIST = "no list where one was asked for"
CANDIDATES = 10  # of a search by title
QUERY_CHARACTERS = 250  # of a title that is searched for
PAGE = 100  # papers of a daily listing per request
PAGES = 50
LINKED_LIMIT = 1_000  # models, datasets or Spaces that are listed for one paper

Kind = Literal["models", "datasets", "spaces"]
KINDS: tuple[Kind, ...] = ("models", "datasets", "spaces")


def _or_none(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    try:
        return validate(value)
    except ValidationError:
        return None


def _line(value: Any) -> Any:
    """Read a text that the Hub may have wrapped; an empty one is unknown."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: Any) -> Any:
    """Read the names of a list of authors."""
    given = value if isinstance(value, list) else ()
    found = [each.get("name") for each in given if isinstance(each, dict)]
    return [name for each in found if (name := read_display_name(each))]


def _items(value: Any) -> Any:
    """Keep what has an id in a list of models, datasets or Spaces."""
    if not isinstance(value, list):
        return ()
    named = [each for each in value if isinstance(each, dict) and isinstance(each.get("id"), str)]
    return [each for each in named if each["id"].strip()]


Text = Annotated[str | None, BeforeValidator(_line)]
Whole = Annotated[int | None, WrapValidator(_or_none)]


class HubItem(BaseModel):
    """A model, dataset or Space whose card mentions a paper."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    likes: Whole = None
    downloads: Whole = None


class HubPaper(BaseModel):
    """A paper as the Hub knows it, read leniently from its JSON.

    `models`, `datasets` and `spaces` come from `Hub.paper` only, and may be fewer than the totals.
    That a card mentions the paper does not mean that its authors made the artefact.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    id: str = Field(description="arXiv id without version.")
    title: Title = None
    abstract: Text = Field(None, alias="summary")
    published_at: Text = Field(None, alias="publishedAt", description="ISO 8601.")
    daily_at: Text = Field(
        None, alias="submittedOnDailyAt", description="Its day among the Daily Papers, ISO 8601."
    )
    authors: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()
    upvotes: Whole = None
    github_repo: Text = Field(None, alias="githubRepo", description="Address.")
    github_repo_added_by: Text = Field(
        None, alias="githubRepoAddedBy", description="`user`, or `auto` where the Hub guessed."
    )
    github_stars: Whole = Field(None, alias="githubStars")
    project_page: Text = Field(None, alias="projectPage", description="Address.")
    models: Annotated[tuple[HubItem, ...], BeforeValidator(_items)] = Field(
        (), alias="linkedModels"
    )
    datasets: Annotated[tuple[HubItem, ...], BeforeValidator(_items)] = Field(
        (), alias="linkedDatasets"
    )
    spaces: Annotated[tuple[HubItem, ...], BeforeValidator(_items)] = Field(
        (), alias="linkedSpaces"
    )
    total_models: Whole = Field(None, alias="numTotalModels")
    total_datasets: Whole = Field(None, alias="numTotalDatasets")
    total_spaces: Whole = Field(
        None, validation_alias=AliasChoices("numTotalSpaces", "total_spaces")
    )
    fetched_at: str | None = Field(None, description="When the Hub said so, ISO 8601 in UTC.")
    sample: bool = Field(default=False, description="True where the archive's record is made up.")

    @property
    def year(self) -> int | None:
        """Year of publication."""
        found = (self.published_at or "")[:4]
        return int(found) if found.isdecimal() else None

    @property
    def day(self) -> str:
        """Its day in UTC among the Daily Papers, or an empty string."""
        return (self.daily_at or "")[:10]


class Hub(ArchivedService["HubClient"]):
    """The Hub, archive first.

    Methods raise the service errors of `HubClient.call`, and ArchiveError.
    """

    SERVICE = "hub"

    def search(self, title: str) -> Lookup[tuple[HubPaper, ...]]:
        """Search for a title; the candidates come in the Hub's order, without linked artefacts."""
        query = " ".join(title.split())[:QUERY_CHARACTERS]
        if not query:
            return Lookup("", (), now())
        fetched, asked = self._fetch(
            "search", query, lambda api: api.list_papers(query=query, limit=CANDIDATES)
        )
        if fetched is None:
            return Lookup.unknown(query)
        return Lookup.from_record(query, fetched, read_papers(fetched), asked=asked)

    def find_paper(self, arxiv_id: str) -> Lookup[HubPaper]:
        """Look a paper up, with what is linked to it; absent where the Hub has not indexed it.

        The full lists of models, datasets and Spaces are asked for only where the totals say that
        the paper's record has not all of them, and up to LINKED_LIMIT of each, the most liked.

        Args:
            arxiv_id: arXiv id without version.
        """
        if identifiers.read_arxiv_id(arxiv_id) != arxiv_id:  # it becomes a part of an address
            return Lookup(arxiv_id, None, now())
        fetched, asked = self._fetch("paper", arxiv_id, lambda api: api.paper_info(arxiv_id))
        if fetched is None:
            return Lookup.unknown(arxiv_id)
        if fetched.body is None:
            return Lookup.from_record(arxiv_id, fetched, None, asked=asked)
        paper = read_paper(fetched.body, fetched)
        if paper is None:
            raise make_confused("hub", NO_ID)
        full: dict[str, object] = {
            kind: self._find_linked(kind, arxiv_id, getattr(paper, kind), total)
            for kind in KINDS
            if (total := getattr(paper, f"total_{kind}") or 0) > len(getattr(paper, kind))
        }
        paper = paper.model_copy(update=full)
        return Lookup.from_record(arxiv_id, fetched, paper, asked=asked)

    def list_papers(self, listing: LiveListing) -> Lookup[tuple[HubPaper, ...]]:
        """Read a listing that the Hub makes: the newest day's, a day's, or a week's.

        `hf:daily` is asked for anew each day; offline, the last answer is used. The Hub answers it
        with its newest papers, which are those of several days; the newest of these days is read.
        """
        name = listing.value or listing.kind
        seen: dict[str, HubPaper] = {}
        for page in range(PAGES):
            fetched, asked = self._fetch(
                "daily",
                f"{name}:{page}",
                partial(_list_daily, listing, page),
                only_today=listing.kind == "daily",
            )
            if fetched is None:
                break
            seen |= {paper.id: paper for paper in read_papers(fetched) if paper.id not in seen}
            papers = tuple(seen.values())
            if listing.kind == "daily":
                papers = take_newest_day(papers)
            if len(read_list(fetched)) < PAGE or len(papers) < len(seen):
                return Lookup.from_record(name, fetched, papers, asked=asked)
        return Lookup.unknown(name)

    def _find_linked(
        self, kind: Kind, arxiv_id: str, given: tuple[HubItem, ...], total: int
    ) -> tuple[HubItem, ...]:
        """List what is linked to a paper; what its own record gives stays in any case.

        A list that has as many as there are in all, and what the record gives, is not asked for
        again.
        """
        try:
            old = self._archive.get(self.SERVICE, kind, arxiv_id)
            raw = read_list(old) if old is not None else []
            ids = [each.get("id") for each in _items(raw)]
            if len(ids) != total or not {each.id for each in given} <= {*ids}:
                fetched, _ = self._fetch(
                    kind, arxiv_id, lambda api: _list_linked(api, kind, arxiv_id)
                )
                raw = [] if fetched is None else read_list(fetched)
        except (ServiceConfused, ServiceRefused) as error:
            self._note_failure(error)
            raw = []  # the paper itself has been found; a list more or less does not undo that
        listed = [HubItem.model_validate(each) for each in _items(raw)[:LINKED_LIMIT]]
        return tuple({item.id: item for item in (*listed, *given)}.values())

    def _fetch(
        self, kind: str, key: str, ask: Callable[[HfApi], object], *, only_today: bool = False
    ) -> tuple[Fetched | None, bool]:
        """Take a record from the archive, or ask for it and keep it; say whether it was asked.

        The answers of several pages are kept as one list. "There is no such thing" is kept too.
        """
        kept = self._read_kept(kind, (key,)).get(key)
        stale = only_today and kept is not None and kept.fetched_at < now()[:10]
        if not self.may_ask or (kept is not None and not stale):
            return kept, False
        bodies = self._ask(lambda client: client.call(ask, kind=kind))
        body: Any = None
        with self._noting():
            if bodies is None and kind != "paper":  # a list may be empty, but is always there
                raise make_misconfigured(self.SERVICE)
            if bodies is not None:
                pages = [each for each in bodies if isinstance(each, list)]
                body = [item for each in pages for item in each] if pages else bodies[0]
                check_shape(kind, body)
        moment = now()
        self._keep((Row(self.SERVICE, kind, key, body, moment),))
        return Fetched(body, moment), True


def _list_daily(listing: LiveListing, page: int, api: HfApi) -> object:
    if listing.kind == "date":
        return api.list_daily_papers(date=listing.value, p=page, limit=PAGE)
    if listing.kind == "week":
        return api.list_daily_papers(week=listing.value, p=page, limit=PAGE)
    return api.list_daily_papers(p=page, limit=PAGE)


def _list_linked(api: HfApi, kind: Kind, arxiv_id: str) -> object:
    tag = f"arxiv:{arxiv_id}"
    if kind == "models":
        return api.list_models(filter=tag, sort="likes", limit=LINKED_LIMIT)
    if kind == "datasets":
        return api.list_datasets(filter=tag, sort="likes", limit=LINKED_LIMIT)
    return api.list_spaces(filter=tag, sort="likes", limit=LINKED_LIMIT)


def take_newest_day(papers: tuple[HubPaper, ...]) -> tuple[HubPaper, ...]:
    """Return the Daily Papers of the newest day among them; all, where no day is told."""
    newest = max((paper.day for paper in papers), default="")
    return tuple(paper for paper in papers if paper.day == newest)


def read_papers(fetched: Fetched) -> tuple[HubPaper, ...]:
    """Read the papers of a list; what has no arXiv id is left out."""
    read = (read_paper(each, fetched) for each in read_list(fetched))
    return tuple(each for each in read if each is not None)


def read_paper(raw: Any, fetched: Fetched) -> HubPaper | None:
    """Read a paper from the Hub's JSON, where lists wrap it in `{"paper": …}`.

    Returns:
        The paper, or None where this is none.
    """
    if not isinstance(raw, dict):
        return None
    inner = raw.get("paper")
    merged = {**raw, **inner} if isinstance(inner, dict) else raw
    given = merged.get("id")
    arxiv_id = identifiers.read_arxiv_id(given) if isinstance(given, str) else None
    if arxiv_id is None:
        return None
    extra = {"id": arxiv_id, "fetched_at": fetched.fetched_at, "sample": fetched.sample}
    return HubPaper.model_validate({**merged, **extra})


def check_shape(kind: str, body: Any) -> None:
    """Raise ServiceConfused for what must not be kept, because it would be believed for ever."""
    if kind != "paper" and not isinstance(body, list):
        raise make_confused("hub", NO_LIST)
    if kind == "paper" and read_paper(body, Fetched(body, "")) is None:
        raise make_confused("hub", NO_ID)


def read_list(fetched: Fetched) -> list[Any]:
    """Return a record that has to be a list; no record is an empty one."""
    if fetched.body is None:
        return []
    if not isinstance(fetched.body, list):
        raise make_confused("hub", NO_LIST)
    return fetched.body
