"""Find addresses in running text, each where it truly ends.

Every pattern here is one pass without nested repetition, so that a text of any length takes time
in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2_000  # characters of one address
_BODY = r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%|]|\\[_%&#~])"
# Hosts that people write without a scheme.
_BARE_HOSTS = (
    r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com|huggingface\.co|hf\.co"
    r"|zenodo\.org|arxiv\.org|(?:dx\.)?doi\.org|gist\.github\.com|raw\.githubusercontent\.com"
    r"|[a-z0-9-]{1,39}\.(?:github|gitlab)\.io)(?![A-Za-z0-9-]|\.[A-Za-z])"
)
_ADDRESS = re.compile(
    rf"(?:https?://(?=[A-Za-z0-9\[])|(?<![A-Za-z0-9@./_%-])(?:(?:www\.)?(?={_BARE_HOSTS})"
    rf"|www\.(?=[a-z0-9-]{{1,63}}\.)|git@(?=[a-z0-9.-]{{3,60}}:[A-Za-z])"
    rf"|(?=10\.[0-9]{{4,9}}/)))"
    rf"{_BODY}{{1,{LONGEST}}}",
    re.IGNORECASE,
)
_INNER_SCHEME = re.compile(r"(?<![/=])https?://", re.IGNORECASE)
_BRACKET = re.compile(r"[()\[\]]")
_PAIRS = {")": "(", "]": "["}
_TRAILING = frozenset(".,;:!?'\"*~|&$([")
# Words that begin a sentence, and so are no part of an address that ends before them.
_STARTER = re.compile(
    "A|Additionally|All|An|And|As|At|Based|Besides|Both|Codes?|Data|Extensive|Finally|For|From"
    "|Further|Here|However|In|Its?|Moreover|Notably|On|Our|Overall|Project|Results|The|These|This"
    "|To|Upon|We|When|Which|While|With"
)
_GLUED_WORD = re.compile(r"\.([A-Z][a-z]*)$")
_CONTINUATION = re.compile(r"[A-Za-z0-9/][A-Za-z0-9._~%/-]{0,200}")
_BREAK = re.compile(r"[ \t]{0,40}(\r?\n)?[ \t]{0,40}")
_JOINS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com"
    r"|huggingface\.co|hf\.co)(?P<path>/.{0,300})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a text.

    `url` is as printed, without the blanks of a broken line. `start` and `end` are its place.
    `sure` is False for each of two readings of a broken line.
    """

    url: str
    start: int
    end: int
    sure: bool = True


def find_text_addresses(text: str) -> Iterator[Address]:
    """Find the addresses of a text, in order.

    Args:
        text: Plain text, with Markdown or LaTeX (`\\url{…}`, `~`) as it may occur.

    Yields:
        Addresses with and without scheme and bare DOIs. An address that a line break cut is
        joined where what stands before the break cannot be the end; where it could be, both
        readings are given and neither is sure.
    """  # noqa: D301 - the backslash is doubled
    position = 0
    while found := _ADDRESS.search(text, position):
        start = found.start()
        end = start + _length(found[0])
        position = max(end, start + 1)
        if end == start:
            continue
        yield from _readings(text, start, end)


def clean(url: str) -> str:
    """Take LaTeX's backslashes out of an address."""
    return re.sub(r"\\([_%&#~])", r"\1", url)


def _length(raw: str) -> int:
    """Say how much of a run of address characters is the address."""
    inner = _INNER_SCHEME.search(raw, 1)
    end = inner.start() if inner else len(raw)
    # Brackets that an address opens may close in it; another closing one is the sentence's.
    opened = {"(": 0, "[": 0}
    for bracket in _BRACKET.finditer(raw, 0, end):
        if bracket[0] in opened:
            opened[bracket[0]] += 1
            continue
        opened[_PAIRS[bracket[0]]] -= 1
        if opened[_PAIRS[bracket[0]]] < 0:
            end = bracket.start()
            break
    while end:
        last = raw[end - 1]
        if last in _TRAILING:
            end -= 1
            continue
        word = _GLUED_WORD.search(raw, max(0, end - 20), end)
        if word and _STARTER.fullmatch(word[1]) and "/" in raw[8 : word.start()]:
            end = word.start()  # "…/name.We show": the next sentence, without its blank
            continue
        break
    return end if raw[:end].lower() not in {"http", "https", "http:/", "https:/", "www"} else 0


def _readings(text: str, start: int, end: int) -> Iterator[Address]:
    """Give an address, and where a line break may have cut it, what it would be if joined."""
    alone = Address(text[start:end], start, end)
    joined, certain = _joined(text, start, end)
    if joined is None:
        yield alone
    elif certain:
        yield joined
    else:
        yield Address(alone.url, start, end, sure=False)
        yield joined


def _joined(  # noqa: PLR0911 - one return per case of a break
    text: str, start: int, end: int
) -> tuple[Address | None, bool]:
    url = text[start:end]
    gap = _BREAK.match(text, end)
    if gap is None or gap.end() == end:
        return None, False
    following = _CONTINUATION.match(text, gap.end())
    if following is None:
        return None, False
    rest = following[0].rstrip("./-~")
    known = _JOINS.fullmatch(url)
    path = (known["path"] or "") if known else ""
    parts = [part for part in path.split("/") if part]
    if not rest or _STARTER.fullmatch(rest) or "://" in text[gap.end() : following.end() + 3]:
        return None, False
    whole = Address(url + rest, start, gap.end() + len(rest), sure=False)
    sure = Address(whole.url, start, whole.end)
    if gap[1] and known and (rest.startswith("/") or (path == "/" and "/" in rest)):
        return sure, True  # what is before the break alone leads nowhere
    if rest.startswith("/"):
        return None, False
    if known and url.endswith("/") and len(parts) < (3 if "datasets" in parts[:1] else 2):
        return (whole, False) if path != "/" else (None, False)
    if gap[1] and url.endswith(("-", "_", "=", "&", "%")):
        return whole, False
    return None, False
