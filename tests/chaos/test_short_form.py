"""One trial of each kind holds, and one that does not hold is told."""

from __future__ import annotations

import pytest

from citeloom.graph.loading import load
from tests.chaos.__main__ import list_trials, tell
from tests.chaos.trial import Trial, try_each

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


def test_a_trial_that_breaks_has_not_held() -> None:
    def break_off(folder: object) -> str:
        raise ValueError(folder)

    (outcome,) = try_each([Trial("a kind", "a name", break_off)])
    assert outcome.why.startswith("ValueError")
