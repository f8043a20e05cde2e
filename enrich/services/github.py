"""GitHub: what a repository is called today, whether it is still there, and how it is doing.

One request a repository, archive first. Without a token GitHub grants 60 requests an hour; what
does not fit is unknown, and the next run goes on with it. GitHub is not waited for.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from citeloom.enrich.archive import Fetched
from citeloom.enrich.services.ledger import now
from citeloom.enrich.services.lookup import Found, found
from citeloom.enrich.services.refusals import AGAIN, KEPT
from citeloom.enrich.services.transport import Pace, ServiceSession
from citeloom.graph.errors import BudgetSpent, ServiceConfused

if TYPE_CHECKING:
    from citeloom.enrich.archive import Archive
    from citeloom.enrich.services.ledger import Meter

SERVICE = "github"
HOST = "github.com"
PACE = Pace(wait_limit=5.0)  # its limits last up to an hour, and code links can wait
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


def github_session(
    base_url: str = "https://api.github.com", *, meter: Meter, token: str | None = None
) -> ServiceSession:
    """Return a session for GitHub's REST API.

    Args:
        base_url: Address of the API; https, or http on loopback.
        meter: Counts requests.
        token: Raises the limit from 60 requests an hour to 5,000; never logged.
    """
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return ServiceSession(SERVICE, base_url, meter=meter, pace=PACE, headers=headers)


class GitHub:
    """Repositories by name, archive first. May be used from several threads.

    Args:
        session: A session for GitHub; may be None when offline.
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
        self._spent: BudgetSpent | None = None
        self._lock = threading.Lock()

    def from_archive(self) -> GitHub:
        """Return one that answers from the same archive and never asks."""
        return GitHub(None, self._archive, offline=True)

    def repository(self, owner: str, name: str) -> Found[GitHubRepository]:
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
        kept = self._archive.get(SERVICE, "repository", key)
        if self._session is None or (kept is not None and kept.fetched_at >= self._since):
            if kept is None:
                return Found(key)
            return found(key, kept, read_repository(kept, asked_for), asked=False)
        if not (is_name(owner) and is_name(name)):
            return Found(key, None, now())
        return self._ask(self._session, key, asked_for)

    def _ask(self, session: ServiceSession, key: str, asked_for: str) -> Found[GitHubRepository]:
        with self._lock:
            spent = self._spent
        if spent is not None:
            raise spent
        try:
            body = session.ask(f"/repos/{asked_for}")
        except BudgetSpent as error:
            with self._lock:
                self._spent = error
            raise
        fetched = Fetched(body, now())
        repository = read_repository(fetched, asked_for)
        self._archive.put(SERVICE, "repository", key, body, fetched.fetched_at)
        return found(key, fetched, repository, asked=True)


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
        raise _confused() from error
    if not (is_name(repository.owner) and is_name(repository.name)):
        raise _confused()
    if repository.full_name.lower() == asked_for.lower():
        return repository
    return repository.model_copy(update={"status": "moved", "aliases": (asked_for,)})


def is_name(text: str) -> bool:
    """Tell whether this can be the name of an owner or a repository at GitHub."""
    return NAME.fullmatch(text) is not None and text.strip(".") != ""


def _confused() -> ServiceConfused:
    return ServiceConfused(
        "GitHub gave an answer that cannot be used: it is not a repository", kept=KEPT, todo=AGAIN
    )
