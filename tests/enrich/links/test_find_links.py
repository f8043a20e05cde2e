from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.enrich.links import find_hub_links, find_links
from citeloom.enrich.listing import read_listing

EXAMPLE = Path(__file__).parents[3] / "examples" / "daily-papers.txt"
R, P = "repository", "page"


def found(text: str) -> list[tuple[str, str]]:
    return [(link.kind, link.key) for link in find_links(text)]


def test_the_example_gives_its_thirteen_addresses_and_one_candidate() -> None:
    papers = read_listing(EXAMPLE).entries
    links = [link for paper in papers for link in find_links(paper.abstract or "")]
    assert {(link.kind, link.key, link.relation) for link in links} == {
        (R, "github.com/batsresearch/csp", "own"),
        (R, "github.com/robin-wzq/amdet", "own"),
        (R, "github.com/zplusdragon/plip", "own"),
        (R, "github.com/ruc-gsai/llama-3-syne", "own"),
        (R, "github.com/pre-control/pre-control", "own"),
        (R, "github.com/hkust-nlp/preselect", "own"),
        (R, "github.com/cxcscmu/mates", "own"),
        (R, "github.com/hsouri/battle-of-the-backbones", "own"),
        (R, "github.com/yueyu1030/attrprompt", "own"),
        (R, "github.com/gengdavid/slca", "own"),
        (R, "github.com/mikewangwzhl/vdlm", "candidate"),
        (P, "huggingface.co/faisalq", "own"),
        (P, "mikewangwzhl.github.io/VDLM", "own"),
        (P, "aka.ms/BLURB", "own"),
    }
    assert len(links) == 14
    categories = {link.key: link.category for link in links if link.kind == P}
    assert categories == {
        "huggingface.co/faisalq": "profile",
        "mikewangwzhl.github.io/VDLM": "project",
        "aka.ms/BLURB": "other",
    }
    glued = next(link for link in links if link.key == "github.com/zplusdragon/plip")
    assert glued.url == "https://github.com/Zplusdragon/PLIP"
    assert glued.evidence.startswith("The code, dataset and weights will be released at~https")


