"""Whether two names of venues can mean one venue. Where that is not sure, nothing is said.

Names are abbreviated as ISO 4 has it (beginnings of words, small words left out), as acronyms, and
otherwise; carry years, ordinals, volumes, places and tracks; and proceedings are named by their
conference, by their series, or by both. So names contradict each other only where both have words
of their own that are no abbreviation, or where both are known to be different series.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from citeloom.enrich.bibliography_check.venue_series import (
    ACRONYMS,
    CONTAINER,
    ONE_WORD,
    Series,
    find_series,
)
from citeloom.graph.latex_text import read_latex
from citeloom.graph.markup import strip_lines
from citeloom.graph.normalise_title import drop_accents
from citeloom.graph.plain_text import read_words

BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]]")
NUMBERED = re.compile(
    r"\b(?:'\d\d|\d+(?:st|nd|rd|th)?|[ivx]{2,6}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)[ -]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)?|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,7}teenth|"
    r"\w{3,7}tieth)\b"
)
SMALL = read_words(
    """
    a an and at by de del der des di die du el en et for für in la le les of on the to und with y
    """
)
# Words that say of what kind a venue is, and not which.
KINDS = read_words(
    """
    acm aaai ieee ieeecvf cvf siam usenix ifip acmieee acmsigir conference conferences conf
    proceedings proc
    symposium symp workshop workshops ws meeting annual ann international intl int joint journal j
    jour jnl transactions trans letters lett magazine mag bulletin bull annals review reviews rev
    archives arch reports rep advances adv communications commun volume vol part issue series
    papers paper long short main track tracks technical tech program special interest group
    congress colloquium forum summit national natl european eur asian world global research res
    record newsletter notices the new society soc association assoc online print edition press
    usa us united states america
    """
)
WORKSHOP = re.compile(r"workshop|tutorial|poster|demo|student|short paper|track", re.IGNORECASE)
# Those of them that names have or leave out freely; Nature is not Nature Communications.
LEFT_OUT = read_words(
    """
    acm aaai ieee ieeecvf cvf siam usenix ifip acmieee acmsigir conference conferences conf
    proceedings proc symposium symp workshop workshops ws meeting annual ann international intl int
    volume vol part series main track tracks the online print edition usa us united states america
    """
)
LEAST_PREFIX = 2
CONTRACTED = 4  # letters of a contraction, such as natl or commun
WORDS_TELL = 4  # letters of a word that tells a venue from others
ACRONYM_LETTERS = range(2, 11)


@dataclass(frozen=True, slots=True)
class VenueName:
    """A venue's name taken apart.

    Attributes:
        words: Its words in order, without small words, numbers and years.
        telling: Those that say which venue it is.
        acronyms: Those that are printed as acronyms, and what stands in brackets as one.
        head: How many of the telling words stand before the first comma.
        series: The series that it can mean.
        is_workshop: Whether it is a workshop, or a part of a conference like one.
        is_container: Whether it is a series in which many venues appear.
        is_latin: Whether it is in Latin letters.
    """

    words: tuple[str, ...]
    telling: tuple[str, ...]
    acronyms: frozenset[str]
    head: int
    series: frozenset[Series]
    is_workshop: bool
    is_container: bool
    is_latin: bool


def compare_venues(first: str, second: str) -> bool | None:
    """Compare two names of venues as printed.

    Returns:
        True where they can mean one venue, False where they surely do not, None where it is not
        sure.
    """
    here, there = read_venue(first), read_venue(second)
    if not here.words or not there.words:
        return None
    if here.words == there.words:
        return True
    are_known = bool(here.series and there.series)
    if here.series & there.series or (not are_known and _is_short_form(here, there)):
        return True
    if here.is_container or there.is_container or not (here.is_latin and there.is_latin):
        return None
    if are_known and not (here.is_workshop or there.is_workshop):
        return False  # a workshop may be named by the conference at which it is held
    return False if _differ(here, there) and _differ(there, here) else None


def _is_short_form(here: VenueName, there: VenueName) -> bool:
    """Tell whether one of two names is an abbreviation or an acronym of the other."""
    return any(
        is_abbreviated(short.words, long.words) or is_acronym_of(short, long)
        for short, long in ((here, there), (there, here))
    )


@lru_cache(maxsize=8_192)
def read_venue(name: str) -> VenueName:
    """Take a venue's name apart."""
    text = unicodedata.normalize("NFKC", strip_lines(read_latex(name)) or "")
    inside = [found["inside"].strip() for found in BRACKET.finditer(text)]
    text = BRACKET.sub(" ", text).split(" : ")[0]
    bracketed = {_plain(each) for each in inside if _looks_like_acronym(_no_year(each))}
    printed = _split_words(text)
    shouted = all(word.isupper() for word in printed if len(word) >= WORDS_TELL)
    acronyms = {
        _plain(word)
        for word in printed
        if (_looks_like_acronym(word) and not (shouted and len(printed) > 1))
        or (len(word) >= WORDS_TELL and _plain(word) in ACRONYMS)
    }
    words = tuple(_plain(word) for word in printed)
    head = _split_words(text.partition(",")[0])
    short = frozenset(filter(None, acronyms | bracketed))
    series = find_series(frozenset(words), short)
    telling = tuple(word for word in words if word not in KINDS)
    return VenueName(
        words=words,
        telling=telling or (words if series else ()),
        acronyms=short,
        head=sum(_plain(word) not in KINDS for word in head) or len(words),
        series=series,
        is_workshop=bool(WORKSHOP.search(text)),
        is_container=bool(CONTAINER.search(text)),
        is_latin=all(
            unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha()
        ),
    )


