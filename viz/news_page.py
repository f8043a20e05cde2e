"""News as one HTML file that needs nothing else and runs nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from citeloom.graph.plain_text import clean
from citeloom.queries.news.news_item import KINDS
from citeloom.queries.news.write_news import TITLE, group_by_day, name_kind
from citeloom.viz import bundle
from citeloom.viz.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.queries.news.news_item import NewsItem


@dataclass(frozen=True, slots=True)
class _Shown:
    """One of the news as the page prints it; `address` and `links` are safe to follow."""

    kind: str
    title: str
    reason: str
    evidence: str
    source: str
    address: str
    links: tuple[tuple[str, str], ...]


def make_news_page(items: Sequence[NewsItem], nothing: str) -> Page:
    """Make the page of some news.

    Args:
        items: The news.
        nothing: What is said where there are none.
    """
    style = bundle.read_style("colours") + bundle.read_style("news")
    dark = bundle.read_style(bundle.DARK)
    counted = Counter(each.kind for each in items)
    policy = (
        f"default-src 'none'; style-src {bundle.hash_inline(style)} {bundle.hash_inline(dark)}; "
        "base-uri 'none'; form-action 'none'"
    )
    html = bundle.load_template("news.html").render(
        title=TITLE,
        nothing=nothing,
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own file
        dark=Markup(dark),  # noqa: S704 - our own file
        counts=[(words.counted, counted[kind]) for kind, words in KINDS.items() if counted[kind]],
        days=[(day, [_show(each) for each in found]) for day, found in group_by_day(items)],
    )
    return Page(TITLE, html)


def _show(item: NewsItem) -> _Shown:
    return _Shown(
        name_kind(item.kind), clean(item.title), clean(item.reason), clean(item.evidence),
        clean(item.source), item.address,
        tuple((clean(name), address) for name, address in item.links),
    )  # fmt: skip
