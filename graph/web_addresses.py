"""Where papers, people and code are on the web, and which addresses are safe to link to.

Ids and addresses come from outside. Every address that leaves Citeloom, in a page, a card, a
terminal or an export, has gone through `make_safe_address`.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 2_000
# What an address begins with, by the property that holds the rest.
BEGINS = {
    "doi": "https://doi.org/",
    "arxiv_id": "https://arxiv.org/abs/",
    "openalex_id": "https://openalex.org/",
    "s2_id": "https://www.semanticscholar.org/paper/",
    "orcid": "https://orcid.org/",
}
NAMES = {
    "doi": "Paper (DOI)", "arxiv_id": "arXiv", "openalex_id": "OpenAlex",
    "s2_id": "Semantic Scholar", "orcid": "ORCID",
}  # fmt: skip
URL_NAMES = {"Repository": "Code", "WebPage": "Web page"}  # other labels name themselves
ARXIV_DOI = "10.48550/"
FORBIDDEN = frozenset(' <>"`\\')
# Old and new name servers read these as different hosts (https://unicode.org/reports/tr46/).
DEVIATING = frozenset("\u00df\u03c2\u200c\u200d")

_HOST_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_OPENALEX_ID = re.compile(r"[AISTW][0-9]+")
_PREFIX = {"arxiv": "arxiv_id", "doi": "doi", "s2": "s2_id"}


def make_safe_address(text: object) -> str | None:
    """Return an address that a reader may be led to, in ASCII, or None.

    It is http or https, names a host and no user (`https://github.com@evil.example/` leads to
    evil.example), and holds no blank, control character, quote, angle bracket or backslash:
    browsers drop or turn some of them, so that what is read is not what is opened. A host in
    other letters is given in the form that browsers show and name servers know (`xn--…`); what
    is not ASCII elsewhere, and what could end a link in Markdown or LaTeX, is percent-encoded.
    """
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    text = text.strip()
    # What is not printable: blanks but the plain one, controls, what is invisible or turns the
    # direction of writing, lone surrogates.
    if not text.isprintable() or any(sign in FORBIDDEN for sign in text):
        return None
    try:
        parts = urlsplit(text)
        host = _make_host(parts)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    kept = (quote(part, safe="%/:?#@!$&*+,;=-._~[]'") for part in (parts.path, *parts[3:]))
    safe = urlunsplit((parts.scheme, host, *kept))
    return safe if len(safe) <= LONGEST else None


def make_address(kind: str, key: object) -> str | None:
    """Return the address of an id, or None where there is none.

    Args:
        kind: `doi`, `arxiv_id`, `openalex_id`, `s2_id` or `orcid`.
        key: The id; anything that comes from outside.
    """
    name = key.strip() if isinstance(key, str) and key.isprintable() else ""
    return make_safe_address(BEGINS[kind] + quote(name, safe="/:;.,+-_~")) if name else None


def choose_paper_address(paper: str | None, ids: Mapping[str, Any]) -> str | None:
    """Return the one address where a paper is read best, or None.

    That is the DOI of the published version, else arXiv, else arXiv's own DOI, else OpenAlex,
    else Semantic Scholar.

    Args:
        paper: The paper's id in the graph, which says as much where `ids` say nothing.
        ids: `doi`, `arxiv_id`, `openalex_id` and `s2_id`, those that are known.
    """
    known = {**read_graph_id(paper or ""), **{kind: key for kind, key in ids.items() if key}}
    first = "arxiv_id" if str(known.get("doi", "")).lower().startswith(ARXIV_DOI) else "doi"
    order = (first, "doi", "arxiv_id", "openalex_id", "s2_id")
    return next((found for kind in order if (found := make_address(kind, known.get(kind)))), None)


def find_addresses(label: str, properties: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return every place on the web where a node can be read: pairs of name and address.

    Args:
        label: The node's label.
        properties: Its properties; all of them come from outside.
    """
    keys = {kind: properties.get(kind) for kind in BEGINS}
    if label in ("Author", "Institution", "Venue", "Topic"):
        keys["openalex_id"] = read_graph_id(str(properties.get("id") or "")).get("openalex_id")
    found = [(NAMES[kind], make_address(kind, key)) for kind, key in keys.items()]
    found.append((URL_NAMES.get(label, label), make_safe_address(properties.get("url"))))
    return tuple((name, address) for name, address in found if address)


def read_graph_id(text: str) -> dict[str, str]:
    """Return the id of a service that an id of the graph holds: its kind and itself, or nothing."""
    if _OPENALEX_ID.fullmatch(text):
        return {"openalex_id": text}
    prefix, colon, key = text.partition(":")
    return {_PREFIX[prefix]: key} if colon and key and prefix in _PREFIX else {}


def _make_host(parts: SplitResult) -> str:
    """Return host and port in ASCII; empty where there is no host.

    Raises:
        ValueError: It is none that a link may name.
    """
    if "@" in parts.netloc:
        raise ValueError("an address with a user in it")
    host, port = parts.hostname or "", parts.port
    if ":" in host:
        host = f"[{IPv6Address(host)}]"
    elif DEVIATING & set(host):
        raise ValueError("a host that names two")
    elif host:
        host = host.encode("idna").decode("ascii").lower()
        if not all(_HOST_LABEL.fullmatch(label) for label in host.removesuffix(".").split(".")):
            raise ValueError("a host with characters that no host has")
    return host if port is None or not host else f"{host}:{port}"