def is_abbreviated(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether each word of a name abbreviates the next word of the other, none left over.

    A longer name may have more words at its beginning and end that only say of what kind it is.
    """
    rest = [word for word in longer if word not in LEFT_OUT or _is_begun(word, shorter)]
    bare = [word for word in shorter if word not in LEFT_OUT or _is_begun(word, longer)]
    if not bare or not any(word not in KINDS for word in longer):
        return False
    return len(bare) == len(rest) and all(map(is_short_for, bare, rest))


def is_short_for(short: str, word: str) -> bool:
    """Tell whether a word abbreviates another: by its beginning, or by its beginning and end."""
    if short == word or (len(short) >= LEAST_PREFIX and word.startswith(short)):
        return True
    if short in ("j", "q") and word.startswith(short):
        return True
    return (
        CONTRACTED <= len(short) < len(word)
        and short[0] == word[0]
        and short[-1] == word[-1]
        and _is_subsequence(short, word)
    ) or short.rstrip("s") == word.rstrip("s")


def is_acronym_of(short: VenueName, whole: VenueName) -> bool:
    """Tell whether an acronym in a name is made of the beginnings of the words of the other."""
    initials = "".join(word[0] for word in whole.words)
    return any(
        len(acronym) in ACRONYM_LETTERS
        and (acronym in whole.acronyms or _is_made_of(acronym, whole.words, initials))
        for acronym in short.acronyms
    )


def _is_made_of(acronym: str, words: tuple[str, ...], initials: str) -> bool:
    if acronym in words:
        return True
    return len(acronym) > LEAST_PREFIX and _is_subsequence(acronym, initials)


def _differ(here: VenueName, there: VenueName) -> bool:
    """Tell whether a name has a telling word that nothing in the other can stand for."""
    spelled = [word for series in there.series for name in series.names for word in name]
    own = [
        word
        for word in here.telling[: here.head]
        if not any(_may_stand_for(word, other) for other in (*there.words, *spelled))
    ]
    if not own:
        return False
    is_bare = len(here.words) == 1 or here.acronyms.issuperset(here.telling)
    if is_bare and not here.series and here.words[0] not in ONE_WORD:
        return False  # an acronym, or a name that says nothing to us
    initials = "".join(word[0] for word in here.words)
    if any(len(a) > 1 and _is_subsequence(a, initials) for a in there.acronyms):
        return False
    return any(len(word) >= WORDS_TELL or (is_bare and word in ACRONYMS) for word in own)


def _may_stand_for(first: str, second: str) -> bool:
    return is_short_for(first, second) or is_short_for(second, first)


def _is_begun(word: str, words: tuple[str, ...]) -> bool:
    """Tell whether some word of a name may stand for a word that only says of what kind it is."""
    return any(_may_stand_for(word, other) for other in words)


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return bool(short) and short[0] == long[:1] and all(letter in letters for letter in short)


def _looks_like_acronym(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) in ACRONYM_LETTERS and capitals >= LEAST_PREFIX and " " not in word


def _no_year(text: str) -> str:
    return re.sub(r"[\s'\u2019]*(?:(?:19|20)\d\d|\d\d)$", "", text).strip()


def _split_words(text: str) -> list[str]:
    """Split into words as printed, without small words, numbers and ordinals."""
    joined = re.sub(r"(?<=\w)['\u2019](?=\w)", "", re.sub(r"'\d\d\b", " ", text))
    joined = re.sub(r"\b(?:[A-Za-z]\.){2,}", lambda found: found[0].replace(".", ""), joined)
    found = re.findall(r"[^\W_]+", joined.replace("&", " "))
    found = [re.sub(r"(?<=[A-Za-z]{2})(?:(?:19|20)\d\d|\d\d)$", "", word) for word in found]
    return [
        word
        for word in found
        if not NUMBERED.fullmatch(word.casefold()) and _plain(word) not in SMALL
    ]


def _plain(word: str) -> str:
    return drop_accents(_no_year(word)).casefold()
