"""How a long piece of work shows that it goes on: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress as Bars
    from rich.progress import TaskID


SECONDS_BETWEEN_LINES = 5.0
SECONDS_WORTH_A_LINE = 1.0


class Progress(Protocol):
    """What the work reports to."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` pieces of a stage are done."""

    def note(self, text: str) -> None:
        """Tell the user something that is not a result."""


class Silent:
    """Says nothing (`--quiet`)."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""


class Lines:
    """A line now and then while a stage takes long, and one when it ends; none for a short one."""

    def __init__(self, write: Callable[[str], object] | None = None) -> None:
        self._write = write or (lambda text: print(text, file=sys.stderr))  # noqa: T201 - its job
        self._began: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Write a line where enough time has passed, or the stage is done."""
        moment = time.monotonic()
        began = self._began.setdefault(stage, moment)
        since = self._last.setdefault(stage, moment)
        ended = done >= total and moment - began >= SECONDS_WORTH_A_LINE
        if ended or moment - since >= SECONDS_BETWEEN_LINES:
            self._last[stage] = moment
            self._write(f"{stage}: {done} of {total}")

    def note(self, text: str) -> None:
        """Write the note."""
        self._write(text)


class Live:
    """A bar for each stage, on a terminal."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move the stage's bar."""
        self._bars.start()  # only now: before the first stage, a question may stand there
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)

    def note(self, text: str) -> None:
        """Write the note above the bars."""
        self._bars.console.print(text, markup=False, highlight=False)


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Progress]:
    """Yield the progress display that fits: none, bars on a terminal, or plain lines."""
    if quiet:
        yield Silent()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        from citeloom.terminal import open_console

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        bars = Bars(*columns, console=open_console(err=True))
        try:
            yield Live(bars)
        finally:
            bars.stop()
