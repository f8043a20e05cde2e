"""What was tried to find a paper, step by step: what was asked, the answer, and the price."""

from __future__ import annotations

from typing import NamedTuple

BETWEEN = " | "
FREE = "free"
A_CREDIT = "1 credit for up to {} papers"


class Tried(NamedTuple):
    """One step. The price is that of the question, also where the archive has the answer."""

    step: str
    answer: str
    price: str

    def write(self) -> str:
        """Return the step as one line, its three parts between bars."""
        return BETWEEN.join(" ".join(part.replace("|", "/").split()) for part in self)
