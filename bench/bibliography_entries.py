"""BibTeX entries of works as people write them: true ones in many variants, and forged ones.

Nothing here looks at how entries are checked. A variant changes how a thing is said, a forgery
what is said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bench.made_up_literature import METHODS, OBJECTS, SHARED

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from bench.bibliography_works import Made

LATEX = {
    "ü": r'{\"u}', "ö": r'{\"o}', "ä": r'{\"a}', "ø": r"{\o}", "å": r"{\aa}", "é": r"{\'e}",
    "í": r"{\'i}", "á": r"{\'a}", "Ö": r'{\"O}', "ó": r"{\'o}",
}  # fmt: skip
SPELLED = {"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe", "å": "aa"}
PLACES = ("Vienna, Austria", "Seattle, WA, USA", "Sydney, Australia", "Beijing, China")
CONTENT = 5  # letters of a word that carries a title


@dataclass(frozen=True, slots=True)
class Bib:
    """An entry, and the works that it is of."""

    kind: str
    key: str
    fields: dict[str, str]
    works: tuple[str, ...]

    def change(self, **fields: str | None) -> Bib:
        """Return the entry with other fields; None takes one out."""
        joined = {**self.fields, **fields}
        return replace(self, fields={name: text for name, text in joined.items() if text})

    def write(self) -> str:
        """Return it as BibTeX."""
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in self.fields.items())
        return f"@{self.kind}{{{self.key},\n{body}}}\n"


def write_true(made: Made, key: str, *, with_id: bool = True) -> Bib:
    """Return the entry that says everything, and all of it right."""
    fields = {
        "title": made.title,
        "author": " and ".join(map(turn_round, made.authors)),
        "year": str(made.year),
    }
    kind = "misc"
    if made.venue:
        kind = "article" if made.venue.kind == "journal" else "inproceedings"
        fields["journal" if kind == "article" else "booktitle"] = made.venue.name
    if made.volume:
        fields["volume"] = made.volume
    if made.pages:
        fields["pages"] = f"{made.pages[0]}--{made.pages[1]}"
    if made.doi and with_id:
        fields["doi"] = made.doi
    elif made.arxiv and (with_id or not made.venue):
        fields |= {"eprint": made.arxiv, "archivePrefix": "arXiv"}
    return Bib(kind, key, fields, (made.id,))


def turn_round(name: str) -> str:
    """Write a name as `Family, Given`, with its particle."""
    words = [word for word in name.split() if word not in {"Jr.", "Sr.", "II", "III"}]
    begin = len(words) - 1
    while begin > 1 and (words[begin - 1][0].islower() or words[begin - 1] in {"García", "Le"}):
        begin -= 1
    family, given = " ".join(words[begin:]), " ".join(words[:begin])
    return f"{family}, {given}" if given else name


# Variants: the same thing said otherwise.


def abbreviate_venue(bib: Bib, made: Made, chance: random.Random) -> Bib:
    """Write the venue as people do: abbreviated, with ordinal, year or place."""
    name = _find_venue_field(bib)
    if not (name and made.venue):
        return bib
    written = chance.choice((*made.venue.written, made.venue.name))
    if name == "booktitle":
        written = chance.choice((
            written,
            f"Proceedings of the {made.venue.name}",
            f"Proc. of the {chance.randint(4, 40)}th {written}",
            f"{written} {made.year}",
            f"{made.year} {written}",
            f"{made.venue.name}, {chance.choice(PLACES)}, {made.year}",
        ))  # fmt: skip
    return bib.change(**{name: written.replace("&", r"\&")})


def shorten_given_names(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """Write initials for given names."""
    names = []
    for each in bib.fields["author"].split(" and "):
        family, comma, given = each.partition(", ")
        initials = [f"{part[0]}." for part in re.split(r"[ -]", given) if part]
        short = chance.choice((" ", "")).join(initials)
        names.append(f"{family}, {short}" if comma else each)
    return bib.change(author=" and ".join(names))


def write_given_first(bib: Bib, _: Made, __: random.Random) -> Bib:
    """Write names as they are spoken."""
    pairs = (each.partition(", ") for each in bib.fields["author"].split(" and "))
    return bib.change(
        author=" and ".join(f"{given} {family}".strip() for family, _, given in pairs)
    )


def leave_authors_out(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """End the list of authors with "others"."""
    names = bib.fields["author"].split(" and ")
    kept = chance.randint(1, len(names))
    return bib.change(author=" and ".join([*names[:kept], "others"])) if kept < len(names) else bib


def write_latex(bib: Bib, _: Made, __: random.Random) -> Bib:
    """Write accents as commands, and capitals in braces."""
    author = "".join(LATEX.get(letter, letter) for letter in bib.fields["author"])
    words = [f"{{{word}}}" if word[:1].isupper() else word for word in bib.fields["title"].split()]
    return bib.change(author=author, title=" ".join(words).replace("&", r"\&"))


def change_capitals(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """Write the title in other capitals."""
    title = bib.fields["title"]
    return bib.change(title=chance.choice((title.lower(), title.title(), title.upper())))


def say_version(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """Name a version of the arXiv id."""
    number = bib.fields.get("eprint")
    return bib.change(eprint=f"{number}v{chance.randint(1, 4)}") if number else bib


def move_year(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """Give the year of the online or of the printed version."""
    year = bib.fields.get("year")
    return bib.change(year=str(int(year) + chance.choice((-1, 1)))) if year else bib


def transliterate(bib: Bib, made: Made, chance: random.Random) -> Bib:
    """Write names in plain Latin letters."""
    author = bib.fields["author"]
    for native, latin in made.latin.items():
        author = author.replace(turn_round(native), turn_round(latin))
    if chance.random() < 0.5:  # noqa: PLR2004 - either way
        author = "".join(SPELLED.get(letter, letter) for letter in author)
    plain = unicodedata.normalize("NFD", author.replace("ø", "o"))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bib.change(author=unicodedata.normalize("NFC", kept))


def leave_subtitle_out(bib: Bib, _: Made, __: random.Random) -> Bib:
    """Leave the subtitle out, unless a mere name is left."""
    title, colon, _rest = bib.fields["title"].partition(": ")
    return bib.change(title=title) if colon and len(title.split()) > 2 else bib  # noqa: PLR2004 - a name is no title


def write_pages(bib: Bib, made: Made, chance: random.Random) -> Bib:
    """Write the pages in another way, or only the first."""
    if not made.pages:
        return bib
    first, last = map(str, made.pages)
    same = len(first) == len(last) and first[:-2] == last[:-2] and len(first) > 2  # noqa: PLR2004 - digits
    short = last[-2:] if same else last
    written = (
        f"{first}-{last}",
        f"{first}\u2013{last}",
        f"{first}--{short}",
        first,
        f"pp. {first}-{last}",
    )
    return bib.change(pages=chance.choice(written))


def leave_fields_out(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """Leave two fields out."""
    return bib.change(**dict.fromkeys(chance.sample(("volume", "pages", "year"), 2)))


def write_address(bib: Bib, _: Made, chance: random.Random) -> Bib:
    """Write the DOI as an address, in capitals."""
    doi = bib.fields.get("doi")
    if not doi:
        return bib
    written = chance.choice(("https://doi.org/", "http://dx.doi.org/")) + doi.upper()
    name = chance.choice(("doi", "url"))
    return bib.change(doi=None).change(**{name: written})


VARIANTS: tuple[Callable[[Bib, Made, random.Random], Bib], ...] = (
    abbreviate_venue, shorten_given_names, write_given_first, leave_authors_out, write_latex,
    change_capitals, say_version, move_year, transliterate, leave_subtitle_out, write_pages,
    leave_fields_out, write_address,
)  # fmt: skip


def write_honest(made: Made, key: str, chance: random.Random, *, with_id: bool = True) -> Bib:
    """Return a true entry with up to four variants; LaTeX comes last, as it does in files."""
    bib = write_true(made, key, with_id=with_id)
    chosen = chance.sample(VARIANTS, chance.randint(0, 4))
    for vary in sorted(chosen, key=lambda each: each is write_latex):
        bib = vary(bib, made, chance)
    return bib


# Forgeries: something else said. Each gives entries, of which the last is the forged one.


class Unfit(Exception):  # noqa: N818 - reads as the sentence it stands for
    """A work of which this forgery cannot be made."""


def require(holds: object) -> None:
    """Raise Unfit where a work lacks what is to be forged."""
    if not holds:
        raise Unfit


def invent_paper(bib: Bib, made: Made, other: Made, chance: random.Random) -> list[Bib]:
    """Invent a paper from words of the field, by people of the field."""
    words = f"{chance.choice(SHARED)} {chance.choice(METHODS)} {chance.choice(METHODS)} for"
    title = f"{words} {chance.choice(OBJECTS)} {chance.choice(OBJECTS)} {chance.choice(SHARED)}"
    invented = f"10.{chance.randint(1000, 1039)}/x.{chance.randint(10**6, 10**7)}"
    return [
        bib.change(
            title=title.capitalize(),
            author=" and ".join(map(turn_round, (*made.authors[:1], *other.authors[:2]))),
            doi=invented if chance.random() < 0.6 else None,  # noqa: PLR2004 - a share
            eprint=None, archivePrefix=None,
        )
    ]  # fmt: skip


def invent_doi(bib: Bib, made: Made, _: Made, chance: random.Random) -> list[Bib]:
    """Give a DOI that its register has not given out."""
    require(made.doi)
    register = (made.doi or "").partition("/")[0]
    return [bib.change(doi=f"{register}/s{chance.randint(10**7, 10**8)}", url=None)]


def make_chimera(bib: Bib, made: Made, other: Made, chance: random.Random) -> list[Bib]:
    """Put the id of one work to the title of another."""
    require(made.doi or made.arxiv)
    if chance.random() < 0.5:  # noqa: PLR2004 - title alone, or all but the id
        return [with_id_of(bib, made).change(title=other.title)]
    theirs = write_true(other, bib.key, with_id=False).change(eprint=None, archivePrefix=None)
    return [with_id_of(theirs, made)]


def swap_authors(bib: Bib, made: Made, other: Made, _: random.Random) -> list[Bib]:
    """Give the authors of another work."""
    require(not set(made.authors) & set(other.authors))
    return [bib.change(author=" and ".join(map(turn_round, other.authors)))]


def swap_venue(bib: Bib, made: Made, other: Made, _: random.Random) -> list[Bib]:
    """Give the venue of another work, where it is plainly another one."""
    name = _find_venue_field(bib)
    require(name and made.venue and other.venue and not share_words(made, other))
    return [bib.change(**{str(name): other.venue.name if other.venue else ""})]


def swap_year(bib: Bib, made: Made, __: Made, chance: random.Random) -> list[Bib]:
    """Give another year, by two or more: by one, printed and online versions differ."""
    return [bib.change(year=str(made.year + chance.choice((-1, 1)) * chance.randint(2, 9)))]


def alter_title(bib: Bib, made: Made, other: Made, chance: random.Random) -> list[Bib]:
    """Put another word into the title."""
    words = made.title.split()
    places = [at for at, word in enumerate(words) if word.isalpha() and len(word) >= CONTENT]
    new = [word for word in other.title.split() if word.isalpha() and len(word) >= CONTENT]
    new = [word for word in new if word.lower() not in made.title.lower()]
    require(places and new)
    at = chance.choice(places)
    words[at] = chance.choice(new).lower() if words[at].islower() else chance.choice(new).title()
    return [bib.change(title=" ".join(words))]


def merge_papers(bib: Bib, made: Made, other: Made, _: random.Random) -> list[Bib]:
    """Join the titles and the authors of two works."""
    here, there = made.title.split(), other.title.split()
    title = " ".join([*here[: len(here) // 2 + 1], *there[len(there) // 2 :]])
    people = (*made.authors[:2], *other.authors[:2])
    return [bib.change(title=title, author=" and ".join(map(turn_round, people)))]


def take_other_arxiv_id(bib: Bib, made: Made, other: Made, _: random.Random) -> list[Bib]:
    """Give the arXiv id of another work."""
    require(other.arxiv and other.arxiv != made.arxiv)
    return [bib.change(eprint=f"{other.arxiv}v2", archivePrefix="arXiv")]


def kill_doi(bib: Bib, made: Made, _: Made, chance: random.Random) -> list[Bib]:
    """Damage the DOI."""
    require(made.doi)
    doi = made.doi or ""
    dead = chance.choice((doi[:-2], f"{doi}9", doi.replace(".", "-", 1)[:3] + doi[3:] + "0"))
    return [bib.change(doi=dead, url=None)]


def cite_retracted(bib: Bib, made: Made, _: Made, __: random.Random) -> list[Bib]:
    """Cite a work that was retracted."""
    require(made.is_retracted)
    return [bib]


def cite_preprint(bib: Bib, made: Made, _: Made, chance: random.Random) -> list[Bib]:
    """Cite the preprint of a work that was published."""
    require(made.venue and made.arxiv)
    fields = {"title": made.title, "author": bib.fields["author"], "year": str(made.year)}
    ways: tuple[dict[str, str], ...] = (
        {"eprint": made.arxiv or "", "archivePrefix": "arXiv"},
        {"journal": f"arXiv preprint arXiv:{made.arxiv}"},
        {"journal": "CoRR", "volume": f"abs/{made.arxiv}"},
    )
    way = chance.choice(ways)
    kind = "article" if "journal" in way else "misc"
    return [Bib(kind, bib.key, fields | way, bib.works)]


def repeat_entry(bib: Bib, made: Made, _: Made, chance: random.Random) -> list[Bib]:
    """Give the entry twice, the second time in other words."""
    with_id = chance.random() < 0.5  # noqa: PLR2004 - either way
    again = write_honest(made, f"{bib.key}again", chance, with_id=with_id)
    return [bib, again]


def disorder_authors(bib: Bib, made: Made, other: Made, chance: random.Random) -> list[Bib]:
    """Swap two authors, leave one out, or add one."""
    names = list(made.authors)
    require(len(names) > 1 and other.authors[0] not in names)
    way = chance.choice(("swap", "drop", "add"))
    if way == "swap":
        here, there = chance.sample(range(len(names)), 2)
        names[here], names[there] = names[there], names[here]
    elif way == "drop":
        names.pop(chance.randrange(len(names)))
    else:
        names.insert(chance.randint(0, len(names)), other.authors[0])
    return [bib.change(author=" and ".join(map(turn_round, names)))]


def change_pages(bib: Bib, made: Made, _: Made, chance: random.Random) -> list[Bib]:
    """Give other pages."""
    require(made.pages and made.venue)
    first, last = made.pages or (0, 0)
    shift = chance.randint(3, 400)
    ways = (f"{first + shift}--{last + shift}", f"{first}--{last + chance.randint(2, 20)}")
    return [bib.change(pages=chance.choice(ways))]


def with_id_of(bib: Bib, made: Made) -> Bib:
    """Return an entry with the ids of a work."""
    bare = bib.change(doi=None, url=None, eprint=None, archivePrefix=None)
    if made.doi:
        return bare.change(doi=made.doi)
    return bare.change(eprint=made.arxiv, archivePrefix="arXiv")


def share_words(made: Made, other: Made) -> bool:
    """Tell whether the venues of two works share a word that is not said of any venue."""
    plain = {"annual", "conference", "international", "journal", "meeting", "proceedings",
             "transactions", "european", "workshop", "association", "north",
             "american"}  # fmt: skip
    words = [
        {word for word in re.findall(r"[a-z]{4,}", each.venue.name.lower()) if word not in plain}
        for each in (made, other)
        if each.venue
    ]
    if made.venue and made.venue.written:  # of the table, in which each line is a venue
        return made.venue == other.venue
    # Of others, names that are short may be acronyms of each other.
    short = any(len(each.venue.name.split()) < 4 for each in (made, other) if each.venue)  # noqa: PLR2004 - see above
    return short or len(words) < 2 or bool(words[0] & words[1]) or not all(words)  # noqa: PLR2004 - both


def _find_venue_field(bib: Bib) -> str | None:
    return next((name for name in ("journal", "booktitle") if name in bib.fields), None)
