"""A Daily Papers page of the Hugging Face Hub, saved as text.

A paper is a title, its abstract, and a foot of author count and date, apart by empty lines::

    PretrainZero: Reinforcement Active Pretraining

    Mimicking human behavior to actively learning from general experience …

      • 6 authors
    ·
    Dec 2, 2025 3

Pages differ: an abstract may be missing or run over several paragraphs, a foot may be missing, on
one line, or in another layout. So the text is cut into feet and paragraphs, paragraphs are told
apart as headings and prose, and a heading is a paper when prose or a foot follows it. A heading
with neither is the page's own when its words are known, and is reported otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citeloom.enrich.listing.daily_papers_blocks import (
    LONGEST_FOOT,
    SUBMITTED_BY,
    Block,
    Foot,
    is_page_text,
    read_foot,
    split_blocks,
)
from citeloom.enrich.listing.make_entry import make_entry
from citeloom.enrich.listing.piece import Piece, make_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = "daily-papers"
LONGEST_HEADING = 300  # characters; the longest titles on arXiv have about 250
_SENTENCE_END = re.compile(r"[.;:!?][)\"'\u201d]?(?: |$)")


@dataclass(slots=True)
class _Draft:
    """A paper in the making."""

    heading: Block
    prose: list[Block] = field(default_factory=list)
    foot: Block | None = None


def is_daily_papers(text: str) -> bool:
    """Whether some line is an author count as the page prints it, or a dot above a date."""
    after_dot = False
    for line in text.split("\n"):
        head = line[:LONGEST_FOOT]
        if after_dot and (found := read_foot(" ".join(line.split()))) and found.date:
            return True
        if line.strip():
            after_dot = line.strip() == "\u00b7"
        if "author" in head.lower():
            found = read_foot(
                " ".join(re.sub(r"[\[\]]|\(http[^()]*\)|<http[^<>]*>", "", line).split())
            )
            if found is not None and found.authors is not None:
                return True
    return False


def parse(text: str, name: str = "the listing") -> Iterator[Piece]:  # noqa: ARG001 - as all readers
    """Read the pieces of a page, in order; together each line that is not empty is in one."""
    drafts: list[_Draft | Piece] = []
    blocks = _leave_out_page_text(split_blocks(text), drafts)
    current: _Draft | None = None
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.foot is not None:
            if current is None or current.foot is not None:
                reason = "an author count or a date without a paper above it"
                drafts.append(_unread(block, reason))
            else:
                current.foot = block
        elif current is None or current.foot is not None:
            current = _open(block, drafts)
        elif _is_prose(block) or (current.prose and not _begins_paper(block, following)):
            current.prose.append(block)
        else:
            current = _open(block, drafts)
    pieces = [one for draft in drafts for one in _close(draft)]
    covered = 0
    for piece in sorted(pieces, key=lambda piece: piece.first):
        if piece.first > covered:  # else what stands between the paragraphs of one paper
            yield piece
            covered = piece.last


def _open(block: Block, drafts: list[_Draft | Piece]) -> _Draft | None:
    if _is_prose(block) and not _may_be_title(block):
        drafts.append(_unread(block, "prose without a title above it"))
        return None
    draft = _Draft(block)
    drafts.append(draft)
    return draft


def _unread(block: Block, reason: str) -> Piece:
    told = make_problem(block.first, block.text, reason)
    return Piece(block.first, block.last, None, told, explained=False)


def _close(draft: _Draft | Piece) -> Iterator[Piece]:
    if isinstance(draft, Piece):
        yield draft
        return
    heading, foot = draft.heading, draft.foot
    last = (foot or (draft.prose[-1] if draft.prose else heading)).last
    if not draft.prose and foot is None:
        reason = "may be a title, but has no abstract, author count or date"
        told = make_problem(heading.first, heading.text, reason)
        yield Piece(heading.first, last, None, told, explained=False)
        return
    says = (foot.foot if foot else None) or Foot()
    blocks = [heading, *draft.prose, *([foot] if foot else [])]
    arxiv_id = next((block.arxiv_id for block in blocks if block.arxiv_id), None)
    paper = make_entry(
        heading.first,
        title=unescape(heading.text),
        abstract=unescape("\n\n".join(block.text for block in draft.prose)),
        date=says.date_for(arxiv_id),
        author_count=says.authors,
        ids={"arxiv_id": arxiv_id} if arxiv_id else None,
    )
    wrong = None
    if says.wrong_date and foot:
        wrong = make_problem(foot.first, says.wrong_date, "a date that is not in the calendar")
    if paper is not None and says.count is not None:
        paper = paper.model_copy(update={"listing_count": says.count})
    yield Piece(heading.first, last, paper, wrong)


def unescape(text: str) -> str:
    r"""Take LaTeX's backslash from `\%`, `\&`, `\#`, `\_` and `\$`; formulas stay as they are."""
    return re.sub(r"\\([%&#_$])", r"\1", text)


def _leave_out_page_text(blocks: list[Block], pieces: list[_Draft | Piece]) -> list[Block]:
    """Leave out what the page prints around papers, unless what follows makes it a paper."""
    kept: list[Block] = []
    user_follows = False
    before_papers = True
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        owns_something = following is not None and (
            following.foot is not None or (_is_prose(following) and not is_page_text(following))
        )
        stray_foot = block.foot is not None and block.foot == Foot()
        day = (
            block.foot is not None
            and block.foot.authors is None
            and block.foot.organisation is None
            and before_papers
        )
        known = block.foot is None and (is_page_text(block) or user_follows)
        if stray_foot or day or not block.text or (known and not owns_something):
            pieces.append(Piece(block.first, block.last))
        else:
            kept.append(block)
            before_papers = before_papers and block.foot is not None
        user_follows = bool(SUBMITTED_BY.fullmatch(block.text)) and not user_follows
    return kept


def _is_prose(block: Block) -> bool:
    """Whether a paragraph reads as sentences rather than as a title."""
    text = block.text
    if block.foot is not None:
        return False
    if len(text) > LONGEST_HEADING or "://" in text:
        return True
    return text.endswith((".", ":", ";", ",")) or len(_SENTENCE_END.findall(text)) > 2  # noqa: PLR2004 - "Skill-it! A: B?" is a title


def _may_be_title(block: Block) -> bool:
    return len(block.text) <= LONGEST_HEADING and "://" not in block.text


def _begins_paper(block: Block, following: Block | None) -> bool:
    """Whether a heading after an abstract opens the next paper."""
    words = block.text.split()
    if words[0].isalpha() and words[0].islower():
        return False  # the rest of a sentence, such as "where x is the input"
    return following is not None and (following.foot is not None or _is_prose(following))
