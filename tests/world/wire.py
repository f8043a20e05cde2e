"""A question and an answer, as the services of the world see them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a service sees it; `path` is without the prefix, percent signs decoded."""

    service: str
    method: str
    path: str
    raw_path: str
    query: tuple[tuple[str, str], ...]
    raw_query: str
    headers: dict[str, str]
    body: bytes = b""

    def first(self, name: str, default: str | None = None) -> str | None:
        """Return the first value of a parameter of the query."""
        return next((value for key, value in self.query if key == name), default)

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body or b"null")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answers; bytes go out as they are, anything else as JSON."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    credits: int = 0

    def payload(self) -> bytes:
        """Return the body's bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
