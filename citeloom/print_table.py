"""Answers as a table that fits the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeloom.graph.web_addresses import choose_paper_address
from citeloom.queries.tabular import make_plain_rows
from citeloom.terminal import open_console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from citeloom.graph.stores.values import Table

PIPED_WIDTH = 120
NARROW = 9  # columns that get less than so many characters are not read: rows are stacked then
LISTED = 3  # ids of a list that are shown


def print_table(table: Table) -> None:
    """Print an answer to stdout: as a table, or row by row where the columns would be too narrow.

    Titles are links where the terminal can.
    """
    console = open_console(piped_width=PIPED_WIDTH)
    rows = make_plain_rows(table)
    if not rows:
        return
    if len(rows) == 1 or console.width < NARROW * len(table.columns):
        _stack(console, table.columns, rows)
    else:
        _spread(console, table.columns, rows)


def _spread(console: Console, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    from rich.table import Table as Spread

    spread = Spread(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        numbers = all(isinstance(row[column], int | float | None) for row in rows)
        spread.add_column(
            column.replace("_", " "),
            justify="right" if numbers else "left",
            overflow="fold",
            ratio=None if numbers else _weight(column, rows),
            no_wrap=numbers,
        )
    for row in rows:
        spread.add_row(*(_text(column, row) for column in columns))
    console.print(spread)


def _stack(console: Console, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    from rich.table import Table as Stacked

    for place, row in enumerate(rows):
        if place:
            console.print()
        stacked = Stacked.grid(padding=(0, 2, 0, 0))
        stacked.add_column(style="dim", no_wrap=True)
        stacked.add_column(overflow="fold")
        for column in columns:
            if row[column] not in (None, [], ""):
                stacked.add_row(column.replace("_", " "), _text(column, row, whole=True))
        console.print(stacked)


def _weight(column: str, rows: list[dict[str, Any]]) -> int:
    """Give long columns more room, but not all of it."""
    longest = max(len(_shown(row[column], whole=False)) for row in rows)
    return max(4, min(longest, 48))


def _text(column: str, row: dict[str, Any], *, whole: bool = False) -> Text:
    from rich.text import Text

    shown = Text(_shown(row[column], whole=whole))
    address = choose_paper_address(str(row.get("id")), {}) if column == "title" else None
    if address:
        shown.stylize(f"link {address}")
    return shown


def _shown(value: Any, *, whole: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list):
        shown = value if whole else value[:LISTED]
        more = f" and {len(value) - len(shown)} more" if len(value) > len(shown) else ""
        return ", ".join(_shown(each, whole=whole) for each in shown) + more
    if isinstance(value, dict):
        name = value.get("title") or value.get("name") or value.get("id") or value.get("kind")
        return str(name or ", ".join(f"{k}: {_shown(v, whole=whole)}" for k, v in value.items()))
    return str(value)
