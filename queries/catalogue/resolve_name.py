"""Find the paper or the author whom a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from citeloom.graph.errors import PaperNotFound, QueryError
from citeloom.graph.identifiers import read_arxiv_id, read_doi, read_openalex_id, read_orcid
from citeloom.graph.plain_text import fold_hyphens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store

SUGGESTIONS = 5
NEAR = 55.0  # similarity in per cent from which a title is worth suggesting

# One statement per property, so that each uses its index.
PAPER_BY = {
    "id": "MATCH (p:Paper {id: $key}) RETURN p.id AS id ORDER BY id LIMIT 2",
    "openalex_id": "MATCH (p:Paper {openalex_id: $key}) RETURN p.id AS id ORDER BY id LIMIT 2",
    "arxiv_id": "MATCH (p:Paper {arxiv_id: $key}) RETURN p.id AS id ORDER BY id LIMIT 2",
    "doi": "MATCH (p:Paper {doi: $key}) RETURN p.id AS id ORDER BY id LIMIT 2",
    "s2_id": "MATCH (p:Paper {s2_id: $key}) RETURN p.id AS id ORDER BY id LIMIT 2",
}
PAPER_BY_ALIAS = (
    "MATCH (p:Paper) WHERE any(key IN $keys WHERE key IN p.aliases) "
    "RETURN p.id AS id ORDER BY id LIMIT 2"
)
PAPER_BY_KEY = "MATCH (p:Paper {citation_key: $key}) RETURN p.id AS id ORDER BY id LIMIT 2"
PAPER_BY_TITLE = (
    "MATCH (p:Paper) WHERE p.title IS NOT NULL AND toLower(p.title) CONTAINS toLower($text) "
    "RETURN p.id AS id, p.title AS title, p.year AS year "
    "ORDER BY CASE WHEN p.listed THEN 0 ELSE 1 END, size(title), id LIMIT 20"
)
ALL_TITLES = (
    "MATCH (p:Paper) WHERE p.title IS NOT NULL "
    "RETURN p.id AS id, p.title AS title, p.year AS year ORDER BY id"
)
AUTHOR_BY_ID = "MATCH (a:Author {id: $key}) RETURN a.id AS id"
AUTHOR_BY_ORCID = "MATCH (a:Author) WHERE a.orcid = $key RETURN a.id AS id ORDER BY id LIMIT 2"
AUTHOR_BY_NAME = (
    "MATCH (a:Author) WHERE a.name IS NOT NULL AND toLower(a.name) CONTAINS toLower($text) "
    "RETURN a.id AS id, a.name AS title, COUNT { (a)-[:AUTHORED]->(:Paper) } AS papers "
    "ORDER BY papers DESC, id LIMIT 20"
)
ALL_NAMES = (
    "MATCH (a:Author) WHERE a.name IS NOT NULL RETURN a.id AS id, a.name AS title ORDER BY id"
)


def resolve_paper(store: Store, text: str) -> str:
    """Return the id of the paper that a user means.

    Tried in this order: the id in the graph; OpenAlex id, arXiv id, DOI, Semantic Scholar id;
    the ids of records that were merged into one; the key that a listing gives it, as BibTeX does;
    the title, whole or in part.

    Args:
        store: The graph.
        text: An id in any form that people write, or part of a title.

    Raises:
        PaperNotFound: No paper fits; suggests the titles that come nearest.
        QueryError: Several papers fit; lists them with their ids.
    """
    keys = {
        "id": text,
        "openalex_id": read_openalex_id(text),
        "arxiv_id": read_arxiv_id(text),
        "doi": read_doi(text),
        "s2_id": text.removeprefix("s2:"),
    }
    for name, key in keys.items():
        if key and (found := store.read(PAPER_BY[name], {"key": key}).rows):
            return str(found[0][0])
    written = [key for key in keys.values() if key]
    written += [f"{name[:-3]}:{keys[name]}" for name in ("arxiv_id",) if keys[name]]
    written += [f"doi:{keys['doi']}"] if keys["doi"] else []
    if found := store.read(PAPER_BY_ALIAS, {"keys": sorted(set(written))}).rows:
        return str(found[0][0])
    if keys["openalex_id"] or keys["arxiv_id"] or keys["doi"]:
        raise PaperNotFound(
            f"No paper in the graph has the id `{text}`",
            todo="`citeloom query search -p text=…` looks for words of the title",
        )
    own = store.read(PAPER_BY_KEY, {"key": text}).rows
    if len(own) == 1:
        return str(own[0][0])
    text = fold_hyphens(text)
    fitting = store.read(PAPER_BY_TITLE, {"text": text}).dicts()
    if only := _choose_only(fitting, text):
        return only
    if fitting:
        raise QueryError(
            f"`{text}` is part of several titles: {_list(fitting)}", todo="Give more, or the id"
        )
    near = _find_near(store.read(ALL_TITLES).dicts(), text)
    raise PaperNotFound(
        f"No paper in the graph is called `{text}`",
        todo=f"Titles that come near: {_list(near)}"
        if near
        else "`citeloom query listing` lists the papers",
    )


def resolve_author(store: Store, text: str) -> str:
    """Return the id of the author whom a user means: by id, ORCID, or the name, whole or in part.

    Raises:
        QueryError: Nobody fits, or several do; names those that come near, with their ids.
    """
    text = fold_hyphens(text)
    if found := store.read(AUTHOR_BY_ID, {"key": text}).rows:
        return str(found[0][0])
    if (key := read_orcid(text)) and (found := store.read(AUTHOR_BY_ORCID, {"key": key}).rows):
        return str(found[0][0])
    fitting = store.read(AUTHOR_BY_NAME, {"text": text}).dicts()
    if only := _choose_only(fitting, text):
        return only
    if fitting:
        raise QueryError(
            f"`{text}` is part of several authors' names: {_list(fitting)}",
            todo="Give more of the name, or the id",
        )
    near = _find_near(store.read(ALL_NAMES).dicts(), text)
    raise QueryError(
        f"No author in the graph is called `{text}`",
        todo=f"Names that come near: {_list(near)}"
        if near
        else "`citeloom query authors` lists the authors of the listing",
    )


def _choose_only(fitting: Sequence[dict[str, Any]], text: str) -> str | None:
    equal = [entry for entry in fitting if entry["title"].lower() == text.lower()]
    for entries in (fitting, equal):
        if len(entries) == 1:
            return str(entries[0]["id"])
    return None


def _find_near(entries: Sequence[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    found = process.extract(
        text, [entry["title"] for entry in entries], scorer=fuzz.WRatio,
        processor=default_process, limit=SUGGESTIONS, score_cutoff=NEAR,
    )  # fmt: skip
    return [entries[place] for _, _, place in found]


def _list(entries: Sequence[dict[str, Any]]) -> str:
    shown = [
        f"{entry['title'][:80]}{f', {year}' if (year := entry.get('year')) else ''} ({entry['id']})"
        for entry in entries[:SUGGESTIONS]
    ]
    more = f"; and {len(entries) - SUGGESTIONS} more" if len(entries) > SUGGESTIONS else ""
    return "; ".join(shown) + more
