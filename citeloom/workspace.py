"""Where a user works: in a project, or without one, from the folder that the settings name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from citeloom.project import DECISIONS

if TYPE_CHECKING:
    from citeloom.project import Project
    from citeloom.settings import Settings

HOME = "home"  # the holder's key of those who have no project


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where builds and decisions of a user belong.

    Attributes:
        graph: Address of the graph.
        project: The project, or None.
        decisions_path: The file of decisions.
    """

    graph: str
    project: Project | None
    decisions_path: Path

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return f"the project {self.project.file.name}" if self.project else "your lists"

    @property
    def holder(self) -> str:
        """The key of who builds; see `graph.loading.holders`."""
        return self.project.file.id if self.project else HOME

    def is_own(self, holder: str) -> bool:
        """Tell whether a holder is the user's own."""
        return holder == self.holder or (not self.project and holder.startswith(f"{HOME}-"))

    def name_listing(self, source: str) -> str:
        """Return the identity of a listing that the user names.

        Args:
            source: A path, an id, or a word such as `hf:daily`.
        """
        path = Path(source)
        if source == "-" or not path.exists():
            return source
        whole = path.resolve()
        if self.project is None:
            return str(whole)
        root = self.project.root.resolve()
        return Path(os.path.relpath(whole, root)).as_posix()


def find_workspace(settings: Settings, graph: str | None = None) -> Workspace:
    """Return where the user works.

    Args:
        settings: The settings, which know the project.
        graph: What `--graph` says; another graph than the project's is outside of the project.
    """
    project = settings.project
    address = settings.graph_address(graph)
    if project is not None and address == project.graph_address:
        return Workspace(address, project, project.decisions_path)
    return Workspace(address, None, settings.home / DECISIONS)
