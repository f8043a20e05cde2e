"""The blocks of a saved Daily Papers page: paragraphs, feet of papers, and the page's furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citeloom.enrich.listing.dates import MONTH_NAME, iso_date

UNWRAPPED = 200  # a longer line shows that the page's lines are not wrapped
LONGEST_FOOT = 120

_FURNITURE = re.compile(
    r"""(?:
        new|hot|trending|all|models?|datasets?|spaces?|papers|buckets|docs|enterprise|pricing|posts
      | log\ in|sign\ up|subscribe|follow|search|menu|website|community|company|tos|privacy|about
      | careers|jobs|blog|solutions|tasks|inference|upvotes?|previous|next|back|newest|oldest
      | today|yesterday|daily|weekly|monthly|day|week|month|feedback|system\ theme
      | get\ trending\ papers\ in\ your\ email\ inbox!?
      | get\ trending\ papers\ in\ your\ email\ inbox\ once\ a\ day!?
      | (?:daily|trending|weekly|monthly|top)\ papers(?:\ of\ the\ (?:day|week|month))?
      | by\ ?(?:AK|@?_?akhaliq)\ and\ the\ (?:research\ )?community
      | hugging\ face(?:'s\ logo)?
      | submitted\ by(?:\ \S{1,60})?|published\ by(?:\ \S{1,60})?
      | (?:github|arxiv\ page|view\ pdf|project\ page|view\ arxiv\ page)(?:\ [0-9.,]{1,8}k?)?
      | [0-9][0-9.,]{0,8}k?|[+-]|[·•*|]+
      | \u00a9.{0,40}
    )""",
    re.VERBOSE | re.IGNORECASE,
)
SUBMITTED_BY = re.compile(r"(?:submitted|published) by", re.IGNORECASE)
_DAY_HEADING = re.compile(rf"{MONTH_NAME} [0-9]{{1,2}}(?:, [0-9]{{4}})?", re.IGNORECASE)
_AUTHORS = re.compile(r"([0-9]{1,6}) authors?", re.IGNORECASE)
_DATED = re.compile(
    r"(?:(?:published|submitted)(?: (?:by \S{1,60} )?on)? )?"
    rf"(?P<date>{MONTH_NAME} [0-9]{{1,2}},? [0-9]{{4}}|[0-9]{{1,2}} {MONTH_NAME},? [0-9]{{4}}"
    r"|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})(?: +(?P<count>[0-9]{1,6}))?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Foot:
    """What stands under a paper."""

    authors: int | None = None
    date: str | None = None
    count: int | None = None
    wrong_date: str | None = None

    def is_free_for(self, other: Foot) -> bool:
        """Whether another line of a foot can belong to the same paper."""
        return not (
            (other.authors is not None and self.authors is not None)
            or (other.date is not None and self.date is not None)
        )

    def take(self, other: Foot) -> None:
        """Add what another line of the same foot says."""
        self.authors = other.authors if self.authors is None else self.authors
        self.date = other.date or self.date
        self.count = other.count if self.count is None else self.count
        self.wrong_date = other.wrong_date or self.wrong_date


@dataclass(slots=True)
class Block:
    """A paragraph or a foot, and where it stands."""

    first: int
    last: int
    text: str = ""
    foot: Foot | None = None


def blocks_of(text: str) -> list[Block]:
    """Cut the text into paragraphs and feet."""
    lines = text.split("\n")
    wrapped = max(map(len, lines)) <= UNWRAPPED
    blocks: list[Block] = []
    parts: list[list[str]] = []
    is_open = False
    for number, raw in enumerate(lines, 1):
        line = " ".join(raw.split())
        if not line:
            is_open = False
            continue
        foot = foot_of(line)
        before = blocks[-1] if blocks else None
        if foot is not None and before and before.foot and before.foot.is_free_for(foot):
            before.foot.take(foot)
            before.last = number
            parts[-1].append(line)
        elif foot is None and is_open and wrapped and before and not before.foot:
            before.last = number
            parts[-1].append(line)
        else:
            blocks.append(Block(number, number, foot=foot))
            parts.append([line])
        is_open = True
    for block, words in zip(blocks, parts, strict=True):
        block.text = " ".join(words)
    return blocks


def foot_of(line: str) -> Foot | None:
    """Read a line of a foot, or give None where a part of the line is something else."""
    if len(line) > LONGEST_FOOT:
        return None
    parts = [part.strip() for part in re.split(r"[·•|\u2027\u22c5]", line)]
    foot = Foot()
    for part in filter(None, parts):
        authors, dated = _AUTHORS.fullmatch(part), _DATED.fullmatch(part)
        if authors:
            foot.authors = int(authors[1])
        elif dated:
            foot.date = iso_date(dated["date"])
            foot.wrong_date = None if foot.date else part
            foot.count = int(dated["count"]) if dated["count"] else None
        elif part.isdecimal() and len(parts) > 1 and foot != Foot():
            foot.count = int(part[:6])
        else:
            return None
    return foot


def is_furniture(block: Block) -> bool:
    """Whether a paragraph is known from the pages' menus and headings."""
    text = block.text
    return len(text) <= LONGEST_FOOT and bool(
        _FURNITURE.fullmatch(text) or _DAY_HEADING.fullmatch(text)
    )
