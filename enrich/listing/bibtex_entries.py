r"""BibTeX taken apart into entries and fields, whatever is wrong with it.

A file that people have is seldom whole: a field stands twice, a brace is missing, an entry has no
key. Here each entry ends at its closing brace, or at the latest where the next one begins a line;
what can be read of it is kept, and `faults` says in people's words what could not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citeloom.enrich.listing.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_ENTRIES = frozenset({"comment", "preamble", "string"})

_BEGIN = re.compile(r"(?<![\w@.])@[ \t]{0,9}(?P<type>[A-Za-z_]{2,30})\s{0,9}(?P<open>[{(])")
_AT_LINE = re.compile(r"^[ \t]*@[ \t]{0,9}[A-Za-z_]{2,30}\s{0,9}[{(]", re.MULTILINE)
_NAME = re.compile(r"(?P<name>[^\s=,{}()\"#@%]{1,80})\s{0,99}=")
_KEY = re.compile(r"\s*(?P<key>[^,={}\"\n]{0,300}?)\s*(?P<end>[,=}\n])")
_WORD = re.compile(r"[^\s,#{}()\"=]{1,200}")
_BRACES = re.compile(r"[{}]")
_QUOTE = re.compile(r"[{}\"]")
_FIELD_LINE = re.compile(r"\n[ \t]*[A-Za-z][\w-]{0,40}[ \t]{0,40}=[ \t]{0,9}[\"{0-9A-Za-z]")
_FIELD_COMMA = re.compile(r",\s{0,99}[A-Za-z][\w-]{0,40}\s{0,40}=\s{0,9}[\"{0-9]")
_SWALLOWED = re.compile(r"[,\n]\s{0,99}[A-Za-z][\w-]{0,40}\s{0,40}=\s{0,9}[{\"]")
_BLANKS = re.compile(r"[\s,]*")
_LINE = re.compile(r"[^\n]*")
_NO_FIELD = re.compile(r"[^\n,{}]*")
_JOINED = re.compile(r"\s*#")


@dataclass(slots=True)
class BibEntry:
    """An entry, and where it stands in the text.

    `fields` keeps the first of two fields of one name, as BibTeX does; `repeated` has the others.
    Names are in small letters. `spans` says where the value of each of the first ones stands in
    the text, with the braces or quotes around it.
    """

    kind: str
    key: str | None
    start: int
    end: int
    fields: dict[str, str] = field(default_factory=dict)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BibAside:
    """Text that is no entry: between entries, or a `@comment`, `@string` or `@preamble`."""

    start: int
    end: int
    is_known: bool


def scan_bibtex(text: str) -> Iterator[BibEntry | BibAside]:
    """Yield the entries of a text and what stands between them; together they are the text.

    `@string` abbreviations and the months are put in where fields name them.
    """
    lines = [found.start() for found in _AT_LINE.finditer(text)]
    macros = {month: month for month in MONTHS}
    place = 0
    known: tuple[int, dict[int, int]] = (-1, {})
    while found := _BEGIN.search(text, place):
        if found.start() > place:
            yield BibAside(place, found.start(), is_known=False)
        following = bisect_right(lines, found.start())
        limit = lines[following] if following < len(lines) else len(text)
        if known[0] != limit:  # entries that stand on one line share what is known of its braces
            known = (limit, pair_braces(text, found.end() - 1, limit))
        reader = _Reader(text, found.end() - 1, limit, macros, known[1])
        kind = found["type"].lower()
        if kind in NO_ENTRIES:
            end = reader.skip(kind)
            yield BibAside(found.start(), end, is_known=True)
        else:
            entry = BibEntry(kind, None, found.start(), limit)
            reader.read(entry)
            end = entry.end
            yield entry
        place = max(end, found.end())
    if place < len(text):
        yield BibAside(place, len(text), is_known=False)


def pair_braces(text: str, start: int, end: int) -> dict[int, int]:
    """Return where each opening brace closes; made in one pass, in linear time."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACES.finditer(text, start, end):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            pairs[opened.pop()] = found.start()
    return pairs


