"""The one place that text for a terminal passes: what a terminal would obey is taken out.

A title can hold sequences that set the window's title, clear the screen, forge links or turn the
direction of writing. Whatever writes to stdout or stderr while these are a terminal goes through an
`InertStream`: our own texts, those of typer, warnings, tracebacks. Colours and links of our tables
are written past it by `open_console`, which takes the same out of the texts in them. What goes into
a pipe or a file stays as it is.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, TextIO

from citeloom.graph.plain_text import make_inert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType
    from rich.segment import Segment


class InertStream(io.TextIOBase):
    """A stream of text that takes out what a terminal obeys.

    It has no `buffer`: nothing gets past it as bytes.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]  # as every wrapper has it
        """The terminal's encoding."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]  # as above
        """What becomes of characters that the terminal does not know."""
        return self.stream.errors

    def write(self, text: str) -> int:
        """Write text without what a terminal obeys."""
        self.stream.write(make_inert(text))
        return len(text)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def isatty(self) -> bool:
        """Say whether it leads to a terminal."""
        return self.stream.isatty()

    def fileno(self) -> int:
        """Return the number of the terminal's file."""
        return self.stream.fileno()

    def flush(self) -> None:
        """Show what has been written."""
        if not self.stream.closed:
            self.stream.flush()


def guard_terminal() -> None:
    """Let what is written to a terminal from here on pass an `InertStream`."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            # A title in Arabic must not end a run whose terminal knows Latin letters only.
            stream.reconfigure(errors="backslashreplace")
        if not isinstance(stream, InertStream) and stream.isatty():
            setattr(sys, name, InertStream(stream))


def open_console(*, err: bool = False, piped_width: int | None = None) -> Console:
    """Return a console of rich for tables and bars, whose texts are inert wherever they go.

    Args:
        err: Write to stderr.
        piped_width: Characters of a line where the output is no terminal.
    """
    from rich.console import Console

    class InertConsole(Console):
        def render(self, renderable: RenderableType, options: Any = None) -> Iterator[Segment]:
            """Render, and take out of each text what a terminal obeys."""
            for segment in super().render(renderable, options):
                plain = segment.control or not segment.text
                yield segment if plain else segment._replace(text=make_inert(segment.text))

    stream = sys.stderr if err else sys.stdout
    width = None if stream.isatty() else piped_width
    file = stream.stream if isinstance(stream, InertStream) else stream
    return InertConsole(file=file, width=width, highlight=False)
