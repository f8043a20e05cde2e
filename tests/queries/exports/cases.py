# ruff: noqa: RUF001 - letters and dashes that look like others are what these cases are about
"""Real papers that have something awkward about them, and strategies for awkward text."""

from __future__ import annotations

from hypothesis import strategies as st

from citeloom.queries.exports.reference import Evidence, Link, Reference

ATTENTION = Reference(
    paper_id="W2963403868",
    title="Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer", "Niki Parmar"),
    authors_truncated=True,
    year=2017,
    date="2017-06-12",
    venue="Neural Information Processing Systems",
    venue_category="conference",
    volume="30",
    pages="5998-6008",
    doi="10.48550/arxiv.1706.03762",
    arxiv_id="1706.03762",
    arxiv_class="cs.CL",
    openalex_id="W2963403868",
    work_type="article",
    group="Sequence models & attention",
    reason="Cited together with BERT by 7 papers of your list",
    score=0.83,
    evidence=(
        Evidence(
            text="Cited together with BERT by 7 papers of your list",
            signal="co-citation",
            weight=0.6,
            papers=("W2896457183",),
        ),
    ),
    links=(
        Link(
            kind="code",
            name="github.com/tensorflow/tensor2tensor",
            url="https://github.com/tensorflow/tensor2tensor",
            relation="own",
            source="abstract",
        ),
        Link(kind="model", name="t5/base", url="https://huggingface.co/t5/base", source="hub"),
    ),
)
BERT = Reference(
    paper_id="W2896457183",
    title="BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    authors=("Jacob Devlin", "Ming-Wei Chang", "Kenton Lee", "Kristina Toutanova"),
    year=2019,
    date="2019-01-01",
    venue="Proceedings of the 2019 Conference of the North",
    venue_category="conference",
    pages="4171-4186",
    doi="10.18653/v1/n19-1423",
    arxiv_id="1810.04805",
    arxiv_class="cs.CL",
    work_type="article",
    group="Sequence models & attention",
)
TSNE = Reference(
    paper_id="W2187089797",
    title="Visualizing Data using t-SNE",
    authors=("Laurens van der Maaten", "Geoffrey E. Hinton"),
    year=2008,
    venue="Journal of Machine Learning Research",
    venue_category="journal",
    volume="9",
    issue="86",
    pages="2579-2605",
    work_type="article",
)
GPT4 = Reference(
    paper_id="arxiv:2303.08774",
    title="GPT-4 Technical Report",
    authors=("OpenAI",),
    year=2023,
    date="2023-03-15",
    venue="arXiv (Cornell University)",
    venue_category="repository",
    doi="10.48550/arxiv.2303.08774",
    arxiv_id="2303.08774",
    arxiv_class="cs.CL",
    work_type="preprint",
)
MALDACENA = Reference(
    paper_id="W2035104901",
    title="The Large $N$ Limit of Superconformal Field Theories and Supergravity",
    authors=("Juan Maldacena",),
    year=1999,
    date="1999-04-01",
    venue="International Journal of Theoretical Physics",
    venue_category="journal",
    volume="38",
    issue="4",
    pages="1113-1133",
    doi="10.1023/a:1026654312961",
    arxiv_id="hep-th/9711200",
    arxiv_class="hep-th",
    work_type="article",
)
RANDOM_GRAPHS = Reference(
    paper_id="W1",
    title="On Erdős–Rényi graphs: 100% of α_1 & <β> in O(n²), {really} \\input{x} ~ #1 ^ $5",
    authors=("Pál Erdős", "Guy L. Steele Jr.", "王小明", "María García y Vega", "Đặng Văn Tần"),
    year=2020,
    date="2020-02",
    doi="10.1007/978-3-030-58452-8_13",
    is_retracted=True,
    work_type="article",
    abstract="First line\nTY  - JOUR\nER  - ",
)
REAL = (ATTENTION, BERT, TSNE, GPT4, MALDACENA, RANDOM_GRAPHS)

SPECIAL = "&%$#_{}~^\\<>|\"'`-,:;=+@*[]()/ éüßøłőűǎđñçıİ–—“”αΩ→≤ℝ王김あЖא"
awkward_text = st.text(
    st.one_of(st.sampled_from(SPECIAL), st.characters(codec="utf-8")), max_size=40
)
latin_text = st.text(
    st.sampled_from("abcdXYZ 12éüßøłőűñçāšž&%$#_{}~^\\<>|'`-,:–—“”"), min_size=1, max_size=40
)
references = st.builds(
    Reference,
    paper_id=st.text("W0123456789", min_size=1, max_size=8),
    title=awkward_text,
    authors=st.lists(awkward_text, max_size=4).map(tuple),
    authors_truncated=st.booleans(),
    year=st.none() | st.integers(1500, 2100),
    venue=st.none() | awkward_text,
    venue_category=st.sampled_from((None, "journal", "conference", "repository", "book series")),
    volume=st.none() | awkward_text,
    pages=st.none() | awkward_text,
    doi=st.none() | awkward_text,
    arxiv_id=st.none() | st.just("2401.00001"),
    work_type=st.sampled_from((None, "article", "book", "dissertation", "report", "preprint")),
    abstract=st.none() | awkward_text,
    is_retracted=st.booleans(),
    group=st.none() | awkward_text,
    reason=st.none() | awkward_text,
)
lists = st.lists(references, max_size=5, unique_by=lambda reference: reference.paper_id)
