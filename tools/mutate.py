"""Faults on purpose: the texts of a module with one small thing wrong in each.

Comparisons are swapped or shifted by their boundary, conditions and flags turn round, `and` becomes
`or`, numbers grow by one, plus becomes minus, a statement is left out, a function returns nothing.
Texts, annotations and decorators stay as they are: most faults in them change no behaviour.
"""

from __future__ import annotations

import ast
import difflib
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
# What holds no behaviour: fields of nodes, and nodes as a whole.
SKIPPED_FIELDS = ("decorator_list", "annotation", "returns", "format_spec")
SKIPPED_NODES = (ast.JoinedStr, ast.Import, ast.ImportFrom)
# Which part of the text is wrong, and what stands there instead.
Fault = tuple[ast.expr | ast.stmt, str]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault.

    Attributes:
        path: The module, from the root of the repository.
        line: Where the fault is, from 1.
        text: The whole module with the fault in it.
        change: The lines before and after, in the notation of a diff without context.
    """

    path: str
    line: int
    text: str
    change: str


def list_mutants(path: str, text: str) -> list[Mutant]:
    """Return a module's mutants in the order of the text, each once."""
    found: dict[str, Mutant] = {}
    source = text.encode()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _walk(ast.parse(text)):
        for place, new in (*_wrong_values(node), *_wrong_steps(node)):
            begin = starts[place.lineno - 1] + place.col_offset
            end = starts[(place.end_lineno or place.lineno) - 1] + (place.end_col_offset or 0)
            changed = (source[:begin] + new.encode() + source[end:]).decode()
            found[changed] = Mutant(path, place.lineno, changed, change_of(text, changed))
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.change))


def change_of(before: str, after: str) -> str:
    """Return the lines that differ, each behind a minus or a plus."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, SKIPPED_NODES) or _is_for_types(node):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name not in SKIPPED_FIELDS:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _walk(child)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _wrong_values(node: ast.AST) -> Iterator[Fault]:
    """Yield what may be wrong about a value."""
    match node:
        case ast.Compare(ops=operators):
            for place, operator in enumerate(operators):
                for other in COMPARISONS[type(operator)]:
                    others = [*operators[:place], other(), *operators[place + 1 :]]
                    yield node, _text(node, ops=others)
        case ast.BoolOp(op=operator):
            yield node, _text(node, op=ast.Or() if isinstance(operator, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.BinOp(op=operator) if type(operator) in ARITHMETIC and not _is_of_texts(node):
            yield node, _text(node, op=ARITHMETIC[type(operator)]())
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() | float() as value):
            yield node, str(value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            yield node.func, FUNCTIONS[name]


def _wrong_steps(node: ast.AST) -> Iterator[Fault]:
    """Yield what may be wrong about the way that a function takes."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield from _opposite(test)
        case ast.comprehension(ifs=tests):
            for test in tests:
                yield from _opposite(test)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield node, "return None"
        case ast.Expr(value=ast.Call() | ast.Await() | ast.Yield() | ast.YieldFrom()):
            yield node, "pass"
        case ast.AugAssign() | ast.Raise() | ast.Delete() | ast.Continue() | ast.Break():
            yield node, "pass"


def _opposite(test: ast.expr) -> Iterator[Fault]:
    """Turn a condition round, unless it is turned round as a comparison or a negation anyway."""
    if isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        yield test, f"(not ({ast.unparse(test)}))"


def _text(node: ast.expr, **changed: object) -> str:
    """Return a node as text with some of its fields changed."""
    other = copy(node)
    for name, value in changed.items():
        setattr(other, name, value)
    return f"({ast.unparse(other)})"


def _is_of_texts(node: ast.BinOp) -> bool:
    """Tell whether an operation joins texts or types, where the opposite only fails."""
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str | None))
        for side in (node.left, node.right)
    )
