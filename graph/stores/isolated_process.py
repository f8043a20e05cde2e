"""The other side of `graph.stores.isolated`: a process that answers questions about one graph.

``python -m citeloom.graph.stores.isolated_process MEGABYTES`` reads from stdin how to open the
graph and then questions, and writes answers to stdout. Before each question it
looks whether the file is still the one that it has; while it answers, its memory is bounded. It
ends with its stdin.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from citeloom.graph.errors import CiteloomError, StatementTooLarge
from citeloom.graph.stores.pipe_messages import receive, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from citeloom.graph.stores.store import Store

LONGEST = 64_000_000  # bytes of an answer
STATM = Path("/proc/self/statm")


def answer_questions(megabytes: int, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until there are no more questions; a graph that cannot be opened is an answer."""
    open_graph: Callable[[], Store] = receive(questions)
    store: Store | None = None
    while True:
        try:
            what, args, options = receive(questions)
        except EOFError:
            return
        try:
            bound_memory(None)
            store = store or open_graph()
            store.info()  # a graph that was published since is read now, outside of the limits
        except CiteloomError as error:
            send(answers, None)
            send(answers, _told(error))
            continue
        send(answers, None)
        bound_memory(megabytes)
        answer = _answer(getattr(store, what), args, options)
        if not send(answers, answer, longest=LONGEST):
            send(answers, _told(_too_long()))


def bound_memory(megabytes: int | None) -> None:
    """Let this process take so much more memory than it has; None takes the bound away."""
    if not STATM.exists():  # on other systems only time is bounded
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = hard
    if megabytes is not None:
        pages = int(STATM.read_text(encoding="ascii").split()[0])
        soft = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _answer(work: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    try:
        return ("answer", work(*args, **options))
    except CiteloomError as error:
        return _told(error)


def _too_long() -> CiteloomError:
    return StatementTooLarge(
        f"The answer is longer than {LONGEST // 10**6} MB",
        kept="The graph is as it was",
        todo="Return less of each row, or fewer rows",
    )


def _told(error: CiteloomError) -> tuple[str, ...]:
    return ("error", type(error).__name__, error.what, error.kept, error.todo)


def main() -> None:
    """Serve stdin and stdout; whatever else is printed goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answer_questions(int(sys.argv[1]), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
