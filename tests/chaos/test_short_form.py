"""One trial of each kind holds, and one that does not hold is told."""

from __future__ import annotations

import pytest

from citeloom.graph.loading import load
from tests.chaos.__main__ import list_trials, main, tell
from tests.chaos.trial import Outcome, Trial, try_each

TRIALS = list_trials(seed=1, short=True)


@pytest.mark.parametrize("kind", sorted({each.kind for each in TRIALS}))
def test_it_holds(kind: str) -> None:
    chosen = [each for each in TRIALS if each.kind == kind]
    failed = [each for each in try_each(chosen) if each.why]
    assert not failed, f"`make chaos ONLY='{kind}'` does it again: {failed}"


def test_a_fault_in_the_program_shows_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outage = next(each for each in list_trials(seed=1) if each.name == "openalex 401 sustained")
    assert tell(try_each([outage])) == 0
    monkeypatch.setattr(load, "find_replaced", lambda *_: None)
    assert tell(try_each([outage])) == 1
    said = capsys.readouterr().out
    assert "DID NOT HOLD  faults of a service: openalex 401 sustained" in said


@pytest.mark.parametrize(("why", "code"), [("", 0), ("it fell", 1)])
def test_the_command_fails_where_something_did_not_hold(
    monkeypatch: pytest.MonkeyPatch, why: str, code: int
) -> None:
    trial = Trial("a kind", "a name", lambda _: why)
    monkeypatch.setattr("tests.chaos.__main__.list_trials", lambda *_, **__: [trial])
    monkeypatch.setattr("sys.argv", ["chaos", "--short", "--only", "a kind"])
    assert main() == code


def test_an_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["chaos", "--short", "--only", "nothing of the kind"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2


def test_what_is_left_out_is_counted_apart(capsys: pytest.CaptureFixture[str]) -> None:
    left = Outcome("a kind", "a name", "no server", is_tried=False)
    assert tell([left, Outcome("a kind", "another", "")]) == 0
    assert "and 1 left out" in capsys.readouterr().out


def test_a_trial_that_breaks_has_not_held() -> None:
    def break_off(folder: object) -> str:
        raise ValueError(folder)

    (outcome,) = try_each([Trial("a kind", "a name", break_off)])
    assert outcome.why.startswith("ValueError")
