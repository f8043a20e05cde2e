"""Addresses on the web that a page may link to: http and https, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from citeloom.graph.vocabulary import label_words

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 2000


def web_address(text: object) -> str | None:
    """Return an address if it is http or https with a host, else None.

    Control characters and blanks make an address unfit: browsers drop some of them, so that
    what is read is not what is opened.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    text = text.strip()
    if any(sign <= " " or sign in '<>"`\\\x7f' for sign in text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and host else None


def addresses(label: str, properties: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Name the places on the web where a node can be read: pairs of name and address.

    Args:
        label: The node's label.
        properties: Its properties; all of them come from outside.
    """

    def text(name: str) -> str:
        value = properties.get(name)
        return quote(value, safe="/:.()-_;", errors="replace") if isinstance(value, str) else ""

    found: list[tuple[str, str]] = []
    if label == "Paper":
        found += [
            (name, place + text(key))
            for name, place, key in (
                ("Paper (DOI)", "https://doi.org/", "doi"),
                ("arXiv", "https://arxiv.org/abs/", "arxiv_id"),
                ("OpenAlex", "https://openalex.org/", "openalex_id"),
                ("Semantic Scholar", "https://www.semanticscholar.org/paper/", "s2_id"),
            )
            if text(key)
        ]
    elif label in ("Author", "Institution", "Venue", "Topic"):
        if str(properties.get("id", ""))[:1] in "AISTW" and str(properties.get("id"))[1:].isdigit():
            found.append(("OpenAlex", "https://openalex.org/" + text("id")))
        if text("orcid"):
            found.append(("ORCID", "https://orcid.org/" + text("orcid")))
    if "url" in properties:
        found.append((label_words(label).link, str(properties["url"])))
    return tuple((name, good) for name, url in found if (good := web_address(url)))
