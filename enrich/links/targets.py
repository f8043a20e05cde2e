"""What an address leads to: a repository, something on the Hub, a paper, or a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from citeloom.enrich.links import reserved
from citeloom.graph.identifiers import read_arxiv_id, read_doi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.records import PageKind

Kind = Literal["repository", "model", "dataset", "space", "page", "paper"]

ENDLESS = "/.,;:!?'\"*~|&$(["
HUB_HOSTS = {"huggingface.co", "hf.co"}
FORGES = {"github.com", "bitbucket.org", "codeberg.org", "gitee.com", "gitlab.com"}
PROJECT_HOSTS = (".github.io", ".gitlab.io", ".hf.space", ".readthedocs.io", "sites.google.com")
_OWNER = re.compile(r"[A-Za-z0-9~_][A-Za-z0-9._-]{0,99}")
_GITHUB_OWNER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|-(?!-)){0,38}")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_HUB_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_RECORD = re.compile(r"10\.5281/zenodo\.([0-9]{1,12})")
_HOST = re.compile(r"[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){1,9}")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads.

    `key` is the id that the graph gives it: `host/owner/name` in lower case for a repository, the
    Hub's id for what is on the Hub, `arxiv:…` or `doi:…` for a paper, and for a page its address
    without scheme, `www.`, fragment and closing slash. `owner`, `name` keep the case as printed.
    `certain` is False for a guess from another address.
    """

    kind: Kind
    key: str
    address: str
    host: str
    owner: str = ""
    name: str = ""
    category: PageKind | None = None
    certain: bool = True


def find_targets(url: str) -> tuple[Target, ...]:  # noqa: PLR0911 - one return per kind of host
    """Say what an address leads to.

    Args:
        url: An address with or without a scheme, or a DOI.

    Returns:
        One target; for a page at `owner.github.io` also the repository that it may be made from;
        nothing where the text is no address.
    """
    paper = read_arxiv_id(url)
    if paper:
        return (_paper(f"arxiv:{paper}", f"https://arxiv.org/abs/{paper}", "arxiv.org"),)
    name = read_doi(re.split(r"[?#]", url, maxsplit=1)[0] if "doi.org/" in url.lower() else url)
    if name:
        return (_doi(name),)
    parts = _split(url)
    if parts is None:
        return ()
    host, path, query = parts
    segments = [segment for segment in path.split("/") if segment]
    page = _page(host, path, query)
    if host in HUB_HOSTS:
        return (_hub(segments) or page,)
    if host == "raw.githubusercontent.com" and len(segments) > 1:
        return (_repository("github.com", segments[:2]) or page,)
    if host == "api.github.com" and segments[:1] == ["repos"]:
        return (_repository("github.com", segments[1:3]) or page,)
    if host in FORGES or host.startswith("gitlab."):
        return (_forge(host, segments) or page,)
    if host == "zenodo.org":
        return (_zenodo(segments) or page,)
    guess = _made_from(host, segments)
    return (page, guess) if guess else (page,)


def _split(url: str) -> tuple[str, str, str] | None:
    """Give host, path and query of an address; None where the host is no host's name."""
    rest = re.sub(r"^(?:git\+)?[A-Za-z]{2,6}://", "", url)
    scp = re.match(r"git@([A-Za-z0-9.-]{3,80}):(?=[^/0-9])", rest)  # git@github.com:owner/name.git
    if scp:
        rest = f"{scp[1]}/{rest[scp.end() :]}"
    rest = rest.split("#", 1)[0]
    rest, _, query = rest.partition("?")
    authority, _, path = rest.partition("/")
    host = authority.rpartition("@")[2].lower().rstrip(".")
    host = re.sub(r"^(?:www\.)+|:[0-9]{0,5}$", "", host)
    if len(host) > 253 or not _HOST.fullmatch(host) or not re.search(r"\.[a-z][a-z0-9-]+$", host):  # noqa: PLR2004 - the DNS's limit
        return None
    # What can end no address is cut here too, where a slash or a fragment hid it.
    return host, path.rstrip(ENDLESS), query.rstrip(ENDLESS)


def _page(host: str, path: str, query: str, category: PageKind | None = None) -> Target:
    key = f"{host}/{path.strip('/')}".rstrip("/")
    key = f"{key}?{query}" if query else key
    is_project = host.endswith(PROJECT_HOSTS) or host in PROJECT_HOSTS
    kind: PageKind = category or ("project" if is_project else "other")
    return Target("page", key, f"https://{key}", host, category=kind)


