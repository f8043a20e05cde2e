"""A check of a bibliography as a table, as Markdown and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citeloom.graph.plain_text import clean
from citeloom.terminal import open_console

if TYPE_CHECKING:
    from citeloom.enrich.bibliography_check.check_result import BibliographyCheck, EntryCheck

PIPED_WIDTH = 120
KEY_WIDTH = 28
MARKED = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#~&"})


def describe_counts(check: BibliographyCheck) -> str:
    """Say how many entries have which verdict."""
    told = [f"{count:,} {verdict}" for verdict, count in check.counts.items() if count]
    entries = len(check.entries)
    return f"{check.name}: {entries:,} {'entry' if entries == 1 else 'entries'}, {', '.join(told)}"


def print_check(check: BibliographyCheck) -> None:
    """Print to stdout the entries that do not agree, as a table."""
    from rich.table import Table
    from rich.text import Text

    shown = [each for each in check.entries if each.verdict != "agrees"]
    if not shown:
        return
    console = open_console(piped_width=PIPED_WIDTH)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("key", overflow="fold", max_width=KEY_WIDTH)
    table.add_column("verdict", no_wrap=True)
    table.add_column("why, and what to do", overflow="fold", ratio=1)
    for each in shown:
        table.add_row(str(each.line), Text(each.key), each.verdict, Text(_join(each)))
    console.print(table)


def write_check_json(check: BibliographyCheck) -> str:
    """Return all entries as a list of objects: key, verdict, fields, evidence, suggestion."""
    values = [each.as_values() for each in check.entries]
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def write_check_markdown(check: BibliographyCheck) -> str:
    """Return the entries that do not agree as a table of Markdown, below how many there are."""
    lines = [f"{_mark(describe_counts(check))}.", ""]
    shown = [each for each in check.entries if each.verdict != "agrees"]
    if shown:
        lines += ["| line | key | verdict | why | what to do |", "| ---: | --- | --- | --- | --- |"]
    for each in shown:
        cells = (
            str(each.line),
            _mark(each.key),
            each.verdict,
            _mark(each.evidence),
            _mark(each.suggestion),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines).rstrip("\n") + "\n"


def _join(check: EntryCheck) -> str:
    return " ".join(part for part in (clean(check.evidence), clean(check.suggestion)) if part)


def _mark(text: str) -> str:
    """Return text that Markdown prints as it is, on one line; no address in it becomes a link."""
    return clean(text).translate(MARKED).replace("://", ":\\//").replace("www.", "www\\.")
