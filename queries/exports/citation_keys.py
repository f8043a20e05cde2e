r"""Citation keys: first author's family name, year, first word of the title, in ASCII.

A key depends on its paper alone, and on what has been given before: never on which other papers are
in an export, or on their order. So a `\cite` finds its paper in every later export, and two files
never give one key to two papers.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anyascii import anyascii

from citeloom.graph.person_names import parse_name
from citeloom.graph.plain_text import clean, read_words
from citeloom.queries.exports.publication import read_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from citeloom.queries.exports.reference import Reference

# Words that tell one title from another as little as its article does.
SKIPPED = read_words(
    "a an and are as at by can de der die do does for from how in into is la le of on or "
    "that the to towards toward via what when why with without"
)
LONGEST = 30
# What BibTeX, biber and cite commands take in a key; nothing in it can end or begin anything.
PRINTABLE_KEY = re.compile(r"\w[\w:.+/*!?;|'-]{0,199}")
DIGITS = 5  # of the hash in a suffix, and more where two papers of one key share them
MOST_DIGITS = 32


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """What is known of keys beyond the papers of one export.

    Attributes:
        given: Keys that were given before, each with the id that its paper had then.
        listed: Keys that listings of the graph use, each with the ids of its papers.
        names: Other ids of papers, under which a key may have been given; by id.
        taken: Further keys that no paper may be given.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, Collection[str]] = field(default_factory=dict)
    names: Mapping[str, Collection[str]] = field(default_factory=dict)
    taken: Collection[str] = ()


NOTHING_KNOWN = KnownKeys()


def make_citation_keys(
    references: Sequence[Reference], known: KnownKeys = NOTHING_KNOWN
) -> list[str]:
    """Return one key per reference, in their order, all different also when case is ignored.

    1. A paper that a listing gives a key keeps it. Where listings give one key to several papers
       it belongs to the one that it was given to before, else to the first by id.
    2. A paper that was given a key before, under any of its ids, keeps it.
    3. A new paper has a plain key, `li2020deep`, where no other paper has it. Otherwise, also
       where new papers of one key meet, it has a short hash of its id behind it:
       `li2020deep-3fa2c`.

    A paper that is in the list twice has one key.
    """
    papers = {reference.paper_id: reference for reference in references}
    owners = _find_owners(papers, known)
    keys = {
        paper: reference.key
        for paper, reference in sorted(papers.items())
        if reference.key and owners.get(reference.key.lower()) == paper
    }
    taken = {*owners, *(key.lower() for key in known.taken)}
    given = _find_given(papers, known)
    for paper in sorted(papers.keys() - keys.keys()):
        for key in given.get(paper, ()):
            if key.lower() not in taken:
                keys[paper] = key
                taken.add(key.lower())
                break
    taken.update(key.lower() for key in known.given)
    new: dict[str, list[str]] = defaultdict(list)
    for paper in sorted(papers.keys() - keys.keys()):
        new[_make_stem(papers[paper])].append(paper)
    for stem, sharing in new.items():
        if len(sharing) == 1 and stem not in taken:
            keys[sharing[0]] = stem
            continue
        for paper in sharing:
            keys[paper] = next(key for key in _add_hashes(stem, paper) if key not in taken)
            taken.add(keys[paper])
    return [keys[reference.paper_id] for reference in references]


def _find_owners(papers: Mapping[str, Reference], known: KnownKeys) -> dict[str, str]:
    """Return by key, in small letters, the paper that has it from a listing.

    Only keys that a file can hold count.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    for key, claiming in known.listed.items():
        if PRINTABLE_KEY.fullmatch(key):
            claims[key.lower()].update(claiming)
    for paper, reference in papers.items():
        if PRINTABLE_KEY.fullmatch(reference.key or ""):
            claims[(reference.key or "").lower()].add(paper)
    before = {key.lower(): paper for key, paper in known.given.items()}
    return {
        key: min(
            claiming, key=lambda paper: (before.get(key) not in _list_names(paper, known), paper)
        )
        for key, claiming in claims.items()
    }


def _find_given(papers: Mapping[str, Reference], known: KnownKeys) -> dict[str, list[str]]:
    """Return the keys that papers were given before, those under their present id first."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for key, name in sorted(known.given.items()):
        by_name[name].append(key)
    return {
        paper: [key for name in _list_names(paper, known) for key in by_name.get(name, ())]
        for paper in papers
    }


def _list_names(paper: str, known: KnownKeys) -> list[str]:
    return [paper, *sorted({*known.names.get(paper, ())} - {paper})]


def _add_hashes(stem: str, paper: str) -> Iterator[str]:
    """Yield a stem with ever more digits of the hash of a paper's id.

    No stem has a hyphen, so that none is equal to one of these.
    """
    digits = hashlib.blake2b(paper.encode(), digest_size=MOST_DIGITS // 2).hexdigest()
    for length in range(DIGITS, MOST_DIGITS + 1):
        yield f"{stem}-{digits[:length]}"


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
