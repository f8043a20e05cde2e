"""Links that a paper names: code, models, datasets, Spaces, pages and other papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.enrich.links.addresses import Address, clean, find_text_addresses
from citeloom.enrich.links.relation import AFTER, BEFORE, CANDIDATE, judge_relation
from citeloom.enrich.links.sentences import cut_sentence, find_breaks
from citeloom.enrich.links.targets import Kind, Target, find_targets

if TYPE_CHECKING:
    from citeloom.graph.records import LinkSource, PageKind, Relation

__all__ = ["Kind", "Link", "find_hub_links", "find_links"]

HUB_SAYS_CODE = "the Hub names it as the paper's repository"
HUB_GUESSES_CODE = "the Hub found it by itself; nobody has confirmed that it is the paper's"
HUB_SAYS_PAGE = "the Hub names it as the paper's project page"
NAMED_BY_PEOPLE = (None, "user")  # the Hub says `auto` of what it found; older answers say nothing
HUB_CONFIDENCE = 0.9  # whoever submits a paper may fill these in
_ORDER: dict[Relation, int] = {"own": 2, "mentioned": 1, "candidate": 0}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a paper.

    Attributes:
        url: The address as printed, without the blanks of a broken line; for a candidate made
            from a project page, the page's address.
        key: Id of the node that it leads to: `host/owner/name` in lower case for a repository,
            the Hub's id for a model, dataset or Space, `arxiv:…` or `doi:…` for a paper, and for
            a page its normalised address (without scheme, `www.`, fragment, closing slash).
        kind: What it leads to.
        relation: The paper's own, merely mentioned, or a candidate that nobody has confirmed.
        evidence: The sentence that it stands in, or what the Hub says.
        source: Who says so.
        confidence: How sure the relation is, 0 to 1; see `enrich.links.relation`.
        address: Where a browser should go, with `https://`.
        host: Host, without `www.`.
        owner: Owner of a repository or of something on the Hub, case as printed.
        name: Its name, case as printed.
        category: Kind of a page; None for everything else.
    """

    url: str
    key: str
    kind: Kind
    relation: Relation
    evidence: str
    source: LinkSource
    confidence: float
    address: str
    host: str
    owner: str = ""
    name: str = ""
    category: PageKind | None = None


def find_links(text: str, *, source: LinkSource = "abstract") -> tuple[Link, ...]:
    """Find the links in an abstract.

    Each thing is given once, in the order of the text, with the most telling sentence that names
    it. Takes time in proportion to the text, and never fails.

    Args:
        text: Plain text of any length.
        source: Whose text it is.

    Returns:
        The links, and for a page at GitHub Pages or GitLab Pages also the repository that it may
        be made from, as a candidate.
    """
    found = list(find_text_addresses(text))
    stops = find_breaks(text, [(one.start, one.end) for one in found])
    links: dict[tuple[Kind, str], Link] = {}
    previous = 0
    following = [*(one.start for one in found), len(text)][1:]
    for one, upcoming in zip(found, following, strict=True):
        evidence, begin, finish = cut_sentence(text, one.start, one.end, stops)
        before = text[max(begin, previous, one.start - BEFORE) : one.start]
        after = text[one.end : min(finish, upcoming, one.end + AFTER)]
        said, confidence = judge_relation(before, after)
        for target in find_targets(clean(one.url)):
            _keep(links, _link(target, one, before, evidence, source, said, confidence))
        if one.sure:
            previous = one.end
    return tuple(links.values())


def find_hub_links(
    project_page: str | None, github_repo: str | None, added_by: str | None = None
) -> tuple[Link, ...]:
    """Make links of what the Hub's page of a paper names.

    Args:
        project_page: Address of a project page, or None.
        github_repo: Address of a repository, or `owner/name` on GitHub, or None.
        added_by: Who named the repository, as the Hub says; a repository that no person named is a
            candidate.
    """
    links: dict[tuple[Kind, str], Link] = {}
    code = (github_repo or "").strip()
    if re.fullmatch(r"[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}", code):
        code = f"https://github.com/{code}"
    says_code = HUB_SAYS_CODE if added_by in NAMED_BY_PEOPLE else HUB_GUESSES_CODE
    for url, evidence in ((code, says_code), ((project_page or "").strip(), HUB_SAYS_PAGE)):
        place = Address(url, 0, len(url))
        said: tuple[Relation, float] = ("own", HUB_CONFIDENCE)
        if evidence == HUB_GUESSES_CODE:
            said = ("candidate", CANDIDATE)
        for target in find_targets(url):
            before = "project page" if evidence == HUB_SAYS_PAGE else ""
            _keep(links, _link(target, place, before, evidence, "hub", *said))
    return tuple(links.values())


def _link(  # noqa: PLR0913, PLR0917 - joins what four modules say of one address
    target: Target,
    place: Address,
    before: str,
    evidence: str,
    source: LinkSource,
    said: Relation,
    confidence: float,
) -> Link:
    is_guess = not target.certain or not place.sure
    category = target.category
    if category == "other" and re.search(
        r"\b(?:project|home|web)[ -]?(?:page|site)(?: is)?(?: available)?(?: at| here)?\W{0,8}$",
        before[-60:],
        re.IGNORECASE,
    ):
        category = "project"
    return Link(
        url=place.url,
        key=target.key,
        kind=target.kind,
        relation="candidate" if is_guess else said,
        evidence=evidence,
        source=source,
        confidence=CANDIDATE if is_guess else confidence,
        address=target.address,
        host=target.host,
        owner=target.owner,
        name=target.name,
        category=category,
    )


def _keep(links: dict[tuple[Kind, str], Link], link: Link) -> None:
    at = (link.kind, link.key)
    known = links.get(at)
    if known is None or _weight(link) > _weight(known):
        links[at] = link


def _weight(link: Link) -> tuple[int, float]:
    return _ORDER[link.relation], link.confidence
