"""Which faults `make mutants` puts into the code."""

from __future__ import annotations

import ast

import pytest

from tools.mutants import EQUIVALENT, NEAREST, ON_SERVER, read_mutants
from tools.mutate import list_mutants
from tools.read_imports import ROOT

pytestmark = pytest.mark.sources

FAULTS = {
    "a < b": ["(a <= b)", "(a >= b)"],
    "a in b": ["(a not in b)"],
    "a < b < c": ["(a <= b < c)", "(a >= b < c)", "(a < b <= c)", "(a < b >= c)"],
    "a and b": ["(a or b)"],
    "x = not a": ["x = (a)"],
    "x = -1": ["x = (1)", "x = -2"],
    "x = True": ["x = False"],
    "x = 0.5": ["x = 1.5"],
    "x = a + b * c": ["x = (a - b * c)", "x = a + (b / c)"],
    "x = max(a)": ["x = min(a)"],
    "x = a if b else c": ["x = a if (not (b)) else c"],
    "x = [a for a in b if c]": ["x = [a for a in b if (not (c))]"],
    "def f():\n    return a": ["def f():\n    return None"],
    "def f():\n    raise a": ["def f():\n    pass"],
    "while a:\n    break": ["while (not (a)):\n    break", "while a:\n    pass"],
    "f(a)": ["pass"],
    "x += a": ["pass"],
    "x = 'ü' + f(a < b)": ["x = 'ü' + f((a <= b))", "x = 'ü' + f((a >= b))"],
    # What no fault is put into:
    "def f() -> None:\n    '''Text.'''\n    return None": [],
    "x = 'a' + b": [],
    "x: Literal[1]": [],
    "Name = str | None": [],
    "@cached(size=1)\ndef f(a: Literal[1]) -> Literal[True]: ...": [],
    "if TYPE_CHECKING:\n    x = 1": [],
    "x = f'{a + 1}'": [],
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults_are_small_and_leave_a_text_that_can_be_read(text: str) -> None:
    found = [mutant.text for mutant in list_mutants("module.py", text)]
    assert sorted(found) == sorted(FAULTS[text])
    for each in found:
        ast.parse(each)


def test_a_mutant_shows_the_line_and_what_changed() -> None:
    [mutant] = list_mutants("module.py", "a = b\nx = max(a)\n")
    assert (mutant.line, mutant.change) == (2, "-x = max(a)\n+x = min(a)")


@pytest.mark.parametrize(("pattern", "tests"), [*NEAREST.items(), *ON_SERVER.items()])
def test_modules_and_the_tests_near_them_exist(pattern: str, tests: tuple[str, ...]) -> None:
    assert list(ROOT.glob(pattern)), f"No module is at {pattern}; correct tools/mutants.py."
    missing = [each for each in tests if "/" in each and not (ROOT / each).exists()]
    assert not missing, f"These have moved or are gone; correct tools/mutants.py: {missing}"


def test_no_fault_is_excused_in_vain() -> None:
    possible = {
        (path, mutant.change)
        for path in {path for path, _ in EQUIVALENT}
        for mutant in read_mutants(path)
    }
    stale = EQUIVALENT.keys() - possible
    assert not stale, f"The code has changed; take these out of EQUIVALENT: {stale}"
