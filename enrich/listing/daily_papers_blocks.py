"""The blocks of a saved Daily Papers page: paragraphs, feet of papers, and the page around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citeloom.enrich.listing.dates import MONTH_NAME, MONTHS, read_iso_date
from citeloom.graph.find_identifiers import identify

UNWRAPPED = 200  # a longer line shows that the page's lines are not wrapped
LONGEST_FOOT = 120
LONGEST_ORGANISATION = 60
JANUARY, DECEMBER = 1, 12

_PAGE_LINE = re.compile(
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
_AUTHORS = re.compile(r"[-*]? ?([0-9]{1,6}) authors?", re.IGNORECASE)
# In the current year the Hub prints no year.
_YEARLESS = re.compile(
    rf"(?P<month>{MONTH_NAME}) (?P<day>[0-9]{{1,2}})(?: +(?P<count>[0-9]{{1,6}}))?", re.IGNORECASE
)
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[(?P<text>[^\[\]]{0,20000})\]\((?P<address>[^()\s]{0,2000})\)")
_ADDRESS = re.compile(r"\s*<(?P<address>https?://[^<>\s]{1,2000})>")
_HUB_ADDRESS = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|arxiv\.org)/\S{0,2000}")
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
    yearless: tuple[int, int] | None = None
    organisation: str | None = None

    def is_free_for(self, other: Foot) -> bool:
        """Whether another line of a foot can belong to the same paper."""
        return not (
            (other.authors is not None and self.authors is not None)
            or (other.is_dated and self.is_dated)
        )

    @property
    def is_dated(self) -> bool:
        """Whether it has a date, with or without a year."""
        return self.date is not None or self.yearless is not None

    def take(self, other: Foot) -> None:
        """Add what another line of the same foot says."""
        self.authors = other.authors if self.authors is None else self.authors
        self.date = other.date or self.date
        self.count = other.count if self.count is None else self.count
        self.wrong_date = other.wrong_date or self.wrong_date
        self.yearless = other.yearless or self.yearless

    def date_for(self, arxiv_id: str | None) -> str | None:
        """Return the date; one without a year gets that of the paper's arXiv id, if it has one."""
        if self.date or not self.yearless or not arxiv_id or "/" in arxiv_id:
            return self.date
        month, day = self.yearless
        began = int(arxiv_id[2:4])
        year = 2000 + int(arxiv_id[:2]) - (began == JANUARY and month == DECEMBER)
        return read_iso_date(f"{year}-{month}-{day}")


@dataclass(slots=True)
class Block:
    """A paragraph or a foot, where it stands, and the paper that its links lead to."""

    first: int
    last: int
    text: str = ""
    foot: Foot | None = None
    arxiv_id: str | None = None
    is_known: bool = True  # each of its lines is known from the pages' menus and headings
    lines: list[str] = field(default_factory=list)


def split_blocks(text: str) -> list[Block]:
    """Cut the text into paragraphs and feet."""
    lines = [(*_without_links(line), bool(line.split())) for line in text.split("\n")]
    wrapped = max(len(line) for line, _, _ in lines) <= UNWRAPPED
    blocks: list[Block] = []
    is_open = False
    for number, (raw, arxiv_id, was_filled) in enumerate(lines, 1):
        line = " ".join(raw.split())
        before = blocks[-1] if blocks else None
        if not line:
            is_open = is_open and was_filled
            if was_filled and before:  # an address alone, which stands under what it belongs to
                before.arxiv_id = before.arxiv_id or arxiv_id
                before.last = number
            elif was_filled:
                blocks.append(Block(number, number))
            continue
        foot = read_foot(line) or _yearless(line, before)
        if foot == Foot() and before and _is_organisation(before, blocks[-2:-1]):
            before.foot = Foot(organisation=before.text)
        known = foot is None and _is_known_line(line)
        if foot is not None and before and before.foot and before.foot.is_free_for(foot):
            before.foot.take(foot)
        elif (
            foot is None and is_open and wrapped and before and not before.foot
            and (known or not before.is_known or not before.lines)
        ):  # fmt: skip
            before.is_known = before.is_known and known
        else:
            blocks.append(Block(number, number, foot=foot, is_known=known))
        block = blocks[-1]
        block.last = number
        block.lines.append(line)
        block.text = line if len(block.lines) == 1 else f"{block.text} {line}"
        block.arxiv_id = block.arxiv_id or arxiv_id
        is_open = True
    return blocks


