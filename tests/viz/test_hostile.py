"""What comes from outside stays text: no script runs, nothing leaves, nothing breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from citeloom.graph.stores.values import Node, Relationship, Table
from citeloom.viz.drawing import Caption
from citeloom.viz.facts import Facts, Link
from citeloom.viz.page import make_page
from tests.viz.drawings import draw_table

if TYPE_CHECKING:
    from citeloom.viz.drawing import Drawing
    from tests.viz.conftest import OpenPage

HOSTILE = (
    "<script>globalThis.broken=1</script>",
    "</script><script>globalThis.broken=1</script>",
    "<img src=x onerror=globalThis.broken=1>",
    "<svg/onload=globalThis.broken=1>",
    '" onmouseover="globalThis.broken=1" x="',
    "' autofocus onfocus='globalThis.broken=1",
    "<!--<script>globalThis.broken=1//",
    "]]><script>globalThis.broken=1</script>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} ${globalThis.broken=1} `${globalThis.broken=1}`",
    "<style>@import url(https://evil.example/x.css)</style>",
    "<a href='javascript:globalThis.broken=1'>href</a>",
    "<iframe srcdoc='<script>parent.broken=1</script>'></iframe>",
    "\u2028\u2029globalThis.broken=1//",
    "\u202eright to left \u0000 \x1b[31m nul and escape",
    "&lt;script&gt;globalThis.broken=1&lt;/script&gt;",
    "<base href=https://evil.example/><meta http-equiv=refresh content='0;https://evil.example'>",
    "__proto__", "constructor", "\ud800 alone", "A" * 5000,
)  # fmt: skip


def hostile_drawing() -> Drawing:
    """A drawing in which every text is hostile, every one in every place."""
    nodes, links, facts = [], [], {}
    for number, text in enumerate(HOSTILE):
        after = HOSTILE[(number + 1) % len(HOSTILE)]
        nodes.append(Node(f"p{number}", ("Paper",), {
            "id": f"W{number}{text}", "title": text, "abstract": text, "year": 2000 + number,
            "doi": text, "arxiv_id": text, "match_evidence": text, "listed": number % 2 == 0,
        }))  # fmt: skip
        nodes.append(Node(f"r{number}", (text[:20] or "Repository",), {
            "id": text, "name": text, "url": f"javascript:globalThis.broken={number}",
        }))  # fmt: skip
        said = {"evidence": text, "source": text, "relation": text}
        links.append(Relationship(f"l{number}", after, f"p{number}", f"r{number}", said))
        leading = (Link(after, text, "javascript:alert(1)", text, text),)
        facts[f"W{number}{text}"] = Facts(text, 2000, number, text, (text, after), text, leading)
    rows = [(node, link) for node, link in zip(nodes, links * 2, strict=True)]
    pairs = [(one, two, 3.0, [text, text + "2"], text, text)
             for one, two, text in zip(nodes, nodes[1:], HOSTILE, strict=False)]  # fmt: skip
    columns = ("source", "target", "weight", "papers", "kind", "evidence")
    table = Table(("n", "r"), tuple(rows))
    both = [*(dict(zip(table.columns, row, strict=True)) for row in rows)]
    every = ("n", "r", *columns)
    filled = [tuple(row.get(name) for name in every) for row in both]
    filled += [(None, None, *pair) for pair in pairs]
    caption = Caption(HOSTILE[1], HOSTILE[2], tuple((text, text) for text in HOSTILE), HOSTILE[3],
                      HOSTILE[4])  # fmt: skip
    return draw_table(Table(every, tuple(filled)), caption=caption, facts=facts)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_no_hostile_text_does_anything(open_page: OpenPage) -> None:
    page = make_page(hostile_drawing())
    tab = open_page(page)
    assert tab.inner_text("h1") == HOSTILE[1]
    for colouring in ("topic", "year", "listed", "community"):
        tab.select_option("#colour-by", colouring)
    count = tab.evaluate("() => citeloom.model.nodeCount")
    assert count == 2 * len(HOSTILE)
    for item in range(count):
        tab.evaluate("i => citeloom.view.jump(i)", item)
    for link in range(tab.evaluate("() => citeloom.model.links.size")):
        tab.evaluate("l => citeloom.view.select({link: l})", link)
        tab.evaluate("l => citeloom.view.hover({link: l})", link)
    for text in HOSTILE[:8]:
        tab.locator("#search input").fill(text)
    tab.locator("#search input").fill("")
    tab.locator("#show-table").click()
    tab.evaluate("() => { citeloom.svg = citeloom.makeSvg() }")
    broken = tab.evaluate("""() => [globalThis.broken, document.querySelectorAll(
        'iframe, base, #panel img, #tables img, #legend img, main script, [onerror], [onload]'
        ).length, [...document.links].filter(a => !/^https?:/.test(a.href)).length]""")
    assert broken == [None, 0, 0]
    parse = "() => new DOMParser().parseFromString(citeloom.svg, 'image/svg+xml')"
    assert tab.evaluate(parse + ".querySelector('parsererror, script, image')") is None


def test_hostile_text_never_becomes_markup_in_the_file() -> None:
    html = make_page(hostile_drawing()).html
    begins = r'<script type="application/json" id="drawing">'
    data = re.search(begins + r"(.*?)</script>", html, re.DOTALL)
    assert "<" not in data.group(1)
    assert len(re.findall(r"<script", html)) == 2
    assert "<img src=x" not in html
    assert "evil.example/x.css)</style>" not in html
    assert "49" not in re.search(r"<header>.*</header>", html, re.DOTALL).group(0)
