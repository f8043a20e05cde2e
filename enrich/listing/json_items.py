"""Items of JSON, whoever wrote them.

CSL-JSON, Crossref, Zotero, Semantic Scholar, OpenAlex and the Hub all call a title a title and
differ in the rest; each part of an item is looked for under all the names that they give it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citeloom.enrich.listing.author_lists import read_name, split_authors
from citeloom.enrich.listing.dates import MONTHS
from citeloom.enrich.listing.entry_ids import (
    collect_ids,
    explain_no_id,
    label_arxiv,
    label_central,
    label_pubmed,
)
from citeloom.enrich.listing.make_entry import make_entry, split_keywords
from citeloom.graph.latex_text import read_latex
from citeloom.graph.markup import strip_lines
from citeloom.graph.person_names import PersonName, parse_name
from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citeloom.enrich.entry import Entry

ID_FIELDS = (
    "DOI",
    "doi",
    "URL",
    "url",
    "archive_location",
    "archiveID",
    "landing_page_url",
    "link",
)
DATES = (
    "issued",
    "published",
    "published-print",
    "published-online",
    "publicationDate",
    "publication_date",
    "publishedAt",
    "published_at",
    "date",
    "year",
    "publication_year",
)
AUTHORS = ("author", "authors", "authorships", "creators", "editor", "editors")
# In these stand other papers, or the files of this one.
NOT_ASKED = read_words(
    """
    title title-short titles abstract summary keyword keywords tldr reference references citations
    relation abstract_inverted_index related_works referenced_works attachments files topics
    concepts embedding ai_summary authors author authorships
    """
)
WRAPPED = ("data", "paper", "citingPaper", "citedPaper", "message")
MOST_NESTED = 3
_COMMAND = re.compile(r"\\[A-Za-z]{2,}|\\[\"'`^~=.][{A-Za-z]")


def read_item(item: Mapping[str, Any], line: int) -> tuple[Entry | None, list[str]]:
    """Read one item.

    Returns:
        The entry, or None where there is neither a title nor an id; and what could not be read.
    """
    item = unwrap(item)
    ids, wrong = _ids(item)
    authors, complete = _authors(item)
    date = next((found for field in DATES if (found := _date(item.get(field)))), None)
    title = _first_text(item, "title", "display_name", "paperTitle")
    paper = make_entry(
        line,
        title=read_latex(title) if title and _COMMAND.search(title) else title,
        abstract=_abstract(item),
        date=date,
        year=date,
        authors=authors,
        ids=ids,
        complete=complete,
        key=_first_text(item, "citation-key", "citationKey", "citekey") or _own_key(item),
        keywords=_keywords(item),
        notes=[text for field in ("note", "extra", "annote") if (text := _text(item.get(field)))],
        groups=[each for field in ("collections", "groups") for each in _texts(item.get(field))],
        files=[path for each in _list(item.get("attachments")) if (path := _field(each, "path"))],
    )
    return paper, wrong


def unwrap(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take an item out of what an interface wraps around it, such as the Hub's `paper`."""
    for _ in range(MOST_NESTED):
        inner = next((item[name] for name in WRAPPED if isinstance(item.get(name), dict)), None)
        if inner is None or not ("title" in inner or "id" in inner or "paperId" in inner):
            return item
        item = {
            **{k: v for k, v in item.items() if k in {"title", "summary", "publishedAt"}},
            **inner,
        }
    return item


