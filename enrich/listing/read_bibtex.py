"""BibTeX and BibLaTeX: from the fields of an entry to a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.enrich.listing.author_lists import read_name, split_authors
from citeloom.enrich.listing.bibtex_entries import BibAside, BibEntry, scan_bibtex
from citeloom.enrich.listing.entry_ids import (
    collect_ids,
    explain_no_id,
    label_arxiv,
    label_central,
    label_pubmed,
)
from citeloom.enrich.listing.make_entry import make_entry, split_keywords
from citeloom.enrich.listing.piece import Piece, list_lines_aside, make_problem
from citeloom.graph.find_identifiers import identify
from citeloom.graph.latex_text import read_latex
from citeloom.graph.markup import strip_lines
from citeloom.graph.person_names import PersonName
from citeloom.graph.plain_text import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORM = "bibtex"
CONTAINERS = {"proceedings", "mvproceedings", "collection", "mvcollection"}
INHERITED = ("year", "date", "month")
ID_FIELDS = (
    "doi",
    "url",
    "openalex",
    "ee",
    "link",
    "howpublished",
    "preprint",
    "bdsk-url-1",
    "pdf",
)
# Fields that name other papers, or the files of this one.
NOT_ASKED = read_words(
    """
    title booktitle shorttitle maintitle abstract keywords keyword file files local-url localfile
    author editor references cited-references crossref xref related annotation abstractnote
    """
)
NOTES = ("note", "annote", "annotation", "comment", "addendum", "review")
FILES = ("file", "files", "local-url", "localfile", "bdsk-file-1")
GROUPS = ("groups", "group", "mendeley-groups", "collections")
_ENTRY_LINE = re.compile(r"^[^\n@%]{0,3}@[ \t]{0,9}[A-Za-z_]{3,30}\s{0,9}[{(]", re.MULTILINE)
_FIELD = re.compile(r"\btitle\s{0,9}=")


def is_bibtex(text: str) -> bool:
    """Whether some line begins an entry such as `@article{`."""
    return bool(_ENTRY_LINE.search(text))


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:  # noqa: ARG001 - as all readers
    """Read the entries; what cannot be read of them becomes a problem with its line."""
    blocks = list(scan_bibtex(text))
    entries = [block for block in blocks if isinstance(block, BibEntry)]
    by_key: dict[str, Mapping[str, str]] = {}
    for found in entries:
        by_key.setdefault((found.key or "").lower(), found.fields)
    parents = {e.fields["crossref"].lower() for e in entries if "crossref" in e.fields}
    line, place = 1, 0
    for block in blocks:
        line += text.count("\n", place, block.start)
        place = block.start
        words = text[block.start : block.end]
        if isinstance(block, BibAside):
            yield from _aside(block, words, line)
        else:
            last = line + words.rstrip().count("\n")
            yield _read(block, line, last, words, by_key, parents)


def _aside(block: BibAside, words: str, line: int) -> Iterator[Piece]:
    last = line + words.count("\n")
    if block.is_known:
        yield Piece(line, last)
        return
    for number, one in enumerate(words.split("\n"), line):
        bare = one.strip()
        if bare.startswith("%"):
            # A comment is no paper; but an id or a link in it is not passed over in silence.
            told = next(list_lines_aside(bare.lstrip("% "), number, "stands in a comment"), None)
            yield Piece(number, number, None, told.problem if told else None)
        elif _FIELD.search(one):
            reason = "not read as BibTeX: an entry must begin with @ and its type"
            yield Piece(number, number, None, make_problem(number, one, reason))
        elif bare.strip("{}(),;"):
            yield from list_lines_aside(one, number, "stands outside of the BibTeX entries")
        elif bare:
            yield Piece(number, number)


def _read(  # noqa: PLR0913, PLR0917 - an entry, where it stands, and what it may refer to
    found: BibEntry,
    first: int,
    last: int,
    raw: str,
    by_key: Mapping[str, Mapping[str, str]],
    parents: set[str],
) -> Piece:
    if found.kind in CONTAINERS and (found.key or "").lower() in parents:
        return Piece(first, last)  # the volume that papers of this file appeared in
    fields = dict(found.fields)
    parent = by_key.get(fields.get("crossref", "").lower(), {})
    for name in INHERITED:
        if name in parent:
            fields.setdefault(name, parent[name])
    authors, complete = split_bibtex_authors(fields.get("author") or fields.get("editor") or "")
    ids, wrong = _ids(fields, found)
    every = [*fields.items(), *found.repeated]
    paper = make_entry(
        first,
        title=read_latex(fields.get("title", "")),
        abstract="\n\n".join(read_latex(p) for p in fields.get("abstract", "").split("\n\n")),
        date=fields.get("date") or _dated(fields),
        year=_bare(fields.get("year")) or fields.get("date"),
        authors=authors,
        ids=ids,
        arxiv_class=fields.get("primaryclass") or fields.get("eprintclass"),
        complete=complete,
        key=found.key,
        keywords=[
            read_latex(word)
            for name, value in every
            if name in ("keywords", "keyword", "mendeley-tags", "author_keywords")
            for word in split_keywords(value)
        ],
        notes=[_note(value) for name, value in every if name in NOTES],
        groups=[word for name, value in every if name in GROUPS for word in split_keywords(value)],
        files=[value for name, value in every if name in FILES],
    )
    faults = found.faults
    if paper is None:
        why = faults[0] if faults else "an entry without title and ids"
        reason = f"not read as BibTeX: {why}" if faults else why
        return Piece(first, last, None, make_problem(first, raw, reason))
    if faults or wrong:
        said = "; ".join([*dict.fromkeys(faults[:3]), *wrong])
        reason = said if wrong else f"{said}; the rest was read"
        return Piece(first, last, paper, make_problem(first, raw, reason))
    return Piece(first, last, paper)


def _ids(fields: Mapping[str, str], found: BibEntry) -> tuple[dict[str, str], list[str]]:
    """Return the ids of an entry, and what stands in fields for ids without being one."""
    plain = {name: _address(value) for name, value in fields.items() if name not in NOT_ASKED}
    eprint = plain.get("eprint", "")
    archive = (plain.get("archiveprefix") or plain.get("eprinttype") or "arxiv").lower()
    named = [plain.get("doi"), plain.get("arxivid"), plain.get("arxiv")]
    named[1:] = [label_arxiv(each) or each for each in named[1:]]
    if archive.startswith("arxiv"):
        named.append(label_arxiv(eprint, plain.get("primaryclass") or plain.get("eprintclass")))
    elif archive in ("pubmed", "pmid"):
        named.append(label_pubmed(eprint))
    named += [
        label_pubmed(plain.get("pmid")),
        label_central(plain.get("pmcid") or plain.get("pmc")),
    ]
    named += [plain.get(name) for name in (*ID_FIELDS, "eprint")]
    done = {"doi", "arxivid", "arxiv", "eprint", "pmid", "pmcid", "pmc", *ID_FIELDS}
    other = [value for name, value in plain.items() if name not in done]
    other += [_address(value) for name, value in found.repeated if name not in NOT_ASKED]
    if plain.get("journal", "").lower() in ("corr", "arxiv", "arxiv preprint", "arxiv e-prints"):
        number = re.sub(r"^abs/", "", plain.get("volume") or plain.get("number") or "")
        other.insert(0, label_arxiv(number, plain.get("primaryclass")) or "")
    elif (plain.get("publisher") or "").lower() == "arxiv":
        other.insert(0, label_arxiv(plain.get("number")) or "")
    wrong = [
        explain_no_id(name, plain[name])
        for name in ("doi", "pmid", "arxivid", "arxiv")
        if plain.get(name) and not any((identify(plain[name]), label_arxiv(plain[name]),
            name == "pmid" and label_pubmed(plain[name]), collect_ids([plain[name]])))
    ]  # fmt: skip
    return collect_ids(named, other), wrong


def split_bibtex_authors(value: str) -> tuple[list[PersonName], bool]:
    """Split a list of authors as BibTeX writes it; `and others` makes it incomplete.

    Lists in braces of their own, and lists with commas or semicolons where `and` should stand, are
    taken for what their writers meant.
    """
    value = " ".join(strip_lines(value).split())
    if value.startswith("{") and value.endswith("}") and _people(value[1:-1]) != [value[1:-1]]:
        inner = _people(value[1:-1])
        if _closes_at_end(value) and all("," in one for one in inner):
            value = value[1:-1]
    names = _people(value)
    complete = True
    if names and re.fullmatch(r"\{?(?:others|et\.? ?al\.?)\}?", names[-1], re.IGNORECASE):
        names, complete = names[:-1], False
    if not names:
        return [], False
    if len(names) == 1 and _is_list(names[0]):
        people, whole = split_authors(read_latex(names[0]))
        return people, complete and whole
    return [name for one in names if (name := _name(one))], complete


def _people(value: str) -> list[str]:
    r"""Split at each `and` outside of braces."""
    names: list[str] = []
    depth = 0
    for part in re.split(r"(?:^|\s)(?:and|AND|And)(?=\s|$)", value):
        if depth > 0 and names:
            names[-1] += f" and{part}"
        else:
            names.append(part.strip())
        depth += part.count("{") - part.count("}")
    return [name.strip() for name in names if name.strip()]


def _is_list(name: str) -> bool:
    """Whether one name is a list of names: semicolons, or more commas than a name has."""
    if name.startswith("{") and _closes_at_end(name):
        return False
    bare = re.sub(r"\{[^{}]*\}", "x", name)
    if ";" in bare:
        return True
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) == 2:  # noqa: PLR2004 - family and given, unless both begin with initials
        return all(re.match(r"[A-Z]\.[ -]?[A-Z\\]", part) for part in parts)
    return len(parts) > 2 and len(split_authors(bare)[0]) > 1  # noqa: PLR2004 - with a suffix, three


def _name(name: str) -> PersonName | None:
    if name.startswith("{") and _closes_at_end(name):
        literal = read_latex(name)
        person = read_name(literal) if literal.count(",") == 1 else None
        return person if person and not person.literal else PersonName(literal=literal)
    words = re.findall(r"(?:[^\s{}]|\{(?:[^{}]|\{[^{}]*\})*\})+", name)
    if "," not in name and len(words) > 1 and re.fullmatch(r"\{[^{}\\]* [^{}]*\}", words[-1]):
        # A family name of several words in braces: "Jean {de la Fontaine}".
        return read_name(f"{read_latex(words[-1])}, {read_latex(' '.join(words[:-1]))}")
    return read_name(read_latex(name))


def _closes_at_end(text: str) -> bool:
    """Whether the brace that a text begins with closes at its end."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(text) - 1
    return False


