"""What the four services know, in their true formats.

Nothing here knows how a service answers; that is in the module of each service. The builders of
single records are in a module for each service too, and can be taken from here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tests.world.github_repositories import repository
from tests.world.hub_papers import hub_paper
from tests.world.openalex_works import (
    authorship,
    award,
    funder,
    institution,
    keyword,
    source,
    topic,
    work,
)
from tests.world.s2_papers import s2_citation, s2_paper

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "Json",
    "Universe",
    "authorship",
    "award",
    "funder",
    "hub_paper",
    "institution",
    "keyword",
    "repository",
    "s2_citation",
    "s2_paper",
    "source",
    "topic",
    "work",
]

Json = dict[str, Any]


@dataclass
class Universe:
    """What the services know.

    Attributes:
        works: OpenAlex works by W-id, complete (all authorships), as the single look-up gives them.
        hidden: W-ids that lists leave out (XPAC).
        merged: Old W-id → the W-id of the work that it was merged into.
        leads_on: Whether a merged id is answered with a redirect to the work, as OpenAlex's
            documentation promises. Its published code has none for works: they are 404.
        hub_papers: Papers of the Hub by arXiv id, as `/api/papers/{id}` gives them.
        hub_daily: Date → arXiv ids of the Daily Papers of that day.
        repositories: GitHub repositories by `owner/name` in lower case, as the API gives them.
        moved_repositories: Old `owner/name` in lower case → new one.
        s2_papers: Semantic Scholar papers by paperId, with `references` (complete papers).
        settled: Whether the works change no more, so that who cites whom need be read once only.
    """

    works: dict[str, Json] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)
    leads_on: bool = False
    hub_papers: dict[str, Json] = field(default_factory=dict)
    hub_daily: dict[str, list[str]] = field(default_factory=dict)
    repositories: dict[str, Json] = field(default_factory=dict)
    moved_repositories: dict[str, str] = field(default_factory=dict)
    s2_papers: dict[str, Json] = field(default_factory=dict)
    settled: bool = False

    def list_citing(self, work_ids: Collection[str]) -> list[Json]:
        """Return the works that cite any of some works, in the order of the works."""
        citing = self._settled_citing if self.settled else self._read_citing()
        wanted = {key for each in work_ids for key in citing.get(each, ())}
        return [known for key, known in self.works.items() if key in wanted] if wanted else []

    @cached_property
    def _settled_citing(self) -> dict[str, list[str]]:
        return self._read_citing()

    def _read_citing(self) -> dict[str, list[str]]:
        """Return by W-id the W-ids of the works that cite it."""
        citing: defaultdict[str, list[str]] = defaultdict(list)
        for key, known in self.works.items():
            for each in known["referenced_works"]:
                citing[each.rpartition("/")[2]].append(key)
        return citing

    def add_work(
        self, work_id: str, title: str | None, *, hidden: bool = False, **details: Any
    ) -> Json:
        """Add a work to OpenAlex; the details are those of `work`."""
        self.works[work_id] = work(work_id, title, **details)
        if hidden:
            self.hidden.add(work_id)
            self.works[work_id]["is_xpac"] = True
        return self.works[work_id]

    def add_hub_paper(
        self, arxiv_id: str, title: str, *, daily: str | None = None, **details: Any
    ) -> Json:
        """Add a paper to the Hub, and to the Daily Papers of a date; details as of `hub_paper`."""
        paper = self.hub_papers[arxiv_id] = hub_paper(arxiv_id, title, **details)
        if daily:
            paper["submittedOnDailyAt"] = f"{daily}T00:00:00.000Z"
            self.hub_daily.setdefault(daily, []).append(arxiv_id)
        return paper

    def add_repository(self, full_name: str, **details: Any) -> Json:
        """Add a repository to GitHub; details as of `repository`."""
        self.repositories[full_name.lower()] = repository(full_name, **details)
        return self.repositories[full_name.lower()]

    def add_s2_paper(self, paper_id: str, title: str, **details: Any) -> Json:
        """Add a paper to Semantic Scholar; details as of `s2_paper`."""
        self.s2_papers[paper_id] = s2_paper(paper_id, title, **details)
        return self.s2_papers[paper_id]
