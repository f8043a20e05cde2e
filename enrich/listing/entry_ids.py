"""Which ids an entry gives, and how far each field of it is believed.

Three kinds of fields, in every format:

* *named* fields are made for ids and addresses (`doi`, `url`, `eprint`, RIS `UR`): whatever id
  stands in them names the paper;
* *other* fields (journal, volume, number, note, …): an arXiv id with its prefix names the paper,
  because Google Scholar, DBLP, Zotero and ADS write it there; so does a line of a note that says
  `DOI: …`, `PMID: …` or `arXiv: …`, as Zotero's Extra does;
* title, abstract, keywords, files and lists of references name other papers, and are not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.graph.find_identifiers import find_first_identifiers, find_identifiers, identify
from citeloom.graph.identifiers import read_arxiv_id, read_pmcid, read_pmid, read_short_doi

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_FIELD = 5_000  # characters of a field in which ids are looked for
_LABELLED = re.compile(
    r"(?:^|[;\n])[ \t]*(?:DOI|PMID|PMCID|arXiv|CorpusID|OpenAlex)[ \t]*:[ \t]*"
    r"(?P<value>[^\n;]{3,200})",
    re.IGNORECASE,
)


def collect_ids(
    named: Iterable[str | None] = (), other: Iterable[str | None] = ()
) -> dict[str, str]:
    """Return the ids that the fields of one entry give, by the name of their field in Entry.

    Args:
        named: Values of fields for ids and addresses, the most trusted first.
        other: Values of further fields.
    """
    ids: dict[str, str] = {}
    for text in filter(None, named):
        whole = identify(text)
        if "acl_id" in whole and "acl" not in text.lower():
            whole = {}  # "E12-3456" is a number of many things
        for field, name in (whole or find_first_identifiers(text[:LONGEST_FIELD])).items():
            ids.setdefault(field, name)
    for text in filter(None, other):
        for field, name in _mentioned(text[:LONGEST_FIELD]).items():
            ids.setdefault(field, name)
    return ids


def label_arxiv(value: str | None, archive: str | None = None) -> str | None:
    """Write the value of a field for arXiv ids with its prefix; `archive` is for old ids."""
    text = (value or "").strip()
    bare = re.sub(r"^arxiv[: .]{1,2}", "", text, flags=re.IGNORECASE)
    for guess in (bare, f"{(archive or '').split('.')[0]}/{bare}"):
        if name := read_arxiv_id(guess):
            return f"arXiv:{name}"
    return None


def label_pubmed(value: str | None) -> str | None:
    """Write the value of a field for PubMed ids with its prefix."""
    text = re.sub(r"\.0$", "", (value or "").strip())  # a spreadsheet made a number of it
    found = read_pmid(text) or read_pmid(f"PMID:{text}")
    return f"PMID:{found}" if found else None


def label_central(value: str | None) -> str | None:
    """Write the value of a field for PubMed Central ids with its prefix."""
    text = (value or "").strip()
    return read_pmcid(text) or (read_pmcid(f"PMC{text}") if text.isdecimal() else None)


def explain_no_id(field: str, value: str) -> str:
    """Say why the value of a field for ids is not one."""
    if read_short_doi(value):
        return f"{field}: {value[:80]} is a short DOI, which no service takes; the rest was read"
    return f"{field}: {value[:80]} is no id; the rest was read"


def _mentioned(text: str) -> dict[str, str]:
    ids: dict[str, str] = {}
    for labelled in _LABELLED.finditer(text):
        value = labelled["value"].strip()
        word = labelled[0].strip("; \n\t")
        found = identify(word.replace(" ", "", 1)) or identify(value.split()[0]) or identify(word)
        for field, name in (found or find_first_identifiers(word)).items():
            ids.setdefault(field, name)
    preprints = {each.ids["arxiv_id"] for each in find_identifiers(text) if "arxiv_id" in each.ids}
    if len(preprints) == 1:  # of several, which one this paper is cannot be told
        ids.setdefault("arxiv_id", preprints.pop())
    return ids