AB = [(R, "github.com/a/b")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("https://github.com/a/b", AB, id="plain"),
        pytest.param("at https://github.com/A/B.", AB, id="full stop and capitals"),
        pytest.param("https://github.com/a/b, and", AB, id="comma"),
        pytest.param("see https://github.com/a/b; or", AB, id="semicolon"),
        pytest.param("at https://github.com/a/b!?", AB, id="exclamation"),
        pytest.param("(https://github.com/a/b)", AB, id="round brackets"),
        pytest.param("[https://github.com/a/b].", AB, id="square brackets"),
        pytest.param("<https://github.com/a/b>", AB, id="angle brackets"),
        pytest.param('"https://github.com/a/b"', AB, id="quotes"),
        pytest.param("`github.com/a/b`", AB, id="backticks"),
        pytest.param("**https://github.com/a/b**", AB, id="bold"),
        pytest.param("https://github.com/a/b…", AB, id="ellipsis"),
        pytest.param("https://github.com/a/b。", AB, id="Chinese full stop"),
        pytest.param("(see https://github.com/a/b).Then", AB, id="bracket in the middle"),
        pytest.param("[code](https://github.com/a/b), x", AB, id="Markdown"),
        pytest.param(r"\url{https://github.com/a/b}.", AB, id="url command"),
        pytest.param(r"\href{https://github.com/a/b}{here}", AB, id="href command"),
        pytest.param(r"https://github.com/a/b\_c", [(R, "github.com/a/b_c")], id="LaTeX escape"),
        pytest.param("at~https://github.com/a/b", AB, id="glued by a tilde"),
        pytest.param("at:https://github.com/a/b", AB, id="glued by a colon"),
        pytest.param("github.com/a/b.", AB, id="no scheme"),
        pytest.param("www.github.com/a/b", AB, id="www"),
        pytest.param("HTTPS://GitHub.com/a/b", AB, id="capital host"),
        pytest.param("https://github.com/a/b.git", AB, id="git ending"),
        pytest.param("git@github.com:a/b.git", AB, id="ssh"),
        pytest.param("https://github.com/a/b/", AB, id="slash"),
        pytest.param("https://github.com/a/b/tree/main/x", AB, id="tree"),
        pytest.param("https://github.com/a/b/blob/main/README.md", AB, id="blob"),
        pytest.param("https://github.com/a/b?tab=readme#top", AB, id="query and fragment"),
        pytest.param("https://github.com:443/a/b", AB, id="port"),
        pytest.param("https://u:p@github.com/a/b", AB, id="user part"),
        pytest.param("https://raw.githubusercontent.com/a/b/main/x", AB, id="raw"),
        pytest.param("https://api.github.com/repos/a/b", AB, id="API"),
        pytest.param("https://github.com/a/b.We show", AB, id="next sentence glued"),
        pytest.param("https://github.com/a/b.js", [(R, "github.com/a/b.js")], id="dot in a name"),
        pytest.param(
            "https://github.com/a/bhttps://github.com/c/d",
            [*AB, (R, "github.com/c/d")],
            id="two glued",
        ),
        pytest.param("https://github.com/a/b https://github.com/A/b/issues", AB, id="twice"),
        pytest.param("https://github.com/a", [(P, "github.com/a")], id="owner"),
        pytest.param("https://github.com/orgs/a", [(P, "github.com/a")], id="organisation"),
        pytest.param(
            "https://github.com/features/actions",
            [(P, "github.com/features/actions")],
            id="reserved",
        ),
        pytest.param("me@github.com/a/b", [], id="mail"),
        pytest.param("notgithub.com/a/b", [], id="another host"),
        pytest.param(
            "https://github.com.evil.org/a/b", [(P, "github.com.evil.org/a/b")], id="lookalike"
        ),
        pytest.param("http://localhost/x https://1.2.3.4/x https://", [], id="no host's name"),
        pytest.param(
            "https://gitlab.com/a/b/c/-/tree/main", [(R, "gitlab.com/a/b/c")], id="GitLab groups"
        ),
        pytest.param("https://gitlab.com/a/b/tree/m", [(R, "gitlab.com/a/b")], id="old GitLab"),
        pytest.param("https://gitlab.com/groups/a", [(P, "gitlab.com/a")], id="GitLab group"),
        pytest.param("https://gitlab.inria.fr/a/b", [(R, "gitlab.inria.fr/a/b")], id="own GitLab"),
        pytest.param("bitbucket.org/a/b/src", [(R, "bitbucket.org/a/b")], id="Bitbucket"),
        pytest.param("https://codeberg.org/a/b", [(R, "codeberg.org/a/b")], id="Codeberg"),
        pytest.param("https://zenodo.org/record/12", [(P, "zenodo.org/records/12")], id="Zenodo"),
        pytest.param(
            "https://zenodo.org/records/12/files/x", [(P, "zenodo.org/records/12")], id="new Zenodo"
        ),
        pytest.param(
            "https://doi.org/10.5281/zenodo.12.", [(P, "zenodo.org/records/12")], id="Zenodo's DOI"
        ),
        pytest.param("doi:10.1145/1.2", [("paper", "doi:10.1145/1.2")], id="DOI"),
        pytest.param("https://doi.org/10.1145/1.2", [("paper", "doi:10.1145/1.2")], id="resolver"),
        pytest.param(
            "https://arxiv.org/abs/2204.03574v2", [("paper", "arxiv:2204.03574")], id="arXiv"
        ),
        pytest.param("hf.co/papers/2204.03574", [("paper", "arxiv:2204.03574")], id="Hub paper"),
        pytest.param("https://hf.co/O/M/tree/main", [("model", "O/M")], id="model"),
        pytest.param("huggingface.co/datasets/O/D.", [("dataset", "O/D")], id="dataset"),
        pytest.param("https://huggingface.co/spaces/O/S", [("space", "O/S")], id="Space"),
        pytest.param("https://huggingface.co/gpt2", [("model", "gpt2")], id="first models"),
        pytest.param(
            "https://huggingface.co/datasets/squad", [("dataset", "squad")], id="first datasets"
        ),
        pytest.param("https://hf.co/O", [(P, "huggingface.co/O")], id="Hub profile"),
        pytest.param("https://hf.co/docs/hub", [(P, "hf.co/docs/hub")], id="Hub's own page"),
        pytest.param(
            "https://huggingface.co/collections/O/c-1",
            [(P, "huggingface.co/collections/O/c-1")],
            id="collection",
        ),
        pytest.param(
            "https://a.github.io/B/x", [(P, "a.github.io/B/x"), (R, "github.com/a/b")], id="pages"
        ),
        pytest.param(
            "https://a.github.io",
            [(P, "a.github.io"), (R, "github.com/a/a.github.io")],
            id="pages of an owner",
        ),
        pytest.param("https://bit.ly/3xYz", [(P, "bit.ly/3xYz")], id="shortener"),
        pytest.param(
            "https://en.wikipedia.org/wiki/A_(b)",
            [(P, "en.wikipedia.org/wiki/A_(b)")],
            id="brackets of the address",
        ),
        pytest.param("https://x.org/p/?q=1#z", [(P, "x.org/p?q=1")], id="page's query"),
        pytest.param("no address, e.g. this one.", [], id="none"),
        pytest.param("", [], id="empty"),
    ],
)
def test_an_address_is_cut_and_classified(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("at https://github.com/a/b\nnow", [("b", False)], id="complete before it"),
        pytest.param("at https://github.com/\na/b now", [("b", False)], id="behind the host"),
        pytest.param("at https://github.com/a\n/b now", [("b", False)], id="before a slash"),
        pytest.param("at https://github.com/a/\nb now", [("", True), ("b", True)], id="owner"),
        pytest.param("at https://github.com/a/\nWe show", [("", False)], id="next sentence"),
        pytest.param(
            "at https://github.com/a/b-\nc now", [("b-", True), ("b-c", True)], id="hyphen"
        ),
        pytest.param("at https://github.com/a/b- c now", [("b-", False)], id="hyphen and a blank"),
        pytest.param("at https://github.com/a/ b now", [("", True), ("b", True)], id="blank"),
    ],
)
def test_a_line_break_is_joined_only_where_the_address_goes_on(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    links = find_links(text)
    assert [(link.name, link.relation == "candidate") for link in links] == expected


@pytest.mark.parametrize(
    ("text", "relation", "confidence"),
    [
        pytest.param("Our code is available at {}.", "own", 0.95, id="our code"),
        pytest.param("We release all models at {}.", "own", 0.95, id="we release"),
        pytest.param("We have made the data public: {}.", "own", 0.95, id="we made"),
        pytest.param("Code will be released at {}.", "own", 0.9, id="will be released"),
        pytest.param("The dataset can be found here: {}.", "own", 0.9, id="be found"),
        pytest.param("Code available at {}", "own", 0.9, id="no verb"),
        pytest.param("Code: {}", "own", 0.85, id="label"),
        pytest.param("Project page: {}", "own", 0.85, id="page's label"),
        pytest.param("{}", "own", 0.6, id="alone"),
        pytest.param("We build on the toolkit at {}.", "mentioned", 0.8, id="build on"),
        pytest.param("All runs use fairseq ({}).", "mentioned", 0.8, id="use"),
        pytest.param("Trained with the toolkit available at {}.", "mentioned", 0.8, id="trained"),
        pytest.param("The data of Li et al. is available at {}.", "mentioned", 0.8, id="et al."),
        pytest.param("The original code of BERT is at {}.", "mentioned", 0.8, id="original"),
        pytest.param("Our method extends the tool at {}.", "mentioned", 0.6, id="our use"),
        pytest.param("There is a list ({}).", "mentioned", 0.5, id="no cue"),
    ],
)
def test_the_sentence_says_whose_code_it_is(text: str, relation: str, confidence: float) -> None:
    (link,) = find_links("We study graphs. " * text.count(" ") + text.format("https://x.org/y"))
    assert (link.relation, link.confidence) == (relation, confidence), link.evidence


def test_each_address_of_one_sentence_is_judged_by_its_own_part() -> None:
    text = "We build on the toolkit at github.com/a/b, and our code is at github.com/c/d."
    assert [(one.key, one.relation) for one in find_links(text)] == [
        ("github.com/a/b", "mentioned"),
        ("github.com/c/d", "own"),
    ]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("One. Two at x.org: https://x.org/a.b. Three.", "Two at x.org: {}.", id="dot"),
        pytest.param(
            "One. Code, e.g. ours, at https://x.org/a.b", "Code, e.g. ours, at {}", id="eg"
        ),
        pytest.param(
            "One! As Li et al. say at https://x.org/a.b? Yes.", "As Li et al. say at {}?", id="al"
        ),
        pytest.param("A title\n\nSee https://x.org/a.b\n\nMore", "See {}", id="paragraphs"),
    ],
)
def test_the_evidence_is_the_sentence(text: str, evidence: str) -> None:
    (link,) = find_links(text)
    assert link.evidence == evidence.format("https://x.org/a.b")


