"""The closing report of `build` as lines for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from citeloom.graph.vocabulary import MATCHES, REASONS, RELATIONS, SERVICES, STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citeloom.build_plan import BuildPlan
    from citeloom.build_report import BuildReport, Tally

NUMBERS = 6  # width of the column of numbers
LONGEST = 160  # characters of a title in the table
SHOWN = 5  # papers that are named in the table; --report has all of them


def format_report(report: BuildReport, width: int) -> Iterator[str]:
    """Yield the report; every block adds up to its first line."""
    for count, told in list_rows(report):
        text = "".join(each if each.isprintable() else " " for each in told)
        indent = " " * (NUMBERS + 2 + len(text) - len(text.lstrip()))
        yield textwrap.fill(
            f"{count:>{NUMBERS}}  {text}".rstrip(),
            max(width, 40),
            subsequent_indent=indent + "  ",
            break_on_hyphens=False,
        )
    if report.sample:
        yield f"\n{report.sample}"


def format_plan(plan: BuildPlan) -> Iterator[str]:
    """Yield what a build would ask for."""
    for listing in plan.listings:
        yield f"{listing.name}: {len(listing.entries)} papers ({listing.form})"
    for word in plan.live:
        yield f"{word}: the Hub would be asked for this listing"
    yield f"{plan.known} papers need no request: the archive has what finds them."
    if plan.by_id or plan.by_title:
        yield (
            f"{plan.by_id} papers would be looked up by id and {plan.by_title} by title, "
            f"for {plan.least_credits} to {plan.most_credits} OpenAlex credits; "
            "the works that they cite cost 1 credit for 100."
        )
    if plan.grow and not plan.growing_credits:
        yield "Growing the graph would cost nothing: there is nothing to ask for."
    elif plan.grow:
        yield (
            f"Growing the graph by up to {plan.grow:,} works around the list would cost up to "
            f"{plan.growing_credits:,} credits more; --grow 0 leaves it out."
        )
    yield "Nothing was asked and nothing was written."


def list_rows(report: BuildReport) -> Iterator[tuple[str, str]]:
    """Yield the lines of the report: a number and what it counts."""
    tally = report.tally
    for listing in report.listings:
        repeated = f", {listing.duplicates} repeated" if listing.duplicates else ""
        yield str(len(listing.entries)), f"papers in {listing.name} ({listing.form}{repeated})"
        for problem in listing.problems[:SHOWN]:
            yield "", f"  line {problem.line} could not be read: {problem.reason}: {problem.text}"
        if len(listing.problems) > SHOWN:
            yield "", f"  and {len(listing.problems) - SHOWN} more lines; see --report"
    if len(report.listings) > 1:
        yield str(tally.papers), "papers in all"
    yield from _list_found(tally)
    yield "", ""
    yield str(tally.references), "references named by their lists"
    yield str(tally.references_found), "  lead to a paper"
    yield str(tally.references_missing), "  lead to none, and are left out"
    if tally.references_unasked:
        yield str(tally.references_unasked), "  could not be asked about"
    lists = tally.reference_lists
    yield str(tally.papers), "papers listed"
    yield str(lists["openalex"]), "  with a reference list from OpenAlex"
    yield str(lists["s2"]), "  with one from Semantic Scholar"
    yield str(lists["nowhere"]), "  without one"
    yield "", ""
    yield str(tally.repositories.total()), "links to code"
    for relation, words in RELATIONS.items():
        yield str(tally.repositories[relation]), f"  {words.counted}"
    yield str(tally.pages), "links to pages"
    if tally.other_links:
        yield str(tally.other_links), "links to models, datasets and Spaces"
    yield str(tally.models), "models whose card mentions a paper"
    yield str(tally.datasets), "datasets"
    yield str(tally.spaces), "Spaces"
    yield "", ""
    yield from _list_grown(report)
    yield from _list_loaded(report)
    yield from _list_spent(report)


def _list_found(tally: Tally) -> Iterator[tuple[str, str]]:
    for step, words in STEPS.items():
        if tally.found[step]:
            yield str(tally.found[step]), f"  found {words.counted}"
    for match, papers in (("ambiguous", tally.ambiguous), ("none", tally.not_found)):
        yield str(len(papers)), f"  {MATCHES[match].counted}"
        for paper in papers[:SHOWN]:
            title = textwrap.shorten(paper.title, LONGEST, placeholder=" …")
            yield "", f"    {title[:LONGEST]}: {textwrap.shorten(paper.why, 2 * LONGEST)}"
        if len(papers) > SHOWN:
            yield "", f"    and {len(papers) - SHOWN} more; see --report"


def _list_grown(report: BuildReport) -> Iterator[tuple[str, str]]:
    grown = report.grown
    if grown.reasons or grown.credits:
        yield str(len(grown.reasons)), f"works around the list, for {grown.credits} credits"
        for reason, words in REASONS.items():
            yield str(grown.count(reason)), f"  {words.counted}"
        yield "", ""


def _list_loaded(report: BuildReport) -> Iterator[tuple[str, str]]:
    loaded = report.loaded
    if loaded is None:
        return
    nodes, relationships = loaded.nodes.values(), loaded.relationships.values()
    made = sum(each.created for each in (*nodes, *relationships))
    changed = sum(each.changed for each in (*nodes, *relationships))
    yield str(sum(each.distinct for each in nodes)), "nodes"
    yield str(sum(each.distinct - each.missing for each in relationships)), "relationships"
    if loaded.derived:
        yield str(loaded.derived), "  and where authors work, counted from their papers"
    counted = {"new": made, "changed": changed, "gone": loaded.left}
    what = ", ".join(f"{count} {word}" for word, count in counted.items() if count)
    yield "", f"  in {report.graph}: {what or 'nothing new'}"
    if report.others:
        yield "", f"  which also holds {', '.join(report.others[:SHOWN])}"
    if report.removed:
        yield str(report.removed), "entries left out, as you decided (citeloom remove)"
    if report.decided.papers:
        yield str(report.decided.papers), "papers with notes, tags and marks of yours"
    if report.decided.without:
        yield str(report.decided.without), "decisions about papers that are not in this graph"
    for told in (*loaded.mismatches[:SHOWN], *loaded.apart[:SHOWN]):
        yield "", f"  {told}"


def _list_spent(report: BuildReport) -> Iterator[tuple[str, str]]:
    requests = sum(each.requests for each in report.spending.values())
    yield str(requests), "requests"
    for name, each in report.spending.items():
        paid = f", {each.credits} credits" if name == "openalex" else ""
        left = each.budget.left if each.budget else None
        rest = f", {left} left" if left is not None else ""
        yield str(each.requests), f"  {SERVICES.get(name, name)}{paid}{rest}"
    yield f"{report.seconds:.1f}", "seconds"
