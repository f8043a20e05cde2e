"""Citation keys: first author's family name, year, first word of the title, in ASCII."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from anyascii import anyascii

from citeloom.graph.person_names import parse_name
from citeloom.graph.plain_text import clean, read_words
from citeloom.queries.exports.publication import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citeloom.queries.exports.reference import Reference

# Words that tell one title from another as little as its article does.
SKIPPED = read_words(
    "a an and are as at by can de der die do does for from how in into is la le of on or "
    "that the to towards toward via what when why with without"
)
LONGEST = 30
# What BibTeX, biber and cite commands take in a key; nothing in it can end or begin anything.
PRINTABLE_KEY = re.compile(r"\w[\w:.+/*!?;|'-]{0,199}")


def make_citation_keys(references: Sequence[Reference]) -> list[str]:
    """Return one key per reference, in their order, all different also when case is ignored.

    Where papers would share a key all of them get a letter, `li2020deepa` and `li2020deepb`, by
    the order of date and id: the order of the list does not change a key. A paper that is in the
    list twice has one key. A paper that a listing gives a key keeps it; of two papers with one
    key of their own the first keeps it.
    """
    own = _find_own_keys(references)
    stems = {
        reference.paper_id: _make_stem(reference)
        for reference in references
        if reference.paper_id not in own
    }
    dates = {reference.paper_id: reference.date or "" for reference in references}
    sharing: dict[str, list[str]] = {}
    for paper in sorted(stems, key=lambda paper: (dates[paper], paper)):
        sharing.setdefault(stems[paper], []).append(paper)
    used = {key.lower() for key in own.values()}
    alone = {stem for stem, papers in sharing.items() if len(papers) == 1 and stem not in used}
    keys = {**own, **{sharing[stem][0]: stem for stem in alone}}
    taken = alone | used
    for stem in sorted(sharing.keys() - alone):
        letters = _number_letters()
        for paper in sharing[stem]:
            key = next(key for key in (stem + letter for letter in letters) if key not in taken)
            keys[paper] = key
            taken.add(key)
    return [keys[reference.paper_id] for reference in references]


def _find_own_keys(references: Sequence[Reference]) -> dict[str, str]:
    """Return the keys that listings give, by paper; one that no file can hold is left out."""
    own: dict[str, str] = {}
    taken: set[str] = set()
    for reference in references:
        key = reference.key or ""
        if PRINTABLE_KEY.fullmatch(key) and key.lower() not in taken:
            if reference.paper_id not in own:
                own[reference.paper_id] = key
            taken.add(key.lower())
    return own


def _make_stem(reference: Reference) -> str:
    names = (parse_name(author) for author in reference.authors)
    first = next((name for name in names if name is not None), None)
    author = _to_ascii((first.literal or first.particle + first.family) if first else "")
    year = read_date(reference).year
    stem = (author or "anon") + ("" if year is None else str(year)) + _choose_word(reference)
    return stem if stem != "anon" else "anon" + _to_ascii(reference.paper_id)


def _choose_word(reference: Reference) -> str:
    words = [_to_ascii(word) for word in re.split(r"[\W_]+", clean(reference.title))]
    words = [word for word in words if word]
    return next((word for word in words if word not in SKIPPED), words[0] if words else "")


def _to_ascii(text: str) -> str:
    """Return the letters and digits of a text, transliterated (anyascii), in lower case."""
    return re.sub(r"[^a-z0-9]", "", anyascii(text).lower())[:LONGEST]


def _number_letters() -> Iterator[str]:
    """Yield a, b, … z, aa, ab, …."""
    for number in count():
        letters, rest = "", number
        while rest >= 0:
            letters = chr(ord("a") + rest % 26) + letters
            rest = rest // 26 - 1
        yield letters
