"""Lists of authors as formats and exporters write them, taken apart into names.

Every name ends as `Family, Given` or `Family, Suffix, Given` before `parse_name` reads it where the
format says which part is which; only a name of which it does not say is left to be guessed.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from citeloom.graph.markup import strip_lines
from citeloom.graph.name_words import is_suffix
from citeloom.graph.person_names import PersonName, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_LIST = 200_000  # characters; the longest author list of physics has about 60,000
_INITIALS = r"(?:[A-Z\u00c0-\u00de]\.?[- ]?){1,5}"
_SUFFIX = r"(?:Jr|Sr|II|III|IV|2nd|3rd)\.?"
FAMILY_FIRST = re.compile(
    rf"(?P<family>[^\W\d_][^,;]{{0,80}}?)(?: (?P<suffix>{_SUFFIX}))?,? "
    rf"(?P<given>{_INITIALS})(?:,? (?P<behind>{_SUFFIX}))?"
)
_GIVEN_FIRST = re.compile(
    r"(?:[A-Z]\.[- ]?|[A-Z][- ]){1,5}[^\W\d_][\w'\u2019-]+(?: [^\W\d_][\w'\u2019-]*){0,3}"
)
_OTHERS = re.compile(
    r"[,;]?\s*(?:\band\s+)?(?:\bet\.? ?al\b\.?|\bothers\b|\.\.\.|\u2026)\s*$", re.IGNORECASE
)
_ROLE = re.compile(r"\s*[\[(][^\[\]()]{0,120}[\])]\s*$")


def split_authors(text: str) -> tuple[list[PersonName], bool]:
    """Split a cell or field that lists authors in any of the usual ways.

    Args:
        text: `A; B`, `A and B`, `A, B`, `Roe J., Poe K.`, `Roe, J., Poe, K.`, `['A', 'B']`.

    Returns:
        The names, and whether the list is whole (no `et al.`, no `and others`).
    """
    text = " ".join(strip_lines(text[:LONGEST_LIST]).split())
    listed = _literal_list(text)
    if listed is not None:
        return parse_names(listed), True
    bare = _OTHERS.sub("", text)
    return parse_names(_parts(bare)), bare == text


def parse_names(parts: Iterable[str]) -> list[PersonName]:
    """Read names, each by itself."""
    return [name for part in parts if (name := read_name(part))]


def read_name(text: str) -> PersonName | None:
    """Read one name: `Family, Given`, with a suffix behind either of them, or as displayed."""
    return parse_name(strip_lines(text))


def parse_family_first(text: str) -> PersonName | None:
    """Read a name of a format that writes `Polack FP` or `Wilson L.N. Jr.`."""
    bare = _ROLE.sub("", text).strip()
    found = FAMILY_FIRST.fullmatch(bare)
    if not found:
        return read_name(bare)
    return parse_name(_put_commas(found))


def split_glued(text: str) -> list[str]:
    """Cut names that SpringerLink prints without anything between: `Jane R. RoeKim P. Poe`."""
    return re.split(
        r"(?<=[a-z\u00df-\u00ff])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDu)(?<!\bDi)"
        r"(?<!\bVan)(?<!\bFitz)(?=[A-Z\u00c0-\u00de][\w.'-]{0,30} )",
        text,
    )


def _literal_list(text: str) -> list[str] | None:
    if not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if not isinstance(found, list):
        return None
    names = [each.get("name") if isinstance(each, dict) else each for each in found]
    return [name for name in names if isinstance(name, str)]


def _parts(text: str) -> list[str]:
    for separator in (r"\s*[;|]\s*", r",?\s+and\s+|\s+&\s+"):
        parts = [part.strip(" ,") for part in re.split(separator, text)]
        if len(parts) > 1:
            return [one for part in parts if part for one in _between_commas(part)]
    return _between_commas(text)


def _between_commas(text: str) -> list[str]:
    """Split at commas only where no name can be `Family, Given`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to split
        return parts
    turned = [FAMILY_FIRST.fullmatch(part) for part in parts]
    if all(turned):
        return [_put_commas(found) for found in turned if found]
    if len(parts) % 2 == 0 and len(parts) > 2 and all(_is_given(part) for part in parts[1::2]):  # noqa: PLR2004 - pairs
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if all(_GIVEN_FIRST.fullmatch(part) for part in parts):
        return parts
    suffixed = any(map(is_suffix, parts))
    if not suffixed and all(" " in part for part in parts) and not parts[0][0].islower():
        return parts
    return [text]


def _put_commas(found: re.Match[str]) -> str:
    """Write what `FAMILY_FIRST` found as `Family, Suffix, Given`."""
    suffix = found["suffix"] or found["behind"]
    named = (found["family"].rstrip(" ,"), suffix, found["given"].strip())
    return ", ".join(each for each in named if each)


def _is_given(part: str) -> bool:
    return bool(re.fullmatch(_INITIALS, part)) or (" " not in part and part[0].isupper())
