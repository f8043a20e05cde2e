"""Semantic Scholar: the reference lists that OpenAlex lacks, looked up by arXiv id.

In the archive a paper is kept under the service `s2`, the kind `arxiv` and its arXiv id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WrapValidator

from citeloom.enrich.archive import Row
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Found, found
from citeloom.enrich.services.openalex_work import Text, Whole, objects, or_none
from citeloom.enrich.services.refusals import AGAIN, KEPT
from citeloom.graph import identifiers
from citeloom.graph.errors import ServiceConfused, ServiceRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citeloom.enrich.archive import Archive, Fetched
    from citeloom.enrich.services.transport import ServiceSession

SERVICE = "s2"
KIND = "arxiv"
# The service takes 500 ids a call but answers with at most 10 MB; with reference lists of a hundred
# entries that is reached long before.
AT_ONCE = 100
NOBODY = "No valid paper ids given"  # its answer, with 400, where it knows none of the ids
FIELDS = (
    "externalIds", "title", "year",
    "references.externalIds", "references.title", "references.year",
)  # fmt: skip


class Ids(BaseModel):
    """Ids of a paper elsewhere, in our forms."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    arxiv_id: Annotated[Text, Field(alias="ArXiv")] = None
    doi: Annotated[Text, Field(alias="DOI")] = None


class Reference(BaseModel):
    """A paper in a reference list. `id` is None where Semantic Scholar could not resolve it."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    id: Text = Field(None, alias="paperId")
    ids: Annotated[Ids, WrapValidator(lambda v, h: or_none(v, h) or Ids())] = Field(
        Ids(), alias="externalIds"
    )
    title: Text = None
    year: Whole = None

    @property
    def arxiv_id(self) -> str | None:
        """The arXiv id without version."""
        return identifiers.arxiv_id(self.ids.arxiv_id) or identifiers.arxiv_id(self.ids.doi)

    @property
    def doi(self) -> str | None:
        """The DOI in lower case, arXiv's own included."""
        return identifiers.doi(self.ids.doi)


class S2Paper(Reference):
    """A paper with its reference list."""

    id: str = Field(alias="paperId", min_length=1)
    references: Annotated[tuple[Reference, ...], BeforeValidator(objects)] = ()


class SemanticScholar:
    """Papers by arXiv id. May be used from several threads; the archive's rules are OpenAlex's.

    Args:
        session: A session for Semantic Scholar; may be None when offline.
        archive: Where answers are kept; open for writing unless offline.
        offline: Never ask; what the archive lacks is unknown.
        refresh: Ask again for what was fetched before this object was made.
    """

    def __init__(
        self,
        session: ServiceSession | None,
        archive: Archive,
        *,
        offline: bool = False,
        refresh: bool = False,
    ) -> None:
        self._session = None if offline else session
        self._archive = archive
        self._since = now() if refresh else ""

    def from_archive(self) -> SemanticScholar:
        """Return one that answers from the same archive and never asks."""
        return SemanticScholar(None, self._archive, offline=True)

    def papers_by_arxiv(self, ids: Iterable[str]) -> dict[str, Found[S2Paper]]:
        """Find papers by arXiv id, 100 to a call, with their references.

        Args:
            ids: arXiv ids without version.

        Returns:
            A result for each id.

        Raises:
            ServiceError: As `ServiceSession.send` raises them. What was answered before is in
                the archive.
            ArchiveError: The archive cannot be read or written.
        """
        keys = tuple(dict.fromkeys(ids))
        rows = self._archive.get_many(SERVICE, KIND, keys)
        results = {
            key: found(key, row, _read(row), asked=False)
            for key, row in rows.items()
            if row.fetched_at >= self._since
        }
        if self._session is not None:
            rest = [key for key in keys if key not in results]
            for start in range(0, len(rest), AT_ONCE):
                results |= self._ask(self._session, rest[start : start + AT_ONCE])
        return {key: results.get(key, Found(key)) for key in keys}

    def _ask(self, session: ServiceSession, batch: list[str]) -> dict[str, Found[S2Paper]]:
        try:
            bodies = session.ask(
                "/graph/v1/paper/batch",
                params={"fields": ",".join(FIELDS)},
                body={"ids": [f"ARXIV:{key}" for key in batch]},
            )
        except ServiceRefused as refused:
            if NOBODY not in refused.what:
                raise
            bodies = [None] * len(batch)
        if not isinstance(bodies, list) or len(bodies) != len(batch):
            raise _confused("it is not one paper for each id")
        moment = now()
        papers = [None if body is None else _paper(body) for body in bodies]
        self._archive.put_many(
            Row(SERVICE, KIND, key, body, moment) for key, body in zip(batch, bodies, strict=True)
        )
        return {
            key: Found(key, paper, moment, asked=True)
            for key, paper in zip(batch, papers, strict=True)
        }


def _read(row: Fetched) -> S2Paper | None:
    return None if row.body is None else _paper(row.body)


def _paper(body: Any) -> S2Paper:
    try:
        return S2Paper.model_validate(body)
    except ValidationError as error:
        raise _confused("it is not a paper") from error


def _confused(why: str) -> ServiceConfused:
    return ServiceConfused(
        f"Semantic Scholar gave an answer that cannot be used: {why}", kept=KEPT, todo=AGAIN
    )
