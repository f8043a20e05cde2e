"""Papers as the Hugging Face Hub gives them, singly and in lists, and what is linked to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

Json = dict[str, Any]
LINKED = {"models": "linkedModels", "datasets": "linkedDatasets", "spaces": "linkedSpaces"}
MADE_AT = "2024-01-01T00:00:00.000Z"
PICTURE = "/avatars/sample.svg"


def hub_paper(
    arxiv_id: str,
    title: str,
    *,
    summary: str = "",
    published: str = "2024-01-01",
    authors: tuple[str, ...] = (),
    claimed: bool = False,
    upvotes: int = 0,
    repository: str | None = None,
    added_by: str = "user",
    stars: int | None = None,
    project_page: str | None = None,
    organisation: str | None = None,
    keywords: tuple[str, ...] = (),
    media: tuple[str, ...] = (),
    models: tuple[str, ...] = (),
    datasets: tuple[str, ...] = (),
    spaces: tuple[str, ...] = (),
    **extra: Any,
) -> Json:
    """Return a paper as the Hub's `/api/papers/{id}` gives it; models and so on by id.

    Fields that the Hub leaves out where there is nothing to say are left out here too.

    Args:
        arxiv_id: arXiv id.
        title: Title.
        summary: Abstract.
        published: Day of publication.
        authors: Names.
        claimed: Whether the first author has an account and says that the paper is theirs.
        upvotes: Upvotes.
        repository: Address at GitHub.
        added_by: Who says so: `user` for whoever submitted the paper, or `auto`.
        stars: The repository's stars.
        project_page: Address.
        organisation: Its name on the Hub.
        keywords: What a model has read out of the abstract; a summary by it goes with them.
        media: Addresses of pictures and films.
        models: Ids of models.
        datasets: Ids of datasets.
        spaces: Ids of Spaces.
        extra: Further fields, or other values of those above, in the Hub's own form.
    """
    made: Json = {
        "id": arxiv_id,
        "authors": [
            _author(place, name, claimed=claimed and place == 0)
            for place, name in enumerate(authors)
        ],
        "publishedAt": f"{published}T00:00:00.000Z",
        "submittedOnDailyAt": f"{published}T00:00:00.000Z",
        "title": title,
        "submittedOnDailyBy": _account("sample-reader"),
        "summary": summary,
        "upvotes": upvotes,
        "discussionId": f"{1:024x}",
        "linkedModels": [{"id": each, "likes": 1, "downloads": 10} for each in models],
        "numTotalModels": len(models),
        "linkedDatasets": [{"id": each, "likes": 1, "downloads": 10} for each in datasets],
        "numTotalDatasets": len(datasets),
        "linkedSpaces": [{"id": each, "likes": 1} for each in spaces],
        "numTotalSpaces": len(spaces),
    }
    told = {
        "githubRepo": repository,
        "githubRepoAddedBy": added_by if repository else None,
        "githubStars": stars,
        "projectPage": project_page,
        "organization": _organisation(organisation) if organisation else None,
        "mediaUrls": list(media) or None,
        "ai_keywords": list(keywords) or None,
        "ai_summary": f"A made-up summary of {title}" if keywords else None,
        "ai_summary_model": "sample-lab/summaries" if keywords else None,
    }
    made |= {key: value for key, value in told.items() if value is not None}
    return {**made, **extra}


def list_entry(paper: Json) -> Json:
    """Wrap a paper as lists do, without what is linked to it."""
    left_out = {*LINKED.values(), "numTotalModels", "numTotalDatasets", "numTotalSpaces"}
    inner = {key: value for key, value in paper.items() if key not in left_out}
    repeated: Json = {key: paper[key] for key in ("mediaUrls", "organization") if key in paper}
    return {
        "paper": inner,
        "publishedAt": _evening_before(paper["publishedAt"]),
        "title": paper["title"],
        "summary": paper["summary"],
        **repeated,
        "thumbnail": f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper['id']}.png",
        "numComments": 1,
        "submittedBy": {
            **{key: value for key, value in _account("sample-reader").items() if key != "user"},
            "isHf": False,
            "isHfAdmin": False,
            "isMod": False,
            "followerCount": 1,
            "isUserFollowing": False,
        },
        "isAuthorParticipating": False,
    }


def linked_item(kind: str, item: Json, place: int, tag: str) -> Json:
    """Return a model, dataset or Space as its list gives it, with the tag that led to it."""
    made: Json = {
        "_id": f"{place:024x}",
        "tags": [tag],
        "trendingScore": 0,
        "createdAt": MADE_AT,
    }
    if kind == "models":
        made |= {"pipeline_tag": "text-generation", "library_name": "transformers"}
    if kind == "spaces":
        made |= {"sdk": "gradio", "private": False}
    else:
        made["author"] = item["id"].partition("/")[0]
    return {**made, **item}


def _evening_before(moment: str) -> str:
    """Return the date that lists give beside the paper's own: midnight, four hours too early."""
    day = datetime.fromisoformat(moment) - timedelta(hours=4)
    return day.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _author(place: int, name: str, *, claimed: bool) -> Json:
    made: Json = {"_id": f"{place:024x}", "name": name, "hidden": False}
    if claimed:
        user = _account("sample-author")
        made |= {"user": user, "status": "claimed_verified", "statusLastChangedAt": MADE_AT}
    return made


def _account(name: str) -> Json:
    return {
        "_id": f"{len(name):024x}",
        "avatarUrl": PICTURE,
        "isPro": False,
        "fullname": name.replace("-", " ").title(),
        "user": name,
        "type": "user",
        "name": name,
    }


def _organisation(name: str) -> Json:
    return {"_id": f"{len(name):024x}", "name": name, "fullname": name, "avatar": PICTURE}
