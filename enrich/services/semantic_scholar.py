"""Semantic Scholar: the reference lists that OpenAlex lacks, and papers by ids that it lacks.

In the archive a paper with its references is kept under the service `s2`, the kind `arxiv` and its
arXiv id; one without them under the kind `paper` and the id with which it was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WrapValidator

from citeloom.enrich.archive import Row
from citeloom.enrich.services.archived_service import ArchivedService
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Lookup
from citeloom.enrich.services.openalex_work import Text, Title, Whole, Work, objects, or_none
from citeloom.enrich.services.refusals import make_confused, make_misconfigured
from citeloom.enrich.services.service_session import ServiceSession
from citeloom.graph import identifiers
from citeloom.graph.errors import ServiceRefused
from citeloom.graph.identity import is_arxiv_doi

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["arxiv", "paper"]
# The service takes 500 ids a call but answers with at most 10 MB; with reference lists of a hundred
# entries that is reached long before.
AT_ONCE = 100
NOBODY = "No valid paper ids given"  # its answer, with 400, where it knows none of the ids
REFERENCE_FIELDS = ("externalIds", "title", "year")
FIELDS = (*REFERENCE_FIELDS, "authors")
WITH_LIST = (*FIELDS, *(f"references.{name}" for name in REFERENCE_FIELDS))


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
    title: Title = None
    year: Whole = None

    @property
    def arxiv_id(self) -> str | None:
        """The arXiv id without version."""
        return identifiers.read_arxiv_id(self.ids.arxiv_id) or identifiers.read_arxiv_id(
            self.ids.doi
        )

    @property
    def doi(self) -> str | None:
        """The DOI in lower case, arXiv's own included."""
        return identifiers.read_doi(self.ids.doi)


class Author(BaseModel):
    """An author, as printed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Text = None


class S2Paper(Reference):
    """A paper with its reference list."""

    id: str = Field(alias="paperId", min_length=1)
    authors: Annotated[tuple[Author, ...], BeforeValidator(objects)] = ()
    references: Annotated[tuple[Reference, ...], BeforeValidator(objects)] = ()


class SemanticScholar(ArchivedService[ServiceSession]):
    """Papers by id, archive first."""

    SERVICE = "s2"

    def find_by_arxiv(self, ids: Iterable[str]) -> dict[str, Lookup[S2Paper]]:
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
        return self._find("arxiv", ids)

    def find_by_key(self, keys: Iterable[str]) -> dict[str, Lookup[S2Paper]]:
        """Find papers by any id that Semantic Scholar takes, 100 to a call, without references.

        Args:
            keys: `DOI:…`, `ARXIV:…`, `CorpusId:…`, `ACL:…`, `PMID:…`, `PMCID:…` with the
                digits only, or its own ids of 40 hexadecimal digits.

        Returns:
            A result for each key.

        Raises:
            ServiceError: As for `find_by_arxiv`.
            ArchiveError: The archive cannot be read or written.
        """
        return self._find("paper", keys)

    def _find(self, kind: Kind, ids: Iterable[str]) -> dict[str, Lookup[S2Paper]]:
        keys = tuple(dict.fromkeys(ids))
        results = {
            key: Lookup.from_record(key, row, _read(row.body))
            for key, row in self._read_kept(kind, keys).items()
        }
        if self.may_ask:
            rest = [key for key in keys if key not in results]
            for start in range(0, len(rest), AT_ONCE):
                results |= self._ask_batch(kind, rest[start : start + AT_ONCE])
        return {key: results.get(key, Lookup.unknown(key)) for key in keys}

    def _ask_batch(self, kind: Kind, batch: list[str]) -> dict[str, Lookup[S2Paper]]:
        bodies = self._ask(lambda session: ask_for_papers(session, kind, batch))
        moment = now()
        with self._noting():
            if bodies is None:
                raise make_misconfigured("s2")
            if not isinstance(bodies, list) or len(bodies) != len(batch):
                raise make_confused("s2", "it is not one paper for each id")
            papers = [_read(body) for body in bodies]
        self._keep(
            Row(self.SERVICE, kind, key, body, moment)
            for key, body in zip(batch, bodies, strict=True)
        )
        return {
            key: Lookup(key, paper, moment, asked=True)
            for key, paper in zip(batch, papers, strict=True)
        }


def list_s2_keys(work: Work) -> tuple[str, ...]:
    """Return the ids of a work under which Semantic Scholar may know it."""
    doi = work.own_doi
    arxiv = (f"ARXIV:{work.arxiv_id}",) if work.arxiv_id else ()
    return (*((f"DOI:{doi}",) if doi and not is_arxiv_doi(doi) else ()), *arxiv)


def leave_out_references(paper: S2Paper) -> S2Paper:
    """Return a paper without its list, which takes room where many papers are held."""
    return paper.model_copy(update={"references": ()})


def ask_for_papers(session: ServiceSession, kind: Kind, batch: list[str]) -> Any:
    """Ask for up to 100 papers at once; free.

    Args:
        session: A session with Semantic Scholar.
        kind: `arxiv` with the references of each paper, `paper` without.
        batch: arXiv ids for `arxiv`, any ids that the service takes for `paper`.

    Returns:
        A list of the service's own JSON, one object for each id, or None where it has no paper.
    """
    by_arxiv = kind == "arxiv"
    try:
        return session.ask(
            "/graph/v1/paper/batch",
            params={"fields": ",".join(WITH_LIST if by_arxiv else FIELDS)},
            body={"ids": [f"ARXIV:{key}" if by_arxiv else key for key in batch]},
            kind=kind,
        )
    except ServiceRefused as refused:
        if NOBODY not in refused.what:
            raise
        return [None] * len(batch)


def _read(body: Any) -> S2Paper | None:
    if body is None:
        return None
    try:
        return S2Paper.model_validate(body)
    except ValidationError as error:
        raise make_confused("s2", "it is not a paper") from error
