"""Random small graphs for hypothesis: citations with circles, authors, code, holes everywhere."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from citeloom.graph import records as r

PAPERS = tuple(f"W{number}" for number in range(10, 19))
PEOPLE = tuple(f"A{number}" for number in range(5))
PLACES = tuple(f"I{number}" for number in range(3))
ITEMS = tuple(f"owner/item{number}" for number in range(3))
RELATIONS: tuple[r.Relation, ...] = ("own", "mentioned", "candidate")

maybe_year = st.none() | st.integers(2019, 2022)
maybe_flag = st.sampled_from((None, True, False))


def _paper(key: str) -> st.SearchStrategy[r.Paper]:
    return st.builds(
        r.Paper,
        id=st.just(key),
        title=st.sampled_from((None, "One", "two", "Two", "Ünïcode ß 漢字")),
        year=maybe_year,
        date=st.sampled_from((None, "2020", "2020-05", "2021-01-02")),
        cited_by_count=st.none() | st.integers(0, 3),
        is_retracted=maybe_flag,
        reason=st.sampled_from((None, None, "citing", "near")),
        listed=st.sampled_from((True, True, None)),
        listings=st.sampled_from((None, ("a",), ("a", "b"))),
        match=st.sampled_from((None, *r.MATCHES)),
        match_score=st.sampled_from((None, 0.5, 0.97)),
        references_count=st.none() | st.integers(0, 2),
        references_source=st.sampled_from((None, "openalex", "s2")),
        upvotes=st.none() | st.integers(0, 2),
    )


def _links(
    record: type[r.RelationshipRecord], starts: tuple[str, ...], ends: tuple[str, ...], most: int,
    **properties: st.SearchStrategy[Any],
) -> st.SearchStrategy[list[r.RelationshipRecord]]:  # fmt: skip
    pairs = st.lists(
        st.tuples(st.sampled_from(starts), st.sampled_from(ends)), max_size=most, unique=True
    )
    return pairs.flatmap(
        lambda found: st.tuples(
            *(
                st.builds(record, start=st.just(start), end=st.just(end), **properties)
                for start, end in found
            )
        ).map(list)
    )


@st.composite
def graphs(draw: st.DrawFn) -> list[r.Record]:
    """Draw a graph as records; every end of a relationship exists."""
    found: list[r.Record] = [draw(_paper(key)) for key in PAPERS]
    text = st.sampled_from(("Anna One", "Bo Two", None))
    found += [r.Author(id=key, name=draw(text)) for key in PEOPLE]
    country = st.sampled_from(("DE", "US", None))
    found += [r.Institution(id=key, name=key.lower(), country=draw(country)) for key in PLACES]
    found += [r.Venue(id="S1", name="One"), r.Venue(id="S2")]
    found += [r.Topic(id="T1", name="One", field="F"), r.Topic(id="T2", subfield="S", field="F")]
    stars, status = st.none() | st.integers(0, 2), st.sampled_from((None, "ok", "gone", "moved"))
    for key in ITEMS:
        found += [
            r.Repository(id=key, stars=draw(stars), status=draw(status), archived=draw(maybe_flag)),
            r.Model(id=key, likes=draw(stars)),
            r.Dataset(id=key),
            r.Space(id=key),
        ]
    found.append(r.WebPage(id="https://example.org/", category="project"))
    source = st.sampled_from((None, "openalex", "s2"))
    link = st.sampled_from((None, "abstract", "hub"))
    found += draw(_links(r.Cites, PAPERS, PAPERS, 30, source=source))
    found += draw(
        _links(
            r.Authored, PEOPLE, PAPERS, 14, position=st.none() | st.integers(0, 2),
            corresponding=maybe_flag, institutions=st.sampled_from((None, ("I0",), ("I1", "I2"))),
        )
    )  # fmt: skip
    found += draw(_links(r.AffiliatedWith, PEOPLE, PLACES, 6))
    found += draw(_links(r.PublishedIn, PAPERS, ("S1", "S2"), 6))
    found += draw(_links(r.HasTopic, PAPERS, ("T1", "T2"), 8, score=st.sampled_from((None, 0.5))))
    relation = st.sampled_from(RELATIONS)
    found += draw(_links(r.HasCode, PAPERS, ITEMS, 8, relation=relation, source=link))
    found += draw(_links(r.HasModel, PAPERS, ITEMS, 4, source=link))
    found += draw(_links(r.HasDataset, PAPERS, ITEMS, 4))
    found += draw(_links(r.HasSpace, PAPERS, ITEMS, 4))
    found += draw(_links(r.LinksTo, PAPERS, ("https://example.org/",), 3))
    return found
