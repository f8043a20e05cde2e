"""The words that people read for what the schema declares: told here, and nowhere else.

An entry has a named form for each place that words it in its own way, a heading or a sentence.
Pages get the whole of it as data (`make_vocabulary`), and the schema page prints it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from citeloom.graph.schema import RELATIONSHIP_TYPE


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A label: of one node, of many, as a heading over search results, as a link to its place."""

    one: str
    many: str
    heading: str
    link: str


@dataclass(frozen=True, slots=True)
class RelationshipWords:
    """A kind of relationship, said from its start and from its end.

    `heading` stands over the code, models and so on of a paper, `reference` before one of them in
    a list of references; other kinds have neither.
    """

    forward: str
    backward: str
    heading: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class MatchWords:
    """A match value: as part of a sentence about a paper, and where papers are counted."""

    told: str
    counted: str


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why growing added a work: as part of a sentence about it, and where works are counted."""

    told: str
    counted: str


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step that found a paper: behind "through", and behind "found" where papers are counted."""

    through: str
    counted: str


@dataclass(frozen=True, slots=True)
class RelationWords:
    """What code is to a paper: in full, in a word, where links are counted, in a reference."""

    told: str
    short: str
    counted: str
    reference: str


SAMPLE = "The graph holds sample data, which is made up."


def _label(one: str, many: str = "", heading: str = "", link: str = "") -> LabelWords:
    many = many or f"{one}s"
    return LabelWords(one, many, heading or many, link or one)


LABELS = {
    "Paper": _label("Paper"),
    "Author": _label("Author", heading="People"),
    "Institution": _label("Institution"),
    "Venue": _label("Venue"),
    "Topic": _label("Topic"),
    "Repository": _label("Repository", "Repositories", link="Code"),
    "Model": _label("Model"),
    "Dataset": _label("Dataset"),
    "Space": _label("Space"),
    "WebPage": _label("Web page"),
    "Graph": _label("Graph"),
}
# The last two are no part of the schema: edges that questions make of what papers share.
RELATIONSHIPS = {
    "CITES": RelationshipWords("cites", "cited by"),
    "AUTHORED": RelationshipWords("wrote", "written by"),
    "AFFILIATED_WITH": RelationshipWords("works at", "people"),
    "PUBLISHED_IN": RelationshipWords("published in", "published"),
    "HAS_TOPIC": RelationshipWords("has topic", "topic of"),
    "HAS_CODE": RelationshipWords("code", "code of", "Code", "code"),
    "HAS_MODEL": RelationshipWords(
        "model", "mentioned by the card of", "Models", "model that names it"
    ),
    "HAS_DATASET": RelationshipWords(
        "dataset", "mentioned by the card of", "Datasets", "dataset that names it"
    ),
    "HAS_SPACE": RelationshipWords(
        "Space", "mentioned by the card of", "Spaces", "Space that names it"
    ),
    "LINKS_TO": RelationshipWords("web page", "web page of", "Web pages"),
    "CO_CITED": RelationshipWords("cited together with", "cited together with"),
    "RELATED": RelationshipWords("related to", "related to"),
}
MATCHES = {
    "exact": MatchWords("found by equal title", "found"),
    "id": MatchWords("found by its id", "found"),
    "fuzzy": MatchWords("found by a near title", "found"),
    "ambiguous": MatchWords("several works fit, so that it is linked to none", "ambiguous"),
    "none": MatchWords("not found", "not found"),
}
# Why a work is there that is neither listed nor cited by a listed paper.
REASONS = {
    "citing": ReasonWords("added because it cites the list", "cite a listed paper"),
    "near": ReasonWords("added because works around the list cite it", "are cited around the list"),
}
# In the order in which a report counts them.
STEPS = {
    "id": StepWords("the id in the listing", "by its OpenAlex id"),
    "doi": StepWords("its DOI", "by DOI or arXiv id"),
    "single": StepWords("a look-up of its own", "by DOI or arXiv id, hidden from lists"),
    "arxiv": StepWords("its copy at arXiv", "by the address of their copy at arXiv"),
    "title-search": StepWords("a search for its title", "by title in OpenAlex"),
    "hub": StepWords("the Hugging Face Hub", "on the Hugging Face Hub only"),
    "decision": StepWords("what you decided", "as you decided"),
}
RELATIONS = {
    "own": RelationWords("the authors' own", "the authors' own", "the paper's own", "code"),
    "mentioned": RelationWords(
        "mentioned, not necessarily the authors' own",
        "mentioned",
        "merely mentioned",
        "code it mentions",
    ),
    "candidate": RelationWords(
        "a candidate that nobody has confirmed",
        "unconfirmed",
        "candidates to confirm",
        "perhaps its code",
    ),
}
SERVICES = {
    "openalex": "OpenAlex",
    "hub": "the Hugging Face Hub",
    "s2": "Semantic Scholar",
    "github": "GitHub",
}
SOURCES = {**SERVICES, "abstract": "the abstract"}


def find_label_words(label: str) -> LabelWords:
    """Return the words for a label; one that the schema does not know is its own word."""
    return LABELS.get(label) or _label(label)


def find_relationship_words(kind: str) -> RelationshipWords:
    """Return the words for a kind of relationship; an unknown one is read as it is written."""
    words = kind.replace("_", " ").lower()
    return RELATIONSHIPS.get(kind) or RelationshipWords(words, words)


def name_source(source: str) -> str:
    """Name a source or a service in a sentence: "OpenAlex", "the abstract"."""
    return SOURCES.get(source, f"the {source}")


def make_vocabulary() -> dict[str, Any]:
    """Return all words as plain data: a form by its name, an entry by its value in the graph.

    A relationship of the schema also says which labels it leads from and to.
    """
    ends = {
        kind: {"start": each.start, "end": each.end} for kind, each in RELATIONSHIP_TYPE.items()
    }
    return {
        "labels": {label: asdict(words) for label, words in LABELS.items()},
        "relationships": {
            kind: {**asdict(words), **ends.get(kind, {})} for kind, words in RELATIONSHIPS.items()
        },
        "matches": {match: asdict(words) for match, words in MATCHES.items()},
        "reasons": {reason: asdict(words) for reason, words in REASONS.items()},
        "steps": {step: asdict(words) for step, words in STEPS.items()},
        "relations": {relation: asdict(words) for relation, words in RELATIONS.items()},
        "sources": dict(SOURCES),
    }
