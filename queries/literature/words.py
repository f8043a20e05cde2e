"""Numbers in the sentences that tell what a main path or a spectrum of years rests on."""

from __future__ import annotations

import math

EXACT = 10**6  # numbers from here on are told by their power of ten


def write_count(number: int, name: str) -> str:
    """Write how many there are of something, such as `1 work` or `1,204 works`."""
    return f"{number:,} {name}{'s' * (number != 1)}"


def write_number(number: int) -> str:
    """Write a number that may have thousands of digits, which `str` refuses and nobody reads."""
    return f"{number:,}" if number < EXACT else f"about 10^{math.log10(number):.1f}"


def write_share(share: float) -> str:
    """Write a part of a whole, 0 to 1, as a percentage with two digits."""
    percent = 100 * share
    if percent < 0.1:  # noqa: PLR2004 - less is not worth a digit
        return "less than 0.1 %"
    return f"{percent:.{0 if percent >= 9.95 else 1}f} %"  # noqa: PLR2004 - two digits
