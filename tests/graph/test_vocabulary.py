from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import get_args

import pytest

from citeloom.graph import records, schema
from citeloom.graph.vocabulary import (
    LABELS,
    MATCHES,
    RELATIONS,
    RELATIONSHIPS,
    SERVICES,
    SOURCES,
    STEPS,
    find_label_words,
    find_relationship_words,
    make_vocabulary,
    name_source,
)

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "enrich", "queries", "viz", "citeloom")
DRAWN_ONLY = {"CO_CITED", "RELATED"}


@pytest.mark.parametrize(
    ("declared", "worded"),
    [
        ({each.label for each in schema.NODE_TYPES}, set(LABELS)),
        ({each.kind for each in schema.RELATIONSHIP_TYPES} | DRAWN_ONLY, set(RELATIONSHIPS)),
        (set(get_args(records.Match)), set(MATCHES)),
        (set(get_args(records.Step)), set(STEPS)),
        (set(get_args(records.Relation)), set(RELATIONS)),
        (
            {*get_args(records.ReferenceSource), *get_args(records.LinkSource), *SERVICES},
            set(SOURCES),
        ),
    ],
    ids=["labels", "relationships", "matches", "steps", "relations", "sources"],
)
def test_whatever_the_schema_declares_has_its_words(declared: set[str], worded: set[str]) -> None:
    assert worded == declared, "Add or remove the words in graph/vocabulary.py."


def forms(value: object) -> list[str]:
    if isinstance(value, dict):
        return [form for each in value.values() for form in forms(each)]
    return [str(value)]


def test_the_vocabulary_is_plain_data_without_an_empty_form() -> None:
    told = make_vocabulary()
    assert json.loads(json.dumps(told)) == told
    for name in ("labels", "matches", "steps", "relations", "sources"):
        assert all(forms(told[name])), f"{name} has an empty form"
    for kind, words in told["relationships"].items():
        assert words["forward"], kind
        assert words["backward"], kind


def test_a_relationship_says_what_it_leads_to() -> None:
    told = make_vocabulary()["relationships"]
    assert told["HAS_CODE"] == {
        "forward": "code",
        "backward": "code of",
        "heading": "Code",
        "reference": "code",
        "start": "Paper",
        "end": "Repository",
    }
    assert "end" not in told["CO_CITED"]
    assert {kind for kind, each in told.items() if each["heading"]} == {
        "HAS_CODE", "HAS_MODEL", "HAS_DATASET", "HAS_SPACE", "LINKS_TO",
    }  # fmt: skip


def test_what_the_schema_does_not_know_is_its_own_word() -> None:
    assert find_label_words("Repository").many == "Repositories"
    assert (find_label_words("Thing").one, find_label_words("Thing").many) == ("Thing", "Things")
    assert find_relationship_words("IS_MADE_OF").backward == "is made of"
    assert (name_source("s2"), name_source("letter")) == ("Semantic Scholar", "the letter")


def test_no_other_module_tells_the_words_again() -> None:
    told = make_vocabulary()
    words = {
        form
        for name in ("relationships", "matches", "steps", "relations", "sources")
        for form in forms(told[name])
        if len(form.split()) > 2  # shorter ones may well be said by others
    }
    again = {
        f"{path.relative_to(ROOT)}: {node.value!r}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if path.name != "vocabulary.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in words
    }
    assert again == set(), "Take these words from graph/vocabulary.py."
