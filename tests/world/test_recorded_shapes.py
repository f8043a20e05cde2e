"""The stand-in sends what the services send: the same key paths, with the same types.

Both directions are compared with recordings of true answers, which lie beside the checkout; see
`recordings.py`. What one side has alone is listed here with its reason.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

from citeloom.enrich.listing import read_listing
from tests.world import World
from tests.world.all_answers import ask_everything
from tests.world.every_shape import add_every_shape
from tests.world.key_paths import list_idle, list_missing, list_untold_types, read_shape
from tests.world.openalex import FIELDS
from tests.world.recordings import find_recordings, read_recordings
from tests.world.sample import sample_universe

if TYPE_CHECKING:
    from tests.world.key_paths import Shape

LISTING = Path(__file__).parents[2] / "examples" / "daily-papers.txt"
FOLDED = ("abstract_inverted_index",)
KINDS = (
    "OpenAlex work",
    "OpenAlex list",
    "OpenAlex refusal",
    "Hub list",
    "Hub paper",
    "Hub model",
    "Hub Space",
    "Semantic Scholar paper",
    "Semantic Scholar reference",
    "Semantic Scholar refusal",
    "GitHub repository",
    "GitHub refusal",
)

OLD = "in answers of 2023 only"
ADMIN = "shown to whoever may change the repository's settings"
SCHEMA = "left out of the recordings; in the published schema of OpenAlex, works/schemas.py"
LIBRARY = "singly only, which nobody has recorded; as huggingface_hub reads it, PaperInfo"
AS_PAPER = "recorded of papers that cite, which are the same records"
NOT_ASKED = "a field that Citeloom does not ask for"
GROUPS = "of answers to group_by, which Citeloom does not ask for"

# What recordings have and the stand-in need not have. Each covers what is below it.
UNNEEDED: dict[str, dict[str, str]] = {
    "OpenAlex work": {
        "type_crossref": "in answers until 2025; raw_type has come for it",
        "primary_location.doi": OLD,
        "primary_location.source.publisher": OLD,
        "primary_location.source.publisher_id": OLD,
        "locations[].doi": OLD,
        "locations[].source.publisher": OLD,
        "locations[].source.publisher_id": OLD,
    },
    "OpenAlex list": {"group_by[]": GROUPS},
    "Semantic Scholar paper": {
        "authors[].affiliations": NOT_ASKED,
        "authors[].citationCount": NOT_ASKED,
        "authors[].externalIds": NOT_ASKED,
        "authors[].hIndex": NOT_ASKED,
        "authors[].homepage": NOT_ASKED,
        "authors[].paperCount": NOT_ASKED,
        "authors[].url": NOT_ASKED,
        "citations": NOT_ASKED,
        "embedding": NOT_ASKED,
        "tldr": NOT_ASKED,
        "matchScore": "of searches, which Citeloom does not ask for",
    },
    "GitHub repository": {
        "permissions": "shown with a token only",
        "security_and_analysis": ADMIN,
        "allow_auto_merge": ADMIN,
        "allow_merge_commit": ADMIN,
        "allow_rebase_merge": ADMIN,
        "allow_squash_merge": ADMIN,
        "allow_update_branch": ADMIN,
        "delete_branch_on_merge": ADMIN,
        "merge_commit_message": ADMIN,
        "merge_commit_title": ADMIN,
        "squash_merge_commit_message": ADMIN,
        "squash_merge_commit_title": ADMIN,
        "use_squash_pr_title_as_default": ADMIN,
    },
}

# What the stand-in has and no recording has, with its source. Each covers what is below it.
UNRECORDED: dict[str, dict[str, str]] = {
    "OpenAlex work": {
        "best_oa_location": SCHEMA,
        "cited_by_api_url": SCHEMA,
        "ids.pmcid": SCHEMA,
        "locations_count": SCHEMA,
        "related_works": SCHEMA,
    },
    "Hub paper": {
        "linkedModels": LIBRARY,
        "linkedDatasets": LIBRARY,
        "linkedSpaces": LIBRARY,
        "numTotalModels": LIBRARY,
        "numTotalDatasets": LIBRARY,
        "numTotalSpaces": LIBRARY,
    },
    "Semantic Scholar reference": {
        "externalIds.ACL": AS_PAPER,
        "externalIds.DBLP": AS_PAPER,
        "externalIds.PubMedCentral": AS_PAPER,
        "openAccessPdf.license": AS_PAPER,
    },
    "GitHub refusal": {"status": "in GitHub's documentation of troubleshooting, since 2024"},
}

# Types of paths that recordings have and the stand-in need not have.
UNTOLD: dict[str, dict[str, str]] = {"OpenAlex list": {"meta.groups_count: number": GROUPS}}


@pytest.fixture(scope="module")
def recordings() -> dict[str, list[Any]]:
    folder = find_recordings()
    if folder is None:
        pytest.skip("no recordings beside the checkout, nor in CITELOOM_RECORDINGS")
    return read_recordings(folder)


@pytest.fixture(scope="module")
def recorded(recordings: dict[str, list[Any]]) -> dict[str, Shape]:
    return {kind: read_shape(each, FOLDED) for kind, each in recordings.items()}


@pytest.fixture(scope="module")
def answered() -> dict[str, Shape]:
    universe = sample_universe(read_listing(LISTING).entries)
    add_every_shape(universe)
    with World(universe) as world, requests.Session() as client:
        client.trust_env = False
        answers = ask_everything(world, client)
    return {kind: read_shape(each, FOLDED) for kind, each in answers.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_service_sends_the_stand_in_sends(
    kind: str, recorded: dict[str, Shape], answered: dict[str, Shape]
) -> None:
    assert list_missing(recorded[kind], answered[kind], UNNEEDED.get(kind, {})) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_stand_in_sends_a_service_sends(
    kind: str, recorded: dict[str, Shape], answered: dict[str, Shape]
) -> None:
    assert list_missing(answered[kind], recorded[kind], UNRECORDED.get(kind, {})) == []


@pytest.mark.parametrize("kind", KINDS)
def test_types_that_a_service_sends_the_stand_in_sends(
    kind: str, recorded: dict[str, Shape], answered: dict[str, Shape]
) -> None:
    assert list_untold_types(recorded[kind], answered[kind], UNTOLD.get(kind, {})) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_difference_that_is_listed_is_one(
    kind: str, recorded: dict[str, Shape], answered: dict[str, Shape]
) -> None:
    true, ours = recorded[kind], answered[kind]
    assert list_idle(UNNEEDED.get(kind, {}), list_missing(true, ours)) == []
    assert list_idle(UNRECORDED.get(kind, {}), list_missing(ours, true)) == []
    assert list_idle(UNTOLD.get(kind, {}), list_untold_types(true, ours)) == []


def test_all_recordings_are_of_kinds_that_are_compared(recorded: dict[str, Shape]) -> None:
    assert set(recorded) == set(KINDS)


def test_each_location_of_a_work_has_the_same_keys(answered: dict[str, Shape]) -> None:
    """The best one is not recorded, so that it is compared with those that are."""
    work = answered["OpenAlex work"]
    best, primary = (
        {path.removeprefix(f"{name}.") for path in work if path.startswith(f"{name}.")}
        for name in ("best_oa_location", "primary_location")
    )
    assert best <= primary


def test_fields_that_can_be_selected_are_those_that_openalex_names(
    recordings: dict[str, list[Any]],
) -> None:
    said = [each["message"] for each in recordings["OpenAlex refusal"]]
    named = [each.rpartition(": ")[2] for each in said if "Valid fields for select" in each]
    assert len(named) > 1
    for each in named:
        assert set(FIELDS) <= set(each.rstrip(".").split(", "))
