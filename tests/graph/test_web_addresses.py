"""Addresses lead where they say they lead, or nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.graph.web_addresses import (
    BEGINS,
    LONGEST,
    choose_paper_address,
    find_addresses,
    make_address,
    make_safe_address,
)

HOSTILE = {
    "another scheme": "javascript:alert(1)",
    "in another case": "JaVaScRiPt:alert(1)",
    "a scheme with slashes": "javascript://x.example/%0aalert(1)",
    "data": "data:text/html,<script>x</script>",
    "a script of Windows": "vbscript:x",
    "a blob": "blob:https://x.example/1",
    "a file": "file:///etc/passwd",
    "ftp": "ftp://x.example/a",
    "no scheme": "//x.example/a",
    "no scheme and no slashes": "x.example/a",
    "no host": "https:///a",
    "one slash": "https:/x.example",
    "no slash": "https:x.example",
    "a user that looks like the host": "https://github.com@evil.example/a",
    "a user and a password": "https://me:secret@x.example/",
    "an empty user": "https://@x.example/",
    "a blank in the host": "https://a b.example",
    "a blank in the path": "https://x.example/a b",
    "a tab in the scheme": "ht\ttps://x.example",
    "a line break": "https://x.example/\njavascript:alert(1)",
    "a null": "https://x.example/\x00",
    "an escape": "https://x.example/\x1b]8;;",
    "a control of the upper half": "https://x.example/\x85a",
    "a wide blank": "https://x.example/\u3000a",
    "nothing, written": "https://x\u200b.example/",
    "a turned direction": "https://x.example/\u202egnp.exe",
    "half a letter": "https://x.example/\ud800",
    "a quote": 'https://x.example/"onclick="',
    "an angle bracket": "https://x.example/<b>",
    "a backslash": "https://x.example\\@evil.example/",
    "a grave accent": "https://x.example/`",
    "a slash that is wide": "https://evil.example\uff0f.github.com/",
    "a host that old and new readers take for two": "https://fa\u00df.example/",
    "two dots": "https://x..example/",
    "a label that is too long": f"https://{'a' * 64}.example/",
    "a hyphen first": "https://-x.example/",
    "a port that is none": "https://x.example:80a/",
    "a port that is too large": "https://x.example:99999/",
    "an open bracket": "http://[::1",
    "an address that is none": "http://[::x]/",
    "too long": "https://x.example/" + "a" * LONGEST,
    "too long when written out": "https://x.example/" + "é" * 400,
    "empty": "",
    "blank": " \n",
    "no text": None,
    "a number": 7,
}
SAFE = {
    "https://github.com/a/b": "https://github.com/a/b",
    " http://x.example/ \n": "http://x.example/",
    "HTTPS://GitHub.com/A": "https://github.com/A",
    "https://x.example:8080/a?b=c&d#e": "https://x.example:8080/a?b=c&d#e",
    "https://x.example/a(b)|{c}^": "https://x.example/a%28b%29%7C%7Bc%7D%5E",
    "https://x.example/a%20b": "https://x.example/a%20b",
    "https://bücher.example/ü?q=ö": "https://xn--bcher-kva.example/%C3%BC?q=%C3%B6",
    "https://u\u0308.example/": "https://xn--tda.example/",
    "https://\u0430pple.com/": "https://xn--pple-43d.com/",
    "https://\uff47ithub.com/": "https://github.com/",
    "https://x_y.example/": "https://x_y.example/",
    "https://192.0.2.1/": "https://192.0.2.1/",
    "http://[2001:DB8::1]:80/": "http://[2001:db8::1]:80/",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_could_lead_elsewhere_is_no_address(hostile: object) -> None:
    assert make_safe_address(hostile) is None


@pytest.mark.parametrize(("text", "address"), SAFE.items())
def test_what_is_safe_is_given_in_one_form(text: str, address: str) -> None:
    assert make_safe_address(text) == address
    assert make_safe_address(address) == address, "a safe address stays as it is"


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{1,20}/.{0,20}", fullmatch=True))
def test_an_address_is_ascii_without_anything_that_ends_a_link(text: str) -> None:
    address = make_safe_address(text)
    if address is not None:
        assert address.isascii()
        assert address.startswith(("https://", "http://"))
        assert not set(address) & set(" <>\"`\\(){}|^'\n\r\t\x00") - {"'"}
        assert "@" not in address.split("/")[2]
        assert make_safe_address(address) == address


@given(kind=st.sampled_from(sorted(BEGINS)), key=st.text(max_size=40) | st.none() | st.integers())
def test_an_id_stays_at_the_place_that_it_is_an_id_of(kind: str, key: object) -> None:
    address = make_address(kind, key)
    assert address is None or address.startswith(BEGINS[kind])


@pytest.mark.parametrize(
    ("paper", "ids", "address"),
    [
        ("W1", {"doi": "10.1234/a", "arxiv_id": "2204.03574"}, "https://doi.org/10.1234/a"),
        ("W1", {"doi": "10.48550/arXiv.2204.03574", "arxiv_id": "2204.03574"},
         "https://arxiv.org/abs/2204.03574"),
        ("W1", {"doi": "10.48550/arxiv.2204.03574"},
         "https://doi.org/10.48550/arxiv.2204.03574"),
        ("W12", {}, "https://openalex.org/W12"),
        (None, {"openalex_id": "W7", "s2_id": "ab"}, "https://openalex.org/W7"),
        (None, {"s2_id": "ab12"}, "https://www.semanticscholar.org/paper/ab12"),
        ("arxiv:math/0309136", {}, "https://arxiv.org/abs/math/0309136"),
        ("doi:10.1016/0370-2693(94)90001-9", {},
         "https://doi.org/10.1016/0370-2693%2894%2990001-9"),
        ("s2:ab", {}, "https://www.semanticscholar.org/paper/ab"),
        ('doi:10.1234/a b"><script>', {},
         "https://doi.org/10.1234/a%20b%22%3E%3Cscript%3E"),
        ("doi:10.1234/\x1b]8;;", {}, None),
        ("title:0123", {}, None),
        ("Work", {}, None),
        ("javascript:alert(1)", {}, None),
        ("", {}, None),
        (None, {"doi": "", "arxiv_id": None}, None),
        ("W1x", {"doi": 7}, None),
    ],
)  # fmt: skip
def test_a_paper_is_read_at_the_best_of_its_places(
    paper: str | None, ids: dict[str, object], address: str | None
) -> None:
    assert choose_paper_address(paper, ids) == address


@pytest.mark.parametrize(
    ("label", "properties", "addresses"),
    [
        ("Paper", {"id": "W1", "doi": "10.1234/a", "arxiv_id": "2204.03574", "openalex_id": "W1",
                   "s2_id": "ab"},
         [("Paper (DOI)", "https://doi.org/10.1234/a"),
          ("arXiv", "https://arxiv.org/abs/2204.03574"),
          ("OpenAlex", "https://openalex.org/W1"),
          ("Semantic Scholar", "https://www.semanticscholar.org/paper/ab")]),
        ("Author", {"id": "A5", "orcid": "0000-0002-1825-0097"},
         [("OpenAlex", "https://openalex.org/A5"),
          ("ORCID", "https://orcid.org/0000-0002-1825-0097")]),
        ("Author", {"id": "W1#0"}, []),
        ("Venue", {"id": "S7"}, [("OpenAlex", "https://openalex.org/S7")]),
        ("Repository", {"id": "github.com/a/b", "url": "https://github.com/a/b"},
         [("Code", "https://github.com/a/b")]),
        ("WebPage", {"id": "x", "url": "https://x.example/"},
         [("Web page", "https://x.example/")]),
        ("Model", {"id": "a/b", "url": "javascript:alert(1)"}, []),
        ("Paper", {}, []),
    ],
)  # fmt: skip
def test_a_node_has_every_place_where_it_can_be_read(
    label: str, properties: dict[str, str], addresses: list[tuple[str, str]]
) -> None:
    assert list(find_addresses(label, properties)) == addresses
