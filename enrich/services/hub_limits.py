"""The allowance of the Hub, which it tells in headers of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huggingface_hub.utils import (  # type: ignore[attr-defined]  # documented, not re-exported
    parse_ratelimit_headers,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def translate_limits(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Say the Hub's RateLimit headers in the words of everybody else: X-RateLimit, Retry-After.

    Args:
        headers: The headers of an answer, their names in lower case.
    """
    try:
        limits = parse_ratelimit_headers(headers)
        if limits is None:
            return headers
        said = {
            "x-ratelimit-remaining": str(limits.remaining),
            "x-ratelimit-reset": str(limits.reset_in_seconds),
        }
        if limits.limit is not None:
            said["x-ratelimit-limit"] = str(limits.limit)
        if limits.remaining == 0:  # a pause until the window begins anew
            said["retry-after"] = str(limits.reset_in_seconds + 1)
    except ValueError:  # a number of thousands of digits
        return headers
    return {**said, **headers}
