"""Listings of all formats, damaged at random: a run of any length, short in the tests.

`make fuzz-listings` runs 10,000. Each damaged listing has to be read or refused in one sentence,
with every line that is not empty in some piece, and counts that add up.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from citeloom.enrich.listing import read_listing
from citeloom.enrich.listing.encoding import decode
from citeloom.enrich.listing.piece import settle
from citeloom.enrich.listing.recognise_format import read_pieces
from citeloom.graph.errors import ListingError
from tests.enrich.listing.listing_seeds import SEEDS

NASTY = (
    "{", "}", '"', ",", "\n", "\t", "@", "@article{", "\\", "$", "[", "](", "<", ">", "&", "%", "#",
    "=", ";", "|", "```", "\n\n", "TY  - ", "ER  - ", "PMID- ", "%0 ", "PT J\n", "\\bibitem{",
    "10.1000/", "arXiv:1706.03762", "https://doi.org/10.1000/x", "\u200b", "\ufeff", "\ud83d\ude00",
    "\ufffd", "é", "\\href{", "\\input", "\\begin{array}", "and ", "null", "[[[[", "{{{{", "0" * 40,
    "a" * 500, "\r\n", "\x0c", "· ", "• 3 authors\n", "title = ", "author = {", "<!--", "</",
    "| --- |",
)  # fmt: skip


def damage(text: str, chance: random.Random, others: list[str]) -> bytes:
    """Return a listing with one to eight places damaged."""
    for _ in range(chance.randint(1, 8)):
        place, length = chance.randrange(len(text) + 1), chance.choice((1, 1, 3, 20, 200))
        how = chance.randrange(6)
        if how == 0:
            text = text[:place] + text[place + length :]
        elif how == 1:
            text = text[:place] + chance.choice(NASTY) + text[place:]
        elif how == 2:
            text = (
                text[:place] + text[place : place + length] * chance.randint(2, 30) + text[place:]
            )
        elif how == 3:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            text = text[:place] + other[start : start + length * 3] + text[place:]
        elif how == 4:
            text = text[place:] + "\n" + text[:place]
        else:
            lines = text.split("\n")
            chance.shuffle(lines)
            text = "\n".join(lines)
        text = text[:60_000]
    data = text.encode("utf-8", "surrogatepass" if chance.random() < 0.1 else "replace")
    if chance.random() < 0.15 and data:
        place = chance.randrange(len(data))
        data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
    if chance.random() < 0.05:
        data = data.decode("utf-8", "replace").encode("utf-16")
    return data


def check(data: bytes, name: str) -> str:
    """Read a damaged listing; return what became of it, or raise AssertionError."""
    try:
        listing = read_listing(data, name=name)
    except ListingError as error:
        refused: ListingError | None = error
    else:
        refused = None
    if refused:
        assert refused.todo, "a refusal that does not say what to do"
        assert "\n" not in str(refused), "a refusal of several lines"
        return "refused"
    text = decode(data, name).text
    form, found = read_pieces(text, name)
    pieces = list(found)
    lines = text.split("\n")
    covered = {n for piece in pieces for n in range(piece.first, piece.last + 1)}
    dropped = [
        n
        for n, line in enumerate(lines, 1)
        if line.strip().strip(' ,;\ufeff"') and n not in covered
    ]
    assert not dropped, f"{form} dropped line {dropped[0]}: {lines[dropped[0] - 1][:80]!r}"
    again = settle(name, form, pieces)
    read = sum(piece.entry is not None for piece in pieces)
    assert read == len(again.entries) + again.duplicates, "entries do not add up"
    assert sum(p.problem is not None for p in pieces) == len(again.problems), (
        "problems do not add up"
    )
    assert all(1 <= each.line <= len(lines) for each in (*again.entries, *again.problems))
    for entry in listing.entries:
        assert entry.title or entry.has_id, "an entry without title and ids"
        entry.model_dump_json().encode("utf-8")
    return form


def run(count: int, seed: int = 1) -> dict[str, int]:
    """Read so many damaged listings; return how many ended as which format."""
    seeds = dict(SEEDS)
    folder = os.environ.get("CITELOOM_LISTING_CASES")
    if folder:
        seeds |= {
            each.name: each.read_text(encoding="utf-8", errors="replace")
            for each in sorted(Path(folder).iterdir())
            if ".expected." not in each.name
        }
    names, texts = list(seeds), list(seeds.values())
    ended: dict[str, int] = {}
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        place = chance.randrange(len(names))
        data = damage(texts[place], chance, texts)
        try:
            outcome = check(data, names[place])
        except Exception as error:
            error.add_note(
                f"listing {number} of seed {seed}, made from {names[place]}: {data[:3000]!r}"
            )
            raise
        ended[outcome] = ended.get(outcome, 0) + 1
    return ended


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for form, count in sorted(run(wanted, int(os.environ.get("SEED", "1"))).items()):
        sys.stdout.write(f"{count:>7}  {form}\n")
    sys.stdout.write(f"{wanted} passed, 0 failed\n")
