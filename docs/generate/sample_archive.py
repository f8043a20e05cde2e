"""Make the sample archive: the real pipeline against a world that is made up.

::

    python -m docs.generate.sample_archive

Run it after a change of the records that the services give, or of the sample itself
(`tests/world/sample.py`), and commit the file that it writes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from citeloom.enrich.archive import Archive
from citeloom.enrich.gather import gather
from citeloom.enrich.growing_price import WORKS
from citeloom.enrich.listing import read_listing
from citeloom.enrich.services import open_services
from citeloom.enrich.services.access import Access
from citeloom.enrich.services.ledger import Meter
from citeloom.progress import Silent
from tests.world import World
from tests.world.sample import sample_universe

FOLDER = Path(__file__).parents[2] / "examples"
LISTING = FOLDER / "daily-papers.txt"
ARCHIVE = FOLDER / "sample-archive.jsonl"
CITING = 5
MADE = "2026-11-24T00:00:00.000000+00:00"  # one date for all records, so that the file is stable
NOTICE = (
    "Titles, abstracts and links are the listing's own; ids, authors and citations are sample data."
)


def make_sample(path: Path) -> int:
    """Write the sample archive to a path; return the number of records."""
    listing = read_listing(LISTING)
    with tempfile.TemporaryDirectory() as folder, World(sample_universe(listing.entries)) as world:
        access = Access(world.openalex_url, world.hub_url, world.s2_url, world.github_url)
        with Archive.open(Path(folder) / "archive.sqlite", mode="write") as archive:
            with open_services(archive, access, Meter()) as services:
                gathered = gather([listing], services, Silent(), citing=CITING, works=WORKS)
            if gathered.warnings:
                raise gathered.warnings[0]
            dated = [row._replace(fetched_at=MADE) for row in archive.read_all()]
            archive.put_many(dated)
            return archive.export_jsonl(path, sample=True, notice=NOTICE)


if __name__ == "__main__":
    print(f"{make_sample(ARCHIVE)} records in {ARCHIVE.name}")
