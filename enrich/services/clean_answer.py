"""What services answer, read and cleaned once, before anything of it is kept or believed.

JSON may say more than a graph, a file or a browser can hold: halves of characters, NaN, numbers of
thirty digits, texts without end, lists in lists in lists. What can be mended is mended; a value
that cannot be is left out, which is the same as unknown, and said so with the record's name.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from typing import Any

from citeloom.graph.clean_text import LARGEST, LONGEST, clean_characters

DEEPEST = 40  # lists and objects in each other; the services use a quarter of that
SAID = 20  # values of one answer that are named
_DIGITS = 20  # of a whole number; Python itself refuses those of thousands
_NAMES = ("id", "paperId", "full_name")  # what records are called in answers
# What in JSON may need cleaning, escaped or in UTF-8.
_SUSPECT = re.compile(
    rb"\\u(?:d[89a-f]|00[01]|007f|00[89]|fdd|fff[ef]|200b|2060|feff)|NaN|Infinity|\d{15}|\d[eE][+\d]"
    rb"|\x7f|\xc2[\x80-\x9f]|\xed[\xa0-\xbf]|\xef(?:\xb7|\xbf[\xbe\xbf]|\xbb\xbf)"
    rb"|\xe2(?:\x80\x8b|\x81\xa0)"
)


@dataclass(slots=True)
class _Cleaning:
    """One answer being cleaned, and what had to be left out of it."""

    left_out: dict[str, None] = field(default_factory=dict)

    def clean(self, value: Any, record: str, name: str = "", depth: int = 0) -> Any:
        """Return a value that everything here can hold, None where there is none.

        Args:
            value: As JSON gave it.
            record: What the record around it is called.
            name: The field that it stands in.
            depth: In how many lists and objects it stands.
        """
        if isinstance(value, str):
            return self._clean_text(value, record, name)
        if not isinstance(value, list | dict):
            if value is None or (math.isfinite(value) and abs(value) <= LARGEST):
                return value
            return self._leave_out(record, name, "a number that nothing can hold")
        if depth == DEEPEST:
            return self._leave_out(record, name, f"more than {DEEPEST} lists in each other")
        if isinstance(value, list):
            return [self.clean(each, record, name, depth + 1) for each in value]
        record = next(filter(None, (_shorten(value.get(key)) for key in _NAMES)), record)
        return {
            self._clean_text(key, record, name): self.clean(each, record, key, depth + 1)
            for key, each in value.items()
        }

    def _clean_text(self, text: str, record: str, name: str) -> str:
        if len(text) > LONGEST:
            self._leave_out(record, name, f"what a text has beyond {LONGEST:,} characters")
            text = text[:LONGEST]
        return clean_characters(text)

    def _leave_out(self, record: str, name: str, what: str) -> None:
        if len(self.left_out) < SAID:
            where = f"{_shorten(name) or 'a value'} of {record or 'an answer'}"
            self.left_out[f"{where}: {what}"] = None


def read_answer(text: bytes | str, record: str = "") -> tuple[Any, tuple[str, ...]]:
    """Read the JSON of an answer.

    Args:
        text: The JSON.
        record: What is asked for, where that is known.

    Returns:
        What it says, cleaned, and what had to be left out: a few words each.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested too deep to be read at all.
    """
    found = json.loads(text, parse_int=_read_whole)
    cleaning = _Cleaning()
    return cleaning.clean(found, _shorten(record)), tuple(cleaning.left_out)


def read_kept(text: bytes, record: str) -> tuple[Any, tuple[str, ...]]:
    """Read what an archive keeps; an older Citeloom may have kept it uncleaned.

    Args:
        text: The JSON, as `json.dumps` writes it.
        record: Its key.
    """
    if len(text) <= LONGEST and not _SUSPECT.search(text):
        return json.loads(text), ()
    return read_answer(text, record)


def _read_whole(digits: str) -> float:
    return int(digits) if len(digits) <= _DIGITS else math.inf


def _shorten(name: object) -> str:
    text = clean_characters(str(name)[:80]) if isinstance(name, str | int) else ""
    return " ".join(text.split())
