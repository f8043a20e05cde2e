"""Three questions to each service whose answers are known; most are free, one costs a credit."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from citeloom.enrich.checks import read_keys
from citeloom.enrich.services import openalex_query
from citeloom.enrich.services.github import ask_for_repository
from citeloom.enrich.services.hub_client import HubClient
from citeloom.enrich.services.semantic_scholar import ask_for_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from huggingface_hub import HfApi

    from citeloom.enrich.checks.json_paths import Shape
    from citeloom.enrich.services.service_session import ServiceSession

DOI = "10.7717/peerj.4375"
WORK = {
    "id": "https://openalex.org/W2741809807",
    "doi": f"https://doi.org/{DOI}",
    "ids.pmid": "https://pubmed.ncbi.nlm.nih.gov/29456894",
    "publication_year": 2018,
}
DELETED_WORK = "W4285719527"  # it stands in millions of reference lists and is not there
ATTENTION = "Attention is All you Need"
ATTENTION_ARXIV = "1706.03762"
DAY, PAPER_OF_THE_DAY = "2026-07-31", "2607.23193"
ABSENT: Mapping[str, object] = {"": None}


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A question and what Citeloom expects of the answer.

    Attributes:
        service: One of the keys of `graph.vocabulary.SERVICES`.
        question: The question, for people.
        ask: Asks it through a session, by the code that a build asks with.
        shape: The keys that Citeloom reads, with their types; see `json_paths`.
        values: Values that are known, by path.
        credits: What it costs at OpenAlex.
        requests: How many requests it takes.
    """

    service: str
    question: str
    ask: Callable[[ServiceSession], Any]
    shape: Shape = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    credits: int = 0
    requests: int = 1


def _ask_openalex(question: openalex_query.Question, session: ServiceSession) -> Any:
    return openalex_query.ask(session, "check", question, may_be_absent=True)


def _ask_hub(ask: Callable[[HfApi], object], session: ServiceSession) -> Any:
    bodies = HubClient(session).call(ask, kind="check")
    return bodies[0] if bodies else None


def _ask_s2(kind: Any, ids: list[str], session: ServiceSession) -> Any:
    return ask_for_papers(session, kind, ids)


def _ask_github(name: str, session: ServiceSession) -> Any:
    return ask_for_repository(session, name)


OPENALEX = (
    KnownAnswer(
        "openalex",
        f"the works with the DOI {DOI}, as a list",
        partial(_ask_openalex, partial(openalex_query.find_by_doi, dois=[DOI])),
        {"": "list", **{f"[].{path}" if path else "[]": k for path, k in read_keys.WORK.items()}},
        {f"[].{path}": value for path, value in WORK.items()},
        credits=openalex_query.LIST_PRICE,
    ),
    KnownAnswer(
        "openalex",
        f"the work with the DOI {DOI}, alone",
        partial(_ask_openalex, partial(openalex_query.look_up, spelling=f"doi:{DOI}")),
        read_keys.WORK,
        WORK,
    ),
    KnownAnswer(
        "openalex",
        f"the deleted work {DELETED_WORK}",
        partial(_ask_openalex, partial(openalex_query.look_up, spelling=DELETED_WORK)),
        values=ABSENT,
    ),
)
HUB = (
    KnownAnswer(
        "hub",
        f"the paper {ATTENTION_ARXIV}",
        partial(_ask_hub, lambda api: api.paper_info(ATTENTION_ARXIV)),
        read_keys.HUB_FULL_PAPER,
        {"id": ATTENTION_ARXIV, "title": ATTENTION},
    ),
    KnownAnswer(
        "hub",
        f"a search for “{ATTENTION}”",
        partial(_ask_hub, lambda api: api.list_papers(query=ATTENTION, limit=10)),
        read_keys.HUB_LISTED,
        {"[].paper.id": ATTENTION_ARXIV},
    ),
    KnownAnswer(
        "hub",
        f"the Daily Papers of {DAY}",
        partial(_ask_hub, lambda api: api.list_daily_papers(date=DAY, p=0, limit=100)),
        read_keys.HUB_LISTED,
        {"[].paper.id": PAPER_OF_THE_DAY},
    ),
)
S2 = (
    KnownAnswer(
        "s2",
        f"the paper ARXIV:{ATTENTION_ARXIV} with its references",
        partial(_ask_s2, "arxiv", [ATTENTION_ARXIV]),
        read_keys.S2_PAPERS_WITH_REFERENCES,
        {
            "[].paperId": "204e3073870fae3d05bcbc2f6a8e263d9b72e776",
            "[].title": ATTENTION,
            "[].externalIds.ArXiv": ATTENTION_ARXIV,
            "[].year": 2017,
        },
    ),
    KnownAnswer(
        "s2",
        "the papers CorpusId:470667, and CorpusId:211530585, which is gone",
        partial(_ask_s2, "paper", ["CorpusId:470667", "CorpusId:211530585"]),
        read_keys.S2_PAPERS,
        {"[].paperId": "c31c87c591a25c64fbaa82e8ac6a81831b6ac7ce", "[]": None},
    ),
    KnownAnswer(
        "s2",
        "a paper that there is not",
        partial(_ask_s2, "paper", ["0" * 40]),
        {"": "list"},
        {"[]": None},
    ),
)
GITHUB = (
    KnownAnswer(
        "github",
        "the repository PyGithub/PyGithub",
        partial(_ask_github, "PyGithub/PyGithub"),
        read_keys.REPOSITORY,
        {"id": 3544490, "full_name": "PyGithub/PyGithub"},
    ),
    KnownAnswer(
        "github",
        "the same repository by its old name jacquev6/PyGithub",
        partial(_ask_github, "jacquev6/PyGithub"),
        read_keys.REPOSITORY,
        {"id": 3544490, "full_name": "PyGithub/PyGithub"},
        requests=2,
    ),
    KnownAnswer(
        "github",
        "a repository that there is not",
        partial(_ask_github, "PyGithub/no-such-repository"),
        values=ABSENT,
    ),
)
KNOWN = {"openalex": OPENALEX, "hub": HUB, "s2": S2, "github": GITHUB}
