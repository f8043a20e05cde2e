"""Which of the nodes that share names are one: what unites, what only hints, what forbids.

* The id of a work unites: it is the work itself, or one that was merged into it.
* A DOI, arXiv id or other key of a record's own unites, unless both sides are works of OpenAlex
  and their titles differ.
* A DOI of a copy, and the name of a venue, only hint: they unite what is no work with a work of
  the same title, and never two works. A hint that leads to two works is nobody's.

The tables stand in docs/matching.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citeloom.graph import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WORK = re.compile(r"[WS]\d+")  # a work or a venue of OpenAlex


@dataclass(frozen=True, slots=True)
class Claim:
    """A node is called by a name; `is_hint` where the name may be that of something else."""

    name: str
    node: str
    is_hint: bool


@dataclass(slots=True)
class Settled:
    """How the nodes of a group belong together.

    Attributes:
        groups: The nodes that are one, those alone left out.
        contested: Names that only hint, and at several nodes.
        apart: Names of their own that two works share whose titles differ, each with the works.
    """

    groups: list[list[str]] = field(default_factory=list)
    contested: set[str] = field(default_factory=set)
    apart: list[tuple[str, str, str]] = field(default_factory=list)


def is_work(name: str) -> bool:
    """Say whether a name is the id of a work or a venue of OpenAlex."""
    return WORK.fullmatch(name) is not None


def settle(
    claims: Iterable[Claim],
    own_titles: Mapping[str, frozenset[str]],
    titles: Mapping[str, frozenset[str]],
) -> Settled:
    """Say which nodes are one, whatever the order of the claims.

    Args:
        claims: What the nodes are called.
        own_titles: Normalised titles that OpenAlex gives to a node.
        titles: All normalised titles of a node.
    """
    called: dict[tuple[bool, str], set[str]] = {}
    for claim in claims:
        called.setdefault((claim.is_hint, claim.name), set()).add(claim.node)
    state = _State(own_titles, titles)
    for (is_hint, name), nodes in called.items():
        for node in nodes:
            state.note(node, is_work=not is_hint and is_work(name))
        if not is_hint and is_work(name):
            state.join_all(sorted(nodes))
    settled = Settled()
    own = sorted(
        (name for is_hint, name in called if not is_hint and not is_work(name)), key=identity.rank
    )
    for name in own:
        _settle_own(name, sorted(called[False, name]), state, settled)
    for name in sorted(name for is_hint, name in called if is_hint):
        sharing = called[True, name] | called.get((False, name), set())
        _settle_hint(name, sorted(sharing), state, settled)
    settled.groups = [sorted(group) for group in state.unions.groups()]
    return settled


def _settle_own(name: str, nodes: Sequence[str], state: _State, settled: Settled) -> None:
    works = sorted((node for node in nodes if state.has_work(node)), key=identity.rank)
    for node in works[1:]:
        other = next((each for each in works if each != node and state.may_join(each, node)), None)
        if other is not None:
            state.join_all([other, node])
        elif not any(name == told[0] for told in settled.apart):
            settled.apart.append((name, works[0], node))
    rest = [node for node in nodes if not state.has_work(node)]
    state.join_all([*works[:1], *rest])


def _settle_hint(name: str, nodes: Sequence[str], state: _State, settled: Settled) -> None:
    roots = sorted({state.find(node) for node in nodes})
    works = [node for node in roots if state.has_work(node)]
    first = (works or roots)[0]
    others = [node for node in roots if node != first]
    if len(works) > 1 or any(state.differ(first, node, state.titles) for node in others):
        settled.contested.add(name)
    else:
        state.join_all([first, *others])


class _State:
    """Unions of nodes, each with its titles and whether a work of OpenAlex is in it."""

    def __init__(
        self, own_titles: Mapping[str, frozenset[str]], titles: Mapping[str, frozenset[str]]
    ) -> None:
        self.unions = identity.Unions()
        self.own_titles = dict(own_titles)
        self.titles = dict(titles)
        self._works: dict[str, bool] = {}

    def note(self, node: str, *, is_work: bool) -> None:
        self._works[node] = self._works.get(node, False) or is_work

    def find(self, node: str) -> str:
        return self.unions.find(node)

    def has_work(self, node: str) -> bool:
        return self._works.get(self.find(node), False)

    def differ(self, one: str, other: str, titles: Mapping[str, frozenset[str]]) -> bool:
        first, second = (titles.get(self.find(each), frozenset()) for each in (one, other))
        return bool(first and second and not first & second)

    def may_join(self, one: str, other: str) -> bool:
        return self.find(one) == self.find(other) or not self.differ(one, other, self.own_titles)

    def join_all(self, nodes: Sequence[str]) -> None:
        for node in nodes[1:]:
            before = self.find(nodes[0]), self.find(node)
            self.unions.join(nodes[0], node)
            root = self.find(node)
            self._works[root] = any(self._works.get(each, False) for each in before)
            for titles in (self.own_titles, self.titles):
                titles[root] = frozenset().union(*(titles.get(each, ()) for each in before))
