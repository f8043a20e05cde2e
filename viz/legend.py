"""What the colours of a drawing mean: community, topic, year, and being in the list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.viz.drawing import Drawing

Colour = Literal["community", "topic", "year", "listed"]

CATEGORIES = 8
STEPS = 6

Entry = dict[str, Any]


def make_legends(drawing: Drawing, community: Sequence[int]) -> dict[Colour, dict[str, Any]]:
    """Make the four legends of a drawing.

    Each has a `name`, `entries` (label, and colour: a set of colours in the style sheet and the
    number in it, or None) and `of`, the number of the entry of each node.
    """
    nodes = drawing.nodes
    names = name_communities(drawing, community)
    return {
        "community": {"name": "Community", **_sort_categories(
            list(community), [names.get(one, "") for one in community], "Other communities"
        )},
        "topic": {"name": "Topic", **_sort_categories(
            [node.topic for node in nodes], [node.topic or "" for node in nodes], "Other topics"
        )},
        "year": {"name": "Year", **_divide_years([node.year for node in nodes])},
        "listed": {"name": "In my list", **_tell_listed(drawing)},
    }  # fmt: skip


def choose_colour(drawing: Drawing, *, folded: bool) -> Colour:
    """Choose what colours mean at first: the topic where most papers have one, else the community.

    A drawing whose communities are folded is coloured by them.
    """
    papers = [node for node in drawing.nodes if node.kind == "Paper"]
    topics = sum(node.topic is not None for node in papers)
    return "topic" if 2 * topics > len(papers) and not folded else "community"


def name_communities(drawing: Drawing, community: Sequence[int]) -> dict[int, str]:
    """Name communities by the topic that sets them apart, else by their most cited member.

    A topic counts for a community if a third of its papers with a topic have it, and no larger
    community bears its name already.
    """
    members: dict[int, list[int]] = {}
    for number, one in enumerate(community):
        members.setdefault(int(one), []).append(number)
    names: dict[int, str] = {}
    taken: set[str] = set()
    for one in sorted(members, key=lambda key: (-len(members[key]), key)):
        nodes = [drawing.nodes[number] for number in members[one]]
        topics = Counter(node.topic for node in nodes if node.topic)
        name = next(
            (
                topic
                for topic, count in sorted(topics.items(), key=lambda item: (-item[1], item[0]))
                if topic not in taken and 3 * count >= topics.total()
            ),
            None,
        )
        if name is None:
            first = min(nodes, key=lambda node: (-node.cited, node.kind != "Paper", node.id))
            name = f"Around {first.short}" if len(nodes) > 1 else first.short
        taken.add(name)
        names[one] = name
    return names


def _sort_categories(keys: list[Any], labels: list[str], rest: str) -> dict[str, Any]:
    """Give the most frequent keys a colour each; the others share one."""
    population = Counter(key for key in keys if key is not None)
    first = sorted(population, key=lambda key: (-population[key], str(key)))
    first = [key for key in first if population[key] > 1 or len(population) <= CATEGORIES]
    first = first[:CATEGORIES]
    place = {key: number for number, key in enumerate(first)}
    label = dict(zip(keys, labels, strict=True))
    entries: list[Entry] = [
        {"label": label[key], "colour": ["category", number]} for key, number in place.items()
    ]
    others = len(entries)
    of = [place.get(key, others if key is not None else -1) for key in keys]
    if others in of:
        entries.append({"label": rest, "colour": ["other", None]})
    if -1 in of:
        of = [len(entries) if one == -1 else one for one in of]
        entries.append({"label": "Without topic", "colour": ["other", None]})
    return {"entries": entries, "of": of}


def _divide_years(years: list[int | None]) -> dict[str, Any]:
    """Divide the years into steps with about equally many nodes each, from light to dark."""
    known = sorted(year for year in years if year is not None)
    bounds = sorted({known[len(known) * step // STEPS] for step in range(STEPS)}) if known else []
    entries: list[Entry] = []
    for number, low in enumerate(bounds):
        high = bounds[number + 1] - 1 if number + 1 < len(bounds) else known[-1]
        shade = round(number * (STEPS - 1) / max(len(bounds) - 1, 1))
        label = str(low) if low == high else f"{low}–{high}"  # noqa: RUF001 - a range of years
        entries.append({"label": label, "colour": ["scale", shade]})
    of = [len(bounds) if year is None else sum(low <= year for low in bounds) - 1 for year in years]
    if len(bounds) in of:
        entries.append({"label": "Without year", "colour": ["other", None]})
    return {"entries": entries, "of": of}


def _tell_listed(drawing: Drawing) -> dict[str, Any]:
    entries: list[Entry] = [
        {"label": "In my list", "colour": ["listed", None]},
        {"label": "Not in my list", "colour": ["unlisted", None]},
        {"label": "Not a paper", "colour": ["other", None]},
    ]
    of = [2 if node.kind != "Paper" else 0 if node.listed else 1 for node in drawing.nodes]
    used = sorted(set(of))
    return {"entries": [entries[one] for one in used], "of": [used.index(one) for one in of]}
