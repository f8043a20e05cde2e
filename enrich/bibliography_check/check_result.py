"""What a check of a bibliography says: a verdict on each entry, and what was compared of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Verdict = Literal[
    "agrees", "differs", "other-paper", "not-found", "retracted", "published", "duplicate",
    "not-asked",
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FINDINGS = frozenset(VERDICTS) - {"agrees", "not-asked"}
FieldVerdict = Literal["agrees", "contradicts", "unknown"]

# What each verdict means, for every format in which it is told.
MEANINGS: dict[Verdict, str] = {
    "agrees": "What the services say of the paper agrees with the entry.",
    "differs": "A field of the entry contradicts what the services say of the paper.",
    "other-paper": "An id of the entry leads to another paper.",
    "not-found": "No service that was asked knows the paper.",
    "retracted": "The paper has been retracted.",
    "published": "The entry cites a preprint of which a published version exists.",
    "duplicate": "An earlier entry is the same paper.",
    "not-asked": "The services could not be asked, so that nothing is known of the entry.",
}


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """One field of an entry beside what the services say.

    Attributes:
        name: Name of the field: `title`, `authors`, `year`, `venue`, `volume`, `pages`, or an id.
        entry: What the entry says.
        source: What the services say; None where they say nothing of it.
        verdict: `unknown` where they say nothing, or nothing that can be compared.
    """

    name: str
    entry: str
    source: str | None
    verdict: FieldVerdict


@dataclass(frozen=True, slots=True)
class Correction:
    """What would make an entry agree, as plain text; None and empty where nothing is to change.

    Attributes:
        title: The title.
        authors: All authors, as displayed.
        year: The year of publication.
        venue: The venue's name.
        is_journal: Whether the venue is a journal; None where it is not known.
        volume: The volume.
        pages: First and last page, joined by a hyphen.
        doi: The DOI, in lower case.
        arxiv_id: The arXiv id.
        is_published: Whether the entry becomes that of a published version.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    is_journal: bool | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    is_published: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return not any(self.list_values().values())

    def list_values(self) -> dict[str, str]:
        """Return the new values by the names that fields have in a check, empty ones included."""
        return {
            "title": self.title or "",
            "authors": " and ".join(self.authors),
            "year": str(self.year or ""),
            "venue": self.venue or "",
            "volume": self.volume or "",
            "pages": self.pages or "",
            "doi": self.doi or "",
            "arxiv_id": self.arxiv_id or "",
        }


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """What is said of one entry.

    Attributes:
        key: The entry's own key, or `line N` where it has none.
        line: Line of the source where the entry begins, from 1.
        verdict: The verdict.
        fields: What was compared, field by field; only fields that the entry has.
        evidence: Why the verdict is as it is, and who says so.
        suggestion: What to do, in words; empty where there is nothing to do.
        correction: The same for a program.
    """

    key: str
    line: int
    verdict: Verdict
    fields: tuple[FieldCheck, ...]
    evidence: str
    suggestion: str = ""
    correction: Correction = Correction()

    @property
    def is_finding(self) -> bool:
        """Whether somebody should look at the entry."""
        return self.verdict in FINDINGS

    @property
    def contradictions(self) -> tuple[FieldCheck, ...]:
        """The fields that contradict."""
        return tuple(each for each in self.fields if each.verdict == "contradicts")

    def as_values(self) -> dict[str, object]:
        """Return the entry as plain values, as `citeloom check --format json` prints it."""
        return {
            "key": self.key,
            "verdict": self.verdict,
            "fields": {
                each.name: {"entry": each.entry, "source": each.source, "verdict": each.verdict}
                for each in self.fields
            },
            "evidence": self.evidence,
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True)
class BibliographyCheck:
    """What is said of all entries of a bibliography.

    Attributes:
        name: Name of the bibliography.
        entries: A check for each entry, in their order.
        warnings: What kept services from answering, a sentence each.
        problems: What could not be read, a sentence each, with its line.
        credits: Credits of OpenAlex that were spent.
    """

    name: str
    entries: tuple[EntryCheck, ...]
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    credits: int = 0

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many entries have each verdict."""
        counted = Counter(each.verdict for each in self.entries)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    @property
    def findings(self) -> tuple[EntryCheck, ...]:
        """The entries that somebody should look at."""
        return tuple(each for each in self.entries if each.is_finding)

    @property
    def exit_code(self) -> int:
        """0 where all entries agree, 1 with findings, 3 where only asking failed."""
        if self.findings:
            return 1
        return 3 if self.counts["not-asked"] else 0
