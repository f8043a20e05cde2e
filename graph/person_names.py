"""Display names taken apart as a bibliography wants them.

The graph knows names as OpenAlex displays them, "Laurens van der Maaten". Neither library at hand
takes enough of them apart (figures in docs/decisions/exports.md): pybtex's Person follows
BibTeX, so that "Guy L. Steele Jr." has the family name "Jr." and "Benjamin Van Durme" the
given name "Benjamin Van"; nameparser takes "Prince" and "Sister" for titles and "De" in "De Wang"
for a particle. What cannot be known stays as BibTeX would have it: of two family names without a
hyphen only the last one is taken.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from citeloom.graph.plain_text import clean, read_words

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"})
PARTICLES = read_words(
    """
    af al auf bin da dai dal dalla das de degli dei del della den der di do dos du e el
    ibn la las le les los op 't ten ter van vom von y zu zum zur
    """
)
# Written with a capital, these begin a family name only between a given name and something else:
# "De Wang" and "Le Song" are not particles.
CAPITAL_PARTICLES = frozenset({"Al", "De", "Del", "Della", "Dos", "El", "Van", "Von"})
AFTER_CAPITAL = frozenset({"De", "Den", "Der", "La", "Las", "Los"})
# In a Vietnamese name "Van" is a middle name. The commonest family names, without their marks.
VIETNAMESE = read_words(
    "bui dang dinh do duong ho hoang huynh le ly ngo nguyen pham phan tran truong vo vu"
)
# Words of organisations. "AI" counts in capitals only (Ai is a name), "of" and its like only in
# small letters (The is a name, too).
ORGANISATION = re.compile(
    r"""\b(?:(?i:teams?|consortium|collaboration|group|project|committee|association|foundation
    |institutes?|university|laborator(?:y|ies)|labs?|inc|llc|ltd|gmbh|corporation|company|community
    |organi[sz]ation|network|initiative|department|ministry|society|cent(?:er|re)|agency|council
    |contributors|research|deepmind|technologies)|AI|of|for|the|and|et|others)\b|&|\d""",
    re.VERBOSE,
)
TWO = 2
THREE = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `literal` for what must not be taken apart, else the parts of a person's name."""

    literal: str = ""
    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""


def parse_name(display: str) -> Name | None:
    """Take a display name apart; None where there is nothing to print.

    Organisations, mononyms and names in a script without blanks are literals. Chinese and Korean
    names written with a blank begin with the family name. A name with a comma is read as
    "family, given" or "family, suffix, given".
    """
    text = clean(display).strip(" ,;")
    if not text:
        return None
    name = _parse_with_comma(text) if "," in text else _parse_without_comma(text)
    # BibTeX drops a part of hyphens and dots only, and then finds a comma too many.
    whole = name.literal or (_has_letter(name.family) and _has_letter(name.given))
    return name if whole else Name(literal=text)


def short_authors(authors: tuple[str, ...], *, truncated: bool) -> str:
    """Return authors as running text cites them: one, two, or the first and "et al."."""
    names = [name for name in map(parse_name, authors) if name is not None]
    short = [
        name.literal or " ".join(part for part in (name.particle, name.family) if part)
        for name in names
    ]
    if not short:
        return ""
    if truncated or len(short) > TWO:
        return f"{short[0]} et al."
    return " and ".join(short)


def _parse_without_comma(text: str) -> Name:
    words = text.split()
    suffix = ""
    if len(words) >= THREE and words[-1].rstrip(".").lower() in SUFFIXES:
        suffix = words.pop()
    if len(words) == 1 or ORGANISATION.search(" ".join(words)):
        return Name(literal=text)
    if all(is_family_first(word) for word in words):
        return Name(family=words[0], given=" ".join(words[1:]))
    begin = _begin_of_family(words)
    given, rest = words[:begin], words[begin:]
    particle: list[str] = []
    while len(rest) > 1 and rest[0] in PARTICLES:
        particle.append(rest.pop(0))
    return Name(
        family=" ".join(rest), given=" ".join(given), particle=" ".join(particle), suffix=suffix
    )


def _parse_with_comma(text: str) -> Name:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > THREE or not all(parts) or ORGANISATION.search(parts[0]):
        return Name(literal=text)
    if len(parts) == TWO and parts[1].rstrip(".").lower() in SUFFIXES:
        person = _parse_without_comma(parts[0])
        if person.literal or person.suffix:
            return Name(literal=text)
        return Name(
            family=person.family, given=person.given, particle=person.particle, suffix=parts[1]
        )
    words = parts[0].split()
    particle: list[str] = []
    while len(words) > 1 and words[0] in PARTICLES:
        particle.append(words.pop(0))
    return Name(
        family=" ".join(words),
        given=parts[-1],
        particle=" ".join(particle),
        suffix=parts[1] if len(parts) == THREE else "",
    )


def _begin_of_family(words: list[str]) -> int:
    """Return where the family name with its particles begins; never 0, a given name is left."""
    last = len(words) - 1
    for place in range(1, last):
        word = words[place]
        if word == "y" and place >= TWO:
            return place - 1
        if word in PARTICLES:
            return place
        if word in CAPITAL_PARTICLES and not (word == "Van" and _is_vietnamese(words)):
            return place
        if word in AFTER_CAPITAL and words[place - 1] in CAPITAL_PARTICLES and place > 1:
            return place - 1
    return last


def _is_vietnamese(words: list[str]) -> bool:
    plain = {
        "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        .replace("Đ", "D")
        .lower()
        for word in (words[0], words[-1])
    }
    return not plain.isdisjoint(VIETNAMESE)


def is_family_first(word: str) -> bool:
    """Tell whether a word is in a script whose names begin with the family name."""
    return all(unicodedata.name(c, "").startswith(("CJK ", "HANGUL ", "HIRAGANA ")) for c in word)


def _has_letter(text: str) -> bool:
    return any(character.isalnum() for character in text)