def _ids(item: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    external = item.get("externalIds")
    named_ids: dict[str, Any] = external if isinstance(external, dict) else {}
    theirs = item.get("ids")
    openalex: dict[str, Any] = theirs if isinstance(theirs, dict) else {}
    own = _text(item.get("id")) or ""
    is_hub = bool({"summary", "upvotes", "discussionId", "publishedAt"} & item.keys())
    corpus = named_ids.get("CorpusId") or item.get("corpusId")
    acl = _text(named_ids.get("ACL"))
    named = [
        label_arxiv(_text(named_ids.get("ArXiv"))),
        label_arxiv(_first_text(item, "arxiv_id", "arxivId", "arxiv", "eprint")),
        label_arxiv(own) if is_hub else None,
        label_arxiv(_text(item.get("number"))),
        _text(named_ids.get("DOI")),
        *(_text(item.get(field)) for field in ID_FIELDS),
        *(_text(value) for value in openalex.values()),
        label_pubmed(_text(named_ids.get("PubMed")) or _first_text(item, "PMID", "pmid")),
        label_central(_text(named_ids.get("PubMedCentral")) or _first_text(item, "PMCID", "pmcid")),
        f"ACL:{acl}" if acl else None,
        f"CorpusId:{_text(corpus)}" if _text(corpus) else None,
        _text(item.get("paperId")),
        own,
    ]
    other = [_text(value) for field, value in item.items() if field not in {*NOT_ASKED, *ID_FIELDS}]
    places = (item.get("primary_location"), *_list(item.get("locations"))[:20])
    other += [_field(place, "landing_page_url") for place in places]
    given = _first_text(item, "DOI", "doi")
    wrong = [explain_no_id("DOI", given)] if given and not collect_ids([given]) else []
    return collect_ids(named, other), wrong


def _authors(item: Mapping[str, Any]) -> tuple[list[PersonName], bool]:
    for field in AUTHORS:
        value = item.get(field)
        if isinstance(value, str) and value.strip():
            return split_authors(value)
        people = [each for each in _list(value) if _is_author(each)]
        if people:
            names = [name for each in people if (name := _name(each))]
            literal = [n for n in names if n.literal.lower().rstrip(".") in ("others", "et al")]
            return [name for name in names if name not in literal], not literal
    return [], False


def _is_author(person: Any) -> bool:
    kind = person.get("creatorType", "author") if isinstance(person, dict) else "author"
    return kind in ("author", "editor", "presenter", "inventor")


def _name(person: Any) -> PersonName | None:
    if isinstance(person, str):
        return read_name(person)
    if not isinstance(person, dict):
        return None
    person = person.get("author") if isinstance(person.get("author"), dict) else person
    family, given = (
        _first_text(person, "family", "lastName"),
        _first_text(person, "given", "firstName"),
    )
    literal = _first_text(person, "literal", "name", "display_name", "raw_author_name", "fullname")
    if not family:
        return parse_name(strip_lines(literal or given))
    particle = " ".join(
        part for field in ("dropping-particle", "non-dropping-particle")
        if (part := _text(person.get(field)))
    )  # fmt: skip
    if not given and not particle:
        return PersonName(literal=_clean(family)) if " " in family else read_name(_clean(family))
    return PersonName(
        family=_clean(family),
        given=_clean(given or ""),
        particle=_clean(particle),
        suffix=_clean(_text(person.get("suffix")) or ""),
    )


def _clean(text: str) -> str:
    return " ".join(strip_lines(text).split())


def _date(value: Any) -> str | None:  # noqa: PLR0911 - a list of the shapes that programs write
    """Write a date, in any shape that Crossref, Zotero and pandoc use, for `read_iso_date`."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(int(value)) if 1000 <= value <= 9999 else None  # noqa: PLR2004 - a year
    if isinstance(value, str):
        return re.sub(r"[~?]$", "", value.strip().split("/..")[0]) or None
    if isinstance(value, list):
        return next((found for each in value[:2] if (found := _date(each))), None)
    if not isinstance(value, dict):
        return None
    parts = _list(value.get("date-parts"))
    if parts and (found := _joined(_list(parts[0]))):
        return found
    if found := _joined([value.get(unit) for unit in ("year", "month", "day")]):
        return found
    for field in ("raw", "literal", "date-time"):
        if text := _text(value.get(field)):
            return text[:10] if field == "date-time" else text
    return None


def _joined(parts: list[Any]) -> str | None:
    """Join year, month and day as far as they are in the calendar."""
    numbers = [_number(each) for each in parts[:3]]
    if not numbers or numbers[0] is None:
        return None
    year, month, day = [*numbers, None, None][:3]
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - months
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if day and day <= 31 else f"{year:04}-{month:02}"  # noqa: PLR2004 - days


def _number(value: Any) -> int | None:
    text = str(value).strip().lower()
    if text[:3] in MONTHS:
        return MONTHS.index(text[:3]) + 1
    digits = re.fullmatch(r"([0-9]{1,4})(?:\.0)?", text)
    return int(digits[1]) if digits else None


def _abstract(item: Mapping[str, Any]) -> str | None:
    text = _first_text(item, "abstract", "summary", "abstractNote")
    inverted = item.get("abstract_inverted_index")
    if text or not isinstance(inverted, dict):
        return text
    placed = [
        (place, word)
        for word, places in inverted.items()
        for place in _list(places)
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(placed)) or None


def _keywords(item: Mapping[str, Any]) -> Iterator[str]:
    for field in ("keyword", "keywords", "tags"):
        value = item.get(field)
        if isinstance(value, str):
            yield from split_keywords(value)
        for each in _list(value):
            text = _text(each) or _field(each, "tag") or _field(each, "display_name")
            if text:
                yield text


def _own_key(item: Mapping[str, Any]) -> str | None:
    """Return the `id` of CSL-JSON where it is a key, not an id of a service."""
    own = _text(item.get("id")) or ""
    is_csl = {"type", "issued", "author", "DOI", "container-title"} & item.keys()
    return own if is_csl and own and "://" not in own and not collect_ids([own]) else None


def _text(value: Any) -> str | None:
    """Return a text, a number as text, or the first text of a list."""
    if isinstance(value, list):
        return next((text for each in value[:3] if (text := _text(each))), None)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: Any) -> list[str]:
    return [text for each in _list(value) if (text := _text(each))] or list(
        filter(None, [_text(value)])
    )


def _first_text(item: Mapping[str, Any], *fields: str) -> str | None:
    return next((text for field in fields if (text := _text(item.get(field)))), None)


def _field(value: Any, name: str) -> str | None:
    return _text(value.get(name)) if isinstance(value, dict) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
