"""Where an answer goes and in which format: what `--format` and the ending of the file say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from citeloom.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Form = Literal[
    "table", "csv", "json", "jsonl", "markdown",
    "bibtex", "biblatex", "ris", "csl-json", "latex",
]  # fmt: skip
PAGE = "page"
FORMS: tuple[str, ...] = get_args(Form)
DRAWN = (*FORMS, PAGE)  # where an answer can also be a drawing

STDOUT = "-"
# What an ending says: the format that it means, then others whose files end in it too.
ENDINGS: dict[str, tuple[str, ...]] = {
    ".csv": ("csv",),
    ".json": ("json", "csl-json"),
    ".jsonl": ("jsonl",),
    ".md": ("markdown", "table"),
    ".txt": ("table", "markdown", "text"),
    ".bib": ("bibtex", "biblatex"),
    ".ris": ("ris",),
    ".tex": ("latex",),
    ".html": (PAGE, "html"),
    ".htm": (PAGE, "html"),
    ".rss": ("rss",),
    ".xml": ("rss",),
    ".graphml": ("graphml",),
    ".sarif": ("sarif",),
}


@dataclass(frozen=True, slots=True)
class Output:
    """How an answer is given.

    Attributes:
        form: The format.
        path: The file, or None for stdout.
        force: Overwrite the file.
        raw: In CSV, leave cells as they are that a spreadsheet would run.
    """

    form: str = "table"
    path: Path | None = None
    force: bool = False
    raw: bool = False


def choose_output(  # noqa: PLR0913 - what the commands take
    form: str | None,
    path: Path | None,
    *,
    possible: Sequence[str] = FORMS,
    default: str | None = "table",
    force: bool = False,
    raw: bool = False,
) -> Output:
    """Say in which format an answer is given, and where.

    Args:
        form: What `--format` says, or None.
        path: The file that was named, `-` for stdout, or None.
        possible: The formats that the command has.
        default: The format on stdout where none is named; None where it has to be named.
        force: Overwrite the file.
        raw: In CSV, leave cells as they are that a spreadsheet would run.

    Raises:
        UsageError: The ending of the file contradicts the format, means one that the command does
            not have, or means none and none is named.
    """
    if form is not None and form not in possible:
        raise UsageError(
            f"This is not written as {form}", todo=f"Choose one of {', '.join(possible)}"
        )
    if path is None or str(path) == STDOUT:
        chosen = form or default
        if chosen is None:
            raise UsageError(
                "There is no file whose ending would say the format",
                todo=f"Name one of {', '.join(possible)}",
            )
        return Output(chosen, None, force, raw)
    return Output(form or _read_ending(path, possible), _check(path, form), force, raw)


def _read_ending(path: Path, possible: Sequence[str]) -> str:
    meant = ENDINGS.get(path.suffix.lower(), ())
    found = next((each for each in meant if each in possible), None)
    if found is None:
        endings = [
            ending
            for ending, forms in ENDINGS.items()
            if any(each in possible for each in forms) and ending != ".htm"
        ]
        raise UsageError(
            f"The ending of {path} does not say in which format this can be written",
            todo=f"Choose one of {', '.join(endings)}, or name the format",
        )
    return found


def _check(path: Path, form: str | None) -> Path:
    meant = ENDINGS.get(path.suffix.lower(), ())
    if form is not None and meant and form not in meant:
        raise UsageError(
            f"A file that ends in {path.suffix} is not written as {form}",
            todo="Leave the format out, or choose another ending of the file",
        )
    return path
