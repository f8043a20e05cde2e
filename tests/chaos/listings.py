"""Listings that are damaged at random, and fields and tables of any length."""

from __future__ import annotations

import contextlib
import random
import time
from functools import partial
from typing import TYPE_CHECKING

from citeloom.enrich.listing import read_listing
from citeloom.graph.errors import ListingError
from tests.chaos.trial import Trial
from tests.enrich.listing.fuzz_listings import check, damage
from tests.enrich.listing.listing_seeds import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

AT_ONCE = 100  # damaged listings to a trial, which names the one that did not hold
LONG = 500_000  # characters of a field; it is read at this length and at twice as much
SLOWER = 3.5  # times the processor's seconds for twice the length, at most
LEAST = 0.05  # seconds, below which nothing is measured

FIELDS: dict[str, Callable[[str], str]] = {
    "BibTeX title": lambda text: f"@article{{a, title = {{{text}}}, year = {{2020}}}}\n",
    "BibTeX abstract": lambda text: f"@article{{a, title = {{T}}, abstract = {{{text}}}}}\n",
    "RIS title": lambda text: f"TY  - JOUR\nTI  - {text}\nER  - \n",
    "CSV title": lambda text: f'title,year\n"{text}",2020\n',
    "JSON title": lambda text: f'[{{"title": "{text}", "year": 2020}}]',
    "a line": lambda text: f"{text}\n",
    "Markdown": lambda text: f"# List\n\n* [{text}](https://arxiv.org/abs/1706.03762)\n",
}
FILLINGS = {
    "words": "word ", "brackets": "{(", "tags": "<i>", "open tags": "<", "entities": "&amp;",
    "dollars": "$x_", "backslashes": "\\a ", "digits": "10.1000/", "blanks": "  ", "dashes": "--",
}  # fmt: skip


def list_damaged_listings(count: int, seed: int) -> Iterator[Trial]:
    """Yield damaged listings, a hundred to a trial."""
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        name = f"{numbers.start} to {numbers.stop - 1} of seed {seed}"
        yield Trial("damaged listings, by the hundred", name, partial(_read, numbers, seed))


def _read(numbers: range, seed: int, home: Path) -> str:
    del home
    names, texts = list(SEEDS), list(SEEDS.values())
    for number in numbers:
        chance = random.Random(f"{seed} {number}")
        place = chance.randrange(len(names))
        data = damage(texts[place], chance, texts)
        try:
            check(data, names[place])
        except Exception as error:  # noqa: BLE001 - told with the number, whatever it is
            return f"listing {number}, made from {names[place]}: {type(error).__name__}: {error}"
    return ""


def list_lengths(*, short: bool) -> Iterator[Trial]:
    """Yield fields of a megabyte in each format, and a table of a million columns."""
    for field, make in FIELDS.items():
        for name, filling in FILLINGS.items():
            run = partial(_compare_times, make, filling, LONG // (10 if short else 1))
            yield Trial("time that grows with the length alone", f"{field} of {name}", run)
    columns = 100_000 if short else 1_000_000
    run = partial(_compare_times, _make_table, "a,", columns)
    yield Trial("time that grows with the length alone", f"CSV of {columns:,} columns", run)


def _make_table(text: str) -> str:
    return f"title,year,{text}b\nA Title of Some Length,2020,{text}b\n"


def _compare_times(make: Callable[[str], str], filling: str, length: int, home: Path) -> str:
    del home
    once, twice = (
        _measure(make(filling * (size // len(filling)))) for size in (length, 2 * length)
    )
    if twice > max(LEAST, SLOWER * max(once, LEAST / SLOWER)):
        return f"{once:.2f} s for {length:,} characters, {twice:.2f} s for twice as many"
    return ""


def _measure(text: str) -> float:
    """Return the processor's seconds for reading a listing, the better of two."""
    found = []
    for _ in range(2):
        begin = time.process_time()
        with contextlib.suppress(ListingError):  # a refusal takes no longer either
            read_listing(text.encode(), name="list.txt")
        found.append(time.process_time() - begin)
    return min(found)