def _dated(fields: Mapping[str, str]) -> str | None:
    year, month = _bare(fields.get("year")), _bare(fields.get("month"))
    if not year or not month:
        return None
    if month.isascii() and month.isdecimal():
        return f"{year}-{month.zfill(2)}"
    word = re.match(r"[A-Za-z]{3,9}", month)
    return f"{word[0]} {year}" if word else None


def _bare(value: str | None) -> str:
    return re.sub(r"[{}]", "", value or "").strip()


def _address(value: str) -> str:
    """Take LaTeX from an address or an id: `\\url{…}`, braces, `\\_`."""  # noqa: D301 - doubled
    bare = re.sub(r"\\(?:url|href|doi|path|nolinkurl)\b|[{}]", " ", value)
    return re.sub(r"\\([_%&#~$])", r"\1", bare).replace("$", "").strip()


def _note(value: str) -> str:
    return "\n".join(read_latex(line) for line in value.split("\n"))


def find_entry_lines(text: str) -> list[tuple[int, int]]:
    """Return the first and last line of each entry that has lines of its own in a text."""
    found: list[tuple[int, int]] = []
    line, place = 1, 0
    for block in scan_bibtex(text):
        line += text.count("\n", place, block.start)
        place = block.start
        begins_line = not text[text.rfind("\n", 0, block.start) + 1 : block.start].strip(" \t>`*-")
        if isinstance(block, BibEntry) and begins_line and (block.fields or block.key):
            last = line + text[block.start : block.end].rstrip().count("\n")
            if not found or line > found[-1][1]:
                found.append((line, last))
    return found
