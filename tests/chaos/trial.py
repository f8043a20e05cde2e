"""One thing that is done to Citeloom, and whether it held."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Trial:
    """What is done.

    Attributes:
        kind: The kind of fault; a row of the table.
        name: The case, so that it can be done again.
        run: Does it in an empty folder, and returns what did not hold; nothing where all did.
    """

    kind: str
    name: str
    run: Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a trial ended; `why` is empty where it held, and says so where it was not tried."""

    kind: str
    name: str
    why: str
    is_tried: bool = True


def try_each(trials: Iterable[Trial]) -> Iterator[Outcome]:
    """Do each in a folder of its own; an exception is something that did not hold."""
    for trial in trials:
        with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
            try:
                why = trial.run(Path(folder))
            except Exception as error:  # noqa: BLE001 - whatever it is, the trials after it go on
                why = f"{type(error).__name__}: {error}"
        yield Outcome(trial.kind, trial.name, " ".join(why.split()))
