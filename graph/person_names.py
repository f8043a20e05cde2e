"""Display names taken apart: for bibliographies, for pictures, and for matching.

The graph knows names as OpenAlex displays them, "Laurens van der Maaten", and listings as their
authors print them, "Polack FP". Neither library at hand takes enough of them apart (figures in
docs/decisions/exports.md): pybtex's Person follows BibTeX, so that "Guy L. Steele Jr." has the
family name "Jr." and "Benjamin Van Durme" the given name "Benjamin Van"; nameparser takes "Prince"
and "Sister" for titles and "De" in "De Wang" for a particle. What cannot be known stays as BibTeX
would have it: of two family names without a hyphen only the last one is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from anyascii import anyascii

from citeloom.graph.name_words import (
    BEHIND_NAME,
    BRACKETED,
    CAPITAL_PARTICLES,
    COMMAS,
    DEGREE,
    GENERATIONS,
    HYPHENS,
    JOINING,
    PARTICLES,
    SUFFIXES,
    is_family_first,
    is_family_in_capitals,
    is_in_capitals,
    is_initial,
    is_initials,
    is_organisation,
    is_suffix,
    is_vietnamese,
)
from citeloom.graph.normalise_title import normalise
from citeloom.graph.plain_text import clean

LONGEST = 300  # characters; what is longer is no name
TWO = 2
THREE = 3
ELIDED = re.compile(r"(?<![^\W\d_])([dDlL])['\u2019\u02bc](?=[^\W\d_])")
APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc`")
ELISIONS = frozenset({"d", "l"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name: `literal` for what must not be taken apart, else the parts of a person's name."""

    literal: str = ""
    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def short(self) -> str:
        """The family name with its particle, as running text has it; else the whole name."""
        return self.literal or " ".join(part for part in (self.particle, self.family) if part)


def parse_name(display: str) -> PersonName | None:
    """Take a display name apart; None where there is nothing to print.

    Organisations, mononyms and names in a script without blanks are literals. Chinese and Korean
    names written with a blank begin with the family name, and so do names that end with initials,
    "Polack FP", or that have the family name in capitals. A name with a comma is read as "family,
    given", "family, suffix, given" or "given family, suffix". Footnote marks, numbers of
    affiliations, degrees and brackets behind a person's name are left out.
    """
    text = clean(display).translate(COMMAS).strip(" ,;")
    if not text:
        return None
    if len(text) > LONGEST:
        return PersonName(literal=text)
    name = _parse_person(_without_marks(text))
    # BibTeX drops a part of hyphens and dots only, and then finds a comma too many.
    whole = _has_letter(name.family) and _has_letter(name.given)
    return name if whole else PersonName(literal=name.literal or text)


def find_family_name(display: str) -> str:
    """Return what running text and pictures call an author: "van der Maaten", "Gemini Team"."""
    name = parse_name(display)
    return name.short if name else ""


def shorten_authors(authors: tuple[str, ...], *, truncated: bool) -> str:
    """Return authors as running text cites them: one, two, or the first and "et al."."""
    short = [name for name in map(find_family_name, authors) if name]
    if not short:
        return ""
    if truncated or len(short) > TWO:
        return f"{short[0]} et al."
    return " and ".join(short)


def normalise_family(name: str | PersonName) -> str:
    """Return a family name as matching compares it: words of a-z, without particle and suffix.

    Particles are left out because sources disagree about them. Accents go, other scripts are
    transliterated.

    >>> normalise_family("Martin Luther King Jr."), normalise_family("Laurens van der Maaten")
    ('king', 'maaten')
    """
    parsed = parse_name(name) if isinstance(name, str) else name
    return " ".join(split_family_words(parsed)) if parsed else ""


def split_family_words(name: PersonName) -> tuple[str, ...]:
    """Return the words of a family name in a-z, without particles and suffixes."""
    words = split_plain_words(name.literal or name.family)
    while len(words) > 1 and words[-1] in SUFFIXES | GENERATIONS:
        words = words[:-1]
    kept = [word for word in words if word not in PARTICLES and word not in ELISIONS]
    return tuple(kept) or words[-1:]


def split_plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a name in a-z: without accents and apostrophes, transliterated."""
    whole = ELIDED.sub(r"\1 ", text).translate(APOSTROPHES)
    return tuple(re.findall(r"[a-z0-9]+", anyascii(normalise(whole)).lower()))


def _without_marks(text: str) -> str:
    """Take off what is printed behind a person's name."""
    bare = text
    while found := BEHIND_NAME.search(bare) or BRACKETED.search(bare):
        bare = bare[: found.start()].rstrip(" ,")
    if is_organisation(bare) or not bare:
        return text
    words = bare.split()
    while len(words) > TWO and is_family_first(words[-1]) and not is_family_first(words[0]):
        words.pop()
    # A number or a bracket behind one word may belong to it: "Area 51", "Google (Switzerland)".
    belongs = len(words) == 1 and any(map(str.isalnum, text[len(bare) :]))
    return text if belongs else " ".join(words)


