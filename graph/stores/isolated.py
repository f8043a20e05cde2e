"""Statements of a user's own on a graph file, each in a process that may end without harm.

kglite keeps neither its time limit nor any limit of memory on every statement: a path through the
whole graph, a product of all papers with all papers, or a text that is doubled thirty times would
take the explorer down with it. So they run in another process of this program, which is stopped
when its time is over and whose memory is bounded. One such process is kept, with the graph loaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from typing import IO, TYPE_CHECKING, Any, Self

from citeloom.graph import errors
from citeloom.graph.stores.pipe_messages import receive, send

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from citeloom.graph.stores.store import Store, StoreInfo
    from citeloom.graph.stores.values import Counters, Plan, Table

MEMORY = 512  # MB beyond what the graph itself takes
AT_ONCE = 3
GRACE = 0.5  # seconds after kglite's own time limit
OPENING = 120.0  # seconds in which the graph must be loaded
EXPLAINING = 10.0
_ENVIRONMENT = {
    # Without it kglite's allocator reserves a gigabyte of addresses at once, and no limit tells.
    "MIMALLOC_ARENA_RESERVE": "0",
    "RUST_BACKTRACE": "0",  # which takes seconds to print, for nobody
}
_Question = tuple[str, tuple[Any, ...], dict[str, Any]]  # a method of the store, and what it takes
_OUT_OF_MEMORY = ("memory allocation", "MemoryError", "out of memory")


class IsolatedStore:
    """A graph file, read in other processes. See `graph.stores.store.Store`; it only reads.

    Args:
        open_graph: Opens the file for reading; the other processes call it, so that it must be
            possible to pickle it.
        memory: Megabytes that a statement may need beyond the graph itself. Kept on Linux only.

    Raises:
        StoreError: One of its kinds says why the file cannot be read.
    """

    def __init__(self, open_graph: Callable[[], Store], *, memory: int = MEMORY) -> None:
        self._open_graph = open_graph
        self._memory = memory
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._kept: _Process | None = None
        self._closed = False

    def info(self) -> StoreInfo:
        """Say what this store is."""
        found: StoreInfo = self._ask("info", EXPLAINING)
        return found

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Table:
        """Run a statement that only reads; without `timeout` it may take as long as it needs.

        Raises:
            StatementTimeout: It took longer than allowed.
            StatementTooLarge: It needed more memory than allowed, or its answer is too long.
        """
        found: Table = self._ask(
            "read", timeout, statement, dict(parameters or {}), timeout=timeout, limit=limit
        )
        return found

    def explain(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Plan:
        """Say what the store would do for a statement, without doing it."""
        found: Plan = self._ask("explain", EXPLAINING, statement, dict(parameters or {}))
        return found

    def isolated(self) -> IsolatedStore:
        """Return itself."""
        return self

    def write(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Counters:
        """Refuse."""
        del statement, parameters
        raise errors.StatementRefused("This graph was opened for reading")

    def write_rows(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> Counters:
        """Refuse."""
        return self.write(statement, {"rows": rows})

    def commit(self) -> None:
        """Do nothing: there is nothing to publish."""

    def close(self) -> None:
        """End the process that is kept."""
        with self._lock:
            self._closed = True
            kept, self._kept = self._kept, None
        if kept is not None:
            kept.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _ask(self, what: str, seconds: float | None, *args: Any, **options: Any) -> Any:
        with self._places:
            process = self._take() or _Process(self._open_graph, self._memory)
            try:
                answer = process.ask((what, args, options), seconds)
            except BaseException:
                process.end()
                raise
            self._give_back(process)
        return _raised(answer)

    def _take(self) -> _Process | None:
        with self._lock:
            kept, self._kept = self._kept, None
            return kept

    def _give_back(self, process: _Process) -> None:
        """Keep one process, and end those that were begun because it was busy."""
        with self._lock:
            if not (self._closed or self._kept):
                self._kept = process
                return
        process.end()


class _Process:
    """One process that answers questions in turn until it ends, or is ended."""

    def __init__(self, open_graph: Callable[[], Store], memory: int) -> None:
        self._memory = memory
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        command = [sys.executable, "-P", "-m", "citeloom.graph.stores.isolated_process"]
        self._child = subprocess.Popen(  # noqa: S603 - this program itself
            [*command, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, **_ENVIRONMENT},
        )
        if self._child.stdin is None or self._child.stdout is None:
            raise AssertionError("both are pipes")
        self._to: IO[bytes] = self._child.stdin
        self._from: IO[bytes] = self._child.stdout
        send(self._to, open_graph)

    def ask(self, question: _Question, seconds: float | None) -> Any:
        """Ask; a process that is ended or ends by itself raises what that means."""
        try:
            send(self._to, question)
            self._wait(OPENING)  # until it has the graph as it is now
            return self._wait(None if seconds is None else seconds + GRACE, told=seconds)
        except (BrokenPipeError, EOFError) as error:
            raise self._why_it_ended() from error

    def end(self) -> None:
        """End the process, whatever it does."""
        self._child.kill()
        self._child.wait()
        for stream in (self._to, self._from, self._said):
            try:
                stream.close()
            except BrokenPipeError:  # what was not sent yet is for nobody
                continue

    def _wait(self, seconds: float | None, *, told: float | None = None) -> Any:
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._child.kill()

        timer = threading.Timer(seconds, stop) if seconds is not None else None
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            return receive(self._from)
        except EOFError:
            if late.is_set():
                allowed = seconds if told is None else told
                raise errors.StatementTimeout(
                    f"The statement was stopped after {allowed:g} seconds"
                ) from None
            raise
        finally:
            if timer is not None:
                timer.cancel()

    def _why_it_ended(self) -> errors.StoreError:
        code = self._child.wait()
        self._said.seek(0)
        said = self._said.read(100_000).decode(errors="replace")
        if any(each in said for each in _OUT_OF_MEMORY):
            return errors.StatementTooLarge(
                f"The statement needed more than {self._memory} MB of memory",
                kept="The graph is as it was",
                todo="Ask for less with WHERE or LIMIT",
            )
        return errors.StatementFailed(
            f"The statement ended the process that ran it (code {code})",
            kept="The graph is as it was",
            todo="Write it in another way, in smaller steps",
        )


def _raised(answer: Any) -> Any:
    match answer:
        case ("answer", value):
            return value
        case ("error", str(kind), str(what), str(kept), str(todo)):
            raise getattr(errors, kind)(what, kept=kept, todo=todo)
    raise AssertionError("the other process speaks another language")
