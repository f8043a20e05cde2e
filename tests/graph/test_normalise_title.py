from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.graph.normalise_title import normalise


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Attention Is All You Need", "attention is all you need"),
        ("Zero\u2010Shot Text\u2013to\u2014Image", "zero shot text to image"),
        ("FULL\u00a0WIDTH \uff21\uff22\uff23\uff11\uff12", "full width abc12"),
        (r"$\beta$-VAE", "beta vae"),
        ("β-VAE", "beta vae"),
        (r"99.34\% accuracy", "99.34 accuracy"),
        ("100% of it and more", "100 of it and more"),
        (r"On $L_{2}$ and $O(n^2)$", "on l 2 and o n2"),
        ("On L₂ and O(n²)", "on l2 and o n2"),
        (r"{\'E}tude of {BERT} \textsc{Foo}", "etude of bert foo"),
        ("Search &amp; <i>Rescue</i>", "search and rescue"),
        ("CO<sub>2</sub> where a < b and c > d", "co2 where a b and c d"),
        ("C++, C# and C", "c++ c# and c"),
        ("A* Search*", "a* search"),
        ("C$^*$-algebras", "c* algebras"),
        ("GPT-4.5 on 3,600 tasks.", "gpt 4.5 on 3600 tasks"),
        ("Don\u2019t stop", "don t stop"),
        ("Poincaré, Veličković, Łukasz", "poincare velickovic łukasz"),
        ("がか 深層学習", "がか 深層学習"),
        ("Ελληνική γλώσσα", "ελληνικη γλωσσα"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("BERT™ soft\u00adhyphen zero\u200bwidth", "bert softhyphen zerowidth"),
        ("🦜?!", ""),
        ("", ""),
    ],
)
def test_a_title_has_one_form(printed: str, expected: str) -> None:
    assert normalise(printed) == expected


@given(st.text(max_size=80))
def test_the_form_is_final(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "hostile",
    ["{" * 5_000 + "\\a", "$" * 5_000 + "\\", "\\frac" * 2_000, "<i" * 50_000, "&" * 10**6],
)
def test_hostile_titles_are_read_to_the_end(hostile: str) -> None:
    assert len(normalise(hostile)) < 10_000
