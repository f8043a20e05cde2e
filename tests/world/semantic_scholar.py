"""Semantic Scholar's batch look-up, as far as it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.world.wire import Answer, Asked

if TYPE_CHECKING:
    from tests.world.server import World
    from tests.world.universe import Json

BATCH = 500
PREFIXES = {
    "ArXiv": "ARXIV", "DOI": "DOI", "PubMed": "PMID", "PubMedCentral": "PMCID", "ACL": "ACL",
    "CorpusId": "CorpusId",
}  # fmt: skip
PAPER = {
    "paperId", "externalIds", "corpusId", "publicationVenue", "url", "title", "abstract", "venue",
    "year", "referenceCount", "citationCount", "influentialCitationCount", "isOpenAccess",
    "openAccessPdf", "fieldsOfStudy", "s2FieldsOfStudy", "publicationTypes", "publicationDate",
    "journal", "citationStyles", "authors",
}  # fmt: skip
FIELDS = PAPER | {f"references.{name}" for name in PAPER}


def answer(world: World, asked: Asked) -> Answer:
    """Answer `POST /graph/v1/paper/batch?fields=…` with one object or null for each id."""
    if asked.method != "POST" or asked.path != "/graph/v1/paper/batch":
        return Answer(404, {"message": "Not Found"})
    body = asked.json()
    ids = body.get("ids") if isinstance(body, dict) else None
    fields = (asked.first("fields") or "paperId").split(",")
    if not isinstance(ids, list) or not ids:
        return Answer(400, {"error": "No valid paper ids given"})
    if len(ids) > BATCH:
        return Answer(400, {"error": f"Can only request up to {BATCH} ids at a time"})
    if unknown := [each for each in fields if each not in FIELDS]:
        return Answer(400, {"error": f"Unrecognized or unsupported fields: [{unknown[0]}]"})
    papers = {key: paper for paper in world.universe.s2_papers.values() for key in _keys(paper)}
    known = [papers.get(str(each).upper()) for each in ids]
    if not any(known):
        return Answer(400, {"error": "No valid paper ids given"})
    return Answer(200, [_shown(paper, fields) for paper in known])


def _keys(paper: Json) -> list[str]:
    """Return what a paper may be asked for by: its own id, and the others with their prefixes."""
    ids = paper["externalIds"] or {}
    return [str(paper["paperId"]).upper()] + [
        f"{prefix}:{ids[name]}".upper() for name, prefix in PREFIXES.items() if name in ids
    ]


def _shown(paper: Json | None, fields: list[str]) -> Any:
    if paper is None:
        return None
    own = {name: paper.get(name) for name in fields if "." not in name}
    inner = [name.partition(".")[2] for name in fields if name.startswith("references.")]
    shown: Json = {"paperId": paper["paperId"], **own}
    if inner:
        # The service gives null where a publisher does not let it show the list.
        cited = paper["references"]
        shown["references"] = cited and [
            {"paperId": each["paperId"], **{name: each.get(name) for name in inner}}
            for each in cited
        ]
    return shown
