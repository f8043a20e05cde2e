"""Reading the news that updates have kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from citeloom.enrich.archive import Archive
from citeloom.graph.errors import UsageError
from citeloom.queries.news.news_item import NewsItem, read_item
from citeloom.workspace import find_workspace

if TYPE_CHECKING:
    from citeloom.settings import Settings

DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = re.compile(r"([0-9]{1,4})\s*([dwmy])")


@dataclass(frozen=True, slots=True)
class KeptNews:
    """News, and why there are none where there are none."""

    items: tuple[NewsItem, ...]
    nothing: str


def read_since(text: str | None, today: date | None = None) -> str:
    """Read from which day on news are wanted.

    Args:
        text: A day such as `2026-11-01`, or so many days, weeks, months or years: `7d`.
        today: From which these are counted back; by default today in UTC.

    Returns:
        The day, ISO 8601; an empty string where all are wanted.

    Raises:
        UsageError: It is neither.
    """
    if text is None:
        return ""
    span = _SPAN.fullmatch(text.strip().lower())
    today = today or datetime.now(UTC).date()
    try:
        if span:
            return (today - timedelta(days=int(span[1]) * DAYS[span[2]])).isoformat()
        return date.fromisoformat(text.strip()).isoformat()
    except (ValueError, OverflowError):
        raise UsageError(
            f"{text[:40]!r} is neither a day nor a number of days",
            todo="Write a day such as 2026-11-01, or 7d, 4w, 6m",
        ) from None


def read_kept_news(settings: Settings, since: str = "", graph: str | None = None) -> KeptNews:
    """Read the news that updates have kept: those of the project, or of the user's own lists.

    Args:
        settings: Where the archive is.
        since: Only those found on this day or later.
        graph: What `--graph` says, or None.

    Raises:
        ArchiveError: The archive cannot be read.
    """
    holder = find_workspace(settings, graph).holder
    with Archive.open(settings.archive_path, mode="read") as archive:
        memory = archive.read_memory(holder)
        items = tuple(read_item(row.body) for row in archive.read_news(holder, since))
    if memory is None or not memory.told_at:
        never = "No update has come to its end yet" if memory else "Nothing has been updated yet"
        nothing = f"{never}. Run citeloom update."
    else:
        span = f" since {since}" if since else ""
        nothing = f"Nothing new{span}. The last update was on {memory.told_at[:10]}."
    return KeptNews(items, nothing)