def read_foot(line: str) -> Foot | None:
    """Read a line of a foot, or give None where a part of the line is something else."""
    if len(line) > LONGEST_FOOT:
        return None
    parts = [part.strip() for part in re.split(r"[·•|\u2027\u22c5]", line)]
    foot = Foot()
    for part in filter(None, parts):
        authors, dated, yearless = (
            shape.fullmatch(part) for shape in (_AUTHORS, _DATED, _YEARLESS)
        )
        if authors:
            foot.authors = int(authors[1])
        elif dated:
            foot.date = read_iso_date(dated["date"])
            foot.wrong_date = None if foot.date else part
            foot.count = int(dated["count"]) if dated["count"] else None
        elif yearless and (foot.authors is not None or foot.organisation):
            foot.take(_foot_of_day(yearless))
        elif part.isdecimal() and len(parts) > 1 and foot != Foot():
            foot.count = int(part[:6])
        elif len(parts) > 1 and len(part) <= LONGEST_ORGANISATION and not foot.organisation:
            foot.organisation = part
        else:
            return None
    if foot.organisation and not (foot.authors is not None or foot.is_dated):
        return None  # a title with a dot in it
    return foot


def _yearless(line: str, before: Block | None) -> Foot | None:
    """Read a date without a year where a foot waits for its date."""
    found = _YEARLESS.fullmatch(line)
    if found and before and before.foot and not before.foot.is_dated and not before.foot.wrong_date:
        return _foot_of_day(found)
    return None


def _foot_of_day(found: re.Match[str]) -> Foot:
    month = MONTHS.index(found["month"][:3].lower()) + 1
    count = int(found["count"]) if found["count"] else None
    return Foot(yearless=(month, int(found["day"])), count=count)


def _is_organisation(block: Block, earlier: list[Block]) -> bool:
    """Whether a block before a foot's dot is an organisation, not the title of a paper.

    An organisation stands under a paper's abstract or title; a title stands under another foot.
    """
    return (
        block.foot is None
        and len(block.lines) == 1
        and len(block.text) <= LONGEST_ORGANISATION
        and not block.text.endswith((".", ":", ";", ","))
        and bool(earlier)
        and earlier[0].foot is None
        and not is_page_text(earlier[0])
    )


def _without_links(line: str) -> tuple[str, str | None]:
    """Take the addresses out of a line, and say to which paper the first of them leads."""
    if "](" not in line and "http" not in line and not line.startswith("#"):
        return line, None
    addresses: list[str] = []

    def keep(found: re.Match[str]) -> str:
        addresses.append(found["address"])
        return found["text"] if "text" in found.groupdict() else ""

    bare = _LINK.sub(keep, _LINK.sub(keep, _IMAGE.sub("", line)))
    bare = re.sub(r"^\s*#{1,6}\s+", "", _ADDRESS.sub(keep, bare))
    alone = _HUB_ADDRESS.fullmatch(bare.strip())
    if alone:
        addresses.append(alone[0])
        bare = ""
    papers = (identify(re.sub(r"#.*", "", address)).get("arxiv_id") for address in addresses)
    return bare, next(filter(None, papers), None)


def is_page_text(block: Block) -> bool:
    """Whether a paragraph is known from the pages' menus and headings."""
    return block.foot is None and (not block.text or block.is_known or _is_known_line(block.text))


def _is_known_line(line: str) -> bool:
    bare = re.sub(r"^[-*] (?=\w)", "", line)
    return len(bare) <= LONGEST_FOOT and bool(
        _PAGE_LINE.fullmatch(bare) or _DAY_HEADING.fullmatch(bare)
    )
