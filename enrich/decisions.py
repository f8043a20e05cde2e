"""What the user decided: a plain file, a decision a line, that is only ever added to.

Each line is a JSON object with the moment of the decision. The later line about the same thing
wins, so that two people's files are merged by putting their lines together, in any order, and what
was decided is undone by one more line. Papers and entries are named by all the ids that they had,
so that a decision finds them again when a better id has become known.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from citeloom.enrich.entry_names import are_of_one_entry, list_entry_names
from citeloom.graph.errors import DecisionsError
from citeloom.graph.identity import make_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from citeloom.enrich.entry import Entry

Kind = Literal[
    "same", "not-same", "remove",
    "confirm", "reject",
    "ignore", "note", "tag", "mark", "collect",
]  # fmt: skip
OF_ENTRIES: tuple[Kind, ...] = ("same", "not-same", "remove")
OF_LINKS: tuple[Kind, ...] = ("confirm", "reject")
OF_PAPERS: tuple[Kind, ...] = ("ignore", "note", "tag", "mark", "collect")
# Of these, a paper has one at a time: the latest.
SINGLE: tuple[Kind, ...] = ("same", "note", "mark", "ignore", "remove")
LONGEST = 20_000  # characters of a line


class Decision(BaseModel):
    """One decision of the user.

    Of `same` the value is the paper's id, of a link what it leads to, of `mark` read or unread.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: str = Field(min_length=10, max_length=40, description="When, ISO 8601 in UTC.")
    kind: Kind
    about: tuple[str, ...] = Field(min_length=1, description="Names of the paper or the entry.")
    value: str | None = Field(None, description="What was decided about it.")
    title: str | None = Field(None, description="The paper's title, for who reads the file.")
    evidence: str | None = Field(None, description="What was known when it was decided.")
    undone: bool = Field(default=False, description="Whether this takes an earlier decision back.")

    @property
    def day(self) -> str:
        """The day of the decision, ISO 8601."""
        return self.at[:10]

    def is_about(self, names: Collection[str]) -> bool:
        """Tell whether this is about a paper that has these names."""
        return not names.isdisjoint(self.about) if isinstance(names, set) else any(
            each in names for each in self.about
        )  # fmt: skip

    def write(self) -> str:
        """Return the line of the file."""
        known = self.model_dump(mode="json", exclude_defaults=True)
        return json.dumps(known, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Decisions:
    """The decisions that hold, in the order in which they were made."""

    holding: tuple[Decision, ...] = ()

    def find_same(self, entry: Entry) -> Decision | None:
        """Return what the user said that an entry is, or None."""
        return next(self._of_entry(entry, "same"), None)

    def list_refused(self, entry: Entry) -> dict[str, Decision]:
        """Return the ids of the papers that the user said an entry is not."""
        return {make_name(each.value or ""): each for each in self._of_entry(entry, "not-same")}

    def is_removed(self, entry: Entry) -> bool:
        """Tell whether the user took an entry from the reading list."""
        return next(self._of_entry(entry, "remove"), None) is not None

    def judge_links(self, names: Collection[str]) -> dict[str, Decision]:
        """Return what the user confirmed or rejected of a paper's links, by what they lead to."""
        return {
            each.value: each
            for each in self.holding
            if each.kind in OF_LINKS and each.value and each.is_about(names)
        }

    @cached_property
    def of_papers(self) -> tuple[Decision, ...]:
        """The decisions that say something of a paper, whatever it is listed in."""
        return tuple(each for each in self.holding if each.kind in OF_PAPERS)

    def _of_entry(self, entry: Entry, kind: Kind) -> Iterator[Decision]:
        found = [each for each in self.holding if each.kind == kind]
        if found:
            names = list_entry_names(entry)
            yield from (each for each in found if are_of_one_entry(each.about, names))


NO_DECISIONS = Decisions()


def read_decisions(path: Path) -> Decisions:
    """Read a file of decisions; where there is none, nothing was decided.

    Raises:
        DecisionsError: A line is none, or the file cannot be read; nothing is passed over.
    """
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return NO_DECISIONS
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionsError(
            f"The decisions in {path} cannot be read: {error}", todo="Mend the file"
        ) from None
    found: list[Decision] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(Decision.model_validate_json(line[:LONGEST]))
        except ValidationError:
            merging = line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
            raise DecisionsError(
                f"Line {number} of {path} is no decision",
                kept="Nothing was changed",
                todo="Take out the marks of the merge and keep the lines on both sides"
                if merging
                else "Mend or delete that line",
            ) from None
    return fold(found)


def fold(decisions: Iterable[Decision]) -> Decisions:
    """Return the decisions that hold: of those about one thing the latest, if it is not undone."""
    holding: list[Decision] = []
    for each in sorted(set(decisions), key=lambda each: (each.at, each.write())):
        holding = [one for one in holding if not _replaces(each, one)]
        if not each.undone:
            holding.append(each)
    return Decisions(tuple(holding))


def _replaces(later: Decision, earlier: Decision) -> bool:
    kinds = OF_LINKS if later.kind in OF_LINKS else (later.kind,)
    if earlier.kind not in kinds:
        return False
    if later.kind in OF_ENTRIES:
        if not are_of_one_entry(later.about, earlier.about):
            return False
    elif not later.is_about(set(earlier.about)):
        return False
    return later.kind in SINGLE or later.value == earlier.value


def append_decisions(path: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to a file, in one write, on disk when this returns.

    Raises:
        DecisionsError: The file cannot be written.
    """
    lines = "".join(f"{each.write()}\n" for each in decisions)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if file.tell() and _lacks_line_end(path):
                lines = "\n" + lines
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DecisionsError(
            f"The decision cannot be written to {path}: {error.strerror}",
            kept="The graph and the earlier decisions are unchanged",
            todo="Make room, or mend the permissions of the file",
        ) from None


def _lacks_line_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) != b"\n"