class _Reader:
    """Reads one entry, from its opening brace to at most where the next one begins."""

    def __init__(
        self, text: str, opened: int, limit: int, macros: dict[str, str], pairs: dict[int, int]
    ) -> None:
        self.text, self.opened, self.limit, self.pairs = text, opened, limit, pairs
        self.place = opened + 1
        self.macros = macros
        self.close = ")" if text[opened] == "(" else "}"

    def skip(self, kind: str) -> int:
        """Pass over a comment, a preamble or an abbreviation, which is noted."""
        if kind == "string" and (found := _NAME.match(self.text, self._blanks())):
            self.place = found.end()
            value, _ = self._value(found["name"])
            if value is not None:
                self.macros[found["name"].lower()] = value
        end = self.pairs.get(self.opened)
        if end is None:
            end = self.text.find(self.close, self.place, self.limit)
        return end + 1 if end >= 0 else self.limit

    def read(self, entry: BibEntry) -> None:
        """Read key and fields into the entry, up to its end."""
        key = _KEY.match(self.text, self.place, self.limit)
        if key and key["end"] in ",\n}":
            entry.key = " ".join(key["key"].split()) or None
            self.place = key.end() - (key["end"] == "}")
        last = ""
        while True:
            self.place = self._blanks()
            if self.place >= self.limit:
                self._not_closed(entry, last)
                return
            if self.text[self.place] == self.close:
                entry.end = self.place + 1
                return
            name = _NAME.match(self.text, self.place, self.limit)
            if not name:
                self._garbage(entry)
                continue
            self.place = name.end()
            last = name["name"].lower()
            start = self._blanks()
            value, fault = self._value(last)
            if fault:
                entry.faults.append(fault)
            if value is not None:
                if not fault:
                    entry.spans.setdefault(last, (start, self.place))
                self._keep(entry, last, value.strip())

    def _keep(self, entry: BibEntry, name: str, value: str) -> None:
        if name in entry.fields:
            entry.repeated.append((name, value))
        else:
            entry.fields[name] = value

    def _not_closed(self, entry: BibEntry, last: str) -> None:
        entry.end = self.limit
        if _SWALLOWED.search(entry.fields.get(last, "")):
            del entry.fields[last]
            entry.faults.append(f"the braces of {last} do not pair")
        elif not entry.faults:
            entry.faults.append("its closing brace is missing")

    def _garbage(self, entry: BibEntry) -> None:
        """Pass over what is no field, up to the next line or comma."""
        rest = (_LINE if self.text[self.place] == "%" else _NO_FIELD).match(
            self.text, self.place, self.limit
        )
        end = rest.end() if rest else self.place
        words = " ".join(self.text[self.place : end].split())
        if end == self.place:  # a brace that nothing opened, or a group that belongs to no field
            closed = self.pairs.get(end)
            words = " ".join(self.text[end : (closed or end) + 1].split())
            end = (closed if closed is not None else end) + 1
        if words and not words.startswith("%"):
            entry.faults.append(f"{words[:40]} is no field")
        self.place = max(end, self.place + 1)

    def _value(self, name: str) -> tuple[str | None, str]:
        """Read a value with its concatenations; the second part says what is wrong with it."""
        parts: list[str] = []
        while True:
            self.place = self._blanks()
            start = self.text[self.place : self.place + 1]
            if self.place >= self.limit:
                return "".join(parts) or None, ""
            if start == "{":
                end = self.pairs.get(self.place)
                if end is None:
                    return self._cut(name)
                parts.append(self.text[self.place + 1 : end])
                self.place = end + 1
            elif start == '"':
                end = self._closing_quote()
                if end is None:
                    return self._cut(name)
                parts.append(self.text[self.place + 1 : end])
                self.place = end + 1
            elif word := _WORD.match(self.text, self.place, self.limit):
                parts.append(self.macros.get(word[0].lower(), word[0]))
                self.place = word.end()
            else:
                return "".join(parts) or None, ""
            following = _JOINED.match(self.text, self.place, self.limit)
            if not following:
                return "".join(parts), ""
            self.place = following.end()

    def _cut(self, name: str) -> tuple[str | None, str]:
        """Give up a value that does not close; where the next field seems to begin it goes on."""
        following = _FIELD_LINE.search(self.text, self.place, self.limit) or _FIELD_COMMA.search(
            self.text, self.place, self.limit
        )
        start, self.place = self.place, following.start() if following else self.limit
        fault = f"the braces of {name} do not pair"
        if not following:
            return None, fault
        return self.text[start + 1 : self.place].strip().strip('{}",').strip(), fault

    def _closing_quote(self) -> int | None:
        place = self.place + 1
        while found := _QUOTE.search(self.text, place, self.limit):
            if found[0] == '"':
                return found.start()
            if found[0] == "}":
                return None
            end = self.pairs.get(found.start())
            if end is None:
                return None
            place = end + 1
        return None

    def _blanks(self) -> int:
        found = _BLANKS.match(self.text, self.place, self.limit)
        return found.end() if found else self.place
