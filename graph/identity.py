"""Which paper is which: keys, and the names that lead to them.

A *name* is an id in one spelling: ``W123``, ``arxiv:2101.00001``, ``doi:10.1/x``, ``s2:…``,
``title:…``. Two records that share a name are one paper. arXiv's own DOI says the same as the
arXiv id, and is read as such.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from citeloom.graph.normalise_title import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_VERSION = re.compile(r"v\d+$")
_OPENALEX = re.compile(r"W\d+")
NAME_PREFIX = "name:"
_ORDER = ("arxiv:", "doi:", "s2:", "title:")


def make_title_key(title: str, year: int | None, author_count: int | None) -> str:
    """Return the key of a paper of which nothing but its listing is known.

    Case, spacing and punctuation do not matter. Year and number of authors do, so that two
    different papers of one title stay two.
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    words = "".join(character for character in folded if character.isalnum()) or title
    text = f"{words}\n{year or ''}\n{author_count or ''}"
    return f"title:{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"


def make_paper_id(  # noqa: PLR0913 - every id that a paper can have, and what else tells it apart
    *,
    openalex_id: str | None = None,
    arxiv_id: str | None = None,
    doi: str | None = None,
    s2_id: str | None = None,
    title: str | None = None,
    year: int | None = None,
    author_count: int | None = None,
) -> str:
    """Return the id that a paper proposes: the first that is known in the order of the names.

    Raises:
        ValueError: Nothing is known of it, not even a title.
    """
    found = _names_of(openalex_id, arxiv_id, doi, s2_id)
    if found:
        return min(found, key=rank)
    if title:
        return make_title_key(title, year, author_count)
    raise ValueError("a paper without any id and without a title")


def make_venue_id(name: str) -> str | None:
    """Return the id of a venue of which only the name is known; None where no letter is in it.

    >>> make_venue_id("Proceedings of EMNLP &amp; CoNLL")
    'name:proceedings of emnlp and conll'
    """
    words = normalise(name)
    return f"{NAME_PREFIX}{words}" if words else None


def make_name(text: str) -> str:
    """Return an id or alias in its one spelling."""
    text = text.strip()
    if _OPENALEX.fullmatch(text.upper()):
        return text.upper()
    lowered = text.lower()
    if lowered.startswith("10."):
        lowered = f"doi:{lowered}"
    if lowered.startswith("doi:"):
        arxiv = _ARXIV_DOI.fullmatch(lowered[4:])
        if arxiv is None:
            return lowered
        lowered = f"arxiv:{arxiv[1]}"
    if lowered.startswith("arxiv:"):
        return _VERSION.sub("", lowered)
    return lowered if lowered.startswith(("s2:", "title:")) else text


def list_names(label: str, node: str, properties: Mapping[str, Any]) -> set[str]:
    """Return every name that a record or a stored node of a label has, its id included."""
    aliases = properties.get("aliases") or ()
    if label != "Paper":
        return {node, *aliases}
    found = _names_of(
        properties.get("openalex_id"),
        properties.get("arxiv_id"),
        properties.get("doi"),
        properties.get("s2_id"),
    )
    found.add(make_name(node))
    found.update(make_name(alias) for alias in aliases)
    return found


def list_hints(label: str, node: str, properties: Mapping[str, Any]) -> set[str]:
    """Return the names of `list_names` that may be those of something else.

    These are a venue's name beside its id, and a paper's DOIs beside its own, which belong to
    copies: to data, a version, a chapter, or by mistake to another paper.
    """
    own = list_names(label, node, {**properties, "aliases": ()})
    prefix = {"Paper": "doi:", "Venue": NAME_PREFIX}.get(label)
    if prefix is None:
        return set()
    return {name for name in list_names(label, node, properties) - own if name.startswith(prefix)}


def is_arxiv_doi(doi: str) -> bool:
    """Say whether a DOI is one that arXiv gives to its preprints."""
    return _ARXIV_DOI.fullmatch(doi.lower()) is not None


def rank(name: str) -> tuple[int, int, str]:
    """Return the order in which names become ids: the first one is the best."""
    if _OPENALEX.fullmatch(name):
        return 0, len(name), name
    for place, prefix in enumerate(_ORDER, start=1):
        if name.startswith(prefix):
            return place, 0, name
    return len(_ORDER) + 1, 0, name


class Unions:
    """Sets of ids that are one; holds only the ids that are not alone."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """Make two ids one."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def groups(self) -> Iterable[list[str]]:
        """Return the groups of two and more."""
        found: dict[str, list[str]] = {}
        for member in self._parent:
            found.setdefault(self.find(member), []).append(member)
        return (sorted(group) for group in found.values() if len(group) > 1)

    def find(self, member: str) -> str:
        """Return the id that stands for the set of an id."""
        path = []
        while (parent := self._parent.setdefault(member, member)) != member:
            path.append(member)
            member = parent
        for passed in path:
            self._parent[passed] = member
        return member


def _names_of(
    openalex_id: str | None, arxiv_id: str | None, doi: str | None, s2_id: str | None
) -> set[str]:
    found = set()
    if openalex_id:
        found.add(make_name(openalex_id))
    if arxiv_id:
        found.add(make_name(f"arxiv:{arxiv_id}"))
    if doi:
        found.add(make_name(f"doi:{doi}"))
    if s2_id:
        found.add(make_name(f"s2:{s2_id}"))
    return found
