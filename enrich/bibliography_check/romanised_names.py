"""Family names of other scripts in Latin letters: one name, spelled by different systems.

Chaykovskiy (BGN/PCGN), Chaikovskii (ALA-LC), Čajkovskij (ISO 9) and Tchaikovsky (as people write
it) are one name; so are Saito, Saitou and Saitoh (Hepburn and what passports have).
"""

from __future__ import annotations

import re
from functools import lru_cache

from citeloom.enrich.matching.compare_titles import is_misspelling

SAME_SOUND = (
    (re.compile(r"tsch|tch|tj(?=[aeiou])"), "ch"),
    (re.compile(r"shch|sch|stch"), "sh"),
    (re.compile(r"kh|ch(?=[lr])"), "h"),
    (re.compile(r"ph|ff"), "f"),
    (re.compile(r"f\b"), "v"),  # Kolmogoroff
    (re.compile(r"w"), "v"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"tz|ts|cz"), "c"),
    (re.compile(r"(?<=[aou])h(?![aeiou])|(?<=o)u"), ""),  # Saitoh, Saitou
    (re.compile(r"(?<=[^aeiou])i(?=[aeou])|(?<=[aeo])i(?=e)"), ""),  # Dostoyevsky, Lyapunov
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=65_536)
def fold_sounds(name: str) -> str:
    """Reduce a family name of a-z to what systems of romanisation agree on.

    >>> fold_sounds("tchaikovsky"), fold_sounds("chaykovskiy"), fold_sounds("saitoh")
    ('chaikovski', 'chaikovski', 'saito')
    """
    for pattern, sound in SAME_SOUND:
        name = pattern.sub(sound, name)
    return name


def are_romanisations(first: str, second: str) -> bool:
    """Tell whether two family names of a-z can be one name, spelled otherwise or misspelt."""
    return fold_sounds(first) == fold_sounds(second) or is_misspelling(first, second)
