"""True answers of the services, where they lie beside the checkout, by what they are answers of.

They are other people's, kept in public repositories; none of their contents is part of this
project. `CITELOOM_RECORDINGS` names another folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "recordings"


def find_recordings() -> Path | None:
    """Return the folder of the recordings, if it is there."""
    folder = Path(os.environ.get("CITELOOM_RECORDINGS") or BESIDE)
    return folder if folder.is_dir() else None


def read_recordings(folder: Path) -> dict[str, list[Any]]:
    """Read the recordings that are answers to questions of Citeloom's, or hold the same records.

    Returns:
        Kind, such as `OpenAlex work`, → the bodies, or the records out of them.
    """
    found: dict[str, list[Any]] = {}
    for service, read in (("openalex", _read_openalex), ("hub", _read_hub), ("s2", _read_s2),
                          ("github", _read_github)):  # fmt: skip
        for path in sorted((folder / service).glob("*.json")):
            for kind, value in read(path.name, json.loads(path.read_text(encoding="utf-8"))):
                found.setdefault(kind, []).append(value)
    return found


def sort_paper(paper: Json) -> Iterator[tuple[str, Any]]:
    """Sort a paper of Semantic Scholar and those that it cites and is cited by."""
    lists = {name: paper[name] for name in ("references", "citations") if name in paper}
    yield "Semantic Scholar paper", {**paper, **{name: each and [] for name, each in lists.items()}}
    for each in lists.get("references") or ():
        yield "Semantic Scholar reference", each
    for each in lists.get("citations") or ():
        yield "Semantic Scholar paper", each


def _read_openalex(name: str, said: Any) -> Iterator[tuple[str, Any]]:
    if not name.startswith("answer_"):
        yield "OpenAlex work", said
    elif said["status"] >= 400:
        yield "OpenAlex refusal", said["body"]
    elif "meta" in said["body"]:
        # The works of an answer were left out of its recording: they are files of their own.
        yield "OpenAlex list", {key: said["body"][key] for key in ("meta", "group_by")}


def _read_hub(name: str, said: Any) -> Iterator[tuple[str, Any]]:
    kinds = {"daily": "Hub list", "models": "Hub model", "spaces": "Hub Space"}
    kind = kinds[name.partition("_")[0]]
    for each in said:
        yield kind, each
        if kind == "Hub list":
            yield "Hub paper", each["paper"]


def _read_s2(name: str, said: Any) -> Iterator[tuple[str, Any]]:
    del name
    body = said if "paperId" in said else said["body"]
    if said.get("status", 200) >= 400:
        yield "Semantic Scholar refusal", body
        return
    # One paper, papers in the order of a batch, the best match of a search, or a reference list.
    found = body if isinstance(body, list) else body.get("data", [body])
    for paper in filter(None, found):
        if "citedPaper" in paper:
            yield "Semantic Scholar reference", paper["citedPaper"]
        else:
            yield from sort_paper(paper)


def _read_github(name: str, said: Any) -> Iterator[tuple[str, Any]]:
    del name
    for exchange in said if isinstance(said, list) else []:
        body = exchange["body"] if isinstance(exchange["body"], dict) else exchange["response"]
        if "full_name" in body:
            yield "GitHub repository", body
        elif "message" in body:
            yield "GitHub refusal", body
