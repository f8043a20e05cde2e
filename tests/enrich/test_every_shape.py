"""Whatever shape of record a service sends, it is read, and the rest of the record with it."""

from __future__ import annotations

import pytest

from citeloom.enrich.archive import Fetched
from citeloom.enrich.assemble.work_records import make_context, make_paper
from citeloom.enrich.services.github import read_repository
from citeloom.enrich.services.hub import read_paper
from citeloom.enrich.services.openalex_work import read_work
from citeloom.enrich.services.semantic_scholar import S2Paper
from citeloom.graph.plain_text import fold_hyphens
from citeloom.graph.records import Author
from tests.world.every_shape import add_every_shape
from tests.world.hub_papers import list_entry
from tests.world.universe import Universe

KNOWN = Universe()
add_every_shape(KNOWN)
MOMENT = "2026-11-24T00:00:00+00:00"


@pytest.mark.parametrize("work_id", KNOWN.works)
def test_a_work_of_any_shape_is_read(work_id: str) -> None:
    body = KNOWN.works[work_id]
    work = read_work(body)
    paper = make_paper(work, MOMENT, sample=True)
    assert (paper.id, paper.work_type, paper.year) == (
        work_id,
        body["type"],
        body["publication_year"],
    )
    authors = [each for each in make_context(work, work_id) if isinstance(each, Author)]
    assert [each.name for each in authors] == [
        fold_hyphens(each["author"]["display_name"]) for each in body["authorships"]
    ]


@pytest.mark.parametrize("arxiv_id", KNOWN.hub_papers)
def test_a_paper_of_the_hub_is_the_same_singly_and_in_a_list(arxiv_id: str) -> None:
    body = KNOWN.hub_papers[arxiv_id]
    single = read_paper(body, Fetched(body, MOMENT))
    listed = read_paper(list_entry(body), Fetched([], MOMENT))
    assert single is not None
    assert listed is not None
    assert single.github_repo == body["githubRepo"]
    fields = {"title", "abstract", "published_at", "authors", "github_repo", "project_page"}
    assert listed.model_dump(include=fields) == single.model_dump(include=fields)


@pytest.mark.parametrize("paper_id", KNOWN.s2_papers)
def test_a_paper_of_semantic_scholar_is_read_with_its_whole_list(paper_id: str) -> None:
    body = KNOWN.s2_papers[paper_id]
    paper = S2Paper.model_validate(body)
    assert paper.id == paper_id
    assert [each.title for each in paper.references] == [
        each["title"] for each in body["references"] or ()
    ]


@pytest.mark.parametrize("name", KNOWN.repositories)
def test_a_whole_repository_is_read(name: str) -> None:
    body = KNOWN.repositories[name]
    found = read_repository(Fetched(body, MOMENT), name)
    assert found is not None
    assert (found.full_name, found.number, found.licence) == (body["full_name"], body["id"], None)
