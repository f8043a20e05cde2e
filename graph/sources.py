"""Where records come from, as people name it."""

from __future__ import annotations

SERVICES = {
    "openalex": "OpenAlex",
    "hub": "the Hugging Face Hub",
    "s2": "Semantic Scholar",
    "github": "GitHub",
}


def named(source: str) -> str:
    """Name a source in a sentence: a service by its name, `abstract` as "the abstract"."""
    return SERVICES.get(source, f"the {source}")
