r"""The bibliography that BibTeX or biber wrote for LaTeX (`.bbl`): `\bibitem` or `\entry`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.enrich.listing.author_lists import parse_names, split_authors
from citeloom.enrich.listing.entry_ids import collect_ids, label_arxiv
from citeloom.enrich.listing.make_entry import make_entry
from citeloom.enrich.listing.piece import Piece, list_lines_aside, make_problem
from citeloom.graph.find_identifiers import find_first_identifiers
from citeloom.graph.latex_text import read_latex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.enrich.entry import Entry

FORM = "bbl"
LONGEST_ITEM = 100_000  # characters
_BEGIN = re.compile(
    r"\\(?:(?P<item>bibitem)\s{0,9}"
    r"(?:\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,2000})\])?"
    r"|(?P<entry>entry))\s{0,9}\{(?P<key>[^{}\n]{1,300})\}",
    re.MULTILINE,
)
# What stands around and between the entries is LaTeX's own.
_AROUND = re.compile(r"\s*(?:\\|%|[{}\[\]$&]|\d+\}|[a-z@]+\}$).*")
_QUOTED = re.compile(r"(?:``|\u201c)(?P<title>.{3,600}?)[,.]?(?:''|\u201d)", re.DOTALL)
_INFO = re.compile(
    r"\\bibinfo\s{0,9}\{(?P<name>[a-z]{2,20})\}\s{0,9}\{(?P<value>(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_SHOWN = re.compile(
    r"\\show(?:article)?title\s{0,9}\{(?P<value>(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_FIELD = re.compile(
    r"\\(?:field|strng)\{(?P<name>[a-z]{2,30})\}\{(?P<value>(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_VERB = re.compile(r"\\verb\{(?P<name>[a-z]{2,30})\}\s{0,9}\\verb (?P<value>[^\n]{1,2000})")
_FAMILY = re.compile(
    r"\bfamily=\{(?P<family>(?:[^{}]|\{[^{}]*\})*)\}(?P<rest>(?:(?!\bfamily=)[^\n]|\n(?!\s*\\)){0,1000})"
)
_GIVEN = re.compile(r"\bgiven=\{(?P<given>(?:[^{}]|\{[^{}]*\})*)\}")
_NAMES = re.compile(r"\\name\{(?:author|editor)\}.*?\n\s*\}%?\s*\n(?=\s*\\)", re.DOTALL)
_END = re.compile(r"^[ \t]*\\(?:end\{|enddatalist|endentry)", re.MULTILINE)
_YEAR = re.compile(r"(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?![0-9])")


def is_bbl(text: str) -> bool:
    """Whether some line begins an item of a bibliography."""
    return bool(_BEGIN.search(text))


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:  # noqa: ARG001 - as all readers
    """Read the items, each up to where the next begins or the bibliography ends."""
    begins = list(_BEGIN.finditer(text))
    yield from _around(text[: begins[0].start()] if begins else text, 1)
    line, place = 1, 0
    for number, found in enumerate(begins):
        line += text.count("\n", place, found.start())
        place = found.start()
        end = begins[number + 1].start() if number + 1 < len(begins) else len(text)
        closing = _END.search(text, place, end)
        stop = closing.start() if closing else end
        words = text[found.end() : stop]
        last = line + text[place:stop].rstrip().count("\n")
        paper = _entry(found, words[:LONGEST_ITEM], line)
        if paper is None:
            yield Piece(
                line, last, None, make_problem(line, words, "an item without title and ids")
            )
        else:
            yield Piece(line, last, paper)
        after = line + text[place:stop].count("\n")
        yield from _around(text[stop:end], after)


def _around(text: str, first: int) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n"), first):
        if _AROUND.fullmatch(line):
            yield Piece(number, number)
        else:
            yield from list_lines_aside(line, number, "stands outside of the bibliography's items")


def _entry(found: re.Match[str], words: str, line: int) -> Entry | None:
    if found["entry"]:
        return _of_biblatex(found["key"], words, line)
    infos = {each["name"]: each["value"] for each in _INFO.finditer(words)}
    persons = [each["value"] for each in _INFO.finditer(words) if each["name"] == "person"]
    blocks = [block for block in re.split(r"\\newblock\b", words) if block.strip()]
    shown, quoted = _SHOWN.search(words), _QUOTED.search(words)
    title = (
        infos.get("title")
        or (shown["value"] if shown else None)
        or (quoted["title"] if quoted else None)
    )
    if title is None and len(blocks) > 1:
        title = blocks[1]
    authors, complete = parse_names(map(read_latex, persons)), True
    if not authors and blocks:
        first = blocks[0][: quoted.start()] if quoted and len(blocks) == 1 else blocks[0]
        authors, complete = split_authors(read_latex(first).rstrip(" .,"))
    years = _YEAR.findall(infos.get("year", "")) or _YEAR.findall(found["label"] or "")
    plain = read_latex(re.sub(r"\\(?:url|href|doi|path)\b|[{}]", " ", words))
    years = years or _YEAR.findall(re.sub(r"\S*[/:]\S*", "", plain))[-1:]
    return make_entry(
        line,
        title=read_latex(title).rstrip(" .,") if title else None,
        year=years[0] if years else None,
        authors=authors if title else (),
        complete=complete,
        ids=find_first_identifiers(plain) or find_first_identifiers(words),
        key=found["key"],
    )


def _of_biblatex(key: str, words: str, line: int) -> Entry | None:
    fields = {each["name"]: read_latex(each["value"]) for each in _FIELD.finditer(words)}
    verbs = {each["name"]: each["value"].strip() for each in _VERB.finditer(words)}
    people = _NAMES.search(words)
    names = [
        f"{each['family']}, {given['given']}"
        if (given := _GIVEN.search(each["rest"]))
        else each["family"]
        for each in _FAMILY.finditer(people[0] if people else "")
    ]
    is_arxiv = fields.get("eprinttype", "arxiv").lower() == "arxiv"
    subtitle = fields.get("subtitle")
    title = fields.get("title")
    return make_entry(
        line,
        title=f"{title}: {subtitle}" if title and subtitle else title,
        year=fields.get("year"),
        date="-".join(p.zfill(2) for n in ("year", "month", "day") if (p := fields.get(n))) or None,
        authors=parse_names(map(read_latex, names)),
        complete="\\true{moreauthor}" not in words,
        ids=collect_ids(
            [
                verbs.get("doi"),
                label_arxiv(verbs.get("eprint"), fields.get("eprintclass")) if is_arxiv else None,
                verbs.get("url"),
            ],
            [fields.get("journaltitle"), fields.get("note"), fields.get("number")],
        ),
        key=key,
    )
