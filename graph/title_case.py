"""Which of two ways to write one title is shown."""

from __future__ import annotations

import re
import unicodedata

_JOINTS = re.compile(r"[\s\u00ad\u2010-\u2015\u2212-]+")


def choose_better_written(title: str, *others: str | None) -> str:
    """Return a title, or the first other way to write the same one that is better.

    OpenAlex has many titles in capitals. Another way is better where it differs only in case,
    dashes or blanks, and the title itself is all capitals or all small letters and it is not.
    """
    if _is_well_written(title):
        return title
    folded = _fold(title)
    return next(
        (each for each in others if each and _is_well_written(each) and _fold(each) == folded),
        title,
    )


def _is_well_written(title: str) -> bool:
    letters = [character for character in title if character.isalpha()]
    has_case = any(character.lower() != character.upper() for character in letters)
    return not has_case or not (title.isupper() or title.islower())


def _fold(title: str) -> str:
    return _JOINTS.sub("", unicodedata.normalize("NFKC", title)).casefold()
