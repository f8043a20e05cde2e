"""Questions of one's own: statements that only read, on both stores, by layers.

No single layer is enough. A driver's reading mode promises nothing; lists of keywords have been
passed by comments, by ``FOREACH`` and by ``CALL { }``; ``EXPLAIN`` calls ``apoc.load.json`` a read
although it opens files and addresses. So a statement must pass all of these:

1. its text is taken apart into tokens and every clause, procedure and namespaced function must
   be on a short list; what the two stores would read differently is refused, and comments are
   taken out;
2. ``EXPLAIN`` must call it exactly a read, without steps that load, write or administer;
3. it runs in a reading transaction, or on a frozen snapshot;
4. within limits of time, memory and rows, which say when they cut: on a graph file in a process of
   its own (`graph.stores.isolated`), on Neo4j by the transaction's time-out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citeloom.graph.cypher_tokens import Token, UnreadableCypherError, blank_comments, read_tokens
from citeloom.graph.errors import StatementRefused, StatementTimeout
from citeloom.graph.schema import NOTES
from citeloom.graph.stores.statements import written_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citeloom.graph.stores.store import Store
    from citeloom.graph.stores.values import Plan, Table

SECONDS = 30.0
ROWS = 10_000
LONGEST = 100_000  # characters of a statement

BEGINNINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
# Nothing that begins otherwise can be administration, so that these few are enough inside.
FORBIDDEN = frozenset((
    "CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "FOREACH",
    "LOAD", "USE", "SHOW", "TERMINATE",
))  # fmt: skip
QUOTED = FORBIDDEN | {"CALL"}  # where they are names; kglite wants the quotes, Neo4j takes them
PROCEDURES = frozenset((
    "db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization",
    "db.schema.nodetypeproperties", "db.schema.reltypeproperties",
    "db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships",
))  # fmt: skip
# Those that tell of labels; the labels of its notes are none of a user's graph.
OF_LABELS = frozenset(("db.labels", "db.schema.nodetypeproperties"))
NAMESPACES = ("date", "datetime", "localdatetime", "time", "localtime", "duration", "point")
STEPS = re.compile(
    r"load|create|insert|merge|delete|remove|^set|foreach|drop|alter|terminate|show|administration",
    re.IGNORECASE,
)
OPTIMISER = "OptimizerPass"  # kglite's plan also names what it did to the plan

# A clause cannot begin after one of these, so that a word there is a name or a value. After
# `RETURN *`, `FOREACH (x IN y |` and the end of a comment within a comment it could.
BEFORE_A_NAME = ("(", "[", ",", "=", "<", ">", "+", "-", "%", "^", "~")
WORDS_BEFORE_A_NAME = (
    "AS", "RETURN", "WITH", "WHERE", "UNWIND", "BY", "AND", "OR", "XOR", "IN",
    "WHEN", "THEN", "ELSE", "CONTAINS", "YIELD",
)  # fmt: skip
# No clause goes on with one of these.
AFTER_A_NAME = ("=", "<", ">", "+", "-", "*", "/", "%", "^", ".", ",", ")", "]", "}", "|")
WORDS_BEFORE_ALL = ("RETURN", "WITH", "DISTINCT", "ALL", "YIELD")  # as in `RETURN *`

STRUCTURE = "'\"`\\/*"
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


def run_read_only(
    store: Store,
    statement: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    timeout: float = SECONDS,
    limit: int = ROWS,
) -> Table:
    """Run a statement of the user's, which may only read.

    Args:
        store: The graph.
        statement: Cypher.
        parameters: Values for its `$names`.
        timeout: Seconds after which StatementTimeout is raised.
        limit: Rows after which the answer is cut and marked as truncated.

    Raises:
        StatementRefused: It might do more than read.
        StatementFailed: The store does not accept it.
        StatementTimeout: It took longer than allowed.
        StatementTooLarge: It needed more memory than allowed, or its answer is too long.
    """
    store = store.isolated()
    text, quotes = clean_statement(statement), _find_quotes(statement)
    _check_plan(store, text, quotes, parameters)
    try:
        with written_places(text, quotes):
            table = store.read(text, parameters, timeout=timeout, limit=limit)
    except StatementTimeout as error:
        raise StatementTimeout(
            f"The statement was stopped after {timeout:g} seconds",
            kept="The graph is as it was",
            todo="Ask for less with WHERE or LIMIT, or allow more time",
        ) from error
    if any(name.lower() in OF_LABELS for name in _find_procedures(read_tokens(text))):
        table = replace(table, rows=tuple(row for row in table.rows if not _tells_notes(row)))
    # Named by its text, a column shows the quotes of names, and not even all of them in kglite.
    return replace(table, columns=tuple(name.replace("`", "") for name in table.columns))


def _tells_notes(row: tuple[Any, ...]) -> bool:
    labels = [each.label for each in NOTES]
    told = [*labels, *([label] for label in labels), *(f":`{label}`" for label in labels)]
    return any(cell in told for cell in row)


def check_statement(
    store: Store, statement: str, parameters: Mapping[str, Any] | None = None
) -> Plan:
    """Refuse a statement that might do more than read; return the store's plan for it.

    Raises:
        StatementRefused: It might; says which part.
        StatementFailed: The store does not accept it.
    """
    return _check_plan(store, clean_statement(statement), _find_quotes(statement), parameters)


def _check_plan(
    store: Store, text: str, quotes: list[int], parameters: Mapping[str, Any] | None
) -> Plan:
    """Refuse a cleaned statement whose plan does more than read; return the plan."""
    with written_places(text, quotes):
        plan = store.explain(text, parameters)
    # What follows the first word of a step may be a label or a type.
    steps = [step.split()[0] for step in plan.operators if step and not step.startswith(OPTIMISER)]
    if plan.kind != "r":
        raise _refuse("the store's plan for it does not only read")
    for step in steps:
        if STEPS.search(step):
            raise _refuse(f"the store's plan for it holds the step {step}")
    called = _find_procedures(read_tokens(text))
    if not called and any(step.startswith("ProcedureCall") for step in steps):
        raise _refuse("the store's plan for it calls a procedure")
    return plan


def clean_statement(statement: str) -> str:
    """Return the statement without comments, if its text allows nothing but reading.

    Raises:
        StatementRefused: It might do more; says which part.
    """
    if len(statement) > LONGEST:
        raise _refuse(f"it is longer than {LONGEST} characters")
    text = statement.replace("\r\n", "\n")
    for character in text:
        # A bare carriage return ends a comment for one store and not for the other.
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Zl", "Zp"):
            raise _refuse(f"it holds an invisible character (U+{ord(character):04X})")
    for match in _ESCAPE.finditer(text):
        # Neo4j resolves these before it looks for the ends of strings, kglite after.
        character = chr(int(match[1], 16))
        if character in STRUCTURE or unicodedata.category(character) in ("Cc", "Zl", "Zp"):
            raise _refuse(f"it writes {character!r} as {match[0]}")
    _check_text(text)
    # What stands before the statement stays, so that errors name places of what was written.
    return quote_names(blank_comments(text)).rstrip().removesuffix(";").rstrip()


def quote_names(statement: str) -> str:
    """Put names that are also words of writing clauses into backticks: so they stay names.

    Neo4j takes `MATCH (set:Paper) RETURN set.title` as it is, kglite wants the quotes.
    """
    for token in reversed(_find_names_to_quote(statement)):
        end = token.start + len(token.text)
        statement = f"{statement[: token.start]}`{token.text}`{statement[end:]}"
    return statement


def _find_names_to_quote(statement: str) -> list[Token]:
    found = read_tokens(statement)
    return [
        token
        for place, token in enumerate(found)
        if token.kind == "word" and token.text.upper() in QUOTED and _is_name(found, place)
    ]


def _find_quotes(statement: str) -> list[int]:
    """Return the places of the quotes that `clean_statement` puts in."""
    names = _find_names_to_quote(statement.replace("\r\n", "\n"))
    return [
        token.start + 2 * number + place
        for number, token in enumerate(names)
        for place in (0, len(token.text) + 1)
    ]


def _check_text(text: str) -> None:
    try:
        found = read_tokens(text)
    except UnreadableCypherError as error:
        raise _refuse(str(error)) from error
    if found and _is_symbol(found[-1], ";"):
        found = found[:-1]
    if not found:
        raise _refuse("there is no statement")
    if not found[0].is_word(*BEGINNINGS):
        raise StatementRefused(
            f"A question begins with one of {', '.join(BEGINNINGS)}, not with `{found[0].text}`",
            todo="Only reading is allowed here",
        )
    for place in range(len(found)):
        _check_token(found, place)
    for name in _find_procedures(found):
        if name.lower() not in PROCEDURES:
            raise _refuse(f"the procedure `{name}` is not on the short list of safe ones")
    for name in _find_functions(found):
        if name.lower().split(".")[0] not in NAMESPACES:
            raise _refuse(f"the function `{name}` is not on the short list of safe ones")


def _check_token(found: tuple[Token, ...], place: int) -> None:
    token = found[place]
    if _is_symbol(token, ";"):
        raise _refuse("it is more than one statement")
    if _is_symbol(token, "\\"):
        raise _refuse("it holds a backslash outside a string")
    if token.kind == "word" and token.text.upper() in FORBIDDEN and not _is_name(found, place):
        raise _refuse(f"`{token.text}` is not a reading clause")
    in_pieces = place and found[place - 1].is_word("IN")
    if in_pieces and token.is_word("TRANSACTIONS", "CONCURRENT"):
        raise _refuse("`IN TRANSACTIONS` is for writing")


def _is_name(found: tuple[Token, ...], place: int) -> bool:
    """Tell whether a word is a variable, a property, a label, a type or a key of a map."""
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    # In `1. CREATE` the dot belongs to the number.
    counted = place > 1 and found[place - 2].kind == "number"
    part = _is_symbol(before, ".") and not counted
    label = _is_symbol(before, ":", "&", "!")
    key = _is_symbol(before, "{", ",") and _is_symbol(after, ":")
    goes_on = place > 0 and (
        after is None or after.is_word("WHEN") or _is_symbol(after, *AFTER_A_NAME)
    )
    return part or label or key or goes_on or _is_variable(found, place)


def _is_variable(found: tuple[Token, ...], place: int) -> bool:
    """Tell whether a word stands where no clause can begin, and so is a variable."""
    if not place:
        return False
    before = found[place - 1]
    if _is_symbol(before, *BEFORE_A_NAME) or _is_factor(found, place):
        return True
    if before.is_word("NOT", "DISTINCT"):
        return not (place > 1 and found[place - 2].is_word("AS"))
    # `WITH as CREATE (n)`: here `as` is itself a name, and a clause begins after it.
    return before.is_word(*WORDS_BEFORE_A_NAME) and not _is_name(found, place - 1)


def _is_factor(found: tuple[Token, ...], place: int) -> bool:
    """Tell whether a word follows the `*` or `/` of a product.

    A clause may follow `RETURN *`, the end of a comment within a comment, and the star of a
    pattern in brackets, which is why `(a + b) * set` is refused.
    """
    if place < 2 or not _is_symbol(found[place - 1], "*", "/"):  # noqa: PLR2004 - a token before it
        return False
    left = found[place - 2]
    if left.kind == "symbol":
        return left.text == "]" or (left.text == ")" and found[place - 1].text == "/")
    return not left.is_word(*WORDS_BEFORE_ALL)


def _is_symbol(token: Token | None, *texts: str) -> bool:
    return token is not None and token.kind == "symbol" and token.text in texts


def _find_procedures(found: tuple[Token, ...]) -> list[str]:
    names: list[str] = []
    for place, token in enumerate(found):
        if not token.is_word("CALL") or _is_name(found, place):
            continue
        if place + 1 == len(found) or _is_symbol(found[place + 1], "{", "("):
            continue
        names.append(_join_dotted(found, place + 1))
    return names


def _find_functions(found: tuple[Token, ...]) -> list[str]:
    names: list[str] = []
    for place, token in enumerate(found):
        begins = token.kind in ("word", "quoted") and not _is_symbol(
            found[place - 1] if place else None, "."
        )
        called = place and found[place - 1].is_word("CALL")
        if begins and not called:
            name = _join_dotted(found, place)
            end = place + 2 * name.count(".") + 1
            if "." in name and end < len(found) and _is_symbol(found[end], "("):
                names.append(name)
    return names


def _join_dotted(found: tuple[Token, ...], place: int) -> str:
    parts = [found[place].text.replace(".", "·")]
    while place + 2 < len(found) and _is_symbol(found[place + 1], "."):
        if found[place + 2].kind not in ("word", "quoted"):
            break
        place += 2
        # A dot inside backticks is part of one name, and no such name is on the list.
        parts.append(found[place].text.replace(".", "·"))
    return ".".join(parts)


def _refuse(why: str) -> StatementRefused:
    return StatementRefused(
        f"This statement is refused: {why}",
        kept="Nothing was run",
        todo="A question may only read the graph; `citeloom query` lists prebuilt ones",
    )
