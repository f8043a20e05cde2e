"""GitHub: what a repository is called today, whether it is still there, and how it is doing.

One request a repository, archive first. Without a token GitHub grants 60 requests an hour; what
does not fit is unknown, and the next run goes on with it. GitHub is not waited for.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from citeloom.enrich.archive import Fetched, Row
from citeloom.enrich.services.archived_service import ArchivedService
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Lookup
from citeloom.enrich.services.refusals import make_confused
from citeloom.enrich.services.service_session import ServiceSession

HOST = "github.com"
KIND = "repository"
NOT_ONE = "it is not a repository"
NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


def _whole(value: Any) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else None


def _licence(value: Any) -> Any:
    """Read the SPDX id; NOASSERTION means that GitHub does not know."""
    spdx = value.get("spdx_id") if isinstance(value, dict) else None
    return spdx if isinstance(spdx, str) and spdx != "NOASSERTION" else None


class GitHubRepository(BaseModel):
    """A repository as GitHub knows it today.

    `status` is `moved` where another name was asked for; that name is then in `aliases`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    number: Annotated[int | None, BeforeValidator(_whole)] = Field(
        None, alias="id", description="GitHub's own id, which survives renaming."
    )
    full_name: str = Field(description="`owner/name`, case as printed.")
    stars: Annotated[int | None, BeforeValidator(_whole)] = Field(None, alias="stargazers_count")
    language: Annotated[str | None, BeforeValidator(_text)] = None
    licence: Annotated[str | None, BeforeValidator(_licence)] = Field(None, alias="license")
    archived: bool | None = None
    pushed_at: Annotated[str | None, BeforeValidator(_text)] = None
    status: Literal["ok", "moved"] = "ok"
    aliases: tuple[str, ...] = Field((), description="Names as asked for, `owner/name`.")

    @property
    def owner(self) -> str:
        """Owner, case as printed."""
        return self.full_name.partition("/")[0]

    @property
    def name(self) -> str:
        """Name, case as printed."""
        return self.full_name.partition("/")[2]

    @property
    def url(self) -> str:
        """Address for people."""
        return f"https://{HOST}/{self.full_name}"


class GitHub(ArchivedService[ServiceSession]):
    """Repositories by name, archive first."""

    SERVICE = "github"

    def find_repository(self, owner: str, name: str) -> Lookup[GitHubRepository]:
        """Look a repository up by a name that it has or had.

        A rename redirects by GitHub's own id to what the repository is called today. Names differ
        in case only where they are printed.

        Args:
            owner: Owner.
            name: Name.

        Returns:
            The repository; absent where it is gone, private, or was never there.

        Raises:
            BudgetSpent: The limit is used up; said at once, without a request, from then on.
            ServiceError: GitHub does not answer as it should.
        """
        asked_for = f"{owner}/{name}"
        key = asked_for.lower()
        kept = self._read_kept(KIND, (key,)).get(key)
        if kept is not None:
            return Lookup.from_record(key, kept, read_repository(kept, asked_for))
        if not self.may_ask:
            return Lookup.unknown(key)
        if not (is_name(owner) and is_name(name)):
            return Lookup(key, None, now())
        body = self._ask(lambda session: ask_for_repository(session, asked_for), cost=1)
        fetched = Fetched(body, now())
        with self._noting():
            repository = read_repository(fetched, asked_for)
        self._keep((Row(self.SERVICE, KIND, key, body, fetched.fetched_at),))
        return Lookup.from_record(key, fetched, repository, asked=True)


def ask_for_repository(session: ServiceSession, asked_for: str) -> Any | None:
    """Ask for a repository by `owner/name`: GitHub's own JSON, or None where there is none."""
    return session.ask(f"/repos/{asked_for}", kind=KIND)


def read_repository(fetched: Fetched, asked_for: str) -> GitHubRepository | None:
    """Read a repository from GitHub's JSON.

    Args:
        fetched: The record; without a body there is no such repository.
        asked_for: `owner/name` as it was asked for.

    Raises:
        ServiceConfused: The record is not a repository.
    """
    if fetched.body is None:
        return None
    try:
        repository = GitHubRepository.model_validate(fetched.body)
    except ValidationError as error:
        raise make_confused("github", NOT_ONE) from error
    if not (is_name(repository.owner) and is_name(repository.name)):
        raise make_confused("github", NOT_ONE)
    if repository.full_name.lower() == asked_for.lower():
        return repository
    return repository.model_copy(update={"status": "moved", "aliases": (asked_for,)})


def is_name(text: str) -> bool:
    """Tell whether this can be the name of an owner or a repository at GitHub."""
    return NAME.fullmatch(text) is not None and text.strip(".") != ""