def test_the_best_sentence_of_a_repeated_link_is_kept() -> None:
    text = "We use https://github.com/a/b. Our code is released at https://github.com/A/B."
    (link,) = find_links(text)
    assert (link.relation, link.url) == ("own", "https://github.com/A/B")


def test_the_hub_names_code_and_page() -> None:
    links = find_hub_links("https://a.github.io/b", "a/B")
    assert [(one.kind, one.key, one.relation, one.source) for one in links] == [
        (R, "github.com/a/b", "own", "hub"),
        (P, "a.github.io/b", "own", "hub"),
    ]
    assert find_hub_links(None, "") == ()
    assert [one.category for one in find_hub_links("https://x.org", None)] == ["project"]


@pytest.mark.parametrize(
    ("added_by", "relation", "confidence"),
    [(None, "own", 0.9), ("user", "own", 0.9), ("auto", "candidate", 0.5), ("x", "candidate", 0.5)],
    ids=["not told", "a person", "the Hub itself", "a word that is not known"],
)
def test_a_repository_that_no_person_named_is_a_candidate(
    added_by: str | None, relation: str, confidence: float
) -> None:
    code, page = find_hub_links("https://a.org/b", "https://github.com/c/d", added_by)
    assert (code.key, code.relation, code.confidence) == ("github.com/c/d", relation, confidence)
    assert ("nobody has confirmed" in code.evidence) is (relation == "candidate")
    assert page.relation == "own", "that is the project page's, of which nothing is said"


