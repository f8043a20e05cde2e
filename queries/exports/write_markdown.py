"""Markdown: a list to read, with the reason behind each paper and links to paper, code, models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeloom.graph.person_names import parse_name
from citeloom.graph.plain_text import clean
from citeloom.graph.vocabulary import RELATIONS, RELATIONSHIPS
from citeloom.queries.exports.latex_math import split_math
from citeloom.queries.exports.publication import (
    address,
    arxiv_label,
    safe_address,
    server,
    venue,
    when,
)
from citeloom.queries.exports.reference import by_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.exports.reference import Link, Reference

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&^])")
LINE_START = re.compile(r"([-+=]|\d+(?=[.)]))")
MOST_AUTHORS = 6


def write(references: Sequence[Reference], about: Sequence[str] = ()) -> str:
    """Return the references as Markdown, numbered, under their groups' headings."""
    lines = [line for note in about for line in (_paragraph(note), "")]
    for heading, members in by_group(references):
        if heading:
            lines += [f"## {escape(heading)}", ""]
        for number, reference in enumerate(members, start=1):
            lines += [f"{number}. {_entry(reference)}", *_grounds(reference)]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n" if lines else ""


def escape(text: str | None) -> str:
    """Return text that Markdown prints as it is; mathematics between dollar signs is kept."""
    return "".join(
        piece if math else MARKUP.sub(r"\\\1", piece) for piece, math in split_math(clean(text))
    )


def _paragraph(text: str) -> str:
    """Return text that begins a line: neither a list nor a heading."""
    escaped = escape(text)
    match = LINE_START.match(escaped)
    if match is None:
        return escaped
    return f"{match[1]}\\{escaped[match.end() :]}" if match[1].isdigit() else f"\\{escaped}"


def _entry(reference: Reference) -> str:
    title = f"**{_link(escape(reference.title) or 'Without title', address(reference))}**"
    year = when(reference).year
    place = venue(reference) or arxiv_label(reference) or server(reference)
    parts = [
        title + (" (**retracted**)" if reference.is_retracted else ""),
        _authors(reference) + ("" if year is None else f" ({year})"),
        f"*{escape(place)}*" if place else "",
        ", ".join(_link_text(link) for link in reference.links),
    ]
    return ". ".join(part.strip() for part in parts if part.strip()) + "."


def _authors(reference: Reference) -> str:
    names = [escape(name) for name in reference.authors if parse_name(name) is not None]
    cut = reference.authors_truncated or len(names) > MOST_AUTHORS
    return ", ".join(names[:MOST_AUTHORS]) + (" et al." if names and cut else "")


def _grounds(reference: Reference) -> list[str]:
    if reference.reason:
        return [f"   Why: {escape(reference.reason)}"]
    return [f"   Why: {escape(evidence.text)}" for evidence in reference.evidence[:1]]


def _link_text(link: Link) -> str:
    words = RELATIONS.get(link.relation or "") or RELATIONSHIPS[f"HAS_{link.kind.upper()}"]
    return _link(f"{words.reference}: {escape(link.name)}", link.url)


def _link(text: str, url: str) -> str:
    """Return a link, or only its text where the address is not one of the web."""
    target = safe_address(url)
    return f"[{text}]({target})" if target else text