def _paper(key: str, address: str, host: str) -> Target:
    return Target("paper", key, address, host)


def _doi(name: str) -> Target:
    record = _RECORD.fullmatch(name)
    if record:
        return _page("zenodo.org", f"records/{record[1]}", "")
    if name.startswith(("10.6084/m9.figshare", "10.17605/osf.io", "10.57967/hf")):
        return _page("doi.org", name, "")  # data and code, not a paper
    return _paper(f"doi:{name}", f"https://doi.org/{quote(name)}", "doi.org")


def _repository(host: str, path: Sequence[str], *, certain: bool = True) -> Target | None:
    """Make a repository of owner (or groups) and name, where both can be names."""
    if len(path) < 2:  # noqa: PLR2004 - an owner and a name
        return None
    *owners, name = path
    name = re.sub(r"\.git$", "", name)
    shape = _GITHUB_OWNER if host == "github.com" else _OWNER
    if not all(map(shape.fullmatch, owners)) or not _NAME.fullmatch(name) or set(name) <= {"."}:
        return None
    owner = "/".join(owners)
    where = f"{host}/{owner}/{name}"
    return Target("repository", where.lower(), f"https://{where}", host, owner, name, None, certain)


def _forge(host: str, segments: list[str]) -> Target | None:
    if not segments:
        return None
    first = segments[0].lower()
    is_gitlab = host == "gitlab.com" or host.startswith("gitlab.")
    if len(segments) > 1 and first in {"orgs", "groups", "users", "organizations"}:
        return _page(host, segments[1], "", "profile")
    own = reserved.GITLAB if is_gitlab else reserved.OTHER_FORGES
    if first in (reserved.GITHUB if host == "github.com" else own):
        return None
    if len(segments) == 1:
        shape = _GITHUB_OWNER if host == "github.com" else _OWNER
        return _page(host, segments[0], "", "profile") if shape.fullmatch(segments[0]) else None
    if not is_gitlab:
        return _repository(host, segments[:2])
    # GitLab's groups nest, so the name ends where `/-/` or an old page of the repository begins.
    length = len(segments)
    for place, segment in enumerate(segments):
        old_page = place > 1 and segment in {"tree", "blob", "raw", "issues", "merge_requests"}
        if segment == "-" or old_page:
            length = place
            break
    return _repository(host, segments[:length][:20])


def _hub(segments: list[str]) -> Target | None:
    host = "huggingface.co"
    if not segments:
        return None
    first = segments[0].lower()
    kinds: dict[str, Kind] = {"datasets": "dataset", "spaces": "space"}
    kind: Kind = kinds.get(first, "model")
    path = segments[1:] if first in kinds else segments
    if first in reserved.HUB or not path or not all(map(_HUB_NAME.fullmatch, path[:2])):
        return None
    prefix = f"{host}/{first}" if first in kinds else host
    if len(path) > 1:
        key = f"{path[0]}/{path[1]}"
        return Target(kind, key, f"https://{prefix}/{key}", host, path[0], path[1])
    # One part alone is an owner, but for the first models and datasets, which have none.
    if kind == "dataset" or (kind == "model" and reserved.LEGACY_MODEL.fullmatch(path[0])):
        return Target(kind, path[0], f"https://{prefix}/{path[0]}", host, "", path[0])
    return _page(host, path[0], "", "profile")


def _zenodo(segments: list[str]) -> Target | None:
    found = re.search(r"(?:^|/)(?:records?|deposit)/([0-9]{1,12})(?:/|$)", "/".join(segments[:4]))
    found = found or re.search(r"10\.5281/zenodo\.([0-9]{1,12})", "/".join(segments[:4]))
    return _page("zenodo.org", f"records/{found[1]}", "") if found else None


def _made_from(host: str, segments: list[str]) -> Target | None:
    """Guess the repository behind a page of GitHub Pages or GitLab Pages."""
    for ending, forge in ((".github.io", "github.com"), (".gitlab.io", "gitlab.com")):
        owner = host.removesuffix(ending)
        own_page = owner in (reserved.GITHUB | reserved.GITLAB)
        if owner != host and "." not in owner and not own_page:
            name = segments[0] if segments and "." not in segments[0] else host
            return _repository(forge, (owner, name), certain=False)
    return None
