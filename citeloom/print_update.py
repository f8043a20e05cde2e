"""What an update would ask, and what it found, as lines for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from citeloom.graph.vocabulary import SERVICES
from citeloom.queries.news.news_item import KINDS
from citeloom.queries.news.write_news import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.update import UpdatePlan, UpdateReport

SHOWN = 30  # news that are printed; `citeloom news` has all


def format_update_plan(plan: UpdatePlan) -> Iterator[str]:
    """Yield what an update asks for, and the price."""
    again = plan.again
    if plan.goes_on:
        yield (
            f"An update began on {plan.since[:16].replace('T', ' ')} UTC: what was asked since "
            "then is not asked again; --again does."
        )
    for word in plan.live:
        yield f"{word}: the Hub is asked for this listing first, and what it adds comes on top."
    yield f"{plan.papers} papers are listed. To be asked again:"
    yield f"  OpenAlex: {len(again.listed)} records of listed papers"
    yield f"  OpenAlex: new works that cite {again.looks} listed papers"
    yield f"  OpenAlex: {_tell_others(plan)}"
    if again.unfound:
        yield (
            f"  all services: {len(again.unfound)} papers that OpenAlex did not have, "
            f"{len(again.by_title)} of them also by title"
        )
    yield f"  the Hugging Face Hub: {len(again.pages)} pages"
    yield f"  GitHub: {again.repositories} repositories"
    yield f"For at most {again.credits} OpenAlex credits."


def _tell_others(plan: UpdatePlan) -> str:
    chosen, all_ = len(plan.again.others), plan.again.of_others
    what = f"{chosen:,} of {all_:,} other works of the graph"
    if not chosen or chosen == all_:
        return what
    return f"{what}: half of them the nearest to the list, half those asked longest ago"


def format_report(report: UpdateReport) -> Iterator[str]:
    """Yield what is new and what it cost."""
    news = report.news
    if news:
        counts = Counter(each.kind for each in news)
        yield f"{len(news)} news: " + ", ".join(
            f"{counts[kind]} {words.counted}" for kind, words in KINDS.items() if counts[kind]
        )
        yield write_text(news[:SHOWN]).rstrip("\n")
        if len(news) > SHOWN:
            yield f"and {len(news) - SHOWN} more: citeloom news"
    else:
        yield "Nothing new." if report.complete else "Nothing new in what could be asked."
    spent = [
        f"{SERVICES.get(name, name)} {each.requests} requests"
        + (f" and {each.credits} credits" if name == "openalex" else "")
        for name, each in report.spending.items()
    ]
    yield f"Asked: {', '.join(spent) or 'nothing'}."
