"""The words and signs by which names are taken apart, and what can be told of one of them."""

from __future__ import annotations

import re
import unicodedata

from citeloom.graph.normalise_title import drop_accents
from citeloom.graph.plain_text import read_words

SUFFIXES = read_words("jr jnr sr snr ii iii iv 2nd 3rd 4th fils")
# In Portuguese these stay with the family name, "Silva Filho", and are none by themselves.
GENERATIONS = read_words("filho neto netto sobrinho junior júnior")
PARTICLES = read_words(
    """
    af al am auf bin bint da dai dal dalla das de degli dei del della dem den der di do dos du e el
    het i ibn in la las le les lo los op 't ten ter und v. v.d. van vd vom von vor y zu zum zur
    """
) | {"\u2019t"}
# These join two family names, "Ramón y Cajal", "Costa e Silva", "Gaudí i Cornet".
JOINING = frozenset({"y", "e", "i"})
# Written with a capital, these begin a family name only between a given name and something else:
# "De Wang" and "Le Song" are not particles.
CAPITAL_PARTICLES = frozenset({
    "Abu", "Al", "Ben", "Da", "Dal", "Dalla", "De", "Degli", "Del", "Della", "Di", "Dos", "Du",
    "El", "Ibn", "La", "Le", "St.", "Ten", "Ter", "Van", "Von",
})  # fmt: skip
# In a Vietnamese name "Van" is a middle name. The commonest family names, without their marks.
VIETNAMESE = read_words(
    "bui dang dinh do duong ho hoang huynh le ly ngo nguyen pham phan tran truong vo vu"
)
# In capitals, up to three letters are initials, "Polack FP", except these family names.
FAMILIES_IN_CAPITALS = read_words(
    """
    CHO CHU GUO HAN HU IM KIM LEE LI LIM LIN LIU LU MAO NAM OH QIU SHI SON SUH SUN TAN WU XIA XIE XU
    YAN YIN YOO YU YUN ZHU
    """
)
# Words of organisations. "AI" counts in capitals only (Ai is a name), "of" and its like only in
# small letters (The is a name, too).
ORGANISATION = re.compile(
    r"""\b(?:(?i:teams?|consorti(?:um|a)|collaborations?|group|groupe|project|committee|association
    |foundation|universit\w+|laborator\w+|labs?|inc|llc|ltd|gmbh|corp|corporation|company|community
    |organi[sz]ation|network|initiative|department|ministry|society|cent(?:er|re)|agency|council
    |institut(?:e|es|o)?|academy|alliance|federation|hospital|investigators|observatory|programme
    |workshop|contributors|research|deepmind|technologies)|AI|of|for|the|and|et|others)\b
    |&|@|\be\.\s?V\.|\d""",
    re.VERBOSE,
)
# The same without what may stand in a given name behind a comma.
ORGANISATION_BEHIND_COMMA = re.compile(
    r"\b(?i:teams?|consortium|collaboration|university|inc|llc|ltd|gmbh|corp)\b"
)
# What is printed behind a name and is no part of it: footnote marks, numbers that point to an
# affiliation or tell persons of one name apart ("Wei Wang 0001"), degrees.
BEHIND_NAME = re.compile(
    r"""\s*(?:
      [*†‡§¶‖∥\#\u2217\u204e⋆★☆✉✝✦]
      | [⁰¹²³⁴-⁹ᵃ-ᵛ⁺]+
      | \$?\^\S*
      | (?<=[^\W\d_]{2})\d{1,2}(?:\s*,\s*\d{1,2})*
      | \s(?:0\d{3}|\d{1,2}(?:\s*,\s*\d{1,2})*)
      | ,?\s(?:Ph\.?\s?D|M\.?Sc|B\.?Sc|D\.?Phil|Esq)\.?
    )[\s,]*$""",
    re.VERBOSE,
)
BRACKETED = re.compile(r"\s*[(\[\uff08][^()\[\]\uff08\uff09]*[)\]\uff09]$")
DEGREE = re.compile(r"M\.?D|MBA|MPH|FRS|DVM|Dr|Prof", re.IGNORECASE)
HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\ufe63\uff0d", "-"))
COMMAS = str.maketrans(dict.fromkeys("\uff0c\u060c", ","))
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?")
MOST_INITIALS = 3


def is_organisation(text: str) -> bool:
    """Tell whether a name is that of a team, a company, a university."""
    first, _, rest = text.partition(",")
    return bool(ORGANISATION.search(first) or ORGANISATION_BEHIND_COMMA.search(rest))


def is_family_first(word: str) -> bool:
    """Tell whether a word is in a script whose names begin with the family name."""
    scripts = ("CJK ", "HANGUL ", "HIRAGANA ", "IDEOGRAPHIC ")
    return all(unicodedata.name(c, "").startswith(scripts) for c in word)


def is_suffix(word: str) -> bool:
    """Tell whether a word follows a name, "Jr." or "III"."""
    return word.rstrip(".").lower() in SUFFIXES


def is_initials(word: str) -> bool:
    """Tell whether a word can only be initials: "L.N.", "J.-P.", "Yu.A.", "FP", "J-P"."""
    if "." in word:
        return word[0].isupper() and DOTTED.fullmatch(word) is not None and not is_suffix(word)
    letters = word.replace("-", "")
    return (
        letters.isalpha()
        and letters.isupper()
        and len(letters) <= MOST_INITIALS
        and letters not in FAMILIES_IN_CAPITALS
        and letters != "III"
    )


def is_initial(word: str) -> bool:
    """Tell whether a word is one letter, or is abbreviated."""
    return len(word) == 1 or "." in word


def is_in_capitals(word: str) -> bool:
    """Tell whether a word is all in capitals: a family name, a particle, or initials."""
    return word.isupper() and len(word) > 1 and "." not in word


def is_family_in_capitals(word: str) -> bool:
    """Tell whether a word in capitals can only be a family name."""
    return is_in_capitals(word) and not is_initials(word)


def is_vietnamese(words: list[str]) -> bool:
    """Tell whether the first or the last word of a name is a Vietnamese family name."""
    plain = {drop_accents(word.replace("Đ", "D")).lower() for word in (words[0], words[-1])}
    return not plain.isdisjoint(VIETNAMESE)