def _parse_person(text: str) -> PersonName:
    if is_organisation(text) or ";" in text or BRACKETED.search(text):
        return PersonName(literal=text)
    text = text.translate(HYPHENS)
    if "," in text:
        return _parse_with_comma(text)
    return _parse_words(text.split()) or PersonName(literal=text)


def _parse_with_comma(text: str) -> PersonName:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > TWO and DEGREE.fullmatch(parts[-1].rstrip(".")):
        parts.pop()
    suffixes = [part for part in parts[1:] if is_suffix(part)]
    if len(parts) == TWO and suffixes and not _is_family_and_initials(*parts):
        return _parse_with_suffix(*parts) or PersonName(literal=text)
    if len(parts) == THREE and len(suffixes) == 1:  # "King, Jr., Martin", "King, Martin, Jr."
        parts.remove(suffixes[0])
    elif len(parts) == THREE and is_initials(parts[2]):  # "Callan, James, P."
        parts[1:] = [" ".join(parts[1:])]
    if len(parts) != TWO or not all(parts):
        return PersonName(literal=text)
    family, given = parts[0].split(), parts[1].split()
    suffix = suffixes[0] if suffixes and suffixes[0] != parts[1] else ""
    for words in (family, given):
        if not suffix and len(words) > 1 and is_suffix(words[-1]):
            suffix = words.pop()
    behind: list[str] = []
    while len(given) > 1 and given[-1] in PARTICLES:  # "Maaten, Laurens van der"
        behind.insert(0, given.pop())
    return _name(behind + family, given, suffix)


def _parse_with_suffix(person: str, suffix: str) -> PersonName | None:
    """Take "Guy Steele, Jr." apart."""
    name = _parse_words(person.split())
    return None if name is None or name.suffix else replace(name, suffix=suffix)


def _parse_words(words: list[str]) -> PersonName | None:
    """Take a name without a comma apart; None where it must stay whole."""
    suffix = ""
    if len(words) >= THREE and is_suffix(words[-1]):
        suffix = words[-1]
        words = words[:-1]
    if len(words) == 1:
        return None
    if all(map(is_family_first, words)):
        return _name(words[:1], words[1:], suffix)
    if end := _end_of_capitals(words) or _begin_of_initials(words):
        family = words[:end]
        if len(family) > 1 and is_suffix(family[-1]):
            suffix = family.pop()
        return _name(family, words[end:], suffix)
    starts_small = words[0] in PARTICLES and any(word[0].isupper() for word in words[1:])
    if starts_small or (len(words) == TWO and is_suffix(words[1])):
        return None
    begin = min(_begin_of_family(words), _begin_of_capitals(words))
    return _name(words[begin:], words[:begin], suffix)


def _name(family: list[str], given: list[str], suffix: str) -> PersonName:
    """Make a name; what is small before the family name is its particle."""
    begin = 0
    while begin < len(family) - 1 and family[begin] in PARTICLES:
        begin += 1
    return PersonName(
        family=" ".join(family[begin:]),
        given=" ".join(given),
        particle=" ".join(family[:begin]),
        suffix=suffix,
    )


def _end_of_capitals(words: list[str]) -> int:
    """Return where a family name in capitals ends, "LEE Jae"; 0 where none stands in front."""
    run = list(takewhile(is_in_capitals, words))
    rest = " ".join(words[len(run) :])
    told = any(map(is_family_in_capitals, run)) and any(map(str.islower, rest))
    return len(run) if told else 0


def _begin_of_initials(words: list[str]) -> int:
    """Return where initials begin behind a family name, "van der Berg A"; 0 where none do."""
    end = len(words) - len(list(takewhile(is_initials, reversed(words))))
    return end if end < len(words) and not is_initial(words[0]) else 0


def _begin_of_family(words: list[str]) -> int:
    """Return where the family name with its particles begins; never 0, a given name is left."""
    last = len(words) - 1
    if last > 1 and words[last].lower() in GENERATIONS:
        last -= 1
    vietnamese = is_vietnamese(words)
    for place in range(1, last):
        word = words[place]
        if word in JOINING and place >= TWO:
            return place - 1
        if word in PARTICLES and (word != "in" or words[place + 1] in PARTICLES):
            return place
        if word in CAPITAL_PARTICLES and not vietnamese:
            return place
    return last


def _begin_of_capitals(words: list[str]) -> int:
    """Return where a family name in capitals begins, "Jean DE LA FONTAINE", at the end at most."""
    last = len(words) - 1
    begin = len(words) - len(list(takewhile(is_in_capitals, reversed(words))))
    before = " ".join(words[:begin])
    told = any(map(is_family_in_capitals, words[begin:])) and any(map(str.islower, before))
    return begin if told else last


def _is_family_and_initials(family: str, given: str) -> bool:
    """Tell "Ivanov, II" from "Guy Steele, II"."""
    return " " not in family and is_initials(given)


def _has_letter(text: str) -> bool:
    return any(character.isalnum() for character in text)
