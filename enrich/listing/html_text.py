"""Reading HTML by the standard library's parser, in linear time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from html.parser import HTMLParser

# What begins so is no tag, and where it ends.
_UNREAD = (("<!--", "-->"), ("<![", ">"), ("<!", ">"), ("<?", ">"))


def feed_html(parser: HTMLParser, text: str) -> None:
    """Feed a text to a parser without its comments and declarations.

    The parser looks for the end of each comment anew; where many do not end, that is quadratic.
    What begins like a tag and does not end ends the text.
    """
    parser.feed(_without_comments(text))
    parser.close()


def _without_comments(text: str) -> str:
    parts: list[str] = []
    place = 0
    while (start := text.find("<", place)) >= 0:
        opening, closing = next(
            (pair for pair in _UNREAD if text.startswith(pair[0], start)), ("<", ">")
        )
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        if opening == "<":
            parts.append(text[place : end + 1])
        else:
            # Line ends stay, so that the parser counts lines right.
            parts += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + len(closing)
    parts.append(text[place:].replace("<", " "))
    return "".join(parts)
