"""What `doctor` looks for in an answer is what the clients read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import AliasChoices, BaseModel

from citeloom.enrich.checks import read_keys
from citeloom.enrich.services.github import GitHubRepository
from citeloom.enrich.services.hub import HubPaper
from citeloom.enrich.services.openalex_work import Work
from citeloom.enrich.services.semantic_scholar import S2Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = {
    "fetched_at": "our date",
    "sample": "our mark",
    "status": "ours, from the name",
    "aliases": "ours, from the name",
}


def list_keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Yield the keys that a model reads, with those of the models in it."""
    for name, field in model.model_fields.items():
        choices = field.validation_alias
        aliases = choices.choices if isinstance(choices, AliasChoices) else [field.alias or name]
        for alias in aliases:
            path = f"{prefix}{alias}"
            yield path
            inner, many = find_model(field.annotation)
            if inner is not None:
                yield from list_keys(inner, f"{path}[]." if many else f"{path}.")


def find_model(annotation: Any, *, many: bool = False) -> tuple[type[BaseModel] | None, bool]:
    """Return the model in an annotation, and whether there are many of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, many
    for each in get_args(annotation):
        found = find_model(each, many=many or getattr(annotation, "__origin__", None) is tuple)
        if found[0] is not None:
            return found
    return None, many


@pytest.mark.parametrize(
    ("model", "shape"),
    [
        pytest.param(Work, read_keys.WORK, id="work"),
        pytest.param(HubPaper, read_keys.HUB_FULL_PAPER, id="Hub paper"),
        pytest.param(GitHubRepository, read_keys.REPOSITORY, id="repository"),
        pytest.param(
            S2Paper,
            {k.removeprefix("[]."): v for k, v in read_keys.S2_PAPERS_WITH_REFERENCES.items()},
            id="Semantic Scholar paper",
        ),
    ],
)
def test_every_key_that_a_model_reads_is_compared(
    model: type[BaseModel], shape: dict[str, str]
) -> None:
    read = {key for key in list_keys(model) if key not in OURS}
    # Downloads of a Space are asked for by one model for all three kinds, and never told.
    read -= {"linkedSpaces[].downloads"}
    assert len(read) > 5
    assert sorted(read - set(shape)) == []
