"""A user's own statements do not meet the nodes in which a graph notes what it is.

In a graph file they are taken out of the copy that such statements are asked of. On a server they
stay, and the statement is changed: they have no relationships, so that only patterns of which a
single node is a match can meet them, and their nodes are asked not to have these labels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from citeloom.graph.cypher_tokens import Token, UnreadableCypherError, read_tokens
from citeloom.graph.schema import NOTES
from citeloom.graph.stores.statements import written_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citeloom.graph.stores.store import Store, StoreInfo
    from citeloom.graph.stores.values import Counters, Plan, Table

LABELS = tuple(each.label for each in NOTES)
OTHERS = f":!{'&!'.join(LABELS)} "
CLAUSES = (
    "WHERE", "RETURN", "WITH", "MATCH", "OPTIONAL", "UNWIND", "CALL", "UNION", "ORDER", "USING",
    "FINISH",
)  # fmt: skip
SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
OPENING, CLOSING = "([{", ")]}"
_Insert = tuple[int, str]  # a place in a statement, and what is put there


def hide_notes(statement: str) -> tuple[str, list[int]]:
    """Return a statement that does not meet the graph's notes, and what was added.

    Returns:
        The statement, and the places of the characters in it that nobody has written.
    """
    try:
        tokens = read_tokens(statement)
        whole = sum(
            _is(tokens, at, *OPENING) - _is(tokens, at, *CLOSING) for at in range(len(tokens))
        )
    except UnreadableCypherError:
        return statement, []
    if whole != 0:  # the store says what is wrong
        return statement, []
    inserts = sorted(
        {
            each
            for begin in _find_patterns(tokens)
            for part in _split_at_commas(tokens, begin)
            for each in _exclude(part)
        }
    )
    written, last = "", 0
    added: list[int] = []
    for place, text in inserts:
        written += statement[last:place]
        added += range(len(written), len(written) + len(text))
        written += text
        last = place
    return written + statement[last:], added


class WithoutNotes:
    """A store of which a user's own statements are asked. See `graph.stores.store.Store`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def info(self) -> StoreInfo:
        """Say what the store is."""
        return self._store.info()

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """Run a statement that only reads and does not meet the graph's notes."""
        sent, added = hide_notes(statement)
        with written_places(sent, added):
            found = self._store.read(sent, parameters, timeout=timeout, limit=limit)
        # A column without a name is called by its text.
        return replace(found, columns=tuple(name.replace(OTHERS, "") for name in found.columns))

    def explain(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Plan:
        """Say what the store would do for a statement, without doing it."""
        sent, added = hide_notes(statement)
        with written_places(sent, added):
            return self._store.explain(sent, parameters)

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Counters:
        """Run a statement as it is."""
        return self._store.write(statement, parameters)

    def write_rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> Counters:
        """Run a statement as it is."""
        return self._store.write_rows(statement, rows)

    def isolated(self) -> Store:
        """Return itself."""
        return self

    def commit(self) -> None:
        """Publish what was written."""
        self._store.commit()

    def close(self) -> None:
        """Release the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _find_patterns(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where patterns begin: after MATCH, and in EXISTS, COUNT and COLLECT."""
    for place, token in enumerate(tokens):
        follows = place + 1
        if place and _is(tokens, place - 1, ".", ":"):
            continue
        if token.is_word(*SUBQUERIES) and _is(tokens, follows, "{"):
            follows += 1
        elif not token.is_word("MATCH"):
            continue
        if _begins_pattern(tokens, follows):
            yield follows


def _begins_pattern(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a pattern begins: a bracket or a path's name, perhaps after `ANY SHORTEST`."""
    while place < len(tokens) and not _begins_path(tokens, place):
        token = tokens[place]
        if token.kind not in ("word", "number") or token.is_word(*CLAUSES):
            break
        place += 1
    return _is(tokens, place, "(") or _begins_path(tokens, place)


def _begins_path(tokens: Sequence[Token], place: int) -> bool:
    named = place < len(tokens) and tokens[place].kind in ("word", "quoted")
    return named and _is(tokens, place + 1, "=")


def _split_at_commas(tokens: Sequence[Token], begin: int) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each pattern of a list that begins at a place, and what follows them."""
    place = begin
    while place < len(tokens):
        token = tokens[place]
        if _is(tokens, place, *OPENING):
            place = _find_end(tokens, place)
        elif _is(tokens, place, *CLOSING) or token.is_word(*CLAUSES):
            break
        elif _is(tokens, place, ","):
            yield tokens[begin:place]
            begin = place + 1
        place += 1
    yield tokens[begin:place]


def _exclude(part: Sequence[Token]) -> Iterator[_Insert]:
    """Yield what to put into a pattern, where a single node without relationships can match it."""
    nodes: list[tuple[int, int]] = []
    ends: list[int] = []  # of the brackets around a path that are open
    steps = free = False
    place = 0
    while place < len(part):
        token = part[place]
        if _is(part, place, "(") and (_is(part, place + 1, "(") or _begins_path(part, place + 1)):
            ends.append(_find_end(part, place))
        elif _is(part, place, *OPENING):
            end = _find_end(part, place)
            if token.text == "(":
                nodes.append((place, end))
            elif token.text == "{":
                free = True  # as in `((a)-->(b)){0,2}`
            else:
                free = free or any(_is(part, each, "*") for each in range(place, end))
            place = end
        elif token.is_word("WHERE") and ends:
            place = ends.pop()
        else:
            free = free or _is(part, place, "*")
            steps = steps or _is(part, place, "-")
        place += 1
    if free or not steps:
        for start, end in nodes:
            yield from _exclude_node(part[start + 1 : end + 1])


def _exclude_node(inside: Sequence[Token]) -> Iterator[_Insert]:
    """Yield what to put into a node, of which the tokens up to its closing bracket are given."""
    ends = (
        place
        for place, token in enumerate(inside)
        if _is(inside, place, "{") or token.is_word("WHERE") or place == len(inside) - 1
    )
    end = next(ends)
    labels = next(
        (at for at in range(end) if _is(inside, at, ":") or inside[at].is_word("IS")), end
    )
    if labels == end:
        yield inside[end].start, OTHERS
    elif any(
        _is(inside, at, "!", "%", "$") or inside[at].text in LABELS for at in range(labels, end)
    ):
        yield inside[labels + 1].start, "("
        yield inside[end].start, ")" + OTHERS.replace(":", "&")


def _find_end(tokens: Sequence[Token], place: int) -> int:
    """Return the place of the bracket that closes the one at a place, or of the last token."""
    depth = 0
    for at in range(place, len(tokens)):
        depth += _is(tokens, at, *OPENING) - _is(tokens, at, *CLOSING)
        if depth == 0:
            return at
    return len(tokens) - 1


def _is(tokens: Sequence[Token], place: int, *symbols: str) -> bool:
    found = tokens[place] if place < len(tokens) else None
    return found is not None and found.kind == "symbol" and found.text in symbols
