"""JSON as the explorer reads and writes it: what no graph holds is refused, and nothing breaks."""

from __future__ import annotations

import json
import math
from typing import Any

from starlette.responses import JSONResponse

SMALLEST, LARGEST = -(2**63), 2**63 - 1  # whole numbers of a graph


class PlainJSON(JSONResponse):
    """A value as JSON that every browser reads: no NaN, and lone surrogates by their escapes."""

    def render(self, content: Any) -> bytes:
        """Return the bytes."""
        try:
            text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        except ValueError:
            text = json.dumps(_make_finite(content), ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace")


def parse_json(body: bytes) -> Any:
    """Read JSON.

    Raises:
        ValueError: It is none, or holds what no graph does: NaN, a whole number of more than 64
            bits, half a character, or lists within lists without end.
    """
    try:
        found = json.loads(
            body, parse_constant=_refuse, parse_int=_read_whole, parse_float=_read_real
        )
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return found


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _read_whole(text: str) -> int:
    number = int(text)
    if not SMALLEST <= number <= LARGEST:
        raise ValueError("a number is too large")
    return number


def _read_real(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _make_finite(value: Any) -> Any:
    """Return a value with nothing in place of NaN and the infinite."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _make_finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_make_finite(each) for each in value]
    return value
