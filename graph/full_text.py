"""Search as one types: papers by title and abstract, people by name, repositories by name or owner.

Neo4j answers from its full-text index; an embedded graph has none, and the explorer keeps an index
of its own over it. What is found has a word that begins like each of the words typed, without
regard to case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeloom.graph import schema
from citeloom.graph.errors import StatementFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Node

_WORD = re.compile(r"\w+")
_SHOWN = {"Paper": "title", "Author": "name", "Repository": "name"}
_CANDIDATES = 10  # looked at for each hit wanted, so that the best of them can come first


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found: its label, id, what it is called, and the node itself."""

    label: str
    id: str
    name: str
    node: Node


def search(
    store: Store,
    text: str,
    labels: Sequence[str] = schema.FULL_TEXT_LABELS,
    limit: int = 20,
    *,
    timeout: float | None = None,
) -> list[Hit]:
    """Find nodes whose title, abstract or name has words that begin like those typed.

    Args:
        store: The graph, on a Neo4j server.
        text: What was typed; anything, as nothing in it has a special meaning.
        labels: Which of `Paper`, `Author` and `Repository` to look for.
        limit: How many hits at most.
        timeout: Seconds after which StatementTimeout is raised.

    Returns:
        The hits: those first whose name begins with the text, then those whose name has all the
        words, then those that have them in the abstract; listed papers before others.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    unknown = sorted(set(labels) - set(schema.FULL_TEXT_LABELS))
    if unknown:
        raise StatementFailed(f"There is no search for {', '.join(unknown)}")
    if not words or limit < 1:
        return []
    wanted = limit * _CANDIDATES
    nodes = _full_text(store, words, labels, wanted, timeout)
    nodes.sort(key=lambda node: _rank(node, words))
    return [_hit(node) for node in nodes[:limit]]


def _full_text(
    store: Store, words: list[str], labels: Sequence[str], wanted: int, timeout: float | None
) -> list[Node]:
    # Words hold nothing but letters, digits and _, so that none is an operator in lower case.
    query = " AND ".join(f"{word}*" for word in words)
    rows = store.read(
        f"CALL db.index.fulltext.queryNodes('{schema.FULL_TEXT}', $query) YIELD node, score "
        "WHERE any(label IN labels(node) WHERE label IN $labels) RETURN node LIMIT $limit",
        {"query": query, "labels": list(labels), "limit": wanted},
        timeout=timeout,
    ).rows
    return [row[0] for row in rows]


def _has(text: str, words: list[str]) -> bool:
    there = _WORD.findall(text)
    return all(any(each.startswith(word) for each in there) for word in words)


def _hit(node: Node) -> Hit:
    label = node.labels[0]
    name = node.properties.get(_SHOWN[label]) or node.properties["id"]
    return Hit(label, node.properties["id"], name, node)


def _rank(node: Node, words: list[str]) -> tuple[int, bool, int, str]:
    name = _hit(node).name.casefold()
    if " ".join(_WORD.findall(name)).startswith(" ".join(words)):
        place = 0
    else:
        place = 1 if _has(name, words) else 2
    cited: int = node.properties.get("cited_by_count") or 0
    return place, not node.properties.get("listed"), -cited, node.properties["id"]
