"""Repositories as GitHub's REST API gives them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
API = "https://api.github.com"

# Field → what follows the repository's address at the API.
BELOW = {
    "forks_url": "/forks",
    "keys_url": "/keys{/key_id}",
    "collaborators_url": "/collaborators{/collaborator}",
    "teams_url": "/teams",
    "hooks_url": "/hooks",
    "issue_events_url": "/issues/events{/number}",
    "events_url": "/events",
    "assignees_url": "/assignees{/user}",
    "branches_url": "/branches{/branch}",
    "tags_url": "/tags",
    "blobs_url": "/git/blobs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "trees_url": "/git/trees{/sha}",
    "statuses_url": "/statuses/{sha}",
    "languages_url": "/languages",
    "stargazers_url": "/stargazers",
    "contributors_url": "/contributors",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "commits_url": "/commits{/sha}",
    "git_commits_url": "/git/commits{/sha}",
    "comments_url": "/comments{/number}",
    "issue_comment_url": "/issues/comments{/number}",
    "contents_url": "/contents/{+path}",
    "compare_url": "/compare/{base}...{head}",
    "merges_url": "/merges",
    "archive_url": "/{archive_format}{/ref}",
    "downloads_url": "/downloads",
    "issues_url": "/issues{/number}",
    "pulls_url": "/pulls{/number}",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "labels_url": "/labels{/name}",
    "releases_url": "/releases{/id}",
    "deployments_url": "/deployments",
}
OF_OWNER = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}


def repository(
    full_name: str,
    *,
    number: int | None = None,
    stars: int = 0,
    language: str | None = "Python",
    licence: str | None = "MIT",
    archived: bool = False,
    pushed_at: str = "2026-01-01T00:00:00Z",
    **extra: Any,
) -> Json:
    """Return a repository as GitHub's `/repos/{owner}/{name}` gives it to somebody unknown.

    Args:
        full_name: `owner/name`.
        number: GitHub's own id; made of the name where it is not given.
        stars: Stars.
        language: Language.
        licence: SPDX id.
        archived: Whether it is archived.
        pushed_at: When somebody last pushed.
        extra: Further fields, or other values of those above, in GitHub's own form.
    """
    owner, _, name = full_name.partition("/")
    number = number if number is not None else sum(map(ord, full_name.lower()))
    made = {
        "id": number,
        "node_id": f"R_{number}",
        "name": name,
        "full_name": full_name,
        "private": False,
        "owner": _owner(owner),
        **_addresses(full_name),
        "description": None,
        "fork": False,
        "created_at": "2020-01-01T00:00:00Z",
        "updated_at": pushed_at,
        "pushed_at": pushed_at,
        "homepage": None,
        "size": 1,
        "stargazers_count": stars,
        "watchers_count": stars,
        "language": language,
        "has_issues": True,
        "has_projects": True,
        "has_downloads": True,
        "has_wiki": True,
        "has_pages": False,
        "has_discussions": False,
        "forks_count": 0,
        "mirror_url": None,
        "archived": archived,
        "disabled": False,
        "open_issues_count": 0,
        "license": _licence(licence) if licence else None,
        "allow_forking": True,
        "is_template": False,
        "web_commit_signoff_required": False,
        "topics": ["sample"],
        "visibility": "public",
        "forks": 0,
        "open_issues": 0,
        "watchers": stars,
        "default_branch": "main",
        "temp_clone_token": "",
        "custom_properties": {},
        "organization": _owner(owner),
        "network_count": 0,
        "subscribers_count": 0,
    }
    return {**made, **extra}


def _addresses(full_name: str) -> Json:
    page, api = f"https://github.com/{full_name}", f"{API}/repos/{full_name}"
    return {
        "html_url": page,
        "url": api,
        **{field: api + below for field, below in BELOW.items()},
        "git_url": f"git://github.com/{full_name}.git",
        "ssh_url": f"git@github.com:{full_name}.git",
        "clone_url": f"{page}.git",
        "svn_url": page,
    }


def _owner(login: str) -> Json:
    api = f"{API}/users/{login}"
    return {
        "login": login,
        "id": sum(map(ord, login)),
        "node_id": f"O_{login}",
        "avatar_url": f"https://avatars.githubusercontent.com/{login}",
        "gravatar_id": "",
        "url": api,
        "html_url": f"https://github.com/{login}",
        **{field: api + below for field, below in OF_OWNER.items()},
        "type": "Organization",
        "user_view_type": "public",
        "site_admin": False,
    }


def _licence(spdx: str) -> Json:
    key = spdx.lower()
    return {
        "key": key,
        "name": f"{spdx} License",
        "spdx_id": spdx,
        "url": f"{API}/licenses/{key}",
        "node_id": f"L_{key}",
    }