TOKENS = re.findall(
    r"\S+",
    r"https:// github.com/ /a/b a-b ( ) [ ] { } . , ; : ~ \url{ \_ git@ 10.1234/ ?x=1 #f www. "
    r".github.io/ hf.co/ datasets/ zenodo.org/record/1 doi.org/ @ % -",
)
PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(TOKENS),
        st.sampled_from(["\n", " ", "-\n", ".git", "…", "et al. "]),
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_any_text_gives_links_that_stand_in_it_under_normal_keys(text: str) -> None:
    blankless = "".join(text.split())
    for link in find_links(text):
        assert link.url in blankless
        assert link.evidence
        assert 0 < link.confidence < 1
        assert (link.category is None) == (link.kind != "page")
        again = [(one.kind, one.key) for one in find_links(link.address)]
        assert (link.kind, link.key) in again, "the key must not change when its address is read"
        if link.kind == "repository":
            assert link.key == f"{link.host}/{link.owner}/{link.name}".lower()


HOSTILE = {
    "sentences": "Our code, e.g. X et al. is available at https://github.com/a/b. ",
    "brackets": "(",
    "schemes": "https://",
    "hosts": "github.com/",
    "DOIs": "10.1234/",
    "hyphens": "-\n",
    "brackets in an address": "https://a.co/(",
    "breaks": "https://github.com/a/\nb-\n",
    "letters": "a",
    "blanks": " ",
    "cues": "we also our code ",
    "pages": "a.github.io/x ",
}


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        find_links(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    small = 10_000
    short, long = (unit * (size // len(unit)) for size in (small, 8 * small))
    ratio = _seconds(long) / max(_seconds(short), 0.001)
    assert ratio < 24, f"8 times the text took {ratio:.0f} times as long: a pattern is not linear"
